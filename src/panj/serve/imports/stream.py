"""Our own stream back again: documents, readings and statements as `panj read --json` and `panj export` write them."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from panj import pipeline
from panj.errors import ReadError
from panj.ledger import Ledger, Version
from panj.records import Document, Reading, Record, Span, Statement, fingerprint

LONGEST = 20_000_000  # bytes of one record
LONGEST_TEXT = 5_000_000  # characters of a report that is known by its quotes only
_KINDS: dict[str, type[Document | Reading | Statement]] = {
    "document": Document,
    "reading": Reading,
    "statement": Statement,
}
Coded = tuple[Document, Reading]


def read_stream(lines: Iterable[bytes], source: str, *, alone: bool = False) -> Iterator[Coded | ReadError]:
    """Yield each report of a stream with its reading, and an error for each record that is none.

    A report that came without a reading has one without mentions; what the stream holds beside (findings) is passed
    over. `alone` lets statements stand without their report: its text is then their quotes, each at its place.
    """
    held: dict[type, dict[str, Any]] = {Document: {}, Reading: {}}
    said: dict[str, dict[str, Statement]] = {}
    published: dict[str, date | None] = {}
    for place, value in _values(lines, source):
        record = value if isinstance(value, ReadError) else _record(value, place)
        match record:
            case ReadError():
                yield record
            case Statement():
                said.setdefault(record.document, {})[record.id] = record
                published.setdefault(record.document, _day(value))
            case Document():
                held[Document][record.id] = record
            case Reading():
                held[Reading][record.document] = record
    documents = held[Document] | (_known_by_quotes(said, held[Document], published) if alone else {})
    for missing in said.keys() - documents.keys():
        yield ReadError(source, f"statements of {missing}, but not the report", advice="keep the document lines")
    for identity, document in documents.items():
        reading = held[Reading].get(identity, Reading(document=identity))
        yield _checked(document, reading, tuple(said.get(identity, {}).values()), source)


def fill(ledger: Ledger, source: str) -> None:
    """Add a stream to an empty ledger; the first record that is none raises ReadError."""
    with opened(source) as lines:
        for coded in read_stream(lines, source, alone=True):
            if isinstance(coded, ReadError):
                raise coded
            add(ledger, *coded)


def add(ledger: Ledger, document: Document, reading: Reading) -> bool:
    """Add a report that was read elsewhere; False if it is here already, read here or so."""
    from panj.serve.read_command import now

    if ledger.has_read(document, pipeline.version()):
        return False
    by = Version(code="import", model=fingerprint(msgspec.json.encode(reading).hex()))
    return pipeline.add(ledger, document, reading, at=now(), by=by)


def opened(source: str) -> BinaryIO:
    """Open a file, or standard input for `-`; ReadError if there is none."""
    if source == "-":
        return sys.stdin.buffer
    try:
        return Path(source).open("rb")
    except OSError as error:
        raise ReadError(source, error.strerror or str(error), advice="check the name") from error


def _values(lines: Iterable[bytes], source: str) -> Iterator[tuple[str, Any]]:
    """Yield each JSON object with its place: one a line, or from a line "{" to a line "}" as jq writes them."""
    waiting: list[bytes] = []
    size = 0
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if not bare:
            continue
        waiting.append(line)
        size += len(line)
        if size <= LONGEST and (waiting[0].strip() == b"{") and line.rstrip() != b"}":
            continue
        place = f"{source}:{number}"
        yield place, _decoded(b"".join(waiting), place) if size <= LONGEST else ReadError(place, "a record is too long")
        waiting, size = [], 0
    if waiting:
        yield source, ReadError(source, "ends within a record")


def _decoded(raw: bytes, place: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        return ReadError(place, f"no JSON: {error}", advice="a stream has one object a line")
    return value if isinstance(value, dict) else ReadError(place, "no record", advice="each line is an object")


def _record(value: dict[str, Any], place: str) -> Document | Reading | Statement | ReadError | None:
    kind = _KINDS.get(str(value.get("kind")))
    if kind is None:
        return None if value.get("kind") else ReadError(place, "a record without a kind", advice="see docs/stream.md")
    known = {name: value[name] for name in kind.__struct_fields__ if name in value}
    try:
        return msgspec.convert(known, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        return ReadError(place, f"no {value['kind']}: {error}")


def _day(value: dict[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(value.get("published")))
    except ValueError:
        return None


def _checked(document: Document, reading: Reading, statements: tuple[Statement, ...], source: str) -> Coded | ReadError:
    size = len(document.text)
    for said in statements:
        if document.text[said.span.start : said.span.end] != said.quote:
            return ReadError(source, f"statement {said.id} quotes other words than its report has at its place")
    whole = msgspec.structs.replace(reading, statements=statements)
    if any(span.end > size for span in (*_spans(document), *_spans(whole))):
        return ReadError(source, f"a span of {document.id} lies outside of its text")
    return document, whole


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)
    elif isinstance(value, Record):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))


def _known_by_quotes(
    said: dict[str, dict[str, Statement]], documents: dict[str, Document], published: dict[str, date | None]
) -> dict[str, Document]:
    missing = said.keys() - documents.keys()
    return {i: _by_quotes(i, tuple(said[i].values()), published[i]) for i in said if i in missing}


def _by_quotes(identity: str, statements: tuple[Statement, ...], day: date | None) -> Document:
    reach = max((span.end for s in statements for span in _spans(s)), default=0)
    text = [" "] * min(reach, LONGEST_TEXT)
    for s in statements:
        text[s.span.start : s.span.end] = s.quote
    outlet = statements[0].chain[0].source.name
    return Document(id=identity, text="".join(text), outlet=outlet, published=day)
