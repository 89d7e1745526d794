"""What holds until somebody changes it: truces, crossings and ways, embassies, sieges, sanctions, mandates, ships.

The last change decides how a thing stands. A line is contested if others say the contrary of the same days, or deny it.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from panj.records import Finding, Place
from panj.situation.case import Case, Report, Said
from panj.situation.counts.figures import nationality
from panj.situation.finding import finding_id, ids, independent, is_stale, place_of
from panj.situation.ground.spots import only_locates
from panj.situation.lasting.custody import persons
from panj.situation.lasting.lands import lands_of, name_of, sides_of
from panj.situation.lasting.turns import Turn, turns
from panj.situation.theatre import theatre_of, told_lands
from panj.world import World
from panj.world.sides import spelled

MOST_WORDS = 200  # characters in which "it" or "its" may stand
MOST_BEFORE = 3  # earlier states that a line tells
NEAR = timedelta(1)  # between the days of words that contradict each other
_BROKEN = frozenset({"said to be broken", "ended", "rejected"})
_LASTING = re.compile(r"\b((?:\d{1,3}|[a-z]{3,9})-(?:hour|day|week|month))\b[^,;]{0,30}\Z", re.IGNORECASE)
_WHOSE = re.compile(r"(?<!\w)([A-Z][\w.’'-]{0,25}(?: [A-Z][\w.’'-]{0,25}){0,3}?)(?:['’]s)? (?:[a-z]{1,20} )?\Z")
_OF_WHOM = re.compile(r" of (?:the )?([^,;.]{2,60}?)(?= (?:until|for|by|to|in|through|will|on|after)\b|[,;.]|\Z)")
_OWN = re.compile(r"(?:its|their) ")
_NAME = re.compile(r"(?:, | )(?:the )?([A-Z][\w’'-]{0,25}(?: [A-Z0-9][\w’'-]{0,25}){0,3})\b")
_KINDLESS = re.compile(
    r" (?:border )?(?:crossing|checkpoint|border|frontier|gate|post|point|international airport|airport|port)s?\Z",
    re.IGNORECASE,
)
_IN = re.compile(r"\bin ([A-Z][\w’'-]{0,25}(?: [A-Z][\w’'-]{0,25}){0,3})")
_KIND_AT = re.compile(r"(?:[Tt]he )?(?:border )?(?:crossing|checkpoint|gate|airport|port|bridge) (?:at|of|in) ")
_WORD = re.compile(r"[\w'’-]+|,")
FAR = 90  # characters behind a border in which its lands are named
_LONG = frozenset({"road", "highway", "motorway", "railway", "corridor", "bridge"})
# after these nothing is in force that somebody has yet to end; a convoy and a boarding are over as they are told
_AT_REST = frozenset({
    "arrived", "blocked", "boarded", "ended", "handed over", "holding", "let through", "lifted", "open", "rejected",
    "released", "restored", "resumed",
})  # fmt: skip
OLD_DAYS = 120  # what is at rest for longer is no line; of truces told so far apart one is not the other
_NAMED_WAY = re.compile(r"(?:\A(?:The )?|\b[Tt]he |, )((?!The )(?:[A-Z][\w’'-]{1,25} ){1,3})\Z")
_ITS = re.compile(r"\A(?:it|they|we|he|she)\b|\b(?:its|their|our) ", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|up to|expir\w+|ends?|ending)\b[^.;]{0,20}\Z")
_ENDING = frozenset({"mandate", "truce", "emergency", "sanction", "way"})  # kinds that may last up to a day
_IN_LAND = re.compile(r" (?:in|for|across) [A-Z]")
_NAMED = frozenset({"crossing", "checkpoint", "border", "bridge", "airport", "port"})
_WAY_NAME = re.compile(r"\b(?:Bridge|Gate|Pass|Port|Point|Road|Tunnel) \Z")
_WHEN = re.compile(r"(?: (?:in|on|since|for|last|late|early)){0,3} ?\Z")
_WITHIN = frozenset({"participation", "membership"})  # which are nothing without what they are in
_GATES = frozenset({"crossing", "border", "frontier", "checkpoint"})


class Placed(msgspec.Struct, frozen=True):
    """A turn, what tells its thing from others, and what it is called."""

    turn: Turn
    key: tuple[str, ...]
    label: str
    until: date | None = None


def look(report: Report, world: World) -> Sequence["Placed"]:
    """Return the changes that a report tells, each with its thing's key and name."""
    return report.once(_placed, world)


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return a line for each thing that somebody changed, as it stands on the day."""
    groups: dict[tuple[str, ...], list[Placed]] = defaultdict(list)
    for placed in case.all(_placed, world):
        groups[placed.key].append(placed)
    lines = (_on(case, key, group) for key, group in _joined(groups).items())
    return tuple(sorted((line for line in lines if line), key=lambda f: (f.subject, f.label, f.id)))


def _joined(groups: Mapping[tuple[str, ...], list[Placed]]) -> Mapping[tuple[str, ...], list[Placed]]:
    """Return the groups, a truce of which one party's land is told with that of two lands which it can only be."""
    joined = dict(groups)
    for key, group in groups.items():
        same = [other for other in groups if len(other) > len(key) and other[0] == "truce" and key[1] in other]
        same = [other for other in same if _near(group, groups[other])]
        if key[0] == "truce" and len(key) == len(("truce", "land")) and len(same) == 1:
            joined[same[0]] = [*joined[same[0]], *joined.pop(key)]
    return joined


