"""Reports small enough to see through, and a ledger to put them in, on both databases."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from panj.ledger import Ledger, Version, open_ledger
from panj.records import Attribution, Document, Event, Reading, Role, Source, Span, Statement, fingerprint

VERSION = Version(code="1", model="m")
NOON = datetime(2021, 7, 9, 12, tzinfo=UTC)

Report = tuple[Document, Reading]


def report(
    name: str, day: date | None = date(2021, 7, 8), *, words: str = "Taliban fighters seized the post."
) -> Report:
    """Return a document of one sentence and the one statement that it makes."""
    document = Document(
        id=name, text=words, title=name, outlet="Khorog Herald", published=day, sha256=fingerprint(words)
    )
    span = Span(0, len(words))
    event = Event(
        id=fingerprint(name, "TAKE"),
        code="TAKE",
        trigger=Span(0, 4),
        roles=(Role(role="actor", span=Span(0, 4), text=words[0:4], name="Taliban", entity="taliban"),),
    )
    statement = Statement(
        id=fingerprint(name, 0),
        document=name,
        span=span,
        quote=words,
        chain=(
            Attribution(source=Source(name="Khorog Herald")),
            Attribution(source=Source(name="Rudenko", entity="rudenko")),
        ),
        event=event,
    )
    return document, Reading(document=name, statements=(statement,), unread=())


@pytest.fixture(scope="session")
def make() -> Callable[..., Report]:
    return report


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database with nothing in it."""
    if request.param == "sqlite":
        return str(tmp_path / "panj.db")
    return str(request.getfixturevalue("new_database")())


@pytest.fixture
def ledger(location: str) -> Iterator[Ledger]:
    opened = open_ledger(location)
    yield opened
    opened.close()
