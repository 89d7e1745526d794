"""Make the base map from world-atlas: `npm install --prefix tools/basemap && python -m tools.basemap.build`.

Natural Earth's countries at 1:50m (public domain, through npm's world-atlas, ISC) as rings of degrees, rounded to a
hundredth: about a kilometre, which is finer than any mark that is drawn on it.
"""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCE = HERE / "node_modules" / "world-atlas" / "countries-50m.json"
TARGET = HERE.parents[1] / "src" / "panj" / "serve" / "web" / "world.json"
Ring = list[list[float]]


def arcs(topology: dict[str, Any]) -> list[Ring]:
    """Return the arcs of a topology in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([round(x * sx + tx, 2), round(y * sy + ty, 2)])
        decoded.append(points)
    return decoded


def ring(indices: list[int], known: list[Ring]) -> Ring:
    """Return one ring; an index below nought is an arc backwards."""
    points: Ring = []
    for i in indices:
        arc = known[i] if i >= 0 else known[~i][::-1]
        points += arc[1:] if points else arc
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def main() -> None:
    """Write the rings of each country by name."""
    topology = json.loads(SOURCE.read_text(encoding="utf-8"))
    known = arcs(topology)
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring(r, known) for polygon in polygons for r in polygon]
        countries.append({"name": shape["properties"]["name"], "rings": [r for r in rings if len(r) > 3]})
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(countries, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
