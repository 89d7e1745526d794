"""Web archives (WARC 1.0 and 1.1), plain and gzip, record by record.

A length that lies costs its own record and no other: each gzip member is opened by itself, and in between the next
record is found by its first line. What cannot be read is an error with its offset in the file.
"""

import base64
import hashlib
import mmap
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from panj.errors import ReadError
from panj.read.clean import Given
from panj.read.doors import documents_of_answer
from panj.read.fetch import Fetched
from panj.read.packing import unpacked
from panj.records import Document, Provenance

_MAGIC = b"\x1f\x8b\x08"
_FIRST = b"WARC/1."
_NEXT = b"\r\n\r\nWARC/1."
_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})(?:[ \t;][^\r\n]{0,200})?\r\n")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_CHUNK = 1 << 16
_MOST = 20_000_000  # bytes of one record
_MOST_HEADER = 65_536
_MOST_DAMAGE = 10_000  # members that cannot be opened; a file with more is none
_ADVICE = "the other records are kept"

Buffer = bytes | mmap.mmap


class Entry(NamedTuple):
    """A record: where its member or itself begins in the file, its headers by lower-case name, its block."""

    offset: int
    headers: Mapping[str, str]
    block: bytes


class Fault(NamedTuple):
    """A record that could not be read."""

    offset: int
    why: str


class Page(NamedTuple):
    """A record that holds a page, and the page as a server sent it."""

    entry: Entry
    answer: Fetched


def read_warc(path: Path, given: Given) -> Iterator[Document | ReadError]:
    """Yield the documents of the pages in an archive, and an error for each record that cannot be read."""
    if path.stat().st_size == 0:
        yield ReadError(str(path), "the file is empty", advice="fetch it again")
        return
    with mapped(path) as buffer:
        yield from documents_in(buffer, str(path), given)


