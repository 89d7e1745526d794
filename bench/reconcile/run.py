"""Same event and same witness, against pairs labelled by hand: `python -m bench.reconcile.run`.

Same event: the pairs of `pairs.csv`, chosen near the border, half of them held out; every pair of statements about
events in different reports of the examples, where `same_event.csv` says which are of one event; stories and reports
written here. Each is asked twice: whether a link says so, and whether the picture of a ledger with all reports of its
kind has both as one event. Same witness: every pair of reports of the examples, of which three are one wire report, and
every text of the corpus in `../shared` beside three copies of it (cut by a quarter; with another head and foot; one
sentence in seven replaced), which are made here.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations

from bench.reconcile import own, pairs, texts
from bench.reconcile.pairs import WIRE, Pair
from bench.reconcile.texts import CORPUS, HERE, STORIES, Known
from panj.reconcile import link_events, series
from panj.reconcile.witness import copies
from panj.records import Document

HELD = ("held", "news", "stories, held", "own, held", "worlds, held")
Counts = tuple[int, int, int]  # right, extra, missed


def f1(counts: Counts) -> float:
    """Return the harmonic mean of precision and recall."""
    right, extra, missed = counts
    return 2 * right / (2 * right + extra + missed) if right else 0.0


def count(found: Iterable[tuple[bool, bool]]) -> Counts:
    """Count pairs of (are the same, are said to be the same)."""
    said = list(found)
    return (
        sum(a and b for a, b in said),
        sum(b and not a for a, b in said),
        sum(a and not b for a, b in said),
    )


def by_links(read: pairs.Read) -> Callable[[Pair], bool]:
    """Return what tells whether the rule says that a pair is one event, found by keys as the ledger finds them."""

    @cache
    def links(left: str, right: str) -> set[frozenset[str]]:
        numbers = series(read[left][0][1], [read[right][0][1]])
        found = link_events([o for o, _ in read[left]], [o for o, _ in read[right]], numbers=numbers)
        return {frozenset((x.left, x.right)) for x in found if x.kind == "event"}

    def said(pair: Pair) -> bool:
        return any(_ids(a, b) in links(a[1].id, b[1].id) for a in pair.left for b in pair.right)

    return said


def _ids(*both: Known) -> frozenset[str]:
    return frozenset(occurrence.statement.id for occurrence, _ in both)


def in_picture(events: Mapping[str, str]) -> Callable[[Pair], bool]:
    """Return what tells whether the picture has both of a pair as one event."""

    def said(pair: Pair) -> bool:
        left, right = ([o.statement.id for o, _ in side] for side in (pair.left, pair.right))
        return not {events.get(x, x) for x in left}.isdisjoint(events.get(x, x) for x in right)

    return said


Asked = tuple[list[Pair], Callable[[Pair], bool], Callable[[Pair], bool]]  # pairs, by links, in the picture


def asked() -> Iterator[Asked]:
    """Yield the pairs of each kind, with what the links and what the picture says of them."""
    found, events = texts.examples()
    read = texts.known(found)
    yield list(pairs.of_examples(read)), by_links(read), in_picture(events)
    if CORPUS.is_file():
        for some in (texts.releases(), texts.news()):
            found = texts.read(some)
            read |= texts.known(found)
            events = {**events, **texts.picture(found)}
    yield list(pairs.near_the_border(read)), by_links(read), in_picture(events)
    for name, reports in (("own", own.reports()), ("worlds", own.worlds())):
        yield _of_own(list(reports), name)
    if STORIES.is_file():
        found = texts.read(texts.stories())
        read = texts.known(found)
        yield list(pairs.of_stories(read)), by_links(read), in_picture(texts.picture(found))


def _of_own(reports: list[own.Marked], name: str) -> Asked:
    events: dict[str, str] = {}
    read: dict[str, list[Known]] = {}
    for situation in dict.fromkeys(report.situation for report in reports):
        found = texts.read(report.document for report in reports if report.situation == situation)
        read |= texts.known(found)
        events |= texts.picture(found)
    return list(pairs.of_own(read, reports, name)), by_links(read), in_picture(events)


def variants(document: Document, seed: int) -> Iterator[Document]:
    """Yield three copies of a text as outlets make them."""
    chance = random.Random(seed)
    sentences = re.split(r"(?<=[.!?])\s+", document.text)
    cut = sentences[: max(1, len(sentences) * 3 // 4)]
    other = [s if chance.random() > 1 / 7 else " ".join(reversed(s.split())) for s in sentences]
    for n, text in enumerate(
        (" ".join(cut), f"From our agencies\n\n{document.text}\n\nAll rights reserved", " ".join(other))
    ):
        yield Document(id=f"{document.id}-{n}", text=text, title=document.title, outlet="Copy")


def witness_pairs(documents: list[Document]) -> Iterator[tuple[bool, bool]]:
    """Yield every pair of reports of the examples: one wire report by hand, one witness by rule."""
    for a, b in combinations(documents, 2):
        keys = {(d.outlet or "", str(d.published)) for d in (a, b)}
        yield keys <= WIRE and len(keys) == 2, bool(copies(a, [b]))


def copied_pairs(documents: list[Document]) -> Iterator[tuple[bool, bool]]:
    """Yield pairs of a text with its copies, and of texts with each other."""
    for n, document in enumerate(documents):
        yield from ((True, bool(copies(document, [v]))) for v in variants(document, n))
    yield from ((False, bool(copies(a, [b]))) for a, b in combinations(documents, 2))


def main() -> int:
    """Print the table; 1 if a figure falls below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true", help="write what was reached as the floor")
    parser.add_argument("--errors", action="store_true", help="print the pairs that are wrong, but for those held out")
    given = parser.parse_args()
    said: dict[str, list[tuple[bool, bool]]] = {}
    for found, linked, together in asked():
        for pair in found:
            link = linked(pair)
            said.setdefault(f"same event, {pair.part}", []).append((pair.same, link))
            said.setdefault(f"in the picture, {pair.part}", []).append((pair.same, together(pair)))
            if given.errors and pair.same != link and pair.part not in HELD:
                _print(pair)
    counted = {name: count(said[name]) for name in sorted(said, key=lambda name: name.startswith("in the picture"))}
    counted["same witness, examples"] = count(witness_pairs([document for document, _ in texts.examples()[0]]))
    if copied := texts.corpus():
        counted["same witness, corpus with copies"] = count(copied_pairs(copied))
    for name, counts in counted.items():
        print(f"{name:34s} F1 {f1(counts):.3f}  ({counts[0]} right, {counts[1]} extra, {counts[2]} missed)")
    floor = HERE / "floor.json"
    reached = {name: round(f1(counts), 3) for name, counts in counted.items()}
    if given.pin:
        floor.write_text(json.dumps(reached, indent=1) + "\n", encoding="utf-8")
    return int(
        any(reached.get(name, 1.0) < least for name, least in json.loads(floor.read_text(encoding="utf-8")).items())
    )


def _print(pair: Pair) -> None:
    words = [side[0][0].statement.quote if side else "(not read)" for side in (pair.left, pair.right)]
    print(pair.part, "missed" if pair.same else "extra ", *(repr(quote[:80]) for quote in words), sep=" | ")


if __name__ == "__main__":
    sys.exit(main())
