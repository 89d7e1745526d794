"""Which door a source goes through: by its name, and where that says nothing by its first bytes."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from panj.errors import ReadError
from panj.read.clean import NOTHING_GIVEN, Given
from panj.read.decoding import decode
from panj.read.jsonl import read_jsonl
from panj.read.markdown import read_markdown
from panj.read.plain import read_plain
from panj.records import Document

if TYPE_CHECKING:
    from panj.read.fetch import Fetched

_LARGEST = 10_000_000  # bytes of one report
_LARGEST_MARKED = 2_000_000  # bytes of Markdown: every mark in it costs as much as a line of plain text
_BY_NAME = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".text": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".json": "json",
    ".warc": "warc",
    ".gz": "warc",
}
_BY_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/feed+json": "json",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "text/markdown": "markdown",
}
_BESIDE = frozenset(
    (".css", ".js", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".woff", ".woff2", ".ttf")
)
_MARKED = re.compile(r"^#{1,6} |\]\(|\*\*\S|^> |^```|^[ \t]{0,8}[-*] \S", re.MULTILINE)
_XML = re.compile(rb"<(\?xml|rss|feed|rdf|!doctype\s{1,9}(rss|rdf|feed))\b")
_PAGE = re.compile(rb"(<\?xml[^>]{0,99}>\s{0,99})?<(!doctype html|html|head|body|div|article|meta|p|!--)\b")
_ADVICE = "Panj reads .md .txt .html .jsonl .json .rss .atom .xml and .warc.gz"
_NO_TEXT = {
    b"%PDF-": ("a PDF is not read", "read its text, as `pdftotext FILE` makes it"),
    b"PK\x03\x04": ("a packed or office file is not read", "unpack it, or save it as text or HTML"),
}

Found = Document | ReadError


class Input(NamedTuple):
    """The bytes of one source, its name, and what the user says of it."""

    raw: bytes
    name: str
    given: Given
    declared: str | None = None


def documents(source: str, *, given: Given = NOTHING_GIVEN) -> Iterator[Found]:
    """Yield the documents of a file, a folder, an address or `-` (standard input), and an error for each failure.

    In a folder: every file below it in order of name, hidden files, `README*` and the parts of saved pages left out.
    """
    if source == "-":
        yield from documents_of_bytes(sys.stdin.buffer.read(), "standard input", given=given)
    elif source.lower().startswith(("http://", "https://")):
        yield from _fetched(source, given)
    else:
        for path in files(source):
            yield from [path] if isinstance(path, ReadError) else _file(path, given)


def documents_of_bytes(
    raw: bytes, name: str, *, door: str | None = None, given: Given = NOTHING_GIVEN, declared: str | None = None
) -> Iterator[Found]:
    """Yield the documents of bytes that go by `name`; without a `door` (html, feed, ...) the bytes tell.

    `declared` is the encoding that whoever sent them named.
    """
    if not raw.strip():
        yield ReadError(name, "the input is empty", advice="check how it was saved")
        return
    for mark, (why, advice) in _NO_TEXT.items():
        if raw.startswith(mark):
            yield ReadError(name, why, advice=advice)
            return
    reader = _READERS[door or _sniffed(raw)]
    yield from _guarded(reader(Input(raw, name, given, declared)), name)


def _guarded(found: Iterator[Found], name: str) -> Iterator[Found]:
    try:
        yield from found
    except ReadError as error:
        yield error
    except (RecursionError, MemoryError) as error:
        yield ReadError(name, f"the input asks for too much ({type(error).__name__})", advice="leave it out")


def files(source: str) -> Iterator[Path | ReadError]:
    """Yield the files that a user names: one, or in order of name what is in a folder and its folders.

    Hidden files, `README*` and the parts of saved pages are left out.
    """
    path, closed = Path(source), list[OSError]()
    try:
        yield from sorted(_files(path, closed.append)) if path.is_dir() else [path]
    except OSError as error:
        yield ReadError(source[:200], f"the system says: {error.strerror or error}", advice="check the name")
    for why in closed:
        yield ReadError(str(why.filename), f"the system says: {why.strerror}", advice="check that you may read it")


def door_of(path: Path) -> str | None:
    """Return which door a file goes through by its name; None if the name does not tell."""
    packed = path.suffix.lower() == ".gz" and not path.name.lower().endswith(".warc.gz")
    return None if packed else _BY_NAME.get(path.suffix.lower())


def _files(folder: Path, closed: Callable[[OSError], None]) -> Iterator[Path]:
    """Yield the files below a folder, and hand over what kept us out of a folder in it."""
    for above, folders, names in os.walk(folder, onerror=closed):
        folders[:] = (name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(above, name)
            beside = path.suffix.lower() in _BESIDE or name.upper().startswith("README")
            if not name.startswith(".") and not beside and path.is_file():
                yield path


def _file(path: Path, given: Given) -> Iterator[Found]:
    name = str(path)
    try:
        if not path.is_file():
            why = "it is not a plain file" if path.exists() else "there is no such file"
            yield ReadError(name, why, advice="check the name")
            return
        door = _BY_NAME.get(path.suffix.lower())
        if door == "jsonl":
            with path.open("rb") as lines:
                yield from read_jsonl(lines, name, given)
            return
        if door == "warc":
            yield from _archive(path, given)
            return
        if path.stat().st_size > _LARGEST:
            yield ReadError(name, f"it is larger than {_LARGEST:,} bytes", advice="split it, or pack it as WARC")
            return
        raw = path.read_bytes()
    except OSError as error:
        yield ReadError(name, f"the system says: {error.strerror or error}", advice="check that you may read it")
        return
    yield from documents_of_bytes(raw, name, door=door if door in _READERS else None, given=given)


def _archive(path: Path, given: Given) -> Iterator[Found]:
    """Yield the documents of a web archive; what is packed by gzip and is no archive goes through its own door."""
    from panj.read.packing import unpacked
    from panj.read.warc import read_warc

    name = path.name.lower()
    if name.endswith((".warc", ".warc.gz")):
        yield from read_warc(path, given)
        return
    try:
        raw = unpacked(_chunks(path), "gzip", most=_LARGEST, ratio=200)
    except ValueError as error:
        yield ReadError(str(path), str(error), advice="unpack it and read what is in it")
        return
    yield from documents_of_bytes(raw, str(path), door=_BY_NAME.get(Path(path.stem).suffix.lower()), given=given)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(1 << 16):
            yield chunk


def _fetched(address: str, given: Given) -> Iterator[Found]:
    from panj.read.fetch import fetch

    try:
        answer = fetch(address)
    except ReadError as error:
        yield error
        return
    yield from documents_of_answer(answer, given=given)


def documents_of_answer(answer: "Fetched", *, given: Given = NOTHING_GIVEN) -> Iterator[Found]:
    """Yield the documents of what a server sent, by the media type it names or else by the bytes."""
    door = _BY_MEDIA.get(answer.media_type)
    if door is None and answer.media_type.split("/")[0] in ("image", "audio", "video", "font"):
        yield ReadError(answer.url, f"it is {answer.media_type}", advice="Panj reads text")
        return
    if not answer.body.strip():
        yield ReadError(answer.url, "the answer is empty", advice="try again later")
        return
    door = door or _sniffed(answer.body)
    given = replace(given, url=given.url or answer.url)
    yield from documents_of_bytes(answer.body, answer.url, door=door, given=given, declared=answer.charset)


def _sniffed(raw: bytes) -> str:
    if raw.startswith((b"WARC/1.", b"\x1f\x8b\x08")):
        return "warc"
    start = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{"):
        return "json"
    if _XML.match(start) and b"<html" not in start:
        return "feed"
    if _PAGE.match(start):
        return "html"
    return "text"


def _markdown(found: Input) -> Iterator[Found]:
    if len(found.raw) > _LARGEST_MARKED:
        yield ReadError(found.name, f"it is larger than {_LARGEST_MARKED:,} bytes", advice="split it, or name it .txt")
        return
    yield read_markdown(found.raw, _text(found), found.given)


def _plain(found: Input) -> Iterator[Found]:
    yield read_plain(found.raw, _text(found), found.given)


def _either(found: Input) -> Iterator[Found]:
    text = _text(found)
    marked = len(found.raw) <= _LARGEST_MARKED and _MARKED.search(text)
    reader = read_markdown if marked else read_plain
    yield reader(found.raw, text, found.given)


def _html(found: Input) -> Iterator[Found]:
    from panj.read.html import read_html

    yield read_html(found.raw, found.name, found.given, declared=found.declared)


def _feed(found: Input) -> Iterator[Found]:
    from panj.read.feed import read_feed

    yield from read_feed(found.raw, found.name, found.given)


def _json(found: Input) -> Iterator[Found]:
    """Yield the reports of a JSON file: a feed, one report, a list of them, or lines."""
    from panj.read.feed import read_json_feed

    try:
        whole = msgspec.json.decode(found.raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        yield from _jsonl(found)
        return
    if isinstance(whole, dict) and "jsonfeed.org" in str(whole.get("version")):
        yield from read_json_feed(whole, found.name, found.given)
    elif isinstance(whole, list):
        yield from read_jsonl(map(msgspec.json.encode, whole), found.name, found.given)
    else:
        yield from read_jsonl([msgspec.json.encode(whole)], found.name, found.given)


def _jsonl(found: Input) -> Iterator[Found]:
    yield from read_jsonl(found.raw.splitlines(), found.name, found.given)


def _text(found: Input) -> str:
    decoded = decode(found.raw, found.declared)
    if decoded.text.count("\0") > 4 or decoded.lost > max(8, len(decoded.text) // 10):
        raise ReadError(found.name, "it is no text that can be made out", advice=_ADVICE)
    return decoded.text


def _warc(found: Input) -> Iterator[Found]:
    from panj.read.warc import documents_in

    yield from documents_in(found.raw, found.name, found.given)


_READERS: dict[str, Callable[[Input], Iterator[Found]]] = {
    "markdown": _markdown,
    "plain": _plain,
    "text": _either,
    "feed": _feed,
    "html": _html,
    "json": _json,
    "jsonl": _jsonl,
    "warc": _warc,
}
