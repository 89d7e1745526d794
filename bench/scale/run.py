"""Made-up news pages in web archives into a ledger: `python -m bench.scale.run [--pages N] [--of news] [--runs ...]`.

The pages are sentences with other places, figures and names, so that they have the acts of reports and are no copies of
each other; every tenth is a copy with another headline. They say nothing. `--of news` takes the sentences of 1,111
articles in `../shared/data` as they follow each other; `--of examples`, for which nothing else is needed, shuffles the
199 of the examples, so that all pages tell of the same few acts: the worst that can come to who looks for the same
event. Runs: processes with one and with two workers, Ray with two. Articles a second are end to
end: cut into pieces, read, loaded, starting included.
"""

import argparse
import gzip
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from bench.articles.standoff import rows
from panj.ledger import open_ledger
from panj.read import documents
from panj.records import Document
from panj.scale.sieve import SHARE, share

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
PANJ = str(Path(sys.executable).with_name("panj"))
WORDS = 400
DAYS = 1_000
MARKS = {
    "articles/s, two workers": 12.0,
    "two workers beside one": 1.7,
    "Ray beside processes": 1.10,
    "MB a worker": 800.0,
}
FLAT = 1.10
NEWS = ("attribution/polnear-train.jsonl.gz", "times/aquaint.jsonl", "places/tr-news.jsonl", "corpus/syria-iraq.jsonl")
_NAME = re.compile(r"\b(?!The |On |In |It |A |He |They |But |And )[A-Z][a-z]{3,}\b")
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_FIGURE = re.compile(r"\b\d{1,3}(?:,\d{3})?\b")
_PLACES = """
    " Aleppo Raqqa Homs Idlib Mosul Tikrit Kirkuk Basra Kunduz Herat Ghazni Zaranj Faizabad Kandahar
    Donetsk Luhansk Kherson Mariupol Khartoum Nyala Bamako Gao Timbuktu Goma Bunia Mekelle Gondar Sanaa
    Taiz Aden Marib Hodeidah Stepanakert Shusha Osh Batken Khujand Khorog Termez Quetta Peshawar Kabul
    Damascus Baghdad Erbil Sirte Misrata Benghazi Mogadishu Baidoa
"""
PLACES = _PLACES.split()


class Ran(NamedTuple):
    """One run: seconds, reports in the ledger, and the memory of each worker over time in MB."""

    seconds: float
    held: int
    memory: list[list[float]]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text that are neither scraps nor lists."""
    return [s for s in _END.split(text) if 8 <= len(s.split()) <= 60]


def examples() -> list[list[str]]:
    """Return the sentences of all examples, as of one text."""
    found = [x for x in documents(str(ROOT / "examples" / "panj-2021")) if isinstance(x, Document)]
    return [
        [s for d in found for p in d.parts if p.kind == "paragraph" and p.span for s in sentences(p.span.of(d.text))]
    ]


def news() -> list[list[str]]:
    """Return the sentences of each article at hand."""
    return [told for name in NEWS for row in rows(SHARED / name).values() if (told := sentences(row["text"]))]


def drawn(texts: Sequence[list[str]], chance: random.Random) -> Iterator[str]:
    """Yield the sentences of a text as they follow each other, then of another, without end; of a lone text any."""
    while True:
        text = chance.choice(texts)
        yield from text if len(texts) > 1 else [chance.choice(text)]


def varied(sentence: str, chance: random.Random) -> str:
    """Return a sentence with other figures, and with other places for some of its names."""
    said = _FIGURE.sub(lambda _: str(chance.randint(2, 99)), sentence)
    return _NAME.sub(lambda found: chance.choice(PLACES) if chance.random() < 0.4 else found[0], said)


def pages(count: int, texts: Sequence[list[str]], seed: int = 7) -> Iterator[bytes]:
    """Yield made-up pages as records of an archive."""
    chance, before = random.Random(seed), [""]
    for number in range(count):
        day = date(2020, 1, 1) + timedelta(days=chance.randrange(DAYS))
        text: list[str] = []
        said = drawn(texts, chance)
        while sum(len(s.split()) for s in text) < WORDS:
            text.append(varied(next(said), chance))
        body = "".join(f"<p>{html.escape(' '.join(text[i : i + 3]))}</p>" for i in range(0, len(text), 3))
        body = before[0] if number % 10 == 9 else body
        before[0] = body
        title = f"Report {number}: {varied(chance.choice(text), chance)[:60]}"
        menu = "".join(f"<li><a href='/s/{i}'>{chance.choice(PLACES)} news</a></li>" for i in range(30))
        head = f"<title>{html.escape(title)}</title><meta property='article:published_time' content='{day}'>"
        article = f"<article><h1>{html.escape(title)}</h1>{body}</article>"
        page = f"<html><head>{head}</head><body><ul>{menu}</ul>{article}</body></html>"
        yield record(f"https://paper{number % 97}.example/{day:%Y/%m/%d}/{number}", page.encode())


TEXTS = {"examples": examples, "news": news}


def record(url: str, page: bytes) -> bytes:
    """Return a response as a member of an archive."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(block)}\r\n\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0)


