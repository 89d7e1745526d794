"""The loader alone, on made-up pages: `python -m bench.scale.loading --pages 2000 [--of news] [--keep FOLDER]`.

The pages of `bench.scale.run` are read by two workers into shards, once if `--keep` says where; then one process loads
the shards into a new ledger. Printed are the processor's milliseconds a page, which other work on the machine moves
less than the clock's, and the links a page, of each thousand pages.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.scale.run import TEXTS, pages
from panj import pipeline
from panj.ledger import open_ledger
from panj.read import Given
from panj.scale import Crash, Keep, Piece, divided, in_processes, load

AT = datetime(2023, 1, 1, 12, tzinfo=UTC)
EACH = 1_000


def shards(count: int, of: str, folder: Path) -> Iterator[tuple[Piece, Path]]:
    """Yield the pieces of an archive of so many pages with their shards, read where they do not stand yet."""
    archive = folder / f"{of}-{count}.warc.gz"
    if not archive.exists():
        archive.write_bytes(b"".join(pages(count, TEXTS[of]())))
    found = divided([str(archive)], Given(), Keep("all"), lambda error: print(error, file=sys.stderr))
    for piece, shard in in_processes(found, folder / "shards", workers=2):
        if isinstance(shard, Crash):
            raise SystemExit(f"{piece.path} from {piece.start}: {shard.why}")
        yield piece, shard


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--of", choices=sorted(TEXTS), default="examples")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the shards stay, or stand already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        kept = given.keep or Path(name)
        kept.mkdir(parents=True, exist_ok=True)
        found = sorted(shards(given.pages, given.of, kept), key=lambda read: read[0].start)
        ledger, memory = open_ledger(Path(name) / "loaded.db"), pipeline.Memory()
        done = links = since = 0
        start = time.process_time()
        for piece, shard in found:
            done += sum(1 for _ in load(shard, piece.name, ledger, memory=memory, now=lambda: AT))
            if done - since >= EACH or piece is found[-1][0]:
                used, held = time.process_time() - start, ledger.counts()["link"]
                of = done - since
                print(f"{done:6d} pages: {used / of * 1000:6.1f} ms a page, {(held - links) / of:5.0f} links a page")
                start, links, since = time.process_time(), held, done
        ledger.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
