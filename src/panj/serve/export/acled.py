"""CSV in ACLED's columns: located events that a speaker puts as facts, and no others.

An event has a row only if its code names one of ACLED's types; actor 1 and 2 imply no direction there.
"""

from collections.abc import Iterator

from panj.records import Event, Place
from panj.serve.export.cells import Cell, row
from panj.serve.export.claims import claim
from panj.serve.picture import Picture
from panj.situation import Said

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "actor2", "country", "location", "latitude", "longitude", "geo_precision",
    "source", "notes", "fatalities",
)  # fmt: skip
_REMOTE, _STRATEGIC = "Explosions/Remote violence", "Strategic developments"
TYPES: dict[tuple[str, str | None], tuple[str, str, str]] = {
    ("ASSAULT", "aerial"): ("Political violence", _REMOTE, "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): ("Political violence", _REMOTE, "Shelling/artillery/missile attack"),
    ("ASSAULT", "suicide-attack"): ("Political violence", _REMOTE, "Suicide bomb"),
    ("ASSAULT", "explosives"): ("Political violence", _REMOTE, "Remote explosive/landmine/IED"),
    ("COERCE", "arrest"): (_STRATEGIC, _STRATEGIC, "Arrests"),
    ("AGREE", None): (_STRATEGIC, _STRATEGIC, "Agreement"),
    ("ASSAULT", None): (_STRATEGIC, _STRATEGIC, "Other"),
    ("TAKE", None): (_STRATEGIC, _STRATEGIC, "Other"),
    ("FALL", None): (_STRATEGIC, _STRATEGIC, "Other"),
    ("FLEE", None): (_STRATEGIC, _STRATEGIC, "Other"),
    ("RETREAT", None): (_STRATEGIC, _STRATEGIC, "Other"),
}
GEO_PRECISION = {
    "point": 1,
    "site": 1,
    "city": 1,
    "district": 2,
    "province": 3,
    "region": 3,
}  # a country is no location


def lines(shown: Picture) -> Iterator[str]:
    """Yield the headings and the rows."""
    yield row(COLUMNS)
    for said in shown.case.said:
        event = said.statement.event
        if said.statement.happened and event and event.place and event.place.precision in GEO_PRECISION:
            types = TYPES.get((event.code, event.mode)) or TYPES.get((event.code, None))
            if types:
                yield row(
                    (*_when(said, event), *types, *_who(event), *_where(event.place), said.outlet, claim(said), None)
                )


def _when(said: Said, event: Event) -> tuple[Cell, ...]:
    first = event.when.earliest if event.when else None
    last = event.when.latest if event.when else None
    day = first or last or said.happened_on
    length = (last - first).days if first and last else None
    precision = 3 if length is None or length > 7 else 2 if length else 1  # a week, by ACLED's codebook
    return said.id, day.isoformat(), day.year, precision


def _who(event: Event) -> tuple[Cell, ...]:
    named = {role: [r.name or r.text for r in event.roles if r.role == role] for role in ("actor", "recipient")}
    return "; ".join(named["actor"]), "; ".join(named["recipient"])


def _where(place: Place) -> tuple[Cell, ...]:
    return place.country, place.name or place.text, place.lat, place.lon, GEO_PRECISION[place.precision or "point"]
