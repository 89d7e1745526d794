"""How well names and phrases are taken for the right actors, and how fast; fails below what was reached before.

python -m bench.world.run [--shared DIR] [--pin] [--wrong]
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.world import phrases, seed
from panj.world import World, load_world

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
FLOOR = HERE / "floor.json"
TIMES = {"load, ms": 50.0, "link an article, ms": 2.0}


def milliseconds(action: Callable[[], object], repeat: int) -> float:
    """Return the processor time of the quickest of some runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        action()
        best = min(best, time.process_time() - start)
    return round(best * 1000, 1)


def loaded() -> World:
    """Load anew, from what is kept on disk, and open the dictionary of names."""
    load_world.cache_clear()
    world = load_world()
    world.match(["Russia"])
    return world


def times(report: Path) -> dict[str, float]:
    """Return how long it takes to load the tables again, and to find the names of one report."""
    world = loaded()
    words = re.findall(r"\w[\w.’'-]*|\S", report.read_text("utf-8"))
    return {"load, ms": milliseconds(loaded, 5), "link an article, ms": milliseconds(lambda: world.match(words), 20)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--pin", action="store_true", help="write the floor anew")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    world = load_world()
    right, wrong, stray = seed.score(world, options.shared / "seed")
    shares, misread = phrases.score(world, options.shared / "data" / "events" / "actor-phrases.jsonl")
    scores: dict[str, float] = {"seed, right of 85": right, "seed, linked in error": len(stray)}
    scores |= {f"phrases, {field}": round(share, 3) for field, share in shares.items()}
    quick = times(options.shared / "seed" / "report.md")
    for name, score in {**scores, **quick}.items():
        print(f"{name:<24}{score:>8}")
    if options.wrong:
        print("\n".join([*wrong, *(f"in error: {one}" for one in stray), *misread]))
    if options.pin:
        FLOOR.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
        return 0
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    worse = {"seed, linked in error"}
    low = [n for n, score in floor.items() if (scores[n] > score if n in worse else scores[n] < score)]
    low += [name for name, limit in TIMES.items() if quick[name] > limit]
    for name in low:
        print(f"below the floor: {name}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    raise SystemExit(main())
