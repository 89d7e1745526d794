"""Several writers at one ledger lose nothing, double nothing and leave no gap; nor does one that is killed."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from panj.ledger import open_ledger
from panj.ledger.schema import transaction

WRITERS, EACH, SHARED = 3, 15, 10
WRITER = """
import sys
from datetime import UTC, datetime
sys.path.insert(0, {tests!r})
from conftest import report
from panj.ledger import Version, open_ledger
ledger = open_ledger({location!r})
for i in range({first}, {first} + {number}):
    new = ledger.add(*report(f"doc-{{i}}"), version=Version(code="1", model="m"), at=datetime(2021, 7, 9, tzinfo=UTC))
    print(f"doc-{{i}}", new, flush=True)
ledger.close()
"""


def _script(location: str, first: int, number: int) -> list[str]:
    tests = str(Path(__file__).parent)
    return [sys.executable, "-c", WRITER.format(tests=tests, location=location, first=first, number=number)]


def _sequence(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.execute(select(transaction.c.seq).order_by(transaction.c.seq)).scalars())


def test_writers_at_once_lose_nothing_and_the_sequence_has_no_gap(location: str) -> None:
    scripts = [_script(location, w * SHARED, EACH) for w in range(WRITERS)]  # neighbours want the same five reports
    writers = [subprocess.Popen(s, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for s in scripts]
    said = [w.communicate(timeout=120) for w in writers]
    assert [w.returncode for w in writers] == [0] * WRITERS, [errors for _, errors in said]
    added = [line.split()[0] for out, _ in said for line in out.splitlines() if line.endswith("True")]
    ledger = open_ledger(location)
    held = [d.id for d in ledger.documents()]
    assert sorted(added) == sorted(held) == sorted(f"doc-{i}" for i in range((WRITERS - 1) * SHARED + EACH))
    assert sorted(s.document for s in ledger.statements()) == sorted(held)
    assert _sequence(ledger.engine) == list(range(1, len(held) + 1))
    ledger.close()


@pytest.mark.parametrize("seed", [20210708])
def test_a_killed_writer_leaves_no_half_report_and_no_gap(location: str, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    for turn in range(4):
        with subprocess.Popen(_script(location, turn * 1000, 1000), stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            acknowledged.add(writer.stdout.readline().split()[0])
            time.sleep(chance.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL)
            acknowledged.update(line.split()[0] for line in writer.stdout if line.endswith("\n"))
    ledger = open_ledger(location)
    held = {d.id for d in ledger.documents()}
    assert acknowledged <= held, f"lost with seed {seed}"
    assert sorted(s.document for s in ledger.statements()) == sorted(held), "a report without its statement"
    assert _sequence(ledger.engine) == list(range(1, len(held) + 1))
    ledger.close()
