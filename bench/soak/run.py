"""`panj watch` on 50 local papers with faults: nothing lost, nothing twice, memory flat: `python -m bench.soak.run`.

Each paper is a server of its own (127.0.1.1, 127.0.1.2, ...) that prints a report now and then and fails now and then:
500s, 503s with Retry-After, answers that come late or never, redirects, bodies cut short with and without a length. A
tenth of the pages fail always; their summaries must be read instead. A feed lists the last twenty reports and is asked
with its ETag. The watch is killed at a third of the time and started again; its worker at a sixth.

A report that a whole answer of its feed has shown must be held once or be listed as failed; one that none has shown was
never offered, and the feed must be listed as one that may have missed something.
"""

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from panj.ledger import failures, open_ledger

PANJ = str(Path(sys.executable).with_name("panj"))
PORT = 18_713
_PATIENCE = 600  # seconds for what is still to come after the last report
FLAT = 1.10  # memory of the last third beside that of the second, at most
PLACES = ("Khatlon", "Badakhshan", "Kunduz", "Takhar", "Herat", "Ghor", "Faryab", "Balkh", "Nimroz", "Zabul")


class Options(NamedTuple):
    """How long, how many papers, how often each prints (seconds), and the seed of chance."""

    seconds: float
    papers: int
    every: float
    seed: int


class Press:
    """All papers: what they have printed, what they were asked, and their faults."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.offered: set[str] = set()
        self.begun = time.monotonic()
        self.closed_at = options.seconds
        self.faults: Counter[str] = Counter()
        self._chance = random.Random(options.seed)
        self._lock = threading.Lock()

    def printed(self, paper: int) -> int:
        """Return how many reports a paper has printed by now."""
        age = min(time.monotonic() - self.begun, self.closed_at)
        return 1 + int((age + paper * self.options.every / self.options.papers) / self.options.every)

    def fault(self, path: str) -> str:
        """Draw what goes wrong with a request; "" for most."""
        with self._lock:
            drawn = self._chance.random()
        kinds = ("500", "503", "late", "never", "cut", "open", "redirect")
        found = kinds[int(drawn / 0.035)] if drawn < 0.035 * len(kinds) and "robots" not in path else ""
        self.faults[found] += 1
        return found

    def answer(self, to: BaseHTTPRequestHandler) -> None:
        """Answer one request, well or badly."""
        host = to.headers["Host"]
        paper = int(host.split(":")[0].rpartition(".")[2])
        path = to.path.partition("?")[0]
        fault = self.fault(path) if "?" not in to.path else ""
        if hopeless(paper, path):
            fault = "500"
        if fault in ("late", "never"):
            time.sleep(1 if fault == "late" else 8)
        if fault in ("500", "503"):
            to.send_response(int(fault))
            to.send_header("Retry-After", "2")
            to.send_header("Content-Length", "0")
            to.end_headers()
        elif fault == "redirect":
            to.send_response(302)
            to.send_header("Location", f"http://{host}{path}?again")
            to.send_header("Content-Length", "0")
            to.end_headers()
        elif fault != "never":
            last = self.printed(paper)
            self._body(to, self._page(paper, path, host, last), path, f'"{last}"', fault)
            if path == "/rss" and fault not in ("cut", "open"):
                self.offered |= {f"{paper}-{n}" for n in range(max(1, last - 19), last + 1)}

    def _body(self, to: BaseHTTPRequestHandler, body: bytes, path: str, etag: str, fault: str) -> None:
        same = path == "/rss" and to.headers["If-None-Match"] == etag
        to.send_response(304 if same else 200 if body else 404)
        if fault != "open":
            to.send_header("Content-Length", str(len(body) * (not same)))
        to.send_header("Content-Type", "application/rss+xml" if path == "/rss" else "text/html")
        to.send_header("ETag", etag)
        to.end_headers()
        if not same:
            to.wfile.write(body[: len(body) // 2] if fault in ("cut", "open") else body)

    def _page(self, paper: int, path: str, host: str, last: int) -> bytes:
        if path == "/rss":
            items = "".join(item(host, paper, n) for n in range(last, max(0, last - 20), -1))
            return f'<rss version="2.0"><channel><title>Paper {paper}</title>{items}</channel></rss>'.encode()
        number = path[1:]
        if not number.isdigit() or not 1 <= int(number) <= self.printed(paper):
            return b""
        return page(paper, int(number))


def hopeless(paper: int, path: str) -> bool:
    """Tell whether a page fails always."""
    return path[1:].isdigit() and (int(path[1:]) + paper) % 10 == 0


def item(host: str, paper: int, number: int) -> str:
    """Return an entry of a feed: a summary that names the report."""
    url = f"http://{host}/{number}"
    text = said(paper, number)
    return f"<item><title>{paper}/{number}</title><link>{url}</link><description>{text}</description></item>"


def said(paper: int, number: int) -> str:
    """Return the sentence of a report, which no other has."""
    chance = random.Random(paper * 1_000_003 + number)
    place, other = chance.sample(PLACES, 2)
    dead = chance.randint(2, 9999)
    return f"Gunmen killed {dead} guards of post {paper}-{number} in {place}, officials in {other} said."


def page(paper: int, number: int) -> bytes:
    """Return a report's page."""
    chance = random.Random(paper * 7_919 + number)
    rest = " ".join(chance.choice(PLACES) + str(chance.randint(1, 10**6)) for _ in range(25))
    body = (
        f"<article><p>{said(paper, number)}</p><p>The traders of these towns were counted again: {rest}.</p></article>"
    )
    return f"<html><head><title>{paper}/{number}</title></head><body>{body}</body></html>".encode()


