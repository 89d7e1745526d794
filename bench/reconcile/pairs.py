"""The labelled pairs, each with the statements that stand at its words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from bench.reconcile import own
from bench.reconcile.texts import Known, table
from panj.records import Document, Span

WIRE = {("Steppe Wire", "2021-07-05"), ("Vakhsh Daily", "2021-07-05"), ("Panj Valley Post", "2021-07-06")}
Read = Mapping[str, list[Known]]


class Pair(NamedTuple):
    """Two words of two reports: of which part, whether they are of one event by hand, and what is read there."""

    part: str
    same: bool
    left: list[Known]
    right: list[Known]


def labels() -> list[dict[str, str]]:
    """Return the labelled statements; a semicolon within a number stands for its comma."""
    return [row | {"words": re.sub(r"(?<=\d);(?=\d)", ",", row["words"])} for row in table("same_event.csv")]


def _label_of(known: Known, labelled: list[dict[str, str]]) -> str | None:
    """Return which labelled event a statement speaks of."""
    occurrence, document = known
    trigger = occurrence.event.trigger.of(document.text)
    for row in labelled:
        same_report = row["published"] == str(document.published) and (document.outlet or "").startswith(row["outlet"])
        if same_report and row["trigger"] == trigger and row["words"] in document.text:
            around = document.text[max(0, occurrence.event.trigger.start - 160) : occurrence.event.trigger.end + 160]
            if row["words"] in around:
                return row["event"]
    return None


def _copied(a: Document, b: Document) -> bool:
    """Tell whether two reports carry one wire report: the same words of both are of one event."""
    return {(d.outlet or "", str(d.published)) for d in (a, b)} <= WIRE


def of_examples(read: Read) -> Iterator[Pair]:
    """Yield every pair of statements in different reports of the examples."""
    labelled = labels()
    named = [(known, _label_of(known, labelled)) for found in read.values() for known in found]
    for (left, event), (right, other) in combinations(named, 2):
        (a, first), (b, second) = left, right
        if first.id != second.id:
            copied = _copied(first, second) and (a.trigger, a.statement.quote) == (b.trigger, b.statement.quote)
            same = copied or (event is not None and event == other)
            yield Pair("examples, all pairs", same, [left], [right])


def near_the_border(read: Read) -> Iterator[Pair]:
    """Yield the pairs of `pairs.csv`; what is not read as an event is never the same."""
    for row in table("pairs.csv"):
        left, right = (overlapping(read.get(row[end], []), row[f"{end}_at"]) for end in ("left", "right"))
        if left or right or row["corpus"] == "panj-2021":
            part = "news" if row["corpus"] == "aquaint" else row["half"]
            yield Pair(part, row["same"] == "yes", left, right)


def of_stories(read: Read) -> Iterator[Pair]:
    """Yield every pair of the words of `stories.csv` in different reports of one half; what is not read is missed."""
    for half in ("tuned", "held"):
        rows = [row for row in table("stories.csv") if row["half"] == half]
        for a, b in combinations(rows, 2):
            if a["document"] != b["document"]:
                same = a["event"] == b["event"] != ""
                left, right = (overlapping(read.get(f"pn-{row['document']}", []), row["at"]) for row in (a, b))
                if same or (left and right):
                    yield Pair(f"stories, {half}", same, left, right)


def of_own(read: Read, reports: Iterable[own.Marked], name: str) -> Iterator[Pair]:
    """Yield the pairs of the reports written for this bench; what is not read as an event is never the same."""
    for pair in own.pairs(reports):
        left, right = (
            [known for known in read.get(document, []) if known[0].event.trigger.overlaps(span)]
            for document, span in (pair.left, pair.right)
        )
        if pair.same or (left and right):
            yield Pair(f"{name}, {pair.half}", pair.same, left, right)


def overlapping(known: Iterable[Known], at: str) -> list[Known]:
    """Return those whose trigger shares a character with a stretch written as `12-19`."""
    start, end = map(int, at.split("-"))
    return [(o, d) for o, d in known if o.event.trigger.overlaps(Span(start, end))]
