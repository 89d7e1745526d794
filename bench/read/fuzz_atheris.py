"""Every reader under coverage-guided fuzzing (Atheris, on demand: `pip install atheris`, not in the lock).

python -m bench.read.fuzz_atheris DOOR [CORPUS] [-max_total_time=60] [-rss_limit_mb=2048]

DOOR is html, feed, markdown, plain, jsonl, json, warc, listing, robots or feeds. CORPUS is a folder of inputs, which
grows; without one it begins with the examples and the golden pages. What follows goes to libFuzzer. An input is bad if
it gives any exception but our own, a part outside its text, over ten seconds, or more memory than libFuzzer is told.
"""

import gzip
import sys
import tempfile
from pathlib import Path

import atheris

from bench.read.fuzz import DOORS as SUFFIXES

with atheris.instrument_imports(include=["panj"]):
    from panj.errors import PanjError, ReadError
    from panj.read import Given, documents_of_bytes
    from panj.read.fetch import Fetched
    from panj.read.listing import listing
    from panj.read.robots import read_robots
    from panj.records import Document
    from panj.watch.feeds import load_feeds

ROOT = Path(__file__).resolve().parents[2]
HEAD = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n"


def one(door: str, raw: bytes, scratch: Path) -> None:
    """Read one input; raise if anything is wrong."""
    if door == "robots":
        read_robots(b"User-agent: *\n" + raw).allow("https://a.example/" + raw[:99].decode("latin-1"))
    elif door == "listing":
        try:
            listing(Fetched(url="https://a.example/feed", status=200, body=raw), Given())
        except ReadError:
            return
    elif door == "feeds":
        scratch.write_bytes(raw)
        try:
            load_feeds(scratch)
        except PanjError:
            return
    else:
        for found in documents_of_bytes(raw, "x", door=door):
            if isinstance(found, Document):
                assert all(part.span is None or part.span.end <= len(found.text) for part in found.parts)


def corpus(door: str, folder: Path) -> None:
    """Begin a corpus with what is at hand."""
    paths = [*(ROOT / "examples" / "panj-2021").iterdir(), *(ROOT / "tests" / "golden" / "read").iterdir()]
    for path in paths:
        kind = SUFFIXES.get(path.suffix)
        raw = path.read_bytes()
        if kind == door or (door == "listing" and kind == "feed"):
            (folder / path.name).write_bytes(raw)
        elif door == "warc" and kind == "html":
            block = b"HTTP/1.1 200 OK\r\n\r\n" + raw
            whole = HEAD % len(block) + block + b"\r\n\r\n"
            (folder / path.name).write_bytes(whole)
            (folder / f"{path.name}.gz").write_bytes(gzip.compress(whole))


def main() -> None:
    """Fuzz one door."""
    door, *given = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "corpus"
        folder.mkdir()
        corpus(door, folder)
        folders = [] if any(not word.startswith("-") for word in given) else [str(folder)]
        atheris.Setup(
            [sys.argv[0], "-timeout=10", *given, *folders], lambda raw: one(door, raw, Path(name) / "feeds.toml")
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
