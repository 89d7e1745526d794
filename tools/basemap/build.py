"""Make the base map: `npm ci --prefix tools/basemap && python -m tools.basemap.build`.

Natural Earth's countries (public domain, through npm's world-atlas, ISC) at 1:50m for wide views and 1:10m for near
ones, as rings in parts of a degree; and the towns of the gazetteer that help to find one's way on a map.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from panj.world.gazetteer.store import shipped

HERE = Path(__file__).parent
SOURCE = HERE / "node_modules" / "world-atlas"
TARGET = HERE.parents[1] / "src" / "panj" / "serve" / "web" / "outlines.npz"
GRAIN = {"50m": 100, "10m": 1000}  # parts of a degree: a kilometre, a hundred metres
TOWN = 75_000  # inhabitants
LEAST = 4  # corners of a ring
Ring = list[list[int]]


def arcs(topology: dict[str, Any], grain: int) -> list[Ring]:
    """Return the arcs of a topology in parts of a degree."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([round((x * sx + tx) * grain), round((y * sy + ty) * grain)])
        decoded.append(points)
    return decoded


def ring(indices: list[int], known: list[Ring]) -> Ring:
    """Return one ring; an index below nought is an arc backwards."""
    points: Ring = []
    for i in indices:
        arc = known[i] if i >= 0 else known[~i][::-1]
        points += arc[1:] if points else arc
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def outlines(level: str) -> dict[str, Any]:
    """Return a level as arrays: corners as steps from the one before, where each ring begins, and whose it is."""
    topology = json.loads((SOURCE / f"countries-{level}.json").read_text(encoding="utf-8"))
    known = arcs(topology, GRAIN[level])
    names, rings, whose = [], [], []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        found = [r for polygon in polygons for part in polygon if len(r := ring(part, known)) >= LEAST]
        rings += found
        whose += [len(names)] * len(found)
        names.append(shape["properties"]["name"])
    corners = np.array([p for r in rings for p in r], dtype=np.int32)
    steps = np.diff(corners, axis=0, prepend=np.zeros((1, 2), np.int32)).astype(np.int32)
    starts = np.cumsum([0, *map(len, rings)]).astype(np.int32)
    columns = {"steps": steps.T.copy(), "starts": starts, "whose": np.array(whose, np.int16), "names": np.array(names)}
    return {f"{level}_{name}": column for name, column in columns.items()} | {f"{level}_grain": np.int32(GRAIN[level])}


def towns() -> dict[str, Any]:
    """Return the larger towns, the largest first."""
    store = shipped()
    sites = [s for s in map(store.site, range(len(store))) if s.population >= TOWN and s.kind in ("city", "capital")]
    sites.sort(key=lambda s: (s.kind != "capital", -s.population, s.name))
    points = np.array([[s.lon, s.lat] for s in sites], dtype=np.float32)
    return {"towns": points, "town_names": np.array([s.name for s in sites])}


def main() -> None:
    """Write the file of the base map."""
    np.savez_compressed(TARGET, **outlines("50m"), **outlines("10m"), **towns())


if __name__ == "__main__":
    main()
