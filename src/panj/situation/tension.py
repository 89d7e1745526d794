"""Escalation between two sides: what acts were reported, how hostile they are, and how many reports there are.

The scale is the one distributed with CAMEO (lexicon/intensity.csv): an appeal is friendly and a demand is not, though
PLOVER has one root for both. Its parts always stand beside it, and where too few independent reports speak, the line
says so instead of giving a trend. What one side only accuses the other of stands apart and is no part of the mean; so
do forces that come to who asked for them, unless he disputes it or the two are said to fight. The line tells who says
what.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from statistics import fmean
from typing import NamedTuple

from panj.lexicon import rows
from panj.records import Event, Finding
from panj.situation.case import Case, Report
from panj.situation.charged import charged
from panj.situation.finding import finding_id, ids, independent
from panj.situation.help.fellows import sent_to_fellow
from panj.situation.help.invited import Invitation, Invited, invited
from panj.situation.help.invited import look as asked_for
from panj.situation.help.stages import denies, no_gift
from panj.situation.said import Said
from panj.world import World

WINDOW_DAYS = 14
_UNDER = re.compile(r"\b[Uu]nder (?:the |a |an |their |its )?(?:[\w-]+ ){0,4}\Z")
_LINE = "border:"  # what is closed or crossed is no side
_JOINED = frozenset({"alliance", "bloc", "coalition", "igo", "mission", "organ"})
Pair = tuple[str, str]
Acts = dict[Pair, list[Said]]
ENOUGH = 3  # independent reports; with fewer no trend is given
_FIGHTING = frozenset({"ASSAULT"})
_UNFRIENDLY = frozenset({"ASSAULT", "ACCUSE", "COERCE", "THREATEN"})


class _Between(NamedTuple):
    """What was reported between two: acts of now and before, what is only alleged, and forces that were asked for."""

    now: Sequence[Said]
    before: Sequence[Said]
    charges: Sequence[Said]
    guests: Sequence[Said] = ()
    allied: Sequence[Said] = ()  # forces sent to who is owed help by a treaty
    told: Sequence[Invitation] = ()  # all that is told of asking, believed or not


@cache
def _scale() -> Mapping[str, float]:
    """Return the figures by CAMEO root, and by PLOVER root the mean of those that it stands for."""
    scale = {row["cameo"]: float(row["intensity"]) for row in rows("intensity")}
    of: dict[str, list[float]] = defaultdict(list)
    for row in rows("intensity"):
        for code in row["plover"].split():
            of[code].append(scale[row["cameo"]])
    return scale | {code: fmean(found) for code, found in of.items()}


def intensity(event: Event) -> float | None:
    """Return how hostile or friendly an act is; None for what is no act between two."""
    scale = _scale()
    return scale.get((event.cameo or "")[:2], scale.get(event.code))


def look(report: Report, world: World) -> None:
    """Ask a report between whom its acts are, and who asks for forces."""
    report.each(_pairs, world, codes=_scale().keys())
    asked_for(report, world)


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return a line for each pair of sides with acts in the last two weeks, the most hostile first."""
    now: Acts = defaultdict(list)
    before: Acts = defaultdict(list)
    charges: Acts = defaultdict(list)
    alleged = frozenset(case.all(charged))
    today, start, over = (case.as_of - timedelta(n * WINDOW_DAYS) for n in range(3))
    for said, pairs in case.each(_pairs, world, codes=_scale().keys(), since=over):
        day, told = said.happened_on, said.id not in alleged
        if start < day <= today or (over < day <= start and told):
            of_then = before if day <= start else now if told else charges
            for pair in pairs:
                of_then[pair].append(said)
    asked = invited(case, world)
    between = {pair: _Between(now[pair], before[pair], charges[pair]) for pair in {**now, **charges}}
    parted = {pair: _parted(pair, of, asked, world) for pair, of in between.items()}
    lines = [_line(pair, of, case, world) for pair, of in parted.items() if of.now or of.charges or of.guests]
    return tuple(sorted(lines, key=lambda f: (f.best if f.best is not None else 0.0, f.id)))


def _sends(said: Said) -> bool:
    return said.statement.event is not None and said.statement.event.code == "MOBILIZE"


def _parted(pair: Pair, of: _Between, asked: Invited, world: World) -> _Between:
    """Return the acts with forces that were asked for apart, and all that is told of their being asked for."""
    acts = [*of.now, *of.before]
    told: list[Invitation] = []
    guests: set[str] = set()
    asking: set[str] = set()  # asking for help is no unfriendly act
    for guest, host in (pair, pair[::-1]):
        sent = [s for s in acts if _sends(s) and _by(s, guest) and _to(s, host)]
        invitation = asked.of(guest, host, world) if sent else None
        if invitation is None:
            continue
        last = asked.sent_away(guest, host)
        told.append(invitation._replace(ended=last))
        come = [s.id for s in sent if last is None or s.happened_on < last] if _welcome(invitation, acts) else []
        guests.update(come)
        asking.update(call.said.id for call in invitation.calls if come and call.asks)
    allied = set(_allied(pair, of, world))
    apart = guests | asking | allied
    return of._replace(
        now=[s for s in of.now if s.id not in apart],
        before=[s for s in of.before if s.id not in apart],
        guests=[s for s in of.now if s.id in guests],
        allied=[s for s in of.now if s.id in allied - guests],
        told=told,
    )


