"""Windows of PolNeAR: who says what, on our own words and sentences."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.windows import SAYS, Window

Span = tuple[int, int]
Splitter = Callable[[str], list[list[Span]]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as sentences of word offsets."""

    sentences: list[list[Span]]


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The primary annotations of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["primary"]:
                yield record


def paragraphs(text: str, split: Splitter) -> Iterator[Paragraph]:
    """The paragraphs of a text, which line breaks part."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            sentences = split(line)
            yield Paragraph([[(a + start, b + start) for a, b in words] for words in sentences if words])
        start += len(line) + 1


def labels(words: list[Span], record: dict[str, Any]) -> tuple[list[list[int]], list[int]]:
    """BIO of source, cue and content over the words, and for source and content words their cue's first word."""
    tags = [[0] * len(words) for _ in SAYS]
    points = [-100] * len(words)
    for attribution in record["attributions"]:
        cue = [at for span in attribution["cue_spans"] for at in covered(words, span)]
        for role, name in enumerate(SAYS):
            for span in attribution[f"{name}_spans"]:
                inside = covered(words, span)
                for at in inside:
                    tags[role][at] = 2
                    if name != "cue" and cue:
                        points[at] = cue[0]
                if inside and words[inside[0]][1] > span[0] >= words[inside[0]][0] - 1:
                    tags[role][inside[0]] = 1
    return tags, points


def covered(words: list[Span], span: Sequence[int]) -> list[int]:
    """Indices of the words that share a character with the span."""
    return [at for at, (start, end) in enumerate(words) if start < span[1] and end > span[0]]


def windows(record: dict[str, Any], groups: Iterator[list[list[Span]]]) -> Iterator[Window]:
    """A window of each group of sentences, with its gold."""
    text = record["text"]
    for group in groups:
        words = [span for sentence in group for span in sentence]
        tags, points = labels(words, record)
        yield Window(
            words=[text[start:end] for start, end in words],
            sentence=[number for number, sentence in enumerate(group, 1) for _ in sentence],
            kind="polnear",
            says=tags,
            points=points,
        )
