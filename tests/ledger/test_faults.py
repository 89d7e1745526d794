"""Disks that fill, files that are damaged, clocks that go back: a clear word, nothing lost, nothing twice."""

import contextlib
import os
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import event

from panj.errors import LedgerError, PanjError
from panj.ledger import Hearing, Ledger, Scope, Version, open_ledger
from panj.records import Document, Reading

VERSION = Version(code="1", model="m")
NOON = datetime(2021, 7, 9, 12, tzinfo=UTC)
DAY = date(2021, 7, 8)
TOTAL, MOST = 60, 3 << 20  # reports; bytes of a file, enough for what libraries unpack on the way
Make = Callable[..., tuple[Document, Reading]]


def _limit(ledger: Ledger, pages: int) -> None:
    """Let the file grow to so many pages and no further, as a full disk would."""
    event.listen(ledger.engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count={pages}"))
    ledger.engine.dispose()


def test_a_full_disk_keeps_what_it_took_and_the_rest_is_added_later(tmp_path: Path, make: Make) -> None:
    with contextlib.closing(open_ledger(tmp_path / "panj.db")) as ledger:
        pages = (tmp_path / "panj.db").stat().st_size // 4096 + 60
        _limit(ledger, pages)
        taken, refused = set(), []
        for n in range(200):
            try:
                ledger.add(*make(f"d{n}", words=f"Post {n} fell. " * 40), version=VERSION, at=NOON)
                taken.add(f"d{n}")
            except LedgerError as error:
                refused.append(str(error))
        assert taken
        assert refused
        assert all("the disk is full" in told and "make room" in told for told in refused)
        assert {d.id for d in ledger.documents()} == taken
        assert ledger.seq == len(taken)
    with contextlib.closing(open_ledger(tmp_path / "panj.db")) as ledger:
        for n in range(200):
            ledger.add(*make(f"d{n}", words=f"Post {n} fell. " * 40), version=VERSION, at=NOON)
        assert sorted(s.document for s in ledger.statements()) == sorted(f"d{n}" for n in range(200))
        assert ledger.seq == 200


def test_a_reader_whose_disk_fills_lists_what_it_could_not_keep(tmp_path: Path) -> None:
    """The command as a person runs it, on a file that may not grow past a size."""
    reports, database = tmp_path / "reports.jsonl", tmp_path / "panj.db"
    rows = [{"id": f"d{n}", "text": f"Taliban fighters seized {n} border posts.", "outlet": "X"} for n in range(TOTAL)]
    reports.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    call = [
        str(Path(sys.executable).with_name("panj")),
        "read",
        str(reports),
        "--ledger",
        str(database),
        "--date",
        "2021-07-08",
    ]

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST, MOST))

    filled = subprocess.run(call, capture_output=True, text=True, timeout=120, check=False, preexec_fn=bound)
    assert "Traceback" not in filled.stderr
    with contextlib.closing(open_ledger(database)) as ledger:
        kept = {d.id for d in ledger.documents()}
    listed = {line.split(": ")[1] for line in filled.stderr.splitlines() if line.startswith("panj: ")}
    assert filled.returncode == 3
    assert listed
    assert kept
    assert not kept & listed
    assert len(kept | listed) == TOTAL
    again = subprocess.run(call, capture_output=True, text=True, timeout=120, check=False)
    assert again.returncode == 0, again.stderr
    with contextlib.closing(open_ledger(database)) as ledger:
        assert ledger.counts()["document"] == ledger.counts()["reading"] == TOTAL


def test_a_clock_that_goes_back_changes_nothing_of_what_was_known(ledger: Ledger, make: Make) -> None:
    known: list[list[str]] = []
    for n in range(6):
        at = NOON - timedelta(days=30 * n) if n % 2 else NOON + timedelta(days=n)
        ledger.add(*make(f"d{n}"), version=VERSION, at=at)
        known.append([s.id for s in ledger.statements()])
    assert ledger.seq == 6
    for n, then in enumerate(known, 1):
        assert [s.id for s in ledger.statements(Scope(known_at=n))] == then
        heard = Hearing(ledger).evidence(DAY, known_at=n).heard
        assert [s.id for h in heard for s in h.reading.statements] == then


def _look(ledger: Ledger) -> None:
    list(ledger.documents())
    list(ledger.statements())
    list(ledger.readings())
    list(ledger.links())
    ledger.search("post")
    Hearing(ledger).evidence(DAY)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, make: Make) -> bytes:
    """The bytes of a ledger with sixty reports."""
    file = tmp_path_factory.mktemp("sound") / "panj.db"
    with contextlib.closing(open_ledger(file)) as ledger:
        for n in range(60):
            ledger.add(*make(f"d{n}", words=f"Taliban fighters seized post {n}. " * 9), version=VERSION, at=NOON)
    with contextlib.closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
    return file.read_bytes()


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_told_and_never_breaks_the_program(
    sound: bytes, tmp_path: Path, make: Make, seed: int
) -> None:
    """A page is overwritten, bytes are turned, or the end is missing: an answer, or one line that says so."""
    chance = random.Random(seed)
    damaged = bytearray(sound)
    page = chance.randrange(len(sound) // 4096) * 4096
    kind = seed % 4
    if kind == 0:
        damaged[page : page + 4096] = bytes(4096)
    elif kind == 1:
        damaged[page : page + 4096] = chance.randbytes(4096)
    elif kind == 2:
        for _ in range(20):
            damaged[page + chance.randrange(4096)] ^= 1 << chance.randrange(8)
    else:
        del damaged[chance.randrange(4096, len(sound)) :]
    file = tmp_path / "panj.db"
    file.write_bytes(damaged)
    told = ""
    try:
        with contextlib.closing(open_ledger(file)) as ledger:
            _look(ledger)
            ledger.add(*make("another"), version=VERSION, at=NOON)
    except PanjError as error:
        told = str(error)
    assert not told or str(file) in told or "damaged" in told


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    if os.getuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    with pytest.raises(LedgerError, match=r"cannot be opened|may not be written"):
        open_ledger(tmp_path / "panj.db")
