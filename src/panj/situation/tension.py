"""Escalation between two sides: what acts were reported, how hostile they are, and how many reports there are.

The scale is the one distributed with CAMEO, by PLOVER root (lexicon/intensity.csv). Its parts always stand
beside it, and where too few independent reports speak, the line says so instead of giving a trend. What one side
only accuses the other of stands apart and is no part of the mean.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from functools import cache

from panj.lexicon import rows
from panj.records import Finding
from panj.situation.case import Case, Report, Said
from panj.situation.charged import charged
from panj.situation.finding import finding_id, ids, independent
from panj.situation.help.fellows import sent_to_fellow
from panj.situation.help.stages import denies, no_gift
from panj.world import World

WINDOW_DAYS = 14
_UNDER = re.compile(r"\b[Uu]nder (?:the |a |an |their |its )?(?:[\w-]+ ){0,4}\Z")
_LINE = "border:"  # what is closed or crossed is no side
_JOINED = frozenset({"alliance", "bloc", "coalition", "igo", "mission", "organ"})
Pair = tuple[str, str]
Acts = dict[Pair, list[Said]]
ENOUGH = 3  # independent reports; with fewer no trend is given


@cache
def _scale() -> Mapping[str, float]:
    return {row["code"]: float(row["intensity"]) for row in rows("intensity")}


def intensity(code: str) -> float | None:
    """Return how hostile or friendly an act is; None for what is no act between two."""
    return _scale().get(code)


def look(report: Report, world: World) -> None:
    """Ask nothing: only reports of the last weeks are asked."""


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return a line for each pair of sides with acts in the last two weeks, the most hostile first."""
    now: Acts = defaultdict(list)
    before: Acts = defaultdict(list)
    charges: Acts = defaultdict(list)
    alleged = frozenset(case.all(charged))
    today, start, over = (case.as_of - timedelta(n * WINDOW_DAYS) for n in range(3))
    for said, pairs in case.each(_pairs, world, codes=_scale(), since=over):
        day, told = said.happened_on, said.id not in alleged
        if start < day <= today or (over < day <= start and told):
            of_then = before if day <= start else now if told else charges
            for pair in pairs:
                of_then[pair].append(said)
    lines = [_line(pair, now[pair], before[pair], charges[pair], case, world) for pair in {**now, **charges}]
    return tuple(sorted(lines, key=lambda f: (f.best if f.best is not None else 0.0, f.id)))


def _pairs(said: Said, world: World) -> set[tuple[str, str]]:
    if not said.actors or not said.recipients or not said.statement.happened:
        return set()
    code = said.statement.event.code if said.statement.event else ""
    second = [s.id for s in said.recipients if s.known and not s.id.startswith(_LINE)]
    first = [s.id for s in said.actors if s.known and not s.id.startswith(_LINE)] if second else ()
    pairs = {(a, b) if a < b else (b, a) for a in first for b in second if a != b}
    if not pairs or no_gift(said) or denies(said):
        return set()
    if code == "MOBILIZE":
        return {(a, b) for a, b in pairs if not sent_to_fellow(said, a, b, world)}
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


def _line(pair: Pair, found: list[Said], before: list[Said], charges: list[Said], case: Case, world: World) -> Finding:
    acts = _acts(found)
    level, past = _level(acts), _level(_acts(before))
    few = independent(found) < ENOUGH or independent(before) < ENOUGH
    trend = "too few reports" if few else "rising" if level < past - 1 else "falling" if level > past + 1 else "steady"
    first, second = (e.name if (e := world.find_entity(x)) else x for x in pair)
    return Finding(
        id=finding_id("tension", *pair),
        topic="tension",
        subject="|".join(pair),
        label=f"{first} and {second}",
        as_of=case.as_of,
        rule="tension/goldstein",
        status=trend,
        value="; ".join(filter(None, (_counted(acts), _counted(_acts(charges), "alleged: ")))),
        best=level if acts else None,
        unit=f"mean of {len(acts)} reported {'act' if len(acts) == 1 else 'acts'}, -10 to 10",
        statements=ids([*found, *charges]),
    )


def _counted(acts: list[str], label: str = "") -> str:
    return label * bool(acts) + ", ".join([f"{acts.count(code)} {code}" for code in sorted(set(acts))])


def _acts(found: list[Said]) -> list[str]:
    return [s.statement.event.code for s in found if s.statement.event]


def _level(acts: list[str]) -> float:
    values = [v for act in acts if (v := intensity(act)) is not None]
    return round(sum(values) / len(values), 1) if values else 0.0
