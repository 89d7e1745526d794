"""Drones, missiles and rockets that are counted: launched at somebody, or shot down by somebody."""

import re

from panj.lexicon import words
from panj.lexicon.counted import head_noun, small_numbers
from panj.records import Quantity
from panj.situation.said import Said

NOUNS = words("role_words", "word", "flying")
_DROPPED = words("role_words", "word", "dropped")  # "destroyed 90 vehicle bombs": none was shot down
_GAP = r"(?: (?:at least|more than|over|about|around|nearly|almost|up to|some|a total of|all|another|the))?"
_FEW = "|".join(small_numbers())
_DOWNED = (
    r"(?:shot down|shoot down|shooting down|downed|downing|intercepted|intercepting|destroyed|destroying|suppressed"
    r"|neutrali[sz]ed|brought down|jammed)"
)
_FIRED = (
    r"(?:launched|launching|fired|firing|launch of|unleashed|lobbed|using|used"
    r"|(?:hit|struck|attacked|targeted) (?:\w+ )?(?:by|with)"
    r"|barrage of|salvo of|volley of|wave of|attack (?:with|by|of|involving))"
)
_BEFORE = {
    kind: re.compile(
        rf"\b{verb}{_GAP}(?: (?:\d[\d,]{{0,6}}|{_FEW})(?: [\w-]{{1,20}}){{1,3}}(?:,|,? and)){{0,3}}"
        rf"(?: (?:\d[\d,]{{0,6}}|{_FEW})(?: [\w-]{{1,20}}){{0,3}} of(?: the)?)?\s?\Z"
    )
    for kind, verb in (("intercepted", _DOWNED), ("launched", _FIRED))
}
_BEHIND = {
    kind: re.compile(
        rf" (?:(?:were|was|have been|had been|has been) (?:\w+ ){{0,2}}?|(?:that|which) [^,;.]{{1,40}} ){verb}\b"
    )
    for kind, verb in (("intercepted", _DOWNED), ("launched", r"(?:launched|fired|used)"))
}
_OF = re.compile(rf" (?:out )?of (?:the |some )?\d{{1,4}} (?:[\w-]{{1,20}} ){{0,3}}?({'|'.join(sorted(NOUNS))})s?\b")
_FLYING = re.compile(rf"\b({'|'.join(sorted(NOUNS))})s?\b")
_OF_THOSE = (" of them", " of these", " of those", " of which")
_OF_WHICH = re.compile(r"\bof (?:which|them|these|those),? (?:at least |about |some |more than )?\Z")
_DOWNED_BEHIND = re.compile(
    rf"(?: of (?:them|these|those|which))? (?:(?:were|have been|had been) )?(?:\w+ly )?{_DOWNED}\b"
)
_REACH = 80  # characters before a count in which its verb stands


def volley(said: Said, quantity: Quantity) -> str | None:
    """Return whether what flies was launched or shot down, by the verb before its count, else by that behind it."""
    start, end = quantity.span.start, quantity.span.end
    before = said.between(max(said.statement.span.start, start - _REACH), start).lower()
    behind = said.between(end, min(end + _REACH, said.statement.span.end)).lower()
    if downed(said, quantity):
        return "intercepted"
    told = [kind for kind, verb in _BEFORE.items() if verb.search(before)]
    kind = next(iter(told), None) or next((kind for kind, verb in _BEHIND.items() if verb.match(behind)), None)
    return None if kind == "intercepted" and head_noun(quantity.of or "") in _DROPPED else kind


def part_of_volley(said: Said, quantity: Quantity) -> str:
    """Return the noun of "11 of 20 Shahed drones" and of "20 drones, of which 11 were shot down"; "" of any other."""
    if quantity.of is not None or quantity.unit is not None:
        return ""
    found = _OF.match(said.between(quantity.span.end, quantity.span.end + _REACH).lower())
    if found:
        return found[1]
    flown = _FLYING.findall(said.before(quantity.span.start).lower()) if downed(said, quantity) else ()
    return flown[-1] if flown else ""


def downed(said: Said, quantity: Quantity) -> bool:
    """Tell whether some of what flies were shot down: "of which 71 were shot down", "71 of them were intercepted"."""
    behind = said.between(quantity.span.end, quantity.span.end + _REACH).lower()
    return bool(_DOWNED_BEHIND.match(behind)) and (
        behind.startswith(_OF_THOSE) or bool(_OF_WHICH.search(said.before(quantity.span.start)))
    )
