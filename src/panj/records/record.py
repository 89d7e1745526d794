"""What every record is, ids by hash, and places in a text."""

import hashlib

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A value that never changes, made of values that were there before it: no cycle for the collector to look for."""


def fingerprint(*parts: object) -> str:
    """Sixteen hex digits that stand for these parts, the same on every machine."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


STRETCH_BITS = 8  # bits that tell how many keys a stretch has after its first


def stretch(first: int, last: int) -> int:
    """Return keys that lie side by side, at most 256, as one number."""
    return first << STRETCH_BITS | last - first


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """Characters `start` up to, not including, `end` of one document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}:{self.end} is empty or turned round")

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both share a character."""
        return self.start < other.end and other.start < self.end


def no_share(value: float, field: str) -> ValueError:
    """Say that a field is no share of one."""
    return ValueError(f"{field} {value} is not between 0 and 1")
