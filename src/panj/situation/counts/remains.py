"""Bodies that somebody found, brought or counted: as many dead; those that are handed over count nobody anew."""

import re

from panj.lexicon import words
from panj.lexicon.counted import head_noun
from panj.records import Quantity
from panj.situation.counts.strengths import VAGUELY
from panj.situation.said import Said

_DONE = "|".join(sorted(words("terms", "word", "remains")))
_LAID_OUT = re.compile(rf"\b(?:{_DONE}) (?:(?:at least|more than|nearly|around|over) )?{VAGUELY}")
_WAS_LAID_OUT = re.compile(
    rf" (?:were|was|have been|had been|has been|are) (?:being )?(?:\w+ly )?(?:{_DONE})\b"
    rf"| (?:{_DONE}) (?:in|at|from|near|under|on|by|so|to)\b"  # not "bodies found that"
)
_PLAIN_BODY = re.compile(r"[a-z]{1,20}(?: [a-z]{1,20})?\Z")  # not "UN bodies"


def of_the_dead(said: Said, quantity: Quantity) -> bool:
    """Tell whether bodies are counted as those of the dead: "30 bodies had been taken to the morgue"."""
    noun = quantity.of or ""
    if head_noun(noun) != "body" or not _PLAIN_BODY.match(noun):
        return False
    passive = _WAS_LAID_OUT.match(said.behind(quantity.span.end))
    return bool(passive or _LAID_OUT.search(said.before(quantity.span.start)))
