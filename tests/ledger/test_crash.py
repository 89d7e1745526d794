"""A reader that is killed at any moment loses no report that it acknowledged and leaves no half one."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from panj.ledger import open_ledger

KILLS = 20
WRITER = """
import sys
from datetime import UTC, datetime
sys.path.insert(0, {tests!r})
from conftest import report
from panj.ledger import Version, open_ledger
ledger = open_ledger({database!r})
start = ledger.counts()["document"]
for i in range(start, start + 10_000):
    ledger.add(*report(f"doc-{{i}}"), version=Version(code="1", model="m"), at=datetime(2021, 7, 9, tzinfo=UTC))
    print(f"doc-{{i}}", flush=True)
"""


def test_twenty_kills_lose_nothing_and_leave_nothing_half(tmp_path: Path) -> None:
    database = tmp_path / "panj.db"
    script = WRITER.format(tests=str(Path(__file__).parent), database=str(database))
    seed = 20210708
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            acknowledged.add(writer.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL)
            acknowledged.update(line.strip() for line in writer.stdout if line.endswith("\n"))
    ledger = open_ledger(database)
    held = {d.id for d in ledger.documents()}
    said = [s.document for s in ledger.statements()]
    ledger.close()
    with sqlite3.connect(database) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
    assert acknowledged <= held, f"lost with seed {seed}"
    assert sorted(said) == sorted(held), "a report without its statement"
