"""The keys under which statements are kept for comparison: made by rules that `pipeline` knows, and anew by new ones.

Keys by older rules stay where they are, for the ledger only grows: by new rules nobody looks there.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from sqlalchemy import Connection

from panj.ledger import schema as s
from panj.ledger import standing
from panj.ledger.dialects import add_rows
from panj.ledger.queries import Keys
from panj.records import Document, Reading

NAME = "event_key"

Rules = Callable[[Document, Reading, date], Mapping[str, frozenset[int]]]


def kept_by(connection: Connection) -> str | None:
    """Return by which rules the statements are kept; None if nobody said."""
    return standing.rules_of(connection, NAME)


def add(connection: Connection, number: int, reading: Reading, keys: Keys, *, first: bool) -> None:
    """Keep the statements of a new reading; the first of a ledger tells by which rules all are."""
    add_rows(connection, s.event_key, _rows(number, reading, keys.events))
    if keys.kept_by and first:
        standing.mark(connection, keys.kept_by, NAME)


def keep_again(connection: Connection, rules: str, make: Rules) -> None:
    """Keep every statement by these rules too."""
    for number, _, day, document, reading in standing.every(connection):
        add_rows(connection, s.event_key, _rows(number, reading, make(document, reading, day)), known=True)
    standing.mark(connection, rules, NAME)


def _rows(number: int, reading: Reading, keys: Mapping[str, Collection[int]]) -> list[tuple[int, int]]:
    said = ((s.row_of(number, i), keys.get(x.id, ())) for i, x in enumerate(reading.statements))
    return [(key, row) for row, of in said for key in sorted({*of})]
