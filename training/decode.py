"""The best tag sequence under move and start scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def viterbi(scores: Floats, lengths: Ints, moves: Floats, starts: Floats) -> Ints:
    """Best tags [B, W] for scores [B, W, K] with moves [from, to]; what lies past a length is 0."""
    size, width, tags = scores.shape
    total = scores[:, 0] + starts
    back = np.zeros((size, width, tags), dtype=np.int64)
    keep = np.arange(tags)
    for position in range(1, width):
        options = total[:, :, None] + moves
        live = (position < lengths)[:, None]
        back[:, position] = np.where(live, options.argmax(1), keep)
        total = np.where(live, options.max(1) + scores[:, position], total)
    best = np.zeros((size, width), dtype=np.int64)
    best[:, -1] = total.argmax(1)
    for position in range(width - 1, 0, -1):
        best[:, position - 1] = np.take_along_axis(back[:, position], best[:, position, None], 1)[:, 0]
    best[np.arange(width)[None] >= lengths[:, None]] = 0
    return best


def segments(tags: list[int], kinds: int) -> set[tuple[int, int, int]]:
    """Segments (first, end, kind) of BIO tags numbered O, B-0, I-0, B-1, I-1 ...; a stray I opens a segment."""
    found: set[tuple[int, int, int]] = set()
    start, kind = -1, -1
    for position, tag in enumerate([*tags, 0]):
        inside = tag > 0 and tag % 2 == 0 and start >= 0 and (tag - 1) // 2 == kind
        if inside:
            continue
        if start >= 0:
            found.add((start, position, kind))
        start, kind = (position, (tag - 1) // 2) if tag > 0 else (-1, -1)
    return {segment for segment in found if segment[2] < kinds}


def name_rules(tags: tuple[str, ...], moves: Floats, starts: Floats) -> tuple[Floats, Floats]:
    """Move and start scores with the moves closed that BIO does not know."""
    moves, starts = moves.copy(), starts.copy()
    for to, tag in enumerate(tags):
        if tag.startswith("I-"):
            starts[to] = -1e4
            for source, before in enumerate(tags):
                if before[2:] != tag[2:]:
                    moves[source, to] = -1e4
    return moves, starts
