"""What may be asked of a ledger, and how it becomes a query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from panj.ledger import schema as s
from panj.records import Document, Link, Quantity, Statement


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


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Where a report is kept for comparison, and where to look for what it may repeat or dispute."""

    sketch: frozenset[int] = frozenset()
    events: Mapping[str, frozenset[int]] = field(default_factory=dict)
    near: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """What shares keys with a report: documents, and statements with the day of their report and its figures."""

    documents: tuple[Document, ...]
    statements: tuple[tuple[Statement, date, tuple[Quantity, ...]], ...]


Judge = Callable[[Neighbours], Sequence[Link]]
NO_KEYS = Keys()
SHARED_SKETCH = 3  # keys in common that make a document worth comparing
EVERYTHING = Scope()
ANY = Filter()


def last_readings(scope: Scope) -> Select[tuple[int]]:
    """Return the query for the last reading of each document that is known in scope."""
    query = select(func.max(s.reading.c.id)).group_by(s.reading.c.document)
    return query if scope.known_at is None else query.where(s.reading.c.txn <= scope.known_at)


def is_last(scope: Scope) -> ColumnElement[bool]:
    """Return the condition that a statement is of the last reading of its document that is known in scope.

    It looks at the document's own readings only, so its cost does not grow with the ledger.
    """
    later = s.reading.alias()
    newer = select(later.c.id).where(later.c.document == s.statement.c.document, later.c.id > s.statement.c.reading)
    if scope.known_at is None:
        return ~newer.exists()
    return (s.statement.c.txn <= scope.known_at) & ~newer.where(later.c.txn <= scope.known_at).exists()


def with_text() -> Select[Any]:
    """Return the query for statements and the text that they quote."""
    return select(s.statement.c.record, s.document.c.text).join(s.document, s.document.c.id == s.statement.c.document)


def in_scope(query: Select[Any], scope: Scope) -> Select[Any]:
    """Narrow a query for statements to what may be seen."""
    query = query.where(is_last(scope))
    return query if scope.as_of is None else query.where(s.statement.c.day <= scope.as_of)


def matching(query: Select[Any], which: Filter) -> Select[Any]:
    """Narrow a query for statements to those asked for."""
    c = s.statement.c
    if which.document:
        query = query.where(c.document == which.document)
    if which.code:
        query = query.where(c.code == which.code)
    if which.happened is not None:
        asserted = (c.modality == "asserted") & ~c.denied
        query = query.where(asserted if which.happened else ~asserted)
    if which.entity:
        named = select(s.party.c.statement).where(
            s.party.c.entity == which.entity, s.party.c.reading == c.reading, s.party.c.statement == c.id
        )
        query = query.where(named.exists())
    return query.where(c.confidence >= which.least) if which.least else query
