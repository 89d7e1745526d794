"""The ledger: what was read and judged, added in one transaction a report and never changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, Unpack

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.exc import DatabaseError, IntegrityError

from panj.errors import LedgerError, TakenError
from panj.ledger import answers, keying, standing
from panj.ledger import schema as s
from panj.ledger.dialects import add_rows, add_to_search, among, writing
from panj.ledger.looking import Looking
from panj.ledger.near import Apart, How, Own, Place, met, neighbours, uncrowded
from panj.ledger.queries import NO_KEYS, Keys, Version
from panj.ledger.rows import (
    document_record,
    link_row,
    names,
    packed,
    parties,
    statement_row,
)
from panj.records import Document, Link, Reading, Statement, fingerprint

_APART = Apart()
# made once, for to make a query takes longer than to run it

_LAST = select(func.coalesce(func.max(s.transaction.c.seq), 0))
_TRANSACTION = insert(s.transaction)
_DOCUMENT = insert(s.document).returning(s.document.c.number)
_READING = insert(s.reading).returning(s.reading.c.id)
_of_version = (s.reading.c.document == s.document.c.number) & (s.reading.c.version == bindparam("version"))
_SAME_ID = select(
    s.document.c.number, s.document.c.day, select(s.reading.c.id).where(_of_version).exists(), s.document.c.text
).where(s.document.c.id == bindparam("id"))


class Ledger(Looking):
    """A ledger in an open database."""

    def add(self, document: Document, reading: Reading, **how: Unpack[How]) -> bool:
        """Add one report with its reading and return True; False if this version's reading is here already.

        `judge` compares it with its neighbours in the same transaction, so that two writers never miss each other.
        After a crash the report is there whole or not at all. TakenError if another text has its id.
        """
        [added] = self.add_together([(document, reading, how)])
        if isinstance(added, TakenError):
            raise added
        return added

    def add_together(self, reports: Iterable[tuple[Document, Reading, How]]) -> list[bool | TakenError]:
        """Add reports in one transaction, each under a number of its own, and return of each what `add` would.

        After a crash all are there or none.
        """
        with self.changing() as connection:
            adding = _Adding(connection)
            added = [_added(adding, *report) for report in reports]
            adding.finish()
        return added

    def judge(self, links: Sequence[Link], *, version: Version, at: datetime) -> int:
        """Add judgements in one transaction of their own and return its number."""
        with self.writing(version, at) as (connection, seq):
            _add_links(connection, [link_row(x, seq) for x in links])
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

    def answer_again(self, rules: str, make: answers.Rules) -> None:
        """Make what topics ask of each report anew, in one transaction."""
        with self.changing() as connection:
            answers.rebuild(connection, rules, make)

    def keep_answers(self, rules: str, found: Mapping[int, bytes]) -> None:
        """Keep what topics ask of some readings, by their numbers, in place of what was kept by older rules."""
        with self.changing() as connection:
            answers.replace(connection, rules, found)

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
    seq = int(connection.execute(_LAST).scalar_one()) + 1
    _take(connection, seq, version, at)
    return seq


def _take(connection: Connection, seq: int, version: Version, at: datetime) -> None:
    row = {"recorded_at": at.astimezone(UTC), "code_version": version.code, "model_version": version.model}
    connection.execute(_TRANSACTION, row | {"seq": seq})


class _Adding:
    """A transaction that adds reports; what nobody asks for before its end is written there, for all of them."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.empty = connection.execute(select(s.reading.c.id).limit(1)).first() is None
        self.rules = standing.rules_of(connection)
        self._seq = int(connection.execute(_LAST).scalar_one())
        self._said: list[tuple[int, Sequence[Statement]]] = []
        self._links: list[dict[str, Any]] = []

    def next_seq(self, version: Version, at: datetime) -> int:
        """Take the next number of the ledger's clock."""
        self._seq += 1
        _take(self.connection, self._seq, version, at)
        return self._seq

    def keep(self, seq: int, number: int, said: Sequence[Statement], links: Iterable[Link]) -> None:
        """Take in the statements of a new reading and judgements about them."""
        self._said.append((number, said))
        self._links += [link_row(x, seq) for x in links]

    def finish(self) -> None:
        """Write what was taken in."""
        add_statements(self.connection, self._said)
        add_words(self.connection, self._said)
        _add_links(self.connection, self._links)


def _added(adding: _Adding, document: Document, reading: Reading, how: How) -> bool | TakenError:
    """Add one report if it is new, and return what came of it; see `Ledger.add`."""
    try:
        held = _held(adding.connection, document, str(how["version"]))
    except TakenError as error:
        return error
    if held and held.read:
        return False
    _add_report(adding, held, document, reading, how)
    return True


