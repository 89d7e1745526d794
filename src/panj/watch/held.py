"""What is held of a report until the ledger has it, and how a worker reads it."""

from collections.abc import Iterator

import msgspec

from panj import pipeline
from panj.errors import ReadError
from panj.read import Given, documents_of_answer
from panj.read.fetch import Fetched
from panj.records import Document
from panj.scale.outcomes import Failed, Outcome, Read
from panj.scale.workers import Work


class Held(msgspec.Struct, frozen=True):
    """The page as it came, and what its feed says of the report: its text, or a summary should the page have none."""

    given: Given = Given()
    page: Fetched | None = None
    document: Document | None = None


def pack(held: Held) -> bytes:
    """Return what is held as bytes."""
    return msgspec.msgpack.encode(held)


def unpack(raw: bytes) -> Held:
    """Return what `pack` was given."""
    return msgspec.msgpack.decode(raw, type=Held)


def reader() -> Work:
    """Return what a worker does with what is held: documents and their readings, or why there are none."""
    from panj.world import load_world

    world = load_world()

    def read(raw: bytes) -> bytes:
        outcomes: list[Outcome] = []
        for found in _documents(unpack(raw)):
            if isinstance(found, ReadError):
                outcomes.append(Failed(at=None, source=found.source, why=found.why))
            else:
                [(_, reading)] = pipeline.understand_all([found], world=world, threads=1)
                outcomes.append(Read(at=0, document=found, reading=reading))
        return msgspec.json.encode(outcomes)

    return read


def _documents(held: Held) -> Iterator[Document | ReadError]:
    found = list(documents_of_answer(held.page, given=held.given)) if held.page else []
    documents = [x for x in found if isinstance(x, Document)]
    yield from documents or ([held.document] if held.document else found)
