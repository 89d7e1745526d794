"""Stretches of time that two dates mark: "from 2013 to 2015", "between March and May", "November 20 to December 11"."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from panj.records import Interval, Span

_TO = re.compile(r"\s*(?:to|through|until|till|-|–|—)\s*\Z")
_AND = re.compile(r"\s+and\s+\Z")
_BETWEEN = re.compile(r"\bbetween\s+\Z", re.IGNORECASE)
_LOOK_BACK = 10  # characters


def in_stretches(text: str, times: Sequence[Interval]) -> tuple[Interval, ...]:
    """Return the times, two dates that a text joins to one stretch as that stretch; TIMEX marks each end by itself."""
    found: list[Interval] = []
    for time in times:
        joined = _joined(text, found[-1], time) if found else None
        if joined is None:
            found.append(time)
        else:
            found[-1] = joined
    return tuple(found)


def _joined(text: str, first: Interval, last: Interval) -> Interval | None:
    if (
        first.span is None
        or last.span is None
        or not (first.earliest and first.latest and last.earliest and last.latest)
    ):
        return None
    if first.timex is None or last.timex is None or not first.latest < last.earliest:
        return None
    value = f"{first.timex.value}/{last.timex.value}"
    if "T" in value or len(first.timex.value) != len(last.timex.value):
        return None  # "from Monday to 2015"
    gap = text[first.span.end : last.span.start]
    between = _BETWEEN.search(text[max(0, first.span.start - _LOOK_BACK) : first.span.start])
    if not (_TO.match(gap) or (between and _AND.match(gap))):
        return None
    span = Span(first.span.start, last.span.end)
    return replace(first, latest=last.latest, span=span, text=span.of(text), timex=replace(first.timex, value=value))
