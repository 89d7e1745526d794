"""Tells which points of our own tables lie outside the country that they name, by Natural Earth's outlines.

    python -m tools.gazetteer.check countries-10m.json

The file is of npm's world-atlas (ISC; outlines Natural Earth, public domain). Fails if a point is farther out than FAR.
"""

import csv
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.gazetteer.build import TABLES
from tools.gazetteer.outlines import Point, Ring, outlines
from tools.gazetteer.sources import geonames

FAR = 0.75  # degrees: straits, islands too small for the map
DRAWN_OTHERWISE = frozenset({"Sevastopol naval base", "Somaliland"})  # Natural Earth draws who holds the ground


def inside(point: Point, ring: Ring) -> bool:
    """Tell whether a point lies in a ring, by the crossings of a line to the east."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def distance(point: Point, polygons: Sequence[Sequence[Ring]]) -> float:
    """Return how many degrees a point lies outside polygons, 0 inside."""
    if any(inside(point, rings[0]) and not any(inside(point, hole) for hole in rings[1:]) for rings in polygons):
        return 0.0
    shrink = math.cos(math.radians(point[1]))
    return min(
        math.hypot((x - point[0]) * shrink, y - point[1]) for rings in polygons for ring in rings for x, y in ring
    )


def main() -> int:
    """Print the points that lie outside, and fail if one lies far outside."""
    found = outlines(json.loads(Path(sys.argv[1]).read_text()))
    number = {code: f"{int(str(row['isonumeric'])):03}" for code, row in geonames("countries").items()}
    far = 0
    for table, code_column, name_column in (
        ("countries", "code", "code"),
        ("features", "country", "name"),
        ("towns", "country", "name"),
    ):
        with (TABLES / f"{table}.csv").open(newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                if row.get("kind") == "sea" or row.get("name") in DRAWN_OTHERWISE or row.get("geonameid"):
                    continue
                polygons = found.get(number.get(row[code_column], ""), [])
                away = distance((float(row["lon"]), float(row["lat"])), polygons) if polygons else 0.0
                if away > FAR / 10:
                    far += away > FAR
                    sys.stdout.write(f"{table}.csv:{line}: {row[name_column]} is {away:.2f} degrees off\n")
    return 1 if far else 0


if __name__ == "__main__":
    raise SystemExit(main())
