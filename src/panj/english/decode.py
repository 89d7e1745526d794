"""From the network's scores to tags and trees: Viterbi over BIO chains, and a spanning tree where heads form none."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from panj.english.model import Floats, Ints

_NEVER = -1e9
_SQRT_HALF = 0.7071067811865476


def viterbi(scores: Floats, lengths: Ints, moves: Floats, starts: Floats) -> Ints:
    """Return the best tags [N, W] for scores [N, W, K].

    `moves` is [1 or N, from, to], `starts` [1 or N, K]; what lies past a row's length is 0.
    """
    size, width, tags = scores.shape
    rows = np.arange(size)
    flat, keys = rows * tags, rows[:, None] * (tags * tags) + np.arange(tags) * tags
    into = np.ascontiguousarray(moves.transpose(0, 2, 1))  # the best way into a tag is then found along rows
    back = np.empty((width, size, tags), dtype=np.int64)
    totals = np.empty((width, size, tags), dtype=np.float32)
    totals[0] = scores[:, 0] + starts
    for position in range(1, width):
        options = totals[position - 1][:, None, :] + into
        best = back[position] = options.argmax(2)
        totals[position] = options.ravel()[keys + best] + scores[:, position]
    tagged = np.zeros((width, size), dtype=np.int64)
    current = totals[lengths - 1, rows].argmax(1)
    for position in range(width - 1, -1, -1):
        inside = position < lengths
        tagged[position] = np.where(inside, current, 0)
        if position:
            current = np.where(inside, back[position].ravel()[flat + current], current)
    return np.ascontiguousarray(tagged.T)


def broken(heads: Ints, sentence: Ints) -> list[tuple[int, int]]:
    """Return (row, sentence number) of the sentences whose heads are no tree with one root.

    `heads` [B, W] points to slots (0 the root), `sentence` [B, W+1] numbers the slots' sentences from 1.
    """
    words = sentence[:, 1:] > 0
    above = np.concatenate([np.zeros((len(heads), 1), dtype=np.int64), np.where(words, heads, 0)], axis=1)
    roots = words & (heads == 0)
    count = int(sentence.max()) + 1
    numbers = np.where(words, sentence[:, 1:], 0) + count * np.arange(len(heads))[:, None]
    per_sentence = np.bincount(numbers[roots], minlength=count * len(heads))
    for _ in range(above.shape[1].bit_length()):
        above = np.take_along_axis(above, above, axis=1)
    bad = words & (above[:, 1:] != 0)
    wrong = np.bincount(numbers[bad], minlength=count * len(heads)) > 0
    present = np.bincount(numbers[words], minlength=count * len(heads)) > 0
    wrong |= present & (per_sentence != 1)
    return [divmod(int(number), count) for number in np.flatnonzero(wrong)]


def tree(arcs: Floats) -> Ints:
    """Return the head of each word (0 the root) in the best tree with one root, for arcs [n words, 1 + n slots]."""
    size = arcs.shape[0]
    scores = np.full((size + 1, size + 1), _NEVER, dtype=np.float64)
    scores[1:] = arcs
    np.fill_diagonal(scores, _NEVER)
    heads = _spanning(scores)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) > 1:
        heads = max((_rooted(scores, int(root)) for root in roots), key=lambda found: _total(scores, found))
    return heads[1:]


def _rooted(scores: NDArray[np.float64], root: int) -> Ints:
    """Return the best tree in which only `root` depends on the root."""
    only = scores.copy()
    only[1:, 0] = _NEVER
    only[root] = _NEVER
    only[root, 0] = scores[root, 0]
    return _spanning(only)


def _total(scores: NDArray[np.float64], heads: Ints) -> float:
    """Return the sum of a tree's arcs."""
    return float(scores[np.arange(1, len(heads)), heads[1:]].sum())


def _spanning(scores: NDArray[np.float64]) -> Ints:
    """Chu & Liu (1965), Edmonds (1967): contract a cycle, solve, expand; `scores` is [dependent, head]."""
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    size = len(heads)
    outside = np.ones(size, dtype=bool)
    outside[cycle] = False
    rest = np.flatnonzero(outside)
    inside = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, rest)] - inside[:, None]
    leaving = scores[np.ix_(rest, cycle)]
    into, out = entering.argmax(0), leaving.argmax(1)
    new = len(rest)
    small = np.full((new + 1, new + 1), _NEVER * 4)
    small[:new, :new] = scores[np.ix_(rest, rest)]
    small[new, :new] = entering.max(0)
    small[:new, new] = leaving.max(1)
    solved = _spanning(small)
    result = heads.copy()
    result[rest] = np.where(solved[:new] == new, cycle[out], rest[np.minimum(solved[:new], new - 1)])
    entry = int(solved[new])
    result[cycle[into[entry]]] = rest[entry]
    result[0] = 0
    return result


def _cycle(heads: Ints) -> Ints | None:
    """Return the slots of a cycle among the heads, None if there is none."""
    above = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]
    caught = np.flatnonzero(above)
    if not len(caught):
        return None
    start = at = int(above[caught[0]])
    found = [at]
    while (at := int(heads[at])) != start:
        found.append(at)
    return np.array(found, dtype=np.int64)


def label_scores(dependents: Floats, heads: Floats, out: Floats) -> Floats:
    """Return the label scores [n, L] of words and their heads, from their label vectors, as the network scores them.

    `out` is [L, size + 1], its last column the bias.
    """
    half = dependents.shape[1] // 2
    both = dependents[:, :half] + heads[:, :half] + dependents[:, half:] * heads[:, half:]
    return np.asarray(_gelu(both) @ out[:, :-1].T + out[:, -1], dtype=np.float32)


def _gelu(x: Floats) -> Floats:
    """Return x times the normal distribution function of x."""
    # Abramowitz & Stegun (1964), 7.1.26: erf to 1.5e-7, since NumPy has none.
    z = np.abs(x) * _SQRT_HALF
    t = 1 / (1 + 0.3275911 * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    return (0.5 * x * (1 + erf)).astype(np.float32)


def runs(tags: Sequence[int]) -> list[tuple[int, int, int, bool]]:
    """Return (kind, first, end, begun) of each run of BIO tags numbered O, B-0, I-0, B-1, I-1 ...

    `begun` is False where a run opens with an I: it goes on from before.
    """
    found: list[tuple[int, int, int, bool]] = []
    for position, tag in enumerate(tags):
        if not tag:
            continue
        kind, begins = (tag - 1) // 2, tag % 2 == 1
        if not begins and found and found[-1][0] == kind and found[-1][2] == position:
            found[-1] = (kind, found[-1][1], position + 1, found[-1][3])
        else:
            found.append((kind, position, position + 1, begins))
    return found
