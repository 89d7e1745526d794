"""Plain text: paragraphs by blank lines, or by line ends where lines are not wrapped."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from panj.read.clean import Block, Given, Head, Writer, assemble
from panj.read.head import told_line
from panj.read.layout import Line, laid_out
from panj.records import Document, Span

_BLANK = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)*\n")
_ADDRESS = re.compile(r"<?\bhttps?://[^\s<>\"]{1,2000}>?", re.IGNORECASE)
_WIDEST = 120  # characters; a longer line was never wrapped by hand or by a mail program
_FULL = 2 / 3  # share of the lines without a stop that have no room for the next word, if a text is wrapped
_STOPS = frozenset(".!?:;\"”'’")


def read_plain(raw: bytes, text: str, given: Given) -> Document:
    """Return the document of a plain text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for span in paragraphs(text) if (line := _line(span.of(text)))]
    blocks, head = laid_out(lines, Head())
    if not blocks and lines:
        blocks = [Block("paragraph", line.text) for line in lines]
    return assemble(blocks, head, raw, given)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text: cut at blank lines, and at line ends unless the lines are wrapped.

    Wrapped paragraphs without blank lines between them are told by their first lines, set in (or out).
    """
    found: list[Span] = []
    start = 0
    for gap in (*_BLANK.finditer(text), None):
        end = gap.start() if gap else len(text)
        found += _divided(text, start, end)
        start = gap.end() if gap else end
    return tuple(found)


def _divided(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraphs of what stands between blank lines."""
    lines = text[start:end].split("\n")
    bounds = list(accumulate((len(line) + 1 for line in lines), initial=start))
    for first, last in pairwise([*_openings(lines), len(lines)]):
        block = text[bounds[first] : bounds[last] - 1]
        left, right = len(block) - len(block.lstrip()), len(block.rstrip())
        if left < right:
            yield Span(bounds[first] + left, bounds[first] + right)


def _openings(lines: list[str]) -> list[int]:
    """Return which lines open a paragraph: of wrapped ones the first, or those set in, or set out; else each."""
    if len(lines) == 1:
        return [0]
    spaced = [line.expandtabs().rstrip() for line in lines]
    depths = [len(line) - len(line.lstrip()) for line in spaced]
    flush, width = min(depths[1:]), max(map(len, spaced))
    inward = [i for i, depth in enumerate(depths) if i == 0 or depth > flush]
    outward = [i for i, depth in enumerate(depths) if i == 0 or depth == flush]
    for openings in ([0], inward, outward) if 40 <= width <= _WIDEST else ():
        told = len(openings) < len(lines)
        if told and all(_wrapped(spaced[first:last], width) for first, last in pairwise([*openings, len(lines)])):
            return openings
    return _unstopped(spaced, width) if 40 <= width <= _WIDEST else list(range(len(lines)))


def _unstopped(lines: list[str], width: int) -> list[int]:
    """Return which lines open a paragraph: all but those after a line without a stop that had no room for more.

    Each opens one if most lines without a stop had room: a list of headlines is no wrapped text.
    """
    loose = [i for i in range(1, len(lines)) if lines[i - 1][-1:] not in _STOPS]
    full = {i for i in loose if _wrapped(lines[i - 1 : i + 1], width)}
    wrapped = len(full) > 1 and len(full) >= _FULL * len(loose)
    return [i for i in range(len(lines)) if not wrapped or i not in full]


def _wrapped(lines: list[str], width: int) -> bool:
    """Tell whether a line ends only where its next word had no room; before a line of the head it ends by itself."""
    if len(lines) == 2 and told_line(lines[1].strip(), Head()) is not None:
        return False
    nexts = (len(line.split(maxsplit=1)[0]) if line.strip() else 0 for line in lines[1:])
    return all(len(here) + 1 + word > width for here, word in zip(lines, nexts, strict=False))


def _line(raw: str) -> Line | None:
    addresses = tuple(found.group().strip("<>").rstrip(".,;)") for found in _ADDRESS.finditer(raw))
    writer = Writer()
    writer.write(_ADDRESS.sub("", raw) if addresses else raw)
    block = writer.block("paragraph")
    rows = raw.strip().count("\n") + 1
    return Line(block.text, addresses=addresses, rows=rows) if block.text or addresses else None
