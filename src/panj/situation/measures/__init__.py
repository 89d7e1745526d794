"""What holds until somebody changes it: truces, crossings and ways, embassies, sieges, sanctions, mandates, ships.

The last change decides how a thing stands. A line is contested if others say the contrary of the same days, or deny it.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from panj.records import Finding
from panj.situation.case import Case, Report
from panj.situation.finding import finding_id, ids, independent, is_stale, place_of
from panj.situation.lasting.turns import Turn
from panj.situation.measures.things import Placed, placed
from panj.world import World

MOST_BEFORE = 3  # earlier states that a line tells
NEAR = timedelta(1)  # between the days of words that contradict each other
_BROKEN = frozenset({"said to be broken", "ended", "rejected"})
_LASTING = re.compile(r"\b((?:\d{1,3}|[a-z]{3,9})-(?:hour|day|week|month))\b[^,;]{0,30}\Z", re.IGNORECASE)
_AT_REST = frozenset({
    "arrived", "blocked", "boarded", "ended", "handed over", "holding", "let through", "lifted", "open", "rejected",
    "released", "restored", "resumed",
})  # fmt: skip
OLD_DAYS = 120  # what is at rest for longer is no line; of truces told so far apart one is not the other


def look(report: Report, world: World) -> Sequence[Placed]:
    """Return the changes that a report tells, each with its thing's key and name."""
    return report.once(placed, world)


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return a line for each thing that somebody changed, as it stands on the day."""
    groups: dict[tuple[str, ...], list[Placed]] = defaultdict(list)
    for one in case.all(placed, world):
        groups[one.key].append(one)
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


def _order(one: Placed) -> tuple[object, ...]:
    said = one.turn.said
    return one.turn.happened, said.day, said.statement.document, one.turn.start


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


def _contrary(one: Placed, last: Placed) -> bool:
    """Tell whether words say the contrary of the last change, by another, of about the same day."""
    said, final = one.turn.said, last.turn.said
    if abs(one.turn.happened - last.turn.happened) > NEAR:
        return False
    if said.statement.denied:
        return one.turn.state == last.turn.state
    if one.turn.state == last.turn.state or said.speaker == final.speaker:
        return False
    if last.turn.kind == "truce":
        states = {one.turn.state, last.turn.state}
        return "holding" in states and bool(states & _BROKEN)
    return said.day == final.day and said.statement.document != final.statement.document


def _lasting(turn: Turn) -> str:
    """Return for how long something is to hold, by the word before it: "48-hour"."""
    if turn.kind != "truce":
        return ""
    found = _LASTING.search(turn.said.between(turn.first, turn.start))
    return f" ({found[1]})" if found else ""
