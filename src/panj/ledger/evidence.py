"""All that a picture of a day needs from a ledger, and no more of it than bears on the day.

Reports older than `HORIZON_DAYS` matter only for what still stands (see `standing`), for forces that stand somewhere,
and for what is still to come. So the time to draw a picture depends on how much is reported, not on how long a ledger
has been kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, or_, select

from panj.ledger import schema as s
from panj.ledger.dialects import among
from panj.ledger.looking import Looking
from panj.ledger.queries import Scope, in_scope, links_known, readings, statements
from panj.ledger.rows import Held, picked, to_held, to_lean_document, to_link
from panj.ledger.standing import still_standing
from panj.records import Document, Link, Reading

HORIZON_DAYS = 120
MOST_KEPT = 30_000  # statements kept ready, and as many that were asked for before them; some 5 kB each
_STANDING = "deployed_in"
_KIND, _LEFT = (itemgetter(s.link.c.keys().index(name)) for name in ("kind", "left"))  # ten times as fast as by name


@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True)
class Heard:
    """A document without its text, and its reading with figures, places, and those statements that bear on the day.

    `ids` are the document's and the statements', `number` is the reading's. `answers` are what was kept of what topics
    ask of it, None where that is of other statements or by other rules.
    """

    document: Document
    reading: Reading
    ids: tuple[str, ...]
    number: int
    whole: bool
    answers: bytes | None = None


class Evidence(NamedTuple):
    """What bears on a day, in the order of the reports' days, and the links about it."""

    heard: tuple[Heard, ...]
    links: tuple[Link, ...]


class Hearing:
    """Evidence out of one ledger for one day after another; what was read lately is kept, for a reading never changes.

    Not safe to use from several threads at once.
    """

    def __init__(self, ledger: Looking, answered_by: str = "") -> None:
        """Of answers take those by the rules `answered_by`."""
        self._ledger, self._rules = ledger, answered_by
        self._lately: dict[_Part, Heard] = {}
        self._before: dict[_Part, Heard] = {}

    def evidence(self, as_of: date, *, known_at: int | None = None, meet: Callable[[Heard], object] = id) -> Evidence:
        """Return what bears on a day, from what had been published by then and read by `known_at`.

        `meet` is called with each report that was not kept, as soon as it is there.
        """
        scope = Scope(as_of=as_of, known_at=known_at)
        since = as_of - timedelta(HORIZON_DAYS)
        query = in_scope(readings(s.reading.c.id), scope).order_by(s.document.c.day, s.document.c.id)
        with self._ledger.engine.connect() as connection:
            new = connection.execute(query.where(s.document.c.day >= since)).scalars()
            places = _old(connection, scope, since)
            old = connection.execute(query.where(among(s.reading.c.id, sorted(places), self._ledger.dialect))).scalars()
            parts = [*(_Part(i, tuple(places[i])) for i in old), *(_Part(i) for i in new)]
            heard = self._heard(connection, parts, meet)
            return Evidence(heard, _links(connection, scope, list(chain.from_iterable([h.ids for h in heard]))))

    def _heard(
        self, connection: Connection, parts: Sequence["_Part"], meet: Callable[[Heard], object]
    ) -> tuple[Heard, ...]:
        """Return parts of readings, those that were not there before out of the database."""
        if sum(len(h.reading.statements) for h in self._lately.values()) > MOST_KEPT:
            self._before, self._lately = self._lately, {}
        found = {part: kept for part in parts if (kept := self._lately.get(part) or self._before.get(part))}
        missing = {part.reading: part for part in parts if part not in found}
        about = s.document.c.record.label("about")
        query = readings(s.reading.c.id, s.reading.c.record, about, s.document.c.text, s.answers.c.record)
        ours = (s.answers.c.reading == s.reading.c.id) & (s.answers.c.rules == self._rules)
        query = query.outerjoin(s.answers, ours).where(among(s.reading.c.id, sorted(missing), self._ledger.dialect))
        for reading, record, about, text, answers in connection.execute(query).all() if missing else ():
            part = missing[reading]
            document, read = to_lean_document(about), _reading(to_held(record, text), part.numbers)
            ids, whole = (document.id, *[said.id for said in read.statements]), part.numbers is None
            new = found[part] = Heard(document, read, ids, reading, whole, answers if whole else None)
            meet(new)
        self._lately |= found
        return tuple(found[part] for part in parts)


class _Part(NamedTuple):
    """A reading, and the numbers of those of its statements that are wanted; None: all."""

    reading: int
    numbers: tuple[int, ...] | None = None


def _reading(read: Held, numbers: Sequence[int] | None) -> Reading:
    said = read.statements if numbers is None else tuple(picked({0: read.statements}, n) for n in numbers)
    return Reading(
        document=read.document, quantities=read.quantities, places=read.places, statements=said, unread=read.unread
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


def _links(connection: Connection, scope: Scope, ends: Sequence[str]) -> tuple[Link, ...]:
    """Return the links about one of these, or about a name; fewer links than these are gone through themselves."""
    query, kind, left = links_known(scope), s.link.c.kind, s.link.c.left
    last = connection.execute(select(func.max(s.link.c.id))).scalar() or 0
    if last < len(ends):
        known = connection.execute(query.where(s.link.c.id <= last)).all()
        about = set(map(_LEFT, known)).intersection(ends)
        return tuple([to_link(row) for row in known if _LEFT(row) in about or _KIND(row) == "actor"])
    rows: dict[int, Any] = {}
    for condition in (kind == "actor", among(left, ends, connection.dialect.name)):
        rows |= {row.id: row for row in connection.execute(query.where(condition))}
    return tuple(to_link(rows[number]) for number in sorted(rows))
