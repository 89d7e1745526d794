"""The reports written for this bench, and the pairs of words in them that are of one event or are not.

`own.txt` has short situations, `worlds/` a dense month of one war each: twenty-six reports, all about the same parties.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

from panj.records import Document, Record, Span

_TEXT = Path(__file__).with_name("own.txt")
_WORLDS = Path(__file__).with_name("worlds")
_HELD_WORLDS = frozenset({"amhara", "ferghana", "port-au-prince", "red-sea"})
_NO_EVENT = "-"  # what goes on, or is only wished for: the same as nothing else
_UNSURE = "?"  # a part and its whole
_MARK = re.compile(r"\[([^]|]+)\|([^]]+)\]")
HALVES = ("tuned", "held")


class Marked(Record, frozen=True, kw_only=True):
    """A report of a situation, and the events that its marked words are of."""

    half: str
    situation: str
    document: Document
    events: tuple[tuple[Span, str], ...]


class Labelled(Record, frozen=True, kw_only=True):
    """Two words of two reports, and whether both are of one event."""

    half: str
    left: tuple[str, Span]
    right: tuple[str, Span]
    same: bool


def reports() -> Iterator[Marked]:
    """Yield the short reports, their marks taken out."""
    for n, part in enumerate(_TEXT.read_text(encoding="utf-8").split("\n== ")[1:]):
        yield from _situation(part, HALVES[n % 2], f"own-{n}")


def worlds() -> Iterator[Marked]:
    """Yield the reports of the dense worlds, their marks taken out."""
    for path in sorted(_WORLDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8").removeprefix("== ")
        yield from _situation(text, HALVES[path.stem in _HELD_WORLDS], path.stem)


def _situation(part: str, half: str, name: str) -> Iterator[Marked]:
    situation, *found = re.split(r"\n-- ", part.strip())
    for m, report in enumerate(found):
        head, _, body = report.partition("\n")
        day, _, outlet = head.partition(", ")
        text, events = _unmarked(body.strip())
        document = Document(
            id=f"{name}-{m}", text=text, outlet=outlet.strip(), published=date.fromisoformat(day.strip())
        )
        yield Marked(half=half, situation=situation, document=document, events=events)


def _unmarked(body: str) -> tuple[str, tuple[tuple[Span, str], ...]]:
    text, events, last = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[last : mark.start()]
        events.append((Span(len(text), len(text) + len(mark[1])), mark[2]))
        text += mark[1]
        last = mark.end()
    return text + body[last:], tuple(events)


def pairs(found: Iterable[Marked]) -> Iterator[Labelled]:
    """Yield every pair of marked words in different reports of one situation."""
    for a, b in combinations(found, 2):
        if a.situation == b.situation:
            for left, one in a.events:
                for right, other in b.events:
                    if _UNSURE not in (one, other):
                        yield Labelled(
                            half=a.half,
                            left=(a.document.id, left),
                            right=(b.document.id, right),
                            same=one == other != _NO_EVENT,
                        )
