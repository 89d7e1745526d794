"""No test reaches the network or reads the clock unless it says so.

PostgreSQL is our own: in a temporary folder, reached by a socket there and by nothing else.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

BINARIES = Path("/usr/lib/postgresql")
QUICK = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=40"
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """Return the folder of data to check with, or skip with the reason."""
    if not SHARED.is_dir():
        pytest.skip("the folder of data to check with, ../shared, is not here")
    return SHARED


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family == socket.AF_UNIX or (isinstance(address, tuple) and address[0] in ("127.0.0.1", "::1")):
            return connect(self, address)  # type: ignore[arg-type]
        raise AssertionError(f"a test tried to reach {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


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
