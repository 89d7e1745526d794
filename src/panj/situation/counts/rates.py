"""Counts of so many a day, a week or a month, which are no totals: "about 1,500 people cross every day"."""

import re

from panj.records import Quantity
from panj.situation.said import Said

_UNIT = r"(?P<unit>hour|day|week|month)"
_BEHIND = re.compile(
    rf"(?: (?!(?:in|within|for|over|after|than|nearly|almost|about)\b)[\w'’-]+){{0,7}}? "
    rf"(?:(?:a|an|per|each|every) {_UNIT}\b(?! (?:of|ago|after|before|later|earlier|since|into)\b)"
    r"|(?P<ly>hourly|daily|weekly|monthly)\b)"
)
_EACH = re.compile(rf"(?: [\w'’-]+){{0,9}}? (?:per|each|every) {_UNIT}\b(?! (?:of|since)\b)")
_BEFORE = re.compile(
    rf"\b(?:(?:each|every|per) {_UNIT},?|(?P<ly>hourly|daily|weekly|monthly)"
    r"(?: (?!killed|wounded|injured)[\w-]+){0,4}) ?\Z"  # "daily attacks killed nine in April": in all
)
_LY = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month"}


def rate(said: Said, quantity: Quantity) -> str:
    """Return per what a figure is ("day"), by the words of its clause; "" for a total."""
    start, end = said.statement.span.start, said.statement.span.end
    words = quantity.text + said.between(quantity.span.end, end)
    behind = len(quantity.text)
    found = (
        _BEHIND.match(words, behind)
        or _EACH.match(words, behind)
        or _BEFORE.search(said.between(start, quantity.span.start))
    )
    if found is None or _another(said, quantity, quantity.span.end + found.end() - behind):
        return ""
    return found["unit"] or _LY[found["ly"]]


def _another(said: Said, quantity: Quantity, end: int) -> bool:
    """Tell whether another count stands between a figure and the words for the time."""
    return any(quantity.span.end <= other.span.start < end for other in said.figures)
