"""STIX 2.1: a report for each document, a note for each statement, an opinion where statements contradict.

Ids are UUIDv5 of Panj's own, so that the same ledger gives the same bundle. No relationship is drawn between actors:
STIX would take it for a fact.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from panj.records import Document, Judgement
from panj.serve.export.claims import claim, headline
from panj.serve.picture import Picture
from panj.situation import Said

_NAMESPACE = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")  # of STIX for deterministic ids, section 2.9
Object = dict[str, Any]


def lines(shown: Picture) -> Iterator[str]:
    """Yield one bundle."""
    made: dict[str, Object] = {o["id"]: o for o in _objects(shown)}
    content = "\n".join([f"{shown.case.as_of}", *made])
    bundle = {"type": "bundle", "id": _identity("bundle", content), "objects": list(made.values())}
    yield json.dumps(bundle, ensure_ascii=False)


def _objects(shown: Picture) -> Iterator[Object]:
    said_in: dict[str, list[Said]] = {}
    for said in shown.case.said:
        said_in.setdefault(said.statement.document, []).append(said)
    for document, statements in said_in.items():
        yield from _report(shown.documents[document], statements)
    for left, right in _disputed(shown):
        yield _opinion(left, right)


def _report(document: Document, statements: list[Said]) -> Iterator[Object]:
    notes = []
    day = statements[0].day.isoformat()
    for said in statements:
        people = [_actor(side.name, day) for side in (*said.actors, *said.recipients)]
        people = people or [_actor(said.outlet or "unnamed outlet", day)]
        notes.append(_note(said, day, people))
        yield from people
    yield from notes
    name = document.title or document.outlet or document.id
    made = _object("report", document.id, day, name=name, published=f"{day}T00:00:00Z", report_types=["observed-data"])
    if document.url and document.url.startswith(("http://", "https://")):
        made["external_references"] = [{"source_name": document.outlet or "report", "url": document.url}]
    yield made | {"object_refs": [n["id"] for n in notes]}


def _note(said: Said, day: str, about: Iterable[Object]) -> Object:
    refs = list(dict.fromkeys(o["id"] for o in about))
    sure = round(100 * said.statement.confidence)
    return _object(
        "note", said.id, day, abstract=headline(said), content=claim(said), object_refs=refs, confidence=sure
    )


def _actor(name: str, day: str) -> Object:
    made = _object("identity", name, day, name=name)
    return made | {"created": "2000-01-01T00:00:00.000Z", "modified": "2000-01-01T00:00:00.000Z"}


def _disputed(shown: Picture) -> Iterator[tuple[Said, Said]]:
    for link in shown.case.links:
        if link.judgement is Judgement.CONTRADICTS and {link.left, link.right} <= shown.said.keys():
            yield shown.said[link.left], shown.said[link.right]
    for finding in shown.findings:
        evidence, against = shown.evidence(finding)
        yield from ((said, other) for said in evidence for other in against)


def _opinion(left: Said, right: Said) -> Object:
    day = max(left.day, right.day).isoformat()
    refs = [_identity("note", left.id)]
    made = _object("opinion", f"{left.id}|{right.id}", day, opinion="disagree", object_refs=refs)
    return made | {"explanation": f"{headline(right)}; {claim(right)}"}


def _object(kind: str, key: str, day: str, **fields: object) -> Object:
    at = f"{day}T00:00:00.000Z"
    return {"type": kind, "spec_version": "2.1", "id": _identity(kind, key), "created": at, "modified": at} | fields


def _identity(kind: str, key: str) -> str:
    return f"{kind}--{uuid5(_NAMESPACE, f'panj:{kind}:{key}')}"
