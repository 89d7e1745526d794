"""CSV in ACLED's columns: located events that a speaker puts as facts, and no others.

An event has a row only if its code names one of ACLED's types; actor 1 and 2 imply no direction there.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from panj.records import Event, Place
from panj.serve.export.cells import Cell, row
from panj.serve.export.claims import claim
from panj.serve.export.countries import codes
from panj.serve.export.countries import name as country_name
from panj.serve.picture import Picture
from panj.situation import Said

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
TYPE_COLUMNS = ("disorder_type", "event_type", "sub_event_type")
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
                cells = _cells(shown, said, event, event.place) | dict(zip(TYPE_COLUMNS, types, strict=True))
                yield row(cells.get(column) for column in COLUMNS)


def _cells(shown: Picture, said: Said, event: Event, place: Place) -> dict[str, Cell]:
    published = datetime(said.day.year, said.day.month, said.day.day, tzinfo=UTC)
    where: dict[str, Cell] = {
        "iso": codes(place.country).number,
        "country": country_name(place.country, shown.world),
        "location": place.called,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO_PRECISION[place.precision or "point"],
    }
    told: dict[str, Cell] = {"source": said.outlet, "notes": claim(said), "timestamp": int(published.timestamp())}
    return {**_when(said, event), **_who(event), **where, **told, "tags": f"event={shown.case.events[said.id]}"}


def _when(said: Said, event: Event) -> dict[str, Cell]:
    first = event.when.earliest if event.when else None
    last = event.when.latest if event.when else None
    day = first or last or said.happened_on
    length = (last - first).days if first and last else None
    precision = 3 if length is None or length > 7 else 2 if length else 1  # a week, by ACLED's codebook
    return {"event_id_cnty": said.id, "event_date": day.isoformat(), "year": day.year, "time_precision": precision}


def _who(event: Event) -> dict[str, Cell]:
    """Return the parties; those who do something together are each other's."""
    there = event.place.span if event.place else None
    who = [r for r in event.roles if not (there and r.span.overlaps(there))]  # a place that is taken is no actor
    actors, others = ([r.called for r in who if r.role == role] for role in ("actor", "recipient"))
    first, second = (actors, others) if others else (actors[:1], actors[1:])
    return {"actor1": "; ".join(first), "actor2": "; ".join(second)}
