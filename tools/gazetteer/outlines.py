"""Outlines of countries in TopoJSON: their polygons, and the lines that two of them share."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

Point = tuple[float, float]
Ring = Sequence[Point]


def outlines(topology: dict[str, Any]) -> dict[str, list[list[Ring]]]:
    """Return the polygons of each country by its ISO number: outer ring first, then holes."""
    arcs = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    found: dict[str, list[list[Ring]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}[shape["type"]]
        rings = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
        found.setdefault(str(shape.get("id")), []).extend(rings)
    return found


def _decoded(arc: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> Ring:
    ring: list[Point] = []
    for number in numbers:
        ring += arcs[number] if number >= 0 else arcs[~number][::-1]
    return ring


def shared(topology: dict[str, Any]) -> dict[tuple[str, str], Point]:
    """Return for each two neighbours, by their ISO numbers, the point in the middle of the longest line they share."""
    arcs = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    users: dict[int, set[str]] = defaultdict(set)
    for shape in topology["objects"]["countries"]["geometries"]:
        for number in _numbers(shape.get("arcs", [])):
            users[number if number >= 0 else ~number].add(str(shape.get("id")))
    longest: dict[tuple[str, str], tuple[float, Point]] = {}
    for number, countries in users.items():
        if len(countries) == 2:
            one, other = sorted(countries)
            length = sum(math.dist(a, b) for a, b in pairwise(arcs[number]))
            point = arcs[number][len(arcs[number]) // 2]
            longest[one, other] = max(longest.get((one, other), (0.0, point)), (length, point))
    return {pair: point for pair, (_, point) in longest.items()}


def _numbers(nested: Any) -> Iterator[int]:  # noqa: ANN401
    return iter([nested]) if isinstance(nested, int) else chain.from_iterable(map(_numbers, nested))
