"""Reports small enough to see through, and a ledger to put them in, on both databases.

PostgreSQL is our own: in a temporary folder, reached by a socket there and by nothing else.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from panj.ledger import Ledger, Version, open_ledger
from panj.records import Attribution, Document, Event, Reading, Role, Source, Span, Statement, fingerprint

VERSION = Version(code="1", model="m")
NOON = datetime(2021, 7, 9, 12, tzinfo=UTC)

Report = tuple[Document, Reading]
BINARIES = Path("/usr/lib/postgresql")
QUICK = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=40"


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


@pytest.fixture
def make() -> Callable[..., Report]:
    return report


def _binaries() -> Path | None:
    """Return the folder of the newest server that is installed."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    numbered = [p for p in BINARIES.glob("*/bin") if (p / "initdb").exists() and p.parent.name.isdigit()]
    return max(numbered, key=lambda p: int(p.parent.name), default=None)


@contextmanager
def _server(programs: Path) -> Iterator[str]:
    """Run a server whose words sort as a person's do (not by their bytes) and yield the folder of its socket."""
    user = "postgres" if os.getuid() == 0 else None  # the server refuses to run as root
    home = Path(tempfile.mkdtemp(prefix="panj-pg-", dir="/tmp"))
    if user:
        shutil.chown(home, user)

    def run(program: str, *words: str) -> None:
        call = [str(programs / program), *words]
        subprocess.run(call, check=True, user=user, cwd=home, stdout=subprocess.DEVNULL, timeout=60)

    data = str(home / "data")
    try:
        sorting = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en")
        run("initdb", "-D", data, "-U", "panj", "-A", "trust", "-E", "UTF8", "--no-sync", *sorting)
        run("pg_ctl", "-D", data, "-w", "-l", str(home / "log"), "-o", f"{QUICK} -k {home}", "start")
        try:
            yield str(home)
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """Return what makes an empty PostgreSQL database and tells its address."""
    programs = _binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="the extra panj[postgres] is not installed")
    numbers = count()
    with _server(programs) as folder:

        def make() -> str:
            name = f"panj{next(numbers)}"
            engine = create_engine(_address("postgres", folder), isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            engine.dispose()
            return _address(name, folder)

        yield make


def _address(name: str, folder: str) -> str:
    return f"postgresql+psycopg://panj@/{name}?host={folder}"


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
