"""The work divided: archives and files into pieces that any worker can read by itself.

A piece is named by what it holds and by how it will be read, so that what has been done is known by its name wherever
and whenever it was done, and another version of Panj does it anew.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import msgspec

from panj import pipeline
from panj.errors import ReadError
from panj.read import Given, documents, files
from panj.read.clean import NOTHING_GIVEN
from panj.read.doors import door_of
from panj.read.jsonl import read_jsonl
from panj.read.warc import Buffer, Page, documents_of_page, mapped, offsets, pages
from panj.records import Document
from panj.scale.sieve import Keep

RECORDS = 64  # of one piece: five seconds of one core
LEAST = 16  # of one piece, if the file has so many: that is what a worker reads side by side
SHARES = 8  # a piece is no more than so many of what is left of its file, so that workers end together
BYTES = 8 << 20  # of one piece, as they lie in the file

Found = Document | ReadError
Item = tuple[int, Callable[[], Iterable[Found]]]
"""Where a report begins in its file, and how to read it."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Bytes `start` up to `end` of a file, the hash of them, and how they are to be read."""

    path: str
    start: int
    end: int
    sha256: str
    given: Given = NOTHING_GIVEN
    keep: Keep = Keep.ALL

    @property
    def name(self) -> str:
        """Thirty-two hex digits that stand for these bytes read in this way by this version."""
        how = msgspec.json.encode((self.sha256, self.given, self.keep, str(pipeline.version())))
        return hashlib.sha256(how).hexdigest()[:32]

    def __str__(self) -> str:
        return f"{self.path}[{self.start}:{self.end}]"


def divided(
    sources: Iterable[str], given: Given, keep: Keep, failed: pipeline.Failed, records: int = RECORDS
) -> Iterator[Piece]:
    """Yield the pieces of files and folders; a file that cannot be opened is handed to `failed`."""
    for source in sources:
        for path in files(source):
            if isinstance(path, ReadError):
                failed(path)
                continue
            try:
                yield from _pieces(path, given, keep, records)
            except OSError as error:
                failed(ReadError(str(path), f"the system says: {error.strerror or error}", advice="check the name"))


def _pieces(path: Path, given: Given, keep: Keep, records: int) -> Iterator[Piece]:
    size = path.stat().st_size
    if size == 0:
        yield Piece(path=str(path), start=0, end=0, sha256=hashlib.sha256().hexdigest(), given=given, keep=keep)
        return
    with mapped(path) as buffer:
        for start, end in pairwise((*_borders(_beginnings(path, buffer), records, size), size)):
            digest = hashlib.sha256()
            for at in range(start, end, BYTES):
                digest.update(buffer[at : min(at + BYTES, end)])
            yield Piece(path=str(path), start=start, end=end, sha256=digest.hexdigest(), given=given, keep=keep)


def _beginnings(path: Path, buffer: Buffer) -> Iterator[int]:
    door = door_of(path)
    return offsets(buffer) if door == "warc" else _lines(buffer) if door == "jsonl" else iter(())


def _lines(buffer: Buffer) -> Iterator[int]:
    at = 0
    while 0 <= at < len(buffer):
        yield at
        at = buffer.find(b"\n", at) + 1 or len(buffer)


def _borders(beginnings: Iterable[int], records: int, size: int) -> Iterator[int]:
    """Yield 0 and then every beginning that is far enough from the border before it; nearer ones as the file ends.

    How many records are left is taken from the bytes of those before (guided self-scheduling, Polychronopoulos 1987).
    """
    last = count = 0
    least = min(records, LEAST)
    yield 0
    for number, at in enumerate(beginnings):
        if at > last:
            left = number * (size - at) // at
            if count >= max(least, min(records, left // SHARES)) or at - last >= BYTES:
                yield at
                last, count = at, 0
        count += 1


def items(piece: Piece) -> Iterator[Item]:
    """Yield what is in a piece, one by one, unread."""
    path, door = Path(piece.path), door_of(Path(piece.path))
    if door not in ("warc", "jsonl") or piece.end == 0:
        yield 0, partial(documents, piece.path, given=piece.given)
        return
    with mapped(path) as buffer:
        if door == "jsonl":
            buffer.seek(piece.start)
            while (at := buffer.tell()) < piece.end:
                line = buffer.readline()
                if line.strip():
                    yield at, partial(_one_line, line, piece)
            return
        for found in pages(buffer, piece.path, piece.start, piece.end):
            if isinstance(found, Page):
                yield found.entry.offset, partial(documents_of_page, found, piece.given)
            else:
                yield found.offset or 0, partial(_just, found)


def _one_line(line: bytes, piece: Piece) -> Iterator[Found]:
    yield from read_jsonl([line], piece.path, piece.given)


def _just(found: Found) -> Iterator[Found]:
    yield found
