"""A report's text cut at every edge of a statement, so that each piece knows the statements that it is part of."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from panj.records import Record, Span, Statement


class Piece(Record, frozen=True, kw_only=True):
    """Words of a report, and the ids of the statements that quote them."""

    text: str
    statements: tuple[str, ...] = ()


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the lines of a text that hold anything."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


def pieces(text: str, within: Span, statements: Sequence[Statement]) -> tuple[Piece, ...]:
    """Return the pieces of a stretch of text, in order; together they are the stretch."""
    near = [s for s in statements if s.span.overlaps(within)]
    edges = sorted({within.start, within.end, *_edges(near, within)})
    return tuple(
        Piece(text=text[a:b], statements=tuple(s.id for s in near if s.span.start < b and a < s.span.end))
        for a, b in pairwise(edges)
    )


def _edges(statements: Iterable[Statement], within: Span) -> Iterable[int]:
    for statement in statements:
        yield from (e for e in (statement.span.start, statement.span.end) if within.start < e < within.end)
