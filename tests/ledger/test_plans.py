"""No question that is asked at every report or every picture reads a table from end to end (SQLite tells its plans)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from panj.ledger import Hearing, Keys, Ledger, Scope, Standing, Version, open_ledger
from panj.ledger.schema import metadata
from panj.records import Document, Judgement, Link, Reading, stretch

VERSION = Version(code="1", model="m")
NOON = datetime(2021, 7, 9, 12, tzinfo=UTC)
DAY = date(2021, 7, 8)
WHOLE = {"standing"}  # few of a ledger's statements; what is newest of each is looked for among all
Make = Callable[..., tuple[Document, Reading]]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "panj.db")
    yield opened
    opened.close()


@contextmanager
def scanned(ledger: Ledger) -> Iterator[set[str]]:
    """Collect the tables that are read from end to end."""
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, values: Any, ___: Any, many: bool) -> None:  # noqa: ANN401 - the driver's
        if not many:
            asked.append((statement, values))

    tables: set[str] = set()
    event.listen(ledger.engine, "before_cursor_execute", note)
    yield tables
    event.remove(ledger.engine, "before_cursor_execute", note)
    with ledger.engine.connect() as connection:
        for statement, values in asked:
            if statement.startswith(
                ("SELECT", "UPDATE", "DELETE")
            ):  # an insert looks at no other rows, though its plan may name their tables
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
                walked = "LIMIT" in statement  # along an index, as far as it has to
                steps = (row[3].split() for row in plan if not (walked and " INDEX " in row[3]))
                tables |= {step[1] for step in steps if step[0] == "SCAN" and step[1] in metadata.tables}


def _add(ledger: Ledger, make: Make, name: str, version: Version = VERSION) -> None:
    document, reading = make(name)
    keys = Keys(
        sketch=frozenset(range(40)),
        events={reading.statements[0].id: frozenset(range(5))},
        near=frozenset(stretch(first, first + 2) for first in range(9)),
        standing={reading.statements[0].id: (Standing(1, DAY),)},
        rules="r",
    )
    link = Link(kind="event", left=reading.statements[0].id, right="x", judgement=Judgement.SAME)
    ledger.add(document, reading, version=version, at=NOON, keys=keys, judge=lambda _: [link])


def test_adding_a_report_reads_no_table_whole(ledger: Ledger, make: Make) -> None:
    with scanned(ledger) as tables:
        for name in "abc":
            _add(ledger, make, name)
        _add(ledger, make, "a", Version(code="2", model="m"))
    assert tables == set()


@pytest.mark.parametrize("known_at", [None, 3])
def test_gathering_for_a_picture_reads_no_table_whole(ledger: Ledger, make: Make, known_at: int | None) -> None:
    for name in "abc":
        _add(ledger, make, name)
    with scanned(ledger) as tables:
        assert len(Hearing(ledger).evidence(DAY, known_at=known_at).heard) == 3
        assert ledger.last_published(Scope(known_at=known_at)) == DAY
    assert tables <= WHOLE


def test_a_question_that_reads_a_table_whole_is_found_out(ledger: Ledger, make: Make) -> None:
    _add(ledger, make, "a")
    with scanned(ledger) as tables:
        list(ledger.documents())
    assert tables == {"document"}
