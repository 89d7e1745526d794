"""GDELT 2.0: tab-separated, 61 columns, no heading; a row for each event that a speaker puts as a fact.

Statements about the same event are one row, as there; a row needs a CAMEO category, so what has none is not there.
Format: GDELT Event Codebook 2.0 (2015). Tone, Goldstein's scale and the regions of places stay empty: not known.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from panj.records import Event, Place
from panj.serve.export.claims import address
from panj.serve.export.countries import codes
from panj.serve.picture import Picture
from panj.situation import Said

ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
         "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in ACTOR), *(f"Actor2{name}" for name in ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in GEO), *(f"Actor2Geo_{name}" for name in GEO),
    *(f"ActionGeo_{name}" for name in GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip
# Verbal and material cooperation, verbal and material conflict, by the root of the category (codebook, QuadClass).
QUAD_CLASS = {f"{root:02}": 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4 for root in range(1, 21)}
GEO_TYPE = {"country": 1, "province": 5, "region": 5}  # whatever is smaller is a "world city", 4


class _Told(NamedTuple):
    said: tuple[Said, ...]
    event: Event
    cameo: str


def lines(shown: Picture) -> Iterator[str]:
    """Yield a row for each event, by the day of its first report."""
    for told in _events(shown):
        yield "\t".join(_plain(cell) for cell in _row(shown, told))


def _events(shown: Picture) -> Iterator[_Told]:
    groups: dict[str, list[Said]] = defaultdict(list)
    for said in shown.case.said:
        if said.statement.happened and said.statement.event and said.statement.event.cameo:
            groups[shown.case.events[said.id]].append(said)
    for said_of in groups.values():
        event = said_of[0].statement.event
        if event and event.cameo:
            yield _Told(tuple(said_of), event, event.cameo)


def _row(shown: Picture, told: _Told) -> Iterator[object]:
    first, day = told.said[0], told.said[0].happened_on
    yield from (int(first.id[:15], 16), f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, f"{_fraction(day):.4f}")
    yield from _actor(shown, first, "actor")
    yield from _actor(shown, first, "recipient")
    yield from (1, told.cameo, told.cameo[:3], told.cameo[:2], QUAD_CLASS.get(told.cameo[:2], ""), "")
    witnesses, reports = {s.witness for s in told.said}, {s.statement.document for s in told.said}
    yield from (len(told.said), len(witnesses), len(reports), "")
    yield from [""] * 2 * len(GEO)  # where the actors are from is in their codes
    yield from _geo(next((s.statement.event.place for s in told.said if s.statement.event), None))
    yield from (f"{first.day:%Y%m%d}000000", address(shown, first) or "")


def _fraction(day: date) -> float:
    return day.year + (day.month * 30 + day.day) / 365  # as the codebook counts it


def _actor(shown: Picture, said: Said, role: str) -> Iterator[str]:
    sides = said.actors if role == "actor" else said.recipients
    there = said.statement.event.place if said.statement.event else None
    side = next((s for s in sides if not (there and s.name in (there.text, there.name))), None)
    code = (shown.world.code(side.id, said.day, "cameo") or "") if side and side.known else ""
    entity = shown.world.find_entity(side.id) if side and side.known else None
    country = shown.world.iso3(entity.country) if entity and entity.country else ""
    types = code.removeprefix(country) if country and code.startswith(country) else ""
    yield from (code, side.name.upper() if side else "", country if types or code == country else "", "", "", "", "")
    yield from (types[:3], types[3:6], types[6:9])


def _geo(place: Place | None) -> Iterator[object]:
    if place is None or place.lat is None:
        yield from [""] * len(GEO)
        return
    yield GEO_TYPE.get(place.precision or "", 4)
    yield from (place.called, codes(place.country).fips, "", "", place.lat, place.lon)
    yield place.geonameid or ""


def _plain(cell: object) -> str:
    return " ".join(str(cell).split())
