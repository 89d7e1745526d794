"""JSON-LD: reports, claims about them with Web Annotation selectors, and where each claim comes from (PROV-O).

Everything is a schema.org Claim, which asserts nothing by itself; only what is put as a fact is about an Event.
The context is written out, so that no reader needs the network.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from panj.records import Attribution, Document, Event, Place, Span
from panj.serve import words
from panj.serve.export.claims import address_of, headline
from panj.serve.picture import Picture
from panj.situation import Said

AROUND = 32  # characters of a quote's prefix and suffix
TERMS = "urn:panj:terms:"
CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "panj": TERMS,
    "id": "@id",
    "type": "@type",
    "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "startDate": {"@id": "schema:startDate", "@type": "xsd:date"},
    "endDate": {"@id": "schema:endDate", "@type": "xsd:date"},
    "url": {"@id": "schema:url", "@type": "@id"},
    "appearance": {"@id": "schema:appearance", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "derivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "speakers": {"@id": "prov:wasAttributedTo", "@container": "@list"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}
Node = dict[str, Any]


def lines(shown: Picture) -> Iterator[str]:
    """Yield one document with its context and graph."""
    graph = [*map(_report, shown.documents.values())]
    for said in shown.case.said:
        graph += [_claim(said), _annotation(said, shown.documents[said.statement.document])]
    yield json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False)


def _report(document: Document) -> Node:
    return _filled(
        {
            "id": _report_id(document.id),
            "type": "schema:NewsArticle",
            "schema:headline": document.title,
            "schema:author": document.byline,
            "schema:inLanguage": document.language,
            "schema:articleBody": document.text,
            "schema:publisher": {"type": "schema:Organization", "schema:name": document.outlet}
            if document.outlet
            else None,
            "datePublished": document.published.isoformat() if document.published else None,
            "url": address_of(document),
        }
    )


def _claim(said: Said) -> Node:
    statement = said.statement
    return _filled(
        {
            "id": _claim_id(said),
            "type": ["schema:Claim", "prov:Entity"],
            "schema:name": headline(said),
            "schema:text": statement.quote,
            "panj:certainty": words.certainty(statement) or "asserted",
            "panj:happened": statement.happened,
            "panj:confidence": statement.confidence,
            "appearance": _report_id(statement.document),
            "derivedFrom": _report_id(statement.document),
            "speakers": [_speaker(link) for link in statement.chain],
            "schema:about": _event(said, statement.event) if statement.happened and statement.event else None,
        }
    )


def _speaker(link: Attribution) -> Node:
    kind = {"person": "schema:Person", "outlet": "schema:Organization", "organization": "schema:Organization"}
    found = kind.get(link.source.type or "")
    return {"type": [found, "prov:Agent"] if found else "prov:Agent", "schema:name": words.called(link.source)}


def _event(said: Said, event: Event) -> Node:
    when = event.when
    return _filled(
        {
            "type": "schema:Event",
            "schema:name": words.event(event),
            "panj:code": event.code,
            "schema:actor": [side.name for side in said.actors],
            "panj:recipient": [side.name for side in said.recipients],
            "startDate": when.earliest.isoformat() if when and when.earliest else None,
            "endDate": when.latest.isoformat() if when and when.latest else None,
            "schema:location": _place(event.place) if event.place else None,
        }
    )


def _place(place: Place) -> Node:
    geo = {"type": "schema:GeoCoordinates", "schema:latitude": place.lat, "schema:longitude": place.lon}
    return _filled(
        {
            "type": "schema:Place",
            "schema:name": place.called,
            "schema:geo": geo | {"schema:addressCountry": place.country} if place.lat is not None else None,
            "panj:precision": place.precision,
        }
    )


def _annotation(said: Said, document: Document) -> Node:
    span = said.statement.span
    return {
        "id": f"urn:panj:annotation:{said.id}",
        "type": "oa:Annotation",
        "body": _claim_id(said),
        "oa:motivatedBy": {"id": "oa:identifying"},
        "oa:hasTarget": {
            "type": "oa:SpecificResource",
            "source": _report_id(document.id),
            "oa:hasSelector": [
                {"type": "oa:TextPositionSelector", "start": span.start, "end": span.end},
                _quoted(said.statement.quote, span, document.text),
            ],
        },
    }


def _quoted(exact: str, span: Span, text: str) -> Node:
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    around = {"oa:prefix": before or None, "oa:suffix": after or None}
    return _filled({"type": "oa:TextQuoteSelector", "oa:exact": exact, **around})


def _report_id(identity: str) -> str:
    return f"urn:panj:report:{quote(identity, safe='')}"


def _claim_id(said: Said) -> str:
    return f"urn:panj:statement:{said.id}"


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [])}