def run(folder: Path, engine: str, workers: int) -> Ran:
    """Read the archive into a new ledger."""
    ledger, shards = folder / f"{engine}{workers}.db", folder / f"{engine}{workers}"
    call = [PANJ, "read", str(folder / "a.warc.gz"), "--ledger", str(ledger), "--shards", str(shards)]
    start = time.monotonic()
    with subprocess.Popen([*call, "--engine", engine, "--workers", str(workers)], stdout=subprocess.DEVNULL) as driver:
        memory: dict[int, list[float]] = {}
        done = threading.Event()
        watch = threading.Thread(target=_watch, args=(driver.pid, shards, memory, done))
        watch.start()
        driver.wait()
        done.set()
        watch.join()
    seconds = time.monotonic() - start
    opened = open_ledger(ledger)
    held = opened.counts()["document"]
    opened.close()
    shutil.rmtree(shards)
    return Ran(seconds, held, list(memory.values()))


def _watch(driver: int, shards: Path, memory: dict[int, list[float]], done: threading.Event) -> None:
    """Note the memory of every process that holds a journal open, every two seconds."""
    while not done.wait(2):
        for process in Path("/proc").iterdir():
            if process.name.isdigit() and int(process.name) != driver and _holds(process, shards):
                pages = int((process / "statm").read_text().split()[1])
                memory.setdefault(int(process.name), []).append(pages * os.sysconf("SC_PAGESIZE") / 1e6)


def _holds(process: Path, shards: Path) -> bool:
    try:
        return any(str(handle.readlink()).startswith(str(shards)) for handle in (process / "fd").iterdir())
    except OSError:
        return False


def growth(memory: list[float]) -> float:
    """Return the mean memory of the last third of a run beside that of the second."""
    third = len(memory) // 3
    return (
        sum(memory[2 * third :]) / len(memory[2 * third :]) / (sum(memory[third : 2 * third]) / third) if third else 1.0
    )


def sieve() -> None:
    """Print which share of texts at hand the sieve keeps; reports of a conflict it should, reports of diseases not."""
    sets = {"examples": [d.text for d in documents(str(ROOT / "examples" / "panj-2021")) if isinstance(d, Document)]}
    for name in ("corpus/syria-iraq", "places/geovirus", "places/tr-news", "times/aquaint"):
        if (file := SHARED / f"{name}.jsonl").exists():
            sets[name] = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    for name, texts in sets.items():
        kept = sum(share(text) >= SHARE for text in texts)
        print(f"sieve by subject keeps {kept:4} of {len(texts):4} {name}")


def main() -> int:
    """Print the table; 1 if reports were lost or doubled, or memory is above its mark or grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--of", choices=sorted(TEXTS), default="news" if SHARED.exists() else "examples")
    parser.add_argument("--runs", default="processes:1,processes:2,ray:2")
    given = parser.parse_args()
    sieve()
    wrong = 0
    rates: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "a.warc.gz").write_bytes(b"".join(pages(given.pages, TEXTS[given.of]())))
        for engine, workers in (part.split(":") for part in given.runs.split(",")):
            ran = run(Path(name), engine, int(workers))
            rates[f"{engine}:{workers}"] = given.pages / ran.seconds
            peak, grown = max(map(max, ran.memory), default=0), max(map(growth, ran.memory), default=1)
            wrong += ran.held != given.pages or peak > MARKS["MB a worker"]
            wrong += grown > FLAT and given.pages >= 1_000
            print(
                f"{engine} {workers}: {given.pages / ran.seconds:5.2f} articles/s, {ran.seconds:.0f} s, {ran.held} of "
                f"{given.pages} held, {peak:.0f} MB a worker at most, last third beside the second {grown:.2f}"
            )
    if {"processes:1", "processes:2"} <= set(rates):
        print(f"two workers beside one {rates['processes:2'] / rates['processes:1']:.2f} (asked 1.7)")
    if {"ray:2", "processes:2"} <= set(rates):
        print(f"time in Ray beside processes {rates['processes:2'] / rates['ray:2']:.2f} (asked 1.10)")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
