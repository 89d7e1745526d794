"""The corpora of toponyms with coordinates: texts, gold spans, and when an answer is right."""

import json
import math
from collections.abc import Iterator
from pathlib import Path

import msgspec

from panj.records import Span

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "places"
CORPORA = {"TR-News": "tr-news.jsonl", "GeoVirus": "geovirus.jsonl"}
NEAR_KM = 161.0  # a hundred miles, the field's usual bound


class Toponym(msgspec.Struct, frozen=True):
    """A gold toponym; without `lat` nobody could place it, and every answer is wrong."""

    span: Span
    lat: float | None
    lon: float | None
    geonameid: int | None


class Text(msgspec.Struct, frozen=True):
    """A text with its gold toponyms in order."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...]


def read(name: str) -> Iterator[Text]:
    """Yield the texts of a corpus."""
    with (SHARED / CORPORA[name]).open() as file:
        for line in file:
            row = json.loads(line)
            toponyms = (
                Toponym(Span(t["start"], t["end"]), t["lat"], t["lon"], t["geonameid"])
                for t in sorted(row["toponyms"], key=lambda t: (t["start"], t["end"]))
            )
            yield Text(row["id"], row["text"], tuple(toponyms))


def is_right(gold: Toponym, lat: float | None, lon: float | None, geonameid: int | None) -> bool:
    """Tell whether an answer has the gold's id or lies within 161 km of it."""
    if gold.geonameid is not None and geonameid == gold.geonameid:
        return True
    if gold.lat is None or gold.lon is None or lat is None or lon is None:
        return False
    return km(gold.lat, gold.lon, lat, lon) <= NEAR_KM


def km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Return the distance on the sphere."""
    p, q, r, s = map(math.radians, (lat, lon, lat2, lon2))
    h = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))
