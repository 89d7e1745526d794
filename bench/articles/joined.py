"""Reported speech of PolNeAR dev: what the trees see, what the model's segments say, and both joined.

    python -m bench.articles.joined

A content is found if it shares at least half of the characters that it and the annotator's cover together; pieces of
one cue count as one. Nested sayings, which PolNeAR leaves out, count as wrong.
"""

import gzip
import json
import sys
from collections.abc import Callable, Iterable, Sequence

from bench.articles.run import SHARED
from panj.english import parse_all
from panj.english.parsed import Parsed
from panj.understand.attribution import find_reports
from panj.understand.attribution.cues import find_cues
from panj.understand.attribution.learned import groups
from panj.understand.attribution.quoted import with_quotations
from panj.understand.attribution.reports import Report

Stretch = tuple[int, int]
DEV = SHARED / "data" / "attribution" / "polnear-dev.jsonl.gz"


def of_segments(parsed: Parsed) -> list[Stretch]:
    """Return the contents that the model sees."""
    return [(min(c.start for c in g.contents), max(c.end for c in g.contents)) for g in groups(parsed)]


def of_reports(reports: Iterable[Report]) -> list[Stretch]:
    """Return the contents of reports, the pieces of one cue as one stretch.

    A quotation carried on from the one before ('"A," said X. "B."') is a piece of that one's cue, as PolNeAR has it.
    """
    found: dict[object, Stretch] = {}
    key: object = None
    for number, report in enumerate(sorted(reports, key=lambda report: report.content.start)):
        key = report.cue or (key if report.rule == "carried" and key is not None else number)
        start, end = found.get(key, (report.content.start, report.content.end))
        found[key] = min(start, report.content.start), max(end, report.content.end)
    return list(found.values())


def alike(a: Stretch, b: Stretch) -> float:
    """Return what share of all that two stretches cover they share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0]))


def hits(gold: Sequence[Stretch], found: Sequence[Stretch]) -> int:
    """Return how many stretches pair off, most alike first."""
    pairs = sorted(((alike(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    left, right = set(range(len(gold))), set(range(len(found)))
    for share, i, j in pairs:
        if share >= 0.5 and i in left and j in right:
            left.remove(i)
            right.remove(j)
    return len(gold) - len(left)


def main() -> int:
    if not DEV.exists():
        print(f"{DEV} is not here: nothing measured", file=sys.stderr)
        return 0
    with gzip.open(DEV, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if row.get("primary", True)]
    golds = [
        [(min(s[0] for s in a["content_spans"]), max(s[1] for s in a["content_spans"])) for a in row["attributions"]]
        for row in rows
    ]
    texts = list(parse_all((row["text"], None) for row in rows))
    systems: dict[str, Callable[[Parsed], list[Stretch]]] = {
        "segments": of_segments,
        "trees": lambda parsed: of_reports(with_quotations(parsed, find_cues(parsed.sentences))),
        "joined": lambda parsed: of_reports(find_reports(parsed)),
    }
    print(f"{'content':10s}{'P':>8s}{'R':>8s}{'F1':>8s}")
    for name, read in systems.items():
        found = [read(parsed) for parsed in texts]
        right = sum(hits(gold, some) for gold, some in zip(golds, found, strict=True))
        p, r = right / sum(map(len, found)), right / sum(map(len, golds))
        print(f"{name:10s}{p:8.3f}{r:8.3f}{2 * p * r / (p + r):8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
