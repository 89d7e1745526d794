"""A dictionary of names: the longest name that starts at a word, by its case rule and valid on the day."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from panj.world.days import may_hold
from panj.world.rows import Case, NameKind, NameRow
from panj.world.spelling import divide, keyed, name_pieces, romanised

# Before a hyphen these say that what follows is not meant itself: "ex-Soviet states", "pro-Russian separatists".
NOT_OF = frozenset({"anti", "counter", "ex", "former", "non", "post", "pre", "pro"})
ELSEWHERE = "elsewhere"  # stands for what bears a longer name and is none of our entities


# An initial or a patronymic between two names of a person says nothing that the tables know.
_MIDDLE = re.compile(r"[A-Z]|[A-Z][a-z]{2,20}(?:vich|vna|ich)")


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
        return tuple(dict.fromkeys([c.entity for c in self.candidates]))


class Spelling(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name, divided: `written` in its own case, `key` in small letters, `romanised` for a person of several names."""

    entity: str
    kind: NameKind
    case: Case
    start: str
    end: str
    written: tuple[str, ...]
    key: tuple[str, ...]
    romanised: tuple[str, ...] | None = None


def spelling(row: NameRow, *, of_person: bool, within: tuple[str, str] | None = None) -> Spelling:
    """Divide a name for the dictionary; it counts on the days `within` (start, end), if there are any."""
    written = name_pieces(row.name)
    return Spelling(
        row.entity,
        row.kind,
        row.case,
        within[0] if within else row.start,
        within[1] if within else row.end,
        written,
        tuple(map(keyed, written)),
        tuple(map(romanised, written)) if of_person and len(written) > 1 else None,
    )


class Names:
    """All names of the world, found by their words.

    Names of people are also found in other romanisations of two words or more.
    """

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        self._entries: dict[tuple[str, ...], list[Spelling]] = defaultdict(list)
        self._romanised: dict[tuple[str, ...], list[Spelling]] = defaultdict(list)
        self._longest: dict[str, int] = {}
        self._longest_romanised: dict[str, int] = {}
        for entry in spellings:
            _add(entry.key, entry, self._entries, self._longest)
            if entry.romanised is not None:
                _add(entry.romanised, entry, self._romanised, self._longest_romanised)

    def find(self, words: Sequence[str], day: date | None = None) -> list[Hit]:
        """Return the names in `words` from left to right, none inside another; linear in the number of words."""
        parts, keys, places = divide(words)
        hits, reached = [], 0
        for i in [i for i, key in enumerate(keys) if key in self._longest or parts[i][0].isupper()]:
            if i < reached or (i and places[i] == places[i - 1] and keys[i - 1] in NOT_OF):
                continue
            length, candidates = self._at(parts, keys, i, day)
            if length and candidates[0].entity != ELSEWHERE:
                hits.append(Hit(places[i], places[i + length - 1] + 1, candidates))
            reached = i + (length or 1)
        return hits

    def lookup(self, name: str, day: date | None = None) -> tuple[Candidate, ...]:
        """Return what the whole of `name` may stand for."""
        parts = name_pieces(name)
        if not parts:
            return ()
        length, candidates = self._at(parts, list(map(keyed, parts)), 0, day)
        return candidates if length == len(parts) else ()

    def collisions(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return each name that stands for more than one entity on the same days, with the entities."""
        found = []
        for key, entries in self._entries.items():
            entities = tuple(sorted({entry.entity for entry in entries}))
            if len(entities) > 1:
                found.append((" ".join(key), entities))
        return sorted(found)

    def _at(
        self, parts: Sequence[str], keys: Sequence[str], i: int, day: date | None
    ) -> tuple[int, tuple[Candidate, ...]]:
        for length in range(min(self._longest.get(keys[i], 0), len(parts) - i), 0, -1):
            entries = self._entries.get(tuple(keys[i : i + length]))
            if entries and (kept := _valid(entries, parts[i : i + length], day)):
                return length, kept
        if len(parts[i]) < 2 or not parts[i][0].isupper() or romanised(parts[i]) not in self._longest_romanised:
            return 0, ()  # an initial has no other romanisation
        length, found = self._romanised_at(parts, i, day)
        if not length and i + 2 < len(parts) and _MIDDLE.fullmatch(parts[i + 1]):
            length, found = self._romanised_at([parts[i], parts[i + 2]], 0, day)
            length += bool(length)
        return length, found

    def _romanised_at(self, parts: Sequence[str], i: int, day: date | None) -> tuple[int, tuple[Candidate, ...]]:
        longest = min(self._longest_romanised.get(romanised(parts[i]), 0), len(parts) - i)
        for length in range(longest, 1, -1):
            entries = self._romanised.get(tuple(romanised(part) for part in parts[i : i + length]), ())
            kept = dict.fromkeys(Candidate(e.entity, e.kind) for e in entries if may_hold(e.start, e.end, day))
            if kept and parts[i + length - 1][0].isupper():
                return length, tuple(kept)
        return 0, ()


def _add(
    key: tuple[str, ...], entry: Spelling, entries: dict[tuple[str, ...], list[Spelling]], longest: dict[str, int]
) -> None:
    if key:
        entries[key].append(entry)
        longest[key[0]] = max(len(key), longest.get(key[0], 0))


def _valid(entries: Iterable[Spelling], parts: Sequence[str], day: date | None) -> tuple[Candidate, ...]:
    found = [e for e in entries if _case_fits(e, parts) and may_hold(e.start, e.end, day)]
    return tuple(dict.fromkeys([Candidate(e.entity, e.kind) for e in found]))


def _case_fits(entry: Spelling, parts: Sequence[str]) -> bool:
    match entry.case:
        case "any":
            return True
        case "exact":
            return tuple(parts) == entry.written
        case _:  # the first capital of the name is one in the text too; "al-Qaida" has it in the second piece
            capital = 0
            if entry.written[0][0].islower():
                capital = next((i for i, piece in enumerate(entry.written) if not piece[0].islower()), 0)
            return not parts[capital][0].islower()
