"""A report that crashes, hangs or bloats its worker is set aside after two tries, and all the others pass."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import msgspec
import pytest

from panj.errors import PanjError, ReadError
from panj.ledger import open_ledger
from panj.pipeline import understand_all
from panj.records import Document, fingerprint
from panj.scale import Crash, Limits, read_apart, spread

TOTAL = 60
MANY = 400  # so many that a kill is seen before the last transaction, however fast they are loaded
LIMITS = Limits(memory=1 << 30, seconds=1.5, start=60)


def _touchy():  # type: ignore[no-untyped-def]  # noqa: ANN202
    def work(given: bytes) -> bytes:
        if given == b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        if given == b"hang":
            time.sleep(60)
        if given == b"bloat":
            return bytes(4 << 30)
        if given == b"raise":
            raise ValueError("no sense in it")
        if given.startswith(b"once "):
            marker = Path(given[5:].decode())
            if not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return given.upper()

    return work


def _deaf():  # type: ignore[no-untyped-def]  # noqa: ANN202
    return lambda _: b" ".join(signal.Signals(s).name.encode() for s in signal.pthread_sigmask(signal.SIG_BLOCK, []))


def _broken():  # type: ignore[no-untyped-def]  # noqa: ANN202
    raise SystemExit(1)


def test_an_interrupt_is_left_to_the_driver() -> None:
    assert list(spread([b"a"], _deaf, workers=1, limits=LIMITS)) == [(b"a", b"SIGINT")]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


@pytest.mark.parametrize(
    ("poison", "why"),
    [(b"die", "exit -9"), (b"hang", "more than 1.5 seconds"), (b"bloat", "MiB"), (b"raise", "no sense in it")],
)
def test_a_poison_report_is_set_aside_and_the_other_99_pass(poison: bytes, why: str) -> None:
    items = [b"a%d" % i for i in range(99)]
    found = dict(spread([*items[:50], poison, *items[50:]], _touchy, workers=2, limits=LIMITS))
    crash = found.pop(poison)
    assert isinstance(crash, Crash)
    assert why in crash.why
    assert found == {i: i.upper() for i in items}


def test_a_report_that_had_bad_luck_once_is_read_at_the_second_try(tmp_path: Path) -> None:
    item = b"once " + str(tmp_path / "seen").encode()
    assert dict(spread([item, b"a"], _touchy, workers=2, limits=LIMITS)) == {item: item.upper(), b"a": b"A"}


def test_no_reports_give_no_results() -> None:
    assert list(spread([], _touchy, workers=2, limits=LIMITS)) == []


def test_workers_that_cannot_start_are_not_started_for_ever() -> None:
    with pytest.raises(PanjError, match="could not start"):
        list(spread([b"a"], _broken, workers=1, limits=LIMITS))


def _documents(number: int) -> list[Document]:
    texts = [f"Taliban fighters seized {i + 2} border posts on Thursday, officials said." for i in range(number)]
    days = date(2021, 7, 8)
    return [
        Document(id=f"d{i}", text=t, outlet="X", published=days, sha256=fingerprint(t)) for i, t in enumerate(texts)
    ]


def test_workers_read_what_one_process_reads() -> None:
    failures: list[ReadError] = []
    documents = _documents(4)
    apart = {d.id: msgspec.json.encode(r) for d, r in read_apart(documents, workers=2, failed=failures.append)}
    assert apart == {d.id: msgspec.json.encode(r) for d, r in understand_all(documents)}
    assert failures == []


def test_a_killed_driver_run_again_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    reports, database = tmp_path / "reports.jsonl", tmp_path / "panj.db"
    rows = [{"id": d.id, "text": d.text, "date": "2021-07-08", "outlet": "X"} for d in _documents(MANY)]
    reports.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    panj = str(Path(sys.executable).with_name("panj"))
    call = [panj, "read", str(reports), "--ledger", str(database), "--workers", "2"]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as driver:
        while not database.exists() or _held(database) < 2:
            assert driver.poll() is None, "it was done before it could be killed"
            time.sleep(0.02)
        driver.kill()
    at_kill = _held(database)
    done = subprocess.run(call, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    ledger = open_ledger(database)
    assert ledger.counts()["document"] == ledger.counts()["reading"] == MANY
    assert ledger.seq == MANY
    ledger.close()
    assert 2 <= at_kill < MANY, "the kill came too late to test anything"


def _held(database: Path) -> int:
    ledger = open_ledger(database)
    try:
        return ledger.counts()["document"]
    finally:
        ledger.close()
