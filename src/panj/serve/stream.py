"""The stream: a document, its reading and its statements as JSON lines (docs/stream.md is the contract)."""

from collections.abc import Iterator
from typing import Any

import msgspec

from panj.records import Document, Reading, Statement

_ALWAYS, _DEFAULTS = (b"modality", b"denied", b"confidence"), (b'"asserted"', b"false", b"1.0")


class _Sure(msgspec.Struct):
    modality: str | None = None
    denied: bool | None = None
    confidence: float | None = None


_SURE = msgspec.json.Decoder(_Sure)
_LISTS = ("mentions", "times", "places", "quantities", "unread")


def stream(document: Document, reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the lines of one document: itself, its reading, its statements in the order of the text."""
    yield document_line(document)
    yield reading_line(reading)
    day = {"published": document.published.isoformat()} if document.published else {}
    yield from (statement_line(s) | day for s in reading.statements)


def document_line(document: Document) -> dict[str, Any]:
    """Return a document as the stream has it."""
    return {"kind": "document", **msgspec.to_builtins(document)}


def reading_line(reading: Reading) -> dict[str, Any]:
    """Return a reading as the stream has it, without its statements; empty lists are there."""
    found = msgspec.to_builtins(msgspec.structs.replace(reading, statements=()))
    lists = {name: found.get(name, []) for name in _LISTS}
    for mention in (*lists["mentions"], *lists["places"]):
        mention.setdefault("confidence", 1.0)
    return {"kind": "reading", "document": reading.document, **lists}


def statement_bytes(kept: bytes) -> bytes:
    """Return the same line as `statement_line` from the JSON of a statement; the fields stand in another order."""
    said = _SURE.decode(kept)
    head = b'{"kind":"statement",'
    for name, value, default in zip(_ALWAYS, (said.modality, said.denied, said.confidence), _DEFAULTS, strict=True):
        head += b'"%b":%b,' % (name, default) if value is None else b""
    return head + kept[1:]


def statement_line(statement: Statement) -> dict[str, Any]:
    """Return a statement as the stream has it; modality, denial and confidence are always said."""
    said = msgspec.to_builtins(statement)
    sure = {"modality": statement.modality.value, "denied": statement.denied, "confidence": statement.confidence}
    return {"kind": "statement", **said, **sure}
