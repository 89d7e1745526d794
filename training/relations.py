"""Windows whose gold is a PLOVER root, or a class of roots."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from training.attribution import Span, Splitter, covered
from training.windows import ROOTS, Window, class_roots

LONGEST = 400  # words of a text
LINKS = ("and", "while", "but", "as", "after", "before")
OLD_ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON lines file, gzipped or not."""
    data = path.read_bytes()
    for row in (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").rstrip().split("\n"):
        yield json.loads(row)


def plain(
    text: str, split: Splitter, kind: str, roots: frozenset[int], limit: int = LONGEST
) -> tuple[Window, list[Span]]:
    """A text as one window, with the offsets of its words."""
    sentences = [words for words in split(text) if words]
    spans = [span for words in sentences for span in words][:limit]
    numbers = [number for number, words in enumerate(sentences, 1) for _ in words][:limit]
    window = Window([text[a:b] for a, b in spans], numbers, kind, roots=roots)
    return window, spans


def marks(words: list[Span], source: Sequence[int] | None, target: Sequence[int] | None) -> tuple[tuple[int, int], ...]:
    """Where the four marker pieces go: before and after the first span of either actor."""
    found: list[tuple[int, int]] = []
    for base, span in ((0, source), (2, target)):
        inside = covered(words, span) if span else []
        if inside:
            found += [(inside[0], base), (inside[-1] + 1, base + 1)]
    return tuple(sorted(found, key=lambda mark: (mark[0], mark[1] % 2 == 0)))


def plv(path: Path, split: Splitter) -> Iterator[tuple[Window, Window]]:
    """Each example of plv-train without and with its actors marked."""
    for row in lines(path):
        roots = frozenset([ROOTS.index(row["plover_event"])])
        window, words = plain(row["text"], split, "plv", roots)
        pair = marks(words, (row["source_spans"] or [None])[0], (row["target_spans"] or [None])[0])
        yield window, replace(window, marks=pair)


def cameo(directory: Path, split: Splitter) -> Iterator[Window]:
    """Sentences of one of four classes or neutral, and those whose actors are known once more with markers."""
    actors = {row["text"].replace(" ", ""): row for row in lines(directory / "cameo-roles-train.jsonl")}
    for row in lines(directory / "cameo-class-train.jsonl"):
        number = row["label"]
        roots = class_roots(number) if number else frozenset[int]()
        window, _ = plain(row["text"], split, "cameo" if number else "neutral", roots)
        window.weight = 0.4
        yield window
        known = actors.get(row["text"].replace(" ", ""))
        if number and known:
            spans = {kind: [(e["start"], e["end"]) for e in known["entities"] if e["type"] == kind] for kind in "ST"}
            if spans["S"] and spans["T"]:
                marked, words = plain(known["text"], split, "cameo", roots)
                yield replace(marked, marks=marks(words, spans["S"][0], spans["T"][0]), weight=0.4)


def synthetic(path: Path, split: Splitter, count: int, chance: random.Random) -> list[Window]:
    """Some generated stories, cut to their first words, lightly weighted."""
    rows = chance.sample(list(lines(path)), count)
    found = []
    for row in rows:
        root = OLD_ROOTS.get(row["event"], row["event"])
        text = row["text"][:350].replace("\n", " ")
        window, _ = plain(text, split, "ngec", frozenset([ROOTS.index(root)]), 70)
        window.weight = 0.15
        found.append(window)
    return found


def with_other_actors(window: Window, donor: Window) -> Window:
    """The same relation between the actors of another window, where neither pair overlaps."""
    here, there = dict((m, p) for p, m in window.marks), dict((m, p) for p, m in donor.marks)
    if len(here) != 4 or len(there) != 4 or not (here[1] <= here[2] or here[3] <= here[0]):
        return window
    words: list[str] = []
    marks: list[tuple[int, int]] = []
    at = 0
    for base in sorted((0, 2), key=lambda marker: here[marker]):
        words += window.words[at : here[base]]
        start = len(words)
        words += donor.words[there[base] : there[base + 1]]
        marks += [(start, base), (len(words), base + 1)]
        at = here[base + 1]
    words += window.words[at:]
    return replace(window, words=words, sentence=[1] * len(words), marks=tuple(marks))


def beside(window: Window, other: Window, chance: random.Random) -> Window:
    """The same relation in a text that tells another one too: before or after, in one sentence or in two."""
    first, second = (other, window) if chance.random() < 0.5 else (window, other)
    link = [chance.choice(LINKS)] if chance.random() < 0.5 else []
    head = first.words[:-1] if link and first.words[-1:] == ["."] else first.words
    shift = len(head) + len(link) if second is window else 0
    words = [*head, *link, *second.words]
    number = max(first.sentence, default=1)
    numbers = [*first.sentence[: len(head)], *[number] * len(link), *(n + number - bool(link) for n in second.sentence)]
    marks = tuple((place + shift, marker) for place, marker in window.marks)
    return replace(window, words=words[:LONGEST], sentence=numbers[:LONGEST], marks=marks)
