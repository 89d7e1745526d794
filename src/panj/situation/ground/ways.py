"""A road that is taken, named by the towns at its ends: "retook the road between Dessie and Woldia"."""

import re

from panj.records import Event, Place
from panj.situation.said import Said, any_of

BESIDE = re.compile(r"\b(?:on|along|off|beside|near|by|at|to)(?: the| a)?\s*\Z")  # "at Sake, on the road between"
LONGEST = 120  # characters
_WAYS = ("road", "highway", "route", "line", "railway", "corridor", "bridge", "pass")
_WAY = re.compile(
    rf"(?<![\w-])(?:[a-z]+ |(?:[A-Z][\w'-]* ){{1,3}})?(?i:{'|'.join(_WAYS)})s? "
    r"(?:\w+ )?(?:between|from|to|linking|connecting)"
    r" (?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*)*(?: (?:and|to|with) (?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*)*)?"
)
_ARTICLES = frozenset({"the", "a", "an"})


def way(said: Said, event: Event, place: Place) -> str | None:
    """Return the road as the words have it, if that is what is taken and not the towns at its ends."""
    words = said.between(event.trigger.end, min(said.statement.span.end, event.trigger.end + LONGEST))
    found = _WAY.search(words) if any_of(_WAYS, words) else None
    if found is None or BESIDE.search(words[: found.start()]):
        return None
    if not found.start() <= place.span.start - event.trigger.end < found.end():
        return None
    named = found.group().split()
    return " ".join(named[named[0] in _ARTICLES :])
