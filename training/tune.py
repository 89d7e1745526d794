"""Opening and closing penalties of the tag chains, found on the development sets and folded into their scores."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from training.decode import Floats, Ints, segments, viterbi
from training.encode import Encoded
from training.evaluate import Answer, Chains, Count, answered
from training.windows import NAMES, SAYS

OPENINGS = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0)
CLOSINGS = (-1.0, -0.5, 0.0, 0.5)


@dataclass(slots=True)
class Sample:
    """Scores of one batch for one chain, with the gold segments of its windows."""

    scores: Floats
    lengths: Ints
    gold: list[set[tuple[int, int, int]]]


def with_penalties(moves: Floats, starts: Floats, opening: float, closing: float) -> tuple[Floats, Floats]:
    """The chain with `opening` added wherever a segment begins, and `closing` wherever one ends outside."""
    moves, starts = moves.copy(), starts.copy()
    moves[:, 1::2] += opening
    starts[1::2] += opening
    moves[1:, 0] += closing
    return moves, starts


def best(samples: list[Sample], moves: Floats, starts: Floats, kinds: int) -> tuple[Floats, Floats]:
    """The penalties with the best F1."""
    found: list[tuple[float, float, Floats, Floats]] = []
    for opening in OPENINGS:
        for closing in CLOSINGS:
            pair = with_penalties(moves, starts, opening, closing)
            count = Count()
            for sample in samples:
                tags = viterbi(sample.scores, sample.lengths, *pair)
                for row, length in enumerate(sample.lengths):
                    count.add(segments(tags[row, :length].tolist(), kinds), sample.gold[row])
            found.append((count.f, -abs(opening) - abs(closing), *pair))
    _, _, chosen_moves, chosen_starts = max(found, key=lambda one: one[:2])
    return chosen_moves, chosen_starts


def tuned(watched: dict[str, list[Encoded]], answer: Answer, chains: Chains) -> Chains:
    """Chains with the best penalties for names (EWT) and for source, cue and content (PolNeAR)."""
    names: list[Sample] = []
    for batch, out in answered(watched["ewt"], answer):
        sure = [all(len(allowed) == 1 for allowed in item.window.names) for item in batch]
        lengths = np.array([len(item.window.words) for item in batch])
        gold = [
            segments([next(iter(allowed)) for allowed in item.window.names], 3) if known else set()
            for item, known in zip(batch, sure, strict=True)
        ]
        keep = np.array(sure)
        names.append(
            Sample(out["names"][keep], lengths[keep], [g for g, known in zip(gold, sure, strict=True) if known])
        )
    pair = best(names, chains.name_moves, chains.name_starts, len(NAMES) // 2 - 1)
    chains = replace(chains, name_moves=pair[0], name_starts=pair[1])
    if "polnear" in watched:
        chains = _said(watched["polnear"], answer, chains)
    return chains


def _said(items: list[Encoded], answer: Answer, chains: Chains) -> Chains:
    """Chains with the best penalties of source, cue and content."""
    moves, starts = chains.say_moves.copy(), chains.say_starts.copy()
    results = list(answered(items, answer))
    for number in range(len(SAYS)):
        samples = [
            Sample(
                out["says"][:, :, 3 * number : 3 * number + 3],
                np.array([len(item.window.words) for item in batch]),
                [segments(item.window.says[number], 1) for item in batch],
            )
            for batch, out in results
        ]
        moves[number], starts[number] = best(samples, moves[number], starts[number], 1)
    return replace(chains, say_moves=moves, say_starts=starts)