class Handler(BaseHTTPRequestHandler):
    """One request to the press."""

    press: Press

    def do_GET(self) -> None:
        """Answer."""
        try:
            self.press.answer(self)
        except OSError:
            return

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def memory(process: int) -> dict[int, float]:
    """Return the resident memory, in MB, of a process and its children."""
    found = {}
    for entry in Path("/proc").iterdir():
        try:
            fields = dict(line.split(":", 1) for line in (entry / "status").read_text().splitlines())
        except (OSError, ValueError):
            continue
        if entry.name == str(process) or fields["PPid"].strip() == str(process):
            found[int(entry.name)] = int(fields.get("VmRSS", "0 kB").split()[0]) / 1024
    return found


def feeds(options: Options) -> str:
    """Return the file of feeds."""
    hosts = [f"127.0.1.{paper}:{PORT}" for paper in range(1, options.papers + 1)]
    head = 'every = "20s"\npause = "0s"\nretry = "1s"\ntries = 6\ntimeout = "5s"\nconnections = 16\n'
    head += f"allow_private = {hosts}\n"
    return head + "".join(
        f'[[feed]]\nurl = "http://{host}/rss"\noutlet = "Paper {i}"\n' for i, host in enumerate(hosts, 1)
    )


def soak(options: Options, folder: Path) -> int:
    """Run the soak and print what came of it; 1 if anything was lost, doubled, or grew."""
    press = Press(options)
    Handler.press = press
    server = ThreadingHTTPServer(("0.0.0.0", PORT), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (folder / "feeds.toml").write_text(feeds(options), encoding="utf-8")
    call = [PANJ, "watch", f"{folder}/feeds.toml", "--ledger", f"{folder}/panj.db"]
    with (folder / "log").open("wb") as log:
        samples = watched(call, log, options)
        press.closed_at = time.monotonic() - press.begun
        settle(call, log, lambda: account(folder, press, options)["missing"] == 0)
    server.shutdown()
    found = account(folder, press, options)
    grown = flatness(samples, options)
    print(
        f"{options.seconds / 60:g} minutes, {options.papers} papers, seed {options.seed}; faults {dict(press.faults)}"
    )
    print(json.dumps(found))
    return int(bool(found["missing"] or found["twice"] or found["not printed"] or max(grown) > FLAT))


def watched(call: list[str], log: "object", options: Options) -> list[tuple[float, float, float]]:
    """Watch for the time; kill the worker at a sixth and the watch at a third; return time and memory of both."""
    samples = []
    begun = time.monotonic()
    spared = True
    for share in (1 / 3, 1.0):
        watch = subprocess.Popen(call, stdout=log, stderr=log)  # type: ignore[call-overload]
        while time.monotonic() - begun < options.seconds * share:
            time.sleep(min(5, options.seconds / 60))
            held = memory(watch.pid)
            workers = {number: mb for number, mb in held.items() if number != watch.pid}
            samples.append((time.monotonic() - begun, held.get(watch.pid, 0.0), max([0.0, *workers.values()])))
            if spared and workers and time.monotonic() - begun > options.seconds / 6:
                spared = False
                os.kill(max(workers, key=workers.__getitem__), signal.SIGKILL)
        watch.send_signal(signal.SIGKILL if share < 1 else signal.SIGTERM)
        watch.wait()
    return samples


def settle(call: list[str], log: "object", done: Callable[[], bool]) -> None:
    """Let the watch take in what is still to come."""
    begun = time.monotonic()
    with subprocess.Popen(call, stdout=log, stderr=log) as watch:  # type: ignore[call-overload]
        while not done() and time.monotonic() - begun < _PATIENCE:
            time.sleep(5)
        watch.terminate()


def account(folder: Path, press: Press, options: Options) -> dict[str, object]:
    """Return where each report is: held, listed as failed, never offered, or missing."""
    ledger = open_ledger(folder / "panj.db")
    held = Counter(found[1] for d in ledger.documents() if (found := re.search(r"of post (\d+-\d+) in", d.text)))
    wrong = [x for x in failures(ledger)]
    ledger.close()
    failed = {named(x.source): x.why for x in wrong if named(x.source)}
    gaps = {x.source for x in wrong if "may have been missed" in x.why}
    printed = {f"{paper}-{n}" for paper in range(1, options.papers + 1) for n in range(1, press.printed(paper) + 1)}
    away = printed - set(held) - set(failed)
    never = {name for name in away - press.offered if f"http://127.0.1.{name.split('-')[0]}:{PORT}/rss" in gaps}
    return {
        "printed": len(printed),
        "held": len(held),
        "twice": sum(n > 1 for n in held.values()),
        "listed as failed": len(set(failed) - set(held)),
        "never offered, and said so": len(never),
        "missing": len(away - never),
        "not printed": len(set(held) - printed),
        "which are missing": sorted(away - never)[:9],
        "failures": sorted({f"{x.source}: {x.why}" for x in wrong})[:9],
    }


def named(url: str) -> str:
    """Return paper and number of a report's address, "" of a feed's."""
    found = re.fullmatch(r"http://127\.0\.1\.(\d+):\d+/(\d+)(?:\?again)?", url)
    return f"{found[1]}-{found[2]}" if found else ""


def flatness(samples: list[tuple[float, float, float]], options: Options) -> list[float]:
    """Print the memory of the last third beside that of the second, and return how much it grew."""
    third = options.seconds / 3
    middle = [x for x in samples if third + min(60, third / 2) < x[0] < 2 * third]
    end = [x for x in samples if x[0] >= 2 * third]
    grown = []
    for i, name in ((1, "watch"), (2, "worker")):
        before, after = mean(middle, i), mean(end, i)
        grown.append(after / max(1.0, before))
        tenths = [mean([x for x in samples if k <= x[0] / options.seconds * 10 < k + 1], i) for k in range(10)]
        print(f"memory of the {name}: {before:.0f} MB in the second third, {after:.0f} in the last, {grown[-1]:.2f};")
        print(f"    in tenths of the time {' '.join(f'{mb:.0f}' for mb in tenths)}")
    return grown


def mean(samples: list[tuple[float, float, float]], field: int) -> float:
    """Return the mean of one field."""
    return sum(x[field] for x in samples) / max(1, len(samples))


def main() -> int:
    """Read the options and soak; without --minutes, one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--papers", type=int, default=50)
    parser.add_argument("--every", type=float, default=60.0, help="seconds between two reports of a paper")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="an empty folder for the ledger, the memory of the watch and its log")
    given = parser.parse_args()
    options = Options(given.minutes * 60, given.papers, given.every, given.seed)
    with tempfile.TemporaryDirectory() as folder:
        return soak(options, given.keep or Path(folder))


if __name__ == "__main__":
    sys.exit(main())