def _near(group: Sequence[Placed], other: Sequence[Placed]) -> bool:
    days = [p.turn.said.day for p in other]
    return any(abs((p.turn.said.day - day).days) <= OLD_DAYS for p in group for day in days)


def _on(case: Case, key: tuple[str, ...], group: Sequence[Placed]) -> Finding | None:
    told = sorted((p for p in group if not p.turn.said.statement.denied), key=_order)
    if not told:
        return None
    last = told[-1]
    if _is_over(last, case.as_of):
        return None
    run = _run(told)
    before = told[: len(told) - len(run)]
    against = [p.turn.said for p in group if _contrary(p, last)]
    evidence = [p.turn.said for p in run]
    value = f"{last.turn.state}{_lasting(last.turn)}, {run[0].turn.since}"
    trail = _trail(before)
    if trail:
        value += f"; before: {', '.join(f'{p.turn.state} {p.turn.since}' for p in trail)}"
    if is_stale(last.turn.said.day, case.as_of):
        value += f"; last told {last.turn.said.day}"
    over = last.until is not None and last.until < case.as_of
    stale = "past due" if over else "stale" if last.until is None and is_stale(last.turn.said.day, case.as_of) else ""
    sure = "corroborated" if independent(evidence) > 1 else "single source"
    return Finding(
        id=finding_id("measures", *key),
        topic="measures",
        subject=last.turn.kind,
        label=max((p.label for p in told), key=len),
        as_of=case.as_of,
        rule=f"measures/{last.turn.kind}",
        status=stale or ("contested" if against else sure),
        value=value,
        place=place_of(evidence),
        due=last.until,
        statements=ids([*(p.turn.said for p in trail), *evidence]),  # as it came, like on other boards
        against=ids(against),
    )


def _is_over(last: Placed, day: date) -> bool:
    """Tell whether what was last told so long ago is in force no more by itself: an opening, a 48-hour truce."""
    old = (day - last.turn.said.day).days > OLD_DAYS
    return old and (last.turn.state in _AT_REST or bool(_lasting(last.turn)))


def _order(placed: Placed) -> tuple[object, ...]:
    said = placed.turn.said
    return placed.turn.happened, said.day, said.statement.document, placed.turn.start


def _run(told: Sequence[Placed]) -> Sequence[Placed]:
    """Return the last of what is told that says the same."""
    first = len(told) - 1
    while first and told[first - 1].turn.state == told[-1].turn.state:
        first -= 1
    return told[first:]


def _trail(before: Sequence[Placed]) -> Sequence[Placed]:
    """Return the last changes before, each state that follows on itself once."""
    turning = [p for n, p in enumerate(before) if n == 0 or before[n - 1].turn.state != p.turn.state]
    return turning[-MOST_BEFORE:]


