"""PLOVER, as NGEC writes POLECAT's events: a JSON line for each event that a speaker puts as a fact.

Panj's own codes (TAKE, FLEE, FALL) are not PLOVER's, so their events are not there. Offsets count in `event_text`,
the words of the statement; they are null for words outside of it.
"""

import json
from collections.abc import Iterator
from typing import Any

from panj.records import Event, Place, Role, Span
from panj.serve.export.claims import address
from panj.serve.picture import Picture
from panj.situation import Said

OWN = frozenset({"TAKE", "FLEE", "FALL"})
ATTRIBUTES = {"actor": "ACTOR", "recipient": "RECIP"}


def lines(shown: Picture) -> Iterator[str]:
    """Yield a line for each event."""
    countries = {row.iso3 for row in shown.world.tables.states if row.iso3}
    for said in shown.case.said:
        event = said.statement.event
        if event and said.statement.happened and event.code not in OWN:
            yield json.dumps(_record(shown, said, event, countries), ensure_ascii=False)


def _record(shown: Picture, said: Said, event: Event, countries: set[str]) -> dict[str, Any]:
    when, document = event.when, shown.documents[said.statement.document]
    found = {
        name: [_party(r, said, countries) for r in event.roles if r.role == role] for role, name in ATTRIBUTES.items()
    }
    found["LOC"] = [_words(event.place.text, event.place.span, said)] if event.place else []
    found["DATE"] = [_words(when.text, when.span, said)] if when and when.text and when.span else []
    return {
        "id": said.id,
        "event_id": shown.case.events[said.id],
        "event_type": event.code,
        "event_mode": [event.mode] if event.mode else [],
        "contexts": [],
        "event_text": said.statement.quote,
        "attributes": found,
        "date_raw": when.text if when else None,
        "date_start": when.earliest.isoformat() if when and when.earliest else None,
        "date_end": when.latest.isoformat() if when and when.latest else None,
        "event_geolocation": _geolocation(event.place),
        "pub_date": document.published.isoformat() if document.published else None,
        "doc_id": document.id,
        "source": said.outlet,
        "url": address(shown, said),
    }


def _party(role: Role, said: Said, countries: set[str]) -> dict[str, Any]:
    country, _, sectors = (role.code or "").partition("/")
    first, _, second = sectors.partition("+")
    coded = {"name": role.name, "country": country if country in countries else "", "code": role.code or ""}
    return _words(role.text, role.span, said) | coded | {"code_1": first, "code_2": second}


def _words(text: str, span: Span, said: Said) -> dict[str, Any]:
    whole = said.statement.span
    start, end = (span.start - whole.start, span.end - whole.start) if whole.holds(span) else (None, None)
    return {"text": text, "qa_start_char": start, "qa_end_char": end}


def _geolocation(place: Place | None) -> dict[str, Any] | None:
    if place is None or place.lat is None:
        return None
    return {
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "resolved_placename": place.called,
        "country_code2": place.country,
        "precision": place.precision,
        "score": place.confidence,
    }
