"""The ledger: what was read and judged, added in one transaction a report and never changed."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Unpack

from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from panj.errors import LedgerError, TakenError
from panj.ledger import keying, standing
from panj.ledger import schema as s
from panj.ledger.dialects import among, search_insert, writing
from panj.ledger.looking import Looking
from panj.ledger.near import How, Own, Place, met, neighbours, uncrowded
from panj.ledger.queries import NO_KEYS, Keys, Version
from panj.ledger.rows import (
    document_record,
    link_row,
    names,
    pack,
    parties,
    statement_row,
)
from panj.records import Document, Link, Reading, Statement, fingerprint


class Ledger(Looking):
    """A ledger in an open database."""

    def add(self, document: Document, reading: Reading, **how: Unpack[How]) -> bool:
        """Add one report with its reading and return True; False if this version's reading is here already.

        `judge` compares it with its neighbours in the same transaction, so that two writers never miss each other.
        After a crash the report is there whole or not at all. TakenError if another text has its id.
        """
        try:
            with self.writing(how["version"], how["at"]) as (connection, seq):
                add_report(connection, seq, document, reading, **how)
        except _AlreadyHere:
            return False
        return True

    def add_together(self, reports: Iterable[tuple[Document, Reading, How]]) -> list[bool | TakenError]:
        """Add reports in one transaction, each under a number of its own, and return of each what `add` would.

        After a crash all are there or none.
        """
        with self.changing() as connection:
            return [_added(connection, *report) for report in reports]

    def judge(self, links: Sequence[Link], *, version: Version, at: datetime) -> int:
        """Add judgements in one transaction of their own and return its number."""
        with self.writing(version, at) as (connection, seq):
            _add_links(connection, seq, links)
        return seq

    def freeze(self, content: bytes, media_type: str, *, as_of: date, version: Version, at: datetime) -> str:
        """Keep a brief for ever, byte for byte, and return its id."""
        identity = fingerprint(as_of, media_type, content.hex())
        with self.writing(version, at) as (connection, seq):
            if connection.execute(select(s.frozen.c.id).where(s.frozen.c.id == identity)).first() is None:
                connection.execute(
                    insert(s.frozen).values(id=identity, txn=seq, as_of=as_of, media_type=media_type, content=content)
                )
        return identity

    def standing_by(self, rules: str) -> bool:
        """Tell whether the projection of what still stands is whole and made by these rules."""
        with self.engine.connect() as connection:
            held = standing.rules_of(connection)
            return held == rules or connection.execute(select(s.reading.c.id).limit(1)).first() is None

    def project(self, rules: str, make: standing.Rules) -> None:
        """Make the projection of what still stands anew, in one transaction; nothing that was read changes."""
        with self.changing() as connection:
            standing.rebuild(connection, rules, make)

    def kept_by(self, rules: str) -> bool:
        """Tell whether statements are kept for comparison by these rules."""
        with self.engine.connect() as connection:
            held = keying.kept_by(connection)
            return held == rules or connection.execute(select(s.reading.c.id).limit(1)).first() is None

    def keep_again(self, rules: str, make: keying.Rules) -> None:
        """Keep every statement by these rules too, in one transaction."""
        with self.changing() as connection:
            if keying.kept_by(connection) != rules:
                keying.keep_again(connection, rules, make)

    @contextmanager
    def writing(self, version: Version, at: datetime) -> Iterator[tuple[Connection, int]]:
        """Open one transaction that takes the next number; nothing of it stays if the block raises."""
        with self.changing() as connection:
            yield connection, next_seq(connection, version, at)

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Open one transaction as the only writer; LedgerError says what the database refused."""
        try:
            with writing(self.engine) as connection:
                yield connection
        except IntegrityError as error:
            raise LedgerError(f"{self.where}: the ledger refused a row: {error.orig}") from error
        except DatabaseError as error:
            raise LedgerError(f"{self.where}: could not be written: {error.orig}") from error


def next_seq(connection: Connection, version: Version, at: datetime) -> int:
    """Take the next number of the ledger's clock, within the only writer's transaction."""
    last = connection.execute(select(func.coalesce(func.max(s.transaction.c.seq), 0))).scalar_one()
    row = {"recorded_at": at.astimezone(UTC), "code_version": version.code, "model_version": version.model}
    connection.execute(insert(s.transaction).values(seq=last + 1, **row))
    return int(last) + 1


def _added(connection: Connection, document: Document, reading: Reading, how: How) -> bool | TakenError:
    try:
        with connection.begin_nested():
            add_report(connection, next_seq(connection, how["version"], how["at"]), document, reading, **how)
    except _AlreadyHere:
        return False
    except TakenError as error:
        return error
    return True


