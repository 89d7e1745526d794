"""People of whom no flight is told but where they are: received by a country, in shelters, back home."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from panj.lexicon import words
from panj.lexicon.counted import head_noun, kind_of
from panj.records import Quantity
from panj.situation.counts.contexts import clause_of, unsure
from panj.situation.counts.figures import Figure, figures
from panj.situation.counts.kinds import FEW
from panj.situation.counts.owners import nationality, subject
from panj.situation.counts.strengths import VAGUELY
from panj.situation.said import Said, any_of
from panj.world import World

_NOT_OF = frozenset({"FLEE", "ASSAULT", "COERCE", "TAKE", "RETREAT", "MOBILIZE"})  # acts that tell what became of them
_HOSTING = words("role_words", "word", "hosting")
_DWELLERS = frozenset({"resident", "civilian", "people", "villager", "inhabitant", "family", "child", "person"})
_AFTER = words("role_words", "word", "sheltered")
# "Tanzania has received about 70,187 Burundians", "Bangladesh is home to 900,000"
_TOOK_IN = re.compile(
    r"\b(?P<verb>(?:(?:has|have|had|is|are|was|now|already|also|currently) ){0,3}"
    rf"(?:{'|'.join(sorted(_HOSTING, key=len, reverse=True))})) {VAGUELY}"
)
_SWAP = re.compile(
    r"\b(?:hand\w* over|exchang|swap|prisoner|captive|bod(?:y|ies)\b)"
)  # "handed over 233 and received 73"
# "and Turkey 1.9 million": the second of two counts that have one verb
_SECOND_HOST = re.compile(
    rf"(?:{'|'.join(sorted(_HOSTING))}) [^;]{{0,15}}?\d[^;]{{0,60}}?(?:,|\band|\bwhile) (?:and )?"
    rf"(?P<host>(?:the )?[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,3}}),? {VAGUELY}"
)
_SHELTERED = re.compile(
    r"(?: (?:people|of them|others))? (?:(?:are|were|have been|had been) )?(?:now |still |currently )?"
    r"(?:living |staying |sheltering |housed |accommodated )?(?:in|at) (?:[\w-]+ ){0,3}?"
    rf"(?:{'|'.join(sorted(_AFTER))})\b"
)
# "some 4,000 residents remain in Avdiivka", "300 civilians, among them 80 children, are still trapped in the plant"
_STAYED = re.compile(
    r"(?:, (?:including|among them) [^,;.]{1,60},)?(?:,? (?:who|that))?"
    r" (?:(?:are|were|(?:still )?remain(?:ed|s)?) (?:still |reportedly )?(?:trapped|left|stuck|besieged|stranded)"
    r"|(?:still )?remain(?:ed|s)?) (?:in|at|inside|within) (?:the |their )?"
)
_RETURNED = re.compile(
    r"(?: of (?:them|these|those|the)(?: [\w-]+){0,2}?| (?:people|others))?(?:,? (?:who|that))?(?: have| had| has)?"
    r"(?: been able to| since| now| already| also)? (?:returned(?: \w+ly)?|(?:gone|come|went|came) back)"
    r"(?: (?:to (?:their|the) (?:\w+ )?(?:homes?|villages?|towns?|areas?|countr\w+)|home|back)\b"
    r"|(?= to [A-Z])|(?=[,.;]|$| (?:since|by|after|from|on)\b))"
)


class _Settled(NamedTuple):
    kind: str
    where: str | None = None


def counted_in(said: Said, world: World) -> Iterator[Figure]:
    """Yield the figures of a statement: those of people who are somewhere, and of all else."""
    settled = list(_settled(said, world))
    told = {figure.quantity.span for figure in settled}
    yield from settled
    yield from (figure for figure in figures(said, world) if figure.quantity.span not in told)


def _settled(said: Said, world: World) -> Iterator[Figure]:
    event = said.statement.event
    if said.statement.relation is not None or (event is not None and event.code in _NOT_OF):
        return
    for quantity in said.figures:
        noun = head_noun(quantity.of or "")
        if quantity.unit or (quantity.low or quantity.high or 0) < FEW or not _of_people(quantity, noun, said, world):
            continue
        found = _taken_in(said, quantity, world) or _also(said, quantity, world) or _since(said, quantity)
        if found is None or unsure(clause_of(said, quantity)):
            continue
        yield Figure(said=said, quantity=quantity, noun=noun, kind=found.kind, where=found.where)


def _of_people(quantity: Quantity, noun: str, said: Said, world: World) -> bool:
    counted = kind_of(noun)
    if quantity.of is None or counted in ("people", "displaced"):
        return True
    return counted is None and (quantity.of[:1].isupper() or nationality(quantity.of, said.day, world) is not None)


def _taken_in(said: Said, quantity: Quantity, world: World) -> _Settled | None:
    before = said.before(quantity.span.start)
    verb = _TOOK_IN.search(before) if any_of(_HOSTING, before) and not _SWAP.search(before) else None
    if verb is None or verb.end() != len(before):
        return None
    host = subject(before, verb.start("verb"), said.day, world)
    return _Settled("hosted", host) if host and _is_land(host, world) else None


def _also(said: Said, quantity: Quantity, world: World) -> _Settled | None:
    before = said.before(quantity.span.start)
    found = _SECOND_HOST.search(before) if any_of(_HOSTING, before) else None
    host = nationality(found["host"], said.day, world) if found else None
    return _Settled("hosted", host) if host and _is_land(host, world) else None


def _is_land(entity: str, world: World) -> bool:
    known = world.find_entity(entity)
    return known is not None and known.shape == "state"


def _since(said: Said, quantity: Quantity) -> _Settled | None:
    """Return what is told behind a count: who is in shelters, who has returned."""
    after = said.behind(quantity.span.end)
    if _RETURNED.match(after):
        return _Settled("returned")
    stayed = _STAYED.match(after) if head_noun(quantity.of or "") in _DWELLERS else None
    if stayed and (town := _place_near(said, quantity.span.end + stayed.end())):
        return _Settled("remaining", town)
    if any_of(_AFTER, after) and (found := _SHELTERED.match(after)):
        return _Settled("sheltered", _place_near(said, quantity.span.end + found.end()))
    return None


def _place_near(said: Said, at: int) -> str | None:
    """Return the place named right behind some words."""
    place = next((p for p in said.places if 0 <= p.span.start - at <= len(" on the outskirts of ")), None)
    return place.called if place else None
