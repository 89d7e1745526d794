"""Quantities: amounts with their bounds, unit, what is counted, and the whole that a share is of."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from panj.english.parsed import Parsed
from panj.lexicon.counted import head_noun, is_goods, kind_of, singular
from panj.records import Document, Interval, Quantity, Span
from panj.understand.quantities.amounts import SHARED, Amount, amount_at, opening_words
from panj.understand.quantities.counted import Counted, counted_by, matters, whole_of
from panj.understand.quantities.numerals import terms
from panj.understand.trees.offsets import Offsets

LONGEST = 80  # characters from the number to the end of the counted noun
NEAR = 300  # characters from what is counted to one more of the same
# "another 2,000 have crossed", "a further 400 fled": the words before the number, within it or before it
MORE_BEFORE = re.compile(
    r"\b(?:another|(?:a|the) (?:further|additional|second|third|other)|further|additional) (?:[a-z]+ ){0,3}[\w,.-]+\Z",
    re.IGNORECASE,
)
OPENING = re.compile(r"[.;!?][\"”’']?\s{1,3}\Z")  # a sentence begins: "Around 1,400 left the camps in May"
VERB_BEHIND = re.compile(
    r" (?:others? |more )?(?:have|has|had|are|were|was|remain|fled|left|lost|came|went|took|\w+ed)\b"
)
# who is killed in the next sentence may be anybody: "At least seven were killed"
HARMED_BEHIND = re.compile(
    r" (?:others? |more )?(?:have been |had been |are |were |was )?(?:killed|wounded|injured|hurt)\b"
)


# "sent 150 soldiers and Barbados 50", "took in 400,000 refugees, Slovakia 90,000": what stands between, and behind
GAP = re.compile(
    r"(?:,|;|\band|\bwhile|\bbut)\s(?:(?:and|while)\s)?(?:the\s)?[A-Z][\w'’-]{1,20}(?:\s[a-z]{0,2}-?[A-Z][\w'’-]{1,20}){0,2},?\s\Z"
)
GAP_BEHIND = re.compile(r"[.,;)](?:\s|\Z)|\s?\Z|\s(?:and|while|to|in|for|at|by|on|from|since|after|last|each)\b")


def _plural(noun: str | None) -> bool:
    return noun is not None and noun.islower() and singular(noun.rpartition(" ")[2]) != noun.rpartition(" ")[2]


def find_quantities(document: Document, parsed: Parsed, times: Sequence[Interval]) -> tuple[Quantity, ...]:
    """Find the amounts of a report in order; those inside dates and names are none."""
    return tuple(_taking_over(parsed.text, tuple(_Finder(parsed, times).quantities())))


def _taking_over(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the amounts, one more "of them" with the noun of the last one that has one ("a further 400 fled")."""
    noun, end = None, 0
    for quantity in found:
        if quantity.of is not None:
            if noun is None or kind_of(head_noun(quantity.of)) or quantity.span.start - end > NEAR:
                noun, end = quantity.of, quantity.span.end  # "killed 38 people and burned 60 huts": others are people
        elif quantity.unit is None and noun and quantity.span.start - end <= NEAR and _is_more(text, quantity.span):
            quantity, end = msgspec.structs.replace(quantity, of=noun), quantity.span.end
        yield quantity


def _is_more(text: str, span: Span) -> bool:
    more = MORE_BEFORE.search(text, max(0, span.start - 30), span.end)
    opens = OPENING.search(text, max(0, span.start - 5), span.start) and not HARMED_BEHIND.match(text, span.end)
    return bool((more or opens) and VERB_BEHIND.match(text, span.end))


class _Mask:
    """Which characters belong to dates, whose numbers count nothing?"""

    def __init__(self, times: Sequence[Interval]) -> None:
        spans = sorted(time.span for time in times if time.span and time.timex and time.timex.type != "DURATION")
        self._starts, self._ends = [span.start for span in spans], [span.end for span in spans]

    def covers(self, offset: int) -> bool:
        i = bisect_right(self._starts, offset) - 1
        return i >= 0 and offset < self._ends[i]


class _Finder:
    """Walks the terms of one text."""

    def __init__(self, parsed: Parsed, times: Sequence[Interval]) -> None:
        self._text, self._terms = parsed.text, terms(parsed.text)
        self._offsets, self._parsed = Offsets(parsed.sentences), bool(parsed.sentences)
        self._dates = _Mask(times)

    def quantities(self) -> Iterator[Quantity]:
        """Yield the quantities in order, none overlapping."""
        reached, quantity, last = 0, None, None
        for i, term in enumerate(self._terms):
            if term.start < reached or (term.number is None and term.text not in opening_words()):
                continue
            if self._dates.covers(term.start) or (self._parsed and self._offsets.sentence(term.start) < 0):
                continue
            amount = amount_at(self._terms, i)
            if amount is None:
                continue
            last = quantity or last
            quantity = self._quantity(amount, last)
            if quantity is not None:
                yield quantity
                reached = self._terms[amount.last - 1].end
                if quantity.unit is None:
                    reached = self._past_the_whole(amount.last) or reached

    def _of_the_same(self, amount: Amount, last: Quantity | None) -> Quantity | None:
        """Return what was counted last, if a name and a bare number share its verb: "sent 150 men and Chad 50"."""
        start, end = self._terms[amount.first].start, self._terms[amount.last - 1].end
        if last is None or amount.unit or start - last.span.end > NEAR or not GAP_BEHIND.match(self._text, end):
            return None
        between = self._text[last.span.end : start]
        named = "." not in between and GAP.search(between)
        return last if named and (is_goods(last.unit) or last.unit == "%" or _plural(last.of)) else None

    def _past_the_whole(self, last: int) -> int:
        """Return where the whole's own number ends in "14 of the 17 townships", "52 of 113 seats"; 0 without one."""
        following = self._terms[last : last + 3]
        if len(following) < 3 or following[0].text != "of":
            return 0
        whole = following[2] if following[1].text in SHARED else following[1]
        return whole.end if whole.number is not None else 0

    def _quantity(self, amount: Amount, last: Quantity | None) -> Quantity | None:
        first, end = amount.core
        if any(self._dates.covers(term.start) for term in self._terms[first : amount.last]):
            return None
        start, end = self._terms[first].start, self._terms[end - 1].end
        counted = None if amount.unit else counted_by(self._terms, amount, self._offsets)
        same = self._of_the_same(amount, last) if counted is None else None
        if not same and not matters(self._terms, amount, counted, self._offsets.head(start, end)):
            return None
        span = self._span(amount, counted)
        return Quantity(
            span=span,
            text=span.of(self._text),
            low=amount.low,
            high=amount.high,
            approximate=amount.approximate,
            unit=same.unit if same else amount.unit,
            of=counted.span.of(self._text) if counted else same.of if same else None,
            noun=counted.span if counted else None,
            share_of=whole_of(self._offsets.head(start, self._terms[amount.last - 1].end))
            if amount.unit == "%"
            else None,
        )

    def _span(self, amount: Amount, counted: Counted | None) -> Span:
        start, end = self._terms[amount.first].start, self._terms[amount.last - 1].end
        if counted is not None and end <= counted.span.end <= end + LONGEST:
            end = counted.span.end
        return Span(start, end)
