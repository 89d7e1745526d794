"""The base map: countries and towns in a stretch of the earth, projected and cut to a drawing.

Mercator between 75 degrees north and south. Natural Earth draws who holds a land, not who claims it.
"""

import math
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, SupportsIndex

import numpy as np
import numpy.typing as npt

from panj.records import Record

Floats = npt.NDArray[np.float64]

MOST_LATITUDE = 75.0
MARGIN = 1.5  # degrees around the outermost marks
LEAST = 5.0  # degrees: a map of one town still shows where it lies
NEAR = 30.0  # degrees: a narrower view is drawn from the finer outlines
FINEST = 0.5  # units: corners that lie closer cannot be told apart
BEYOND = 60.0  # units around the drawing within which outlines go on
NAMED = 5_000.0  # square units that a country must fill to be named
KM_A_DEGREE = 111.32
BARS = (1000, 500, 200, 100, 50, 20, 10)  # km


class Box(Record, frozen=True, kw_only=True):
    """A stretch of the earth, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def __str__(self) -> str:
        return ",".join(f"{x:.2f}" for x in (self.west, self.south, self.east, self.north))


class Country(Record, frozen=True, kw_only=True):
    """A country's outline within the view as an SVG path, and where its name may stand."""

    name: str
    path: str
    at: tuple[float, float] | None = None
    hatched: bool = False


class View:
    """A stretch of the earth fitted into a drawing of some size."""

    def __init__(self, box: Box, width: float, height: float) -> None:
        south, north = max(-MOST_LATITUDE, box.south), min(MOST_LATITUDE, box.north)
        across, up = math.radians(box.east - box.west), _mercator(north) - _mercator(south)
        self.box, self.width, self.height = box, width, height
        self.scale = min(width / across, height / up)
        self._west = math.radians(box.west) - (width / self.scale - across) / 2
        self._top = _mercator(north) + (height / self.scale - up) / 2

    @property
    def shown(self) -> Box:
        """What the drawing shows: at least the box, more where their shapes differ."""
        bottom = self._top - self.height / self.scale
        return Box(
            west=math.degrees(self._west),
            east=math.degrees(self._west + self.width / self.scale),
            north=_latitude(self._top),
            south=_latitude(bottom),
        )

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point of the earth lies in the drawing."""
        lat = min(MOST_LATITUDE, max(-MOST_LATITUDE, lat))
        x = (math.radians(lon) - self._west) * self.scale
        return round(x, 1), round((self._top - _mercator(lat)) * self.scale, 1)

    def project(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Return where many points lie in the drawing."""
        held = np.radians(np.clip(lat, -MOST_LATITUDE, MOST_LATITUDE))
        y = np.log(np.tan(np.pi / 4 + held / 2))
        return (np.radians(lon) - self._west) * self.scale, (self._top - y) * self.scale

    def units(self, km: float, lat: float) -> float:
        """Return how long some kilometres are in the drawing at a latitude."""
        return math.radians(km / KM_A_DEGREE) * self.scale / math.cos(math.radians(lat))

    def bar(self) -> tuple[int, float]:
        """Return a round number of kilometres for the scale bar, and its length."""
        middle = (self.shown.north + self.shown.south) / 2
        fitting = ((km, self.units(km, middle)) for km in BARS)
        return next(((km, length) for km, length in fitting if length <= self.width / 5), (BARS[-1], 20.0))


def around(points: list[tuple[float, float]]) -> Box:
    """Return the stretch of the earth that shows some points (longitude, latitude) with land around them."""
    xs, ys = zip(*points, strict=True)
    wide = max(MARGIN, (LEAST - (max(xs) - min(xs))) / 2)
    high = max(MARGIN, (LEAST - (max(ys) - min(ys))) / 2)
    return Box(west=min(xs) - wide, east=max(xs) + wide, south=min(ys) - high, north=max(ys) + high)


def countries(view: View, hatched: frozenset[str] = frozenset()) -> tuple[Country, ...]:
    """Return the outlines that a view shows; those named in `hatched` are marked so."""
    level = _level("10m" if view.box.east - view.box.west < NEAR else "50m")
    return tuple(_drawn(view, level, hatched))


def country_at(lon: float, lat: float) -> str | None:
    """Return the name of the country that a point lies in."""
    level = _level("50m")
    inside: dict[int, bool] = {}
    for i in np.flatnonzero(level.holding(lon, lat)):
        if _within(*level.ring(i), lon, lat):
            whose = int(level.whose[i])
            inside[whose] = not inside.get(whose, False)
    return next((level.names[k] for k, odd in inside.items() if odd), None)


