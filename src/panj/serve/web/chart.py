"""The map of a day as SVG, made here, so that it works without script, prints, and is inert.

A place is drawn as closely as it is known: a site as a mark, a town or a province as a ring of its size, a country as
hatching of the whole of it. Nothing is drawn for a place without a point.
"""

from collections.abc import Iterable, Iterator, Sequence

from panj.records import Finding, Place, Record
from panj.serve import words
from panj.serve.web.outlines import Box, Country, View, around, countries, country_at, extent, towns
from panj.serve.web.room import LETTER, LINE, Room

WIDE, NARROW = (960.0, 620.0), (400.0, 440.0)
WORLD = Box(west=-20.0, south=-35.0, east=140.0, north=62.0)
RADIUS_KM = {"city": 8.0, "district": 25.0, "province": 80.0, "region": 150.0, "line": 30.0, "area": 200.0}
WHOLE = "country"
SOMEWHERE = frozenset({WHOLE, "region", "area"})  # too wide to say what the map should show
HINT = {"line": "along ", "country": "somewhere in ", "region": "somewhere in ", "area": "somewhere in "}
STATES = {
    "corroborated": "square",
    "contested": "diamond",
    "disputed": "diamond",
    "stale": "ring",
}
CLAIMED = "circle"
SIDE = 15.0  # units between marks at one place
MOST_LABEL = 36  # letters
MOST_TOWNS = 14
LEAST_RING = 9.0  # units: a smaller ring is hidden by its mark


class Mark(Record, frozen=True, kw_only=True):
    """A finding on the map: `shape` tells its status, `radius` how closely the place is known (0: to the point)."""

    finding: Finding
    x: float
    y: float
    radius: float
    shape: str
    state: str
    where: str
    vague: bool = False


class Label(Record, frozen=True, kw_only=True):
    """Words on the map and where they begin; `kind` is mark, country or town."""

    text: str
    x: float
    y: float
    kind: str
    dot: tuple[float, float] | None = None


class Chart(Record, frozen=True, kw_only=True):
    """What a map shows."""

    width: float
    height: float
    countries: tuple[Country, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    bar: tuple[int, float]
    box: Box


def placed(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that a map can show, and those that it cannot."""
    can = [f for f in findings if f.place is not None and f.place.lat is not None]
    shown = {f.id for f in can}
    return can, [f for f in findings if f.id not in shown]


def fitting(findings: Sequence[Finding]) -> Box:
    """Return the stretch of the earth that shows the findings; those known least closely do not widen it."""
    at = [f.place for f in findings if f.place]
    near = [(p.lon or 0.0, p.lat or 0.0) for p in at if p.precision not in SOMEWHERE]
    if near:
        return around(near)
    wide = [b for p in at if (name := country_at(p.lon or 0.0, p.lat or 0.0)) and (b := extent(name))]
    return around([xy for b in wide for xy in ((b.west, b.south), (b.east, b.north))]) if wide else WORLD


def chart(findings: Sequence[Finding], box: Box, size: tuple[float, float] = WIDE) -> Chart:
    """Return the map of findings that have a point."""
    view = View(box, *size)
    hatched = frozenset(n for f in findings if f.place and f.place.precision == WHOLE and (n := _country(f.place)))
    land = countries(view, hatched)
    marks = tuple(_marks(findings, view))
    return Chart(
        width=view.width,
        height=view.height,
        countries=land,
        marks=marks,
        labels=tuple(_labels(marks, land, view)),
        bar=view.bar(),
        box=view.shown,
    )


def moved(box: Box, *, east: float = 0.0, north: float = 0.0, closer: float = 1.0) -> Box:
    """Return a box moved by shares of itself, and closer (above 1) or wider."""
    wide, high = (box.east - box.west) / closer, (box.north - box.south) / closer
    x = (box.east + box.west) / 2 + east * wide
    y = (box.north + box.south) / 2 + north * high
    y = min(70.0, max(-60.0, y))
    return Box(west=x - wide / 2, east=x + wide / 2, south=y - high / 2, north=y + high / 2)


def where(place: Place) -> str:
    """Return a place's name and how closely it is known: "somewhere in Tajikistan"."""
    return HINT.get(place.precision or "", "") + place.called


def state(finding: Finding) -> str:
    """Return the one word of a status by which it is drawn."""
    word = finding.status.split(" ")[0] if finding.status else "claimed"
    return word if word in STATES else "claimed"


def _country(place: Place) -> str | None:
    return country_at(place.lon or 0.0, place.lat or 0.0)


def _marks(findings: Sequence[Finding], view: View) -> Iterator[Mark]:
    taken: dict[tuple[float, float], int] = {}
    for finding in findings:
        place = finding.place
        if place is None:
            continue
        x, y = view.place(place.lon or 0.0, place.lat or 0.0)
        if not (0 <= x <= view.width and 0 <= y <= view.height):
            continue
        beside = taken[(x, y)] = taken.get((x, y), -1) + 1
        radius = view.units(RADIUS_KM.get(place.precision or "", 0.0), place.lat or 0.0)
        yield Mark(
            finding=finding,
            x=x + beside * SIDE,
            y=y,
            radius=round(radius, 1) if radius >= LEAST_RING and not beside else 0.0,
            shape=STATES.get(state(finding), CLAIMED),
            state=state(finding),
            where=where(place),
            vague=place.precision in SOMEWHERE,
        )


def _labels(marks: Sequence[Mark], land: Iterable[Country], view: View) -> Iterator[Label]:
    room = Room(view.width, view.height)
    for m in marks:
        room.keep(m.x - 8, m.y - 8, 16, 16)
    for m in marks:
        told = words.heading(m.finding)
        name = told if len(told) <= MOST_LABEL else told[: MOST_LABEL - 1] + "…"
        if at := room.beside(name, m.x, m.y):
            yield Label(text=name, x=at[0], y=at[1], kind="mark")
    for country in land:
        if country.at:
            name = country.name.upper()
            wide = len(name) * (LETTER + 3.4)
            x, y = country.at[0] - wide / 2, country.at[1]
            if room.take(x, y - LINE, wide, LINE + 6):
                yield Label(text=name, x=country.at[0], y=y, kind="country")
    left = MOST_TOWNS if view.width > NARROW[0] else MOST_TOWNS // 2
    for name, x, y in towns(view):
        if not left:
            return
        if room.take(x - 3, y - 3, 6, 6) and (at := room.beside(name, x, y, gap=6.0)):
            left -= 1
            yield Label(text=name, x=at[0], y=at[1], kind="town", dot=(x, y))
