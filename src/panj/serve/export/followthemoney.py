"""FollowTheMoney, a line an entity: articles, events put as facts, and a note for whatever is not put as one."""

import json
from collections.abc import Iterator
from typing import Any

from panj.records import Document, Event
from panj.serve.export.claims import address, claim, headline
from panj.serve.picture import Picture
from panj.situation import Said
from panj.world import Entity
from panj.world.sides import Side

# A state is a legal entity, no public body of one.
SCHEMATA = {"person": "Person", "organisation": "Organization", "office": "PublicBody", "body": "PublicBody"}
Values = dict[str, list[str | None]]


def lines(shown: Picture) -> Iterator[str]:
    """Yield a line for each entity."""
    for document in shown.documents.values():
        yield _article(shown, document)
    known = {side.id: side for said in shown.case.said for side in _known(said)}
    for side in known.values():
        yield _actor(side, shown.world.entity(side.id))
    for said in shown.case.said:
        event = said.statement.event
        yield _event(shown, said, event) if event and said.statement.happened else _note(said)


def _article(shown: Picture, document: Document) -> str:
    known = document.url if document.url and document.url.startswith(("http://", "https://")) else None
    values: Values = {
        "title": [document.title or document.outlet or document.id],
        "publishedAt": [document.published.isoformat() if document.published else None],
        "publisher": [document.outlet],
        "author": [document.byline],
        "language": [document.language],
        "sourceUrl": [known],
        "bodyText": [document.text],
    }
    return _entity(f"panj-document-{document.id}", "Article", values)


def _event(shown: Picture, said: Said, event: Event) -> str:
    when, place = event.when, event.place
    values: Values = {
        "name": [headline(said)],
        "startDate": [when.earliest.isoformat() if when and when.earliest else None],
        "endDate": [when.latest.isoformat() if when and when.latest else None],
        "location": [place.called if place else None],
        "country": [place.country.lower() if place and place.country else None],
        "involved": [_party(side.id) for side in _known(said)],
        "proof": [f"panj-document-{said.statement.document}"],
        "publisher": [said.outlet],
        "sourceUrl": [address(shown, said)],
        "summary": [claim(said)],
    }
    return _entity(f"panj-event-{said.id}", "Event", values)


def _note(said: Said) -> str:
    document = f"panj-document-{said.statement.document}"
    values: Values = {"name": [headline(said)], "description": [claim(said)], "entity": [document]}
    return _entity(f"panj-note-{said.id}", "Note", values)


def _known(said: Said) -> list[Side]:
    """Return the parties whom the world knows; words for others stand in names and summaries only."""
    return [side for side in (*said.actors, *said.recipients) if side.known]


def _actor(side: Side, entity: Entity) -> str:
    country = entity.country.lower() if entity.country and entity.shape != "state" else None
    values: Values = {"name": [side.name], "country": [entity.id if entity.shape == "state" else country]}
    return _entity(_party(side.id), SCHEMATA.get(entity.shape, "LegalEntity"), values)


def _party(identity: str) -> str:
    return "panj-party-" + "-".join("".join(c if c.isalnum() else " " for c in identity).split())


def _entity(identity: str, schema: str, values: Values) -> str:
    kept = {name: list(dict.fromkeys(v for v in given if v)) for name, given in values.items()}
    entity: dict[str, Any] = {"id": identity, "schema": schema, "properties": {n: v for n, v in kept.items() if v}}
    return json.dumps(entity, ensure_ascii=False)
