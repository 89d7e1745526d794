"""Fuzzing that is led by which code an input reaches: `python -m bench.read.guided DOOR [--seconds N] [--keep DIR]`.

DOOR is html, feed, markdown, plain, jsonl, json, warc, robots or listing. It needs Atheris (`pip install atheris`), not
among Panj's dependencies. The corpus is the examples and the golden pages; of a crash the input is kept in DIR.
Anything but documents and errors of our own, a part outside its text, a minute or 3 GB ends it; its last line, of
libFuzzer, says how many inputs were run.
"""

import argparse
import gzip
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import atheris  # type: ignore[import-not-found,unused-ignore]

with atheris.instrument_imports(include=["panj.read"]):
    from bench.read.fuzz import DOORS, ROOT, sound
    from panj.errors import ReadError
    from panj.read import Given
    from panj.read.fetch import Fetched
    from panj.read.listing import listing
    from panj.read.robots import read_robots

LARGEST = 20_000  # bytes of an input
LISTS = (b"<urlset><url><loc>https://a.example/1</loc><lastmod>2021-07-08</lastmod></url></urlset>",)
RULES = (b"User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 2\n",)


def corpus(door: str) -> Iterator[bytes]:
    """Yield sound inputs of a door."""
    if door in ("robots", "listing"):
        yield from RULES if door == "robots" else LISTS
    folders = (ROOT / "examples" / "panj-2021", ROOT / "tests" / "golden" / "read")
    paths = sorted(path for folder in folders for path in folder.iterdir())
    like = {"json": "jsonl", "listing": "feed"}.get(door, door)
    found = [path.read_bytes()[:LARGEST] for path in paths if DOORS.get(path.suffix) == like]
    yield from found
    if door == "warc":
        for page in (path.read_bytes()[:5_000] for path in paths if path.suffix == ".html"):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
            head = (
                b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Length: %d\r\n\r\n"
            )
            record = head % len(block) + block + b"\r\n\r\n"
            yield from (record, gzip.compress(record))


def one(door: str, raw: bytes) -> None:
    """Read one input; raise whatever is wrong with what came of it."""
    if door == "robots":
        read_robots(raw).allow("https://a.example/a/b?c=d")
    elif door == "listing":
        try:
            listing(Fetched(url="https://a.example/", status=200, body=raw), Given())
        except ReadError:
            return
    elif not sound(raw, door):
        raise RuntimeError("something else than documents and errors of our own came out")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("door")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for number, raw in enumerate(corpus(options.door)):
            (Path(folder) / str(number)).write_bytes(raw)
        limits = ["-timeout=60", "-rss_limit_mb=3000", f"-max_len={LARGEST}", f"-max_total_time={options.seconds}"]
        words = [
            sys.argv[0],
            *limits,
            f"-artifact_prefix={options.keep}/{options.door}-",
            "-print_final_stats=1",
            folder,
        ]
        atheris.Setup(words, lambda raw: one(options.door, raw))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
