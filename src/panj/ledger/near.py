"""What of a ledger may repeat or dispute a report that comes in: found by keys, read only as far as asked for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache, partial
from typing import Any, Required, TypedDict

from sqlalchemy import Connection, Select, bindparam, func, or_, select

from panj.ledger import schema as s
from panj.ledger.dialects import among, among_left_open, listed
from panj.ledger.queries import (
    CHARACTERS_A_KEY,
    CROWD,
    EVERYTHING,
    SHARED_SHARE,
    SHARED_SKETCH,
    Keys,
    Version,
    is_last,
    readings,
    statements,
)
from panj.ledger.rows import figures_of, to_document, to_held, to_lean_document
from panj.records import Document, Judgement, Link, Quantity, Statement

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
    dialect = connection.dialect.name
    rows: dict[int, set[int]] = defaultdict(set)
    if _of_the_first_kind(connection):
        kept = {k & 0xFFFFFFFF: k for k in near}
        for found, row in connection.execute(_under_keys(dialect), {"keys": listed(list(kept), dialect)}):
            rows[row].add(kept[found])
    for found, row in connection.execute(_under_keys(dialect), {"keys": listed(list(near), dialect)}):
        rows[row].add(found)
    of = {row: s.place_of(row)[0] for row in rows}
    asked = {"ids": listed(list(set(of.values())), dialect), "held": held}
    last = set(connection.execute(_last_of_others(dialect), asked).scalars())
    return {row: frozenset(found) for row, found in rows.items() if of[row] in last}


@lru_cache
def _under_keys(dialect: str) -> Select[Any]:
    """Return the query for the rows under keys; like those below it is made once, for making it takes long."""
    key = s.event_key.c.key
    return select(key, s.event_key.c.row).where(among_left_open(key, "keys", dialect))


@lru_cache
def _last_of_others(dialect: str) -> Select[Any]:
    number, document = s.reading.c.id, s.reading.c.document
    return readings(number).where(
        among_left_open(number, "ids", dialect), document != bindparam("held"), is_last(EVERYTHING)
    )


def _of_the_first_kind(connection: Connection) -> bool:
    """Tell whether some keys have no bits of the day, as all had at first."""
    first = connection.execute(select(func.min(s.event_key.c.key))).scalar()
    return first is not None and first < 1 << 32


def _read(connection: Connection, rows: Iterable[int]) -> Iterator[tuple[int, Found]]:
    dialect = connection.dialect.name
    places: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        reading, number = s.place_of(row)
        places[reading].append(number)
    for found in connection.execute(_of_numbers(dialect), {"ids": listed(list(places), dialect)}) if places else ():
        held = to_held(found.record, found.text)
        for number in places[found.id]:
            said = held.statements[number]
            yield s.row_of(found.id, number), (said, found.day, figures_of(said, held.quantities))


@lru_cache
def _of_numbers(dialect: str) -> Select[Any]:
    query = readings(s.reading.c.id, s.reading.c.record, s.document.c.text, s.document.c.day)
    return query.where(among_left_open(s.reading.c.id, "ids", dialect))


def _whole(connection: Connection, numbers: Iterable[int]) -> Iterator[Document]:
    if wanted := list(numbers):
        query = select(s.document.c.record, s.document.c.text).where(
            among(s.document.c.number, wanted, connection.dialect.name)
        )
        for record, body in connection.execute(query.order_by(s.document.c.id)):
            yield to_document(record, body)


def _alike(connection: Connection, keys: Keys, held: int, characters: int) -> Iterator[Alike]:
    dialect = connection.dialect.name
    asked = {"keys": listed(list(keys.sketch), dialect), "held": held, "length": characters}
    for row in connection.execute(_alike_query(dialect), asked):
        yield Alike(
            document=to_lean_document(row.record), number=row.number, shared=row.shared, characters=row.characters
        )


@lru_cache
def _alike_query(dialect: str) -> Select[Any]:
    """Return the query for the documents that share enough keys with a sketch to be worth comparing."""
    alike = (
        select(s.sketch.c.document, func.count().label("shared"))
        .where(among_left_open(s.sketch.c.key, "keys", dialect), s.sketch.c.document != bindparam("held"))
        .group_by(s.sketch.c.document)
        .having(func.count() >= SHARED_SKETCH)
        .subquery()
    )
    most = alike.c.shared / SHARED_SHARE * CHARACTERS_A_KEY
    length = func.length(s.document.c.text)
    return (
        select(s.document.c.number, s.document.c.record, alike.c.shared, length.label("characters"))
        .join(alike, alike.c.document == s.document.c.number)
        .where(or_(most >= bindparam("length"), most >= length))
        .order_by(s.document.c.id)
    )


def uncrowded(connection: Connection, keys: Keys, links: Iterable[Link], held: int) -> Keys:
    """Return those keys of a report under which it should be kept.

    A key is left out under which `CROWD` others stand that are the same, or are of copies of the report: whoever looks
    there finds those. They must be of no later day, so that a picture of any day that has this report has them.
    """
    same: dict[str, dict[str, set[str]]] = {"event": defaultdict(set), "document": defaultdict(set)}
    for link in links:
        if link.judgement is Judgement.SAME and link.kind in same:
            same[link.kind][link.left].add(link.right)
            same[link.kind][link.right].add(link.left)
    many = {x for found in same.values() for x, others in found.items() if len(others) >= CROWD}
    if not many:
        return keys
    query = select(s.document.c.id, s.document.c.day).where(s.document.c.number == held)
    name, day = connection.execute(query).one()
    copies = same["document"][name] if name in many else set()
    events = {x: same["event"][x] for x in keys.events if copies or x in many}
    stand = _rows_of(connection, set().union(*events.values()), day)
    met = _met(connection, frozenset().union(*(keys.events[x] for x in events)), held)
    copied = _rows_of_copies(connection, met, copies, day)
    return replace(
        keys,
        sketch=keys.sketch - _crowded_sketch(connection, copies, keys.sketch, day) if copies else keys.sketch,
        events={
            **keys.events,
            **{
                x: keys.events[x] - _crowded({*copied, *(stand[other] for other in others if other in stand)}, met)
                for x, others in events.items()
            },
        },
    )


def _crowded(rows: Iterable[int], met: Mapping[int, frozenset[int]]) -> frozenset[int]:
    count = Counter(key for row in rows for key in met.get(row, ()))
    return frozenset(key for key, many in count.items() if many >= CROWD)


def _rows_of(connection: Connection, said: set[str], day: date) -> dict[str, int]:
    """Return where those of some statements stand that are of no later day."""
    query = statements(s.statement.c.id, s.statement.c.row).where(
        among(s.statement.c.id, said, connection.dialect.name), s.document.c.day <= day
    )
    return {name: row for name, row in connection.execute(query)}


def _rows_of_copies(connection: Connection, rows: Iterable[int], copies: set[str], day: date) -> list[int]:
    """Return those of some rows that are of some documents of no later day."""
    query = readings(s.reading.c.id).where(
        among(s.document.c.id, copies, connection.dialect.name), s.document.c.day <= day
    )
    of = set(connection.execute(query).scalars())
    return [row for row in rows if s.place_of(row)[0] in of]


def _crowded_sketch(connection: Connection, copies: set[str], sketch: frozenset[int], day: date) -> frozenset[int]:
    """Return the keys of a sketch under which so many of its copies stand that are of no later day."""
    dialect, key = connection.dialect.name, s.sketch.c.key
    query = (
        select(key)
        .join(s.document, s.document.c.number == s.sketch.c.document)
        .where(among(key, sketch, dialect), among(s.document.c.id, copies, dialect), s.document.c.day <= day)
        .group_by(key)
        .having(func.count() >= CROWD)
    )
    return frozenset(connection.execute(query).scalars())
