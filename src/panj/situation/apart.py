"""Statements that links call one event, told apart by the days they say.

Each link may look right, and a chain of them joins every blow at one town: "the attack" is like the first and the last.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from panj.records import Event
from panj.situation.judged import Least
from panj.situation.said import Said

NEAR = timedelta(1)  # between the days of one event as two reports give them: "overnight"
WEEK = timedelta(7)  # what is said to be of a longer time is of no day
_LATELY = 10  # days after which half as much is still said of an event
Days = tuple[date, date]


def told_apart(events: Mapping[str, str], firm: Mapping[str, str], said: Iterable[Said]) -> Mapping[str, str]:
    """Return for each statement the least id of those of its event that are said to be of the same days.

    Neither their order nor which links joined them matters. What is `firm`, by a person or as a copy, is not parted.
    Who says no day is of the part told of by most, and most lately.
    """
    groups: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        if one.id in events:
            groups[events[one.id]].append(one)
    found = dict(events)
    for group in groups.values():
        days = {x.id: span for x in group if (event := x.statement.event) and (span := days_of(event))}
        starts = first_days(days.values())
        if len(starts) > 1:
            found |= _in_parts(sorted(group, key=lambda x: x.id), days, starts, firm)
    return Least(found)


def days_of(event: Event) -> Days | None:
    """Return the first and last day on which a report says that an event was; None if it is said to no week."""
    when = (event.told and event.told.when) or event.when
    if when is None or when.earliest is None or when.latest is None or when.latest - when.earliest > WEEK:
        return None
    return when.earliest, when.latest


def first_days(spans: Iterable[Days]) -> list[date]:
    """Return the first day of each part; what is told roughly ("three days after") is of a told day within it."""
    parts: list[date] = []
    for first, last in sorted(spans, key=lambda span: (span[1] - span[0], span)):
        if not any(day - NEAR <= last and first <= day + NEAR for day in parts):
            parts.append(first)
    return sorted(parts)


def _in_parts(
    group: Sequence["Said"], days: Mapping[str, Days], starts: Sequence[date], firm: Mapping[str, str]
) -> dict[str, str]:
    of = {x.id: _nearest(days[x.id], starts) for x in group if x.id in days}
    told = Counter(of.values())
    settled = {firm[x.id]: of[x.id] for x in reversed(group) if x.id in of}
    least: dict[date, str] = {}
    found: dict[str, str] = {}
    for x in group:
        part = settled.get(firm[x.id]) or _most_spoken_of(told, x.day)
        settled[firm[x.id]] = part
        found[x.id] = least.setdefault(part, x.id)
    return found


def _nearest(span: Days, starts: Sequence[date]) -> date:
    first, last = span
    return min(starts, key=lambda day: (abs((day - first) + (day - last)), day))


def _most_spoken_of(told: Mapping[date, int], day: date) -> date:
    """Return of which part a report of a day speaks that says none."""
    before = [part for part in told if part <= day + NEAR]
    if not before:
        return min(told)
    return max(before, key=lambda part: (told[part] / (_LATELY + (day - part).days), part))
