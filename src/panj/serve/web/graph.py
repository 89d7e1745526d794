"""Who is said to act on whom: edges by kind, each with the statements it rests on, laid out as a drawing.

Only what is said as a fact is an edge. The layout is Fruchterman & Reingold's (1991) from a fixed start, so that the
same edges are always drawn alike.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import wrap

import numpy as np

from panj.records import Record
from panj.serve.words import act, joint
from panj.situation import Case

WIDTH, HEIGHT = 920.0, 560.0
INSET_X, INSET_Y = 90.0, 40.0
MOST_NODES = 22
ROUNDS = 220
EVENNESS = 0.6  # between where the forces put a node (0) and an even spread (1), which leaves room for names
LABEL = 22  # letters in a line of a name
BEND = 0.16  # of an edge's length, so that an edge and its answer lie apart
AGAINST = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "ASSAULT", "TAKE"})
ASKING = frozenset({"REQUEST"})
STANDING = frozenset({"member_of", "allied_with", "part_of", "controls", "deployed_in"})


class Edge(Record, frozen=True, kw_only=True):
    """That one acts on another, or stands to it in some way; `kind` is with, asks, against or standing."""

    id: str
    who: str
    act: str
    code: str
    whom: str
    kind: str
    statements: tuple[str, ...]


class Node(Record, frozen=True, kw_only=True):
    """An actor in the drawing; `label` is the name in lines."""

    name: str
    label: tuple[str, ...]
    x: float
    y: float
    radius: float


class Line(Record, frozen=True, kw_only=True):
    """An edge in the drawing: a curve that ends at the rim of its node."""

    edge: Edge
    path: str
    width: float


class Graph(Record, frozen=True, kw_only=True):
    """The drawing; `left_out` actors stand only in the table."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int


def edges(case: Case) -> tuple[Edge, ...]:
    """Return who does what to whom and who stands how to whom, the most said first."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for said in case.said:
        statement = said.statement
        if not statement.happened:
            continue
        if statement.event:
            code = statement.event.code
            for actor in said.actors:
                for recipient in said.recipients:
                    if actor.id != recipient.id:
                        found.setdefault((actor.name, code, recipient.name), []).append(said.id)
        elif (relation := statement.relation) and relation.relation in STANDING:
            found.setdefault((relation.subject, relation.relation, relation.object), []).append(said.id)
    order = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_edge(n, key, tuple(dict.fromkeys(ids))) for n, (key, ids) in enumerate(order))


def _edge(number: int, key: tuple[str, str, str], statements: tuple[str, ...]) -> Edge:
    who, code, whom = key
    standing = code in STANDING
    kind = "standing" if standing else "against" if code in AGAINST else "asks" if code in ASKING else "with"
    words = code.replace("_", " ") if standing else f"{act(code)} {joint(code)}".strip()
    return Edge(id=f"e{number}", who=who, act=words, code=code, whom=whom, kind=kind, statements=statements)


def graph(found: Sequence[Edge]) -> Graph:
    """Return the drawing of edges between the actors of whom most is said."""
    weight: Counter[str] = Counter()
    for edge in found:
        weight.update({edge.who: len(edge.statements), edge.whom: len(edge.statements)})
    most = {name for name, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:MOST_NODES]}
    drawn = [e for e in found if e.who in most and e.whom in most]
    names = sorted({n for e in drawn for n in (e.who, e.whom)}, key=lambda n: (-weight[n], n))
    index = {name: i for i, name in enumerate(names)}
    points = _layout(len(names), {(index[e.who], index[e.whom]) for e in drawn})
    nodes = tuple(
        Node(name=n, label=tuple(wrap(n, LABEL)[:2]), x=x, y=y, radius=round(5 + 2.4 * math.sqrt(weight[n]), 1))
        for n, (x, y) in zip(names, points, strict=True)
    )
    return Graph(nodes=nodes, lines=tuple(_lines(drawn, nodes, index)), left_out=len(weight) - len(names))


def _lines(drawn: Iterable[Edge], nodes: Sequence[Node], index: dict[str, int]) -> Iterable[Line]:
    between: Counter[tuple[str, str]] = Counter()
    for edge in drawn:
        a, b = nodes[index[edge.who]], nodes[index[edge.whom]]
        between[edge.who, edge.whom] += 1
        bend = BEND * between[edge.who, edge.whom]
        length = math.hypot(b.x - a.x, b.y - a.y) or 1.0
        x, y = (b.x - a.x) / length, (b.y - a.y) / length
        middle = (a.x + b.x) / 2 - y * bend * length, (a.y + b.y) / 2 + x * bend * length
        back = math.hypot(b.x - middle[0], b.y - middle[1]) or 1.0
        gap = b.radius + 5
        end = b.x - (b.x - middle[0]) / back * gap, b.y - (b.y - middle[1]) / back * gap
        path = f"M{a.x:g} {a.y:g}Q{middle[0]:.1f} {middle[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
        yield Line(edge=edge, path=path, width=round(1.2 + 0.6 * math.sqrt(len(edge.statements)), 1))


def _layout(count: int, pairs: Iterable[tuple[int, int]]) -> list[tuple[float, float]]:
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
    room = np.array([WIDTH - 2 * INSET_X, HEIGHT - 2 * INSET_Y])
    placed = (EVENNESS * spread + (1 - EVENNESS) * scaled) * room + np.array([INSET_X, INSET_Y])
    if count == 1:
        placed = np.array([[WIDTH / 2, HEIGHT / 2]])
    return [(round(float(x), 1), round(float(y), 1)) for x, y in placed]
