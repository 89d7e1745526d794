"""Names changed for others that are built alike, so that contexts are learnt and not the names of one corpus."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from training.windows import NAMES, Sentence

Pattern = tuple[str, tuple[str, ...], tuple[int, ...]]
Swaps = dict[Pattern, list[list[str]]]
OUTWARD = 99  # stands for any head outside the name


def spans(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The names (first word, end, kind) of a sentence whose every tag is sure."""
    if not sentence.names or any(len(tags) != 1 for tags in sentence.names):
        return
    tags = [NAMES[next(iter(tags))] for tags in sentence.names]
    for first, tag in enumerate(tags):
        if tag.startswith("B-"):
            end = first + 1
            while end < len(tags) and tags[end] == f"I-{tag[2:]}":
                end += 1
            yield first, end, tag[2:]


def pattern(sentence: Sentence, first: int, end: int, kind: str) -> Pattern:
    """What two names must share to change places: kind, tags and tree."""
    heads = [head - 1 - first for head in sentence.heads[first:end]]
    inner = tuple(head if 0 <= head < end - first else OUTWARD for head in heads)
    return kind, tuple(sentence.xpos[first:end]), inner


def collected(documents: Iterable[list[Sentence]]) -> Swaps:
    """The different names of a treebank by their pattern."""
    found: dict[Pattern, set[tuple[str, ...]]] = {}
    for document in documents:
        for sentence in document:
            for first, end, kind in spans(sentence):
                found.setdefault(pattern(sentence, first, end, kind), set()).add(tuple(sentence.words[first:end]))
    return {key: sorted(map(list, names)) for key, names in found.items()}


def swapped(sentence: Sentence, swaps: Swaps, share: float, chance: random.Random) -> Sentence:
    """The sentence with that share of its names changed."""
    words = list(sentence.words)
    for first, end, kind in spans(sentence):
        if chance.random() < share:
            words[first:end] = chance.choice(swaps[pattern(sentence, first, end, kind)])
    return replace(sentence, words=words)
