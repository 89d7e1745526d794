"""Sound reports with damage drawn by a seed, through every door: nothing but documents and errors of our own comes out.

python -m bench.read.fuzz [--seconds N] [--seed N] [--keep DIR]

Prints how many inputs were read and the longest time that one took; fails, and with `--keep` keeps the input, on any
other exception, on a part outside its text, or over ten seconds.
"""

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

from panj.errors import ReadError
from panj.read import documents_of_bytes
from panj.records import Document

ROOT = Path(__file__).resolve().parents[2]
DOORS = {".html": "html", ".xml": "feed", ".md": "markdown", ".txt": "plain", ".jsonl": "jsonl"}
LONGEST = 10.0  # seconds
STRANGE = (
    *("<div>", "</div>", "<p>", "<table>", "<br>", "<a href='x'>", "</a>", "<!--", "-->", "<![CDATA[", "]]>", "&nbsp;"),
    *("&#0;", "&#xD800;", "\0", "\u202e", "<script>", "</article>", "<svg>", "<li>", "[x](", "](y)", "**", "---\n"),
    *("\n\n", '{"', '"}', '"datePublished": {}', "[]", "null", "1e999", '<?xml version="1.0" encoding="utf-16"?>'),
)


def damaged(sound: bytes, chance: random.Random) -> bytes:
    """Return a report with up to twelve stretches put in, cut out, changed or repeated."""
    raw = bytearray(sound)
    for _ in range(chance.randint(1, 12)):
        at, other = chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)
        how = chance.random()
        if how < 0.3:
            raw[at:at] = chance.choice(STRANGE).encode() * chance.choice((1, 1, 2, 50))
        elif how < 0.5:
            del raw[at : at + chance.randint(1, 300)]
        elif how < 0.7 and at < len(raw):
            raw[at] = chance.randrange(256)
        elif how < 0.85:
            raw[at:at] = raw[other : other + chance.randint(1, 400)]
        else:
            raw = raw[: max(20, at)]
    return bytes(raw)


def sound(raw: bytes, door: str) -> bool:
    """Read an input; tell whether all that came out was in order."""
    try:
        for found in documents_of_bytes(raw, "x", door=door):
            if isinstance(found, Document):
                if any(part.span and part.span.end > len(found.text) for part in found.parts):
                    return False
            elif not isinstance(found, ReadError):
                return False
    except Exception:  # the harness looks for whatever comes
        traceback.print_exc()
        return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    paths = [*(ROOT / "examples" / "panj-2021").iterdir(), *(ROOT / "tests" / "golden" / "read").iterdir()]
    corpus = [(DOORS[path.suffix], path.read_bytes()) for path in sorted(paths) if path.suffix in DOORS]
    begun, count, longest, bad = time.monotonic(), 0, 0.0, 0
    while time.monotonic() - begun < options.seconds:
        door, report = chance.choice(corpus)
        raw = damaged(report, chance)
        start = time.process_time()
        good = sound(raw, door)
        spent = time.process_time() - start
        longest, count = max(longest, spent), count + 1
        if not good or spent > LONGEST:
            bad += 1
            print(f"input {count} of seed {options.seed} through {door}: {'slow' if good else 'wrong'}")
            if options.keep:
                (options.keep / f"{door}-{options.seed}-{count}").write_bytes(raw)
    print(f"{count} inputs, {bad} bad, longest {longest:.2f} s")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
