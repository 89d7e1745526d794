"""Keys by which the ledger finds what may be the same: two reports or statements that share none are never compared.

A key of a statement says its act with one of its parts (a party, a place, a name, what is counted) and a day, or two of
its parts with its act's code, for reports read one act under two codes. A spot is kept under its own cell of the map
and looked for in the cells around. The days of one head lie side by side, so that a stretch of them is one question.

What an act cannot be without (a spot, a party or a name that few have) is looked for over months as well where one of
both is of no day, "the withdrawal" or a plan. Such keys are marked by how far theirs can reach.
"""

import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations
from types import MappingProxyType
from typing import Annotated, Literal

from msgspec import Meta

from panj.reconcile.events import NEAR_DAYS, NEARBY, SELDOM, cells, count_keys, wide
from panj.reconcile.occurrences import FAR, REACH, Traits
from panj.reconcile.witness import sampled, shingles
from panj.records import STRETCH_BITS, Document, Record, stretch

RULES = "2"  # another number wherever what stands below makes other keys: ledgers then keep their statements anew

MOST_KEYS = 2000  # of one report: enough for 16,000 words; a longer one is found by its smallest hashes
_BITS = 15  # of a day; after 89 years they come round, and what is found is compared anyway
Mark = Literal["day", "due", "long"]
_DAY: Mark = "day"
_DUE: Mark = "due"
_LONG: Mark = "long"
"""How far it reaches: a day or a few; a plan of no day, for months; a stretch of time or what is known, for a year."""

