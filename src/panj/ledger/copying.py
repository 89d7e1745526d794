"""A ledger copied whole, to the same or to the other database, and proof that nothing is missing or different.

A backup is itself a ledger in one SQLite file, whichever database it is of. It is written beside its name, looked at,
and only then given the name; a copy is one transaction. So either is there whole or not at all.
"""

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, Connection, Table, insert, select, text

from panj.errors import LedgerError
from panj.ledger import schema as s
from panj.ledger.opening import open_ledger
from panj.ledger.queries import readings
from panj.ledger.rows import to_statements
from panj.ledger.store import Ledger, add_words

_AT_ONCE = 1000
_COPIED = tuple(t for t in s.metadata.sorted_tables if t in (*s.APPEND_ONLY, *s.PROJECTIONS))


class Digest(NamedTuple):
    """How many rows a table has, and a hash of all that stands in them, the same on both databases."""

    table: str
    rows: int
    sha256: str


def copy(source: Ledger, target: Ledger) -> tuple[Digest, ...]:
    """Copy every row into an empty ledger and return what is there; LedgerError if it is not empty or then differs."""
    if target.seq:
        raise LedgerError("the ledger to copy into is not empty; name a new file or an empty database")
    with source.engine.connect() as read, target.changing() as write:
        for table in _COPIED:
            for rows in _batches(read, table):
                write.execute(insert(table), rows)
        _copy_words(read, write)
        if target.dialect == "postgresql":
            _set_counters(write)
        wanted = tuple(digest(read, table) for table in _COPIED)
        found = tuple(digest(write, table) for table in _COPIED)
        if differing := [a.table for a, b in zip(wanted, found, strict=True) if a != b]:
            raise LedgerError(f"the copy differs in {', '.join(differing)}; nothing of it was kept")
    return found


def backup(source: Ledger, file: Path) -> tuple[Digest, ...]:
    """Write a ledger into a new file while others go on using it, and return what is in it; LedgerError if it fails."""
    if file.exists():
        raise LedgerError(f"{file}: is there already; name a new file")
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        if source.dialect == "sqlite":
            _copy_pages(source, beside)
            with contextlib.closing(open_ledger(beside)) as made:
                found = digests(made)
        else:
            with contextlib.closing(open_ledger(beside)) as made:
                found = copy(source, made)
        _settle(beside)
        _into_place(beside, file)
    except (OSError, sqlite3.DatabaseError) as error:
        raise LedgerError(f"{file}: could not be written ({error}); nothing was left there") from error
    finally:
        for end in ("", "-wal", "-shm"):
            Path(f"{beside}{end}").unlink(missing_ok=True)
    return found


def digests(ledger: Ledger) -> tuple[Digest, ...]:
    """Return what each table of a ledger holds at one moment."""
    with ledger.engine.connect() as connection:
        return tuple(digest(connection, table) for table in _COPIED)


def digest(connection: Connection, table: Table) -> Digest:
    """Return what a table holds."""
    summed, count = hashlib.sha256(), 0
    for rows in _batches(connection, table):
        for row in rows:
            summed.update(msgspec.json.encode([_plain(value) for value in row.values()]) + b"\n")
        count += len(rows)
    return Digest(str(table.name), count, summed.hexdigest())


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of any column
    """Return a value as both databases give it: SQLite knows no timezone and keeps UTC."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of a table in the order of its key."""
    columns: list[Column[Any]] = list(table.primary_key.columns)
    for rows in connection.execute(select(table).order_by(*columns)).mappings().partitions(_AT_ONCE):
        yield [aware(dict(row)) for row in rows]


def aware(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row whose instants have their timezone, which SQLite does not keep."""
    return {
        name: value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value
        for name, value in row.items()
    }


def _copy_words(read: Connection, write: Connection) -> None:
    """Make the words that search looks in: neither database can hand them over."""
    query = readings(s.reading.c.id, s.reading.c.record, s.document.c.text).order_by(s.reading.c.id)
    for row in read.execute(query):
        if said := to_statements(row.record, row.text):
            add_words(write, [(row.id, said)])


def _set_counters(connection: Connection) -> None:
    for table, column in (
        ("document", "number"),
        ("reading", "id"),
        ("term", "number"),
        ("link", "id"),
        ("failure", "id"),
    ):
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), greatest(max({column}), 1), "
                f"max({column}) IS NOT NULL) FROM {table}"
            )
        )


def _copy_pages(source: Ledger, file: Path) -> None:
    """Let SQLite copy the pages of a database as they were at one moment, though others write meanwhile."""
    with contextlib.closing(source.engine.raw_connection()) as held, contextlib.closing(sqlite3.connect(file)) as made:
        assert isinstance(held.driver_connection, sqlite3.Connection)
        held.driver_connection.backup(made)


def _settle(file: Path) -> None:
    """Put all of a database into its one file, see that it is whole, and wait until the disk has it."""
    with contextlib.closing(sqlite3.connect(file)) as made:
        made.execute("PRAGMA journal_mode=DELETE")
        told = made.execute("PRAGMA quick_check(1)").fetchone()[0]
    if told != "ok":
        raise LedgerError(f"{file}: the copy is not whole: {told}")
    _wait_for_disk(file)


def _wait_for_disk(file: Path) -> None:
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _into_place(beside: Path, file: Path) -> None:
    os.link(beside, file)  # unlike a rename, this never replaces what somebody else put there meanwhile
    _wait_for_disk(file.parent)