class _Held(NamedTuple):
    """A document that is here: its number, its day, and whether this version has read it."""

    number: int
    day: date
    read: bool


def _held(connection: Connection, document: Document, version: str) -> _Held | None:
    found = connection.execute(_SAME_ID, {"id": document.id, "version": version}).first()
    if found is None:
        return None
    number, day, read, text = found
    if text != document.text:
        raise TakenError(f"{document.id}: this id already names another text; give the report its own id")
    return _Held(int(number), day, bool(read))


def _add_report(adding: _Adding, held: _Held | None, document: Document, reading: Reading, how: How) -> None:
    connection, keys = adding.connection, how.get("keys", NO_KEYS)
    seq = adding.next_seq(how["version"], how["at"])
    day = held.day if held else document.published or how["at"].date()
    place = _add_reading(connection, seq, held or _add_document(connection, seq, document, day), document, reading, how)
    if follow := how.get("follow"):
        follow(place.reading, held is not None)
    links: Sequence[Link] = ()
    if judge := how.get("judge"):
        days = how.get("days", {})
        under = met(connection, keys.near, place, days)
        links = judge(neighbours(connection, keys, place, under, document, how.get("lean", {})))
        rows = {x.id: s.row_of(place.reading, i) for i, x in enumerate(reading.statements) if x.id in keys.events}
        keys = uncrowded(connection, keys, links, place, under, Own(rows, how.get("groups", _APART), days))
    adding.keep(seq, place.reading, reading.statements, links)
    _add_sketch(connection, keys, place.held, again=held is not None)
    keying.add(connection, place.reading, reading, keys, first=adding.empty)
    claims = standing.Claims(place.reading, day, reading.statements, keys, again=held is not None, first=adding.empty)
    adding.rules = standing.add(connection, seq, claims, adding.rules)
    if keys.answers:
        answers.add(connection, keys.answered_by, [(place.reading, keys.answers)])
    adding.empty = False


def _add_document(connection: Connection, seq: int, document: Document, day: date) -> _Held:
    row = {
        "id": document.id,
        "txn": seq,
        "published": document.published,
        "day": day,
        "text": document.text,
        "record": document_record(document),
    }
    return _Held(int(connection.execute(_DOCUMENT, row).scalar_one()), day, read=False)


def _add_reading(
    connection: Connection, seq: int, held: _Held, document: Document, reading: Reading, how: How
) -> Place:
    record = how.get("record") or packed(reading, document)
    row = {"document": held.number, "txn": seq, "version": str(how["version"]), "record": record}
    return Place(held.number, int(connection.execute(_READING, row).scalar_one()), held.day)


def add_statements(connection: Connection, readings: Iterable[tuple[int, Sequence[Statement]]]) -> None:
    """Add what is looked for of the statements of readings, by their numbers, and whom they name."""
    rows = [(x, reading, i) for reading, said in readings for i, x in enumerate(said)]
    add_rows(connection, s.statement, [statement_row(*row) for row in rows])
    named = sorted({(entity, s.row_of(reading, i)) for x, reading, i in rows for entity in parties(x)})
    if not named:
        return
    words = sorted({entity for entity, _ in named})
    query = select(s.term.c.word, s.term.c.number).where(among(s.term.c.word, words, connection.dialect.name))
    held = {k: v for k, v in connection.execute(query)}
    if fresh := [{"word": w} for w in words if w not in held]:
        connection.execute(insert(s.term), fresh)
        held = {k: v for k, v in connection.execute(query)}
    add_rows(connection, s.party, [(held[entity], row) for entity, row in named])


def add_words(connection: Connection, readings: Iterable[tuple[int, Sequence[Statement]]]) -> None:
    """Add the words and names by which search finds the statements of readings."""
    said = ((s.row_of(reading, i), x) for reading, found in readings for i, x in enumerate(found))
    add_to_search(connection, [(row, x.quote, " ".join(names(x))) for row, x in said])


def _add_sketch(connection: Connection, keys: Keys, held: int, *, again: bool) -> None:
    fresh = keys.sketch
    if again:
        query = select(s.sketch.c.key).where(
            among(s.sketch.c.key, keys.sketch, connection.dialect.name), s.sketch.c.document == held
        )
        fresh = keys.sketch - set(connection.execute(query).scalars())
    add_rows(connection, s.sketch, [(key, held) for key in sorted(fresh)])


def _add_links(connection: Connection, rows: list[dict[str, Any]]) -> None:
    add_rows(connection, s.link, [tuple(row.values()) for row in rows])
