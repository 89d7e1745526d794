"""Who holds what: the last claim for each place, who claims it, since when, and what stands against it.

Captured and recaptured are equal: the latest day decides, and a rival claim within `CONTEST_DAYS` contests it.
A share of a border or a count of districts keeps the speaker's own words and denominator; it is never drawn.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from panj.lexicon import words
from panj.lexicon.counted import head_noun
from panj.records import Event, Finding, Place, Quantity, Relation
from panj.situation.case import Case, Report, Said
from panj.situation.disputes import disputes
from panj.situation.figures import THINGS, nationality
from panj.situation.finding import by_day, finding_id, ids, independent, is_stale, place_of
from panj.world import World

CONTEST_DAYS = 7
_CLAIMING, _TAKING = frozenset({"TAKE", "controls"}), frozenset({"TAKE"})
_RULING = frozenset({"controls"})
OWNED = frozenset({"base", "site", "hall"})  # what is somebody's by right, not land that somebody holds
NEAR = 30  # characters between a count of places and the place that they lie in: "six districts of Badakhshan"
_WITHIN = frozenset(
    ["in", "of", "near", "around", "outside", "along", "across", "from", "inside", "within", "above", "over", "below"]
)
UNTOLD = "it is not said who"
_HELD = re.compile(r"\b(?:controls?|controlled|held|holds|occup(?:y|ies|ied)|seized|captured)\b")
_ASIDE = re.compile(r", (?:which|who|where|that)\b|;")
BEFORE = 5  # words before a verb of holding in which the holder is looked for
_GROUND = re.compile(r"\b(?:border|frontier|coast(?:line)?|territory|country|region|province|districts?)\b")
_AWAY = re.compile(r"\s*(?:away|from|off|outside|inside|behind|beyond|deep|(?:north|south|east|west)\w*)\b")
_FELL = frozenset({"fell", "fallen", "changed"})  # "changed hands"
_INCLUDING = re.compile(r",?\s{1,3}including ((?:(?:,|and| |the)*[A-Z][\w'-]*)+)")
_ASTRAY = frozenset({"to", "toward", "towards", "from", "by", "for", "with", "against", "than"})
_NAMED_BY = frozenset({"of"}) | {
    f"{kind}{s}" for kind in words("terms", "word", "ground") for s in ("", "s")
}  # "the post of Ai Khanum"
# between two places of a list: "Kiwanja and Bunagana"
_NEXT = re.compile(r"(?:,|,? ?(?P<last>and|as well as))(?: (?:the )?\w{1,20} of| the)?\Z")
# ground by a common noun: "seized the town", "the center of the village"; the text has named it before
_BY_NOUN = re.compile(
    r"\s*(?P<part>(?:(?:the|every|most|all|half)\b )?(?:[\w-]+ ){0,3}?(?:of|in|to) )?the "
    r"(?P<kind>town|city|village|capital|district|province|valley|island|shoal|reef|port|peninsula|crossing|post)\b"
)
# ground that a pronoun takes up: "claimed to have recaptured it"
_IT = re.compile(r"\s*(?:back )?it\b(?! (?:was|is|has|had|would))")
_OF_PASSIVE = re.compile(
    r"\bthe [a-z]+ (?:(?:has|have|had|was|were|is|are)(?: since| now| again| then)?(?: been)?)\s*\Z"
)
_TOWNS = frozenset({"town", "city", "village", "capital"})
REACH = 600  # characters back to the name of what "the town" takes up
_ARTICLES = frozenset({"the", "a", "an"})


class _Claim:
    """That a holder has a place, by one statement."""

    def __init__(self, said: Said, holder: str, name: str, place: str) -> None:
        self.said, self.holder, self.name, self.place = said, holder, name, place

    @property
    def label(self) -> str:
        """The place as the report writes it: "Palmyra", not "Tadmur"."""
        event = self.said.statement.event
        named = (*((event.place,) if event and event.place else ()), *self.said.places)
        return next((p.text for p in named if p.name == self.place), self.place)


_Portions = Sequence[tuple[Quantity, str]]  # how much of something is held, and each time who holds it; "": not said


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return one line for each place, and one for each share or count of places."""
    places: dict[str, list[_Claim]] = defaultdict(list)
    shares: list[Finding] = []
    against = disputes(case)
    for _, claims in case.each(_claims, codes=_CLAIMING):
        for claim in claims:
            places[claim.place.lower()].append(claim)
    for claim in chain.from_iterable(report.once(_taken_up) for report in case.reports):
        places[claim.place.lower()].append(claim)
    for said, parts in chain.from_iterable(report.once(_portions, world) for report in case.reports):
        shares += (_share(said, part, holder, case, against.get(said.id, ())) for part, holder in parts)
    shares = list({f.id: f for f in shares}.values())
    held = (line for claims in places.values() if (line := _line(claims, case, against)))
    return tuple(sorted((*held, *shares), key=lambda f: (f.label, f.id)))