def _contrary(placed: Placed, last: Placed) -> bool:
    """Tell whether words say the contrary of the last change, by another, of about the same day."""
    said, final = placed.turn.said, last.turn.said
    if abs(placed.turn.happened - last.turn.happened) > NEAR:
        return False
    if said.statement.denied:
        return placed.turn.state == last.turn.state
    if placed.turn.state == last.turn.state or said.speaker == final.speaker:
        return False
    if last.turn.kind == "truce":
        states = {placed.turn.state, last.turn.state}
        return "holding" in states and bool(states & _BROKEN)
    return said.day == final.day and said.statement.document != final.statement.document


def _lasting(turn: Turn) -> str:
    """Return for how long something is to hold, by the word before it: "48-hour"."""
    if turn.kind != "truce":
        return ""
    found = _LASTING.search(turn.said.between(turn.first, turn.start))
    return f" ({found[1]})" if found else ""


def _until(turn: Turn, report: Report) -> date | None:
    """Return the day up to which something is to last, by the words behind it: "until 20 December 2023"."""
    said = turn.said
    for other in report.said:
        about = other.statement
        when = about.event.when if about.event else about.when
        if when is None or when.span is None or when.latest is None or not about.span.overlaps(said.statement.span):
            continue
        told = said.between(turn.end, when.span.start)
        if when.latest > said.day and when.span.start > turn.end and _UNTIL.search(told):
            return when.latest
    return None


def _placed(report: Report, world: World) -> Sequence[Placed]:
    """Return what `look` does, worked out."""
    found: list[Placed] = []
    theatre: str | None = None
    for turn in (*turns(report), *persons(report)):
        theatre = theatre or theatre_of(report, world)
        until = _until(turn, report) if turn.kind in _ENDING else None
        found += [msgspec.structs.replace(p, until=until) for p in _named(turn, found, report, theatre, world)]
    return found


def _named(turn: Turn, before: Sequence[Placed], report: Report, theatre: str, world: World) -> list[Placed]:
    kind, thing = turn.kind, turn.thing
    if kind == "truce":
        return _between(turn, before, report, theatre, world)
    if kind == "way":
        return _ways(turn, before, report, theatre, world)
    if kind == "person":
        return [Placed(turn, (kind, spelled(thing)), thing)]
    if kind == "ship":
        return _ship(turn)
    if kind == "mandate":
        whose = _body(turn)
        return [Placed(turn, (kind, whose.lower()), f"mandate of {whose}")] if whose else []
    if kind in ("siege", "convoy"):
        near = [p for p in turn.said.places if turn.first - FAR <= p.span.start <= turn.last + FAR]
        spots = _spots(turn, world) or [p.text for p in near if p.precision != "country"][:1]
        where = spots[0] if spots else name_of(theatre, world)
        label = f"{thing} of {where}" if kind == "siege" else f"{thing}, {where}"
        return [Placed(turn, (kind, where.lower()), label)] if where else []
    return _whose(turn, theatre, world)


def _between(turn: Turn, before: Sequence[Placed], report: Report, theatre: str, world: World) -> list[Placed]:
    """Return a truce with the lands whose war it stops: two, or one if its parties are of one."""
    inside = _IN_LAND.match(turn.said.between(turn.end, turn.last))
    lands = _countries(turn, world) if inside else []  # whoever announced it: "the ceasefire in Syria"
    lands = lands or told_lands(turn.said, world)
    if inside and len(lands) == 1:
        return [Placed(turn, ("truce", *lands), f"ceasefire, {name_of(lands[0], world)}")]
    if len(lands) < 2 and (same := [p for p in before if p.turn.kind == "truce"]):
        return [Placed(turn, same[-1].key, same[-1].label)]
    if len(lands) < 2:
        pairs = (pair for said in report.said if len(pair := told_lands(said, world)) == 2 and {*lands} <= {*pair})
        lands = next(pairs, lands)
    lands = lands[:2] if lands else [theatre]
    if not lands[0]:
        return []
    names = " and ".join(sorted(name_of(land, world) for land in lands))
    return [Placed(turn, ("truce", *sorted(lands)), f"ceasefire, {names}")]


