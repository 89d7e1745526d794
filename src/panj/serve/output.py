"""What goes to the terminal or into a pipe: tables where a person looks, JSON lines where a program reads."""

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WORD = 24  # characters of a word that is never broken in a table
GAP = 2  # between columns
_encode = msgspec.json.Encoder().encode

# What a text may do to a terminal: control characters (but tab and newline), and marks that turn the direction of text.
_CONTROLS = {c: "\N{REPLACEMENT CHARACTER}" for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x09, 0x0A)} | {
    c: None for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


class PipeClosed(Exception):
    """Whoever reads our output has had enough; no error."""


def any_terminal() -> None:
    """Let text that a terminal's characters cannot write be written as \\u201c rather than fail."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def inert(words: str) -> str:
    """Return words of a report so that they can only be read, never steer the terminal."""
    return words.translate(_CONTROLS)


def write_line(value: Any) -> None:  # noqa: ANN401 - whatever msgspec encodes
    """Write one JSON line to standard output."""
    try:
        sys.stdout.buffer.write(_encode(value) + b"\n")
    except BrokenPipeError:
        raise PipeClosed from None


def write_text(text: str) -> None:
    """Write text to standard output so that it can only be read."""
    sys.stdout.write(inert(text))


def to_person(*, as_json: bool) -> bool:
    """Tell whether a table is wanted: standard output is a terminal and JSON was not asked for."""
    return sys.stdout.isatty() and not as_json


def console() -> "Console":
    """Return the terminal, which honours NO_COLOR, FORCE_COLOR, TERM and COLUMNS."""
    from rich.console import Console

    width = shutil.get_terminal_size().columns  # rich alone takes any dumb terminal for 80 wide
    return Console(
        highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty(), width=width, height=25
    )


def show(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, as_json: bool, none: str = "nothing to show"
) -> None:
    """Write rows: every field as JSON lines, or `columns` as a table; where there is no row, say so."""
    if not to_person(as_json=as_json):
        written = False
        for row in rows:
            write_line(row)
            written = True
        if not written:
            complain(f"panj: {none}")
        return
    table = _told(rows, columns) if "quote" in columns else _table(rows, columns)
    if table.row_count:
        console().print(table)
    else:
        complain(f"panj: {none}")


def tell(labelled: Iterable[tuple[str, str]]) -> None:
    """Write texts for a person, each beside its label and within the width of the terminal."""
    from rich.text import Text

    table = _two_columns()
    for label, text in labelled:
        table.add_row(label, Text(inert(text)))
    if table.row_count:
        console().print(table)


def _told(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> "Table":
    """Return rows that end in words of a report: the id, what is said of the words, and the words below."""
    from rich.text import Text

    table = _two_columns()
    for row in rows:
        cells = [_cell(row.get(column)) for column in columns if column not in ("id", "quote")]
        said = Text().append(inert("  ".join(filter(None, cells))), style="bold")
        table.add_row(Text(str(row["id"])[:8]), said.append(inert(f"\n“{row['quote']}”")))
    return table


def _two_columns() -> "Table":
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> "Table":
    """Return rows side by side, or where the terminal is too narrow for their words, one field below the other."""
    from rich.table import Table
    from rich.text import Text

    names = [column.replace("_", " ") for column in columns]
    cells = [[inert(_cell(row.get(column))) for column in columns] for row in rows]
    widths = _widths(zip(names, *cells, strict=True), console().width)
    if widths is None:
        table = _two_columns()
        for row in cells:
            for name, cell in zip(names, row, strict=True):
                table.add_row(Text(name, style="bold"), Text(cell))
            table.add_row()
        return table
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, width in zip(names, widths, strict=True):
        table.add_column(name, overflow="fold", width=width)
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def _widths(columns: Iterable[Sequence[str]], room: int) -> list[int] | None:
    """Return how wide each column is, none narrower than its longest word; None if they do not fit side by side."""
    from rich.cells import cell_len

    ranges = [
        (min(WORD, max(cell_len(w) for c in x for w in c.split() or [""])), max(map(cell_len, x))) for x in columns
    ]
    left = room - sum(least for least, _ in ranges) - GAP * (len(ranges) - 1)
    if left < 0:
        return None
    widths = [least for least, _ in ranges]
    for n, i in enumerate(sorted(range(len(ranges)), key=lambda i: ranges[i][1])):  # who needs little has it first
        more = min(max(0, ranges[i][1] - widths[i]), left // (len(ranges) - n))
        widths[i], left = widths[i] + more, left - more
    return widths


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(_cell, value))
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def complain(line: str) -> None:
    """Write one line about a failure to standard error."""
    sys.stderr.write(inert(line) + "\n")


@contextmanager
def progress(label: str, total: int | None) -> "Iterator[Any]":
    """Give a function to call after each step; it shows on a terminal's standard error or not at all."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(label, total=total)
        yield lambda: bar.advance(task)
