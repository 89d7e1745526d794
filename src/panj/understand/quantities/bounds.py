"""Words that bound a number: "over", "up to", "at least", "or more"."""

from collections.abc import Sequence
from functools import cache

import msgspec

from panj.lexicon import rows
from panj.understand.quantities.numerals import Term

LONGEST = 5  # words of a bounding phrase


class Bound(msgspec.Struct, frozen=True):
    """What the words around terms `first` up to, not including, `last` make of the number inside.

    `kind` is low, high, about, exact or "" for none; `mod` is the modifier that TIMEX3 has for it.
    """

    first: int
    last: int
    kind: str = ""
    mod: str | None = None
    approximate: bool = False


@cache
def _phrases(side: str) -> dict[tuple[str, ...], tuple[str, str]]:
    return {tuple(row["words"].split()): (row["bound"], row["mod"]) for row in rows("bounds") if row["side"] == side}


def around(terms: Sequence[Term], first: int, last: int) -> Bound:
    """Return the bound that the words before and after terms `first` to `last` put on them, and how far it reaches."""
    kind, mod, about = "", None, False
    start = first
    for _ in range(2):
        found = _before(terms, start)
        if found is None or found[1] == "exact":
            break
        start -= found[0]
        about = about or found[1] == "about"
        if not kind or kind == "about":
            kind, mod = found[1], found[2]
    end = last
    after = _after(terms, last)
    if after is not None:
        end += after[0]
        kind, mod = (after[1], after[2]) if not kind else (kind, mod)
        about = about or after[1] == "about"
    return Bound(start, end, kind, mod or None, about)


def _before(terms: Sequence[Term], first: int) -> tuple[int, str, str] | None:
    table = _phrases("before")
    words = tuple([term.text for term in terms[max(0, first - LONGEST) : first]])
    for length in range(len(words), 0, -1):
        found = table.get(words[-length:])
        if found:
            return length, *found
    return None


def _after(terms: Sequence[Term], last: int) -> tuple[int, str, str] | None:
    table = _phrases("after")
    words = tuple([term.text for term in terms[last : last + 3]])
    for length in range(len(words), 0, -1):
        found = table.get(words[:length])
        if found:
            return length, *found
    return None
