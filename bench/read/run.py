"""Body extraction on made-up pages: words kept and added, and speed beside trafilatura alone in the same run.

python -m bench.read.run [--pages N] [--folder DIR]

With `--folder`, the speed of both on the pages of a folder instead. Fails if the body is worse, or the time per page
over the floor's multiple of trafilatura's.
"""

import argparse
import json
import logging
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import trafilatura

from bench.read.pages import Made, made
from panj.errors import ReadError
from panj.read import Given
from panj.read.html import read_html

HERE = Path(__file__).resolve().parent
ROUNDS = 5


def ours(page: Made) -> str:
    """Return the body as Panj reads it."""
    try:
        return read_html(page.source, page.name, Given()).text
    except ReadError:
        return ""


def alone(page: Made) -> str:
    """Return the body as trafilatura alone gives it."""
    return trafilatura.extract(page.source, include_comments=False) or ""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words, as the article extraction benchmark of Scrapinghub counts them."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def f1(pages: Sequence[Made], read: Callable[[Made], str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over runs of four words, the mean over pages of the first two."""
    precisions, recalls = [], []
    for page in pages:
        want, got = shingles("\n".join(page.body)), shingles(read(page))
        shared = sum((want & got).values())
        precisions.append(shared / max(1, sum(got.values())))
        recalls.append(shared / max(1, sum(want.values())))
    p, r = statistics.fmean(precisions), statistics.fmean(recalls)
    return p, r, 2 * p * r / (p + r)


def seconds(pages: Sequence[Made], read: Callable[[Made], str]) -> float:
    """Return the processor's time for all pages."""
    start = time.process_time()
    for page in pages:
        read(page)
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=48)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    floor = json.loads((HERE / "floor.json").read_text(encoding="utf-8"))
    pages = made(options.pages)
    if options.folder:
        pages = [Made(path.name, path.read_bytes(), ()) for path in sorted(options.folder.glob("*.html"))]
    seconds(pages[:6], ours), seconds(pages[:6], alone)  # both warm
    rounds = [(seconds(pages, ours), seconds(pages, alone)) for _ in range(ROUNDS)]
    times = statistics.median(a / b for a, b in rounds)
    mine, its = (len(pages) / min(column) for column in zip(*rounds, strict=True))
    kilobytes = sum(len(page.source) for page in pages) / len(pages) / 1000
    failed = times > floor["times trafilatura"]
    print(f"{len(pages)} pages of {kilobytes:.0f} kB, {ROUNDS} rounds in turn, processor time of one thread")
    print(
        f"panj {mine:6.1f} pages/s   trafilatura alone {its:6.1f} pages/s   time per page {times:.2f} of trafilatura's"
    )
    if not options.folder:
        for name, read in (("panj", ours), ("trafilatura alone", alone)):
            p, r, f = f1(pages, read)
            print(f"{name:18s} P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
            failed = failed or (read is ours and f < floor["F1"])
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
