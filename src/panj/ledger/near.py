"""What of a ledger may repeat or dispute a report that comes in: found by keys, read only as far as asked for."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Required, TypedDict

from sqlalchemy import Connection, Select, func, or_, select

from panj.ledger import schema as s
from panj.ledger.dialects import among
from panj.ledger.queries import (
    CHARACTERS_A_KEY,
    EVERYTHING,
    SHARED_SHARE,
    SHARED_SKETCH,
    Keys,
    Version,
    is_last,
    readings,
)
from panj.ledger.rows import figures_of, to_document, to_held, to_lean_document
from panj.records import Document, Link, Quantity, Statement

Found = tuple[Statement, date, tuple[Quantity, ...]]


@dataclass(frozen=True, kw_only=True)
class Alike:
    """A document without its text that shares so many sketch keys with a report, and how long its text is."""

    document: Document
    number: int
    shared: int
    characters: int


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """What shares keys with a report that is added as `reading`: documents, and rows of statements with those keys."""

    reading: int
    documents: tuple[Alike, ...]
    met: Mapping[int, frozenset[int]]
    read: Callable[[Iterable[int]], Iterator[tuple[int, Found]]]
    whole: Callable[[Iterable[int]], Iterator[Document]]

    @cached_property
    def statements(self) -> tuple[Found, ...]:
        """Those statements, each with the day of its report and its figures."""
        return tuple(sorted((found for _, found in self.read(self.met)), key=lambda found: found[0].id))


Judge = Callable[[Neighbours], Sequence[Link]]


class How(TypedDict, total=False):
    """How a report is added: by which version, when, kept by which keys, and who compares it with its neighbours."""

    version: Required[Version]
    at: Required[datetime]
    keys: Keys
    judge: Judge | None


def neighbours(connection: Connection, keys: Keys, *, held: int, reading: int, characters: int) -> Neighbours:
    """Return what shares keys with a reading of a document of so many characters, but for other readings of it."""
    return Neighbours(
        reading=reading,
        documents=tuple(_alike(connection, keys, held, characters)),
        met=_met(connection, keys.near, held),
        read=partial(_read, connection),
        whole=partial(_whole, connection),
    )


def _met(connection: Connection, near: frozenset[int], held: int) -> dict[int, frozenset[int]]:
    """Return the rows that stand under keys in last readings of other documents, and those keys."""
    dialect, key = connection.dialect.name, s.event_key.c.key
    rows: dict[int, set[int]] = defaultdict(set)
    if _of_the_first_kind(connection):
        kept = {k & 0xFFFFFFFF: k for k in near}
        for found, row in connection.execute(select(key, s.event_key.c.row).where(among(key, kept, dialect))):
            rows[row].add(kept[found])
    for found, row in connection.execute(select(key, s.event_key.c.row).where(among(key, near, dialect))):
        rows[row].add(found)
    of = {row: s.place_of(row)[0] for row in rows}
    query = readings(s.reading.c.id).where(
        among(s.reading.c.id, set(of.values()), dialect), s.reading.c.document != held, is_last(EVERYTHING)
    )
    last = set(connection.execute(query).scalars())
    return {row: frozenset(found) for row, found in rows.items() if of[row] in last}


def _of_the_first_kind(connection: Connection) -> bool:
    """Tell whether some keys have no bits of the day, as all had at first."""
    first = connection.execute(select(func.min(s.event_key.c.key))).scalar()
    return first is not None and first < 1 << 32


def _read(connection: Connection, rows: Iterable[int]) -> Iterator[tuple[int, Found]]:
    places: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        reading, number = s.place_of(row)
        places[reading].append(number)
    query = readings(s.reading.c.id, s.reading.c.record, s.document.c.text, s.document.c.day)
    for found in connection.execute(query.where(among(s.reading.c.id, places, connection.dialect.name))):
        held = to_held(found.record, found.text)
        for number in places[found.id]:
            said = held.statements[number]
            yield s.row_of(found.id, number), (said, found.day, figures_of(said, held.quantities))


def _whole(connection: Connection, numbers: Iterable[int]) -> Iterator[Document]:
    query = select(s.document.c.record, s.document.c.text).where(
        among(s.document.c.number, numbers, connection.dialect.name)
    )
    for record, body in connection.execute(query.order_by(s.document.c.id)):
        yield to_document(record, body)


def _alike(connection: Connection, keys: Keys, held: int, characters: int) -> Iterator[Alike]:
    for row in connection.execute(_alike_query(keys.sketch, held, characters, connection.dialect.name)):
        yield Alike(
            document=to_lean_document(row.record), number=row.number, shared=row.shared, characters=row.characters
        )


def _alike_query(sketch: frozenset[int], held: int, characters: int, dialect: str) -> Select[int, bytes, int, int]:
    """Return the query for the documents that share enough keys with a sketch to be worth comparing."""
    alike = (
        select(s.sketch.c.document, func.count().label("shared"))
        .where(among(s.sketch.c.key, sketch, dialect), s.sketch.c.document != held)
        .group_by(s.sketch.c.document)
        .having(func.count() >= SHARED_SKETCH)
        .subquery()
    )
    most = alike.c.shared / SHARED_SHARE * CHARACTERS_A_KEY
    length = func.length(s.document.c.text)
    return (
        select(s.document.c.number, s.document.c.record, alike.c.shared, length.label("characters"))
        .join(alike, alike.c.document == s.document.c.number)
        .where(or_(most >= characters, most >= length))
        .order_by(s.document.c.id)
    )
