"""Readings to links: same, supports, contradicts.

Each link follows from its two ends alone, so the order in which reports are read does not matter.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from panj.reconcile.corrections import corrections
from panj.reconcile.events import NEAR_DAYS, SAME_EVENT, Occurrence, count_keys, family, same_event, where_keys
from panj.reconcile.figures import agree, comparable
from panj.reconcile.witness import copies, sampled, shingles
from panj.records import Document, Judgement, Link

__all__ = ["Occurrence", "event_keys", "link_documents", "link_events", "near_event_keys", "witness_keys"]

MOST_KEYS = 2000  # of one report: enough for 16,000 words; a longer one is found by its smallest hashes


def witness_keys(document: Document) -> frozenset[int]:
    """Return the keys under which a document is found by its copies: it shares three or more with each."""
    return frozenset(sorted(sampled(shingles(document.text)))[:MOST_KEYS])


def event_keys(occurrence: Occurrence) -> frozenset[int]:
    """Return the keys under which an occurrence is kept: the act, two of its parts, and each day."""
    return _keys(occurrence, (0,))


def near_event_keys(occurrence: Occurrence) -> frozenset[int]:
    """Return the keys to look under for what may be the same event."""
    return _keys(occurrence, range(-NEAR_DAYS, NEAR_DAYS + 1))


def _keys(occurrence: Occurrence, reach: Iterable[int]) -> frozenset[int]:
    event, edges = occurrence.event, occurrence.days
    parties = (frozenset(s.id for s in found) for found in (occurrence.actors, occurrence.recipients))
    parts = [*parties, where_keys(event.place), count_keys(occurrence.figures), frozenset({occurrence.trigger})]
    pairs = [(a, b) for one, other in combinations(parts, 2) for a in one for b in other]
    pairs += [(x, x) for x in count_keys(occurrence.figures) if x.startswith("=")]
    pairs.append(("words", occurrence.statement.quote))
    act, days = family(event.code), {day + timedelta(n) for day in set(edges) for n in reach}
    heads = [zlib.crc32(f"{act}|{a}|{b}|".encode()) for a, b in pairs]
    named = [(day, f"{day}".encode()) for day in days]
    return frozenset(_side_by_side(day, zlib.crc32(name, head)) for day, name in named for head in heads)


def _side_by_side(day: date, key: int) -> int:
    """Return a key whose first bits are those of its day, so that a report's keys lie side by side in an index.

    It has 47 bits; the days come round in 89 years, and what is found is compared anyway.
    """
    return (day.toordinal() % (1 << 15) << 32) | key


def link_documents(new: Document, others: Sequence[Document]) -> tuple[Link, ...]:
    """Return which of the others are the same witness, or are corrected by it or correct it."""
    return (*copies(new, others), *corrections(new, others))


def link_events(new: Sequence[Occurrence], others: Sequence[Occurrence]) -> tuple[Link, ...]:
    """Return which occurrences are one event, and where they agree or disagree about it."""
    akin: dict[str, list[Occurrence]] = defaultdict(list)
    for theirs in others:
        akin[family(theirs.event.code)].append(theirs)
    pairs = ((ours, theirs) for ours in new for theirs in akin[family(ours.event.code)])
    ordered = ((a, b) if a.statement.id <= b.statement.id else (b, a) for a, b in pairs)
    links = (link for left, right in ordered for link in _between(left, right))
    return tuple({(x.kind, x.left, x.right, x.judgement): x for x in links}.values())


def _between(left: Occurrence, right: Occurrence) -> Iterator[Link]:
    if left.statement.document == right.statement.document:
        return
    score, reason = same_event(left, right)
    if score < SAME_EVENT:
        return
    yield _link("event", left, right, Judgement.SAME, score, reason)
    if left.statement.denied != right.statement.denied:
        yield _link("statement", left, right, Judgement.CONTRADICTS, score, "one denies what the other says")
        return
    for a in left.figures:
        for b in right.figures:
            if comparable(a, b):
                judgement = Judgement.SUPPORTS if agree(a, b) else Judgement.CONTRADICTS
                yield _link("figure", left, right, judgement, score, f"“{a.text}” and “{b.text}”")


def _link(kind: str, left: Occurrence, right: Occurrence, judgement: Judgement, score: float, why: str) -> Link:
    return Link(
        kind=kind,  # type: ignore[arg-type]
        left=left.statement.id,
        right=right.statement.id,
        judgement=judgement,
        score=round(score, 4),
        reason=why,
        decided_by=f"rule:{kind}",
    )
