"""Figures that a report tells twice: in its headline and its text, or an earlier count beside its successor."""

import re
from collections.abc import Sequence

from panj.lexicon.counted import kind_of
from panj.situation.counts.figures import Figure

HEADLINE = 130  # characters that a headline ends within
FEWEST = 3  # dead of whom a headline and a text may tell by chance alike
NEAR = 200  # characters between a count and the earlier one that it replaces
_EARLIER = re.compile(r"\b(?:earlier|previous(?:ly)?|initial(?:ly)?|at first|up from|down from)\b[^.;:]{0,40}\Z")


def in_headline(before: Figure, figure: Figure) -> bool:
    """Tell whether a figure is that of the headline above: as many, of the same, of no other place or day."""
    low = figure.quantity.low
    if low is None or low < FEWEST or (before.kind, before.quantity.low) != (figure.kind, low):
        return False
    end, start = before.said.statement.span.end, figure.said.statement.span.start
    alike = before.noun == figure.noun or not before.noun or kind_of(before.noun) == "people"
    return end <= HEADLINE and end < start <= end + NEAR and alike and not _apart(before, figure)


def _apart(before: Figure, figure: Figure) -> bool:
    """Tell whether two figures are of acts of two places or days."""
    one, other = before.said.statement.event, figure.said.statement.event
    if one is None or other is None:
        return False
    places = {event.place.name or event.place.text for event in (one, other) if event.place}
    days = {(event.when.earliest, event.when.latest) for event in (one, other) if event.when}
    return len(places) > 1 or len(days) > 1


def replaced(figure: Figure, others: Sequence[Figure]) -> bool:
    """Tell whether a figure is an earlier count beside its successor: "124, after earlier reporting 104 deaths"."""
    said, span = figure.said, figure.quantity.span
    if not _EARLIER.search(said.before(span.start)):
        return False
    near = (f for f in others if f is not figure and f.kind == figure.kind)
    return any(0 < abs(f.quantity.span.start - span.start) <= NEAR for f in near)
