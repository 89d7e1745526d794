"""Ground by the name of what stands on it, which no map has: "the army's Jebel Awliya base"."""

import re
from functools import cache

from panj.lexicon import words
from panj.records import Event, Place
from panj.situation.case import Said

_LONGEST = 120  # characters
_BEFORE = r"(?: back)?(?: (?:full )?control (?:of|over))?(?: the)?(?: [\w-]{1,30}['’]s?)?"
_NAME = r"[A-Z0-9][\w'’-]*(?: [A-Z][\w'’-]*){0,3}"
_BEHIND = (
    r"(?=[,.;:]|\Z| (?:in|on|near|at|from|after|before|as|and|but|this|outside|north|south|east|west|with|while"
    r"|when|by|where|which|late|early|overnight|yesterday|today)\b)"
)


def spot(said: Said, event: Event) -> str | None:
    """Return what an act takes, if it is a base, a bridge, a hill by its name and kind."""
    end = event.trigger.end
    found = _spot().match(said.between(end, min(end + _LONGEST, said.statement.span.end)))
    return found["spot"] if found else None


def part_of(said: Said, place: Place) -> str | None:
    """Return the part of a place that words behind its name make of it: "Kyauktaw's airfield"."""
    found = _part().match(said.between(place.span.end, min(place.span.end + _LONGEST, said.statement.span.end)))
    return f"{place.text}{found.group()}" if found else None


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"['’]s? (?:[a-z-]{{1,20}} ){{0,2}}?(?:{_kinds()})\b")


def _kinds() -> str:
    return "|".join(sorted(words("terms", "word", "spot")))


@cache
def _spot() -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE} (?P<spot>{_NAME}(?: [a-z]+)? (?i:{_kinds()})){_BEHIND}")
