"""Which thing a change is of, and what it is called: a truce between lands, a crossing, an embassy, a siege."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

from panj.situation.case import Report
from panj.situation.counts.owners import nationality
from panj.situation.lasting.custody import persons
from panj.situation.lasting.lands import brokers, lands_of, name_of, sides_of
from panj.situation.lasting.members import members
from panj.situation.lasting.turns import Turn, turns
from panj.situation.measures.between import between
from panj.situation.measures.places import FAR, countries, states_behind, within
from panj.situation.said import Said
from panj.situation.theatre import theatre_of, told_lands
from panj.world import World
from panj.world.sides import spelled

MOST_WORDS = 200  # characters in which "it" or "its" may stand
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
_LONG = frozenset({"road", "highway", "motorway", "railway", "corridor", "bridge"})
_NAMED_WAY = re.compile(
    r"(?:\A(?:The )?|\b[Tt]he |, )"
    r"((?!(?:The|Both|All|These|Two|Three|Several|Some|Most|Many|Other|Land|Air|Sea|Major|Key|Border) )"
    r"(?:[A-Z][\w’'-]{1,25} ){1,3})\Z"
)
_THE = re.compile(r"\b(?:the|this|its|their)(?: [\w-]{2,20})? \Z")
_ITS = re.compile(r"\A(?:it|they|we|he|she)\b|\b(?:its|their|our) ", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|up to|expir\w+|ends?|ending)\b[^.;]{0,20}\Z")
_ENDING = frozenset({"mandate", "truce", "emergency", "sanction", "way"})  # kinds that may last up to a day
_IN_LAND = re.compile(r" (?:in|for|across) [A-Z]")
_NAMED = frozenset({"crossing", "checkpoint", "border", "bridge", "airport", "port"})
_WAY_NAME = re.compile(r"\b(?:Bridge|Gate|Pass|Port|Point|Road|Tunnel) \Z")
_WHEN = re.compile(r"(?: (?:in|on|since|for|last|late|early)){0,3} ?\Z")
_WITHIN = frozenset({"participation", "membership"})  # which are nothing without what they are in
_OF_LANDS = frozenset({"border", "frontier"})  # which are between lands, and named by them
_GATES = frozenset({"crossing", "border", "frontier", "checkpoint"})


class Placed(msgspec.Struct, frozen=True):
    """A turn, what tells its thing from others, and what it is called."""

    turn: Turn
    key: tuple[str, ...]
    label: str
    until: date | None = None


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


def placed(report: Report, world: World) -> Sequence[Placed]:
    """Return the changes that a report tells, each with its thing's key and name."""
    found: list[Placed] = []
    theatre: str | None = None
    for turn in (*turns(report), *persons(report), *members(report, world)):
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
        spots = (
            _spots(turn, world)
            or [p.text if p.text[:1].isupper() else p.called for p in near if p.precision != "country"][:1]
        )
        the = _THE.search(turn.said.before(turn.start).lower())  # "a 40-day siege" is none that was told of before
        again = [p for p in before if p.turn.kind == kind][-1:] if the and not spots else []
        if again:
            return [Placed(turn, again[0].key, again[0].label)]
        behind = _OF_WHOM.match(turn.said.behind(turn.end))
        land = nationality(behind[1], turn.said.day, world) if behind else None
        land = land or next(iter(countries(turn, world)), "" if kind == "siege" else theatre)
        where = spots[0] if spots else name_of(land, world)
        label = f"{thing} of {where}" if kind == "siege" else f"{thing}, {where}"
        return [Placed(turn, (kind, where.lower()), label)] if where else []
    if kind == "member":
        return [Placed(turn, (kind, thing), f"membership of {thing}")]
    if kind in ("relations", "treaty", "envoy"):
        return [Placed(turn, (kind, *parties), label) for parties, label in between(turn, world)]
    return _whose(turn, theatre, world)


