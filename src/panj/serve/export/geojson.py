"""GeoJSON: a point for each event that was placed; precision and certainty are properties."""

import json
from collections.abc import Iterator
from typing import Any

from panj.records import Place
from panj.serve import words
from panj.serve.export.claims import address, headline
from panj.serve.picture import Picture
from panj.situation import Said


def lines(shown: Picture) -> Iterator[str]:
    """Yield one FeatureCollection."""
    placed = ((s, s.statement.event.place) for s in shown.case.said if s.statement.event)
    features = [_feature(shown, said, place) for said, place in placed if place and place.lat is not None]
    yield json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _feature(shown: Picture, said: Said, place: Place) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": said.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "name": headline(said),
            "happened": said.statement.happened,
            "certainty": words.certainty(said.statement) or "asserted",
            "confidence": said.statement.confidence,
            "code": said.statement.event.code if said.statement.event else None,
            "when": words.days(said.statement.event.when) if said.statement.event else "",
            "published": said.day.isoformat(),
            "place": place.called,
            "country": place.country,
            "precision": place.precision,
            "said_by": words.chain(said.statement),
            "quote": said.statement.quote,
            "url": address(shown, said),
        },
    }
