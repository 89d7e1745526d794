"""What is known about words, as tables.

A table is a CSV file in this folder with a header line; `#` opens a comment line. `rows("reporting")` reads
`reporting.csv` once and keeps it.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def rows(table: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table by column name, cells stripped, an absent cell as ""."""
    text = files(__name__).joinpath(f"{table}.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple({key: (cell or "").strip() for key, cell in row.items()} for row in csv.DictReader(lines))


@cache
def words(table: str, column: str, kind: str) -> frozenset[str]:
    """Return the cells of `column` in the rows whose `kind` is this one."""
    return frozenset(row[column] for row in rows(table) if row["kind"] == kind)
