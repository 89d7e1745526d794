"""What comes of a report that was read apart: lines of JSON, in a shard and between processes."""

import msgspec

from panj.ledger import unpacked
from panj.pipeline import Keyed
from panj.records import Document, Reading


class Read(msgspec.Struct, frozen=True, tag="read", tag_field="is"):
    """A report, its reading, also packed as the ledger keeps it, and what can be told of it for the ledger."""

    at: int
    document: Document
    reading: Reading
    keyed: Keyed | None = None
    record: bytes | None = None


class Packed(msgspec.Struct, frozen=True, tag="packed", tag_field="is"):
    """In a shard: a report with its reading as the ledger keeps it, so that the one loader need not pack it."""

    at: int
    document: Document
    record: bytes
    keyed: Keyed | None

    def unpacked(self) -> Read:
        """Return what was packed; LedgerError if it is damaged."""
        reading = unpacked(self.record, self.document)
        return Read(at=self.at, document=self.document, reading=reading, keyed=self.keyed, record=self.record)


class Passed(msgspec.Struct, frozen=True, tag="passed", tag_field="is"):
    """A report that was not asked for: its language or its subject is another."""

    at: int
    why: str


class Failed(msgspec.Struct, frozen=True, tag="failed", tag_field="is"):
    """A report that could not be read: which file or address, where in it, and why."""

    at: int | None
    source: str
    why: str


class Begun(msgspec.Struct, frozen=True, tag="begun", tag_field="is"):
    """In a journal: what stands at this place is being read."""

    at: int


class Done(msgspec.Struct, frozen=True, tag="done", tag_field="is"):
    """In a journal: all that came of this place stands above."""

    at: int


class Broke(msgspec.Struct, frozen=True, tag="broke", tag_field="is"):
    """In a journal: a worker ended while it read what stands at this place."""

    at: int


class End(msgspec.Struct, frozen=True, tag="end", tag_field="is"):
    """The last line of a shard: how many outcomes stand above."""

    outcomes: int


Outcome = Read | Passed | Failed
Line = Outcome | Packed | Begun | Done | Broke | End

DECODER: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)
encode = msgspec.json.Encoder().encode
