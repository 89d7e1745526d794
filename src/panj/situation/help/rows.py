"""What several give in one row of bare numbers: "Nigeria undertook to contribute 3,500 and Niger 750"."""

import re
from collections.abc import Iterator

from panj.records import Quantity, Span
from panj.situation.said import Said

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3}){1,2}|\d{1,6})(?!,?\d)"
_END = r"(?= apiece| each|[,;.]| and |\Z)"
_NAMED = re.compile(rf"(?:,|;| and)(?: and)? (?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*){{0,3}} {_NUMBER}{_END}")
_GIVEN = re.compile(
    r"\b(?:to (?:also )?(?:contribute|send|provide|deploy|give)|pledged|promised|offered)"
    rf" {_NUMBER}(?:[,;.]| and | in [A-Z]|\Z)"
)


def bare(said: Said) -> Iterator[Quantity]:
    """Yield the bare numbers that stand behind a name of a row, which are no figures by themselves."""
    start = said.statement.span.start
    for found in _NAMED.finditer(said.statement.quote):
        yield _number(start, found)


def promised(said: Said) -> Quantity | None:
    """Return the bare number right behind what somebody undertook: "agreed to send 400, "."""
    found = _GIVEN.search(said.statement.quote)
    return _number(said.statement.span.start, found) if found else None


def _number(start: int, found: re.Match[str]) -> Quantity:
    value = float(found["number"].replace(",", ""))
    span = Span(start=start + found.start("number"), end=start + found.end("number"))
    return Quantity(span=span, text=found["number"], low=value, high=value)