# by ours and theirs, how many days after a day of ours theirs can be kept; turned round they are the same
_MONTHS = 2 * REACH + NEAR_DAYS
_YEAR = FAR + NEAR_DAYS
_LATER = MappingProxyType(
    {
        _DAY: (
            (_DAY, -NEAR_DAYS, NEAR_DAYS),
            (_DUE, -REACH - NEAR_DAYS, REACH // 2 + NEAR_DAYS),
            (_LONG, -REACH - NEAR_DAYS, _YEAR),
        ),
        _DUE: (
            (_DAY, -REACH // 2 - NEAR_DAYS, REACH + NEAR_DAYS),
            (_DUE, -_MONTHS, _MONTHS),
            (_LONG, -_MONTHS, _MONTHS),
        ),
        _LONG: ((_DAY, -_YEAR, REACH + NEAR_DAYS), (_DUE, -_MONTHS, _MONTHS), (_LONG, -_YEAR, _YEAR)),
    }
)
_BESIDE = (("", -NEAR_DAYS, NEAR_DAYS),)

# how many days of one head lie side by side, as a power of 2: few where a few are looked for, so that what is kept of a
# report lies close together; many where months are
_SEASON = MappingProxyType({"": 3, _DAY: 5, _DUE: 8, _LONG: 8})


def witness_keys(document: Document) -> frozenset[int]:
    """Return the keys under which a document is found by its copies: it shares three or more with each."""
    return frozenset(sorted(sampled(shingles(document.text)))[:MOST_KEYS])


def event_keys(seen: Traits) -> frozenset[int]:
    """Return the keys under which an occurrence is kept."""
    days, mark = _days(seen), _mark(seen)
    heads = [(mark if far else "", head) for head, far in _heads(seen, cells(seen.place)).items()]
    parts = {mark: [part for day in days for part in _parts(_SEASON[mark], day, day)] for mark in (mark, "")}
    return frozenset(
        _key(_SEASON[mark], season, _hash(mark, head), day) for mark, head in heads for season, day, _ in parts[mark]
    )


class Near(Record, frozen=True, kw_only=True):
    """Where to look for what may be one event with an occurrence: its mark and days, and hashes of heads for each mark.

    Small enough to be handed on from where a report was read; `stretches` are made of it.
    """

    mark: Mark
    days: tuple[Annotated[int, Meta(ge=1, le=date.max.toordinal())], ...]
    heads: tuple[tuple[Annotated[int, Meta(ge=0, lt=1 << 32)], ...], ...]


def near_event_keys(seen: Traits) -> Near:
    """Return where to look for what may be the same event.

    Who looks for another is found by it too, so that the order in which both come does not matter.
    """
    mark = _mark(seen)
    heads: dict[bool, list[bytes]] = {False: [], True: []}
    for head, far in _heads(seen, cells(seen.place, NEARBY)).items():
        heads[far].append(head.encode())
    beside = [_hashes(theirs, heads[False]) for theirs, _, _ in _BESIDE]
    months = [_hashes(theirs, heads[True]) for theirs, _, _ in _LATER[mark]]
    return Near(mark=mark, days=_days(seen), heads=(*beside, *months))


def _hashes(mark: str, heads: Iterable[bytes]) -> tuple[int, ...]:
    begun = _hash(mark, "")
    return tuple(sorted(zlib.crc32(head, begun) for head in heads))


def stretches(near: Near) -> frozenset[int]:
    """Return the stretches of keys to look at, as `records.stretch` makes them."""
    found: set[int] = set()
    for (shift, places), heads in zip(_places(near.mark, near.days), near.heads, strict=False):
        for head in heads:
            shifted = head << shift
            found.update([place + shifted for place in places])
    return frozenset(found)


@lru_cache(1 << 10)  # of a report most statements are of one day
def _places(mark: Mark, days: tuple[int, ...]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Return for each mark that is looked for how far the hash of a head is shifted and what is added to it."""
    found = []
    for theirs, first, last in (*_BESIDE, *_LATER[mark]):
        bits = _SEASON[theirs]
        reaches = _merged([(day + first, day + last) for day in days])
        parts = [part for reach in reaches for part in _parts(bits, *reach)]
        ends = ((_key(bits, season, 0, begin), _key(bits, season, 0, end)) for season, begin, end in parts)
        found.append((bits + STRETCH_BITS, tuple(stretch(*two) for two in ends)))
    return tuple(found)


def meet(ours: Traits, theirs: Traits) -> bool:
    """Tell whether one is found that is kept where the other looks."""
    kept = event_keys(theirs)
    looked = [(near >> STRETCH_BITS, near & (1 << STRETCH_BITS) - 1) for near in stretches(near_event_keys(ours))]
    return any(first <= key <= first + more for first, more in looked for key in kept)


def _mark(seen: Traits) -> Mark:
    if not seen.when.open:
        return _DAY
    return _DUE if seen.when.floats and not seen.known else _LONG


def _days(seen: Traits) -> tuple[int, ...]:
    """Return the days on which it can have been: the first and last said, and of what is to come that of its report."""
    return tuple(sorted({*seen.days} if seen.when.open else {*seen.days, seen.when.first}))


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches of days, in their order, as those that do not overlap."""
    found: list[tuple[int, int]] = []
    for first, last in stretches:
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _heads(seen: Traits, spots: frozenset[str]) -> dict[str, bool]:
    """Return what an occurrence is kept by beside its days, and whether it is looked for by that over months."""
    place, counts = seen.place, count_keys(seen.figures)
    name = frozenset({(place.name or place.text).lower()} if place else ())
    sides = (seen.actors, seen.recipients)
    far = seen.rare.union(*(x.ids if seen.family in SELDOM else x.strange for x in sides))
    far |= spots | name if place and not wide(place) else set()
    found = dict.fromkeys((f"words|{seen.quote}", *(x for x in counts if x.startswith("="))), False)
    for one, other in combinations((seen.actors.ids, seen.recipients.ids, spots or name, counts), 2):
        found |= {f"{seen.family}|{a}|{b}": False for a in one for b in other}
    if seen.family in SELDOM or (seen.when.said and seen.day not in seen.when.said):
        found |= dict.fromkeys(seen.kinds, False)  # few acts of a kind are seldom, or told of a day long past
    beside = seen.actors.ids | seen.recipients.ids | spots.union(name, counts, seen.named)
    found |= {f"{act}|{x}": x in far for act in seen.kinds for x in beside}
    if place and not wide(place):  # "the massacre" is called "the attack" too, after the place that both name
        found |= {f"{seen.family}|{x}": True for x in name}
    if seen.family == "ASSAULT":
        found |= {f"{seen.family}|{x}": True for x in seen.rare}
    return found


def _hash(mark: str, head: str) -> int:
    return zlib.crc32(f"{mark}|{head}".encode())


def _key(bits: int, season: int, hashed: int, number: int) -> int:
    """Return the key of a head and a day: 47 bits, the first of which are the season's, for reports come by days."""
    return (season << 32 | hashed) << bits | number


def _parts(bits: int, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Yield each season from one day to another, with the first and last of its days."""
    for season in range(first >> bits, (last >> bits) + 1):
        begin = season << bits
        yield season % (1 << _BITS - bits), max(0, first - begin), min((1 << bits) - 1, last - begin)
