"""Kill readers, workers and drivers: `python -m bench.ledger.kills [--reports N] [--kills K] [--seed S]`.

Made-up news of a few sentences is read by `panj read --workers 2` and by `panj read` in turn; at a random moment the
driver or one of its workers gets SIGKILL. What is killed is started again. At the end the ledger must hold each report
once, with the very statements of a ledger that nobody disturbed, and `panj doctor` must find nothing wrong. The seed
fixes what is killed and when after its start; how far a process has come by then, the machine decides.
"""

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from panj.ledger import open_ledger

PANJ = str(Path(sys.executable).with_name("panj"))
TOWNS = ("Ishkashim", "Khorog", "Rushan", "Shughnan", "Darvaz", "Imam Sahib")


def reports(number: int, chance: random.Random) -> bytes:
    """Return so many reports as JSON lines."""
    rows = []
    for n in range(number):
        town, count = chance.choice(TOWNS), chance.randrange(20, 900)
        text = (
            f"Taliban fighters seized a border post near {town} on Tuesday, officials said.\n\n"
            f"More than {count} Afghan soldiers fled into Tajikistan, the border service said in a statement.\n\n"
            f"Russia denied that it would send troops to {town}."
        )
        rows.append({"id": f"report-{n}", "text": text, "published": "2021-07-06", "outlet": f"Outlet {n % 7}"})
    return b"\n".join(map(msgspec.json.encode, rows))


def children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    with contextlib.suppress(OSError):
        return [int(x) for x in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def disturb(call: list[str], chance: random.Random) -> str:
    """Run a command, kill it or one of its workers at a random moment, and return what was killed."""
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as driver:
        until = time.monotonic() + chance.uniform(0.5, 8)
        while driver.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        if driver.poll() is not None:
            return "nothing: it was done"
        workers = children(driver.pid)
        if workers and chance.random() < 0.5:
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
            driver.wait(timeout=600)
            return "worker"
        driver.kill()
        return "driver" if "--workers" in call else "reader"


def contents(database: Path) -> tuple[list[str], list[str]]:
    """Return the reports and the statements of a ledger, in order."""
    with contextlib.closing(open_ledger(database)) as ledger:
        return sorted(d.id for d in ledger.documents()), sorted(s.id for s in ledger.statements())


def main() -> int:
    """Print what was killed and whether all is well; 1 if something was lost or is there twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=80)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        source, database, calm = (Path(folder) / name for name in ("reports.jsonl", "panj.db", "calm.db"))
        source.write_bytes(reports(given.reports, chance))
        call = [PANJ, "read", str(source), "--ledger"]
        killed: dict[str, int] = {}
        for n in range(given.kills):
            workers = ["--workers", "2"] if n % 3 else []
            what = disturb([*call, str(database), *workers], chance)
            killed[what] = killed.get(what, 0) + 1
        subprocess.run([*call, str(database)], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*call, str(calm)], check=True, stdout=subprocess.DEVNULL)
        same = contents(database) == contents(calm)
        whole = subprocess.run([PANJ, "doctor", "--ledger", str(database)], check=False, stdout=subprocess.DEVNULL)
        number = len(contents(database)[0])
    print(f"seed {given.seed}: killed {killed}; {number} of {given.reports} reports, ", end="")
    print(f"{'the same' if same else 'NOT THE SAME'} as undisturbed; doctor says {whole.returncode}")
    return int(not same or whole.returncode != 0 or number != given.reports)


if __name__ == "__main__":
    sys.exit(main())
