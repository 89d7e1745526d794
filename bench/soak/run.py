"""`panj watch` on 50 local papers with faults: nothing lost, nothing twice, memory flat: `python -m bench.soak.run`.

Each paper is a server of its own (127.0.1.1, 127.0.1.2, ...) that prints a report now and then and fails now and then:
500s, 503s with Retry-After, answers that come late or never, redirects, bodies cut short. A tenth of the pages fail
always; their summaries must be read instead. The watch is killed at a third of the time and started again.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from panj.ledger import failures, open_ledger

PANJ = str(Path(sys.executable).with_name("panj"))
PORT = 18_713
_PATIENCE = 5  # minutes
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
        kinds = ("500", "503", "late", "never", "cut", "redirect")
        found = kinds[int(drawn / 0.04)] if drawn < 0.04 * len(kinds) and "robots" not in path else ""
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
            self._body(to, paper, path, host, cut=fault == "cut")

    def _body(self, to: BaseHTTPRequestHandler, paper: int, path: str, host: str, *, cut: bool) -> None:
        body = self._page(paper, path, host)
        to.send_response(200 if body else 404)
        to.send_header("Content-Length", str(len(body)))
        to.send_header("Content-Type", "application/rss+xml" if path == "/rss" else "text/html")
        to.end_headers()
        to.wfile.write(body[: len(body) // 2] if cut else body)

    def _page(self, paper: int, path: str, host: str) -> bytes:
        if path == "/rss":
            last = self.printed(paper)
            items = "".join(item(host, paper, n) for n in range(max(1, last - 19), last + 1))
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


def soak(options: Options) -> int:
    """Run the soak and print what came of it; 1 if anything was lost, doubled, or grew."""
    press = Press(options)
    Handler.press = press
    server = ThreadingHTTPServer(("0.0.0.0", PORT), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "feeds.toml").write_text(feeds(options), encoding="utf-8")
        call = [PANJ, "watch", f"{folder}/feeds.toml", "--ledger", f"{folder}/panj.db"]
        with (Path(folder) / "log").open("wb") as log:
            samples = watched(call, log, options)
            press.closed_at = time.monotonic() - press.begun
            for _ in range(_PATIENCE):  # a feed that failed often rests for minutes
                if settle(call, log) >= len(everything(press, options)):
                    break
        server.shutdown()
        return told(Path(folder), press, samples, options)


def watched(call: list[str], log: "object", options: Options) -> list[tuple[float, float, float]]:
    """Watch for the time, with a kill at a third of it; return time, memory of the watch and of its worker."""
    samples = []
    begun = time.monotonic()
    for share in (1 / 3, 1.0):
        watch = subprocess.Popen(call, stdout=log, stderr=log)  # type: ignore[call-overload]
        while time.monotonic() - begun < options.seconds * share:
            time.sleep(min(5, options.seconds / 60))
            held = memory(watch.pid)
            samples.append(
                (
                    time.monotonic() - begun,
                    held.get(watch.pid, 0.0),
                    max([0.0, *(v for k, v in held.items() if k != watch.pid)]),
                )
            )
        watch.send_signal(signal.SIGKILL if share < 1 else signal.SIGTERM)
        watch.wait()
    return samples


def settle(call: list[str], log: "object") -> int:
    """Let the watch take in what is still to come; return how much the ledger holds then."""
    with subprocess.Popen(call, stdout=log, stderr=log) as watch:  # type: ignore[call-overload]
        time.sleep(60)  # a worker is ready after seconds, on a busy machine after half a minute
        watch.terminate()
    ledger = open_ledger(call[-1])
    try:
        return ledger.counts()["document"]
    finally:
        ledger.close()


def everything(press: Press, options: Options) -> set[str]:
    """Return the addresses of all reports that were printed."""
    papers = range(1, options.papers + 1)
    return {f"http://127.0.1.{paper}:{PORT}/{n}" for paper in papers for n in range(1, press.printed(paper) + 1)}


def told(folder: Path, press: Press, samples: list[tuple[float, float, float]], options: Options) -> int:
    """Compare the ledger with what was printed, and print the table."""
    ledger = open_ledger(folder / "panj.db")
    held = Counter(str(d.url).removesuffix("?again") for d in ledger.documents())
    failed = {x.source for x in failures(ledger)}
    ledger.close()
    printed = everything(press, options)
    lost = printed - set(held) - failed
    twice = {url for url, n in held.items() if n > 1}
    third = options.seconds / 3
    middle = [x for x in samples if third + 20 < x[0] < 2 * third]
    end = [x for x in samples if x[0] >= 2 * third]
    grown = [mean(end, i) / max(1.0, mean(middle, i)) for i in (1, 2)]
    print(
        f"{options.seconds / 60:.0f} minutes, {options.papers} papers, {len(printed)} reports printed, {len(held)} held"
    )
    print(f"faults: {dict(press.faults)}")
    made_up = set(held) - printed
    print(f"lost {len(lost)}  twice {len(twice)}  not printed {len(made_up)}  listed as failed {len(failed)}")
    for i, name in ((1, "watch"), (2, "worker")):
        before, after = mean(middle, i), mean(end, i)
        print(f"memory of the {name}: {before:.0f} MB in the second third, {after:.0f} in the last, {grown[i - 1]:.2f}")
    print("lost:", sorted(lost)[:5], "twice:", sorted(twice)[:5])
    return int(bool(lost or twice or made_up or max(grown) > FLAT))


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
    given = parser.parse_args()
    os.nice(5)
    return soak(Options(given.minutes * 60, given.papers, given.every, given.seed))


if __name__ == "__main__":
    sys.exit(main())
