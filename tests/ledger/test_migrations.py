"""A ledger made by an older Panj is brought to the newest schema with all that it holds."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import DBAPIError

import panj.ledger
from panj.ledger import Keys, Ledger, Neighbours, Scope, Version, open_ledger
from panj.ledger.dialects import add_to_search, writing
from panj.ledger.opening import HEAD, _engine, _url
from panj.ledger.rows import names
from panj.ledger.schema import APPEND_ONLY
from panj.records import Document, Judgement, Link, Reading, stretch

v1 = import_module("panj.ledger.migrations.versions.v0001_first")
FOLDER = Path(panj.ledger.__file__).parent / "migrations"
Report = tuple[Document, Reading]
Make = Callable[..., Report]

VERSION = Version(code="1", model="m")
NOON = datetime(2021, 7, 9, 12, tzinfo=UTC)
KEYS = Keys(sketch=frozenset({8, 16}))
SAME = Link(kind="event", left="a", right="b", judgement=Judgement.SAME, score=0.8, reason="alike", decided_by="rule:x")
EDIT = Link(
    kind="statement",
    left="a",
    right="a",
    judgement=Judgement.SUPERSEDES,
    decided_by="person:X",
    at=datetime(2021, 7, 9, 12, tzinfo=UTC),
    before="{}",
    after="{}",
)


@pytest.fixture
def reports(make: Make) -> list[Report]:
    return [make("b", date(2021, 7, 7)), make("a"), make("undated", None, words="Troops left Khorog, he said.")]


def _events(reading: Reading) -> dict[str, frozenset[int]]:
    return {x.id: frozenset({5, 4_000_000_000 + i}) for i, x in enumerate(reading.statements)}


def _add_by_v1(connection: Connection, seq: int, document: Document, reading: Reading) -> None:
    """Add a report as the first Panj did."""
    day = document.published or NOON.date()
    connection.execute(insert(v1.transaction).values(seq=seq, recorded_at=NOON, code_version="1", model_version="m"))
    connection.execute(
        insert(v1.document).values(
            id=document.id,
            txn=seq,
            sha256=document.sha256,
            title=document.title,
            outlet=document.outlet,
            published=document.published,
            day=day,
            language=None,
            url=None,
            text=document.text,
            record=msgspec.json.encode(msgspec.structs.replace(document, text="")),
        )
    )
    bare = msgspec.json.encode(msgspec.structs.replace(reading, statements=()))
    row = insert(v1.reading).values(document=document.id, txn=seq, version="1+m", unread=0, record=bare)
    number = connection.execute(row.returning(v1.reading.c.id)).scalar_one()
    for i, x in enumerate(reading.statements):
        connection.execute(insert(v1.statement).values(_statement_by_v1(x, number, i, seq, day)))
        add_to_search(connection, [((number << 20) + i, x.quote, " ".join(names(x)))])
        for key in _events(reading)[x.id]:
            connection.execute(insert(v1.event_key).values(key=key, reading=number, number=i))
    for key in KEYS.sketch:
        connection.execute(insert(v1.sketch).values(key=key, document=document.id))


def _statement_by_v1(x: Any, reading: int, number: int, seq: int, day: date) -> dict[str, Any]:  # noqa: ANN401
    return {
        "reading": reading,
        "id": x.id,
        "document": x.document,
        "txn": seq,
        "day": day,
        "start": x.span.start,
        "number": number,
        "code": x.event.code,
        "modality": x.modality.value,
        "denied": x.denied,
        "speaker": None,
        "confidence": x.confidence,
        "record": msgspec.json.encode(msgspec.structs.replace(x, quote="")),
    }


@pytest.fixture
def old_location(location: str, reports: list[Report]) -> str:
    """Return the address of a ledger as the first Panj left it."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    engine = _engine(_url(location), location)
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for seq, (document, reading) in enumerate(reports, 1):
            _add_by_v1(connection, seq, document, reading)
        seq = len(reports) + 1
        connection.execute(
            insert(v1.transaction).values(seq=seq, recorded_at=NOON, code_version="1", model_version="m")
        )
        for x in (SAME, EDIT):
            row = {
                "txn": seq,
                "kind": x.kind,
                "left": x.left,
                "right": x.right,
                "judgement": x.judgement.value,
                "decided_by": x.decided_by,
            }
            connection.execute(insert(v1.link).values(row | {"record": msgspec.json.encode(x)}))
    engine.dispose()
    return location


def _fresh(ledger: Ledger, reports: list[Report]) -> None:
    for document, reading in reports:
        keys = Keys(sketch=KEYS.sketch, events=_events(reading))
        ledger.add(document, reading, version=VERSION, at=NOON, keys=keys)
    ledger.judge([SAME, EDIT], version=VERSION, at=NOON)


def _contents(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    with ledger.engine.connect() as connection:
        return {t.name: sorted(map(tuple, connection.execute(t.select())), key=repr) for t in APPEND_ONLY}


def test_a_ledger_of_the_first_schema_becomes_what_it_would_be_if_made_today(
    old_location: str, reports: list[Report], tmp_path: Path
) -> None:
    moved, made = open_ledger(old_location), open_ledger(tmp_path / "new.db")
    _fresh(made, reports)
    assert _tidied(_contents(moved)) == _tidied(_contents(made))
    assert list(moved.documents()) == [d for d, _ in sorted(reports, key=lambda r: r[0].published or NOON.date())]
    assert [x.id for x in moved.statements()] == [x.id for x in made.statements()]
    assert list(moved.links()) == [SAME, EDIT]
    assert [x.document for x in moved.search("Khorog")] == [x.document for x in made.search("Khorog")]
    moved.close()
    made.close()


def _tidied(contents: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Return tables with instants as one timezone writes them: SQLite keeps none."""
    return {
        name: [tuple(str(v)[:19] if isinstance(v, datetime) else v for v in row) for row in rows]
        for name, rows in contents.items()
    }


def test_a_moved_ledger_goes_on_and_still_refuses_to_forget(old_location: str, make: Make) -> None:
    ledger = open_ledger(old_location)
    then = ledger.seq
    seen: list[str] = []

    def judge(near: Neighbours) -> tuple[Link, ...]:
        seen.extend(x.document for x, _, _ in near.statements)
        return (SAME,)

    keys = Keys(sketch=KEYS.sketch, near=frozenset({stretch(4_000_000_000, 4_000_000_000)}))
    assert ledger.add(*make("c"), version=VERSION, at=NOON, keys=keys, judge=judge)
    assert sorted(seen) == ["a", "b", "undated"]
    assert len(list(ledger.statements())) == 4
    assert len(list(ledger.statements(Scope(known_at=then)))) == 3
    for act in ("DELETE FROM reading", "UPDATE statement SET code = 'x'", "DELETE FROM term"):
        with pytest.raises(DBAPIError, match="only grows"), ledger.engine.begin() as raw:
            raw.execute(text(act))
    ledger.close()


def test_the_code_knows_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD
