"""Same event and same witness, against pairs labelled by hand: `python -m bench.reconcile.run`.

Same event: the pairs of `pairs.csv`, chosen near the border, half of them held out; and every pair of statements about
events in different reports of the examples, where `same_event.csv` says which are of one event. Same witness: every
pair of reports of the examples, of which three are one wire report, and every text of the corpus in `../shared` beside
three copies of it (cut by a quarter; with another head and foot; one sentence in seven replaced), which are made here.
"""

import argparse
import csv
import gzip
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import msgspec

from bench.reconcile import own
from panj import pipeline
from panj.ledger import open_ledger
from panj.read import Given
from panj.reconcile import Occurrence, link_events, series
from panj.reconcile.witness import copies
from panj.records import Document, Span
from panj.serve.demo_command import fill
from panj.world import load_world

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
CORPUS = DATA / "corpus" / "syria-iraq.jsonl"
NEWS = DATA / "times" / "aquaint.jsonl"
STORIES = DATA / "attribution" / "polnear-train.jsonl.gz"
WIRE = {("Steppe Wire", "2021-07-05"), ("Vakhsh Daily", "2021-07-05"), ("Panj Valley Post", "2021-07-06")}
HELD = ("held", "news", "stories, held", "own, held", "worlds, held")
Counts = tuple[int, int, int]  # right, extra, missed
Known = tuple[Occurrence, Document]
Pair = tuple[bool, bool, str, str]  # same by hand, same by rule, and their words


def f1(counts: Counts) -> float:
    """Return the harmonic mean of precision and recall."""
    right, extra, missed = counts
    return 2 * right / (2 * right + extra + missed) if right else 0.0


def count(pairs: Iterable[tuple[bool, bool]]) -> Counts:
    """Count pairs of (are the same, are said to be the same)."""
    found = list(pairs)
    return (
        sum(a and b for a, b in found),
        sum(b and not a for a, b in found),
        sum(a and not b for a, b in found),
    )


def labels() -> list[dict[str, str]]:
    """Return the labelled statements; a semicolon within a number stands for its comma."""
    return [row | {"words": re.sub(r"(?<=\d);(?=\d)", ",", row["words"])} for row in table("same_event.csv")]


def label_of(occurrence: Occurrence, document: Document, known: list[dict[str, str]]) -> str | None:
    """Return which labelled event a statement speaks of."""
    trigger = occurrence.event.trigger.of(document.text)
    for row in known:
        same_report = row["published"] == str(document.published) and (document.outlet or "").startswith(row["outlet"])
        if same_report and row["trigger"] == trigger and row["words"] in document.text:
            around = document.text[max(0, occurrence.event.trigger.start - 160) : occurrence.event.trigger.end + 160]
            if row["words"] in around:
                return row["event"]
    return None


def _copied(a: Document, b: Document) -> bool:
    """Tell whether two reports carry one wire report: the same words of both are of one event."""
    return {(d.outlet or "", str(d.published)) for d in (a, b)} <= WIRE


def event_pairs(occurrences: list[Known]) -> Iterator[Pair]:
    """Yield every pair of statements in different reports: same by hand, same by rule, and their words."""
    known = labels()
    named = [(o, d, label_of(o, d, known)) for o, d in occurrences]
    for (a, da, la), (b, db, lb) in combinations(named, 2):
        if da.id != db.id:
            copied = _copied(da, db) and (a.trigger, a.statement.quote) == (b.trigger, b.statement.quote)
            said = linked((a, da), (b, db))
            yield copied or (la is not None and la == lb), said, a.statement.quote, b.statement.quote


def linked(left: Known, right: Known) -> bool:
    """Tell whether the rule says that both are one event, found by keys as the ledger finds them."""
    (a, first), (b, second) = left, right
    return any(x.kind == "event" for x in link_events([a], [b], numbers=series(first, [second])))


def labelled_pairs(known: Iterable[Known]) -> Iterator[tuple[str, Pair]]:
    """Yield the pairs of `pairs.csv` with the part they are of; what is not read as an event is never the same."""
    at = by_trigger(known)
    for row in table("pairs.csv"):
        sides = [overlapping(at.get(row[end], []), row[f"{end}_at"]) for end in ("left", "right")]
        said = any(linked(a, b) for a in sides[0] for b in sides[1])
        words = [found[0][0].statement.quote if found else "(not read)" for found in sides]
        part = "news" if row["corpus"] == "aquaint" else row["half"]
        if any(sides) or row["corpus"] == "panj-2021":
            yield part, (row["same"] == "yes", said, words[0], words[1])


def story_pairs(known: Iterable[Known]) -> Iterator[tuple[str, Pair]]:
    """Yield every pair of the words of `stories.csv` in different reports of one half; what is not read is missed."""
    at = by_trigger(known)
    for half in ("tuned", "held"):
        rows = [row for row in table("stories.csv") if row["half"] == half]
        for a, b in combinations(rows, 2):
            if a["document"] != b["document"]:
                same = a["event"] == b["event"] != ""
                sides = [overlapping(at.get(f"pn-{row['document']}", []), row["at"]) for row in (a, b)]
                if same or all(sides):
                    said = any(linked(x, y) for x in sides[0] for y in sides[1])
                    words = [found[0][0].statement.quote if found else "(not read)" for found in sides]
                    yield f"stories, {half}", (same, said, words[0], words[1])


def own_pairs(reports: Iterable[own.Marked], name: str) -> Iterator[tuple[str, Pair]]:
    """Yield the pairs of the reports written for this bench; what is not read as an event is never the same."""
    marked = list(reports)
    at = by_trigger(read(report.document for report in marked))
    links = cache(lambda a, b: _links(at.get(a, []), at.get(b, [])))
    for pair in own.pairs(marked):
        sides = [
            [(o, d) for o, d in at.get(document, []) if o.event.trigger.overlaps(span)]
            for document, span in (pair.left, pair.right)
        ]
        if pair.same or all(sides):
            found = links(pair.left[0], pair.right[0])
            said = any(frozenset((a.statement.id, b.statement.id)) in found for a, _ in sides[0] for b, _ in sides[1])
            words = [found[0][0].statement.quote if found else "(not read)" for found in sides]
            yield f"{name}, {pair.half}", (pair.same, said, words[0], words[1])


def _links(left: list[Known], right: list[Known]) -> set[frozenset[str]]:
    """Return which statements of two reports are one event by the rule."""
    if not left or not right:
        return set()
    numbers = series(left[0][1], [right[0][1]])
    found = link_events([o for o, _ in left], [o for o, _ in right], numbers=numbers)
    return {frozenset((x.left, x.right)) for x in found if x.kind == "event"}


def by_trigger(known: Iterable[Known]) -> dict[str, list[Known]]:
    """Return the occurrences of each document."""
    found: dict[str, list[Known]] = {}
    for occurrence, document in known:
        found.setdefault(document.id, []).append((occurrence, document))
    return found


def overlapping(known: Iterable[Known], at: str) -> list[Known]:
    """Return those whose trigger shares a character with a stretch written as `12-19`."""
    start, end = map(int, at.split("-"))
    return [(o, d) for o, d in known if o.event.trigger.overlaps(Span(start, end))]


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of labels."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def read(documents: Iterable[Document]) -> Iterator[Known]:
    """Yield the statements about events of texts, read afresh."""
    world = load_world()
    for document, reading in pipeline.understand_all(documents, world=world):
        day = document.published or date.max
        for occurrence in pipeline.occurrences(reading.statements, reading.quantities, day, world):
            yield occurrence, document


def releases() -> Iterator[Document]:
    """Yield the corpus's releases with the day that each is taken to be of."""
    days = {row["document"]: date.fromisoformat(row["day"]) for row in table("days.csv")}
    found = pipeline.documents([str(CORPUS)], Given(), lambda error: print(error, file=sys.stderr))
    return (msgspec.structs.replace(d, published=days[d.id]) for d in found if d.id in days)


def news() -> Iterator[Document]:
    """Yield the agencies' reports."""
    for row in map(json.loads, NEWS.read_text(encoding="utf-8").splitlines()):
        day = date.fromisoformat(row["dct"][:10])
        yield Document(id=row["id"], text=row["text"], title=row["title"], outlet=row["id"][3:6], published=day)


def stories() -> Iterator[Document]:
    """Yield the reports of the stories."""
    asked = {row["document"] for row in table("stories.csv")}
    with gzip.open(STORIES, "rt", encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines) if row["id"] in asked}
    for name, row in rows.items():
        day = date.fromisoformat(row["date"])
        yield Document(id=f"pn-{name}", text=row["text"], title=row["title"], outlet=row["publisher"], published=day)


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


def corpus() -> list[Document]:
    """Return the corpus's texts of forty words or more; none where the folder is absent."""
    if not CORPUS.is_file():
        return []
    rows = map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines())
    found = [Document(id=r["id"], text=r["text"], title=r["title"], outlet=r["outlet"]) for r in rows]
    return [d for d in found if len(d.text.split()) >= 40]


def main() -> int:
    """Print the table; 1 if a figure falls below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true", help="write what was reached as the floor")
    parser.add_argument("--errors", action="store_true", help="print the pairs that are wrong, but for those held out")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "examples.db")
        fill(ledger)
        documents = {d.id: d for d in ledger.documents()}
        amounts = {r.document: r.quantities for r in ledger.readings()}
        world = load_world()
        found = [
            (o, documents[s.document])
            for s in ledger.statements()
            for o in pipeline.occurrences([s], amounts[s.document], documents[s.document].published or date.max, world)
        ]
        ledger.close()
    pairs = [("examples, all pairs", pair) for pair in event_pairs(found)]
    found += (*read(releases()), *read(news())) if CORPUS.is_file() else ()
    pairs += labelled_pairs(found)
    pairs += (*own_pairs(own.reports(), "own"), *own_pairs(own.worlds(), "worlds"))
    pairs += story_pairs(read(stories())) if STORIES.is_file() else ()
    counted = {
        f"same event, {part}": count(pair[:2] for of, pair in pairs if of == part)
        for part in dict.fromkeys(part for part, _ in pairs)
    }
    counted["same witness, examples"] = count(witness_pairs(list(documents.values())))
    if texts := corpus():
        counted["same witness, corpus with copies"] = count(copied_pairs(texts))
    for name, counts in counted.items():
        print(f"{name:34s} F1 {f1(counts):.3f}  ({counts[0]} right, {counts[1]} extra, {counts[2]} missed)")
    if asked.errors:
        for part, (same, said, left, right) in pairs:
            if same != said and part not in HELD:
                print(part, "missed" if same else "extra ", repr(left[:80]), "|", repr(right[:80]))
    floor = HERE / "floor.json"
    reached = {name: round(f1(counts), 3) for name, counts in counted.items()}
    if asked.pin:
        floor.write_text(json.dumps(reached, indent=1) + "\n", encoding="utf-8")
    return int(
        any(reached.get(name, 1.0) < least for name, least in json.loads(floor.read_text(encoding="utf-8")).items())
    )


if __name__ == "__main__":
    sys.exit(main())
