"""Keys by which the ledger finds what may be the same: two reports or statements that share none are never compared.

A key of a statement says its act, two of its parts and a day; a spot is kept under its own cell of the map and looked
for in the cells around. What is of no day ("the withdrawal", a plan) is kept and
looked for by the season of 128 days as well, under what it cannot be without: its act and a spot, a party or a
thing. An act is a code, or what kind its words are of: reports read one act under two codes.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from panj.reconcile.events import NEAR_DAYS, SELDOM, count_keys, near_where_keys, where_keys, wide
from panj.reconcile.occurrences import Occurrence, Traits, When
from panj.reconcile.witness import sampled, shingles
from panj.records import Document

MOST_KEYS = 2000  # of one report: enough for 16,000 words; a longer one is found by its smallest hashes
SEASON = 128  # days kept under one key; two seasons to either side reach further than any two that are compared
_SEASONS = range(-3, 4)


def witness_keys(document: Document) -> frozenset[int]:
    """Return the keys under which a document is found by its copies: it shares three or more with each."""
    return frozenset(sorted(sampled(shingles(document.text)))[:MOST_KEYS])


def event_keys(seen: Traits) -> frozenset[int]:
    """Return the keys under which an occurrence is kept: the act, two of its parts, and each day."""
    marks = ("any", "open") if seen.when.open else ("any",)
    where = where_keys(seen.place)
    seasons = [(season, mark) for season in _seasons(seen.occurrence, (0,)) for mark in marks]
    return frozenset((*_by_day(seen, where, (0,)), *_by_season(seen, where, seasons)))


def near_event_keys(seen: Traits) -> frozenset[int]:
    """Return the keys to look under for what may be the same event."""
    seasons = [(season, _mark(seen.when, season)) for season in _seasons(seen.occurrence, _SEASONS)]
    where, days = near_where_keys(seen.place), range(-NEAR_DAYS, NEAR_DAYS + 1)
    return frozenset((*_by_day(seen, where, days), *_by_season(seen, where, seasons)))


def _seasons(occurrence: Occurrence, reach: Iterable[int]) -> set[int]:
    return {day.toordinal() // SEASON + n for day in set(occurrence.days) for n in reach}


def _mark(when: When, season: int) -> str:
    """Return what to look for of a season: all where what is open can have been then, else what is open itself."""
    first, last = season * SEASON, (season + 1) * SEASON - 1
    near = first - NEAR_DAYS <= when.last.toordinal() and last + NEAR_DAYS >= when.first.toordinal()
    return "any" if when.open and near else "open"


def _by_day(seen: Traits, where: frozenset[str], reach: Iterable[int]) -> Iterator[int]:
    occurrence = seen.occurrence
    counts = count_keys(occurrence.figures)
    parts = [seen.actors.ids, seen.recipients.ids, where, counts]
    pairs = [(a, b) for one, other in combinations(parts, 2) for a in one for b in other]
    pairs += [(x, x) for x in counts if x.startswith("=")]
    pairs.append(("words", occurrence.statement.quote))
    if seen.family in SELDOM or (seen.when.said and occurrence.day not in seen.when.said):
        pairs += [(act, act) for act in seen.kinds]  # few acts of a kind are seldom, or told of a day long past
    days = {day + timedelta(n) for day in set(occurrence.days) for n in reach}
    heads = [zlib.crc32(f"{seen.family}|{a}|{b}|".encode()) for a, b in pairs]
    beside = frozenset().union(*parts, seen.named)
    heads += [zlib.crc32(f"{act}|{x}|".encode()) for act in seen.kinds for x in beside]
    named = [(day, f"{day}".encode()) for day in days]
    return (_side_by_side(day, zlib.crc32(name, head)) for day, name in named for head in heads)


def _by_season(seen: Traits, where: frozenset[str], seasons: Sequence[tuple[int, str]]) -> Iterator[int]:
    occurrence = seen.occurrence
    what = list(where) if seen.place and not wide(seen.place) else []
    sides = (*occurrence.actors, *occurrence.recipients)
    what += [s.id for s in sides if seen.family in SELDOM or not s.known]
    what += [f"~{name}" for name in seen.rare]
    pairs = [(act, x) for act in seen.kinds for x in what]
    if seen.place and not wide(seen.place):  # "the massacre" is called "the attack" too, after the place that both name
        pairs.append(("any", (seen.place.name or seen.place.text).lower()))
    if seen.family == "ASSAULT":
        pairs += [("any", f"~{name}") for name in seen.rare]
    heads = {
        mark: [zlib.crc32(f"{mark}|{act}|{x}|".encode()) for act, x in pairs] for mark in {mark for _, mark in seasons}
    }
    for season, mark in seasons:
        first, name = date.fromordinal(max(1, season * SEASON)), f"season {season}".encode()
        yield from (_side_by_side(first, zlib.crc32(name, head)) for head in heads[mark])


def _side_by_side(day: date, key: int) -> int:
    """Return a key whose first bits are those of its day, so that a report's keys lie side by side in an index.

    It has 47 bits; the days come round in 89 years, and what is found is compared anyway.
    """
    return (day.toordinal() % (1 << 15) << 32) | key
