"""What the network says of each word as an act: which one it names, and how it is put.

It gives 28 numbers a word (`training/branch.py`): scores of the codes and of none, of the ways to put it and of denial.
A word that it takes for neither a verb nor a noun it is not asked about: that is surely no act.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

CODES = (
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "TAKE", "FLEE", "FALL"),
)
MOODS = ("asserted", "planned", "conditional", "hypothetical", "forecast", "demanded", "possible")
_MOODS = len(CODES) + 1


class Sense(msgspec.Struct, frozen=True, eq=False):
    """What the network says of the words of a sentence as acts.

    `codes` [words, 20] are the chances of each code and of none, `put` [words, 8] the scores of `MOODS` and of denial.
    """

    codes: Floats
    put: Floats

    def sure(self, least: float) -> list[tuple[int, str]]:
        """Return the words that are acts of one code with at least this chance, more than half, by position."""
        words, codes = (self.codes[:, :-1] >= least).nonzero()  # more than half has one code at most
        return [(i, CODES[code]) for i, code in zip(words.tolist(), codes.tolist(), strict=True)]

    def moods(self, i: int) -> Floats:
        """Return the chances of the `MOODS` of word `i`, if it is an act."""
        return _shares(self.put[i, : len(MOODS)])


def senses(scores: Floats) -> tuple[Floats, Floats]:
    """Return the chances of codes and the scores of moods of a batch [rows, words, 28]."""
    return _shares(scores[..., :_MOODS]), scores[..., _MOODS:]


def joined(left: Sense | None, right: Sense | None) -> Sense | None:
    """Return what is said of two parts of a sentence as one."""
    if left is None or right is None:
        return None
    return Sense(np.concatenate([left.codes, right.codes]), np.concatenate([left.put, right.put]))


def _shares(scores: Floats) -> Floats:
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(odds / odds.sum(-1, keepdims=True))