def standing(said: Said) -> tuple[str, bool] | None:
    """Return what a statement claims for somebody, if it claims a place, and whether it affirms that.

    Such a claim matters, however old, until a newer one about the same. A share of land does not outlast its time.
    """
    places = "|".join(claim.place.lower() for claim in _claims(said))
    return (f"control|{places}", not said.statement.denied) if places else None


def _claims(said: Said) -> list[_Claim]:
    statement = said.statement
    if statement.modality != "asserted":
        return []
    if statement.relation and statement.relation.relation == "controls":
        relation = statement.relation
        place = next((p for p in said.places if p.span.overlaps(relation.object_span)), None)
        if (place and place.feature in OWNED) or any(_territory(said, q) for q in said.figures):
            return []
        name = (place.name or place.text) if place else _named(said, relation)
        who = said.holder.id if said.holder else relation.subject
        return [_Claim(said, who, relation.subject, name)] if name else []
    event = statement.event
    if event is None or event.code != "TAKE":
        return []
    holder = said.actors[0] if said.actors else None
    who, name = (holder.id, holder.name) if holder else (UNTOLD, UNTOLD)
    if any(_territory(said, q) for q in said.figures):
        named = _including(said) if holder else []
        return [_Claim(said, who, name, place.name or place.text) for place in named]
    target = _target(said, event) if holder or _fallen(said, event) else None
    if not target:
        return []
    return [_Claim(said, who, name, place) for place in (target, *_listed(said, event.place))]


def _named(said: Said, relation: Relation) -> str | None:
    """Return what is held by its own name, though the words do not use it as a place's: "Soledar remains under"."""
    called = said.between(relation.object_span.start, relation.object_span.end)
    return called if called == relation.object and called.istitle() else None


def _taken_up(report: Report) -> list[_Claim]:
    """Return the claims of a report for ground that it has named before: "retook the town", "had recaptured it"."""
    found = []
    for said in report.about(_CLAIMING):
        if said.statement.modality != "asserted" or _claims(said):
            continue
        holder = said.actors[0] if said.actors else said.holder
        who = (holder.id, holder.name) if holder else _ruling(said)
        name = _ground(said, report) if who else None
        if who and name:
            found.append(_Claim(said, *who, name))
    return found


def _ruling(said: Said) -> tuple[str, str] | None:
    relation = said.statement.relation
    return (relation.subject, relation.subject) if relation else None


def _ground(said: Said, report: Report) -> str | None:
    """Return the name of what "the town" or "it" takes up in words about taking or holding."""
    start, end = _words_for_ground(said)
    words = said.between(start, end)
    if _IT.match(words):
        before = [c for c in report.once(_claimed) if 0 <= start - c.said.statement.span.end <= REACH]
        return before[-1].place if before else None
    noun = _BY_NOUN.match(words)
    ground = _last_such(noun["kind"], start, report.once(_named_in)) if noun else None
    if noun is None or ground is None:
        return None
    part = "" if (noun["part"] or "").strip() in ("", "of") else noun["part"].lstrip()
    return f"{part}{ground.name or ground.text}"


def _words_for_ground(said: Said) -> tuple[int, int]:
    """Return where the words for what is taken or held begin, and where the statement ends."""
    event, relation, span = said.statement.event, said.statement.relation, said.statement.span
    if relation:
        return relation.object_span.start - len("the "), span.end
    if event is None:
        return span.end, span.end
    passive = _OF_PASSIVE.search(said.between(span.start, event.trigger.start))
    return (span.start + passive.start(), span.end) if passive else (event.trigger.end, span.end)


