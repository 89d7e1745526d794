"""Readings to links: same, supports, contradicts.

Each link follows from its two ends alone, so the order in which reports are read does not matter. What more than a few
say is kept under fewer keys, and so has fewer links, that join the same (`ledger.near.uncrowded`).
"""

from collections.abc import Iterable, Iterator, Sequence

from panj.reconcile.corrections import corrections
from panj.reconcile.events import SAME_EVENT, akin, alike
from panj.reconcile.figures import agree, comparable
from panj.reconcile.keys import event_keys, near_event_keys, witness_keys
from panj.reconcile.occurrences import Occurrence, Traits, traits
from panj.reconcile.taken_up import take_up
from panj.reconcile.witness import copies, may_be_copy, serial
from panj.records import Document, Judgement, Link

__all__ = [
    "Occurrence",
    "Traits",
    "copies",
    "corrections",
    "event_keys",
    "link_events",
    "link_pairs",
    "may_be_copy",
    "may_be_corrected",
    "near_event_keys",
    "series",
    "take_up",
    "traits",
    "witness_keys",
]


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
    pairs = ((ours, theirs) for ours in map(traits, new) for theirs in map(traits, others))
    return link_pairs([pair for pair in pairs if alike(*pair)[0] >= SAME_EVENT and _meet(*pair)], numbers=numbers)


def _meet(ours: Traits, theirs: Traits) -> bool:
    return bool(near_event_keys(ours.occurrence) & event_keys(theirs.occurrence))


def link_pairs(pairs: Iterable[tuple[Traits, Traits]], *, numbers: frozenset[str] = frozenset()) -> tuple[Link, ...]:
    """Return what `link_events` does of pairs of occurrences that have a key in common."""
    found = (
        link
        for ours, theirs in pairs
        if akin(ours, theirs)
        for link in _between(ours, theirs, theirs.occurrence.statement.document in numbers)
    )
    return tuple({(x.kind, x.left, x.right, x.judgement): x for x in found}.values())


def _between(ours: Traits, theirs: Traits, one_series: bool) -> Iterator[Link]:
    left, right = (ours, theirs) if ours.id < theirs.id else (theirs, ours)
    a, b = left.occurrence, right.occurrence
    if a.statement.document == b.statement.document or (one_series and not (left.when.said and right.when.said)):
        return
    score, reason = alike(left, right)
    if score < SAME_EVENT:
        return
    yield _link("event", a, b, Judgement.SAME, score, reason)
    if a.statement.denied != b.statement.denied:
        yield _link("statement", a, b, Judgement.CONTRADICTS, score, "one denies what the other says")
        return
    for one in a.figures:
        for other in b.figures:
            if comparable(one, other):
                judgement = Judgement.SUPPORTS if agree(one, other) else Judgement.CONTRADICTS
                yield _link("figure", a, b, judgement, score, f"“{one.text}” and “{other.text}”")


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
