"""Figures of one event told apart by the days that reports give it: links join what days hold apart.

Of many blows at one town each link may look right, and a chain of them joins all; what is said to be of days far apart
is no dispute about one number.
"""

import re
from collections.abc import Sequence
from datetime import date

from panj.lexicon import words
from panj.situation.apart import days_of, first_days
from panj.situation.counts.figures import Figure

_BACK, _DEEDS = ("|".join(sorted(words("terms", "word", kind))) for kind in ("back", "deed"))
# without such words, and without a day, a count is news of its report's
_LOOKS_BACK = re.compile(rf"\b(?:{_BACK}|the (?:two )?(?:\w+ )?(?:{_DEEDS})(?:e?s)?)\b", re.IGNORECASE)


def occasions(figures: Sequence[Figure]) -> list[tuple[date | None, list[Figure]]]:
    """Return figures of one event in parts, each with its first day, those of no day with the last part before them."""
    days = {id(f): span for f in figures if (span := _days(f))}
    parts = first_days(days.values())
    if len(parts) < 2:
        return [(None, list(figures))]
    found: list[list[Figure]] = [[] for _ in parts]
    for figure in figures:
        first, last = days.get(id(figure), (figure.said.day, figure.said.day))
        middle = first + (last - first) / 2
        within = [n for n, day in enumerate(parts) if first < last and first <= day <= last]
        near = min(within, key=lambda n: abs(parts[n] - middle), default=None)
        found[max((n for n, day in enumerate(parts) if day <= first), default=0) if near is None else near].append(
            figure
        )
    return [(first, part) for first, part in zip(parts, found, strict=True) if part]


def _days(figure: Figure) -> tuple[date, date] | None:
    """Return the days that a count is said to be of, else for news those of its report; None if it is of no day."""
    said, event = figure.said, figure.said.statement.event
    if event and (event.when or (event.told and event.told.when)):
        return days_of(event)
    if event is None or _LOOKS_BACK.search(said.statement.quote):
        return None
    return said.happened_on, said.happened_on