def extent(name: str) -> Box | None:
    """Return the stretch of the earth that a country's largest piece of land takes."""
    level = _level("50m")
    mine = [i for i in range(len(level.whose)) if level.names[level.whose[i]] == name]
    if not mine:
        return None
    west, south, east, north = max((level.boxes[i] for i in mine), key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
    return Box(west=float(west), south=float(south), east=float(east), north=float(north))


def towns(view: View) -> Iterator[tuple[str, float, float]]:
    """Yield the towns that a view shows, capitals and then the largest first, with their points in the drawing."""
    held = _file()
    x, y = view.project(*held["towns"].astype(np.float64).T)
    for i in np.flatnonzero((x > 0) & (x < view.width) & (y > 0) & (y < view.height)):
        yield str(held["town_names"][i]), round(float(x[i]), 1), round(float(y[i]), 1)


class _Level:
    """The outlines of one scale, in degrees."""

    def __init__(self, name: str) -> None:
        held = _file()
        lon, self.lat = np.cumsum(held[f"{name}_steps"], axis=1) / float(held[f"{name}_grain"])
        self.starts, self.whose = held[f"{name}_starts"], held[f"{name}_whose"]
        self.lon = _whole(lon, self.starts)
        self.names = [str(n) for n in held[f"{name}_names"]]
        first = self.starts[:-1]
        edges = (np.minimum, self.lon), (np.minimum, self.lat), (np.maximum, self.lon), (np.maximum, self.lat)
        self.boxes = np.stack([f.reduceat(axis, first) for f, axis in edges], axis=1)
        for beyond, by in ((self.boxes[:, 2] > 180, -360), (self.boxes[:, 0] < -180, 360)):
            self._repeat(beyond, by)

    def _repeat(self, which: npt.NDArray[np.bool_], by: float) -> None:
        """Add rings that pass 180 degrees once more, at the other edge of the map."""
        for i in np.flatnonzero(which):
            lon, lat = self.ring(i)
            self.lon, self.lat = np.append(self.lon, lon + by), np.append(self.lat, lat)
            self.starts, self.whose = np.append(self.starts, len(self.lon)), np.append(self.whose, self.whose[i])
            self.boxes = np.vstack([self.boxes, self.boxes[i] + np.array([by, 0, by, 0])])

    def ring(self, i: SupportsIndex) -> tuple[Floats, Floats]:
        """Return the corners of one ring."""
        part = slice(self.starts[int(i)], self.starts[int(i) + 1])
        return self.lon[part], self.lat[part]

    def holding(self, lon: float, lat: float) -> npt.NDArray[np.bool_]:
        """Tell of each ring whether its box holds a point."""
        west, south, east, north = self.boxes.T
        held: npt.NDArray[np.bool_] = (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)
        return held

    def meeting(self, box: Box) -> npt.NDArray[np.bool_]:
        """Tell of each ring whether its box meets another."""
        west, south, east, north = self.boxes.T
        met: npt.NDArray[np.bool_] = (
            (west <= box.east) & (east >= box.west) & (south <= box.north) & (north >= box.south)
        )
        return met


def _whole(lon: Floats, starts: npt.NDArray[np.int64]) -> Floats:
    """Return the longitudes of rings such that none leaps across the map where it passes 180 degrees."""
    first, lengths = starts[:-1], np.diff(starts)
    turns = np.concatenate([[0.0], np.cumsum(np.round(np.diff(lon) / 360))])
    whole = lon - 360 * (turns - np.repeat(turns[first], lengths))
    middle = (np.minimum.reduceat(whole, first) + np.maximum.reduceat(whole, first)) / 2
    turned: Floats = whole - 360 * np.repeat(np.round(middle / 360), lengths)
    return turned


def _drawn(view: View, level: _Level, hatched: frozenset[str]) -> Iterator[Country]:
    paths: dict[int, list[str]] = {}
    names: dict[int, tuple[float, tuple[float, float]]] = {}
    for i in np.flatnonzero(level.meeting(view.shown)):
        x, y = _cut(view, *level.ring(i), BEYOND)
        if len(x) < 3:
            continue
        paths.setdefault(int(level.whose[i]), []).append(_path(x, y))
        size, at = _middle(*_cut(view, *level.ring(i), 0.0))
        if at and size > names.get(int(level.whose[i]), (NAMED,))[0]:
            names[int(level.whose[i])] = (size, at)
    for whose, path in paths.items():
        name = level.names[whose]
        at = names[whose][1] if whose in names else None
        yield Country(name=name, path="".join(path), at=at, hatched=name in hatched)


def _cut(view: View, lon: Floats, lat: Floats, beyond: float) -> tuple[Floats, Floats]:
    """Return a ring in the drawing: what lies outside is moved to its edge, what cannot be told apart is left out."""
    x, y = view.project(lon, lat)
    x, y = np.clip(x, -beyond, view.width + beyond), np.clip(y, -beyond, view.height + beyond)
    cell = np.round(np.stack([x, y]) / FINEST)
    kept = np.ones(len(x), dtype=bool)
    kept[1:] = (np.diff(cell, axis=1) != 0).any(axis=0)
    return x[kept], y[kept]


def _path(x: Floats, y: Floats) -> str:
    return "M" + "L".join(f"{a:g} {b:g}" for a, b in zip(np.round(x, 1), np.round(y, 1), strict=True)) + "Z"


def _middle(x: Floats, y: Floats) -> tuple[float, tuple[float, float] | None]:
    """Return the area of a ring in the drawing and its centre of mass, None where that lies outside of it."""
    if len(x) < 3:
        return 0.0, None
    next_x, next_y = np.roll(x, -1), np.roll(y, -1)
    cross = x * next_y - next_x * y
    area = float(cross.sum()) / 2
    if abs(area) < 1:
        return 0.0, None
    at = float(((x + next_x) * cross).sum() / (6 * area)), float(((y + next_y) * cross).sum() / (6 * area))
    return abs(area), (round(at[0], 1), round(at[1], 1)) if _within(x, y, *at) else None


def _within(xs: Floats, ys: Floats, x: float, y: float) -> bool:
    """Tell whether a ring holds a point: a ray from it crosses the ring an odd number of times."""
    next_x, next_y = np.roll(xs, -1), np.roll(ys, -1)
    straddles = (ys > y) != (next_y > y)
    rise = np.where(straddles, next_y - ys, 1.0)
    return bool(np.count_nonzero(straddles & (x < (next_x - xs) * (y - ys) / rise + xs)) % 2)


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _latitude(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)


@cache
def _level(name: str) -> _Level:
    return _Level(name)


@cache
def _file() -> dict[str, Any]:
    with np.load(str(files("panj.serve.web") / "outlines.npz"), allow_pickle=False) as held:
        return {name: held[name] for name in held.files}
