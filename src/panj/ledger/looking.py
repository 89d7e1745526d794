"""Looking into a ledger: documents, readings, statements, judgements, by day and by what was known then."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby, islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, bindparam, func, or_, select, text

from panj.errors import NotFoundError
from panj.ledger import schema as s
from panj.ledger.dialects import among, among_left_open, listed, search_query, search_words
from panj.ledger.queries import (
    ANY,
    EVERYTHING,
    Filter,
    Scope,
    Version,
    in_scope,
    links_known,
    matching,
    readings,
    statements,
)
from panj.ledger.rows import picked, to_bare_reading, to_document, to_link, to_statements
from panj.records import Document, Link, Reading, Statement

_AT_ONCE = 100  # readings decoded between two looks at the database


@lru_cache(maxsize=16)
def _seen_query(given: frozenset[str], dialect: str) -> Select[Any]:
    """Return the query for those of some rows that are in scope, its values left open: building it takes long."""
    types: dict[str, Any] = {"as_of": s.document.c.day.type, "known_at": s.reading.c.txn.type}
    left: dict[str, Any] = {name: bindparam(name, type_=types[name]) for name in given}
    row, scope = s.statement.c.row, Scope(as_of=left.get("as_of"), known_at=left.get("known_at"))
    return in_scope(statements(row), scope).where(among_left_open(row, "rows", dialect))


class Looking:
    """What can be asked of an open ledger; nothing here writes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @property
    def dialect(self) -> str:
        """Which database it is: sqlite or postgresql."""
        return self.engine.dialect.name

    @property
    def where(self) -> str:
        """The address, without a password."""
        file = self.engine.url.database if self.dialect == "sqlite" else None
        return file or self.engine.url.render_as_string(hide_password=True)

    @property
    def seq(self) -> int:
        """The number of the last transaction; 0 for an empty ledger."""
        with self.engine.connect() as connection:
            return int(connection.execute(select(func.coalesce(func.max(s.transaction.c.seq), 0))).scalar_one())

    def has(self, document: str, version: Version | None = None) -> bool:
        """Tell whether the document is here (read by this version, if one is given)."""
        query = select(s.document.c.number).where(s.document.c.id == document)
        if version:
            query = readings(s.reading.c.id).where(s.document.c.id == document, s.reading.c.version == str(version))
        with self.engine.connect() as connection:
            return connection.execute(query).first() is not None

    def has_read(self, document: Document, version: Version) -> bool:
        """Tell whether this very text is here under its id, read by this version."""
        query = readings(s.document.c.text).where(s.document.c.id == document.id, s.reading.c.version == str(version))
        with self.engine.connect() as connection:
            return connection.execute(query).scalar() == document.text

    def documents(self, scope: Scope = EVERYTHING) -> Iterator[Document]:
        """Yield the documents in scope, oldest first."""
        query = select(s.document.c.record, s.document.c.text)
        if scope.as_of:
            query = query.where(s.document.c.day <= scope.as_of)
        if scope.known_at is not None:
            query = query.where(s.document.c.txn <= scope.known_at)
        with self.engine.connect() as connection:
            for record, body in connection.execute(query.order_by(s.document.c.day, s.document.c.id)):
                yield to_document(record, body)

    def day_of(self, document: str) -> date | None:
        """Return the day that a document counts from; None if it is not here."""
        with self.engine.connect() as connection:
            return connection.execute(select(s.document.c.day).where(s.document.c.id == document)).scalar()

    def last_published(self, scope: Scope = EVERYTHING) -> date | None:
        """Return the day of the newest report that says its day; where none does, the last day of reading."""
        query = select(s.document.c.day).order_by(s.document.c.day.desc()).limit(1)
        if scope.known_at is not None:
            query = query.where(s.document.c.txn <= scope.known_at)
        with self.engine.connect() as connection:  # from the newest day down, as far as it has to
            dated = connection.execute(query.where(s.document.c.published.is_not(None))).scalar()
            return dated or connection.execute(query).scalar()

    def document(self, identity: str, scope: Scope = EVERYTHING) -> Document:
        """Return one document by its id or the start of it; NotFoundError if none or several."""
        whole = self._starting(s.document.c.id, identity)
        query = select(s.document.c.record, s.document.c.text).where(s.document.c.id == whole)
        if scope.known_at is not None:
            query = query.where(s.document.c.txn <= scope.known_at)
        with self.engine.connect() as connection:
            found = connection.execute(query).first()
        if found is None:
            raise NotFoundError(f"{identity}: not known at transaction {scope.known_at}")
        return to_document(*found)

    def readings(self, scope: Scope = EVERYTHING) -> Iterator[Reading]:
        """Yield the last reading of each document in scope, without its statements."""
        query = in_scope(readings(s.reading.c.record, s.document.c.text), scope)
        with self.engine.connect() as connection:
            for record, body in connection.execute(query.order_by(s.document.c.day, s.document.c.id)):
                yield to_bare_reading(record, body)

    def statements(self, scope: Scope = EVERYTHING, which: Filter = ANY) -> Iterator[Statement]:
        """Yield the statements of the last readings in scope, by day of the report, document and place in it."""
        row = s.statement.c.row
        query = matching(in_scope(statements(row), scope), which).order_by(s.document.c.day, s.document.c.id, row)
        with self.engine.connect() as connection:
            rows = connection.execute(query).scalars()
            grouped = ((reading, list(found)) for reading, found in groupby(rows, lambda r: s.place_of(r)[0]))
            while some := dict(islice(grouped, _AT_ONCE)):
                held = self._said(connection, some)
                for found in some.values():
                    chosen = [picked(held, r) for r in found]
                    yield from sorted(chosen, key=lambda x: (x.span.start, x.id))

    def statement(self, identity: str, scope: Scope = EVERYTHING) -> Statement:
        """Return one statement by its id or the start of it; NotFoundError if none or several."""
        whole = self._starting(s.statement.c.id, identity)
        found = self.statements_by_id([whole], scope)
        if not found:
            raise NotFoundError(f"{identity}: not known within the days asked for")
        return found[whole]

    def statements_by_id(self, identities: Iterable[str], scope: Scope = EVERYTHING) -> dict[str, Statement]:
        """Return those of some statements that are in scope, by id."""
        query = statements(s.statement.c.id, s.statement.c.row)
        wanted = among(s.statement.c.id, sorted(set(identities)), self.dialect)
        with self.engine.connect() as connection:
            found: dict[str, int] = {k: v for k, v in connection.execute(in_scope(query, scope).where(wanted))}
            held = self._said(connection, {s.place_of(row)[0] for row in found.values()})
        return {identity: picked(held, row) for identity, row in found.items()}

    def search(self, words: str, scope: Scope = EVERYTHING, *, limit: int = 50) -> list[Statement]:
        """Return the statements in scope whose quoted words or names hold all of `words`, best first."""
        with self.engine.connect() as connection:
            best = self.found(connection, words, scope, limit=limit)
            held = self._said(connection, {s.place_of(r)[0] for r in best})
        return [picked(held, r) for r in best]

    def found(self, connection: Connection, words: str, scope: Scope, *, limit: int) -> list[int]:
        """Return the rows of the statements that a search finds, best first."""
        asked = {"words": search_words(self.dialect, words), "limit": limit * 4}
        if not asked["words"]:
            return []
        ranked = list(connection.execute(text(search_query(self.dialect)), asked).scalars())
        given = {"as_of": scope.as_of, "known_at": scope.known_at}
        values = {name: value for name, value in given.items() if value is not None}
        query = _seen_query(frozenset(values), self.dialect)
        seen = set(connection.execute(query, values | {"rows": listed(ranked, self.dialect)}).scalars())
        return [r for r in ranked if r in seen][:limit]

    def links(self, scope: Scope = EVERYTHING) -> Iterator[Link]:
        """Yield every judgement known in scope, in the order in which they were made."""
        with self.engine.connect() as connection:
            yield from map(to_link, connection.execute(links_known(scope)))

    def links_about(self, *ends: str, scope: Scope = EVERYTHING) -> list[Link]:
        """Return the judgements about any of these records, in the order in which they were made."""
        either = or_(*(among(column, ends, self.dialect) for column in (s.link.c.left, s.link.c.right)))
        with self.engine.connect() as connection:
            return [to_link(row) for row in connection.execute(links_known(scope).where(either))]

    def links_of_kind(self, *kinds: str, scope: Scope = EVERYTHING) -> list[Link]:
        """Return the judgements of some kinds, in the order in which they were made."""
        with self.engine.connect() as connection:
            return [to_link(row) for row in connection.execute(links_known(scope).where(s.link.c.kind.in_(kinds)))]

    def counts(self) -> dict[str, int]:
        """Return how many documents, readings, statements, links and failures there are."""
        tables = (s.document, s.reading, s.statement, s.link, s.failure)
        with self.engine.connect() as connection:
            return {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}

    def frozen(self, identity: str) -> tuple[str, bytes]:
        """Return the media type and the bytes of a brief that was kept; NotFoundError if there is none."""
        query = select(s.frozen.c.media_type, s.frozen.c.content).where(s.frozen.c.id == identity)
        with self.engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise NotFoundError(f"no frozen brief {identity}")
        return row.media_type, row.content

    def _said(self, connection: Connection, wanted: Iterable[int]) -> dict[int, Sequence[Statement]]:
        """Return the statements of some readings, by their numbers."""
        query = readings(s.reading.c.id, s.reading.c.record, s.document.c.text)
        rows = connection.execute(query.where(among(s.reading.c.id, sorted(wanted), self.dialect)))
        return {row.id: to_statements(row.record, row.text) for row in rows}

    def _starting(self, column: ColumnElement[str], prefix: str) -> str:
        query = select(column).where(column >= prefix, column < prefix + "\U0010ffff").distinct().limit(2)
        with self.engine.connect() as connection:
            rows = list(connection.execute(query).scalars())
        if prefix in rows:
            return prefix
        if len(rows) != 1:
            raise NotFoundError(f"{prefix}: {'several begin so' if rows else 'nothing has this id'}; see `panj list`")
        return str(rows[0])
