"""Who holds what: the last claim for each place, who claims it, since when, and what stands against it.

Captured and recaptured are equal: the latest day decides, and a rival claim within `CONTEST_DAYS` contests it.
A share of a border or a count of districts keeps the speaker's own words and denominator; it is never drawn.
"""

from collections import defaultdict
from collections.abc import Sequence

from panj.records import Event, Finding, Quantity
from panj.situation.case import Case, Said
from panj.situation.finding import by_day, finding_id, ids, independent, is_stale, place_of
from panj.world import World

CONTEST_DAYS = 7
OWNED = frozenset({"base", "site", "hall"})  # what is somebody's by right, not land that somebody holds
NEAR = 30  # characters between a count of places and the place that they lie in: "six districts of Badakhshan"
_WITHIN = frozenset(["in", "of", "near", "around", "outside", "along", "across", "from", "inside", "within"])
_ARTICLES = frozenset({"the", "a", "an"})


class _Claim:
    """That a holder has a place, by one statement."""

    def __init__(self, said: Said, holder: str, name: str, place: str) -> None:
        self.said, self.holder, self.name, self.place = said, holder, name, place


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return one line for each place, and one for each share or count of places."""
    places: dict[str, list[_Claim]] = defaultdict(list)
    shares: list[Finding] = []
    for said in case.said:
        if said.statement.modality != "asserted":
            continue
        shares += _shares(said, case)
        for claim in _claims(said):
            places[claim.place.lower()].append(claim)
    shares = list({f.id: f for f in shares}.values())
    held = (line for claims in places.values() if (line := _line(claims, case, world)))
    return tuple(sorted((*held, *shares), key=lambda f: (f.label, f.id)))


def standing(said: Said) -> tuple[str, bool] | None:
    """Return what a statement claims for somebody, if it claims a place, and whether it affirms that.

    Such a claim matters, however old, until a newer one about the same. A share of land does not outlast its time.
    """
    claims = _claims(said) if said.statement.modality == "asserted" else []
    return next(((f"control|{c.place.lower()}", not said.statement.denied) for c in claims), None)


def _claims(said: Said) -> list[_Claim]:
    statement = said.statement
    if statement.relation and statement.relation.relation == "controls":
        relation = statement.relation
        place = next((p for p in said.places if p.span.overlaps(relation.object_span)), None)
        if place is None or place.feature in OWNED:
            return []
        return [_Claim(said, relation.subject_entity or relation.subject, relation.subject, place.name or place.text)]
    event = statement.event
    if event is None or event.code != "TAKE" or not said.actors or any(map(_territory, said.figures)):
        return []
    holder = said.actors[0]
    target = _target(said, event)
    return [_Claim(said, holder.id, holder.name, target)] if target else []


def _target(said: Said, event: Event) -> str | None:
    """Return what was taken: the place itself, or the words for a part of it ("posts in Khatlon")."""
    place = event.place
    if place is None:
        return None
    if place.span < event.trigger:
        return place.name or place.text
    between = said.between(event.trigger.end, place.span.start).split()
    while between and between[-1].lower() in _ARTICLES:
        between.pop()
    if not between or between[-1].lower() not in _WITHIN or [w.lower() for w in between] == ["of"]:
        return place.name or place.text
    return said.between(event.trigger.end, place.span.end).strip() if len(between) > 1 else None


def _line(claims: list[_Claim], case: Case, world: World) -> Finding | None:
    order = {s.id: i for i, s in enumerate(by_day(c.said for c in claims))}
    claims = sorted(claims, key=lambda c: order[c.said.id])
    affirmed = [c for c in claims if not c.said.statement.denied]
    if not affirmed:
        return None
    last = affirmed[-1]
    day = last.said.happened_on
    same = [c for c in affirmed if c.holder == last.holder and (day - c.said.happened_on).days <= CONTEST_DAYS]
    rivals = [
        c
        for c in claims
        if (c.holder != last.holder or c.said.statement.denied) and abs((day - c.said.happened_on).days) <= CONTEST_DAYS
    ]
    evidence = [c.said for c in same]
    return Finding(
        id=finding_id("control", last.place.lower()),
        topic="control",
        subject=last.place,
        label=last.place,
        as_of=case.as_of,
        rule="control/last-claim",
        status=_status(evidence, [c.said for c in rivals], case),
        value=last.name,
        place=place_of(evidence),
        when=last.said.statement.event.when if last.said.statement.event else None,
        statements=ids(evidence),
        against=ids(c.said for c in rivals),
    )


def _status(evidence: Sequence[Said], against: Sequence[Said], case: Case) -> str:
    if is_stale(max(s.day for s in evidence), case.as_of):
        return "stale"
    if against:
        return "contested"
    return "corroborated" if independent(evidence) > 1 else "claimed"


def _territory(quantity: Quantity) -> bool:
    return quantity.unit in ("%", "km", "km2") or quantity.share_of is not None or bool(quantity.of)


def _shares(said: Said, case: Case) -> list[Finding]:
    event = said.statement.event
    if event is None or event.code != "TAKE" or said.statement.denied:
        return []
    found = []
    for quantity in said.figures:
        if not _territory(quantity) or quantity.unit in ("km", "km2"):
            continue
        if not said.actors:
            continue
        holder = said.actors[0].name
        whole = said.between(quantity.share_of.start, quantity.share_of.end) if quantity.share_of else ""
        what = quantity.of or whole or (event.place.text if event.place else "territory")
        found.append(
            Finding(
                id=finding_id("control", said.witness, quantity.text, what, holder),
                topic="control",
                subject=what,
                label=_share_label(said, quantity, what),
                as_of=case.as_of,
                rule="control/share",
                status="stale" if is_stale(said.day, case.as_of) else "claimed",
                value=holder,
                low=quantity.low,
                high=quantity.high,
                unit=quantity.unit,
                when=event.when,
                statements=(said.id,),
            )
        )
    return found


def _share_label(said: Said, quantity: Quantity, what: str) -> str:
    """Return the speaker's own words for a share, with the place they are of if that follows at once."""
    place = next((p for p in said.places if 0 <= p.span.start - quantity.span.end <= NEAR), None)
    if place is not None and "," not in said.between(quantity.span.end, place.span.start):
        return said.between(quantity.span.start, place.span.end)
    return quantity.text if what in quantity.text else f"{quantity.text} of {what}"
