"""Figures that are known only by those before them: "put their number at 500", "1,800 of them", "all 345 returned"."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from panj.lexicon.counted import head_noun, kind_of
from panj.records import Quantity
from panj.situation.counts.contexts import told
from panj.situation.counts.figures import Figure
from panj.situation.counts.owners import nationality, of_gap
from panj.situation.counts.parts import is_bare_part
from panj.situation.counts.volleys import downed
from panj.situation.said import Said
from panj.world import World

_PUT = re.compile(
    r"(?:\b(?:put|puts|estimated?|placed) |^)(?:the|their|its) (?:number|figure|toll|total|dead)\b", re.IGNORECASE
)
_NUMBER_OF = re.compile(r"\b(?:number|total) of ((?!the\b|them\b|those\b|these\b)[\w-]+)")
_IN_A_STATE = re.compile(r" (?:in|with|under|needing|receiving)\b")
_GROUP = re.compile(r"\b(?:group|batch|wave|convoy|contingent)s? of $", re.IGNORECASE)
_UNKILLED = frozenset({"mishap", "died", "lost"})
BESIDE = 5  # words after a count that may tell what it is of
THEM = re.compile(r" of (?:them|these|those)\b")
NEAR = 300  # characters between a count and the words that put it otherwise


def taken_up(said: Said, before: Said | None, last: Figure | None) -> list[Figure]:
    """Return the figure of "put their number at 500", which is of what the last figure of the report is of.

    With a noun of its own ("the number of soldiers") it is of what the words just before say of these.
    """
    if not _PUT.search(said.statement.quote):
        return []
    quantity = said.figures[0]
    noun = head_noun(quantity.of or "")
    if not noun:
        if last is None or said.statement.span.start - last.said.statement.span.end > NEAR:
            return []
        if counted := _NUMBER_OF.search(said.statement.quote):  # "the number of people displaced", after households
            if _IN_A_STATE.match(said.statement.quote, counted.end()):
                return []  # "the number of children in need of treatment"
            quantity = msgspec.structs.replace(quantity, of=counted[1])
            last = msgspec.structs.replace(last, noun=head_noun(counted[1]))
        quantity = msgspec.structs.replace(quantity, of=quantity.of or last.quantity.of)
        return [msgspec.structs.replace(last, said=said, quantity=quantity)]
    if before is None or noun not in before.statement.quote or before.statement.span.end > said.statement.span.start:
        return []
    kind = told(before.statement.quote, kind_of(noun))
    return [Figure(said=said, quantity=quantity, noun=noun, kind=kind)] if kind else []


def known_again(said: Said, known: Mapping[float | None, Figure]) -> list[Figure]:
    """Return the figure of people who were counted before, known again by an odd number: "all 345 people returned"."""
    return [
        msgspec.structs.replace(
            known[q.low],
            said=said,
            quantity=q if q.of else msgspec.structs.replace(q, of=known[q.low].quantity.of),
            noun=head_noun(q.of or "") or known[q.low].noun,
        )
        for q in said.figures
        if telling(q) and q.low in known and _of_such(said, q, known[q.low])
    ][:1]


def _of_such(said: Said, quantity: Quantity, before: Figure) -> bool:
    """Tell whether a number may count those counted before: people, or by itself who did the same ("1,037 crossed")."""
    if quantity.of is None:
        return told(said.statement.quote, kind_of(before.noun)) == before.kind
    return kind_of(head_noun(quantity.of)) in ("people", "force", "displaced")


def of_them(said: Said, last: Figure | None, world: World) -> list[Figure]:
    """Return the figure of some of those just counted: "1,800 of them", "a first group of about 280 left"."""
    quantity = next((q for q in said.figures if q.of is None and q.unit is None), None)
    if quantity is None or last is None or said.statement.span.start - last.said.statement.span.end > NEAR:
        return []
    if any(q.of is not None and q.span < quantity.span for q in said.figures):
        return []  # "nine people with wounds; two of them died": not of those counted before
    if is_bare_part(said, quantity):
        return []
    start = said.statement.span.start
    before, after = said.between(start, quantity.span.start), said.between(quantity.span.end, quantity.span.end + NEAR)
    flew = "intercepted" if last.kind in ("launched", "intercepted") and downed(said, quantity) else None
    if not (flew or THEM.match(after) or _GROUP.search(before)):
        return []
    kind = flew or told(f"{before} {' '.join(after.split()[:BESIDE])}", kind_of(last.noun))
    owner = nationality(before, said.day, world) or last.owner
    some = msgspec.structs.replace(quantity, of=last.quantity.of or last.noun)
    return [msgspec.structs.replace(last, said=said, quantity=some, kind=kind, owner=owner)] if kind else []


def of_the_same(said: Said, last: Figure | None, world: World) -> list[Figure]:
    """Return the figures of numbers that share the verb of the last: "has 1,000 officers in Haiti, Jamaica 150"."""
    if last is None or last.said.statement.span.end < said.statement.span.start:
        return []
    beside = [q for q in said.figures if q.of and q.of == last.quantity.of and q.of not in q.text]
    return [
        msgspec.structs.replace(last, said=said, quantity=q, owner=gapped)
        for q in beside
        if (gapped := of_gap(said, q, world, alone=True))
    ]


def recovered(figure: Figure, before: Sequence[Figure]) -> Figure:
    """Return bodies that are found as those of who was counted just before, where nobody had killed these."""
    if figure.noun != "body":
        return figure
    near = figure.said.statement.span.start - NEAR
    kinds = [f.kind for f in before if f.kind in _UNKILLED and f.said.statement.span.end >= near]
    return msgspec.structs.replace(figure, kind=kinds[-1]) if kinds else figure


def telling(quantity: Quantity) -> bool:
    """Tell whether a number is odd enough to be known again: 345, not 300."""
    return (
        quantity.low is not None and quantity.low == quantity.high and quantity.low >= 100 and quantity.low % 100 != 0
    )
