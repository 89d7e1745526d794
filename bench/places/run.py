"""Where toponyms are: right id or within 161 km, given their spans and found by ourselves; fails below its floor.

python -m bench.places.run [--pin] [--wrong] [--quick]
"""

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.places.corpora import CORPORA, Text, Toponym, is_right, read
from panj.records import Document, Place
from panj.understand.places import find_places, resolve_toponyms
from panj.world.gazetteer import find
from panj.world.gazetteer.store import FILE, Store

FLOOR = Path(__file__).parent / "floor.json"
LIMITS = {"file, MB": 40.0, "memory, MB": 60.0, "open, ms": 100.0}
SLACK = 0.002  # of found names: the model of English is not the same to the last bit on every machine
# Resident pages, the file's own among them; the peak that the system keeps includes the process that started this one.
MEMORY = """
import resource, sys
from panj.world.gazetteer import choose, find
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
before = resident()
for name in sys.stdin.read().split("\\n"):
    find(name)
print((resident() - before) / 1e6)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true", help="write the floor anew")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    parser.add_argument("--quick", action="store_true", help="given spans only, without the model of English")
    options = parser.parse_args()
    corpora = {name: list(read(name)) for name in CORPORA}
    scores: dict[str, float] = {}
    for name, texts in corpora.items():
        scores |= {f"{name}, {what}": value for what, value in given_spans(texts, show=options.wrong).items()}
        if not options.quick:
            scores |= {f"{name}, {what}": value for what, value in own_spans(texts).items()}
    costs = cost(corpora)
    for name, value in {**scores, **costs}.items():
        print(f"{name:<44}{value:>9}")
    if options.pin:
        FLOOR.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
        return 0
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    low = [n for n, value in floor.items() if n in scores and scores[n] < value - (SLACK if "own" in n else 0)]
    low += [name for name, limit in LIMITS.items() if costs[name] > limit]
    for name in low:
        print(f"below the floor: {name}", file=sys.stderr)
    return 1 if low else 0


def given_spans(texts: Sequence[Text], *, show: bool = False) -> dict[str, float]:
    """Return the shares of all gold toponyms that come out right by context, by size alone, and at best."""
    right: Counter[str] = Counter()
    for text in texts:
        spans = [toponym.span for toponym in text.toponyms]
        for gold, place in zip(text.toponyms, resolve_toponyms(text.text, spans), strict=True):
            sites = [found.site for found in find(place.text)]
            good = [is_right(gold, s.lat, s.lon, s.geonameid) for s in sites]
            largest = max(range(len(sites)), key=lambda i: sites[i].population, default=None)
            right["all"] += 1
            right["right"] += is_right(gold, place.lat, place.lon, place.geonameid)
            right["largest of the name"] += largest is not None and good[largest]
            right["at best"] += any(good)
            if show and not is_right(gold, place.lat, place.lon, place.geonameid):
                print(
                    text.id, place.text, (gold.lat, gold.lon), place.name, (place.lat, place.lon), any(good), sep="\t"
                )
    return {what: round(right[what] / right["all"], 4) for what in ("right", "largest of the name", "at best")}


def own_spans(texts: Sequence[Text]) -> dict[str, float]:
    """Return F1 of the names that we find ourselves, and of those found that are also right."""
    from panj.english import parse_all
    from panj.world import load_world

    world, found, right, ours, golds = load_world(), 0, 0, 0, 0
    for text, parsed in zip(texts, parse_all((text.text, None) for text in texts), strict=True):
        places = find_places(Document(id=text.id, text=text.text), parsed, (), world)
        named = [place for place in places if place.feature not in ("site", "part", "line")]
        pairs = list(paired(text.toponyms, named))
        found += len(pairs)
        right += sum(is_right(gold, place.lat, place.lon, place.geonameid) for gold, place in pairs)
        ours += len(named)
        golds += len(text.toponyms)
    return {
        "own spans, precision": round(found / ours, 3),
        "own spans, recall": round(found / golds, 3),
        "own spans, F1": round(2 * found / (ours + golds), 3),
        "own spans, right, F1": round(2 * right / (ours + golds), 3),
    }


def paired(golds: Sequence[Toponym], places: Sequence[Place]) -> Iterator[tuple[Toponym, Place]]:
    """Yield each gold toponym with the first place that shares a character with it, each once."""
    left = list(places)
    for gold in golds:
        place = next((p for p in left if p.span.overlaps(gold.span)), None)
        if place is not None:
            left.remove(place)
            yield gold, place


def cost(corpora: dict[str, list[Text]]) -> dict[str, float]:
    """Return the size of the file, the memory that looking up every name of the corpora takes, and the times."""
    names = sorted({t.span.of(text.text) for texts in corpora.values() for text in texts for t in text.toponyms})
    command = [sys.executable, "-c", MEMORY]
    memory = subprocess.run(command, input="\n".join(names), capture_output=True, text=True, check=True)
    texts = [text for found in corpora.values() for text in found]

    def resolve() -> None:
        find.cache_clear()
        for text in texts:
            resolve_toponyms(text.text, [toponym.span for toponym in text.toponyms])

    return {
        "file, MB": round(FILE.stat().st_size / 1e6, 1),
        "memory, MB": round(float(memory.stdout), 1),
        "open, ms": milliseconds(lambda: Store(FILE)),
        "a text, ms": round(milliseconds(resolve) / len(texts), 2),
        "texts": len(texts),
        "names": len(names),
    }


def milliseconds(action: Callable[[], object]) -> float:
    """Return the processor time of the quickest of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        action()
        best = min(best, time.process_time() - start)
    return round(best * 1000, 2)


if __name__ == "__main__":
    raise SystemExit(main())