class _AlreadyHere(Exception):
    """Leaves the transaction without a trace."""


def add_report(connection: Connection, seq: int, document: Document, reading: Reading, **how: Unpack[How]) -> None:
    """Add one report within a transaction; see `Ledger.add`."""
    keys = how.get("keys", NO_KEYS)
    held, day, again = _add_document(connection, seq, document, how["at"])
    number = _add_reading(connection, seq, held, document, reading, how["version"])
    if follow := how.get("follow"):
        follow(number, again)
    if judge := how.get("judge"):
        place, days = Place(held, number, day), how.get("days", {})
        under = met(connection, keys.near, place, days)
        links = judge(neighbours(connection, keys, place, under, document, how.get("lean", {})))
        _add_links(connection, seq, links)
        rows = {x.id: s.row_of(number, i) for i, x in enumerate(reading.statements) if x.id in keys.events}
        keys = uncrowded(connection, keys, links, place, under, Own(rows, how.get("group", _by_itself), days))
    _add_keys(connection, seq, keys, held, reading, number)


def _by_itself(row: int, _day: date) -> int:
    return row


def _add_document(connection: Connection, seq: int, document: Document, at: datetime) -> tuple[int, date, bool]:
    """Return the document's number, its day, and whether it was here; it is added unless this very text is."""
    c = s.document.c
    held = connection.execute(select(c.number, c.text, c.day).where(c.id == document.id)).first()
    if held is not None:
        if held.text != document.text:
            raise TakenError(f"{document.id}: this id already names another text; give the report its own id")
        return int(held.number), held.day, True
    day = document.published or at.date()
    row = insert(s.document).values(
        id=document.id,
        txn=seq,
        published=document.published,
        day=day,
        text=document.text,
        record=document_record(document),
    )
    return int(connection.execute(row.returning(c.number)).scalar_one()), day, False


def _add_reading(
    connection: Connection, seq: int, held: int, document: Document, reading: Reading, version: Version
) -> int:
    same = select(s.reading.c.id).where(s.reading.c.document == held, s.reading.c.version == str(version))
    if connection.execute(same).first() is not None:
        raise _AlreadyHere
    row = insert(s.reading).values(document=held, txn=seq, version=str(version), record=pack(reading, document.text))
    number = int(connection.execute(row.returning(s.reading.c.id)).scalar_one())
    if reading.statements:
        add_statements(connection, number, reading.statements)
        add_words(connection, number, reading.statements)
    return number


def add_statements(connection: Connection, reading: int, said: Sequence[Statement]) -> None:
    """Add what is looked for of a reading's statements, and whom they name."""
    connection.execute(insert(s.statement), [statement_row(x, reading, i) for i, x in enumerate(said)])
    named = sorted({(entity, s.row_of(reading, i)) for i, x in enumerate(said) for entity in parties(x)})
    if not named:
        return
    words = sorted({entity for entity, _ in named})
    query = select(s.term.c.word, s.term.c.number).where(among(s.term.c.word, words, connection.dialect.name))
    held = {k: v for k, v in connection.execute(query)}
    if fresh := [{"word": w} for w in words if w not in held]:
        connection.execute(insert(s.term), fresh)
        held = {k: v for k, v in connection.execute(query)}
    connection.execute(insert(s.party), [{"term": held[entity], "row": row} for entity, row in named])


def add_words(connection: Connection, reading: int, said: Sequence[Statement]) -> None:
    """Add the words and names by which search finds a reading's statements."""
    rows = [{"row": s.row_of(reading, i), "words": x.quote, "names": " ".join(names(x))} for i, x in enumerate(said)]
    connection.execute(text(search_insert(connection.dialect.name)), rows)


def _add_keys(connection: Connection, seq: int, keys: Keys, held: int, reading: Reading, number: int) -> None:
    query = select(s.sketch.c.key).where(
        among(s.sketch.c.key, keys.sketch, connection.dialect.name), s.sketch.c.document == held
    )
    if fresh := keys.sketch - set(connection.execute(query).scalars()):
        connection.execute(insert(s.sketch), [{"key": k, "document": held} for k in sorted(fresh)])
    keying.add(connection, number, reading, keys)
    standing.add(connection, seq, number, reading.statements, keys)


def _add_links(connection: Connection, seq: int, links: Iterable[Link]) -> None:
    if rows := [link_row(x, seq) for x in links]:
        connection.execute(insert(s.link), rows)
