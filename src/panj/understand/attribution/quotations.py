"""Quotation marks: which stretches stand between them, over sentences and paragraphs."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from panj.records import Span

MARKS = re.compile(r"[\"“”„«»‘’]|``|''")
OPEN, CLOSE = frozenset("“„«"), frozenset("”»")
GOING_ON = OPEN | {'"'}
SINGLE = frozenset("‘’")
LONGEST = 20_000  # characters; an opening mark that nothing closes must not swallow the document


class Quotation(msgspec.Struct, frozen=True):
    """Words between quotation marks, the marks left out; `runs_on` if the next paragraph goes on with it."""

    span: Span
    outer: Span
    runs_on: bool = False


@lru_cache(maxsize=1)  # cues and speakers are looked for in the same text, one after the other
def find_quotations(text: str, parted: tuple[tuple[int, int], ...] | None = None) -> tuple[Quotation, ...]:
    """Return the quotations of a text, in order; one that runs over paragraphs comes as one per paragraph.

    `parted` are the bounds of the paragraphs, if not every line is one.
    """
    bounds = tuple(parted or _paragraphs(text))
    goes_on = (*(text[start] in GOING_ON for start, _ in bounds[1:]), False)
    whole = zip(bounds, goes_on, strict=False)
    return tuple(found for (start, end), on in whole for found in _in_paragraph(text, start, end, goes_on=on))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in re.finditer(r"\n[ \t]*\n\s*|\n", text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _in_paragraph(text: str, start: int, end: int, *, goes_on: bool) -> Iterator[Quotation]:
    """Yield a paragraph's quotations; one that nothing closes runs on if it opens it, or the next one `goes_on`."""
    opened: re.Match[str] | None = None
    for mark in MARKS.finditer(text, start, end):
        if opened is None:
            if _opens(text, mark, start):
                opened = mark
        elif (opened.group() == "‘") != (mark.group() in SINGLE) or not _closes(text, mark):
            continue
        elif mark.group() in OPEN:
            opened = mark
        else:
            found = _between(text, opened.start(), opened.end(), mark.start(), mark.end())
            opened = None
            if found:
                yield found
    if opened is not None and (opened.start() - start <= 1 or goes_on):
        found = _between(text, opened.start(), opened.end(), end, end, runs_on=True)
        if found:
            yield found


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a single mark can close: an apostrophe has a letter after it, or stands after an "s"."""
    if mark.group() != "’":
        return mark.group() != "‘"
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    return not after.isalnum() and before != "s"


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    if mark.group() in OPEN or mark.group() == "``":
        return True
    if mark.group() in CLOSE or mark.group() == "’":
        return False
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()] if mark.start() > start else " "
    return bool(after) and not after.isspace() and (not before.isalnum())


def _between(text: str, opening: int, start: int, end: int, closing: int, *, runs_on: bool = False) -> Quotation | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end or end - start > LONGEST:
        return None
    return Quotation(Span(start, end), Span(opening, closing), runs_on)