def _ways(turn: Turn, before: Sequence[Placed], report: Report, theatre: str, world: World) -> list[Placed]:
    """Return each way that is named, or the one told of before, or the borders of the lands that are named."""
    gate = turn.thing in _GATES or turn.said.between(turn.start, turn.end).endswith("crossing")
    family = called = "crossing" if gate else turn.thing
    spots = [_KINDLESS.sub("", _KIND_AT.sub("", spot)) for spot in _spots(turn, world)] or _named_way(turn, world)
    if spots:
        behind = turn.said.between(turn.end, turn.last)  # "the Red Sea port of Hodeidah" is Hodeidah's
        spots = [spot for spot in spots if behind.startswith(f" of {spot}")] or spots
        spots = [spot.removesuffix(f" {called}").removesuffix(f" {called.title()}") for spot in spots]
        if turn.thing in _LONG and len(spots) > 1:  # one road, not two: "the road from Gondar at Adi Arkay"
            spots = [" and ".join(dict.fromkeys(spots))]
        return [Placed(turn, ("way", family, spot.lower()), f"{spot} {called}") for spot in dict.fromkeys(spots)]
    family = "crossing" if turn.thing in _GATES else turn.thing
    own = lands_of(turn, world)
    others = [land for land in (*_countries(turn, world), *_states_behind(turn, world)) if land not in own[:1]]
    lands = list(dict.fromkeys((*own, *others)))
    same = [p for p in before if p.turn.kind == "way" and p.turn.thing == turn.thing]
    same = [p for p in same if set(lands) <= set(p.key[2:])]
    if len(lands) < 2 and same:
        return [Placed(turn, p.key, p.label) for p in same if p.turn.start == same[-1].turn.start]
    plural = gate and others and turn.said.between(turn.start, turn.end).endswith("s")  # "its crossings with Rwanda"
    if turn.thing not in ("border", "frontier", "airspace") and not plural:
        return []
    if turn.thing == "airspace":
        return _bordering(turn, family, lands[:1] or [theatre], [], world)
    if len(lands) < 2 and not others:
        lands = next((pair for said in report.said if len(pair := told_lands(said, world)) == 2), lands)
    return _bordering(turn, family, lands[:1] or [theatre], lands[1:], world)


def _named_way(turn: Turn, world: World) -> list[str]:
    """Return the name before a crossing that is no place known: "the Chaman crossing", not "the Polish border"."""
    named = _NAMED_WAY.search(turn.said.between(turn.start - 60, turn.start))
    if named is None or turn.thing not in _NAMED:
        return []
    of_land = nationality(named[1], turn.said.day, world) and not _WAY_NAME.search(named[1])
    return [] if of_land else [named[1].strip()]


def _bordering(turn: Turn, family: str, own: Sequence[str], others: Sequence[str], world: World) -> list[Placed]:
    """Return the borders of a land with each of others; without others, all of its borders, or its airspace."""
    pairs = [sorted((own[0], other)) for other in others] or [list(own)]
    return [
        Placed(turn, ("way", family, *pair), f"{turn.thing}, {' and '.join(sorted(name_of(x, world) for x in pair))}")
        for pair in pairs
        if all(pair)
    ]


def _states_behind(turn: Turn, world: World) -> list[str]:
    """Return the states that the words behind a thing name: "its borders with Mali, Chad and Libya"."""
    said = turn.said
    tokens = _WORD.findall(said.between(turn.end, max(turn.last, turn.end + FAR)).partition(". ")[0])
    if not tokens or tokens[0] not in ("with", "to", "between", "and"):
        return []
    found = (world.find_entity(hit.candidates[0][0]) for hit in world.match(tokens, said.day))
    return list(dict.fromkeys(e.id for e in found if e and e.shape == "state"))


def _ship(turn: Turn) -> list[Placed]:
    said = turn.said
    if turn.thing == "ship" and turn.first == turn.start:
        name = said.between(turn.start, turn.end)
        return [Placed(turn, ("ship", name.lower()), f"ship {name}")]
    named = _NAME.match(said.between(turn.end, turn.end + 60))
    what = named[1] if named else " ".join(said.between(turn.first, turn.end).split())
    return [Placed(turn, ("ship", what.lower()), f"ship {what}" if named else what)]


