"""Rows of CSV that a spreadsheet can only show, never run."""

import csv
import io
from collections.abc import Iterable

_RUNS = ("=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}",
         "\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip

Cell = str | float | None


def row(cells: Iterable[Cell]) -> str:
    """Return one line of CSV without its end."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(map(inert_cell, cells))
    return line.getvalue()


def inert_cell(cell: Cell) -> Cell:
    """Return words on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    if not isinstance(cell, str):
        return cell
    words = " ".join(cell.split())
    return f"'{words}" if words.startswith(_RUNS) else words
