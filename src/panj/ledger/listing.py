"""What pages and the API ask of a ledger beside records: its days, its transactions, and lists a page at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, select, tuple_

from panj.ledger import schema as s
from panj.ledger.dialects import among
from panj.ledger.queries import ANY, EVERYTHING, Filter, Scope, in_scope, links_known, matching, readings, statements
from panj.ledger.rows import picked, to_bare_reading, to_document, to_json, to_link, to_statements
from panj.ledger.store import Ledger
from panj.records import Document, Link, Reading, Statement

T = TypeVar("T")

_TYPES: dict[str, Any] = {"as_of": s.document.c.day.type, "known_at": s.reading.c.txn.type}
_HELD = readings(s.reading.c.id, s.reading.c.record, s.document.c.text)


class Day(NamedTuple):
    """A day and how many reports were published on it."""

    day: date
    reports: int


class Moment(NamedTuple):
    """A day on which the ledger grew: its last transaction, and how many there were."""

    day: date
    seq: int
    acts: int


def days(ledger: Ledger, *, known_at: int | None = None) -> list[Day]:
    """Return the days with reports, in order."""
    query = _documents(Scope(known_at=known_at), s.document.c.day, func.count())
    with ledger.engine.connect() as connection:
        rows = connection.execute(query.group_by(s.document.c.day).order_by(s.document.c.day))
        return [Day(day, reports) for day, reports in rows]


def first_day(ledger: Ledger, *, known_at: int | None = None) -> date | None:
    """Return the first day on which a report counts; None for an empty ledger."""
    with ledger.engine.connect() as connection:
        return connection.execute(_documents(Scope(known_at=known_at), func.min(s.document.c.day))).scalar()


def reports_after(ledger: Ledger, day: date, *, known_at: int | None = None) -> int:
    """Return how many reports count on later days."""
    query = _documents(Scope(known_at=known_at), func.count()).where(s.document.c.day > day)
    with ledger.engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


def moments(ledger: Ledger, *, limit: int = 60) -> list[Moment]:
    """Return the last days on which the ledger grew, the newest first."""
    query = select(s.transaction.c.seq, s.transaction.c.recorded_at).order_by(s.transaction.c.seq.desc())
    found: dict[date, Moment] = {}
    with ledger.engine.connect() as connection:
        for seq, at in connection.execute(query.execution_options(yield_per=1000)):
            day = at.date()
            if day not in found and len(found) == limit:
                break
            known = found.get(day)
            found[day] = Moment(day, known.seq if known else seq, known.acts + 1 if known else 1)
    return list(found.values())


def recorded(ledger: Ledger, seq: int) -> date | None:
    """Return the day on which a transaction was made; None if there is none."""
    query = select(s.transaction.c.recorded_at).where(s.transaction.c.seq == seq)
    with ledger.engine.connect() as connection:
        at = connection.execute(query).scalar()
    return at.date() if at else None


def links_by_people(ledger: Ledger, scope: Scope = EVERYTHING, *, limit: int = 200) -> list[tuple[int, Link]]:
    """Return what people judged, the newest first, each with its transaction."""
    query = links_known(scope).where(s.link.c.decided_by.like("person:%"))
    with ledger.engine.connect() as connection:
        rows = connection.execute(query.order_by(None).order_by(s.link.c.id.desc()).limit(limit)).all()
    return [(row.txn, to_link(row)) for row in rows]


def documents(
    ledger: Ledger,
    scope: Scope = EVERYTHING,
    *,
    after: tuple[date, str] | None = None,
    on: date | None = None,
    limit: int = 100,
    newest: bool = False,
) -> tuple[list[Document], tuple[date, str] | None]:
    """Return a page of reports by day and id, and the place after which the next begins; `newest` turns it round."""
    c = s.document.c
    query = _documents(scope, c.record, c.text, c.day, c.id)
    if on:
        query = query.where(c.day == on)
    if after:
        place, seen = tuple_(c.day, c.id), tuple_(*after)
        query = query.where(place < seen if newest else place > seen)
    order = (c.day.desc(), c.id.desc()) if newest else (c.day, c.id)
    with ledger.engine.connect() as connection:
        rows = connection.execute(query.order_by(*order).limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return [to_document(r.record, r.text) for r in rows[:limit]], (last.day, last.id) if last else None


def statements_page(
    ledger: Ledger, scope: Scope = EVERYTHING, which: Filter = ANY, *, after: int = 0, limit: int = 100
) -> tuple[list[Statement], int | None]:
    """Return a page of statements in the order in which they came, and the place after which the next begins.

    What is added later comes after all that was there, so that a reader of pages misses nothing.
    """
    with ledger.engine.connect() as connection:
        rows, following = _page(connection, scope, which, after, limit)
        return _told(connection, rows, to_statements, ledger.dialect), following


def least_sure(ledger: Ledger, scope: Scope = EVERYTHING, *, at_once: int = 100) -> Iterator[Statement]:
    """Yield the statements in scope, the least sure first; only those that are asked for are read."""
    c = s.statement.c
    query = in_scope(statements(c.row), scope).order_by(c.confidence, c.id)
    with ledger.engine.connect() as connection:
        rows = connection.execute(query).scalars()
        while some := rows.fetchmany(at_once):
            yield from _told(connection, some, to_statements, ledger.dialect)


def json_page(
    ledger: Ledger, scope: Scope = EVERYTHING, which: Filter = ANY, *, after: int = 0, limit: int = 100
) -> tuple[list[msgspec.Raw], int | None]:
    """Return the same page as the JSON that the statements are kept in, which spares decoding and encoding them."""
    with ledger.engine.connect() as connection:
        rows, following = _page(connection, scope, which, after, limit)
        return _told(connection, rows, to_json, ledger.dialect), following


def json_search(ledger: Ledger, words: str, scope: Scope = EVERYTHING, *, limit: int = 50) -> list[msgspec.Raw]:
    """Return what `Ledger.search` finds, as the JSON that it is kept in."""
    with ledger.engine.connect() as connection:
        rows = ledger.found(connection, words, scope, limit=limit)
        return _told(connection, rows, to_json, ledger.dialect)


def _page(connection: Connection, scope: Scope, which: Filter, after: int, limit: int) -> tuple[list[int], int | None]:
    asked = {
        "as_of": scope.as_of,
        "known_at": scope.known_at,
        "document": which.document,
        "code": which.code,
        "entity": which.entity,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    query = _page_query(frozenset(given), which.happened, which.least)
    found = list(connection.execute(query, given | {"after": after, "limit": limit + 1}).scalars())
    return found[:limit], found[limit - 1] if len(found) > limit else None


@lru_cache(maxsize=256)
def _page_query(given: frozenset[str], happened: bool | None, least: float) -> Select[Any]:
    """Return the query for a page with its values left open: to build it takes longer than to answer it."""
    left: dict[str, Any] = {name: bindparam(name, type_=_TYPES.get(name)) for name in given}
    scope = Scope(as_of=left.get("as_of"), known_at=left.get("known_at"))
    which = Filter(
        document=left.get("document"),
        code=left.get("code"),
        happened=happened,
        least=least,
    )
    query, place = matching(in_scope(statements(s.statement.c.row), scope), which), s.statement.c.row
    if (
        "entity" in left
    ):  # joined, so that the rows of one entity are walked in their order and no further than the page
        word = select(s.term.c.number).where(s.term.c.word == left["entity"]).scalar_subquery()
        query, place = query.join(s.party, s.party.c.row == place).where(s.party.c.term == word), s.party.c.row
    return query.where(place > bindparam("after")).order_by(place).limit(bindparam("limit"))


def _told(
    connection: Connection, rows: Sequence[int], decode: Callable[[bytes, str], Sequence[T]], dialect: str
) -> list[T]:
    """Return what some rows stand for."""
    wanted = sorted({s.place_of(row)[0] for row in rows})
    held = connection.execute(_HELD.where(among(s.reading.c.id, wanted, dialect)))
    said = {row.id: decode(row.record, row.text) for row in held}
    return [picked(said, row) for row in rows]


def reading_of(ledger: Ledger, document: str, scope: Scope = EVERYTHING) -> Reading | None:
    """Return the last reading of a report in scope, without its statements; None if there is none."""
    query = in_scope(readings(s.reading.c.record, s.document.c.text), scope).where(s.document.c.id == document)
    with ledger.engine.connect() as connection:
        found = connection.execute(query).first()
    return to_bare_reading(*found) if found else None


def reports(ledger: Ledger, identities: Iterable[str], scope: Scope = EVERYTHING) -> Iterator[tuple[Document, Reading]]:
    """Yield some reports in scope with their last readings, without their statements, by day and id."""
    columns = (s.document.c.record.label("about"), s.document.c.text, s.reading.c.record)
    query = in_scope(readings(*columns), scope).where(among(s.document.c.id, identities, ledger.dialect))
    with ledger.engine.connect() as connection:
        for row in connection.execute(query.order_by(s.document.c.day, s.document.c.id)):
            yield to_document(row.about, row.text), to_bare_reading(row.record, row.text)


def days_of(ledger: Ledger, identities: Iterable[str]) -> dict[str, date]:
    """Return of some reports the day from which each counts."""
    c = s.document.c
    query = select(c.id, c.day).where(among(c.id, identities, ledger.dialect))
    with ledger.engine.connect() as connection:
        return {row.id: row.day for row in connection.execute(query)}


def documents_with(
    ledger: Ledger, words: Sequence[str], scope: Scope = EVERYTHING, *, limit: int = 20
) -> list[Document]:
    """Return the newest reports whose text holds all of some words, whatever their case."""
    c = s.document.c
    query = _documents(scope, c.record, c.text).order_by(c.day.desc(), c.id).limit(limit)
    for word in words:
        query = query.where(c.text.icontains(word, autoescape=True))
    with ledger.engine.connect() as connection:
        return [to_document(*row) for row in connection.execute(query)] if words else []


def _documents(scope: Scope, *columns: Any) -> Select[Any]:  # noqa: ANN401 - columns of the table
    query = select(*columns)
    if scope.as_of:
        query = query.where(s.document.c.day <= scope.as_of)
    return query if scope.known_at is None else query.where(s.document.c.txn <= scope.known_at)
