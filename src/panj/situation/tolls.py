"""Numbers behind the noun of a count: "the death toll has risen to 40", "put its own dead at 20"."""

import re
from functools import cache

from panj.lexicon import rows
from panj.records import Quantity
from panj.situation.case import Said

_REACHED = re.compile(
    r"[^.;,:]{0,60}?\b(?:at|to|is|are|was|were|stands?|stood|reach(?:es|ed)|exceed(?:s|ed)|pass(?:es|ed)|topp?(?:s|ed)|hits?)"
    r"(?: (?:now|at least|more than|over|about|around|nearly|almost|some|just|an estimated|as many as)){0,2} ?\Z"
)
# "taking to 13 the number of peacekeepers killed"
_RAISED = re.compile(r" (?:the|its|their) ((?:number|total|toll|tally|count)\b(?: [\w'-]+){0,6})")
_BEFALLEN = frozenset({"killed", "wounded"})
_OPENING = 100  # characters before a number in which its noun stands


def toll(said: Said, quantity: Quantity) -> str | None:
    """Return what a bare number counts by the noun of a count before it; None if there is none."""
    if quantity.of is not None or quantity.unit is not None:
        return None
    before = said.between(max(said.statement.span.start, quantity.span.start - _OPENING), quantity.span.start)
    found = [m for m in _nouns().finditer(before.lower()) if _REACHED.match(before, m.end())]
    behind = _RAISED.match(said.between(quantity.span.end, said.statement.span.end))
    ends = _nouns().findall(behind[1].lower()) if behind and before.endswith("to ") else ()
    return _kinds()[found[-1][1]] if found else _kinds()[ends[-1]] if ends else None


def harm(quantity: Quantity) -> str | None:
    """Return what befell those counted by their noun itself, whatever the verb: "8 deaths", "two civilian deaths"."""
    noun = quantity.of or ""
    kind = _kinds().get(noun.rpartition(" ")[2] if noun.endswith("s") else noun)
    return kind if kind in _BEFALLEN else None


@cache
def _kinds() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in rows("tolls")}


@cache
def _nouns() -> re.Pattern[str]:
    words = sorted(_kinds(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\b")