def _claimed(report: Report) -> Sequence[_Claim]:
    """Return the claims that name their place, in the order of their words."""
    claims = (claim for said in report.about(_CLAIMING) for claim in _claims(said))
    return sorted(claims, key=lambda c: c.said.statement.span.end)


def _named_in(report: Report) -> Sequence[Place]:
    """Return the places that the words of a report's statements name, in their order."""
    return sorted({p for said in report.said for p in said.places}, key=lambda p: p.span)


def _last_such(kind: str, before: int, named: Sequence[Place]) -> Place | None:
    """Return the last place of a kind that is named before, by what it is or is called."""
    for place in reversed(named):
        if not 0 <= before - place.span.end <= REACH:
            continue
        town = kind in _TOWNS and place.precision == "city"
        if town or kind == place.feature or kind in (place.name or place.text).lower().split():
            return place
    return None


def _including(said: Said) -> list[Place]:
    """Return the places that are named among those counted ("three provincial capitals, including Kunduz")."""
    found = _INCLUDING.search(said.statement.quote)
    if found is None:
        return []
    first, end = said.statement.span.start + found.end(), said.statement.span.start + found.end(1)
    return [p for p in said.places if first - len(found[1]) <= p.span.start < end]


def _fallen(said: Said, event: Event) -> bool:
    """Tell whether a place is said to have fallen, though not to whom."""
    return event.place is not None and said.between(event.trigger.start, event.trigger.end).lower() in _FELL


def _target(said: Said, event: Event) -> str | None:
    """Return what was taken: the place itself, or the words for a part of it ("posts in Khatlon")."""
    place = event.place
    if place is None or not said.statement.span.holds(place.span) or place.precision in ("country", "region"):
        return None
    if place.span < event.trigger:
        return place.name or place.text
    between = said.between(event.trigger.end, place.span.start).split()
    while between and between[-1].lower() in _ARTICLES:
        between.pop()
    if {w.lower() for w in between} & _ASTRAY:
        return None  # "liberate territory on the way to Raqqah"
    if not between or between[-1].lower() not in _WITHIN or " ".join(between[-2:]).lower().split(" ")[0] in _NAMED_BY:
        return place.name or place.text
    return said.between(event.trigger.end, place.span.end).strip().removeprefix("of ") if len(between) > 1 else None


def _listed(said: Said, first: Place | None) -> list[str]:
    """Return the places named in one list after the first: "Rutshuru, Kiwanja and Bunagana", not "Homs, Syria"."""
    found: list[Place] = []
    ended, before = 0, first
    for place in sorted(said.places, key=lambda p: p.span):
        if before is None or place.span.start < before.span.end:
            continue
        joined = _NEXT.match(" ".join(said.between(before.span.end, place.span.start).split()))
        if joined is None:
            break
        if place.precision != "country":
            found.append(place)
        ended = len(found) if joined["last"] else ended
        before = place
    return [place.name or place.text for place in found[:ended]]


def _line(claims: list[_Claim], case: Case, disputed: Mapping[str, tuple[Said, ...]]) -> Finding | None:
    order = {s.id: i for i, s in enumerate(by_day(c.said for c in claims))}
    claims = sorted(claims, key=lambda c: order[c.said.id])
    affirmed = [c for c in claims if not c.said.statement.denied]
    if not affirmed:
        return None
    last = affirmed[-1]
    day = last.said.happened_on
    same = [c for c in affirmed if c.holder == last.holder and (day - c.said.happened_on).days <= CONTEST_DAYS]
    rivals = [
        c.said
        for c in claims
        if (c.holder != last.holder or c.said.statement.denied) and abs((day - c.said.happened_on).days) <= CONTEST_DAYS
    ]
    rivals += [other for c in same for other in disputed.get(c.said.id, ())]
    evidence = [c.said for c in same]
    return Finding(
        id=finding_id("control", last.place.lower()),
        topic="control",
        subject=last.place,
        label=last.label,
        as_of=case.as_of,
        rule="control/last-claim",
        status=_status(evidence, rivals, case),
        value=last.name,
        place=place_of(evidence),
        when=last.said.statement.event.when if last.said.statement.event else None,
        statements=ids(evidence),
        against=ids(rivals),
    )