def _allied(pair: Pair, of: _Between, world: World) -> list[str]:
    """Return the acts with forces sent to who is owed help by a treaty, if the two do not fight."""
    acts = (*of.now, *of.before)
    if any(s.statement.event and s.statement.event.code in _FIGHTING for s in acts):
        return []
    return [s.id for s in acts if _sends(s) and sent_to_fellow(s, *pair, world)]


def _by(said: Said, who: str) -> bool:
    return any(side.id == who for side in said.actors)


def _to(said: Said, whom: str) -> bool:
    return any(side.id == whom for side in said.recipients)


def _welcome(told: Invitation, acts: Sequence[Said]) -> bool:
    """Tell whether forces come to who asked for them: he does not dispute it, and the two do not fight.

    It takes less to doubt what the sender alone says, a president of no state by name, or a request of a whole body.
    """
    codes = {s.statement.event.code for s in acts if s.statement.event}
    if told.disowned or codes & _FIGHTING:
        return False
    named = any(told.guest in call.guests and call.sure for call in told.believed)
    return named or (codes.isdisjoint(_UNFRIENDLY) and bool(told.believed or not told.contests))


def _pairs(said: Said, world: World) -> set[tuple[str, str]]:
    if not said.actors or not said.recipients or not said.statement.happened:
        return set()
    code = said.statement.event.code if said.statement.event else ""
    second = [s.id for s in said.recipients if s.known and not s.id.startswith(_LINE)]
    first = [s.id for s in said.actors if s.known and not s.id.startswith(_LINE)] if second else ()
    pairs = {(a, b) if a < b else (b, a) for a in first for b in second if a != b}
    if not pairs or no_gift(said) or denies(said):
        return set()
    if code == "AGREE" and _by_treaty(said):
        return set()
    return set() if code == "RETREAT" and _quits(said, world) else pairs


def _by_treaty(said: Said) -> bool:
    """Tell whether a treaty is only what something is done by: "under the Union State treaty it would come to help"."""
    event, start = said.statement.event, said.statement.span.start
    return event is not None and bool(
        _UNDER.search(said.between(max(start, event.trigger.start - 60), event.trigger.start))
    )


def _quits(said: Said, world: World) -> bool:
    """Tell whether a state leaves a body that it belongs to, which is no kindness: "has withdrawn from the force"."""
    bodies = [world.find_entity(side.id) for side in said.recipients if side.known]
    return any(body is not None and body.shape != "state" and body.kind in _JOINED for body in bodies)


def _line(pair: Pair, of: _Between, case: Case, world: World) -> Finding:
    acts = _acts(of.now)
    level, past = _level(acts), _level(_acts(of.before))
    few = independent(of.now) < ENOUGH or independent(of.before) < ENOUGH
    trend = "too few reports" if few else "rising" if level < past - 1 else "falling" if level > past + 1 else "steady"
    first, second = (_name(x, world) for x in pair)
    apart = (("", acts), ("alleged: ", _acts(of.charges)), ("asked for: ", _acts(of.guests)),
             ("to an ally: ", _acts(of.allied)))  # fmt: skip
    calls = [call.said for invitation in of.told for call in invitation.calls]
    return Finding(
        id=finding_id("tension", *pair),
        topic="tension",
        subject="|".join(pair),
        label=f"{first} and {second}",
        as_of=case.as_of,
        rule="tension/goldstein",
        status=trend,
        value="; ".join(_counted(found, label) for label, found in apart if found),
        best=level if acts else None,
        unit=f"mean of {len(acts)} reported {'act' if len(acts) == 1 else 'acts'}, -10 to 10",
        statements=ids([*of.now, *of.charges, *of.guests, *of.allied, *calls]),
        against=ids(contest.said for invitation in of.told for contest in invitation.contests),
        facts=tuple(dict.fromkeys(fact for told in of.told for fact in _who_asked(told, of, world))),
    )


def _who_asked(told: Invitation, of: _Between, world: World) -> Iterator[str]:
    """Yield who says that forces were asked for, and what speaks against it."""
    host, guest = _name(told.host, world), _name(told.guest, world)
    alone = "" if told.believed else f"; only {guest} says so"
    yield f"{host} asked for forces of {guest}: {told.best.said.speaker}, {told.best.said.day}{alone}"
    yield from (f"disputed by {contest.by.name}, {contest.said.day}" for contest in told.contests)
    if told.ended:
        yield f"asked to leave {told.ended}"
    if not of.guests:
        yield "not set apart"


def _name(side: str, world: World) -> str:
    return e.name if (e := world.find_entity(side)) else side


def _counted(acts: Sequence[Event], label: str = "") -> str:
    of = Counter(act.code for act in acts)
    return label * bool(acts) + ", ".join([f"{of[code]} {code}" for code in sorted(of)])


def _acts(found: Iterable[Said]) -> list[Event]:
    return [said.statement.event for said in found if said.statement.event]


def _level(acts: Iterable[Event]) -> float:
    values = [value for act in acts if (value := intensity(act)) is not None]
    return round(fmean(values), 1) if values else 0.0
