"""Folds, and the two F1 figures that are asked of them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training.windows import CLASSES, ROOTS

CLASS_OF = {root: number for number, roots in CLASSES.items() for root in roots}


def folds(answers: Sequence[int], texts: Sequence[str], count: int = 5, seed: int = 7) -> list[list[int]]:
    """Row numbers of each fold: every root spread evenly, the same text never on both sides."""
    chance = random.Random(seed)
    order = list(range(len(answers)))
    chance.shuffle(order)
    order.sort(key=lambda row: answers[row])
    home: dict[str, int] = {}
    found: list[list[int]] = [[] for _ in range(count)]
    for place, row in enumerate(order):
        found[home.setdefault(texts[row], place % count)].append(row)
    return found


def macro(answers: Sequence[str], guesses: Sequence[str]) -> float:
    """Macro-averaged F1, in percent, over the labels that occur."""
    scores = []
    for label in sorted(set(answers)):
        hit = sum(a == g == label for a, g in zip(answers, guesses, strict=True))
        total = sum(a == label for a in answers) + sum(g == label for g in guesses)
        scores.append(2 * hit / total)
    return 100 * sum(scores) / len(scores)


def both(answers: Sequence[int], guesses: Sequence[int]) -> tuple[float, float]:
    """Macro-F1 of the 15 roots and of the 4 classes."""
    roots = macro([ROOTS[a] for a in answers], [ROOTS[g] for g in guesses])
    classes = macro([str(CLASS_OF[ROOTS[a]]) for a in answers], [str(CLASS_OF[ROOTS[g]]) for g in guesses])
    return roots, classes
