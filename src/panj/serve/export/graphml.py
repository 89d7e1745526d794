"""GraphML: who acts on whom; events that are not put as facts have edges of their own, which say so."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from xml.etree import ElementTree as ET

from panj.serve import words
from panj.serve.export.xml import add, written
from panj.serve.picture import Picture
from panj.situation import Said
from panj.world.sides import Side

KEYS = (
    ("name", "node", "string"),
    ("known", "node", "boolean"),  # of the world's tables; else the words of a report
    ("code", "edge", "string"),
    ("certainty", "edge", "string"),
    ("happened", "edge", "boolean"),
    ("statements", "edge", "int"),
    ("first", "edge", "string"),
    ("last", "edge", "string"),
)
Edge = tuple[str, str, str, str]  # actor, recipient, code, certainty


def lines(shown: Picture) -> Iterator[str]:
    """Yield one directed graph."""
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for name, of, kind in KEYS:
        add(root, "key", **{"id": name, "for": of, "attr.name": name, "attr.type": kind})
    graph = add(root, "graph", edgedefault="directed")
    sides, edges = _gathered(shown)
    for identity, side in sorted(sides.items()):
        _data(add(graph, "node", id=identity), name=side.name, known=str(side.known).lower())
    for number, (edge, said) in enumerate(sorted(edges.items())):
        _edge(graph, number, edge, said)
    yield written(root)


def _gathered(shown: Picture) -> tuple[dict[str, Side], dict[Edge, list[Said]]]:
    found: dict[str, Side] = {}
    edges: dict[Edge, list[Said]] = defaultdict(list)
    for said in shown.case.said:
        if said.statement.event:
            for actor, recipient in product(said.actors, said.recipients):
                found |= {actor.id: actor, recipient.id: recipient}
                how = words.certainty(said.statement) or "asserted"
                edges[actor.id, recipient.id, said.statement.event.code, how].append(said)
    return found, edges


def _edge(graph: ET.Element, number: int, edge: Edge, said: list[Said]) -> None:
    source, target, code, how = edge
    days = sorted(s.day for s in said)
    made = add(graph, "edge", id=f"e{number}", source=source, target=target)
    happened = str(all(s.statement.happened for s in said)).lower()
    _data(made, code=code, certainty=how, happened=happened, statements=str(len(said)))
    _data(made, first=f"{days[0]}", last=f"{days[-1]}")


def _data(of: ET.Element, **values: str) -> None:
    for key, value in values.items():
        add(of, "data", value, key=key)