def _status(evidence: Sequence[Said], against: Sequence[Said], case: Case) -> str:
    if is_stale(max(s.day for s in evidence), case.as_of):
        return "stale"
    if against:
        return "contested"
    return "corroborated" if independent(evidence) > 1 else "claimed"


def _territory(said: Said, quantity: Quantity) -> bool:
    """Tell whether something counted is land; a length may be no more than how far away a place is."""
    end = quantity.span.end
    if quantity.unit == "km" and _AWAY.match(said.between(end, end + 20)):
        return False
    land = bool(quantity.of) and head_noun(quantity.of or "") not in THINGS  # not "two ISIL-held buildings"
    return quantity.unit in ("%", "km", "km2") or quantity.share_of is not None or land


def _portions(report: Report, world: World) -> Sequence[tuple[Said, _Portions]]:
    """Return what of some land a report says to be held, by statement."""
    counted = [(said, parts) for said, _ in report.counting if (parts := _parts(said, world))]
    rules = [s for s in report.about(_RULING) if s.statement.happened] if counted else ()
    return [(said, [(q, who or _ruler(said, rules)) for q, who in parts]) for said, parts in counted]


def _ruler(said: Said, rules: Sequence[Said]) -> str:
    """Return who is said in the same words to hold ground, if it is one; "" else."""
    here = [s.statement.relation for s in rules if s.statement.span.overlaps(said.statement.span)]
    named = {relation.subject for relation in here if relation and said.statement.span.holds(relation.object_span)}
    return named.pop() if len(named) == 1 else ""


def _parts(said: Said, world: World) -> _Portions:
    told = _holder(said)
    if told is None:
        return ()
    given = ((q, told or _subject(said, q, world)) for q in said.figures if _territory(said, q))
    return [
        (quantity, holder)
        for quantity, holder in given
        if holder is not None
        and not (quantity.unit == "km" and told)
        and (told or quantity.unit in ("km", "km2", "%") or quantity.share_of)
    ]


def _share(said: Said, quantity: Quantity, holder: str, case: Case, against: Sequence[Said]) -> Finding:
    event = said.statement.event
    whole = said.between(quantity.share_of.start, quantity.share_of.end) if quantity.share_of else ""
    what = quantity.of or whole or (event.place.text if event and event.place else "")
    return Finding(
        id=finding_id("control", said.witness, quantity.text, what, holder),
        topic="control",
        subject=what,
        label=_share_label(said, quantity, what),
        as_of=case.as_of,
        rule="control/share",
        status="stale" if is_stale(said.day, case.as_of) else "disputed" if against else "claimed",
        value=holder or None,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        when=event.when if event else None,
        statements=(said.id,),
        against=ids(against),
    )


def _holder(said: Said) -> str | None:
    """Return who holds what a statement counts; "" where only words beside the figure tell that it is held."""
    event, relation = said.statement.event, said.statement.relation
    if relation:
        return relation.subject if relation.relation == "controls" else None
    if event:
        return said.actors[0].name if event.code == "TAKE" and said.actors else None
    return "" if _HELD.search(said.statement.quote) else None


def _subject(said: Said, quantity: Quantity, world: World) -> str | None:
    """Return who holds what is counted, by the words before the verb; "" for nobody known, None if it is not held."""
    if quantity.unit != "km2" and not _GROUND.search(said.statement.quote):
        return None
    before = said.between(said.statement.span.start, quantity.span.start)
    verb = next(_HELD.finditer(before), None)
    if verb is None:
        return ""
    if _ASIDE.search(before, verb.end()):
        return None
    known = nationality(" ".join(before[: verb.start()].split()[-BEFORE:]), said.day, world)
    entity = world.find_entity(known) if known else None
    return entity.name if entity else ""


def _share_label(said: Said, quantity: Quantity, what: str) -> str:
    """Return the speaker's own words for a share, with the place they are of if that follows at once."""
    place = next((p for p in said.places if 0 <= p.span.start - quantity.span.end <= NEAR), None)
    if place is not None and "," not in said.between(quantity.span.end, place.span.start):
        return said.between(quantity.span.start, place.span.end)
    return quantity.text if not what or what in quantity.text else f"{quantity.text} of {what}"
