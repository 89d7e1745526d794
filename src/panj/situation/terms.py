"""What a request is bound to, in the words of its reports: the body it is raised in, its legal basis, its condition."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from panj.lexicon import words
from panj.records import Term
from panj.situation.case import Said


def _any(kind: str) -> str:
    return "|".join(sorted(map(re.escape, words("terms", "word", kind)), key=len, reverse=True))


def _stems(kind: str) -> str:
    """Return verbs with their endings: "consider", "considers", "considered", "weighed"."""
    verbs = sorted(words("terms", "word", kind))
    return "|".join(rf"{re.escape(verb.removesuffix('e'))}(?:e|ed|es|s|ing)?" for verb in verbs)


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
_APPEALS = tuple(words("terms", "word", "appeal"))
HEARD = re.compile(rf"\b(?:{_stems('heard')})\b")
ALLOCATED = re.compile(rf"\b(?:{_stems('allocates')})\b")
NEGATED = re.compile(r"\b(?:no|not|never)\b|n['’]t\b", re.IGNORECASE)


def terms(said: Iterable[Said]) -> Iterator[Term]:
    """Yield the terms in the words of these statements, each kind and wording once."""
    told: set[tuple[str, str]] = set()
    for one in said:
        condition = one.statement.condition
        for term in _of(one.id, one.words, one.between(condition.start, condition.end) if condition else ""):
            if (term.kind, term.text.lower()) not in told:
                told.add((term.kind, term.text.lower()))
                yield term


@lru_cache(1 << 14)  # the same on both days of a picture, and for each that is asked in one statement
def _of(identity: str, words: str, condition: str) -> Sequence[Term]:
    found = [Term(kind="basis", text=match[1], statement=identity) for match in BASIS.finditer(words)]
    bodies = (*SITTING.finditer(words), *BEFORE.finditer(words))
    found += [Term(kind="forum", text=match[1], statement=identity) for match in bodies]
    return [*found, Term(kind="condition", text=condition, statement=identity)] if condition else found


def takes_up(said: Said) -> bool:
    """Tell whether words take up a request made before: "The request was discussed in Moscow"."""
    quote = said.statement.quote
    small = quote.lower()  # looked for only where a noun is that the pattern needs, for that is quick
    return any(noun in small for noun in _APPEALS) and bool(TAKEN_UP.search(quote))


def hears(said: Said) -> bool:
    """Tell whether words say that a request is being dealt with, and nothing of them is negated."""
    words = said.statement.quote
    return bool(HEARD.search(words)) and not NEGATED.search(words)


def allocates(said: Said) -> bool:
    """Tell whether help is more than promised: approved, set aside, on its way."""
    return bool(ALLOCATED.search(said.words))
