"""What holds until something newer replaces it, kept apart so that a picture of today need not read all that is old.

A projection: it follows from the readings by rules that `pipeline` knows, and can be made anew at any time. A reading
added without these rules, or by others, leaves it to be made anew before the next picture.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from panj.ledger import schema as s
from panj.ledger.dialects import add_rows, among
from panj.ledger.queries import Keys, Scope, Standing, readings
from panj.ledger.rows import to_document, to_reading
from panj.records import Document, Reading, Statement

NAME = "standing"
BESIDE_DAYS = 30  # what happened so long before the newest is kept beside it: more than any topic looks back for rivals

Rules = Callable[[Document, Reading, date], Mapping[str, Collection[Standing]]]

_RULES = select(s.projection.c.rules).where(s.projection.c.name == bindparam("of"))


def rules_of(connection: Connection, name: str = NAME) -> str | None:
    """Return by which rules a projection was made; None if it has to be made anew."""
    return connection.execute(_RULES, {"of": name}).scalar()


class Claims(NamedTuple):
    """What a new reading says, of which day, and what stands; whether its document, or the ledger, had another."""

    reading: int
    day: date
    said: Sequence[Statement]
    keys: Keys
    again: bool
    first: bool


def add(connection: Connection, seq: int, new: Claims, held: str | None) -> str | None:
    """Take a new reading into the projection if both are made by the same rules, and return by which it is now.

    `held` are those by which it was made.
    """
    rules = new.keys.rules
    if rules and new.first:
        mark(connection, rules)
        held = rules
    if held and held == rules:
        if new.again:
            _end_older(connection, seq, new.reading)
        _insert(connection, _rows(new.reading, new.day, new.said, new.keys.standing))
    elif held:
        mark(connection, None)
        return None
    return held


def rebuild(connection: Connection, rules: str, make: Rules) -> None:
    """Make the projection anew from every reading."""
    connection.execute(delete(s.standing))
    for number, txn, day, document, reading in every(connection):
        _end_older(connection, txn, number)
        _insert(connection, _rows(number, day, reading.statements, make(document, reading, day)))
    mark(connection, rules)


def mark(connection: Connection, rules: str | None, name: str = NAME) -> None:
    """Note by which rules a projection was made; by none if it has to be made anew."""
    connection.execute(delete(s.projection).where(s.projection.c.name == name))
    if rules:
        connection.execute(insert(s.projection).values(name=name, rules=rules))


def rows(connection: Connection) -> list[tuple[Any, ...]]:
    """Return the whole projection, in order."""
    c = s.standing.c
    query = select(c.key, c.happened, c.row, c.day, c.replaces, c.until).order_by(c.key, c.happened, c.row)
    return [tuple(row) for row in connection.execute(query)]


def still_standing(connection: Connection, scope: Scope, since: date) -> list[int]:
    """Return the rows of statements in reports before a day that nothing newer replaces.

    A statement that a person judged, or one in a report that was corrected, replaces nothing: it may not hold itself.
    """
    c = s.standing.c
    seen = [c.day <= (scope.as_of or date.max).toordinal()]
    if scope.known_at is None:
        seen.append(c.until.is_(None))
    else:
        last = select(func.max(s.reading.c.id)).where(s.reading.c.txn <= scope.known_at)
        bound = (connection.execute(last).scalar() or 0) + 1
        seen += [c.row < s.row_of(bound, 0), or_(c.until.is_(None), c.until > scope.known_at)]
    unsure = among(c.row, _unsure(connection, scope), connection.dialect.name)
    newest = (
        select(c.key, func.max(c.happened).label("last")).where(*seen, c.replaces, ~unsure).group_by(c.key).subquery()
    )
    query = select(c.row).outerjoin(newest, newest.c.key == c.key).where(*seen, c.day < since.toordinal())
    kept = or_(newest.c.last.is_(None), c.happened >= newest.c.last - BESIDE_DAYS)
    return list(connection.execute(query.where(kept)).scalars())


def _unsure(connection: Connection, scope: Scope) -> list[int]:
    judged = s.link.c.judgement.in_(("same", "different", "supersedes", "undone"))
    of_person = select(s.statement.c.row).join(s.link, s.link.c.left == s.statement.c.id)
    of_corrected = (
        select(s.reading.c.id)
        .join(s.document, s.document.c.number == s.reading.c.document)
        .join(s.link, s.link.c.right == s.document.c.id)
        .where(s.link.c.kind == "document", s.link.c.judgement == "supersedes")
    )
    known = [] if scope.known_at is None else [s.link.c.txn <= scope.known_at]
    unsure = list(connection.execute(of_person.where(s.link.c.kind == "statement", judged, *known)).scalars())
    for reading in connection.execute(of_corrected.where(*known)).scalars():
        first, after = s.row_of(reading, 0), s.row_of(reading + 1, 0)
        unsure += connection.execute(
            select(s.standing.c.row).where(s.standing.c.row >= first, s.standing.c.row < after)
        ).scalars()
    return unsure


def made(connection: Connection, make: Rules) -> list[tuple[Any, ...]]:
    """Return the projection as it would be if made anew, in order, without touching the one that is kept."""
    found: list[dict[str, Any]] = []
    last: dict[str, int] = {}
    until: dict[int, int] = {}
    for number, txn, day, document, reading in every(connection):
        if document.id in last:
            until[last[document.id]] = txn
        last[document.id] = number
        found += _rows(number, day, reading.statements, make(document, reading, day))
    rows = (row | {"until": until.get(s.place_of(row["row"])[0])} for row in found)
    return sorted(tuple(row.values()) for row in rows)


def _end_older(connection: Connection, seq: int, reading: int) -> None:
    """End what stood by older readings of the document that a reading is of."""
    c = s.reading.c
    document = select(c.document).where(c.id == reading).scalar_subquery()
    for old in connection.execute(select(c.id).where(c.document == document, c.id < reading)).scalars().all():
        of_old = s.standing.c.row.between(s.row_of(old, 0), s.row_of(old + 1, 0) - 1)
        connection.execute(update(s.standing).where(of_old, s.standing.c.until.is_(None)).values(until=seq))


def _insert(connection: Connection, standing: list[dict[str, Any]]) -> None:
    add_rows(connection, s.standing, [tuple(row.values()) for row in standing])


def _rows(
    reading: int, day: date, said: Sequence[Statement], found: Mapping[str, Collection[Standing]]
) -> list[dict[str, Any]]:
    return [_row(one, s.row_of(reading, i), day) for i, x in enumerate(said) for one in found.get(x.id, ())]


def _row(found: Standing, row: int, day: date) -> dict[str, Any]:
    """Return a row of the projection, its values in the order of its columns."""
    return {
        "key": found.key,
        "happened": found.happened.toordinal(),
        "row": row,
        "day": day.toordinal(),
        "replaces": found.replaces,
        "until": None,
    }


def every(connection: Connection) -> Iterator[tuple[int, int, date, Document, Reading]]:
    """Yield each reading with its number, its transaction, its day and its document, in their order."""
    columns = (s.reading.c.id, s.reading.c.txn, s.document.c.day, s.document.c.text, s.reading.c.record)
    query = readings(*columns, s.document.c.record.label("about")).order_by(s.reading.c.id).limit(100)
    after = 0
    while some := connection.execute(query.where(s.reading.c.id > after)).all():
        for row in some:
            document = to_document(row.about, row.text)
            yield row.id, row.txn, row.day, document, to_reading(row.record, row.text)
        after = some[-1].id
