"""Time a large ledger of made-up reports: `python -m bench.ledger.run [--statements N] [--postgresql URL] [--pin]`.

With `--keep FILE` the ledger is filled there, or measured as it is where it was filled before.

Speed only: the reports are chance words (see `synthetic`). Five reports a day, 100 statements, whatever the size: a
larger ledger is an older one. The first and the last 40 reports are added as `panj read` adds them and timed; those
between are written by the same code, many to a transaction and without looking for neighbours. Each other time is the
median of several in one process, after one that is not counted, and the least beside it; the processor's time beside
the clock's tells what other work on the machine costs.

The collector of cycles looks as seldom as in a command. A picture is read, gathered and assessed anew each time. A desk
keeps what it read: there each picture and its text is timed after one more report was added. "panj brief" is the whole
command, from the start of Python.
"""

import argparse
import gc
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

from bench.ledger.synthetic import PER_REPORT, report, reports
from panj import pipeline
from panj.ledger import How, Keys, Ledger, Scope, open_ledger
from panj.reconcile import KEY_RULES, event_keys, traits, witness_keys
from panj.records import Document, Reading
from panj.serve.brief_command import in_plain
from panj.serve.cli import NEW
from panj.serve.picture import Picture, Pictures, picture
from panj.serve.why_command import evidence
from panj.world import World, load_world

HERE = Path(__file__).parent
NOON = datetime(2022, 1, 1, 12, tzinfo=UTC)
DAY = date(2021, 12, 28)
PAST = date(2021, 9, 1)
TIMED = 40  # reports at each end whose adding is timed
A_DAY = 100  # statements
AT_ONCE = 250  # reports to a transaction, between the ends
MARKS = {
    "add first, ms": None,
    "add last, ms": 50.0,
    "picture, ms": 300.0,
    "brief, ms": 300.0,
    "desk's brief, ms": 300.0,
    "panj brief, ms": None,
    "as-of, ms": 300.0,
    "known-at, ms": 300.0,
    "why, ms": 50.0,
    "search p99, ms": 150.0,
    "kB a statement": 1.5,
}
PICTURES = ("picture, ms", "brief, ms", "desk's brief, ms", "as-of, ms", "known-at, ms")
MILLION = MARKS | {"add last, ms": 30.0} | dict.fromkeys(PICTURES, 1000.0)
SLACK = 1.6  # a machine shared with others is seldom twice the same


class Taken(NamedTuple):
    """Milliseconds: the median, the least, and the least of the processor's own."""

    median: float
    least: float = 0.0
    processor: float = 0.0