def _between(turn: Turn, before: Sequence[Placed], report: Report, theatre: str, world: World) -> list[Placed]:
    """Return a truce with the lands whose war it stops: two, or one if its parties are of one."""
    inside = _IN_LAND.match(turn.said.between(turn.end, turn.last))
    lands = countries(turn, world) if inside else []  # whoever announced it: "the ceasefire in Syria"
    others = brokers(turn, world)
    lands = lands or [land for land in told_lands(turn.said, world) if land not in others]
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
    called = turn.said.between(turn.start, turn.end)
    gate = turn.thing in _GATES or called.endswith("crossing")
    spots = [_KINDLESS.sub("", _KIND_AT.sub("", spot)) for spot in _spots(turn, world)] or _named_way(turn, world)
    if spots:
        return _at_spots(turn, spots, "crossing" if gate else turn.thing)
    own = lands_of(turn, world)
    others = [land for land in (*countries(turn, world), *states_behind(turn, world)) if land not in own[:1]]
    lands = list(dict.fromkeys((*own, *others)))
    if len(lands) < 2 and (again := _told_of_before(turn, before, lands)):
        return again
    family = "crossing" if turn.thing in _GATES else turn.thing
    if turn.thing == "airspace":
        return _bordering(turn, family, lands[:1] or [theatre], [], world)
    plural = gate and others and called.endswith("s")  # "its crossings with Rwanda"
    if turn.thing not in _OF_LANDS and not plural:
        return []
    if len(lands) < 2 and not others:
        lands = next((pair for said in report.said if len(pair := told_lands(said, world)) == 2), lands)
    return _bordering(turn, family, lands[:1] or [theatre], lands[1:], world)


def _told_of_before(turn: Turn, before: Sequence[Placed], lands: Sequence[str]) -> list[Placed]:
    """Return the ways of this kind that a report told of last, if they are of these lands."""
    same = [p for p in before if p.turn.kind == "way" and p.turn.thing == turn.thing and {*lands} <= {*p.key[2:]}]
    return [Placed(turn, p.key, p.label) for p in same if p.turn.start == same[-1].turn.start]


def _at_spots(turn: Turn, named: Sequence[str], family: str) -> list[Placed]:
    """Return a way at each of the places by which it is named; one that goes from place to place is one."""
    behind = turn.said.between(turn.end, turn.last)  # "the Red Sea port of Hodeidah" is Hodeidah's
    spots = [spot for spot in named if behind.startswith(f" of {spot}")] or named
    spots = [spot.removesuffix(f" {family}").removesuffix(f" {family.title()}") for spot in spots]
    if turn.thing in _LONG and len(spots) > 1:  # one road, not two: "the road from Gondar at Adi Arkay"
        spots = [" and ".join(dict.fromkeys(spots))]
    return [Placed(turn, ("way", family, spot.lower()), f"{spot} {family}") for spot in dict.fromkeys(spots)]


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
    if turn.thing.startswith("grain"):
        return [Placed(turn, (turn.kind, turn.thing), turn.thing)]
    named = _BY_KIND.get(turn.kind, _operated)
    return named(turn, theatre, world)


def _seated(turn: Turn, theatre: str, world: World) -> list[Placed]:
    """Return a rule, a body or a vote with the land that it is of."""
    land = next(iter(lands_of(turn, world)), theatre)
    if not land:
        return []
    own = _doers(turn.said) if turn.kind == "rule" else []
    by = f", by {_and(own)}" if own else ""
    return [Placed(turn, (turn.kind, turn.thing, land), f"{turn.thing} in {name_of(land, world)}{by}")]


def _emergency(turn: Turn, theatre: str, world: World) -> list[Placed]:
    said = turn.said
    behind = (p for p in said.places if p.span.start >= turn.start)
    spots = _spots(turn, world) or [p.text for p in behind if p.precision != "country"]
    called = _IN.search(said.statement.quote)
    where = spots[0] if spots else called[1] if called else ""
    where = where or name_of(next(iter((*lands_of(turn, world), *countries(turn, world))), theatre), world)
    return [Placed(turn, (turn.kind, turn.thing, where.lower()), f"{turn.thing}, {where}")] if where else []


