"""Is a ledger whole? Each check says what it looked at, what it found, and what to do next."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, func, select, text

from panj.errors import LedgerError
from panj.ledger import answers, standing
from panj.ledger import schema as s
from panj.ledger.copying import aware
from panj.ledger.dialects import search_words
from panj.ledger.opening import HEAD
from panj.ledger.queries import readings
from panj.ledger.rows import to_document, to_reading
from panj.ledger.store import Ledger

NEWEST = 200  # readings looked at when it must be quick
LEAST_ROOM = 1 << 30  # bytes free below which a desk should think of its disk
LONG_WAL = 256 << 20  # bytes of SQLite's log that say that a reader has been left open
_AHEAD = timedelta(minutes=5)

State = Literal["ok", "look", "wrong"]


class Check(NamedTuple):
    """What was looked at, how it is, what was found, and what to do next."""

    what: str
    state: State
    found: str
    next: str = ""


RESTORE = "restore a backup: panj ledger restore FILE --ledger NEW"


class Rules(NamedTuple):
    """By which rules what follows from the readings is to be kept, and what makes it anew."""

    standing: str
    stand: standing.Rules
    answering: str
    answer: answers.Rules


def checks(ledger: Ledger, *, rules: Rules, now: datetime, quick: bool = False) -> Iterator[Check]:
    """Yield what each check of a ledger found; a check that breaks is itself a finding."""
    looks: tuple[tuple[str, Callable[[Connection], Check]], ...] = (
        ("database", _database),
        ("sequence", _sequence),
        ("clock", lambda c: _clock(c, now)),
        ("records", lambda c: _records(c, quick)),
        ("search", _search),
        ("standing", lambda c: _standing(c, rules.standing, rules.stand, quick)),
        ("answers", lambda c: _answers(c, rules.answering, rules.answer, quick)),
        ("failures", _failures),
    )
    yield Check("schema", "ok", f"revision {HEAD}, {ledger.dialect}")
    for what, look in looks:
        try:
            with ledger.engine.connect() as connection:
                yield look(connection)
        except LedgerError as error:
            yield Check(what, "wrong", str(error), RESTORE)
    if ledger.dialect == "sqlite" and ledger.engine.url.database:
        yield _disk(Path(ledger.engine.url.database))


def _database(connection: Connection) -> Check:
    if connection.dialect.name != "sqlite":
        version = connection.execute(text("SHOW server_version")).scalar()
        return Check("database", "ok", f"PostgreSQL {version}, which checks its own pages (see pg_amcheck)")
    told = [row[0] for row in connection.execute(text("PRAGMA integrity_check(5)"))]
    astray = connection.execute(text("PRAGMA foreign_key_check")).first()
    if astray is not None:
        told = [f"a row of {astray[0]} belongs to nothing"]
    if told != ["ok"]:
        return Check("database", "wrong", "; ".join(told), RESTORE)
    return Check("database", "ok", "every page and index is whole")


def _sequence(connection: Connection) -> Check:
    last, count = connection.execute(select(func.coalesce(func.max(s.transaction.c.seq), 0), func.count())).one()
    if last != count:
        return Check("sequence", "wrong", f"{count} transactions, but the last is number {last}", RESTORE)
    return Check("sequence", "ok", f"{count} transactions without a gap")


def _clock(connection: Connection, now: datetime) -> Check:
    latest = connection.execute(select(func.max(s.transaction.c.recorded_at))).scalar()
    if latest is not None and aware({"at": latest})["at"] > now + _AHEAD:
        found = f"the last transaction says {latest:%Y-%m-%d %H:%M}, which is still to come"
        return Check("clock", "look", found, "set this machine's clock; what was known when goes by numbers, not by it")
    return Check("clock", "ok", "no transaction is ahead of this machine's clock")


def _records(connection: Connection, quick: bool) -> Check:
    """Unpack readings and hold every statement against the words of its document."""
    columns = (s.reading.c.id, s.reading.c.record, s.document.c.record.label("about"), s.document.c.text)
    query = readings(*columns).order_by(s.reading.c.id.desc())
    count = 0
    for row in connection.execute(query.limit(NEWEST) if quick else query):
        document = "?"
        try:
            document = to_document(row.about, row.text).id
            reading = to_reading(row.record, row.text)
        except (LedgerError, msgspec.MsgspecError) as error:
            return Check("records", "wrong", f"reading {row.id} of {document}: {error}", RESTORE)
        for said in reading.statements:
            if said.quote != said.span.of(row.text):
                found = f"{said.id}: its words do not stand at {said.span.start} of {document}"
                return Check("records", "wrong", found, RESTORE)
        count += len(reading.statements)
    return Check("records", "ok", f"the words of {count} statements stand where they say")


def _search(connection: Connection) -> Check:
    sqlite = connection.dialect.name == "sqlite"
    held = connection.execute(text(f"SELECT count(*) FROM {'search_docsize' if sqlite else 'search'}")).scalar_one()
    wanted = connection.execute(select(func.count()).select_from(s.statement)).scalar_one()
    remake = "panj ledger copy OLD NEW makes the words anew"
    if held != wanted:
        return Check("search", "wrong", f"words of {held} statements, of {wanted} there are", remake)
    for row, quote in _newest_words(connection):
        where = "search MATCH :words" if sqlite else "vector @@ plainto_tsquery('simple', :words)"
        asked = {"words": search_words(connection.dialect.name, quote), "row": row}
        if connection.execute(text(f"SELECT 1 FROM search WHERE {where} AND rowid = :row"), asked).first() is None:
            return Check("search", "wrong", f"the words “{quote[:60]}” are not found", remake)
    return Check("search", "ok", f"in step with {wanted} statements")


def _newest_words(connection: Connection) -> Iterator[tuple[int, str]]:
    query = readings(s.reading.c.id, s.reading.c.record, s.document.c.text).order_by(s.reading.c.id.desc()).limit(5)
    for row in connection.execute(query).all():
        for number, said in enumerate(to_reading(row.record, row.text).statements):
            if any(c.isalnum() for c in said.quote):
                yield s.row_of(row.id, number), said.quote


def _standing(connection: Connection, rules: str, make: standing.Rules, quick: bool) -> Check:
    """Make the projection anew beside the one that is kept, compare both, and leave the kept one as it was."""
    if standing.rules_of(connection) != rules:
        return Check("standing", "look", "made by other rules", "nothing: the next picture makes it anew")
    if quick:
        return Check("standing", "ok", "made by these rules; not compared, for it must be quick")
    kept, made = standing.rows(connection), standing.made(connection, make)
    if kept != made:
        return Check("standing", "wrong", f"{len(kept)} rows, {len(made)} if made anew", "panj ledger rebuild")
    return Check("standing", "ok", f"{len(kept)} claims, the same if made anew")


def _answers(connection: Connection, rules: str, make: answers.Rules, quick: bool) -> Check:
    """Ask anew all that was kept by these rules."""
    kept = answers.kept(connection, rules)
    if quick:
        return Check(
            "answers", "ok", f"kept of {len(kept)} readings by these rules; not compared, for it must be quick"
        )
    anew = answers.made(connection, make) if kept else ()
    other = next((number for number, record in anew if number in kept and kept[number] != record), None)
    if other is not None:
        return Check(
            "answers", "wrong", f"what is kept of reading {other} is not what it answers", "panj ledger rebuild"
        )
    return Check("answers", "ok", f"kept of {len(kept)} readings by these rules, the same if asked anew")


def _failures(connection: Connection) -> Check:
    count = connection.execute(select(func.count()).select_from(s.failure)).scalar_one()
    return Check("failures", "ok", f"{count} inputs could not be read" if count else "none noted")


def _disk(file: Path) -> Check:
    free, log = shutil.disk_usage(file.parent).free, Path(f"{file}-wal")
    size, waiting = file.stat().st_size, log.stat().st_size if log.exists() else 0
    found = f"{free / 1e9:.1f} GB free, the ledger takes {size / 1e9:.2f} GB"
    if free < max(LEAST_ROOM, size):
        return Check("disk", "look", found, "make room: a backup needs as much as the ledger")
    if waiting > LONG_WAL:
        return Check("disk", "look", f"{found}, {waiting / 1e9:.2f} GB wait in its log", "end readers left open")
    return Check("disk", "ok", found)
