"""The map of a day as SVG, projected and clipped here, so that it works without script, prints, and is inert.

Mercator between 75 degrees north and south. Natural Earth draws who holds a land, not who claims it.
"""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from panj.records import Finding, Place, Record

Point = tuple[float, float]

WIDTH, HEIGHT = 960.0, 560.0
MARGIN = 2.0  # degrees around the outermost marks
LEAST = 6.0  # degrees: a map of one town still shows where it lies
MOST_LATITUDE = 75.0
LABEL_GAP = 16.0  # units between two labels; the later one is left out and stands in the table
VAGUE = frozenset({"country", "region", "area"})  # too wide to say what the map should show
WORLD: list[Point] = [(-20.0, -40.0), (140.0, 60.0)]
FINEST = 0.4  # units: corners that lie closer cannot be told apart
RADIUS = {"point": 5, "site": 5, "city": 6, "district": 12, "province": 26, "region": 32, "line": 14, "area": 32}
SHAPES = {
    "claimed": "circle",
    "corroborated": "square",
    "contested": "diamond",
    "disputed": "diamond",
    "stale": "ring",
}


class Mark(Record, frozen=True, kw_only=True):
    """A finding on the map: `shape` tells its status, `radius` how closely the place is known."""

    finding: Finding
    x: float
    y: float
    radius: float
    shape: str
    label: bool


class Country(Record, frozen=True, kw_only=True):
    """A country's outline within the view, as an SVG path."""

    name: str
    path: str


class Chart(Record, frozen=True, kw_only=True):
    """What a map shows: outlines, marks, and the findings that have no point."""

    countries: tuple[Country, ...]
    marks: tuple[Mark, ...]
    unplaced: tuple[Finding, ...]


class View:
    """A stretch of the earth fitted into the drawing."""

    def __init__(self, points: Sequence[Point]) -> None:
        west, east = min(x for x, _ in points) - MARGIN, max(x for x, _ in points) + MARGIN
        south, north = min(y for _, y in points) - MARGIN, max(y for _, y in points) + MARGIN
        wide, high = max(0.0, LEAST - (east - west)) / 2, max(0.0, LEAST - (north - south)) / 2
        self.west, self.east = west - wide, east + wide
        self.south, self.north = max(-MOST_LATITUDE, south - high), min(MOST_LATITUDE, north + high)
        x = math.radians(self.east - self.west)
        y = _mercator(self.north) - _mercator(self.south)
        self._scale = min(WIDTH / x, HEIGHT / y)
        self._left = (WIDTH - x * self._scale) / 2
        self._top = (HEIGHT - y * self._scale) / 2

    def place(self, lon: float, lat: float) -> Point:
        """Return where a point of the earth lies in the drawing."""
        lat = min(MOST_LATITUDE, max(-MOST_LATITUDE, lat))
        x = self._left + math.radians(lon - self.west) * self._scale
        return round(x, 1), round(self._top + (_mercator(self.north) - _mercator(lat)) * self._scale, 1)

    def sees(self, ring: Iterable[Sequence[float]]) -> bool:
        """Tell whether an outline's box meets what the drawing shows."""
        xs, ys = zip(*ring, strict=True)
        spare = 30.0  # the drawing is wider than the view where their shapes differ
        return bool(
            min(xs) < self.east + spare
            and max(xs) > self.west - spare
            and min(ys) < self.north + spare
            and max(ys) > self.south - spare
        )


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


@cache
def _outlines() -> list[tuple[str, list[list[list[float]]]]]:
    text = files("panj.serve.web").joinpath("world.json").read_text(encoding="utf-8")
    return [(country["name"], country["rings"]) for country in json.loads(text)]


def chart(findings: Sequence[Finding]) -> Chart:
    """Return the map of some findings; those without a point are listed beside it."""
    placed = [(f, f.place) for f in findings if f.place is not None and f.place.lat is not None]
    points = [(p.lon or 0.0, p.lat or 0.0) for _, p in placed]
    near = [xy for xy, (_, p) in zip(points, placed, strict=True) if p.precision not in VAGUE]
    view = View(near or points or WORLD)
    marks = tuple(_marks(placed, view))
    drawn = {m.finding.id for m in marks}
    return Chart(
        countries=tuple(_countries(view)),
        marks=marks,
        unplaced=tuple(f for f in findings if f.id not in drawn),
    )


def _countries(view: View) -> Iterable[Country]:
    for name, rings in _outlines():
        seen = [_path(ring, view) for ring in rings if view.sees(ring)]
        if seen:
            yield Country(name=name, path="".join(seen))


def _path(ring: Sequence[Sequence[float]], view: View) -> str:
    points = [view.place(x, y) for x, y in ring]
    kept = [
        p for i, p in enumerate(points) if i == 0 or abs(p[0] - points[i - 1][0]) + abs(p[1] - points[i - 1][1]) > 0.4
    ]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"


def _marks(placed: Sequence[tuple[Finding, Place]], view: View) -> Iterable[Mark]:
    labels: list[Point] = []
    for finding, place in placed:
        x, y = view.place(place.lon or 0.0, place.lat or 0.0)
        if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
            continue
        free = all(abs(x - a) > 120 or abs(y - b) > LABEL_GAP for a, b in labels)
        if free:
            labels.append((x, y))
        yield Mark(
            finding=finding,
            x=x,
            y=y,
            radius=RADIUS.get(place.precision or "", 40),
            shape=SHAPES.get(finding.status, "circle"),
            label=free,
        )
