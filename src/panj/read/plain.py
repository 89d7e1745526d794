"""Plain text: paragraphs by blank lines, or by line ends where lines are not wrapped."""

import re
from collections.abc import Iterator

from panj.read.clean import Block, Given, Head, Writer, assemble
from panj.read.head import told_line
from panj.read.layout import Line, laid_out
from panj.records import Document, Span

_BLANK = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)*\n")
_ADDRESS = re.compile(r"<?\bhttps?://[^\s<>\"]{1,2000}>?", re.IGNORECASE)
_WIDEST = 120  # characters; a longer line was never wrapped by hand or by a mail program


def read_plain(raw: bytes, text: str, given: Given) -> Document:
    """Return the document of a plain text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for span in paragraphs(text) if (line := _line(span.of(text)))]
    blocks, head = laid_out(lines, Head())
    if not blocks and lines:
        blocks = [Block("paragraph", line.text) for line in lines]
    return assemble(blocks, head, raw, given)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text: cut at blank lines, and at line ends unless the lines are wrapped."""
    found: list[Span] = []
    start = 0
    for gap in (*_BLANK.finditer(text), None):
        end = gap.start() if gap else len(text)
        found += _lines_or_whole(text, start, end)
        start = gap.end() if gap else end
    return tuple(found)


def _lines_or_whole(text: str, start: int, end: int) -> Iterator[Span]:
    block = text[start:end]
    bounds = [(0, len(block))] if "\n" not in block or _wrapped(block.split("\n")) else _line_bounds(block)
    for first, last in bounds:
        line = block[first:last]
        left, right = first + len(line) - len(line.lstrip()), first + len(line.rstrip())
        if left < right:
            yield Span(start + left, start + right)


def _line_bounds(block: str) -> list[tuple[int, int]]:
    bounds, at = [], 0
    for line in block.split("\n"):
        bounds.append((at, at + len(line)))
        at += len(line) + 1
    return bounds


def _wrapped(lines: list[str]) -> bool:
    """Tell whether a line ends only where its next word had no room; before a line of the head it ends by itself."""
    if len(lines) == 2 and told_line(lines[1].strip(), Head()) is not None:
        return False
    widths = [len(line.rstrip()) for line in lines]
    width = max(widths)
    nexts = (len(line.split(maxsplit=1)[0]) if line.strip() else 0 for line in lines[1:])
    full = (here + 1 + word > width for here, word in zip(widths, nexts, strict=False))
    return 40 <= width <= _WIDEST and all(full)


def _line(raw: str) -> Line | None:
    addresses = tuple(found.group().strip("<>").rstrip(".,;)") for found in _ADDRESS.finditer(raw))
    writer = Writer()
    writer.write(_ADDRESS.sub("", raw) if addresses else raw)
    block = writer.block("paragraph")
    rows = raw.strip().count("\n") + 1
    return Line(block.text, addresses=addresses, rows=rows) if block.text or addresses else None
