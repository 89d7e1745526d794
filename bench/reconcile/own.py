"""The reports written for this bench, and the pairs of words in them that are of one event or are not."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

from panj.records import Document, Record, Span

_TEXT = Path(__file__).with_name("own.txt")
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
    """Yield the reports, their marks taken out."""
    parts = [x for x in _TEXT.read_text(encoding="utf-8").split("\n== ")][1:]
    for n, part in enumerate(parts):
        situation, *found = re.split(r"\n-- ", part.strip())
        for m, report in enumerate(found):
            head, _, body = report.partition("\n")
            day, _, outlet = head.partition(", ")
            text, events = _unmarked(body.strip())
            document = Document(
                id=f"own-{n}-{m}", text=text, outlet=outlet.strip(), published=date.fromisoformat(day.strip())
            )
            yield Marked(half=HALVES[n % 2], situation=situation, document=document, events=events)


def _unmarked(body: str) -> tuple[str, tuple[tuple[Span, str], ...]]:
    text, events, last = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[last : mark.start()]
        events.append((Span(len(text), len(text) + len(mark[1])), mark[2]))
        text += mark[1]
        last = mark.end()
    return text + body[last:], tuple(events)


def pairs() -> Iterator[Labelled]:
    """Yield every pair of marked words in different reports of one situation."""
    for a, b in combinations(reports(), 2):
        if a.situation == b.situation:
            for left, one in a.events:
                for right, other in b.events:
                    yield Labelled(
                        half=a.half, left=(a.document.id, left), right=(b.document.id, right), same=one == other
                    )