@contextmanager
def mapped(path: Path) -> Iterator[mmap.mmap]:
    """Give the bytes of a file that is not empty without reading them into memory."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as buffer:
        yield buffer


def documents_in(buffer: Buffer, name: str, given: Given) -> Iterator[Document | ReadError]:
    """Yield the documents of the pages in an archive that is in memory."""
    for found in pages(buffer, name):
        if isinstance(found, Page):
            yield from documents_of_page(found, given)
        else:
            yield found


def pages(buffer: Buffer, name: str, start: int = 0, end: int | None = None) -> Iterator[Page | ReadError]:
    """Yield the pages whose records begin in `start` up to `end`, and an error for each that cannot be read.

    `start` is the beginning of the file or an offset that `offsets` gave.
    """
    for entry in entries(buffer, start, end):
        try:
            if isinstance(entry, Fault):
                raise ValueError(entry.why)
            answer = _answer(entry)
        except ValueError as error:
            yield ReadError(name, str(error), advice=_ADVICE, offset=entry.offset)
            continue
        if answer:
            yield Page(entry, answer)


def documents_of_page(page: Page, given: Given) -> Iterator[Document | ReadError]:
    """Yield the documents of one page, with the day on which it was fetched."""
    for found in documents_of_answer(page.answer, given=given):
        yield _dated(found, page.entry) if isinstance(found, Document) else found


def entries(buffer: Buffer, start: int = 0, end: int | None = None) -> Iterator[Entry | Fault]:
    """Yield every record that begins in `start` up to `end`, and a fault for each that cannot be read."""
    end = len(buffer) if end is None else end
    if buffer[:3] != _MAGIC:
        yield from _records(buffer, start, end)
        return
    for offset, content in _members(buffer, start, end):
        if isinstance(content, str):
            yield Fault(offset, content)
        else:
            yield from (found._replace(offset=offset) for found in _records(content, 0, len(content)))


def offsets(buffer: Buffer) -> Iterator[int]:
    """Yield where records (of a packed file: its members) begin: the places where an archive may be divided."""
    if buffer[:3] == _MAGIC:
        yield from (offset for offset, _ in _members(buffer, 0, len(buffer)))
    else:
        yield from (found.offset for found in _records(buffer, 0, len(buffer)))


def _members(buffer: Buffer, at: int, stop: int) -> Iterator[tuple[int, bytes | str]]:
    """Yield the offset and content of each gzip member, or why it cannot be opened."""
    damage = 0
    while 0 <= at < stop:
        content, end = _member(buffer, at)
        yield at, content
        if isinstance(content, str):
            damage += 1
            if damage > _MOST_DAMAGE:
                yield at, "the rest of the file is too damaged"
                return
            end = buffer.find(_MAGIC, end)
        elif buffer[end : end + 3] != _MAGIC and end < len(buffer):
            following = buffer.find(_MAGIC, end)
            if bytes(buffer[end : following if following >= 0 else end + _CHUNK]).strip(b"\0"):
                yield end, "between two records there is something that is none"
            end = following
        at = end


def _member(buffer: Buffer, start: int) -> tuple[bytes | str, int]:
    """Return the content of the member at `start` and where it ends; or a reason, and where to look for the next."""
    state = zlib.decompressobj(wbits=31)
    pieces: list[bytes] = []
    size, at = 0, start
    try:
        while not state.eof and at < len(buffer):
            chunk = buffer[at : at + _CHUNK]
            at += len(chunk)
            while chunk and not state.eof:
                pieces.append(state.decompress(chunk, _CHUNK))
                size += len(pieces[-1])
                if size > _MOST:
                    return f"a record unpacks to more than {_MOST:,} bytes", at - len(state.unconsumed_tail)
                chunk = state.unconsumed_tail
    except zlib.error as error:
        return f"a record cannot be unpacked ({error})", start + 1
    if not state.eof:
        return "the last record is cut short", len(buffer)
    return b"".join(pieces), at - len(state.unused_data)


def _records(buffer: Buffer, at: int, stop: int) -> Iterator[Entry | Fault]:
    """Yield the records that stand one after the other, each with its place in the buffer."""
    while at < stop:
        start = buffer.find(_FIRST, at)
        if start != at:
            if bytes(buffer[at : start if start >= 0 else at + _CHUNK]).strip():
                yield Fault(at, "what stands here is no record")
            if start < 0:
                return
            at = start
            continue
        found, at = _record(buffer, at)
        yield found


def _record(buffer: Buffer, start: int) -> tuple[Entry | Fault, int]:
    """Return the record at `start`, or why it cannot be believed, and where to go on."""
    head = buffer.find(b"\r\n\r\n", start, start + _MOST_HEADER)
    if head < 0:
        return Fault(start, "a record's header has no end"), _next(buffer, start + 1)
    headers = _headers(bytes(buffer[start:head]))
    first = head + 4
    length = headers.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,15}", length):
        return Fault(start, f"a record gives no length that can be ({length[:40]!r})"), _next(buffer, head)
    last = first + int(length)
    if int(length) > _MOST:
        return Fault(start, f"a record is larger than {_MOST:,} bytes"), _next(buffer, head)
    block = bytes(buffer[first:last])
    vouched = _digest(headers, block)
    inside = buffer.find(_NEXT, head, last)
    if vouched is False or last > len(buffer) or not _ends(buffer, last) or (inside >= 0 and not vouched):
        return Fault(start, "a record is not as long as it says, or not as it was written"), _next(buffer, head)
    return Entry(start, headers, block), last + 4


def _next(buffer: Buffer, at: int) -> int:
    following = buffer.find(_NEXT, at)
    return following + 4 if following >= 0 else len(buffer)


def _ends(buffer: Buffer, at: int) -> bool:
    """Tell whether a record may end here: at a blank line, or before the next record, or at the end."""
    rest = bytes(buffer[at : at + 64])
    return rest.startswith(b"\r\n\r\n") or rest.lstrip().startswith(_FIRST) or not rest.strip()


def _digest(headers: Mapping[str, str], block: bytes) -> bool | None:
    """Tell whether the block is the one that was written; None if the record does not say."""
    kind, _, value = headers.get("warc-block-digest", "").partition(":")
    if kind.lower() != "sha1" or len(value) != 32:
        return None
    return base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode() == value.upper()


def _headers(head: bytes) -> dict[str, str]:
    lines = head.decode("utf-8", "replace").split("\r\n")[1:]
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def _answer(entry: Entry) -> Fetched | None:
    """Return the page that a record holds, None if it holds something else; ValueError if it cannot be unpacked."""
    kind, url = entry.headers.get("warc-type"), entry.headers.get("warc-target-uri", "").strip("<>")
    if kind in ("resource", "conversion"):
        return Fetched(
            url=url, status=200, headers={"content-type": entry.headers.get("content-type", "")}, body=entry.block
        )
    if kind != "response" or not entry.block.startswith(b"HTTP/"):
        return None
    head, _, body = entry.block.partition(b"\r\n\r\n")
    status = head.split(b"\r\n", 1)[0].split(b" ", 2)
    if len(status) < 2 or status[1] != b"200":
        return None
    headers = _headers(head)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    # crawlers store what they unpacked under the headers of what they got
    packing = headers.get("content-encoding", "") if _CONTROLS.search(body[:64]) else ""
    body = unpacked([body], packing, most=_MOST, ratio=200)
    return Fetched(url=url, status=200, headers=headers, body=body) if body.strip() and _is_text(headers) else None


def _is_text(headers: Mapping[str, str]) -> bool:
    media = headers.get("content-type", "text/html").lower()
    return media.startswith("text/") or any(form in media for form in ("html", "xml", "json"))


def _joined(body: bytes) -> bytes:
    """Return a body whose chunks are joined; as it is if it has none, which archives often leave so."""
    pieces: list[bytes] = []
    at = 0
    while found := _SIZE.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[found.end() : found.end() + size])
        at = found.end() + size + 2
    return b"".join(pieces) if pieces else body


def _dated(document: Document, entry: Entry) -> Document:
    """Note when the page was fetched, which is not before it was published, and whether it was cut then."""
    notes = [Provenance(field="fetched", source="warc", raw=entry.headers.get("warc-date", ""))]
    if cut := entry.headers.get("warc-truncated"):
        notes.append(Provenance(field="text", source="warc", raw=f"cut when it was fetched ({cut})"))
    return replace(document, provenance=(*document.provenance, *notes))
