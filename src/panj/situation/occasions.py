"""Figures of one event told apart by the days that reports give it: links join what days hold apart.

Of many blows at one town each link may look right, and a chain of them joins all; what is said to be of days far apart
is no dispute about one number.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from panj.lexicon import words
from panj.situation.figures import Figure

NEAR = timedelta(1)  # between the days of one event as two reports give them: "overnight"
WEEK = timedelta(7)  # what is said to be of a longer time is of no day
_BACK, _DEEDS = ("|".join(sorted(words("terms", "word", kind))) for kind in ("back", "deed"))
# without such words, and without a day, a count is news of its report's
_LOOKS_BACK = re.compile(rf"\b(?:{_BACK}|the (?:two )?(?:\w+ )?(?:{_DEEDS})(?:e?s)?)\b", re.IGNORECASE)


def occasions(figures: Sequence[Figure]) -> list[tuple[date | None, list[Figure]]]:
    """Return figures of one event in parts, each with its first day, those of no day with the last part before them."""
    days = {id(f): span for f in figures if (span := _days(f))}
    parts: list[tuple[date, date]] = []
    for first, last in sorted(days.values()):
        if parts and first - parts[-1][0] <= NEAR:
            parts[-1] = parts[-1][0], max(last, parts[-1][1])
        else:
            parts.append((first, last))
    if len(parts) < 2:
        return [(None, list(figures))]
    found: list[list[Figure]] = [[] for _ in parts]
    for figure in figures:
        day = days[id(figure)][0] if id(figure) in days else figure.said.day
        at = max((n for n, (first, _) in enumerate(parts) if first <= day), default=0)
        found[at].append(figure)
    return [(first, part) for (first, _), part in zip(parts, found, strict=True) if part]


def _days(figure: Figure) -> tuple[date, date] | None:
    """Return the days that a count is said to be of, else for news those of its report; None if it is of no day."""
    said, event = figure.said, figure.said.statement.event
    when = event.when if event else None
    if when is not None and (when.earliest or when.latest):
        short = when.earliest and when.latest and when.latest - when.earliest <= WEEK
        return (when.earliest, when.latest) if when.earliest and when.latest and short else None
    if event is None or _LOOKS_BACK.search(said.statement.quote):
        return None
    return said.happened_on, said.happened_on
