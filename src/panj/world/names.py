"""A dictionary of names: the longest name that starts at a word, by its case rule and valid on the day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from panj.world.days import may_hold
from panj.world.rows import NameKind, NameRow
from panj.world.spelling import divide, name_pieces, romanised

MAX_PIECES = 12


class Candidate(NamedTuple):
    """An entity that a name may stand for, and what kind of name of it this is."""

    entity: str
    kind: NameKind


class Hit(msgspec.Struct, frozen=True):
    """Words `first` up to, not including, `last` name one of `candidates`."""

    first: int
    last: int
    candidates: tuple[Candidate, ...]

    @property
    def entities(self) -> tuple[str, ...]:
        """Return the ids of the candidates, each once."""
        return tuple(dict.fromkeys(c.entity for c in self.candidates))


class _Entry(NamedTuple):
    row: NameRow
    written: tuple[str, ...]


class Names:
    """All names of the world, found by their words.

    Names of people are also found in other romanisations of two words or more.
    """

    def __init__(self, rows: Iterable[NameRow], people: Iterable[NameRow]) -> None:
        self._entries: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
        self._romanised: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
        self._longest: dict[str, int] = {}
        self._longest_romanised: dict[str, int] = {}
        for row in rows:
            self._add(row)
        for row in people:
            self._add(row)
            self._add_romanised(row)

    def _add(self, row: NameRow) -> None:
        written = name_pieces(row.name)
        key = tuple(piece.lower() for piece in written)
        self._entries[key].append(_Entry(row, written))
        self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def _add_romanised(self, row: NameRow) -> None:
        written = name_pieces(row.name)
        if len(written) < 2:
            return
        key = tuple(map(romanised, written))
        self._romanised[key].append(_Entry(row, written))
        self._longest_romanised[key[0]] = max(len(key), self._longest_romanised.get(key[0], 0))

    def find(self, words: Sequence[str], day: date | None = None) -> list[Hit]:
        """Return the names in `words` from left to right, none inside another; linear in the number of words."""
        parts, places = divide(words)
        lowered = [part.lower() for part in parts]
        hits, i = [], 0
        while i < len(parts):
            length, candidates = self._at(parts, lowered, i, day)
            if length:
                hits.append(Hit(places[i], places[i + length - 1] + 1, candidates))
            i += length or 1
        return hits

    def lookup(self, name: str, day: date | None = None) -> tuple[Candidate, ...]:
        """Return what the whole of `name` may stand for."""
        parts = name_pieces(name)
        if not parts:
            return ()
        length, candidates = self._at(parts, [p.lower() for p in parts], 0, day)
        return candidates if length == len(parts) else ()

    def collisions(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return each name that stands for more than one entity on the same days, with the entities."""
        found = []
        for key, entries in self._entries.items():
            entities = tuple(sorted({entry.row.entity for entry in entries}))
            if len(entities) > 1:
                found.append((" ".join(key), entities))
        return sorted(found)

    def _at(
        self, parts: Sequence[str], lowered: Sequence[str], i: int, day: date | None
    ) -> tuple[int, tuple[Candidate, ...]]:
        for length in range(min(self._longest.get(lowered[i], 0), len(parts) - i), 0, -1):
            entries = self._entries.get(tuple(lowered[i : i + length]))
            if entries and (kept := _valid(entries, parts[i : i + length], day)):
                return length, kept
        if parts[i][0].isupper():
            return self._romanised_at(parts, i, day)
        return 0, ()

    def _romanised_at(self, parts: Sequence[str], i: int, day: date | None) -> tuple[int, tuple[Candidate, ...]]:
        longest = min(self._longest_romanised.get(romanised(parts[i]), 0), len(parts) - i)
        for length in range(longest, 1, -1):
            entries = self._romanised.get(tuple(romanised(part) for part in parts[i : i + length]))
            if entries and all(part[0].isupper() for part in (parts[i], parts[i + length - 1])):
                return length, tuple(dict.fromkeys(Candidate(e.row.entity, e.row.kind) for e in entries))
        return 0, ()


def _valid(entries: Iterable[_Entry], parts: Sequence[str], day: date | None) -> tuple[Candidate, ...]:
    return tuple(
        dict.fromkeys(
            Candidate(entry.row.entity, entry.row.kind)
            for entry in entries
            if _case_fits(entry, parts) and may_hold(entry.row.start, entry.row.end, day)
        )
    )


def _case_fits(entry: _Entry, parts: Sequence[str]) -> bool:
    match entry.row.case:
        case "any":
            return True
        case "exact":
            return tuple(parts) == entry.written
        case _:
            return not parts[0][0].islower()
