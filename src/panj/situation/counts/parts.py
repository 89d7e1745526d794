"""Parts of what is counted, beside their whole: "30 people, 11 of them civilians", "including seven soldiers"."""

import re

from panj.lexicon.counted import kind_of, singular
from panj.records import Quantity
from panj.situation.counts.befell import befallen_behind
from panj.situation.counts.volleys import downed
from panj.situation.said import Said, any_of

REACH = 160  # characters behind a whole in which its parts are named
_OPENS = ("of them", "of whom", "of which", "including", "among them", "among whom")
_ONES = r"(?:(?:at least|about|some|more than|nearly|almost|up to|an estimated|around) )?"
_NUMBER = (
    r"(?:\d[\d,.]{0,9}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|thousands"
    r"|half|most|many|all|some|several|a (?:third|quarter|dozen|few)|two[ -]thirds|three[ -]quarters|(?:the )?majority)"
)
_WORD = r"(?!(?:who|which|that|was|were|had|have|and|in|by|at|on)\b)[\w'’-]{1,20}"
_NOUN = rf"(?:{_WORD} ){{0,2}}?[\w'’-]{{2,20}}"
_ALSO = r"(?: and (?:children|women|girls|boys|elderly|minors))?"
_PART = (
    rf"{_ONES}{_NUMBER} of (?:them|whom)(?: (?:were|are|was|being|reportedly))?,? {_NOUN}{_ALSO}"
    rf"|(?:of|among) (?:them|whom),? {_ONES}{_NUMBER} (?:(?:were|are|was) )?{_NOUN}"
    rf"|(?:including|among them) {_ONES}{_NUMBER} {_NOUN}(?:(?:,| and|, and) {_ONES}{_NUMBER} {_NOUN}){{0,4}}"
)
_BEHIND = r"and|in|who|when|were|was|have|had|on|near|from|by|at|during|after|according|–|—"
_OF_WHOLE = re.compile(
    rf"[^.;\n]{{0,80}}?(?:, |\(| – | — | and )(?P<part>{_PART})(?=[,.;:)\n]| (?:{_BEHIND})(?:\s|\Z)|\Z)"
)
_OF_THEM = re.compile(r"\b(?:of|among) (?:them|whom|which),? (?:at least |about |some |more than )?\Z")
_ARE_SUCH = re.compile(
    r" of (?:them|whom),?(?: (?:were|are|was|being))? (?P<noun>[\w-]+)(?=[,.;)]|\Z| (?:and|under)\b)"
)
_AMONG = re.compile(rf"\b(?:including|(?:of|among) (?:them|whom|which)),? {_ONES}\Z")
NEAR = 30  # characters before or behind a number that tell whether it is of a whole


def part_of_whole(said: Said, quantity: Quantity) -> str | None:
    """Return the words for the parts of what a figure counts, None if none are named right behind it."""
    after = said.between(quantity.span.end, min(said.statement.span.end, quantity.span.end + REACH))
    if not any_of(_OPENS, after):
        return None
    found = _OF_WHOLE.match(after)
    if found is None or any(
        quantity.span.end < q.span.start < quantity.span.end + found.start("part") for q in said.figures
    ):
        return None
    return found["part"]


def is_bare_part(said: Said, quantity: Quantity) -> bool:
    """Tell whether a number only says how many of those just counted are such: "of whom 15", "11 of them women".

    Of whom "12 were freed", and of which "71 were shot down", something of their own is told.
    """
    if quantity.of is not None or befallen_behind(said, quantity) or downed(said, quantity):
        return False
    such = _ARE_SUCH.match(said.between(quantity.span.end, quantity.span.end + NEAR))
    if such and kind_of(singular(such["noun"].lower())) in ("people", "force"):
        return True
    return bool(_OF_THEM.search(said.between(quantity.span.start - NEAR, quantity.span.start)))


def is_named_part(said: Said, quantity: Quantity) -> bool:
    """Tell whether those counted are some of a whole before them: "160,000 people, among them 70,000 children"."""
    return opens_part(said.between(quantity.span.start - NEAR, quantity.span.start))


def opens_part(before: str) -> bool:
    """Tell whether words before a count make it one of a part of what is counted before."""
    return bool(_AMONG.search(before))
