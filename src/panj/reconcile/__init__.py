"""Readings to links: same, supports, contradicts.

Each link follows from its two ends alone, so the order in which reports are read does not matter. Of what more than a
few say, which links are made depends on it, but not what they join: see `link_met`; of keys `ledger.near.uncrowded`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import product
from typing import NamedTuple

from panj.reconcile.corrections import corrections
from panj.reconcile.events import SAME_EVENT, alike, hopeless
from panj.reconcile.figures import agree, comparable
from panj.reconcile.groups import Groups
from panj.reconcile.keys import RULES as KEY_RULES
from panj.reconcile.keys import Near, event_keys, meet, near_event_keys, stretches, witness_keys
from panj.reconcile.occurrences import Occurrence, Traits, traits
from panj.reconcile.taken_up import take_up
from panj.reconcile.witness import copies, may_be_copy, serial
from panj.records import Document, Judgement, Link

__all__ = [
    "KEY_RULES",
    "Groups",
    "Met",
    "Near",
    "Occurrence",
    "Traits",
    "copies",
    "corrections",
    "event_keys",
    "link_events",
    "link_met",
    "may_be_copy",
    "may_be_corrected",
    "meet",
    "near_event_keys",
    "series",
    "stretches",
    "take_up",
    "traits",
    "witness_keys",
]

CROWDED = 10  # of one group among those that share a key: so many of it are enough to find it by, to either side
FIRST = 4  # of a crowded group that are asked in any case: what is for and against can be read off them


def may_be_corrected(new: Document, other: Document) -> bool:
    """Tell whether one may correct the other, their texts not looked at."""
    return new.outlet is not None and new.outlet == other.outlet


def series(new: Document, others: Sequence[Document]) -> frozenset[str]:
    """Return the ids of those others that are numbers of one series with it: each tells the news of its own day."""
    return frozenset(other.id for other in others if serial(new, other))


def link_events(
    new: Sequence[Occurrence], others: Sequence[Occurrence], *, numbers: frozenset[str] = frozenset()
) -> tuple[Link, ...]:
    """Return which occurrences are one event, and where they agree or disagree about it.

    `numbers` are the documents of one series with the new one: only what both say to be of one day can be the same.
    What no key would find is never one event.
    """
    ours, theirs = [traits(x) for x in new], [traits(x) for x in others]
    pairs = [pair for pair in product(ours, theirs) if not hopeless(*pair)]
    meeting = [pair for pair in pairs if alike(*pair)[0] >= SAME_EVENT and meet(*pair)]
    return _once(link for pair in meeting for link in _between(*pair, numbers))


class Met(NamedTuple):
    """An occurrence by its row in the ledger, and the rows with which it has a key in common."""

    row: int
    ours: Traits
    theirs: Set[int]


Seen = Callable[[Iterable[int]], Mapping[int, Traits]]
Waiting = list[tuple[date, int]]  # rows, each with the day from which a picture has both it and the new one


def link_met(
    met: Sequence[Met],
    days: Mapping[int, date],
    seen: Seen,
    groups: Groups,
    *,
    numbers: frozenset[str] = frozenset(),
) -> tuple[Link, ...]:
    """Return what `link_events` does of occurrences and what each has met, of `days`, which `seen` reads if asked for.

    Of a group with `CROWDED` of these only so many nearest in time are asked to either side, `FIRST` at once and the
    others only until the new one is joined to them: further links within would join nothing more as of any day. The
    new links are taken into `groups`.
    """
    of = groups.of_all(days)
    parted = [(one, *_parted(one, days, of)) for one in met]
    known = seen({row for _, first, _ in parted for _, row in first})
    links = [x for one, first, _ in parted for x in _with_those(one, first, known, groups, numbers)]
    rest = [(one, [x for x in later if not groups.joined(one.row, x[1], x[0])]) for one, _, later in parted]
    known = seen({row for _, later in rest for _, row in later})
    for one, later in rest:
        for since, row in later:
            if not groups.joined(one.row, row, since):
                links += _with_those(one, [(since, row)], known, groups, numbers)
    return _once(links)


def _parted(one: Met, days: Mapping[int, date], of: Mapping[int, int]) -> tuple[Waiting, Waiting]:
    """Return whom to compare at once, and whom only if a crowded group is not joined by then; the nearest first."""
    day = date.fromordinal(one.ours.day)
    groups: dict[int, list[int]] = defaultdict(list)
    for row in one.theirs:
        groups[of[row]].append(row)
    first: list[int] = []
    later: list[int] = []
    for rows in groups.values():
        if len(rows) < CROWDED:
            first += rows
            continue
        rows.sort()  # so that of one day the first read comes first
        before = sorted((row for row in rows if days[row] <= day), key=days.__getitem__, reverse=True)
        after = sorted((row for row in rows if days[row] > day), key=days.__getitem__)
        nearest = before[:CROWDED] + after[:CROWDED]
        first += nearest[:FIRST]
        later += nearest[FIRST:]
    return [(max(day, days[row]), row) for row in first], [(max(day, days[row]), row) for row in later]


def _with_those(
    one: Met, waiting: Waiting, known: Mapping[int, Traits], groups: Groups, numbers: frozenset[str]
) -> Iterator[Link]:
    for since, row in waiting:
        if hopeless(one.ours, known[row]):
            continue
        links = tuple(_between(one.ours, known[row], numbers))
        if links:
            groups.join(one.row, row, since)
        yield from links


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple({(x.kind, x.left, x.right, x.judgement): x for x in links}.values())


def _between(ours: Traits, theirs: Traits, numbers: frozenset[str]) -> Iterator[Link]:
    """Yield what holds between two; `numbers` are the documents of one series with the first."""
    one_series = theirs.document in numbers
    a, b = (ours, theirs) if ours.id < theirs.id else (theirs, ours)
    if a.document == b.document or (one_series and not (a.when.said and b.when.said)):
        return
    score, reason = alike(a, b)
    if score < SAME_EVENT:
        return
    yield _link("event", a, b, Judgement.SAME, score, reason)
    if a.denied != b.denied:
        yield _link("statement", a, b, Judgement.CONTRADICTS, score, "one denies what the other says")
        return
    for one in a.figures:
        for other in b.figures:
            if comparable(one, other):
                judgement = Judgement.SUPPORTS if agree(one, other) else Judgement.CONTRADICTS
                yield _link("figure", a, b, judgement, score, f"“{one.text}” and “{other.text}”")


def _link(kind: str, left: Traits, right: Traits, judgement: Judgement, score: float, why: str) -> Link:
    return Link(
        kind=kind,  # type: ignore[arg-type]
        left=left.id,
        right=right.id,
        judgement=judgement,
        score=round(score, 4),
        reason=why,
        decided_by=f"rule:{kind}",
    )
