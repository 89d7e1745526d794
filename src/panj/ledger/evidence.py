"""All that a picture of a day needs from a ledger, and no more of it than bears on the day.

Reports older than `HORIZON_DAYS` matter only for what still stands (see `standing`), for forces that stand somewhere,
and for what is still to come. So the time to draw a picture depends on how much is reported, not on how long a ledger
has been kept.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_

from panj.ledger import schema as s
from panj.ledger.dialects import among
from panj.ledger.looking import Looking
from panj.ledger.queries import Scope, in_scope, links_known, readings, statements
from panj.ledger.rows import Held, picked, to_held, to_lean_document, to_link
from panj.ledger.standing import still_standing
from panj.records import Document, Link, Reading, Statement

HORIZON_DAYS = 120
_STANDING = "deployed_in"


class Evidence(NamedTuple):
    """Documents without their text, readings with figures and places only, statements, and the links among them."""

    documents: tuple[Document, ...]
    readings: tuple[Reading, ...]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...]


def evidence(ledger: Looking, as_of: date, *, known_at: int | None = None) -> Evidence:
    """Return what bears on a day, from what had been published by then and read by `known_at`."""
    scope = Scope(as_of=as_of, known_at=known_at)
    since = as_of - timedelta(HORIZON_DAYS)
    columns = (s.reading.c.id, s.reading.c.record, s.document.c.record.label("about"), s.document.c.text)
    query = in_scope(readings(*columns), scope).order_by(s.document.c.day, s.document.c.id)
    with ledger.engine.connect() as connection:
        new = connection.execute(query.where(s.document.c.day >= since)).all()
        places = _old(connection, scope, since)
        old = connection.execute(query.where(among(s.reading.c.id, sorted(places), ledger.dialect))).all()
        held = [(row, to_held(row.record, row.text)) for row in (*old, *new)]
        said = [x for row, read in held for x in _chosen(read, places.get(row.id))]
        documents = tuple(to_lean_document(row.about) for row, _ in held)
        links = _links(connection, scope, (*(d.id for d in documents), *(x.id for x in said)))
    return Evidence(
        documents=documents,
        readings=tuple(
            Reading(document=x.document, quantities=x.quantities, places=x.places, unread=x.unread) for _, x in held
        ),
        statements=tuple(said),
        links=links,
    )


def _old(connection: Connection, scope: Scope, since: date) -> dict[int, list[int]]:
    """Return the older statements that bear on a day: their numbers by reading."""
    c = s.statement.c
    bearing = or_(c.relation == _STANDING, c.due >= scope.as_of)
    query = in_scope(statements(c.row), scope).where(s.document.c.day < since, bearing)
    rows = {*connection.execute(query).scalars(), *still_standing(connection, scope, since)}
    places: dict[int, list[int]] = {}
    for row in sorted(rows):
        reading, number = s.place_of(row)
        places.setdefault(reading, []).append(number)
    return places


def _chosen(read: Held, numbers: list[int] | None) -> Iterable[Statement]:
    return read.statements if numbers is None else [picked({0: read.statements}, n) for n in numbers]


def _links(connection: Connection, scope: Scope, ends: Iterable[str]) -> tuple[Link, ...]:
    about = among(s.link.c.left, ends, connection.dialect.name)
    rows: dict[int, Any] = {}
    for condition in (s.link.c.kind == "actor", about):
        rows |= {row.id: row for row in connection.execute(links_known(scope).where(condition))}
    return tuple(to_link(rows[number]) for number in sorted(rows))
