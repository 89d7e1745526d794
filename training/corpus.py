"""All training data of one epoch as encoded windows; any set can be left out by name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from panj.english.sentences import sentences
from training import attribution, relations, swap, treebanks
from training.encode import Encoded, Pieces, batches, encode
from training.windows import Sentence, Window

SETS = ("ewt", "gum", "polnear", "plv", "cameo", "ngec")
WINDOW = 126
SYNTHETIC_PER_EPOCH = 400
UNSAID_SHARE = 0.5  # of PolNeAR's windows without an attribution, relative to those with one
OTHER_NAMES = 0.25  # of the names of EWT are changed for others of the same build, anew in every epoch
OTHER_ACTORS = 0.3  # of the marked texts of PLV get the actors of another


@dataclass(slots=True)
class Tags:
    """The answers that each tagging head can give, in order."""

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def packed(lengths: list[int], limit: Callable[[], int]) -> Iterator[tuple[int, int]]:
    """Runs of consecutive sentences that fit a window; a longer sentence stands alone."""
    start, total, room = 0, 0, limit()
    for index, length in enumerate(lengths):
        if index > start and total + length > room:
            yield start, index
            start, total, room = index, 0, limit()
        total += length
    if start < len(lengths):
        yield start, len(lengths)


def treebank_window(group: list[Sentence], tags: Tags, kind: str) -> Window:
    """A window of consecutive sentences of a treebank."""
    window = Window([], [], kind)
    for number, sentence in enumerate(group, 1):
        offset = len(window.words)
        window.words += sentence.words
        window.sentence += [number] * len(sentence.words)
        window.upos += [_index(tags.upos, tag) for tag in sentence.upos]
        window.xpos += [_index(tags.xpos, tag) for tag in sentence.xpos]
        window.labels += [_index(tags.labels, label) for label in sentence.labels]
        window.heads += [head + offset if head else 0 for head in sentence.heads]
        window.names += sentence.names
        window.types += sentence.types
    return window


def _index(tags: list[str], tag: str) -> int:
    """The number of a tag, -100 if training never saw it."""
    return tags.index(tag) if tag in tags else -100


def treebank_windows(
    document: list[Sentence], tags: Tags, kind: str, pieces: Pieces, limit: Callable[[], int]
) -> Iterator[Window]:
    """The windows of a document, none across a paragraph's end."""
    starts = [at for at, sentence in enumerate(document) if at == 0 or sentence.starts_paragraph]
    for start, end in zip(starts, [*starts[1:], len(document)], strict=True):
        paragraph = document[start:end]
        lengths = [sum(len(pieces.of(word)) for word in sentence.words) for sentence in paragraph]
        for first, last in packed(lengths, limit):
            yield treebank_window(paragraph[first:last], tags, kind)


def said_windows(
    record: dict[str, object], paragraphs: list[attribution.Paragraph], pieces: Pieces, limit: Callable[[], int]
) -> Iterator[Window]:
    """The windows of a PolNeAR text, none across a paragraph's end."""
    text = str(record["text"])

    def groups() -> Iterator[list[list[attribution.Span]]]:
        for paragraph in paragraphs:
            lengths = [sum(len(pieces.of(text[a:b])) for a, b in words) for words in paragraph.sentences]
            for first, last in packed(lengths, limit):
                yield paragraph.sentences[first:last]

    return attribution.windows(record, groups())


