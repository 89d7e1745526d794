"""Who holds what: the last claim for each place, who claims it, since when, and what stands against it.

Captured and recaptured are equal: the latest day decides, and a rival claim within `CONTEST_DAYS` contests it, but for
a taking of an earlier day where others than the holder say that it was taken back. Who has left since holds it no more.
A share of a border or a count of districts keeps the speaker's own words and denominator; it is never drawn.
"""

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from datetime import date
from itertools import chain

import msgspec

from panj.lexicon import acts, words
from panj.lexicon.counted import singular, small_numbers
from panj.records import Finding, Quantity, Span
from panj.situation.case import Case, Report
from panj.situation.counts.owners import nationality
from panj.situation.disputes import disputes
from panj.situation.finding import by_day, finding_id, ids, independent, is_bygone, is_stale, place_of
from panj.situation.ground.claims import CLAIMING, Claim, claims_of, people
from panj.situation.ground.leaving import LEAVING, left_by
from panj.situation.ground.passing import passing, raids, told_before
from panj.situation.ground.taken_up import left_behind, taken_up
from panj.situation.ground.taking import is_land
from panj.situation.said import Said
from panj.world import World

CONTEST_DAYS = 7
_TAKING = frozenset({"TAKE"})
_RULING = frozenset({"controls"})
NEAR = 30  # characters between a count of places and the place that they lie in: "six districts of Badakhshan"
_HELD = re.compile(r"\b(?:controls?|controlled|held|holds|occup(?:y|ies|ied)|seized|captured)\b")
# "LPR" members still held one of the three posts: who, by the words right before the verb that governs the count
_HOLDS = re.compile(
    r"(?P<who>(?:[Tt]he )?[\"“]?(?:[A-Z][\w-]*[\"”]? ?){1,4}(?:members|forces|fighters|troops|rebels|men)?"
    r"|\b(?:[Ii]ts|[Tt]heir|[Tt]he) (?:own )?(?:men|forces|fighters|troops|rebels|army|militia))"
    r"(?: (?:still|also|now|already))* ?\b(?:controls?|controlled|held|holds?|keeps?|kept) (?:only |about |some )?\Z"
)
_HOLDING = re.compile(
    r"\b(?:keeps?|kept|holds?) (?:only |about |some )?(?=\d|two|three|four|five|six|seven|eight|nine|ten)"
)
_ASIDE = re.compile(r", (?:which|who|where|that)\b|;")
_WAS = re.compile(r"\b(?:(?:up|down) from|compared (?:with|to)) \Z")  # "80% of the city, up from 60% a year ago"
_WHOLE = re.compile(
    rf"(?:\d|\b(?:{'|'.join((*small_numbers(), *sorted(words('terms', 'word', 'fraction'))))})) of"
    r" (?:the |its |all |[A-Z][\w-]*(?:['’]s?|s['’])? )\Z"
    r"|\A(?:Out of|Of) (?:(?:the|its|all) |(?:[A-Z][\w-]* ){0,2}[A-Z][\w-]*(?:['’]s?|s['’]) )?\Z"
)  # of "14 of Rakhine's 17 townships" the 17, of "stretches of the 1,400-kilometre border" all of it
_KIND = re.compile(r"(?<=\w) (?:town|city|village|hill|heights|ridge|island|district)\Z")
HOME = frozenset({"army", "military", "government forces", "government troops", "government", "soldiers", "troops"})
_LISTED = frozenset(",:–—")
BEFORE = 5  # words before a verb of holding in which the holder is looked for
_GROUND = re.compile(
    r"\b(?:posts?|outposts?|villages?|towns?|hills?|settlements?|checkpoints?|positions?|border|frontier|coast(?:line)?|territory|country|region|province|districts?)\b"
)
_Portions = Sequence[tuple[Quantity, str]]  # how much of something is held, and each time who holds it; "": not said


