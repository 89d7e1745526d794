"""Articles whose acts people or models have annotated, as what the branch learns from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from bench.articles import standoff
from torch import Tensor

from panj.english import Parsed, Token, parse_words, split
from panj.english.acts import CODES, MOODS
from panj.english.model import load_model
from panj.english.windows import pack

Gold = dict[str, Any]
WORDS = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})  # that may name an act
EVERYDAY = frozenset({"answers", "email", "reviews"})
MEASURED_ONLY = frozenset({"times/aquaint.jsonl", "places/tr-news.jsonl", "attribution/polnear-dev.jsonl.gz"})
BEGINNING = 1000  # characters
SECOND = 0.5  # weight of a code that a careful coder would also accept, beside the best


@dataclass(slots=True)
class Example:
    """One article: its windows, and what is to be learnt of its words, which are numbered as they stand in them.

    `codes` [M, 20] are the chances of each code and of none, of the words `code_words`; `moods` rows of word, mood and
    denied. `manner` is 0 for articles annotated with care and whole, 1 for acts marked in haste.
    """

    windows: dict[str, Tensor]
    code_words: Tensor
    codes: Tensor
    moods: Tensor
    manner: int


def examples(golds: Sequence[Gold], manner: int) -> Iterator[Example]:
    """Yield what is to be learnt of each article that has a sentence."""
    model = load_model()
    for gold in golds:
        title, text = gold.get("title") or "", gold["text"]
        words = [list(paragraph) for paragraph in split(text, None)]
        parsed = next(parse_words([(text, words)]))
        if parsed.sentences:
            inputs = model.inputs(list(pack(text, 0, words, model.pieces)))
            windows = {name: torch.from_numpy(one) for name, one in inputs.items()}
            tokens = [token for sentence in parsed.sentences for token in sentence.tokens]
            named = dict(_named(parsed, gold["events"]))
            behind = len(title) if manner and text.startswith(title) else 0
            moods = [(word, number(one["modality"]), int(bool(one.get("denied")))) for word, one in named.items()]
            yield Example(
                windows, *_codes(tokens, named, behind), torch.tensor(moods, dtype=torch.long).reshape(-1, 3), manner
            )


def _named(parsed: Parsed, marked: Sequence[Gold]) -> Iterator[tuple[int, Gold]]:
    """Yield which word of the article names each annotated act: the top one of its words."""
    at = 0
    for sentence in parsed.sentences:
        for gold in marked:
            start, end = gold["trigger"]["start"], gold["trigger"]["end"]
            inside = [t for t in sentence.tokens if start <= t.start and t.end <= end]
            ids = {t.i for t in inside}
            top = next((t.i for t in inside if t.head not in ids), None)
            if top is not None:
                yield at + top, gold
        at += len(sentence.tokens)


def _codes(tokens: Sequence[Token], named: Mapping[int, Gold], behind: int) -> tuple[Tensor, Tensor]:
    """Return the words that may name an act and the chances of each code; headlines marked in haste are left out."""
    words, rows = [], []
    for word, token in enumerate(tokens):
        if word not in named and (token.upos not in WORDS or token.start < behind):
            continue
        row = np.zeros(len(CODES) + 1, np.float32)
        for k, code in enumerate(named[word]["codes"] if word in named else ()):
            row[CODES.index(code)] = SECOND if k else 1.0
        row[-1] = word not in named
        words.append(word)
        rows.append(row / row.sum())
    return torch.tensor(words, dtype=torch.long), torch.tensor(np.array(rows).reshape(-1, len(CODES) + 1))


def number(mood: str) -> int:
    """Return the number of a way to put an act; what is asked is as open as what is hypothetical."""
    return MOODS.index("hypothetical" if mood == "asked" else mood)


def learnt(data: Path) -> list[Gold]:
    """Return the articles whose acts were marked to be learnt from, with their texts."""
    kept = [line for line in standoff.lines("acts") if line["half"] == "looked at"]
    return standoff.join([*kept, *standoff.lines(standoff.LEARNT)], data)[0]


def careful(data: Path) -> list[Gold]:
    """Return the articles annotated whole that may be looked at, without the texts that are there to measure only."""
    kept = [line for line in standoff.lines("looked_at") if line.get("file") not in MEASURED_ONLY]
    return standoff.join(kept, data)[0]


def everyday(data: Path) -> list[Gold]:
    """Return the beginnings of mail, reviews and answers in EWT, where nothing is an act, whatever its words name."""
    texts = standoff.rows(data / "syntax" / "ewt-train.conllu.gz")
    kept = (row["text"] for name, row in sorted(texts.items()) if name.partition("-")[0] in EVERYDAY)
    return [{"text": text[:BEGINNING].rpartition(" ")[0], "events": []} for text in kept]