def build(ledger: Ledger, statements: int) -> tuple[Taken, Taken]:
    """Fill a ledger; return the milliseconds of the first and the last reports."""
    world = load_world()
    if ledger.seq:
        return Taken(0), timed(
            [partial(_add, ledger, world, *r) for r in more(ledger, TIMED, days=statements // A_DAY)]
        )
    found = iter(reports(statements, days=max(1, statements // A_DAY)))
    first = timed([partial(_add, ledger, world, *r) for r in islice(found, TIMED)])
    between = statements // PER_REPORT - 2 * TIMED
    while between > 0:
        some = list(islice(found, min(AT_ONCE, between)))
        between -= len(some)
        _add_at_once(ledger, world, some)
    return first, timed([partial(_add, ledger, world, *r) for r in found])


def more(ledger: Ledger, number: int, *, days: int) -> list[tuple[Document, Reading]]:
    """Return reports of so many last days that the ledger does not hold yet."""
    start, chance = 10_000_000 + ledger.seq, random.Random(ledger.seq)
    return [report(start + n, DAY - timedelta(chance.randrange(days)), chance) for n in range(number)]


def _add(ledger: Ledger, world: World, document: Document, reading: Reading) -> None:
    pipeline.add(ledger, document, reading, at=NOON, memory=pipeline.Memory(world))


def _add_at_once(ledger: Ledger, world: World, some: list[tuple[Document, Reading]]) -> None:
    ledger.add_together((*report, _unseen(world, *report)) for report in some)


def _unseen(world: World, document: Document, reading: Reading) -> How:
    day = document.published or NOON.date()
    ours = pipeline.occurrences(reading.statements, reading.quantities, day, world)
    keys = Keys(
        sketch=witness_keys(document),
        events={o.statement.id: event_keys(traits(o)) for o in ours},
        standing=pipeline.what_stands(document, reading, day, world),
        rules=pipeline.standing_rules(),
        kept_by=KEY_RULES,
        answers=pipeline.what_is_answered(document, reading, day, world),
        answered_by=pipeline.answering_rules(),
    )
    return How(version=pipeline.version(), at=NOON, keys=keys)


def timed(actions: list[Callable[[], object]]) -> Taken:
    """Return what each action took until its result was there; letting go of it is not counted."""
    wall, processor = [], []
    for action in actions:
        start, used = time.perf_counter(), time.process_time()
        made = action()
        wall.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - used) * 1000)
        del made
    return Taken(statistics.median(wall), min(wall), min(processor))


def again(action: Callable[[], object], runs: int = 7) -> Taken:
    """Return what an action takes once it has been done."""
    action()
    return timed([action] * runs)


def at_a_desk(ledger: Ledger, runs: int = 7) -> Taken:
    """Return what a picture and its text take where the last was kept and one more report has come."""
    drawing, world = Pictures(ledger), load_world()
    drawing.of(DAY)
    taken = []
    for added in more(ledger, runs, days=120):
        _add(ledger, world, *added)
        taken.append(timed([lambda: in_plain(drawing.of(DAY))]))
    return Taken(
        statistics.median(t.median for t in taken), min(t.least for t in taken), min(t.processor for t in taken)
    )


def with_text(shown: Picture) -> tuple[Picture, str]:
    """Return a picture with its text, so that letting go of it is not counted here either."""
    return shown, in_plain(shown)


def command(ledger: Ledger) -> Taken:
    """Return what the whole command takes; the processor's time is not known."""
    call = [str(Path(sys.executable).with_name("panj")), "brief", "--as-of", str(DAY), "--ledger", location_of(ledger)]
    return again(lambda: subprocess.run(call, check=True, stdout=subprocess.DEVNULL), 3)._replace(processor=0.0)


def location_of(ledger: Ledger) -> str:
    """Return the address of a ledger as a command takes it."""
    return ledger.where if ledger.dialect == "sqlite" else ledger.engine.url.render_as_string(hide_password=False)


def measure(ledger: Ledger, size: Callable[[], int], statements: int) -> Iterator[tuple[str, Taken]]:
    """Yield what was reached, by the name of its mark."""
    first, last = build(ledger, statements)
    yield "add first, ms", first
    yield "add last, ms", last
    then = ledger.seq - 200
    yield "picture, ms", again(lambda: picture(ledger, as_of=DAY))
    yield "brief, ms", again(lambda: with_text(picture(ledger, as_of=DAY)))
    yield "desk's brief, ms", at_a_desk(ledger)
    yield "panj brief, ms", command(ledger)
    yield "as-of, ms", again(lambda: picture(ledger, as_of=PAST))
    yield "known-at, ms", again(lambda: picture(ledger, as_of=DAY, known_at=then))
    some = [s.id for s in islice(ledger.statements(Scope(as_of=date(2021, 8, 1))), 50)]
    yield "why, ms", timed([partial(evidence, ledger, i[:12]) for i in some])
    words = [f"word{n} word{n + 1}" for n in range(0, 400, 4)] + [f"word{n}" for n in range(100)]
    taken = sorted(timed([partial(ledger.search, w)]).median for w in words)
    yield "search p99, ms", Taken(taken[-2], taken[0])
    held = ledger.counts()["statement"]
    ledger.close()
    yield "kB a statement", Taken(size() / held / 1000)


def floor_of(reached: dict[str, Taken]) -> dict[str, float]:
    """Return the floors to hold: what was reached, with room for a busy machine, except sizes."""
    return {k: round(v.median if k.startswith("kB") else v.median * SLACK, 3) for k, v in reached.items()}


def main() -> int:
    """Print the table; 1 if something is slower or larger than its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=20_000)
    parser.add_argument("--postgresql", metavar="URL", help="an empty database to fill instead of a file")
    parser.add_argument("--folder", help="where the file is made; a temporary folder if not said")
    parser.add_argument("--keep", metavar="FILE", help="fill this file and leave it, or measure it if it is filled")
    parser.add_argument("--pin", action="store_true", help="write what was reached as the floor")
    given = parser.parse_args()
    gc.set_threshold(NEW)
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        file = Path(given.keep or Path(folder) / "bench.db")
        ledger = open_ledger(given.postgresql or file)
        size = (lambda: _postgresql_size(given.postgresql)) if given.postgresql else (lambda: file.stat().st_size)
        reached = dict(measure(ledger, size, given.statements))
    floor = HERE / "floor.json"
    if given.pin:
        floor.write_text(json.dumps(floor_of(reached), indent=1) + "\n", encoding="utf-8")
    floors = json.loads(floor.read_text(encoding="utf-8"))
    asked = MILLION if given.statements >= 1_000_000 else MARKS
    where = "PostgreSQL" if given.postgresql else "SQLite"
    number = given.statements // PER_REPORT
    print(f"{where}: {given.statements} statements, {number} reports; load {os.getloadavg()[0]:.1f}")
    for name, taken in reached.items():
        mark = asked[name] or "-"
        print(
            f"{name:16s} {taken.median:9.2f}   least {taken.least:8.2f}   processor {taken.processor:8.2f}"
            f"   asked {mark}   floor {floors.get(name, '-')}"
        )
    compared = not given.postgresql and given.statements == parser.get_default("statements")
    return int(compared and any(taken.median > floors.get(name, taken.median) for name, taken in reached.items()))


def _postgresql_size(location: str) -> int:
    ledger = open_ledger(location)
    with ledger.engine.connect() as connection:
        size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    ledger.close()
    return int(size)


if __name__ == "__main__":
    sys.exit(main())
