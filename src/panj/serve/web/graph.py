"""Who acts on whom as a drawing: the layout is Fruchterman & Reingold's (1991) from a fixed start.

So the same edges are always drawn alike.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

import numpy as np

from panj.records import Record
from panj.serve.web.network import Edge
from panj.serve.web.room import LETTER, Room

ROUNDS = 220
EVENNESS = 0.6  # between where the forces put a node (0) and an even spread (1), which leaves room for names
BEND = 0.16  # of an edge's length, so that an edge and its answer lie apart
TALL = 14.0  # units from one line of a name to the next


class Sheet(Record, frozen=True, kw_only=True):
    """What is drawn on: its size, how many actors it has room for, letters in a line of a name.

    `growth` is units of radius for the root of what is said of an actor.
    """

    width: float
    height: float
    nodes: int
    label: int
    growth: float


WIDE = Sheet(width=920, height=560, nodes=22, label=22, growth=2.4)
NARROW = Sheet(width=380, height=560, nodes=12, label=15, growth=1.4)


class Node(Record, frozen=True, kw_only=True):
    """An actor in the drawing; `label` is the name in lines, the first of which is written at height `top`."""

    id: str
    label: tuple[str, ...]
    x: float
    y: float
    radius: float
    at: float
    top: float


class Line(Record, frozen=True, kw_only=True):
    """An edge in the drawing: a curve that ends at the rim of its node."""

    edge: Edge
    path: str
    width: float


class Graph(Record, frozen=True, kw_only=True):
    """The drawing; `left_out` actors stand only in the table."""

    sheet: Sheet
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int


def graph(found: Sequence[Edge], sheet: Sheet = WIDE) -> Graph:
    """Return the drawing of edges between the actors of whom most is said."""
    weight: Counter[str] = Counter()
    name: dict[str, str] = {}
    for edge in found:
        for party in (edge.who, edge.whom):
            weight[party.id] += len(edge.statements)
            name[party.id] = party.name
    order = sorted(weight, key=lambda i: (-weight[i], name[i], i))
    most = set(order[: sheet.nodes])
    drawn = [e for e in found if e.who.id in most and e.whom.id in most]
    ends = {i for e in drawn for i in (e.who.id, e.whom.id)}
    parties = [i for i in order if i in ends]
    index = {party: i for i, party in enumerate(parties)}
    pairs = {(index[e.who.id], index[e.whom.id]) for e in drawn}
    dots = [
        _Dot(party, name[party], x, y, round(5 + sheet.growth * math.sqrt(weight[party]), 1))
        for party, (x, y) in zip(parties, _layout(len(parties), pairs, sheet), strict=True)
    ]
    nodes = tuple(_named(dots, pairs, sheet))
    return Graph(
        sheet=sheet, nodes=nodes, lines=tuple(_lines(drawn, nodes, index)), left_out=len(weight) - len(parties)
    )


class _Dot(NamedTuple):
    party: str
    name: str
    x: float
    y: float
    radius: float


def _named(dots: Sequence[_Dot], pairs: Iterable[tuple[int, int]], sheet: Sheet) -> Iterator[Node]:
    """Yield nodes with their names, on the side from which fewer edges come if there is room."""
    room = Room(sheet.width, sheet.height)
    for d in dots:
        room.keep(d.x - d.radius, d.y - d.radius, 2 * d.radius, 2 * d.radius)
    down: Counter[int] = Counter()  # edges from below, less those from above
    for a, b in pairs:
        lower = 1 if dots[b].y > dots[a].y else -1
        down.update({a: lower, b: -lower})
    for number, d in enumerate(dots):
        label = tuple(_wrapped(d.name, sheet.label))
        wide, tall = max(map(len, label)) * LETTER, TALL * len(label)
        at = min(max(d.x, wide / 2 + 2), sheet.width - wide / 2 - 2)
        sides = (d.y + d.radius + 3, d.y - d.radius - 3 - tall)
        first = int(down[number] > 0)
        told = (sides[first], sides[1 - first])
        top = next((t for t in told if room.take(at - wide / 2, t, wide, tall)), sides[0])
        yield Node(
            id=d.party, label=label, x=d.x, y=d.y, radius=d.radius, at=round(at, 1), top=round(top + TALL - 3, 1)
        )


def _wrapped(name: str, letters: int) -> list[str]:
    """Return a name in at most three lines, with what had no room told by an ellipsis."""
    lines = wrap(name, letters)
    return lines if len(lines) < 4 else [*lines[:2], lines[2][: letters - 1] + "…"]


def _lines(drawn: Iterable[Edge], nodes: Sequence[Node], index: dict[str, int]) -> Iterable[Line]:
    between: Counter[tuple[str, str]] = Counter()
    for edge in drawn:
        a, b = nodes[index[edge.who.id]], nodes[index[edge.whom.id]]
        between[edge.who.id, edge.whom.id] += 1
        bend = BEND * between[edge.who.id, edge.whom.id]
        length = math.hypot(b.x - a.x, b.y - a.y) or 1.0
        x, y = (b.x - a.x) / length, (b.y - a.y) / length
        middle = (a.x + b.x) / 2 - y * bend * length, (a.y + b.y) / 2 + x * bend * length
        back = math.hypot(b.x - middle[0], b.y - middle[1]) or 1.0
        gap = b.radius + 5
        end = b.x - (b.x - middle[0]) / back * gap, b.y - (b.y - middle[1]) / back * gap
        path = f"M{a.x:g} {a.y:g}Q{middle[0]:.1f} {middle[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
        yield Line(edge=edge, path=path, width=round(1.2 + 0.6 * math.sqrt(len(edge.statements)), 1))


def _layout(count: int, pairs: Iterable[tuple[int, int]], sheet: Sheet) -> list[tuple[float, float]]:
    if not count:
        return []
    turn = np.arange(count) * 2.399963  # the golden angle: no two start near each other
    at = np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.sqrt((np.arange(count) + 0.5) / count)[:, None]
    near = np.zeros((count, count))
    for a, b in pairs:
        near[a, b] = near[b, a] = 1.0
    ideal = 1.3 / math.sqrt(count)
    for step in range(ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
        push = ideal**2 / far**2 - near * far / ideal
        move = (apart * push[:, :, None]).sum(axis=1) - at * 0.6
        size = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        at = at + move / size * np.minimum(size, 0.12 * (1 - step / ROUNDS))
    spread = np.argsort(np.argsort(at, axis=0), axis=0) / max(1, count - 1)
    low, high = at.min(axis=0), at.max(axis=0)
    scaled = (at - low) / np.where(high - low > 1e-9, high - low, 1.0)
    inset = np.array([sheet.label * 4.0, 40.0])
    room = np.array([sheet.width, sheet.height]) - 2 * inset
    placed = (EVENNESS * spread + (1 - EVENNESS) * scaled) * room + inset
    return [(round(float(x), 1), round(float(y), 1)) for x, y in placed]
