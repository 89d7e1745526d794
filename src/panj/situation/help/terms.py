"""What a request is bound to, in the words of its reports: the body it is raised in, its legal basis, its condition."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from panj.lexicon import words
from panj.records import Finding, Term
from panj.situation.hints import APPEALS
from panj.situation.said import Said, any_of


def _any(kind: str) -> str:
    return "|".join(sorted(map(re.escape, words("terms", "word", kind)), key=len, reverse=True))


def stems(kind: str) -> tuple[str, ...]:
    """Return the verbs of a kind, without the "e" that endings take off."""
    return tuple(sorted(verb.removesuffix("e") for verb in words("terms", "word", kind)))


def _parts(found: Iterable[str]) -> tuple[str, ...]:
    """Return the words that hold no other: one of them stands wherever any does."""
    kept = set(found)
    return tuple(sorted(w for w in kept if not any(other != w and other in w for other in kept)))


def _ended(stems: Iterable[str]) -> str:
    """Return verbs with their endings: "consider", "considers", "considered", "weighed"."""
    return "|".join(rf"{re.escape(stem)}(?:e|ed|es|s|ing)?" for stem in stems)


_TEXT, _ORGAN = rf"(?i:{_any('instrument')})\b", rf"(?:{_any('organ').title()})\b"
_WORD = r"[\w.'’-]{1,30}"
_CAPITAL = r"[A-Z][\w.'’-]{0,30}"
_NAME = rf"{_CAPITAL}(?: (?:of|for|on|and)(?: the)?(?= [A-Z])| {_CAPITAL}){{0,9}}"
_NUMBER = r"(?: (?:\d[\w.()/]{0,12}|[IVX]{1,6}\b))?"
_OF = (
    rf"(?: of (?:(?:the |its |their |that )?(?:{_WORD} ){{0,4}}?{_TEXT}|(?:the )?{_CAPITAL}(?: {_CAPITAL}){{0,6}}"
    rf"|{_WORD}(?=[,.;]|$| and | to | for )))?"
)
BASIS = re.compile(rf"\b(?i:{_any('basis')}) ((?:{_WORD} ){{0,5}}?{_TEXT}{_NUMBER}{_OF})")
SITTING = re.compile(rf"\b(?i:{_any('sitting')}) of (?:the |its )?({_NAME})")
BEFORE = re.compile(rf"\b(?:at|in|before|told|through|via) (?:the |its )?((?=[\w.'’ -]{{0,60}}?\b{_ORGAN}){_NAME})")
TAKEN_UP = re.compile(rf"\b(?:the|this|that|its|their|{_CAPITAL}['’]s) (?:{_any('appeal')})s?\b", re.IGNORECASE)
_HEARD = stems("heard")
_ALLOTS = stems("allots")
_ALLOCATES = (*_ALLOTS, *stems("allocates"))
HEARD, ALLOCATED = (re.compile(rf"\b(?:{_ended(stems)})\b") for stems in (_HEARD, _ALLOCATES))
ALLOTTED = re.compile(
    rf"\b(?:{_ended(_ALLOTS)})(?: [\w$€£.,-]+){{0,5}} ?\Z", re.IGNORECASE
)  # "approved a $9 million loan"
# "halted food rations", "cutting off all military aid"
STOPPED = re.compile(rf"\b(?:{_ended(stems('stops'))}|cutting|stopp(?:ed|ing))(?: [\w-]+){{0,3}} ?\Z", re.IGNORECASE)
NEGATED = re.compile(r"\b(?:no|not|never)\b|n['’]t\b", re.IGNORECASE)
_BASES, _INSTRUMENTS, _SITTINGS = (_parts(words("terms", "word", kind)) for kind in ("basis", "instrument", "sitting"))
_ORGANS = tuple(organ.title() for organ in words("terms", "word", "organ"))


def terms(said: Iterable[Said]) -> Iterator[Term]:
    """Yield the terms in the words of these statements, each kind and wording once."""
    told: set[tuple[str, str]] = set()
    for one in said:
        for term in one.once(_terms):
            if (term.kind, term.text.lower()) not in told:
                told.add((term.kind, term.text.lower()))
                yield term


def _terms(said: Said) -> Sequence[Term]:
    """Return the terms of one statement; each kind is looked for only where a word is that it needs."""
    quote, condition, identity = said.statement.quote, said.statement.condition, said.id
    small = quote.lower()
    found: list[Term] = []
    if any_of(_BASES, small) and any_of(_INSTRUMENTS, small):
        found += [Term(kind="basis", text=match[1], statement=identity) for match in BASIS.finditer(said.words)]
    if " of " in quote and any_of(_SITTINGS, small):
        found += [Term(kind="forum", text=match[1], statement=identity) for match in SITTING.finditer(said.words)]
    if any_of(_ORGANS, quote):
        found += [Term(kind="forum", text=match[1], statement=identity) for match in BEFORE.finditer(said.words)]
    if condition:
        text = said.between(condition.start, condition.end)
        found += [Term(kind="condition", text=text, statement=identity)] if text else []
    return found


def with_condition(line: Finding, said: Said, others: Iterable[Said]) -> Finding:
    """Return a line with its condition, if that stands in other words of the report: "If it falls, he said, we go"."""
    condition = said.statement.condition
    if condition is None or said.statement.span.holds(condition):
        return line
    told = next((other for other in others if other.statement.span.holds(condition)), None)
    if told is None:
        return line
    text = told.between(condition.start, condition.end)
    return msgspec.structs.replace(line, terms=(Term(kind="condition", text=text, statement=told.id),))


def takes_up(said: Said) -> bool:
    """Tell whether words take up a request made before: "The request was discussed in Moscow"."""
    quote = said.statement.quote
    return any_of(APPEALS, quote.lower()) and bool(TAKEN_UP.search(quote))


def hears(said: Said) -> bool:
    """Tell whether words say that a request is being dealt with, and nothing of them is negated."""
    words = said.statement.quote
    return bool(HEARD.search(words)) and not NEGATED.search(words)


def allocates(said: Said) -> bool:
    """Tell whether help is more than promised: approved, set aside, on its way."""
    return any_of(_ALLOCATES, said.statement.quote) and bool(ALLOCATED.search(said.words))
