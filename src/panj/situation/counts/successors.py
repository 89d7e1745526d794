"""Which figure a later report replaces: a toll that has grown since, or that its teller or another has corrected.

A count of the dead or of who fled is of all until then: who counts more on a later day contradicts nobody, but that two
sides of a war count otherwise is a dispute for ever.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from panj.lexicon import words
from panj.lexicon.counted import kind_of
from panj.situation.case import Report
from panj.situation.counts.crowds import compatible
from panj.situation.counts.figures import Figure
from panj.situation.counts.owners import nationality
from panj.situation.counts.tolls import HARMS
from panj.situation.said import Said, any_of
from panj.world import World
from panj.world.sides import Side

LASTING = timedelta(10)  # for so long a toll is spoken of as one that is known
NEAR = 150  # characters around a count in which its place may be named
_TOLL = re.compile(
    r"\b(?:tolls?|the dead at|(?:number|count) of (?:those |the |people |civilians |soldiers )?(?:who )?"
    r"(?:were |have been |had been )?(?:killed|dead|deaths|wounded|injured|victims|fatalities))\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom (?:an? )?(?:\w+ )?(\d[\d,]{0,8})\b")
_GROWN = 1.1  # by how much a later count must be above "at least 3", which it does not contradict
_REVISED = re.compile(
    rf"\b(?:{'|'.join(sorted(words('terms', 'word', 'revised')))}|stands? at|stood at|climbed|now)\b", re.IGNORECASE
)


def replaced_by(latest: Figure, found: Sequence[Figure], world: World) -> list[Figure]:
    """Return the figures of earlier reports that the latest replaces, in their order."""
    return [f for f in found if f is not latest and f.said.day < latest.said.day and _gone(f, latest, world)]


def _gone(figure: Figure, latest: Figure, world: World) -> bool:
    low, high = figure.quantity.low, figure.quantity.high
    last = latest.quantity.low
    if last is None or (low is None and high is None):
        return False
    grown = high < last if high is not None else low is not None and low * _GROWN < last
    if not grown and compatible(figure, latest):
        return False
    one_voice = figure.said.speaker == latest.said.speaker
    if one_voice or (not _adversaries(figure.said.by, latest.said.by, world) and grown):
        return True
    return not grown and bool(_REVISED.search(latest.said.statement.quote))


def _adversaries(one: Side | None, other: Side | None, world: World) -> bool:
    """Tell whether two speakers stand for two sides of a war: states, armed groups, parties nobody lists."""
    if one is None or other is None or one.id == other.id:
        return False
    return _takes_part(one, world) and _takes_part(other, world)


def _takes_part(side: Side, world: World) -> bool:
    entity = world.find_entity(side.id) if side.known else None
    return entity is not None and (entity.shape == "state" or entity.kind == "armed-group")


def in_words(replaced: Iterable[Figure]) -> str:
    """Return what was counted before, in words."""
    return "replaces " + ", ".join(dict.fromkeys(f"“{f.quantity.text}” of {f.said.day}" for f in replaced))


class Count(NamedTuple):
    """A count of those harmed that a later toll may take up: when, of what, under which event, and where."""

    day: date
    figure: Figure
    about: str
    where: str
    spots: frozenset[str]
    lands: frozenset[str]


def counts_in(report: Report, told: Iterable[tuple[Figure, str, str, str]]) -> Iterator[Count]:
    """Yield a report's counts of those harmed, for later tolls to find; all its places are of an only count.

    Each is told with its topic, its event and what sets it apart.
    """
    harmed = [(figure, about, where) for figure, _, about, where in told if figure.kind in HARMS]
    kinds = Counter(figure.kind for figure, _, _ in harmed)
    for figure, about, where in harmed:
        spots, lands = around(report, figure.said)
        if kinds[figure.kind] == 1:
            spots |= {p.text.lower() for said in report.said for p in said.places if p.precision != "country"}
        lands = lands or frozenset(p.country for said in report.said for p in said.places if p.country)
        yield Count(report.day, figure, about, where, spots, lands)


def is_toll(said: Said) -> bool:
    """Tell whether words put a count as one that is known of, or in place of another."""
    return bool(_TOLL.search(said.words) or _REVISED.search(said.words))


def takes_up(said: Said, figure: Figure, report: Report, before: Sequence[Count], world: World) -> Count | None:
    """Return the count that a toll replaces: of the number it was, else of a place that both name, else the only one.

    "The toll in Kerman was lowered to 95 from 103" takes up the 103 of a week before, whatever was said of it then.
    """
    recent = [c for c in before if c.figure.kind == figure.kind and said.day - c.day <= LASTING]
    if not recent:
        return None
    numbers = {q.low for q in said.figures} | {float(n.replace(",", "")) for n in _FROM.findall(said.words)}
    same = [c for c in recent if c.figure.quantity.low in numbers - {figure.quantity.low}]
    spots, lands = around(report, said)
    beside = f"{said.words} {said.statement.chain[-1].source.text or ''}".lower()
    here = [c for c in same or recent if c.spots & spots or any_of(c.spots, beside)]
    if here or same:
        return (here or same)[-1]
    return _only(_of_land(said, recent, lands, world), figure)


def _of_land(said: Said, recent: Iterable[Count], lands: frozenset[str], world: World) -> list[Count]:
    """Return the counts of the land that a statement names, else of the lands named near it.

    Where it names a spot too it may be of another one, but for who told the count before.
    """
    named = nationality(said.words, said.day, world)
    entity = world.find_entity(named) if named else None
    own = frozenset([entity.country.upper()] if entity and entity.country else [])
    there = [c for c in recent if not c.lands.isdisjoint(own or lands)]
    if all(place.precision == "country" for place in said.places):
        return there
    return [c for c in there if said.by and c.figure.said.by and c.figure.said.by.id == said.by.id]


def _only(there: Sequence[Count], figure: Figure) -> Count | None:
    """Return the last of counts if all are of one event; a number alone takes up a count of people before others."""
    people = [c for c in there if kind_of(c.figure.noun) == "people"] if figure.noun == "" else []
    found = people or there
    return found[-1] if len({(c.about, c.where) for c in found}) == 1 else None


def around(report: Report, said: Said) -> tuple[frozenset[str], frozenset[str]]:
    """Return the places and the countries that a report names near a statement."""
    at = said.statement.span.start
    near = [p for other in report.said for p in other.places if abs(p.span.start - at) < NEAR]
    spots = frozenset(p.text.lower() for p in near if p.precision != "country")
    return spots, frozenset(p.country for p in near if p.country)
