"""What comes into the ledger beside reports: which shards were loaded, and what could not be read."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select

from panj.ledger import schema as s
from panj.ledger.queries import Version
from panj.ledger.store import Ledger


class Failure(NamedTuple):
    """An input that could not be read: its file or address, where in it in bytes, why, and when that was seen."""

    source: str
    place: int | None
    why: str
    at: datetime | None = None


def fail(ledger: Ledger, failures: Iterable[Failure], *, version: Version, at: datetime) -> None:
    """Note what could not be read; what is noted already is not noted again."""
    failures = list(failures)
    if failures:
        with ledger.writing(version, at) as (connection, seq):
            _note(connection, seq, failures)


def has_shard(ledger: Ledger, name: str) -> bool:
    """Tell whether a shard was loaded whole."""
    with ledger.engine.connect() as connection:
        return connection.execute(select(s.shard.c.name).where(s.shard.c.name == name)).first() is not None


def add_shard(ledger: Ledger, name: str, failures: Iterable[Failure], *, version: Version, at: datetime) -> bool:
    """Note that a shard was loaded whole, with what failed in it; False if another loader was there first."""
    with ledger.writing(version, at) as (connection, seq):
        if connection.execute(select(s.shard.c.name).where(s.shard.c.name == name)).first() is not None:
            return False
        connection.execute(insert(s.shard).values(name=name, txn=seq))
        _note(connection, seq, failures)
    return True


def failures(ledger: Ledger) -> Iterator[Failure]:
    """Yield what could not be read, in the order in which that was seen."""
    query = select(s.failure.c.source, s.failure.c.place, s.failure.c.why, s.transaction.c.recorded_at)
    with ledger.engine.connect() as connection:
        rows = connection.execute(query.join(s.transaction).order_by(s.failure.c.id))
        yield from (Failure(*row) for row in rows)


def _note(connection: Connection, seq: int, failures: Iterable[Failure]) -> None:
    for source, place, why, _ in failures:
        same = (s.failure.c.source == source, s.failure.c.why == why, s.failure.c.place.is_not_distinct_from(place))
        if not connection.execute(select(func.count()).select_from(s.failure).where(*same)).scalar_one():
            connection.execute(insert(s.failure).values(txn=seq, source=source, place=place, why=why))