def look(report: Report, world: World) -> None:
    """Ask a report who holds what, and what of it."""
    report.each(claims_of, codes=CLAIMING)
    report.each(left_by, codes=LEAVING)
    report.once(taken_up)
    report.once(left_behind)
    report.once(raids)
    report.once(people)
    report.once(_dated_takings)
    report.once(_portions, world)


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return one line for each place, and one for each share or count of places."""
    places: dict[str, list[Claim]] = defaultdict(list)
    shares: list[Finding] = []
    against = disputes(case)
    raided, somebody = frozenset(case.all(raids)), frozenset(case.all(people))
    dated = frozenset(case.all(_dated_takings))
    for said, claims in case.each(claims_of, codes=CLAIMING):
        for claim in claims if said.id not in raided | dated else ():
            if (said.statement.document, claim.place.lower()) in somebody:
                continue
            places[_key(claim.place)].append(claim)
    for claim in case.all(taken_up):
        places[_key(claim.place)].append(claim)
    for said, parts in case.all(_portions, world):
        shares += (_share(said, part, holder, case, against.get(said.id, ())) for part, holder in parts)
    shares = list({f.id: f for f in shares}.values())
    left: dict[str, list[Claim]] = defaultdict(list)
    for claim in (*chain.from_iterable(c for _, c in case.each(left_by, codes=LEAVING)), *case.all(left_behind)):
        left[_key(claim.place)].append(claim)
    lines = (_on(places.get(p, ()), left.get(p, ()), case, against) for p in {**places, **left})
    held = (line for line in lines if line)
    return tuple(sorted((*held, *shares), key=lambda f: (f.label, f.id)))


def _dated_takings(report: Report) -> Sequence[str]:
    """Return the standing facts that an act of bygone years tells too: "In November 2012 the rebels occupied Goma"."""
    taken = [s.statement for s in report.about(_TAKING) if is_bygone(s)]
    ruling = report.about(_RULING) if taken else ()
    return [
        said.id for said in ruling if any(act.event and said.statement.span.holds(act.event.trigger) for act in taken)
    ]


def _key(place: str) -> str:
    """Return what a place is known by, with or without what it is: "Rikhawdar town", "Phu Makhua hill"."""
    return _KIND.sub("", place.lower().removeprefix("the "))


def standing(said: Said) -> tuple[str, bool] | None:
    """Return what a statement claims for somebody, if it claims a place, and whether it affirms that.

    Such a claim matters, however old, until a newer one about the same. A share of land does not outlast its time.
    """
    places = "|".join(claim.place.lower() for claim in claims_of(said))
    return (f"control|{places}", not said.statement.denied) if places else None


def _on(
    claims: Sequence[Claim], left: Sequence[Claim], case: Case, disputed: Mapping[str, tuple[Said, ...]]
) -> Finding | None:
    """Return a line as it stands on a day; what disputes a claim is in its own report, so the claims tell all."""
    found = case.same(("control", len(claims)), (*claims, *left), lambda: _line(claims, left, case, disputed))
    if found is None:
        return None
    line, last = found
    return msgspec.structs.replace(
        line, as_of=case.as_of, status="stale" if is_stale(last, case.as_of) else line.status
    )


_Lasting = tuple[Finding, date]  # a line as long as it is not stale, and the day of the last report that it rests on


def _line(
    claims: Sequence[Claim], left: Sequence[Claim], case: Case, disputed: Mapping[str, tuple[Said, ...]]
) -> _Lasting | None:
    claims = _in_order(claims)
    affirmed = [c for c in claims if not c.said.statement.denied]
    if not affirmed:
        return None if claims else _only_left(left, case, disputed)
    last = _named(affirmed)
    day = last.said.happened_on
    same = [c for c in affirmed if _one_holder(c, last) and (day - c.said.happened_on).days <= CONTEST_DAYS]
    gone = [c for c in left if (c.holder == last.holder or _both_home(c, last)) and _later(c, claims)]
    if gone:
        return _finding("control/left", last, f"left by {last.name}", [c.said for c in gone], [], case)
    rivals = _rivals(claims, last, same)
    rivals += [other for c in same for other in disputed.get(c.said.id, ()) if _may_mean(other, c)]
    entered = all(c.said.trigger.startswith("enter") for c in same)
    name = next((c.name for c in same if _at_home(last, c)), last.name)
    name = f"entered by {name}" if entered else name
    return _finding("control/last-claim", last, name, [c.said for c in same], rivals, case)


def _in_order(claims: Sequence[Claim]) -> Sequence[Claim]:
    """Return claims as they were told; what was told before only where nothing else was."""
    order = {s.id: i for i, s in enumerate(by_day(c.said for c in claims))}
    told = sorted(claims, key=lambda c: order[c.said.id])
    return [c for c in told if not told_before(c.said)] or told


def _rivals(claims: Sequence[Claim], last: Claim, same: Sequence[Claim]) -> list[Said]:
    """Return what of about the same days claims the place for another than the last, or denies it him.

    Who lost the place before contests nothing, unless only its holder says that he took it.
    """
    day = last.said.happened_on
    event = last.said.statement.event  # who hands it over contests nothing
    gave = {side.id for side in last.said.actors} - {last.holder} if event and event.code == "CONCEDE" else set()
    near = [c for c in claims if c.holder not in gave and abs((day - c.said.happened_on).days) <= CONTEST_DAYS]
    against = [c for c in near if c.said.statement.denied or not _one_holder(c, last)]
    only_theirs = all(c.said.by is not None and c.said.by.id == last.holder for c in same)
    return [c.said for c in against if only_theirs or not _before(c, day)]


def _may_mean(denial: Said, claim: Claim) -> bool:
    """Tell whether a denial is of a claimed place, by the places that it names: "fighting for Sake goes on"."""
    named = {_key(p.called) for p in denial.places if not p.wide}
    return _key(claim.place) in named or named.isdisjoint(_key(p.called) for p in claim.said.places)


def _only_left(left: Sequence[Claim], case: Case, disputed: Mapping[str, tuple[Said, ...]]) -> _Lasting | None:
    """Return the line of a place of which no report tells more than that an army or armed group went away from it."""
    armed = [c for c in left if (c.known or singular(c.name.lower().rpartition(" ")[2]) in acts.words_of("troops"))]
    if not armed:
        return None
    last = max(armed, key=lambda c: (c.said.happened_on, c.said.id))
    told = [c.said for c in armed if c.holder == last.holder]
    rivals = [other for said in told for other in disputed.get(said.id, ())]
    return _finding("control/left", last, f"left by {last.name}", told, rivals, case)


def _named(claims: Sequence[Claim]) -> Claim:
    """Return the last claim, of those about one taking the last that says by name whose it is ("the aggressors")."""
    last = claims[-1]
    again = last.said.trigger.startswith("re")  # "rebels retook it hours later": another taking
    of_it = [] if again else [c for c in claims if c.said.happened_on == last.said.happened_on]
    week = (c for c in reversed(claims) if (last.said.happened_on - c.said.happened_on).days <= CONTEST_DAYS)
    fuller = (c for c in week if _short_for(last, c))
    return next((c for c in reversed(of_it) if c.known), None) or next(fuller, last)


def _one_holder(claim: Claim, last: Claim) -> bool:
    """Tell whether two claims are for one party: the same, or one that is only called names on the same day."""
    unnamed = not claim.known and last.known and claim.said.happened_on == last.said.happened_on
    unnamed = unnamed and claim.name.lower() not in HOME
    if (
        _both_home(claim, last)
        or claim.holder == last.holder
        or unnamed
        or _short_for(claim, last)
        or _short_for(last, claim)
    ):
        return True
    return _at_home(claim, last) or _at_home(last, claim)


def _both_home(one: Claim, other: Claim) -> bool:
    """Tell whether both are words for those who fight for the land's own state: "government forces", "the army"."""
    return not one.known and not other.known and {one.name.lower(), other.name.lower()} <= HOME


