"""The table of README.md from a few figures: `python docs/kuberay/capacity.py` prints it.

Put your own figures here, first of all `ARTICLES_A_SECOND`, and the new table in the place of the old one; a test
compares the two.
"""

import sys
from collections.abc import Iterator

ARTICLES_A_SECOND = 14.0  # read by one core that has nothing else to do; measured: docs/operations.md, Capacity
SPARE = 2.0  # of each core's time so many times what is needed is planned
LOADING = 0.034  # seconds to add a report to the ledger, one writer
WORKER, DRIVER = 0.35, 0.5  # GB of memory
PACKED, SHARD = 33, 10  # kB of an article in its archive, and of its reading in a shard
LEDGER = 20 * 1.1  # kB: statements of an article times what one takes
A_DAY = 1_000_000
CC_NEWS_A_DAY, DAYS = 390_000, 3_652  # articles of CC-NEWS a day (FineNews' card), days of ten years
ENGLISH, KEPT = 1 / 3, 0.5  # of CC-NEWS; of that, what `--keep topic` keeps
PASSED_OVER = 0.05  # seconds to unpack, extract and pass over an article that is not read
CORES, LEDGERS = 256, 10  # for the ten years


def table() -> Iterator[str]:
    """Yield the lines of the table."""
    core = SPARE / ARTICLES_A_SECOND
    cores = A_DAY * core / 86_400
    workers = -(-A_DAY * core // 86_400)
    articles = CC_NEWS_A_DAY * DAYS
    read = articles * ENGLISH * KEPT
    hours, over = read * core / 3600, (articles - read) * PASSED_OVER / 3600
    loaded = read * LOADING / 86_400
    rows = (
        ("", f"{A_DAY:,} articles a day", "ten years of CC-NEWS"),
        ("---", "---", "---"),
        ("articles", f"{A_DAY:,}", f"{CC_NEWS_A_DAY:,} a day x {DAYS:,} days = {millions(articles)}"),
        (
            "in English, by subject",
            "all, so as to plan for the worst",
            f"{ENGLISH:.2f} in English x {KEPT:g} kept by `--keep topic` = {millions(read)} to read",
        ),
        (
            "core time to read",
            f"{A_DAY:,} x {core:.2f} s / 86,400 s = **{cores:.1f} cores**",
            f"{millions(read)} x {core:.2f} s / 3,600 = **{hours:,.0f} core hours**; on {CORES} cores "
            f"{hours / CORES:.0f} hours",
        ),
        (
            "core time to unpack, extract and pass over the rest",
            "(in the above)",
            f"{millions(articles - read)} x {PASSED_OVER:g} s / 3,600 = **{over:,.0f} core hours**; on {CORES} cores "
            f"{over / CORES:.0f} hours",
        ),
        (
            "loading, one writer",
            f"{A_DAY:,} x {LOADING * 1000:.0f} ms = **{A_DAY * LOADING / 3600:.1f} hours** of each day",
            f"{millions(read)} x {LOADING * 1000:.0f} ms = **{loaded:.0f} days**: load into a ledger for each year, "
            f"{LEDGERS} side by side: {loaded / LEDGERS:.1f} days",
        ),
        (
            "archives, packed",
            f"x {PACKED} kB = {A_DAY * PACKED / 1e6:.0f} GB a day",
            f"x {PACKED} kB = **{articles * PACKED / 1e9:.0f} TB**, read where it lies, a month at a time",
        ),
        (
            "shards, packed (may be deleted once loaded)",
            f"x {SHARD} kB = {A_DAY * SHARD / 1e6:.0f} GB a day",
            f"x {SHARD} kB = **{read * SHARD / 1e9:.1f} TB**",
        ),
        (
            "ledger",
            f"x {LEDGER:g} kB = {A_DAY * LEDGER / 1e6:.0f} GB a day",
            f"x {LEDGER:g} kB = **{read * LEDGER / 1e9:.1f} TB** in {LEDGERS} ledgers",
        ),
        (
            "memory",
            f"{workers:.0f} workers x {WORKER * 1000:.0f} MB + driver {DRIVER * 1000:.0f} MB = "
            f"**{workers * WORKER + DRIVER:.1f} GB**",
            f"{CORES} x {WORKER * 1000:.0f} MB = **{CORES * WORKER:.0f} GB**",
        ),
    )
    for row in rows:
        yield f"| {' | '.join(row)} |".replace("|  |", "| |")


def millions(articles: float) -> str:
    """Return a count in millions."""
    return f"{articles / 1e6:,.0f} million"


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()).replace("| --- | --- | --- |", "|---|---|---|") + "\n")
