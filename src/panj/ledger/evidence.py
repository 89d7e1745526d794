"""All that a picture of a day needs from a ledger, and no more of it than bears on the day.

Statements older than `HORIZON_DAYS` matter only where nothing newer replaces them by itself: who took a place, and what
is still to come. So the time to draw a picture depends on how much is reported, not on how long a ledger has been kept.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import CompoundSelect, Connection, Select, or_, select

from panj.ledger import schema as s
from panj.ledger.queries import Scope, is_last, last_readings
from panj.ledger.rows import to_statement
from panj.ledger.store import Ledger
from panj.records import Document, Link, Place, Quantity, Reading, Span, Statement

HORIZON_DAYS = 120
_LASTING = ("TAKE",)
_AHEAD = ("forecast", "planned", "conditional")
_STANDING = ("controls", "deployed_in")


class Evidence(NamedTuple):
    """Documents without their text, readings with figures and places only, statements, and the links among them."""

    documents: tuple[Document, ...]
    readings: tuple[Reading, ...]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...]


class _Lean(msgspec.Struct):
    document: str
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    unread: tuple[Span, ...] = ()


def evidence(ledger: Ledger, as_of: date, *, known_at: int | None = None) -> Evidence:
    """Return what bears on a day, from what had been published by then and read by `known_at`."""
    scope = Scope(as_of=as_of, known_at=known_at)
    since = as_of - timedelta(HORIZON_DAYS)
    with ledger.engine.connect() as connection:
        rows = connection.execute(_statements(scope, since)).all()
        recent = connection.execute(_documents(scope, since)).all()
        older = {r.document for r in rows} - {r.id for r in recent}
        documents = {r.id: r for r in (*recent, *_by_id(connection, older))}
        readings = connection.execute(
            select(s.reading.c.record, s.reading.c.document).where(s.reading.c.id.in_(_readings_of(scope, since)))
        ).all()
        links = _links(connection, scope, since)
    statements = tuple(to_statement(r.record, documents[r.document].text) for r in rows if r.document in documents)
    return Evidence(
        documents=tuple(msgspec.json.decode(r.record, type=Document) for r in documents.values()),
        readings=tuple(_lean(r.record) for r in readings),
        statements=statements,
        links=links,
    )


def _bearing(scope: Scope, since: date) -> Any:  # noqa: ANN401 - a condition
    c = s.statement.c
    ahead = c.modality.in_(_AHEAD) & (c.latest >= scope.as_of)
    return (
        is_last(scope)
        & (c.day <= scope.as_of)
        & or_(c.day >= since, c.code.in_(_LASTING), c.relation.in_(_STANDING), ahead)
    )


def _statements(scope: Scope, since: date) -> Select[Any]:
    c = s.statement.c
    return select(c.record, c.document).where(_bearing(scope, since)).order_by(c.day, c.document, c.start, c.id)


def _readings_of(scope: Scope, since: date) -> CompoundSelect[Any]:
    old = select(s.statement.c.reading).where(_bearing(scope, since))
    new = (
        select(s.reading.c.id)
        .join(s.document, s.document.c.id == s.reading.c.document)
        .where(s.reading.c.id.in_(last_readings(scope)), s.document.c.day >= since, s.document.c.day <= scope.as_of)
    )
    return old.union(new)


def _documents(scope: Scope, since: date) -> Select[Any]:
    c = s.document.c
    query = select(c.id, c.record, c.text).where(c.day >= since, c.day <= scope.as_of)
    return query if scope.known_at is None else query.where(c.txn <= scope.known_at)


def _by_id(connection: Connection, ids: Iterable[str]) -> list[Any]:
    c, wanted = s.document.c, sorted(ids)
    batches = (wanted[i : i + 500] for i in range(0, len(wanted), 500))
    return [row for ids in batches for row in connection.execute(select(c.id, c.record, c.text).where(c.id.in_(ids)))]


def _links(connection: Connection, scope: Scope, since: date) -> tuple[Link, ...]:
    statements = select(s.statement.c.id).where(_bearing(scope, since))
    about = or_(s.link.c.kind.in_(("document", "actor")), s.link.c.left.in_(statements))
    query = select(s.link.c.record).where(about).order_by(s.link.c.id)
    if scope.known_at is not None:
        query = query.where(s.link.c.txn <= scope.known_at)
    return tuple(msgspec.json.decode(record, type=Link) for (record,) in connection.execute(query))


def _lean(record: bytes) -> Reading:
    found = msgspec.json.decode(record, type=_Lean)
    return Reading(document=found.document, quantities=found.quantities, places=found.places, unread=found.unread)