def _at_home(army: Claim, state: Claim) -> bool:
    """Tell whether "the army" of one report is that of the state which another names, and whose ground it is."""
    if army.known or army.name.lower() not in HOME:
        return False
    return any((p.country or "").lower() == state.holder for p in (*army.said.places, *state.said.places))


def _short_for(short: Claim, full: Claim) -> bool:
    """Tell whether a holder is called by the last words of another's name: "rebels" for "Syrian rebels"."""
    return short.name[-1:] == "s" and full.name.lower().endswith(f" {short.name.lower()}")


def _before(claim: Claim, day: date) -> bool:
    """Tell whether a taking is of an earlier day: who lost the place since, by the word of others, contests nothing."""
    event = claim.said.statement.event
    when = event.when if event and event.code == "TAKE" and not claim.said.statement.denied else None
    return bool(when and when.latest and when.latest < day)


def _later(left: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether a leaving is news after all that is claimed."""
    return all(left.said.happened_on > c.said.happened_on or _ended(c.said, left.said) for c in claims)


def _ended(held: Said, left: Said) -> bool:
    """Tell whether a holding that lasts up to its report ended on a day told behind: "since July", "left on 8 May"."""
    told, event = left.statement, left.statement.event
    behind = told.document == held.statement.document and held.statement.span.end <= told.span.start
    when = held.statement.event.when if held.statement.event else None
    lasts = held.statement.relation is not None or (when is not None and when.earliest != when.latest)
    return behind and lasts and event is not None and event.when is not None


def _finding(
    rule: str, last: Claim, value: str, evidence: Sequence[Said], rivals: Sequence[Said], case: Case
) -> _Lasting:
    said = last.said if last.said in evidence else evidence[-1]
    line = Finding(
        id=finding_id("control", _key(last.place)),
        topic="control",
        subject=last.place,
        label=last.label,
        as_of=case.as_of,
        rule=rule,
        status="contested" if rivals else "corroborated" if independent(evidence) > 1 else "claimed",
        value=value,
        place=place_of(evidence),
        when=said.statement.event.when if said.statement.event else None,
        statements=ids(evidence),
        against=ids(rivals),
    )
    return line, max(s.day for s in evidence)


def _portions(report: Report, world: World) -> Sequence[tuple[Said, _Portions]]:
    """Return what of some land a report says to be held, by statement."""
    counted = [(said, parts) for said, _ in report.counting if (parts := _parts(said, world))]
    rules = [s for s in report.about(_RULING) if s.statement.happened] if counted else ()
    acts = {(said.statement.span, q.span) for said, parts in counted if said.statement.event for q, _ in parts}
    return [
        (said, [_ruled(said, part, rules) for part in parts if _once(said, part[0], acts)]) for said, parts in counted
    ]


def _once(said: Said, quantity: Quantity, acts: Container[tuple[Span, Span]]) -> bool:
    """Tell whether no act says the same ground in the same words ("his fighters still control two hills")."""
    return said.statement.event is not None or (said.statement.span, quantity.span) not in acts


def _ruled(said: Said, part: tuple[Quantity, str], rules: Sequence[Said]) -> tuple[Quantity, str]:
    """Return a figure with who is said in the same words to hold that of which it is so much, if it is one."""
    quantity, who = part
    near = [s.statement.relation for s in rules if s.statement.span.overlaps(said.statement.span)]
    here = [r for r in near if r and said.statement.span.holds(r.object_span)]
    if who or len({relation.subject for relation in here}) != 1:
        return part
    if quantity.unit == "km" and not quantity.of:
        quantity = msgspec.structs.replace(quantity, of=here[0].object)  # "the length of the border that it controls"
    return quantity, here[0].subject


def _parts(said: Said, world: World) -> _Portions:
    told, start = _holder(said), said.statement.span.start
    if told is None or passing(said):
        return ()
    before = ((q, said.between(start, q.span.start)) for q in said.figures if is_land(said, q))
    land = (q for q, words in before if not _WHOLE.search(words) and not _WAS.search(words))
    given = ((q, told or _subject(said, q, world)) for q in land)
    return [
        (quantity, holder)
        for quantity, holder in given
        if holder is not None
        and not (quantity.unit == "km" and told)
        and (holder or quantity.unit in ("km", "km2", "%") or quantity.share_of)
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
    return "" if _HELD.search(said.statement.quote) or _HOLDING.search(said.statement.quote) else None


def _subject(said: Said, quantity: Quantity, world: World) -> str | None:
    """Return who holds what is counted, by the words before the verb; "" for nobody known, None if it is not held."""
    if quantity.unit != "km2" and not _GROUND.search(said.statement.quote):
        return None
    before = said.before(quantity.span.start)
    if holds := _HOLDS.search(before):
        named = nationality(holds["who"], said.day, world)
        entity = world.find_entity(named) if named else None
        return entity.name if entity else holds["who"].strip('"“” ')
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
    if place is not None and _LISTED.isdisjoint(said.between(quantity.span.end, place.span.start)):
        return said.between(quantity.span.start, place.span.end)
    return quantity.text if not what or what in quantity.text else f"{quantity.text} of {what}"
