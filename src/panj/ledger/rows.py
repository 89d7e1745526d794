"""Rows from records and back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from panj.records import Document, Quantity, Statement


def statement_row(statement: Statement, number: int, reading: int, seq: int, day: date) -> dict[str, Any]:
    """Return the row of one statement; its quote is left out, since the document has the words."""
    event, speaker = statement.event, statement.chain[-1].source
    when = event.when if event else None
    return {
        "reading": reading,
        "id": statement.id,
        "document": statement.document,
        "txn": seq,
        "day": day,
        "start": statement.span.start,
        "number": number,
        "code": event.code if event else None,
        "relation": statement.relation.relation if statement.relation else None,
        "modality": statement.modality.value,
        "denied": statement.denied,
        "speaker": speaker.entity or speaker.name,
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "confidence": statement.confidence,
        "record": msgspec.json.encode(msgspec.structs.replace(statement, quote="")),
    }


def parties(statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield every entity that a statement names and the part it has there."""
    for link in statement.chain[1:]:
        if link.source.entity:
            yield link.source.entity, "speaker"
    if statement.event:
        for role in statement.event.roles:
            if role.entity:
                yield role.entity, role.role
    if statement.relation:
        for entity in (statement.relation.subject_entity, statement.relation.object_entity):
            if entity:
                yield entity, "party"


def names(statement: Statement) -> Iterator[str]:
    """Yield the names of those who speak and act, as search should find them."""
    for link in statement.chain[1:]:
        if link.source.name:
            yield link.source.name
    if statement.event:
        yield from (role.name for role in statement.event.roles if role.name)


def to_document(record: bytes, body: str) -> Document:
    """Return the document of a row and its text."""
    return msgspec.structs.replace(msgspec.json.decode(record, type=Document), text=body)


def to_statement(record: bytes, body: str) -> Statement:
    """Return the statement of a row and its document's text."""
    bare = msgspec.json.decode(record, type=Statement)
    return msgspec.structs.replace(bare, quote=body[bare.span.start : bare.span.end])


class _Figures(msgspec.Struct):
    quantities: tuple[Quantity, ...] = ()


def figures_of(said: Statement, reading: bytes) -> tuple[Quantity, ...]:
    """Return the amounts that a statement is about, from the row's record of its reading."""
    spans = {*said.quantities, *(said.event.quantities if said.event else ())}
    if not spans:
        return ()
    return tuple(q for q in msgspec.json.decode(reading, type=_Figures).quantities if q.span in spans)