def _service(turn: Turn, theatre: str, world: World) -> list[Placed]:
    """Return a service with who runs it, or where nobody does with the lands that it joins."""
    if _doers(turn.said):
        return _operated(turn, theatre, world)
    lands = dict.fromkeys((*countries(turn, world), *states_behind(turn, world)))
    spot = next(iter(_spots(turn, world)), " and ".join(name_of(land, world) for land in lands))
    return [Placed(turn, (turn.kind, turn.thing, spot.lower()), f"{turn.thing}, {spot}")] if spot else []


def _embassy(turn: Turn, theatre: str, world: World) -> list[Placed]:
    own, said = _doers(turn.said) or _owner(turn, world), turn.said
    if not own:
        return []
    key = _keys(own)
    where = next((p.country or "" for p in said.places if p.country and p.country.lower() not in key), theatre)
    where = where.lower()
    label = f"{turn.thing} of {_and(own)}{f' in {name_of(where, world)}' if where and where not in key else ''}"
    return [Placed(turn, (turn.kind, *key, where), label)]


def _owner(turn: Turn, world: World) -> list[tuple[str, str]]:
    """Return whose embassy the words around it say it is: "the consulate of Togo in Bawku", "the Thai embassy"."""
    behind = _OF_WHOM.match(turn.said.between(turn.end, turn.end + 80))
    before = _WHOSE.search(turn.said.between(turn.start - 60, turn.start))
    named = nationality(behind[1], turn.said.day, world) if behind else None
    named = named or (nationality(before[1], turn.said.day, world) if before else None)
    return [(named, name_of(named, world))] if named else []


def _sanction(turn: Turn, _: str, world: World) -> list[Placed]:
    own, said = _doers(turn.said), turn.said
    if not own:
        return []
    key = _keys(own)
    on = {land: name_of(land, world) for land in countries(turn, world) if land not in key}
    named = nationality(said.between(turn.end, turn.last), said.day, world)
    on = on or ({named: name_of(named, world)} if named and named not in key else {})
    on = on or {s.id: s.name for s in said.recipients if s.id not in key}
    label = f"{turn.thing} by {_and(own)}{' on ' + ' and '.join(on.values()) if on else ''}"
    return [Placed(turn, (turn.kind, *key, *on), label)]


def _operated(turn: Turn, _: str, __: World) -> list[Placed]:
    """Return what somebody does or has done to him, with who he is."""
    own, said, thing = _doers(turn.said), turn.said, turn.thing
    if not own:
        return []
    link = "cut by" if thing == "electricity" else "of"  # who cuts it off has it not
    when = said.statement.event.when if said.statement.event else None
    end = min(turn.last, when.span.start) if when and when.span and when.span.start > turn.end else turn.last
    where = _WHEN.sub("", said.between(turn.end, end)) if thing in _WITHIN else ""
    key = (turn.kind, thing, *_keys(own), *([where] if where else []))
    return [Placed(turn, key, f"{thing} {link} {_and(own)}{where}")]


_BY_KIND: Mapping[str, Callable[[Turn, str, World], list[Placed]]] = {
    "rule": _seated,
    "body": _seated,
    "vote": _seated,
    "emergency": _emergency,
    "public": _emergency,
    "service": _service,
    "embassy": _embassy,
    "sanction": _sanction,
}


def _and(own: Sequence[tuple[str, str]]) -> str:
    return " and ".join(name for _, name in own)


def _keys(own: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(identity for identity, _ in own)


def _doers(said: Said) -> list[tuple[str, str]]:
    """Return who acts, each with an id and a name: an agency by itself, not as the body that it is of."""
    event = said.statement.event
    roles = [r for r in event.roles if r.role == "actor"] if event else []
    found = [(r.entity or r.called.lower(), r.called) for r in roles]
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


def _spots(turn: Turn, world: World) -> list[str]:
    """Return the names of the places in the words that name a thing, but of countries and their borders."""
    here = ((place, sides_of(place, turn, world)) for place in within(turn))
    named = (p for p, sides in here if p.precision != "country" and not sides)
    return [p.text.removeprefix("The ") for p in named if p.text[:1].isupper()]
