"""Numbers behind the noun of a count: "the death toll has risen to 40", "put its own dead at 20"."""

import re
from functools import cache

from panj.lexicon import rows, words
from panj.lexicon.counted import head_noun, kind_of
from panj.records import Place, Quantity
from panj.situation.said import Said

_COME_TO = re.compile(
    r"\b(?:at|to|is|are|was|were|stands?|stood|reach(?:es|ed)|exceed(?:s|ed)|pass(?:es|ed)|topp?(?:s|ed)|hits?)"
    r"(?: (?:now|at least|more than|over|about|around|nearly|almost|some|just|an estimated|as many as)){0,2} ?\Z"
)
_REACHED = re.compile(r"(?:[^.;,:]{0,60}?|[^.;,:]{0,30}(?:up|down)(?: again| further)?, )" + _COME_TO.pattern)
# "taking to 13 the number of peacekeepers killed"
_RAISED = re.compile(r" (?:the|its|their) ((?:number|total|toll|tally|count)\b(?: [\w'-]+){0,6})")
# "the number of Nigerians who have fled the north has passed 9,000"
_NUMBER_OF = re.compile(
    r"\b(?:number|total) of (?!the\b|them\b)(?:[\w-]+ ){0,3}?(?:who |that )?(?:(?:have|had|has|been|were|are) ){0,3}"
    r"(?P<kind>fled|displaced|uprooted|killed|died|wounded|injured)\b"
)
_OF_NUMBER = {"killed": "killed", "died": "killed", "wounded": "wounded", "injured": "wounded"}
# "to 40 and in Laro to 9"
_AND_IN = re.compile(r"\d[\d.,]{0,14} and (?:in|at) [A-Z][\w-]*(?: [A-Z][\w-]*)? (?:to|at) ?\Z")
HARMS = frozenset({"killed", "wounded", "missing", "casualties", "died", "mishap", "lost"})
_IN = re.compile(r"\b[Ii]n (?:the )?\Z")
_PARTS = re.compile(r"[;:,\d]|\.\s|\b(?:and|with|but|while|from|since)\b")  # what is between is of another
_LOSSES = frozenset({"losses", "casualties", "dead", "death toll", "fatalities"})
_BEFALLEN = frozenset({"killed", "wounded", "missing"})
_BEHIND = 40  # characters that hold "has reached an estimated"
_OPENING = 100  # characters before a number in which its noun stands


def toll(said: Said, quantity: Quantity) -> str | None:
    """Return what a bare number counts by the noun of a count before it; None if there is none."""
    if quantity.unit is not None or (quantity.of is not None and not _of_such(quantity)):
        return None
    before = said.between(max(said.statement.span.start, quantity.span.start - _OPENING), quantity.span.start)
    if not _COME_TO.search(before[-_BEHIND:]):
        return None
    before = _AND_IN.sub("", before)
    if (number := _NUMBER_OF.search(before)) and _REACHED.match(before, number.end()):
        return _OF_NUMBER.get(number["kind"], "displaced")
    nouns = (m for m in _nouns().finditer(before.lower()) if quantity.of is None or m[1] in _LOSSES)
    found = [m for m in nouns if _REACHED.match(before, m.end())]
    behind = _RAISED.match(said.behind(quantity.span.end))
    ends = _nouns().findall(behind[1].lower()) if behind and before.endswith("to ") else ()
    return _kinds()[found[-1][1]] if found else _kinds()[ends[-1]] if ends else None


def told_in(said: Said, quantity: Quantity, *, behind_only: bool = False) -> str | None:
    """Return where the counted were harmed by the words beside them, where no act was understood or of several counts.

    "16 dead in Turkey and 3 in Syria", "the toll in Turkey has risen to 9": the place right behind, else before.
    """
    first, start, end = said.statement.span.start, quantity.span.start, quantity.span.end
    named = [p for p in said.places if _IN.search(said.between(first, p.span.start))]
    behind = next((p for p in named if p.span.start >= end), None)
    if behind and not _PARTS.search(said.between(end, behind.span.start)):
        return _called(behind)
    if behind_only:
        return None
    before = [p for p in said.places if p.span.end <= start][-1:]
    if before and before[0] in named and not _PARTS.search(said.between(before[0].span.end, start)):
        return _called(before[0])
    return None


def _called(place: Place) -> str:
    return (place.country or "").lower() or place.called


def _of_such(quantity: Quantity) -> bool:
    """Tell whether soldiers or the displaced are counted: "losses amounted to 230 troops", "the displaced are 40"."""
    noun = head_noun(quantity.of or "")
    return kind_of(noun) == "displaced" or (
        kind_of(noun) == "force" and noun not in words("role_words", "word", "thing")
    )


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