def _whose(turn: Turn, theatre: str, world: World) -> list[Placed]:
    """Return what is somebody's: his embassy, his sanctions on another, his operations, his state of emergency."""
    said, kind, thing = turn.said, turn.kind, turn.thing
    own = _doers(said)
    if thing.startswith("grain"):
        return [Placed(turn, (kind, thing), thing)]
    if kind in ("rule", "body", "vote"):
        land = next(iter(lands_of(turn, world)), theatre)
        by = f", by {' and '.join(name for _, name in own)}" if kind == "rule" and own else ""
        return [Placed(turn, (kind, thing, land), f"{thing} in {name_of(land, world)}{by}")] if land else []
    if kind == "emergency":
        behind = (p for p in said.places if p.span.start >= turn.start)
        spots = _spots(turn, world) or [p.text for p in behind if p.precision != "country"]
        called = _IN.search(said.statement.quote)
        where = spots[0] if spots else called[1] if called else ""
        where = where or name_of(next(iter(lands_of(turn, world)), theatre), world)
        return [Placed(turn, (kind, thing, where.lower()), f"{thing}, {where}")] if where else []
    if not own and kind == "service":
        lands = dict.fromkeys((*_countries(turn, world), *_states_behind(turn, world)))
        spot = next(iter(_spots(turn, world)), " and ".join(name_of(land, world) for land in lands))
        return [Placed(turn, (kind, thing, spot.lower()), f"{thing}, {spot}")] if spot else []
    if not own:
        return []
    names, key = " and ".join(name for _, name in own), tuple(identity for identity, _ in own)
    if kind == "embassy":
        where = next((p.country or "" for p in said.places if p.country and p.country.lower() not in key), theatre)
        where = where.lower()
        label = f"{thing} of {names}{f' in {name_of(where, world)}' if where and where not in key else ''}"
        return [Placed(turn, (kind, *key, where), label)]
    if kind == "sanction":
        on = {land: name_of(land, world) for land in _countries(turn, world) if land not in key}
        named = nationality(said.between(turn.end, turn.last), said.day, world)
        on = on or ({named: name_of(named, world)} if named and named not in key else {})
        on = on or {s.id: s.name for s in said.recipients if s.id not in key}
        label = f"{thing} by {names}{' on ' + ' and '.join(on.values()) if on else ''}"
        return [Placed(turn, (kind, *key, *on), label)]
    link = "cut by" if thing == "electricity" else "of"  # who cuts it off has it not
    when = said.statement.event.when if said.statement.event else None
    end = min(turn.last, when.span.start) if when and when.span and when.span.start > turn.end else turn.last
    where = _WHEN.sub("", said.between(turn.end, end)) if thing in _WITHIN else ""
    return [Placed(turn, (kind, thing, *key, *([where] if where else [])), f"{thing} {link} {names}{where}")]


def _doers(said: Said) -> list[tuple[str, str]]:
    """Return who acts, each with an id and a name: an agency by itself, not as the body that it is of."""
    event = said.statement.event
    roles = [r for r in event.roles if r.role == "actor"] if event else []
    found = [(r.entity or (r.name or r.text).lower(), r.name or r.text) for r in roles]
    own = said.by is not None and said.by.known and _ITS.search(said.statement.quote[:MOST_WORDS])
    return found or ([(said.by.id, said.by.name)] if said.by and own else [])


def _body(turn: Turn) -> str:
    """Return whose mandate it is."""
    said = turn.said
    behind = _OF_WHOM.match(said.between(turn.end, turn.end + 80))
    if behind:
        own = _OWN.match(behind[1])
        return f"{said.actors[0].name}'s {behind[1][own.end() :]}" if own and said.actors else behind[1]
    before = _WHOSE.search(said.between(turn.start - 60, turn.start))
    return before[1] if before else ""


def _within(turn: Turn) -> list[Place]:
    said, start = turn.said, turn.start
    here = (p for p in said.places if turn.first <= p.span.start < turn.last or p.span.start <= start < p.span.end)
    return [p for p in here if not only_locates(said, p)]


def _spots(turn: Turn, world: World) -> list[str]:
    """Return the names of the places in the words that name a thing, but of countries and their borders."""
    here = ((place, sides_of(place, turn, world)) for place in _within(turn))
    named = (p for p, sides in here if p.precision != "country" and not sides)
    return [p.text.removeprefix("The ") for p in named if p.text[:1].isupper()]


def _countries(turn: Turn, world: World) -> list[str]:
    """Return the countries in the words that name a thing, those on both sides of a border among them."""
    return [land for place in _within(turn) for land in sides_of(place, turn, world)]
