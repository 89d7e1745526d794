"""What the network says of each word as an act: which one it names, and how it is put.

A sentence's `sense` has 28 numbers a word (`training/branch.py`): scores of the codes and of none, of the ways to put
it and of denial.
"""

from functools import cached_property

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


class Sense(msgspec.Struct, frozen=True, eq=False, dict=True):
    """What the network says of the words of a sentence as acts, [words, 28]."""

    scores: Floats

    @cached_property
    def codes(self) -> Floats:
        """Return the chances [words, 20] of each code, of none last."""
        return _shares(self.scores[:, :_MOODS])

    def moods(self, i: int) -> Floats:
        """Return the chances of the `MOODS` of word `i`, if it is an act."""
        return _shares(self.scores[i, _MOODS : _MOODS + len(MOODS)])


def joined(left: Sense | None, right: Sense | None) -> Sense | None:
    """Return what is said of two parts of a sentence as one."""
    return None if left is None or right is None else Sense(np.concatenate([left.scores, right.scores]))


def _shares(scores: Floats) -> Floats:
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(odds / odds.sum(-1, keepdims=True))
