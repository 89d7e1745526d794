"""Figures of one event told apart by who is counted: soldiers and civilians, families and people, two sides.

One speaker does not contradict himself in one report: figures of his that cannot both be meant are of different people,
places or blows ("seven of its troops died and 20 gunmen were killed"), unless he says that one replaces the other. What
one state counts of its citizens is neither borne out nor disputed by another's count, or by a count of all.
"""

import re
from collections.abc import Sequence

from panj.lexicon import words
from panj.lexicon.counted import kind_of
from panj.situation.counts.figures import Figure

HOUSEHOLDS = frozenset({"family", "household"})
_ANYBODY = frozenset({"people", "person", "man", "national", "citizen", "inhabitant"}) | HOUSEHOLDS
_ITS = re.compile(r"\b(?:its|their|our|his) (?:own )?")
_CITIZENS = frozenset({"citizen", "national", "countryman", "compatriot"})  # whom a state counts for itself
_REVISED = re.compile(rf"\b(?:{'|'.join(sorted(words('terms', 'word', 'revised')))})\b", re.IGNORECASE)


def crowds(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Return figures of one kind and event in parts, each of other people; those that tell parts apart come first."""
    telling = [f for f in figures if any(_others(f, other) for other in figures)]
    parts: list[list[Figure]] = []
    for figure in [*telling, *(f for f in figures if f not in telling)]:
        fitting = [part for part in parts if not any(_others(figure, other) for other in part)]
        if fitting:
            max(fitting, key=lambda part: _likeness(figure, part)).append(figure)
        else:
            parts.append([figure])
    order = {id(f): n for n, f in enumerate(figures)}
    parts = [sorted(part, key=lambda f: order[id(f)]) for part in parts]
    return sorted(parts, key=lambda part: order[id(part[0])])


def _likeness(figure: Figure, part: Sequence[Figure]) -> tuple[bool, bool]:
    """Return whether a part has such a number, and such people; of two that are as like the first is taken."""
    return any(compatible(figure, other) for other in part), any(figure.noun == other.noun for other in part)


def _others(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures are of different people."""
    if figure is other:
        return False
    if {_company(figure), _company(other)} in ({"soldiers", "civilians"}, {"households", "people"}):
        return True
    if figure.said.by and other.said.by and figure.said.by.id == other.said.by.id and _own(figure) != _own(other):
        return True  # "23 of its soldiers", "15 Taliban": nobody counts his own among the enemy's
    if (_CITIZENS & {figure.noun, other.noun}) and _whose(figure) != _whose(other):
        return True
    said, told = figure.said.statement, other.said.statement
    one_voice = said.document == told.document and figure.said.speaker == other.said.speaker
    return one_voice and not compatible(figure, other) and not _REVISED.search(f"{said.quote} {told.quote}")


def _own(figure: Figure) -> bool:
    return bool(_ITS.search(f"{figure.quantity.text} {figure.quantity.of or ''}"))


def _whose(figure: Figure) -> str:
    """Return of which state the counted are citizens; "" where all who were there may be meant."""
    if figure.noun not in _CITIZENS:
        return ""
    own = figure.said.by if _own(figure) else None
    return own.id if own else figure.owner or (figure.quantity.of or "").lower()


def _company(figure: Figure) -> str:
    """Return which people a figure is plainly of; "" if it may be of any."""
    if figure.kind == "displaced":
        return "households" if figure.noun in HOUSEHOLDS else "people"
    counted = kind_of(figure.noun)
    if counted == "force":
        return "soldiers"
    return "civilians" if counted == "people" and figure.noun not in _ANYBODY else ""


def compatible(left: Figure, right: Figure) -> bool:
    """Tell whether one number can be meant by both; "about" of the one reaches a tenth to either side."""
    return _meet(_bounds(left, wide=True), _bounds(right)) or _meet(_bounds(left), _bounds(right, wide=True))


def _meet(first: tuple[float, float], second: tuple[float, float]) -> bool:
    return max(first[0], second[0]) <= min(first[1], second[1])


def _bounds(figure: Figure, *, wide: bool = False) -> tuple[float, float]:
    q = figure.quantity
    low, high = q.low if q.low is not None else 0.0, q.high if q.high is not None else float("inf")
    return (low * 0.9, high * 1.1) if wide and q.approximate else (low, high)
