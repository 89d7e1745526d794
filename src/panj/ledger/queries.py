"""What may be asked of a ledger, and how it becomes a query."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, NamedTuple

from msgspec import Meta
from sqlalchemy import ColumnElement, Select, select

from panj.ledger import schema as s


@dataclass(frozen=True, kw_only=True)
class Version:
    """Which code and which model made a reading."""

    code: str
    model: str

    def __str__(self) -> str:
        return f"{self.code}+{self.model}"


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What may be seen: published up to `as_of`, and known to the ledger up to transaction `known_at`."""

    as_of: date | None = None
    known_at: int | None = None


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which statements: each given field must match; `entity` matches any party or speaker."""

    document: str | None = None
    code: str | None = None
    entity: str | None = None
    happened: bool | None = None
    least: float = 0.0


Number = Annotated[int, Meta(ge=0, le=(1 << 63) - 1)]
"""What a column of a database can hold: keys may come from another process."""


class Standing(NamedTuple):
    """That a statement holds until something newer about the same comes.

    `key` stands for what it is about, `happened` is the day it came about. What `replaces` nothing is shown beside the
    newest only.
    """

    key: Number
    happened: date
    replaces: bool = True


Stretch = int
"""Keys that lie side by side, as `records.stretch` makes it."""


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Where a report is kept for comparison, and where to look for what it may repeat or dispute.

    `events` and `standing` are by statement id: under which keys each is kept, by the rules `kept_by`, and what of it
    matters however old it is, by which `rules`. `answers` are what a picture asks of the report, by the rules
    `answered_by`.
    """

    sketch: frozenset[int] = frozenset()
    events: Mapping[str, Collection[int]] = field(default_factory=dict)
    near: frozenset[Stretch] = frozenset()
    kept_by: str = ""
    standing: Mapping[str, Collection[Standing]] = field(default_factory=dict)
    rules: str = ""
    answers: bytes = b""
    answered_by: str = ""


NO_KEYS = Keys()
CROWD = 10  # earlier reports of one thing under one key: enough to find it by, so that no more are kept there
SHARED_SKETCH = 3  # keys in common that make a document worth comparing,
SHARED_SHARE = 0.15  # if they are so much of the shorter one's; a correction keeps .2 of what it corrects
CHARACTERS_A_KEY = 48  # of a text: one shingle in eight is a key, a shingle begins with every word
EVERYTHING = Scope()
ANY = Filter()


def is_last(scope: Scope) -> ColumnElement[bool]:
    """Return the condition that a reading is the last of its document that is known in scope.

    It looks at the document's own readings only, so its cost does not grow with the ledger.
    """
    later = s.reading.alias()
    newer = select(later.c.id).where(later.c.document == s.reading.c.document, later.c.id > s.reading.c.id)
    if scope.known_at is None:
        return ~newer.exists()
    return (s.reading.c.txn <= scope.known_at) & ~newer.where(later.c.txn <= scope.known_at).exists()


def readings(*columns: Any) -> Select[Any]:  # noqa: ANN401 - columns of the tables joined
    """Return the query for readings with their documents."""
    return select(*columns).select_from(s.reading).join(s.document, s.document.c.number == s.reading.c.document)


def statements(*columns: Any) -> Select[Any]:  # noqa: ANN401 - columns of the tables joined
    """Return the query for what is looked for of statements, with their readings and documents.

    The join is told twice, so that a database can go from a statement to its reading and from a reading to its own.
    """
    row, reading = s.statement.c.row, s.reading.c.id
    of_reading = (reading == s.reading_of(row)) & (row >= reading * s.ROWS) & (row < (reading + 1) * s.ROWS)
    joined = s.statement.join(s.reading, of_reading).join(s.document, s.document.c.number == s.reading.c.document)
    return select(*columns).select_from(joined)


def in_scope(query: Select[Any], scope: Scope) -> Select[Any]:
    """Narrow a query for readings or statements to what may be seen."""
    query = query.where(is_last(scope))
    return query if scope.as_of is None else query.where(s.document.c.day <= scope.as_of)


def matching(query: Select[Any], which: Filter) -> Select[Any]:
    """Narrow a query for statements to those asked for."""
    c = s.statement.c
    if which.document is not None:
        query = query.where(s.document.c.id == which.document)
    if which.code is not None:
        query = query.where(c.code == which.code)
    if which.happened is not None:
        asserted = (c.modality == "asserted") & ~c.denied
        query = query.where(asserted if which.happened else ~asserted)
    if which.entity is not None:
        word = select(s.term.c.number).where(s.term.c.word == which.entity).scalar_subquery()
        query = query.where(c.row.in_(select(s.party.c.row).where(s.party.c.term == word)))
    return query.where(c.confidence >= which.least) if which.least else query


def links_known(scope: Scope) -> Select[Any]:
    """Return the query for judgements known in scope, in the order in which they were made."""
    query = select(s.link).order_by(s.link.c.id)
    return query if scope.known_at is None else query.where(s.link.c.txn <= scope.known_at)
