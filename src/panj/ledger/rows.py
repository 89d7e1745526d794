"""Rows from records and back.

A packed record is JSON squeezed by zlib. That of a reading is squeezed with the text of its document as dictionary: all
its quotes stand there, so that they cost a few bytes each.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from panj.errors import LedgerError
from panj.ledger.schema import place_of, row_of
from panj.records import (
    Document,
    Interval,
    Judgement,
    Link,
    Mention,
    Modality,
    Place,
    Quantity,
    Reading,
    Span,
    Statement,
)

T = TypeVar("T")
AHEAD = (Modality.FORECAST, Modality.PLANNED, Modality.CONDITIONAL, Modality.DEMANDED)
_DAMAGED = "a record of the ledger is damaged ({}); `panj doctor` says which"
_WINDOW = 32768  # bytes that zlib looks back


class Held(msgspec.Struct, gc=False):
    """A reading as it is kept, of which a picture leaves out the mentions and the times."""

    document: str
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    unread: tuple[Span, ...] = ()


class _Bare(msgspec.Struct, gc=False):
    document: str
    mentions: tuple[Mention, ...] = ()
    times: tuple[Interval, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    unread: tuple[Span, ...] = ()


class _Said(msgspec.Struct, gc=False):
    statements: tuple[Statement, ...] = ()


class _Told(msgspec.Struct, gc=False):
    statements: tuple[msgspec.Raw, ...] = ()


class _Some(msgspec.Struct, gc=False):
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[msgspec.Raw, ...] = ()


class _Rest(msgspec.Struct, omit_defaults=True):
    """The fields of a link that have no column of their own."""

    score: float = 1.0
    reason: str = ""
    at: datetime | None = None
    before: str | None = None
    after: str | None = None


_DOCUMENT = msgspec.json.Decoder(Document)
_HELD = msgspec.json.Decoder(Held)
_BARE = msgspec.json.Decoder(_Bare)
_SAID = msgspec.json.Decoder(_Said)
_TOLD = msgspec.json.Decoder(_Told)
_SOME = msgspec.json.Decoder(_Some)
_ONE = msgspec.json.Decoder(Statement)
_WHOLE = msgspec.json.Decoder(Reading)
_REST = msgspec.json.Decoder(_Rest)


def pack(record: Document | Reading, text: str = "") -> bytes:
    """Return a record squeezed, with a text as dictionary."""
    words = text.encode()[-_WINDOW:]
    squeeze = zlib.compressobj(zdict=words) if words else zlib.compressobj()
    return squeeze.compress(msgspec.json.encode(record)) + squeeze.flush()


def unpack(packed: bytes, text: str = "") -> bytes:
    """Return the JSON of a packed record; LedgerError if it is damaged or its document has another text."""
    words = text.encode()[-_WINDOW:]
    squeezed = zlib.decompressobj(zdict=words) if words else zlib.decompressobj()
    try:
        found = squeezed.decompress(packed)
    except zlib.error as error:
        raise LedgerError(_DAMAGED.format(error)) from error
    if not squeezed.eof:
        raise LedgerError(_DAMAGED.format("its end is missing"))
    return found


def picked(said: Mapping[int, Sequence[T]], row: int) -> T:
    """Return the statement of a row out of those of readings; LedgerError if its reading has none of this number."""
    reading, number = place_of(row)
    try:
        return said[reading][number]
    except (KeyError, IndexError) as error:
        raise LedgerError(_DAMAGED.format(f"reading {reading} has no statement {number}")) from error


def document_record(document: Document) -> bytes:
    """Return the packed record of a document without its text."""
    return pack(msgspec.structs.replace(document, text=""))


def statement_row(statement: Statement, reading: int, number: int) -> tuple[int | str | float | None, ...]:
    """Return what is looked for of a statement, a value for each column of its table."""
    event = statement.event
    when = statement.days if statement.modality in AHEAD else None
    return (
        row_of(reading, number),
        statement.id,
        event.code if event else None,
        statement.relation.relation if statement.relation else None,
        statement.modality.value,
        statement.denied,
        when.latest.isoformat() if when and when.latest else None,
        statement.confidence,
    )


def parties(statement: Statement) -> Iterator[str]:
    """Yield every entity that a statement names."""
    for link in statement.chain[1:]:
        if link.source.entity:
            yield link.source.entity
    if statement.event:
        for role in statement.event.roles:
            if role.entity:
                yield role.entity
    if statement.relation:
        for entity in (statement.relation.subject_entity, statement.relation.object_entity):
            if entity:
                yield entity


def names(statement: Statement) -> Iterator[str]:
    """Yield the names of those who speak and act, as search should find them."""
    for link in statement.chain[1:]:
        if link.source.name:
            yield link.source.name
    if statement.event:
        yield from (role.name for role in statement.event.roles if role.name)


def to_document(packed: bytes, text: str) -> Document:
    """Return the document of a row and its text."""
    return msgspec.structs.replace(_DOCUMENT.decode(unpack(packed)), text=text)


@lru_cache(1 << 12)  # those of a day are compared with each that comes
def to_lean_document(packed: bytes) -> Document:
    """Return the document of a row without its text."""
    return _DOCUMENT.decode(unpack(packed))


def to_reading(packed: bytes, text: str) -> Reading:
    """Return a whole reading."""
    return _WHOLE.decode(unpack(packed, text))


def packed(reading: Reading, document: Document) -> bytes:
    """Return the record of a reading as it is kept beside its document."""
    return pack(reading, document.text)


def unpacked(record: bytes, document: Document) -> Reading:
    """Return the reading of a record that `packed` made; LedgerError if it is damaged."""
    return to_reading(record, document.text)


def to_bare_reading(packed: bytes, text: str) -> Reading:
    """Return a reading without its statements."""
    return Reading(**msgspec.structs.asdict(_BARE.decode(unpack(packed, text))))


def to_held(packed: bytes, text: str) -> Held:
    """Return what a picture needs of a reading."""
    return _HELD.decode(unpack(packed, text))


def to_statements(packed: bytes, text: str) -> tuple[Statement, ...]:
    """Return the statements of a reading, by their numbers."""
    return _SAID.decode(unpack(packed, text)).statements


def to_some(packed: bytes, text: str, numbers: Sequence[int]) -> tuple[tuple[Statement, ...], tuple[Quantity, ...]]:
    """Return some statements of a reading by their numbers, and its amounts."""
    read = _SOME.decode(unpack(packed, text))
    said = {0: read.statements}
    return tuple([_ONE.decode(picked(said, n)) for n in numbers]), read.quantities


def to_json(packed: bytes, text: str) -> tuple[msgspec.Raw, ...]:
    """Return the statements of a reading, by their numbers, as the JSON that they are kept in."""
    return _TOLD.decode(unpack(packed, text)).statements


def figures_of(said: Statement, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Return the amounts that a statement is about, of those of its reading."""
    spans = {*said.quantities, *(said.event.quantities if said.event else ())}
    return tuple(q for q in quantities if q.span in spans) if spans else ()


def link_row(link: Link, seq: int) -> dict[str, Any]:
    """Return the row of a judgement, its values in the order of their columns."""
    rest = _Rest(score=link.score, reason=link.reason, at=link.at, before=link.before, after=link.after)
    return {
        "txn": seq,
        "kind": link.kind,
        "left": link.left,
        "right": link.right,
        "judgement": link.judgement.value,
        "decided_by": link.decided_by,
        "record": msgspec.json.encode(rest),
    }


def to_link(row: Any) -> Link:  # noqa: ANN401 - a row of the table of links
    """Return the judgement of a row."""
    rest = _REST.decode(row.record)
    return Link(
        kind=row.kind,
        left=row.left,
        right=row.right,
        judgement=Judgement(row.judgement),
        decided_by=row.decided_by,
        score=rest.score,
        reason=rest.reason,
        at=rest.at,
        before=rest.before,
        after=rest.after,
    )
