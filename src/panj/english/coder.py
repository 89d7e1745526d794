"""PLOVER roots of a text, and of what one given actor does to another."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from panj.english.model import Model, load_model
from panj.english.tokens import Offsets, words
from panj.english.windows import LONGEST, Window

BATCH = 32

Job = tuple[str, Offsets | None, Offsets | None]
"""A text, and where its source and its target stand, if they are given."""


def roots(text: str, source: Offsets | None = None, target: Offsets | None = None) -> list[tuple[str, float]]:
    """Return every PLOVER root with its probability, the likeliest first.

    With `source` and `target` (offsets into the text) the roots are of what the one does to the other,
    without them of the text as a whole.
    """
    return next(roots_of([(text, source, target)]))


def roots_of(jobs: Iterable[Job]) -> Iterator[list[tuple[str, float]]]:
    """Yield the roots of each job, in order, reading many at once."""
    model = load_model()
    held: list[Job] = []
    for job in jobs:
        held.append(job)
        if len(held) == BATCH:
            yield from _asked(model, held)
            held = []
    if held:
        yield from _asked(model, held)


def _asked(model: Model, jobs: Sequence[Job]) -> Iterator[list[tuple[str, float]]]:
    """Yield the roots of a batch of jobs."""
    answers = model.code([_window(model, *job) for job in jobs])
    for row, (_, source, target) in enumerate(jobs):
        scores = answers["root_alone" if source is None or target is None else "root"][row].astype(np.float64)
        odds = np.exp(scores - scores.max())
        chances = odds / odds.sum()
        order = np.argsort(-chances, kind="stable")
        yield [(model.card.roots[at], round(float(chances[at]), 4)) for at in order]


def _window(model: Model, text: str, source: Offsets | None, target: Offsets | None) -> Window:
    """Return the text as one window, marker pieces around both actors; as much of it around them as fits."""
    spans = words(text)
    marks: list[tuple[int, int]] = []
    if source is not None and target is not None:
        for name, span in (("source", source), ("target", target)):
            inside = [at for at, (start, end) in enumerate(spans) if start < span[1] and end > span[0]]
            if inside:
                ends = model.card.markers[f"{name}_end"]
                marks += [(inside[0], model.card.markers[name]), (inside[-1] + 1, ends)]
    known = [model.pieces(text[start:end]) for start, end in spans]
    first, last = _room([len(ids) for ids, _ in known], [at for at, _ in marks])
    pieces, shapes = [], []
    for at in range(first, last + 1):
        # Where one actor ends and the other begins, the end comes first.
        here = sorted((mark for place, mark in marks if place == at), key=lambda mark: mark % 2 == 0)
        pieces += [[mark] for mark in here]
        shapes += [0] * len(here)
        if at < last:
            pieces.append(known[at][0])
            shapes.append(known[at][1])
    if not pieces:
        pieces, shapes = [[model.card.special["unknown"]]], [0]
    return Window(0, 0, 0, [[(0, 0)] * len(pieces)], [""] * len(pieces), pieces, shapes, [False])


def _room(lengths: Sequence[int], marked: Sequence[int]) -> tuple[int, int]:
    """Return the run of words that fits the model: from the start, or around the marked words if those lie far."""
    room = LONGEST - 4
    first = 0
    if marked and sum(lengths[: max(marked)]) > room:
        first, before = min(marked), 0
        while first and before + lengths[first - 1] <= room // 4:
            first -= 1
            before += lengths[first]
    total, last = 0, first
    while last < len(lengths) and total + lengths[last] <= room:
        total += lengths[last]
        last += 1
    return first, last
