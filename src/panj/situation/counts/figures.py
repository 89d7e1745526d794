"""Which figures a statement gives, of what kind, of whom and where."""

import re
from collections.abc import Iterator

import msgspec

from panj.lexicon.counted import head_noun
from panj.records import Quantity, Record
from panj.situation.counts.fates import by_mishap, how_died
from panj.situation.counts.kinds import kind_in
from panj.situation.counts.owners import owner
from panj.situation.counts.strengths import THINGS, body, stationed
from panj.situation.counts.tolls import HARMS, told_in
from panj.situation.counts.volleys import NOUNS as VOLLEYS
from panj.situation.counts.volleys import part_of_volley, volley
from panj.situation.counts.whereabouts import where_told
from panj.situation.said import Said, any_of
from panj.world import World

# who has returned is displaced no more: "about 1,200 have since gone back"
_WENT_BACK = re.compile(
    r"(?: of (?:them|these|those|the)(?: [\w-]+){0,2}?| people)?(?: have| had| has)?(?: since| now| already)?"
    r" (?:returned|(?:gone|come|went|came) (?:back|home))\b"
)
_PER_SO_MANY = re.compile(
    r" per (?:\d|hundred|thousand|million)| for \d[\d,]{0,9}(?: (?:agreed|deal|swap|exchange)\b|[,.]|\Z)"
)
_MORES = ("more", "additional", "further", "another", "extra")  # an addition is no strength
_MORE = re.compile(rf"\b(?:{'|'.join(_MORES)})\b(?! than\b)", re.IGNORECASE)


class Figure(Record, frozen=True, kw_only=True):
    """An amount in a statement: what it counts, whose they are, and in which country or, who fled, where to."""

    said: Said
    quantity: Quantity
    noun: str
    kind: str
    owner: str | None = None
    where: str | None = None

    @property
    def best(self) -> float | None:
        """The one number that the words come nearest to."""
        low, high = self.quantity.low, self.quantity.high
        if low is None or high is None:
            return low if high is None else high
        return (low + high) / 2


def figures(said: Said, world: World) -> Iterator[Figure]:
    """Yield the figures of a statement whose kind is known."""
    for quantity in said.figures:
        if not _is_told(said, quantity):
            continue
        noun = head_noun(quantity.of or "")
        if not noun and (noun := part_of_volley(said, quantity)):
            quantity = msgspec.structs.replace(quantity, of=f"{noun}s")
        kind = _kind(said, quantity, noun, world)
        if kind == "force" and not noun:
            noun = body(said.before(quantity.span.start))
            quantity = msgspec.structs.replace(quantity, of=noun)
        if kind:
            yield Figure(
                said=said,
                quantity=quantity,
                noun=noun,
                kind=kind,
                owner=owner(said, quantity, world),
                where=_where(said, quantity, kind),
            )


def _is_told(said: Said, quantity: Quantity) -> bool:
    """Tell whether an amount is a count by itself of what is told.

    Not of who tells it or of who went back, nor a rate ("2.4 deaths per 10,000 people"), nor the terms
    of a swap ("1,000 for 1,000").
    """
    if quantity.unit and quantity.unit != "%":
        return False
    source = said.statement.chain[-1].source.span
    if source is not None and source.overlaps(quantity.span):
        return False  # "according to two officers"
    if len(said.figures) > 1 and _within_another(quantity, said):
        return False
    if _PER_SO_MANY.match(said.behind(quantity.span.end)) or said.before(quantity.span.start).endswith(" per "):
        return False
    return not _WENT_BACK.match(said.behind(quantity.span.end))


def _kind(said: Said, quantity: Quantity, noun: str, world: World) -> str | None:
    """Return the kind of a figure: vehicles are destroyed, not killed, and flee nowhere; more troops join others."""
    flown = volley(said, quantity) if noun in VOLLEYS else None
    kind = flown or kind_in(said, quantity, noun, world)
    if (noun in THINGS and kind != "force" and not flown) or (kind == "force" and added(said, quantity)):
        return None
    if kind == "wounded" and by_mishap(said):
        return None
    return how_died(said, quantity) if kind == "killed" else kind


def _where(said: Said, quantity: Quantity, kind: str) -> str | None:
    bare = said.statement.event is None and said.statement.relation is None
    if kind in HARMS and (not said.statement.event or len(said.figures) > 1):
        told = told_in(said, quantity, behind_only=said.statement.event is not None)
        if not said.statement.event or told:
            return told
    return stationed(said, quantity.span.end) if bare and kind == "force" else where_told(said)


def _within_another(quantity: Quantity, said: Said) -> bool:
    return any(q.span != quantity.span and q.span.holds(quantity.span) for q in said.figures)


def added(said: Said, quantity: Quantity) -> bool:
    """Tell whether a figure is of what joins others: "700 more troops", "an additional 125 soldiers"."""
    before = said.before(quantity.span.start).rsplit(None, 1)[-1:]
    words = " ".join((*before, quantity.text))
    return any_of(_MORES, words.lower()) and bool(_MORE.search(words))
