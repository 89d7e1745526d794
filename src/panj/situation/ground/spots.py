"""Ground by the name of what stands on it, which no map has: "the army's Jebel Awliya base"."""

import re
from functools import cache

from panj.lexicon import words
from panj.records import Event, Place
from panj.situation.said import Said

_LONGEST = 120  # characters
_BEFORE = r"(?: back)?(?: (?:full )?control (?:of|over))?(?: the)?(?: [\w-]{1,30}['’]s?)?"
_NAME = r"[A-Z0-9][\w'’-]*(?: [A-Z][\w'’-]*){0,3}"
_BEHIND = (
    r"(?=[,.;:]|\Z| (?:in|on|near|at|from|after|before|as|and|but|this|outside|north|south|east|west|with|while"
    r"|when|by|where|which|late|early|overnight|yesterday|today)\b)"
)


_UNDER = re.compile(
    r" (?:is|was|are|were|remain(?:s|ed)?|stay(?:s|ed)|came|comes|(?:has|have|had) (?:been|come|fallen)|fell)"
    r"(?: (?:\w+ly|now|still|back|again)){0,2} under (?:the )?(?:[\w'’-]{1,30} ){0,3}\Z"
)
_NAMED_UNDER = re.compile(rf"(?<![\w-])(?P<name>[A-Z][\w'’-]{{2,25}}(?: [A-Z][\w'’-]{{1,25}}){{0,2}}){_UNDER.pattern}")
_POINTING = frozenset({"She", "They", "This", "That", "These", "Those", "Everything", "Nothing", "The"})
_FAR = 40  # characters before a name that tell where another lies from it
_BEARING = re.compile(
    r"\b(?:(?:north|south|east|west)\w{0,5} of|km from|kilomet(?:er|re)s from|miles from|outside)"
    r" (?:the )?(?:(?:city|town|village|district) of )?\Z"
)


def under(said: Said, event: Event) -> str | None:
    """Return a place that is said to be under somebody's control: "Robotyne was under Russian control"."""
    start = event.trigger.start
    before = [p for p in said.places if p.span.end <= start and not p.wide]
    held = (p for p in reversed(before) if _UNDER.match(said.between(p.span.end, start)))
    place = next(held, None)
    if place or before:
        return place.called if place else None
    named = _NAMED_UNDER.search(said.between(max(said.statement.span.start, start - _LONGEST), start))
    return named["name"] if named and named["name"] not in _POINTING else None


def only_locates(said: Said, place: Place) -> bool:
    """Tell whether a place is named only to tell where another is: "the village of Ratyan, north of Aleppo"."""
    return bool(_BEARING.search(said.between(place.span.start - _FAR, place.span.start)))


def spot(said: Said, event: Event) -> str | None:
    """Return what an act takes, if it is a base, a bridge, a hill by its name and kind."""
    end = event.trigger.end
    found = _spot().match(said.between(end, min(end + _LONGEST, said.statement.span.end)))
    return found["spot"] if found else None


def part_of(said: Said, place: Place) -> str | None:
    """Return the part of a place that words behind its name make of it: "Kyauktaw's airfield"."""
    found = _part().match(said.between(place.span.end, min(place.span.end + _LONGEST, said.statement.span.end)))
    return f"{place.text}{found.group()}" if found else None


def part_before(said: Said, place: Place) -> str | None:
    """Return the part of a place that words before its name make of it: "the airport of Goma"."""
    start = max(said.statement.span.start, place.span.start - _LONGEST)
    found = _before().search(said.between(start, place.span.start))
    return f"{found['part']} of {place.text}" if found else None


def stands_in(said: Said, place: Place) -> bool:
    """Tell whether a place is named only for what stands there: "bases in Agadez fell", which itself did not."""
    return bool(_standing().search(said.between(place.span.start - _FAR, place.span.start)))


@cache
def _standing() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:{_kinds()}|position|trenche|village|town|suburb|mine)s? (?:in|at|near|around|outside) (?:the )?\Z"
    )


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"['’]s? (?:[a-z-]{{1,20}} ){{0,2}}?(?:{_kinds()}|{_parts()})\b")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<part>(?:(?:the|most of the|its) (?:[a-z-]{{1,20}} ){{0,2}}?)?(?:{_kinds()}|{_parts()})s?"
        rf"|(?:(?:the|large|nearly|almost|roughly|about) ){{0,2}}(?:{_fractions()}))"
        r" (?:of|in|at) (?:the )?"
        r"(?:(?:town|city|village|port) of )?\Z"
    )


def _fractions() -> str:
    return "|".join(sorted(words("terms", "word", "fraction")))


def _parts() -> str:
    return "|".join(sorted(words("terms", "word", "part")))


def _kinds() -> str:
    return "|".join(sorted(words("terms", "word", "spot")))


@cache
def _spot() -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE} (?P<spot>{_NAME}(?: [a-z]+)? (?i:{_kinds()})){_BEHIND}")
