"""Time the API under sixteen clients: `python -m bench.api.run [--statements N] [--seconds S] [--reading]`.

`panj serve` runs in a process of its own over a ledger of made-up reports (bench/ledger/synthetic.py); the clients
share its cores. Each client asks again as soon as it is answered (a closed loop, which hides how long a burst would
wait), on a connection that it keeps. With `--reading` reports are added beside it all the time. Whatever is not
answered with 200 counts as an error and fails the bench.

No two lists or searches of a run are alike. `brief` asks for twenty days over and over, as people at a desk do; each
was asked for once before, since an answer is computed once and kept until something is added. How long that takes for
one client is told beside it.
"""

import argparse
import http.client
import itertools
import multiprocessing
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from bench.ledger.synthetic import ACTORS, CODES, report, reports
from panj import pipeline
from panj.ledger import open_ledger

HOST, PORT = "127.0.0.1", 8765
CLIENTS = 16
WARM = 2.0  # seconds that are not counted
DAYS = 1000
TWENTY = 20
LAST = date(2021, 12, 31)
NOON = datetime(2022, 1, 1, 12, tzinfo=UTC)
MARKS = {"list": 50.0, "search": 60.0, "brief": 150.0}  # p99 in ms
EACH_SECOND = 2.0  # reports added beside the questions
Question = Callable[[int], str]


def build(file: Path, statements: int) -> None:
    """Fill a ledger as `panj read` does."""
    ledger = open_ledger(file)
    for document, reading in reports(statements, days=DAYS):
        pipeline.add(ledger, document, reading, at=NOON)
    ledger.close()


def listing(number: int) -> str:
    """Return a question for a page of statements: by act, by whom it names, or all; each of another day."""
    day = (LAST - timedelta(number % 900)).isoformat()
    chance = random.Random(number)
    which = (f"&code={chance.choice(CODES)}", f"&entity={chance.choice(ACTORS)}", "")[number % 3]
    return f"/api/v1/statements?limit=50&after={chance.randrange(2**20, 2**30)}&as_of={day}{which}"


def searching(number: int) -> str:
    """Return a question for words."""
    words = f"word{number % 4000} word{number * 7 % 4000}" if number % 2 else f"word{number * 13 % 4000}"
    return f"/api/v1/search?q={quote(words)}&limit=20&as_of={(LAST - timedelta(number % 300)).isoformat()}"


def briefing(number: int) -> str:
    """Return a question for the brief of one of the last twenty days."""
    return f"/api/v1/brief?as_of={(LAST - timedelta(number % TWENTY)).isoformat()}&n={number}"


QUESTIONS: dict[str, Question] = {
    "list": listing,
    "search": searching,
    "brief": briefing,
}


def client(question: Question, numbers: Iterator[int], until: float, taken: list[float], errors: list[str]) -> None:
    """Ask until it is time to stop; keep the milliseconds of each answer after the first seconds."""
    connection = http.client.HTTPConnection(HOST, PORT, timeout=60)
    counted = time.perf_counter() + WARM
    while (start := time.perf_counter()) < until:
        path = question(next(numbers))
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            errors.append(f"{answer.status} {path}")
        if start > counted:
            taken.append((time.perf_counter() - start) * 1000)


def ask(question: Question, seconds: float) -> tuple[list[float], list[str]]:
    """Let all clients ask for some seconds."""
    taken: list[float] = []
    errors: list[str] = []
    numbers = itertools.count()
    until = time.perf_counter() + WARM + seconds
    threads = [threading.Thread(target=client, args=(question, numbers, until, taken, errors)) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(taken), errors


def first_answers() -> float:
    """Ask for each brief once, by one client; return the milliseconds that the median one took."""
    connection = http.client.HTTPConnection(HOST, PORT, timeout=60)
    taken = []
    for number in range(TWENTY):
        start = time.perf_counter()
        connection.request("GET", briefing(number))
        connection.getresponse().read()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def add_meanwhile(file: Path, stop: "multiprocessing.synchronize.Event") -> None:
    """Add reports to the ledger until told to stop."""
    ledger, chance = open_ledger(file), random.Random(7)
    for number in itertools.count(10_000_000):
        if stop.wait(1 / EACH_SECOND):
            break
        document, reading = report(number, LAST - timedelta(number % 30), chance)
        pipeline.add(ledger, document, reading, at=NOON)
    ledger.close()


def share(taken: list[float], part: float) -> float:
    """Return the time that so great a part of the answers took at most."""
    return taken[min(len(taken) - 1, int(len(taken) * part))]


def measure(file: Path, seconds: float, *, reading: bool) -> bool:
    """Print a table; tell whether every mark was met and every answer was one."""
    stop = multiprocessing.Event()
    writer = multiprocessing.Process(target=add_meanwhile, args=(file, stop))
    if reading:
        writer.start()
    met = True
    for name, question in QUESTIONS.items():
        if name == "brief":
            print(f"first answers for {TWENTY} days: {first_answers():.0f} ms each")
        taken, errors = ask(question, seconds)
        if not taken:
            raise SystemExit(f"{name}: no answer within {seconds} seconds; {errors[:1]}")
        reached = share(taken, 0.99)
        asked = MARKS.get(name)
        met = met and not errors and (asked is None or reached < asked)
        print(
            f"{name:10s} {len(taken) / seconds:7.0f}/s   p50 {statistics.median(taken):7.1f}   p99 {reached:7.1f}   "
            f"asked {asked or '-'}   {len(errors)} errors{' ' + errors[0] if errors else ''}"
        )
    stop.set()
    if reading:
        writer.join()
    return met


def served(file: Path) -> "subprocess.Popen[bytes]":
    """Start the desk and wait until it answers."""
    command = [str(Path(sys.executable).parent / "panj"), "serve", "--ledger", str(file), "--port", str(PORT)]
    started = subprocess.Popen(command)
    for _ in range(300):
        try:
            http.client.HTTPConnection(HOST, PORT, timeout=5).request("GET", "/api/v1/days")
        except OSError:
            time.sleep(0.1)
        else:
            return started
    raise SystemExit("the desk does not answer")


def main() -> int:
    """Print the tables; 1 if a mark is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--reading", action="store_true", help="add reports beside the questions")
    parser.add_argument("--keep", type=Path, help="a file for the made-up ledger, used again if it is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = given.keep or Path(folder) / "made.db"
        if not kept.exists():
            build(kept, given.statements)
        file = Path(shutil.copy(kept, Path(folder) / "served.db"))
        desk = served(file)
        try:
            return 0 if measure(file, given.seconds, reading=given.reading) else 1
        finally:
            desk.terminate()
            desk.wait()


if __name__ == "__main__":
    sys.exit(main())
