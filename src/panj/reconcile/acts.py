"""What act a trigger names, whatever its form: "the bombs exploded", "the blasts" and "the bombing" are of one kind."""

import re
from functools import cache, lru_cache

from panj.english.lemmas import lemma
from panj.lexicon import rows
from panj.lexicon.acts import nouns

_WORD = re.compile(r"[\w-]+")
_MONTHS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_NOTHING = frozenset({""})
_PHRASE = re.compile(r"\s[^,.;:()\"“”\n]*")
_STEM = 5  # letters: Armenia and Armenians, Syria and Syrian
_NAMED = re.compile(r"(,? [A-Z][\w.]+,?)?\s(\w+\s){0,2}")  # "Calif., mass shooting", "terror attacks"
_FORMS = (("VERB", "VBD"), ("VERB", "VBG"), ("NOUN", "NNS"))


@cache
def company(kind: str) -> frozenset[str]:
    """Return the words of one kind of those that stand with a trigger."""
    return frozenset(word for row in rows("act_company") if row["kind"] == kind for word in row["words"].split())


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("same_acts"):
        for word in row["words"].split():
            found.setdefault(word, set()).add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in found.items()}


@lru_cache(1 << 14)
def lemmas(trigger: str) -> frozenset[str]:
    """Return the dictionary forms that the words of a trigger may be of."""
    return frozenset(lemma(word, *form) for word in _WORD.findall(trigger.lower()) for form in _FORMS)


@lru_cache(1 << 14)
def kinds(trigger: str) -> frozenset[str]:
    """Return the kinds of act that a trigger may name; of a word in no table, its shortest form."""
    found = lemmas(trigger)
    known = frozenset().union(*(_kinds().get(word, frozenset()) for word in found))
    return known or frozenset(sorted(found, key=lambda word: (len(word), word))[:1])


def refers(trigger: str, before: str, after: str) -> bool:
    """Tell whether a trigger is a noun for an act that is taken as known: "the blasts", "the bombing of the embassy".

    "One strike" and "an attack" tell of an act that is new, as a verb does, and so is of the day of its report.
    """
    if not noun(trigger, before):
        return False
    left = _WORD.findall(before.lower())[-5:]
    for n, word in reversed(list(enumerate(left))):
        if word in company("spoken"):
            return False
        if word in company("part"):
            break
        if word in company("known"):
            return True
        if word in company("new") or (word.isdigit() and not _of_a_day(left, n)):
            return False
    return after.lstrip().startswith("of ")


def _of_a_day(words: list[str], n: int) -> bool:
    """Tell whether a number is a year or the day of a month, and so counts nothing."""
    beside = {*words[max(0, n - 1) : n], *words[n + 1 : n + 2]}
    return bool(_YEAR.fullmatch(words[n]) or any(word[:3] in _MONTHS for word in beside))


def noun(trigger: str, before: str) -> bool:
    """Tell whether a trigger is a noun for an act."""
    if not _ends_in_noun(trigger):
        return False
    left = _WORD.findall(before)[-1:]
    left = [] if left == ["That"] else [word.lower() for word in left]  # with it a sentence begins, no clause
    return not set(left) & company("verb")


@lru_cache(1 << 14)
def _ends_in_noun(trigger: str) -> bool:
    words = _WORD.findall(trigger.lower())
    return bool(words) and lemma(words[-1], "NOUN", "NNS") in nouns()


def apart(trigger: str, before: str) -> bool:
    """Tell whether a known act takes up none: "his attacks", "the first attack", "the Tet Offensive", "the war"."""
    left = set(_WORD.findall(before.lower())[-2:])
    owned = left & (company("known") - company("taking"))
    named = trigger[:1].isupper() and bool(before.strip())
    return bool(owned or named or left & company("apart") or lemmas(trigger.lower()) & company("ongoing"))


def described(after: str) -> str:
    """Return the words behind a noun for an act that tell which it was: "on the freighter", without "on Monday"."""
    phrase = _PHRASE.match(after)
    words = list(_WORD.finditer(phrase[0])) if phrase else []
    if not words or words[0][0].lower() not in company("behind"):
        return ""
    end = next((word.start() for word in words if word[0].lower() in company("ends") or _of_days(word[0])), len(after))
    return phrase[0][words[0].end() : end] if phrase else ""


def _of_days(word: str) -> bool:
    month = word[:1].isupper() and word[:3].lower() in _MONTHS
    return month or word.isdigit() or word.lower() in company("titles")


def tells(words: str) -> frozenset[str]:
    """Return what words tell: each without its ending, and how the names among them begin."""
    return told(words) | beginnings(words)


def named(trigger: str, between: str) -> bool:
    """Tell whether a noun for an act bears the name of a place that stands before it: "the Paris terror attacks"."""
    return noun(trigger, between) and bool(_NAMED.fullmatch(between))


@lru_cache(1 << 14)
def any_harm(trigger: str) -> bool:
    """Tell whether a trigger is a noun for any deed of violence: "the attack" was a bombing."""
    return bool(lemmas(trigger) & company("any"))


@lru_cache(1 << 15)
def told(words: str) -> frozenset[str]:
    """Return the words of a text that tell something, each without its ending; numbers of three digits too."""
    return frozenset(map(_telling, _WORD.findall(words.lower()))) - _NOTHING


@lru_cache(1 << 15)
def beginnings(words: str) -> frozenset[str]:
    """Return the first letters of the names in a text, as many as a people has in common with its land."""
    return frozenset(map(_beginning, _WORD.findall(words))) - _NOTHING


@lru_cache(1 << 16)
def _telling(word: str) -> str:
    """Return a word without its ending; nothing of one that tells nothing."""
    tells = (len(word) > 3 or (word.isdigit() and len(word) > 2)) and word not in company("empty")
    return lemma(word, "NOUN", "NNS") if tells else ""


@lru_cache(1 << 16)
def _beginning(word: str) -> str:
    """Return the first letters of a name; nothing of another word."""
    small = word.lower()
    name = word[:1].isupper() and len(word) > 2 and small not in company("empty") and small[:3] not in _MONTHS
    return small[:_STEM] if name else ""


def titles() -> frozenset[str]:
    """Return words that stand in many names and tell nothing of whose they are."""
    return company("titles")
