"""JSON lines: `{"id", "text", "title", "outlet", "published"}`, one report a line.

`id` is kept and `text` is left exactly as it is. A line that cannot be read is one error; the others are kept.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import takewhile

import msgspec

from panj.errors import ReadError
from panj.read.clean import Given, Head, document_of, tidy
from panj.read.days import outlets_own_day, stamped
from panj.read.layout import notice_kind
from panj.read.plain import paragraphs
from panj.records import Document, Part, PartKind, Span

_LONGEST = 10_000_000  # bytes of a line


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line; fields that are not named here are passed over."""

    text: str
    id: str | int | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None


_DECODER = msgspec.json.Decoder(Row)


def read_jsonl(lines: Iterable[bytes], source: str, given: Given) -> Iterator[Document | ReadError]:
    """Yield a document or an error for each line that is not empty."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read(line.removeprefix(b"\xef\xbb\xbf"), f"{source}:{number}", given)


def _read(line: bytes, source: str, given: Given) -> Document | ReadError:
    if len(line) > _LONGEST:
        return ReadError(source, f"the line is longer than {_LONGEST:,} bytes", advice="split the report")
    try:
        row = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return ReadError(source, f"no report: {error}", advice='a line is {"text": ..., "id": ..., "published": ...}')
    if not row.text.strip():
        return ReadError(source, "the text is empty", advice="leave the line out, or fill in its text")
    return of_row(row, line, given)


def of_row(row: Row, raw: bytes, given: Given) -> Document:
    """Return the document of a row; its text is untouched, its parts are the paragraphs found in it."""
    head = _head(row).with_given(given)
    found = document_of(head, row.text, tuple(_parts(row.text)), raw, told=row.text)
    return found if row.id in (None, "") else msgspec.structs.replace(found, id=str(row.id))


def _head(row: Row) -> Head:
    day, at = _when(row)
    found = {
        "title": tidy(row.title),
        "outlet": tidy(row.outlet),
        "published": day,
        "published_at": at,
        "url": tidy(row.url),
        "byline": tidy(row.byline),
        "language": tidy(row.language),
    }
    head = Head()
    for name, value in found.items():
        head = head.with_found(name, value, "json", str(getattr(row, name, None) or row.published))
    return head


def _when(row: Row) -> tuple[date | None, datetime | None]:
    day, at = stamped(row.published or "")
    return outlets_own_day(day, at, row.url), at


def _parts(text: str) -> Iterator[Part]:
    """Yield a part for each paragraph; the last ones may be notices, and a first one that recurs is a caption."""
    spans = paragraphs(text)
    tail = sum(1 for _ in takewhile(lambda s: notice_kind(s.of(text), at_end=True), reversed(spans)))
    for i, span in enumerate(spans):
        kind: PartKind = notice_kind(span.of(text), at_end=i >= len(spans) - tail) or "paragraph"
        if i == 0 and _recurs(text, span):
            kind = "caption"
        yield Part(kind=kind, span=span)


def _recurs(text: str, first: Span) -> bool:
    words = first.of(text).rstrip(" .…")
    return len(words) >= 30 and " " in words and text.find(words, first.end) >= 0
