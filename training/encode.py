"""Windows to tensors: wordpieces, shapes, first pieces, sentences and padded gold."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.shapes import shape
from training.windows import NAMES, Window

MARKERS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
MAX_PIECES_PER_WORD = 16
Batch = dict[str, Tensor]


@dataclass(slots=True)
class Encoded:
    """A window as piece ids, shapes and the index of each word's first piece."""

    window: Window
    ids: list[int]
    shapes: list[int]
    first: list[int]
    markers: tuple[int, int]


class Pieces:
    """Wordpieces of single words, remembered."""

    def __init__(self, path: Path) -> None:
        """Read tokenizer.json."""
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cls = self._id("[CLS]")
        self.sep = self._id("[SEP]")
        self.unknown = self._id("[UNK]")
        self.markers = [self._id(marker) for marker in MARKERS]
        self.known: dict[str, list[int]] = {}

    def _id(self, piece: str) -> int:
        """The number of a reserved piece."""
        number = self.tokenizer.token_to_id(piece)
        if number is None:
            raise ValueError(f"the vocabulary lacks {piece}")
        return int(number)

    def of(self, word: str) -> list[int]:
        """The pieces of one word, at least one, at most MAX_PIECES_PER_WORD."""
        pieces = self.known.get(word)
        if pieces is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            pieces = self.known[word] = ids[:MAX_PIECES_PER_WORD] or [self.unknown]
        return pieces


def encode(window: Window, pieces: Pieces, case: str = "") -> Encoded:
    """Lay out a window; `case` 'upper' or 'lower' pretends that the whole text was written so."""
    ids, shapes, first = [pieces.cls], [0], [0]
    position = {0: 0, 2: 0}
    for index in range(len(window.words) + 1):
        for place, marker in window.marks:
            if place == index:
                if marker in position:
                    position[marker] = len(ids)
                ids.append(pieces.markers[marker])
                shapes.append(0)
        if index == len(window.words):
            break
        word = window.words[index]
        parts = pieces.of(word)
        first.append(len(ids))
        ids.extend(parts)
        seen = {"upper": word.upper(), "lower": word.lower()}.get(case, word)
        shapes.extend([shape(seen)] * len(parts))
    ids.append(pieces.sep)
    shapes.append(0)
    return Encoded(window, ids, shapes, first, (position[0], position[2]))


def _padded(rows: list[list[int]], width: int, value: int) -> Tensor:
    """A matrix of the rows, filled up with `value`."""
    return torch.tensor([row + [value] * (width - len(row)) for row in rows], dtype=torch.long)


def inputs(batch: list[Encoded]) -> Batch:
    """The tensors that the graph reads."""
    length = -(-max(len(item.ids) for item in batch) // 8) * 8
    width = max(len(item.first) for item in batch)
    return {
        "ids": _padded([item.ids for item in batch], length, 0),
        "mask": _padded([[1] * len(item.ids) for item in batch], length, 0),
        "shapes": _padded([item.shapes for item in batch], length, 0),
        "first": _padded([item.first for item in batch], width, 0),
        "sentence": _padded([[0, *item.window.sentence] for item in batch], width, -1),
        "markers": torch.tensor([item.markers for item in batch], dtype=torch.long),
    }


def on(batch: Batch, device: torch.device | str) -> Batch:
    """The tensors on a device."""
    return {name: value.to(device, non_blocking=True) for name, value in batch.items()}


def gold(batch: list[Encoded], roots: int) -> Batch:
    """The padded gold of every head, -100 where there is none; name and says tags as sets of allowed tags."""
    width = max(len(item.window.words) for item in batch)
    size = len(batch)
    plain = {
        name: _padded([getattr(item.window, name) or [] for item in batch], width, -100)
        for name in ("upos", "xpos", "heads", "labels", "types", "points")
    }
    allowed = torch.ones(size, width, 4, len(NAMES), dtype=torch.bool)
    chosen = torch.zeros(size, roots, dtype=torch.bool)
    for row, item in enumerate(batch):
        window = item.window
        if window.names:
            table = torch.zeros(len(window.names), len(NAMES), dtype=torch.bool)
            pairs = [(at, tag) for at, tags in enumerate(window.names) for tag in tags]
            table[tuple(torch.tensor(pairs).T)] = True
            allowed[row, : len(window.names), 0] = table
        for role, tags in enumerate(window.says):
            allowed[row, : len(tags), role + 1] = torch.nn.functional.one_hot(torch.tensor(tags), len(NAMES)).bool()
        for root in window.roots:
            chosen[row, root] = True
    extra = {
        "allowed": allowed,
        "roots": chosen,
        "weights": torch.tensor([item.window.weight for item in batch]),
        "marked": torch.tensor([bool(item.window.marks) for item in batch]),
        "neutral": torch.tensor([item.window.kind == "neutral" for item in batch]),
    }
    return plain | extra


def batches(items: list[Encoded], pieces: int, shuffle: random.Random | None = None) -> list[list[Encoded]]:
    """Groups of like length with at most about `pieces` padded pieces each."""
    noise = shuffle.random if shuffle else lambda: 0.0
    ordered = sorted(items, key=lambda item: len(item.ids) + 8 * noise())
    groups: list[list[Encoded]] = []
    group: list[Encoded] = []
    for item in ordered:
        if group and (len(group) + 1) * max(len(item.ids), len(group[-1].ids)) > pieces:
            groups.append(group)
            group = []
        group.append(item)
    if group:
        groups.append(group)
    if shuffle:
        shuffle.shuffle(groups)
    return groups
