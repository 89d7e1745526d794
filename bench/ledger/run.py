"""Time a large ledger of made-up reports: `python -m bench.ledger.run [--statements N] [--postgresql URL] [--pin]`.

Speed only: the reports are chance words (see `synthetic`). Each time is the median of several runs in one process,
after one run that is not counted; adding is timed over the last reports and, for comparison, over the first.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import text

from bench.ledger.synthetic import PER_REPORT, reports
from panj import pipeline
from panj.ledger import Ledger, Scope, open_ledger
from panj.serve.picture import picture
from panj.world import load_world

HERE = Path(__file__).parent
NOON = datetime(2022, 1, 1, 12, tzinfo=UTC)
DAY, PAST = date(2021, 12, 28), date(2021, 9, 1)
TIMED = 40  # reports at each end whose adding is timed
DAYS = 1000
MARKS = {
    "add first, ms": None,
    "add last, ms": 50.0,
    "add p99, ms": None,
    "brief, ms": 300.0,
    "as-of, ms": 300.0,
    "known-at, ms": 300.0,
    "why, ms": 50.0,
    "search p99, ms": 150.0,
    "kB a statement": 1.5,
}
SLACK = 1.6  # a machine shared with others is seldom twice the same


def build(ledger: Ledger, statements: int) -> tuple[list[float], list[float]]:
    """Fill a ledger as `panj read` does; return the milliseconds of the first and the last reports."""
    world, taken = load_world(), []
    for document, reading in reports(statements, days=DAYS):
        start = time.perf_counter()
        pipeline.add(ledger, document, reading, at=NOON, world=world)
        taken.append((time.perf_counter() - start) * 1000)
    return taken[:TIMED], taken[-TIMED:]


def timed(action: Callable[[], object], runs: int) -> list[float]:
    """Return the milliseconds of each run but the first."""
    taken = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return taken[1:]


def measure(ledger: Ledger, size: Callable[[], int], statements: int) -> Iterator[tuple[str, float]]:
    """Yield what was reached, by the name of its mark."""
    first, last = build(ledger, statements)
    yield "add first, ms", statistics.median(first)
    yield "add last, ms", statistics.median(last)
    yield "add p99, ms", max(last)
    then = ledger.seq - 200
    yield "brief, ms", statistics.median(timed(lambda: picture(ledger, as_of=DAY), 5))
    yield "as-of, ms", statistics.median(timed(lambda: picture(ledger, as_of=PAST), 5))
    yield "known-at, ms", statistics.median(timed(lambda: picture(ledger, as_of=DAY, known_at=then), 5))
    some = [s.id for s, _ in zip(ledger.statements(Scope(as_of=PAST)), range(50), strict=False)]
    yield "why, ms", statistics.median(t for i in some for t in timed(partial(ledger.statement, i[:12]), 1))
    words = [f"word{n} word{n + 1}" for n in range(0, 400, 4)] + [f"word{n}" for n in range(100)]
    yield "search p99, ms", sorted(t for w in words for t in timed(partial(ledger.search, w), 1))[-2]
    ledger.close()
    yield "kB a statement", size() / statements / 1000


def floor_of(reached: dict[str, float]) -> dict[str, float]:
    """Return the floors to hold: what was reached, with room for a busy machine, except sizes."""
    return {k: round(v if k.startswith("kB") else v * SLACK, 3) for k, v in reached.items()}


def main() -> int:
    """Print the table; 1 if something is slower or larger than its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=20_000)
    parser.add_argument("--postgresql", metavar="URL", help="an empty database to fill instead of a file")
    parser.add_argument("--pin", action="store_true", help="write what was reached as the floor")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        ledger = open_ledger(given.postgresql or file)
        size = (lambda: _postgresql_size(given.postgresql)) if given.postgresql else (lambda: file.stat().st_size)
        reached = {k: round(v, 3) for k, v in measure(ledger, size, given.statements)}
    floor = HERE / "floor.json"
    if given.pin:
        floor.write_text(json.dumps(floor_of(reached), indent=1) + "\n", encoding="utf-8")
    floors = json.loads(floor.read_text(encoding="utf-8"))
    print(f"{given.statements} statements, {given.statements // PER_REPORT} reports")
    for name, value in reached.items():
        asked = MARKS[name]
        print(f"{name:16s} {value:9.2f}   asked {asked if asked else '-'}   floor {floors[name]}")
    compared = not given.postgresql
    return int(compared and any(value > floors[name] for name, value in reached.items()))


def _postgresql_size(location: str) -> int:
    ledger = open_ledger(location)
    with ledger.engine.connect() as connection:
        size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    ledger.close()
    return int(size)


if __name__ == "__main__":
    sys.exit(main())