class Corpus:
    """The training sets, read once."""

    def __init__(self, data: Path, pieces: Pieces, without: frozenset[str], seed: int, said: float) -> None:
        """Read every set that is not left out; `said` is the share of PolNeAR's windows in an epoch."""
        self.said_share = said
        self.data, self.pieces, self.without = data, pieces, without
        self.chance = random.Random(seed)
        nations = treebanks.nationalities(data / "syntax")
        self.trees = {
            name: list(treebanks.documents(data / "syntax", f"{name}-train", nations))
            for name in ("ewt", "gum")
            if name not in without
        }
        self.tags = self._tags()
        self.swaps = swap.collected(self.trees.get("ewt", []))
        self.said: list[tuple[dict[str, object], list[attribution.Paragraph]]] = []
        if "polnear" not in without:
            for record in attribution.records(data / "attribution" / "polnear-train.jsonl.gz"):
                self.said.append((record, list(attribution.paragraphs(record["text"], sentences))))
        self.fixed = self._fixed()
        self.acted = [window for window in self.fixed if window.kind == "plv" and window.marks]

    def _tags(self) -> Tags:
        """The tags of the treebanks, in alphabetical order."""
        found = [sentence for documents in self.trees.values() for document in documents for sentence in document]
        return Tags(
            upos=sorted({tag for sentence in found for tag in sentence.upos}),
            xpos=sorted({tag for sentence in found for tag in sentence.xpos}),
            labels=sorted({label for sentence in found for label in sentence.labels}),
        )

    def _fixed(self) -> list[Window]:
        """The windows that are the same in every epoch."""
        events = self.data / "events"
        found: list[Window] = []
        if "plv" not in self.without:
            found += [window for pair in relations.plv(events / "plv-train.jsonl", sentences) for window in pair]
        if "cameo" not in self.without:
            found += relations.cameo(events, sentences)
        return found

    def _limit(self) -> int:
        """How many pieces the next window of an epoch may hold: often one sentence's worth, else up to a full one."""
        return 1 if self.chance.random() < 0.35 else self.chance.randint(40, WINDOW)

    def epoch(self) -> list[Encoded]:
        """All windows of one epoch, packed and cased anew."""
        windows: list[Window] = []
        for name, documents in self.trees.items():
            for document in documents:
                renamed = [self._renamed(sentence) for sentence in document] if name == "ewt" else document
                windows += treebank_windows(renamed, self.tags, name, self.pieces, self._limit)
        for record, paragraphs in self.said:
            windows += filter(self._drawn, said_windows(record, paragraphs, self.pieces, lambda: WINDOW))
        windows += map(self._acted, self.fixed)
        if "ngec" not in self.without:
            path = self.data / "events" / "ngec-synthetic.jsonl.gz"
            windows += relations.synthetic(path, sentences, SYNTHETIC_PER_EPOCH, self.chance)
        return [encode(window, self.pieces, self._case()) for window in windows]

    def _renamed(self, sentence: Sentence) -> Sentence:
        """The sentence with some of its names changed."""
        return swap.swapped(sentence, self.swaps, OTHER_NAMES, self.chance)

    def _acted(self, window: Window) -> Window:
        """The window, now and then with the actors of another."""
        if window.kind == "plv" and window.marks and self.chance.random() < OTHER_ACTORS:
            return relations.with_other_actors(window, self.chance.choice(self.acted))
        return window

    def _drawn(self, window: Window) -> bool:
        """Whether a window of PolNeAR takes part in this epoch."""
        return self.chance.random() < self.said_share * (1.0 if any(map(any, window.says)) else UNSAID_SHARE)

    def _case(self) -> str:
        """Now and then a text is read as if it were all capitals or all small letters."""
        draw = self.chance.random()
        return "upper" if draw < 0.02 else "lower" if draw < 0.04 else ""


def development(data: Path, tags: Tags, pieces: Pieces) -> dict[str, list[Encoded]]:
    """The windows of the development sets as the runtime packs them."""
    found: dict[str, list[Encoded]] = {}
    for name in ("ewt", "gum"):
        documents = treebanks.documents(data / "syntax", f"{name}-dev")
        found[name] = [
            encode(window, pieces)
            for document in documents
            for window in treebank_windows(document, tags, name, pieces, lambda: WINDOW)
        ]
    found["polnear"] = []
    for record in attribution.records(data / "attribution" / "polnear-dev.jsonl.gz"):
        split = list(attribution.paragraphs(record["text"], sentences))
        found["polnear"] += [encode(w, pieces) for w in said_windows(record, split, pieces, lambda: WINDOW)]
    return found


def typical(data: Path, tags: Tags, pieces: Pieces, count: int = 60) -> list[list[Encoded]]:
    """Batches of windows of training sets, by which the range of activations is measured."""
    found: list[Encoded] = []
    for name in ("ewt", "gum"):
        documents = list(treebanks.documents(data / "syntax", f"{name}-train"))
        for document in documents[:: len(documents) // 40]:
            windows = treebank_windows(document, tags, name, pieces, lambda: WINDOW)
            found += [encode(window, pieces) for window in islice(windows, count // 4)]
    acted = relations.plv(data / "events" / "plv-train.jsonl", sentences)
    found += [encode(window, pieces) for pair in islice(acted, 2 * count) for window in pair]
    groups = batches(found, 448)
    return groups[:: max(1, len(groups) // (2 * count))]
