"""The ledger: what was read and judged, added in one transaction a report and never changed."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, Select, func, insert, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from panj.errors import LedgerError, NotFoundError
from panj.ledger import schema as s
from panj.ledger.dialects import search_insert, search_place, search_query, search_row, search_words, writing
from panj.ledger.queries import (
    ANY,
    EVERYTHING,
    NO_KEYS,
    SHARED_SKETCH,
    Filter,
    Judge,
    Keys,
    Neighbours,
    Scope,
    Version,
    in_scope,
    is_last,
    last_readings,
    matching,
    with_text,
)
from panj.ledger.rows import figures_of, names, parties, statement_row, to_document, to_statement
from panj.records import Document, Link, Reading, Statement, fingerprint


class Ledger:
    """A ledger in an open database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @property
    def seq(self) -> int:
        """The number of the last transaction; 0 for an empty ledger."""
        with self.engine.connect() as connection:
            return int(connection.execute(select(func.coalesce(func.max(s.transaction.c.seq), 0))).scalar_one())

    def has(self, document: str, version: Version | None = None) -> bool:
        """Tell whether the document is here (read by this version, if one is given)."""
        query: Select[Any]
        if version:
            query = select(s.reading.c.id).where(s.reading.c.document == document, s.reading.c.version == str(version))
        else:
            query = select(s.document.c.id).where(s.document.c.id == document)
        with self.engine.connect() as connection:
            return connection.execute(query).first() is not None

    def has_read(self, document: Document, version: Version) -> bool:
        """Tell whether this very text is here under its id, read by this version."""
        query = (
            select(s.document.c.text)
            .join(s.reading, s.reading.c.document == s.document.c.id)
            .where(s.document.c.id == document.id, s.reading.c.version == str(version))
        )
        with self.engine.connect() as connection:
            return connection.execute(query).scalar() == document.text

    def add(
        self,
        document: Document,
        reading: Reading,
        *,
        version: Version,
        at: datetime,
        keys: Keys = NO_KEYS,
        judge: Judge | None = None,
    ) -> bool:
        """Add one report with its reading and return True; False if this version's reading is here already.

        `judge` compares it with its neighbours in the same transaction, so that two writers never miss each other.
        After a crash the report is there whole or not at all. LedgerError if another text has its id.
        """
        try:
            with self._writing(version, at) as (connection, seq):
                self._add_document(connection, seq, document, at)
                number = self._add_reading(connection, seq, document, reading, version)
                if number is None:
                    raise _AlreadyHere
                if judge:
                    self._add_links(connection, seq, judge(self._neighbours(connection, keys, document.id)))
                self._add_keys(connection, keys, reading, number)
        except _AlreadyHere:
            return False
        return True

    def _add_document(self, connection: Connection, seq: int, document: Document, at: datetime) -> None:
        held = connection.execute(select(s.document.c.text).where(s.document.c.id == document.id)).scalar()
        if held is not None:
            if held != document.text:
                raise LedgerError(f"{document.id}: this id already names another text; give the report its own id")
            return
        connection.execute(
            insert(s.document).values(
                id=document.id,
                txn=seq,
                sha256=document.sha256,
                title=document.title,
                outlet=document.outlet,
                published=document.published,
                day=document.published or at.date(),
                language=document.language,
                url=document.url,
                text=document.text,
                record=msgspec.json.encode(msgspec.structs.replace(document, text="")),
            )
        )

    def _add_reading(
        self, connection: Connection, seq: int, document: Document, reading: Reading, version: Version
    ) -> int | None:
        same = select(s.reading.c.id).where(s.reading.c.document == document.id, s.reading.c.version == str(version))
        if connection.execute(same).first() is not None:
            return None
        row = connection.execute(
            insert(s.reading)
            .values(
                document=document.id,
                txn=seq,
                version=str(version),
                unread=len(reading.unread),
                record=msgspec.json.encode(msgspec.structs.replace(reading, statements=())),
            )
            .returning(s.reading.c.id)
        )
        number = row.scalar_one()
        self._add_statements(connection, seq, number, document, reading.statements)
        return int(number)

    def _add_statements(
        self, connection: Connection, seq: int, reading: int, document: Document, statements: Sequence[Statement]
    ) -> None:
        if not statements:
            return
        day = connection.execute(select(s.document.c.day).where(s.document.c.id == document.id)).scalar_one()
        connection.execute(
            insert(s.statement), [statement_row(x, i, reading, seq, day) for i, x in enumerate(statements)]
        )
        named = sorted({(x.id, entity, role) for x in statements for entity, role in parties(x)})
        if named:
            keys = ("statement", "entity", "role")
            connection.execute(
                insert(s.party), [{"reading": reading, **dict(zip(keys, p, strict=True))} for p in named]
            )
        connection.execute(
            text(search_insert(connection.dialect.name)),
            [
                {"row": search_row(reading, i), "words": x.quote, "names": " ".join(names(x))}
                for i, x in enumerate(statements)
            ],
        )

    def _add_keys(self, connection: Connection, keys: Keys, reading: Reading, number: int) -> None:
        document = reading.document
        held = set(connection.execute(select(s.sketch.c.key).where(s.sketch.c.document == document)).scalars())
        if fresh := keys.sketch - held:
            connection.execute(insert(s.sketch), [{"key": k, "document": document} for k in sorted(fresh)])
        kept = ((i, k) for i, x in enumerate(reading.statements) for k in sorted(keys.events.get(x.id, ())))
        rows = [{"key": k, "reading": number, "number": i} for i, k in kept]
        if rows:
            connection.execute(insert(s.event_key), rows)

    def _neighbours(self, connection: Connection, keys: Keys, document: str) -> Neighbours:
        alike = (
            select(s.sketch.c.document)
            .where(s.sketch.c.key.in_(keys.sketch), s.sketch.c.document != document)
            .group_by(s.sketch.c.document)
            .having(func.count() >= SHARED_SKETCH)
        )
        documents = connection.execute(
            select(s.document.c.record, s.document.c.text).where(s.document.c.id.in_(alike)).order_by(s.document.c.id)
        )
        near = select(s.event_key.c.reading, s.event_key.c.number).where(s.event_key.c.key.in_(keys.near)).distinct()
        found = near.subquery()
        rows = connection.execute(
            select(s.statement.c.record, s.document.c.text, s.document.c.day, s.reading.c.record)
            .join(found, (found.c.reading == s.statement.c.reading) & (found.c.number == s.statement.c.number))
            .join(s.document, s.document.c.id == s.statement.c.document)
            .join(s.reading, s.reading.c.id == s.statement.c.reading)
            .where(s.statement.c.document != document, is_last(EVERYTHING))
            .order_by(s.statement.c.id)
        )
        said = ((to_statement(record, body), day, reading) for record, body, day, reading in rows)
        return Neighbours(
            documents=tuple(to_document(record, body) for record, body in documents),
            statements=tuple((x, day, figures_of(x, reading)) for x, day, reading in said),
        )

    def _add_links(self, connection: Connection, seq: int, links: Iterable[Link]) -> None:
        rows = [
            {
                "txn": seq,
                "kind": x.kind,
                "left": x.left,
                "right": x.right,
                "judgement": x.judgement.value,
                "decided_by": x.decided_by,
                "record": msgspec.json.encode(x),
            }
            for x in links
        ]
        if rows:
            connection.execute(insert(s.link), rows)

    def judge(self, links: Sequence[Link], *, version: Version, at: datetime) -> int:
        """Add judgements in one transaction of their own and return its number."""
        with self._writing(version, at) as (connection, seq):
            self._add_links(connection, seq, links)
        return seq

    def fail(self, source: str, why: str, *, version: Version, at: datetime) -> None:
        """Note an input that could not be read."""
        with self._writing(version, at) as (connection, seq):
            connection.execute(insert(s.failure).values(txn=seq, source=source, why=why))

    def freeze(self, content: bytes, media_type: str, *, as_of: date, version: Version, at: datetime) -> str:
        """Keep a brief for ever, byte for byte, and return its id."""
        identity = fingerprint(as_of, media_type, content.hex())
        with self._writing(version, at) as (connection, seq):
            if connection.execute(select(s.frozen.c.id).where(s.frozen.c.id == identity)).first() is None:
                connection.execute(
                    insert(s.frozen).values(id=identity, txn=seq, as_of=as_of, media_type=media_type, content=content)
                )
        return identity

    def frozen(self, identity: str) -> tuple[str, bytes]:
        """Return the media type and the bytes of a brief that was kept; NotFoundError if there is none."""
        with self.engine.connect() as connection:
            row = connection.execute(
                select(s.frozen.c.media_type, s.frozen.c.content).where(s.frozen.c.id == identity)
            ).first()
        if row is None:
            raise NotFoundError(f"no frozen brief {identity}")
        return row.media_type, row.content

    # Reading back

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

    def last_published(self) -> date | None:
        """Return the day of the newest report that says its day; where none does, the last day of reading."""
        newest = select(func.coalesce(func.max(s.document.c.published), func.max(s.document.c.day)))
        with self.engine.connect() as connection:
            return connection.execute(newest).scalar()

    def document(self, identity: str) -> Document:
        """Return one document by its id or the start of it; NotFoundError if none or several."""
        rows = self._starting(s.document.c.id, identity)
        query = select(s.document.c.record, s.document.c.text).where(s.document.c.id == rows)
        with self.engine.connect() as connection:
            record, body = connection.execute(query).one()
        return to_document(record, body)

    def readings(self, scope: Scope = EVERYTHING) -> Iterator[Reading]:
        """Yield the last reading of each document in scope, without its statements."""
        query = (
            select(s.reading.c.record)
            .join(s.document, s.document.c.id == s.reading.c.document)
            .where(s.reading.c.id.in_(last_readings(scope)))
            .order_by(s.document.c.day, s.document.c.id)
        )
        if scope.as_of:
            query = query.where(s.document.c.day <= scope.as_of)
        with self.engine.connect() as connection:
            for (record,) in connection.execute(query):
                yield msgspec.json.decode(record, type=Reading)

    def statements(self, scope: Scope = EVERYTHING, which: Filter = ANY) -> Iterator[Statement]:
        """Yield the statements of the last readings in scope, by day of the report, document and place in it."""
        query = matching(in_scope(with_text(), scope), which)
        order = (s.statement.c.day, s.statement.c.document, s.statement.c.start, s.statement.c.id)
        with self.engine.connect() as connection:
            for record, body in connection.execute(query.order_by(*order)):
                yield to_statement(record, body)

    def statement(self, identity: str, scope: Scope = EVERYTHING) -> Statement:
        """Return one statement by its id or the start of it; NotFoundError if none or several."""
        whole = self._starting(s.statement.c.id, identity)
        with self.engine.connect() as connection:
            found = connection.execute(
                in_scope(with_text(), scope).where(s.statement.c.id == whole).order_by(s.statement.c.reading.desc())
            ).first()
        if found is None:
            raise NotFoundError(f"{identity}: not known within the days asked for")
        return to_statement(*found)

    def search(self, words: str, scope: Scope = EVERYTHING, *, limit: int = 50) -> list[Statement]:
        """Return the statements in scope whose quoted words or names hold all of `words`, best first."""
        dialect = self.engine.dialect.name
        asked = {"words": search_words(dialect, words), "limit": limit * 4}
        if not asked["words"]:
            return []
        with self.engine.connect() as connection:
            found_in = [search_place(row) for row in connection.execute(text(search_query(dialect)), asked).scalars()]
            rank = {place: i for i, place in enumerate(found_in)}
            query = in_scope(with_text(), scope).add_columns(s.statement.c.reading, s.statement.c.number)
            rows = connection.execute(query.where(s.statement.c.reading.in_({r for r, _ in found_in}))).all()
        found = [r for r in rows if (r[2], r[3]) in rank]
        found.sort(key=lambda r: rank[(r[2], r[3])])
        return [to_statement(r[0], r[1]) for r in found[:limit]]

    def links(self, scope: Scope = EVERYTHING) -> Iterator[Link]:
        """Yield every judgement known in scope, in the order in which they were made."""
        query = select(s.link.c.record).order_by(s.link.c.id)
        if scope.known_at is not None:
            query = query.where(s.link.c.txn <= scope.known_at)
        with self.engine.connect() as connection:
            for (record,) in connection.execute(query):
                yield msgspec.json.decode(record, type=Link)

    def failures(self) -> list[tuple[str, str]]:
        """Return the inputs that could not be read, and why."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(s.failure.c.source, s.failure.c.why).order_by(s.failure.c.id))
            return [(source, why) for source, why in rows]

    def counts(self) -> dict[str, int]:
        """Return how many documents, readings, statements, links and failures there are."""
        tables = (s.document, s.reading, s.statement, s.link, s.failure)
        with self.engine.connect() as connection:
            return {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}

    def _starting(self, column: ColumnElement[str], prefix: str) -> str:
        query = select(column).where(column >= prefix, column < prefix + "\U0010ffff").distinct().limit(2)
        with self.engine.connect() as connection:
            rows = list(connection.execute(query).scalars())
        if prefix in rows:
            return prefix
        if len(rows) != 1:
            raise NotFoundError(f"{prefix}: {'several begin so' if rows else 'nothing has this id'}; see `panj list`")
        return str(rows[0])

    @contextmanager
    def _writing(self, version: Version, at: datetime) -> Iterator[tuple[Connection, int]]:
        """Open one transaction that takes the next number; nothing of it stays if the block raises."""
        try:
            with writing(self.engine) as connection:
                last = connection.execute(select(func.coalesce(func.max(s.transaction.c.seq), 0))).scalar_one()
                connection.execute(
                    insert(s.transaction).values(
                        seq=last + 1,
                        recorded_at=at.astimezone(UTC),
                        code_version=version.code,
                        model_version=version.model,
                    )
                )
                yield connection, last + 1
        except IntegrityError as error:
            raise LedgerError(f"the ledger refused a row: {error.orig}") from error
        except DatabaseError as error:
            raise LedgerError(f"the ledger could not be written: {error.orig}") from error


class _AlreadyHere(Exception):
    """Leaves the transaction without a trace."""
