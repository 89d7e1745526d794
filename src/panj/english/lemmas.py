"""The dictionary form of a word, from its tags: a table of exceptions, then rules of English spelling."""

import re
from functools import cache, lru_cache

from panj.english.tables import rows

_CLASS = {
    "NNS": "s", "NNPS": "s", "VBZ": "s", "VBD": "ed", "VBN": "ed", "VBG": "ing",
    "JJR": "er", "RBR": "er", "JJS": "est", "RBS": "est",
}  # fmt: skip
_SIGNS = {"–": "-", "“": '"', "”": '"', "‘": "'", "’": "'"}
_NATION = re.compile(
    r"[A-Z][a-z]+(?:[aiecrpbh]an|man|[a-z]ese|[bdghklnqrt]i|[ntr]ish|ench|glish|tholic|eek|ite)$"
    r"|(?:Arab|Muslim|Dutch|Czech|Swiss|Thai|Serb|Slavic|Arabic|Islamic|Christian|Uzbek|Tajik|Uighur|Uyghur|Kurdish)$"
)
_ONE_SYLLABLE = re.compile(r"(?:[^aeiouy]*|[^aeiou]*qu)[aeiouy][bcdfgklmnprstvz]$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$|([^aeiou][aeiou]|[aeiou]{2})ll$")
# Endings of stems that have lost an e before -ed, -ing, -er or -est.
_LOST_E = re.compile(
    r"(?:[cuvz]|[^s]s|[^aeo]at|[aeiou]d?[lrd]g|dg|[ae]ng|[bcdfgkptz]l|[tsdcl]ur|[^aeo]ir|th|re"
    r"|[^aeiou](?:[aiou]d|[ai]k|ok|ap|ar|in|im|ib|ub|um|un|ut|ag|[tr]ul|yp|ip|ib|op|on))$"
)
_THIRD_PERSON = re.compile(r"[a-z][^aiosu']s$")
_BASE_IN_ED = ("eed", "embed", "shred", "sled")
_BASE_IN_ING = re.compile(r"[^aeiouy]+ing$")
_PREFIXES = ("re", "over", "under", "with", "mis")
_BASE_TOO = frozenset({"bore", "bound", "fell", "found", "ground", "lay", "saw", "spat", "wound"})  # "to found a party"
_KEEPS_E_OFF = re.compile(
    r"(?:ocus|ias|[^aeiou]us|zz|velop|llop|mit|sit|ith|[aeiou]th|ook|ion|son|[pd]on|kin|pin|rin)$"
)


@cache
def _exceptions() -> dict[tuple[str, str], str]:
    """Return lemmas by word in lower case and its tag or part of speech; `*` stands for any."""
    return {(word, tag): lemma for word, tag, lemma in rows("lemmas.tsv")}


def verbal(word: str, xpos: str) -> str:
    """Return the tag of a verb, by its ending where the tag is none that a word so spelt can have."""
    small = word.lower()
    only_past = xpos == "VBP" or (xpos == "VB" and small not in _BASE_TOO)
    if only_past and _exceptions().get((small, "VBD"), small) != small:
        return "VBD"  # "which they retook on Saturday", "Retook Izium on Monday"
    if not word.islower() or len(word) < 5 or word.endswith(_BASE_IN_ED):
        return xpos
    if word.endswith("ing"):
        base = xpos in {"VB", "VBP"} and _BASE_IN_ING.match(small)
        return xpos if base else "VBG"  # "bring", but not "resorted to deploying"
    if word.endswith("ed"):
        return xpos if xpos in {"VBD", "VBN"} else "VBD"
    wrong = xpos == "VBG" or not xpos.startswith("VB")
    return "VBZ" if _THIRD_PERSON.search(word) and wrong else xpos


def past_only(word: str) -> bool:
    """Tell whether a word is nothing but the past tense of a verb with a prefix: "retook", "overran"."""
    small = word.lower()
    return small.startswith(_PREFIXES) and _exceptions().get((small, "VBD"), small) != small


@lru_cache(maxsize=16_384)
def lemma(word: str, upos: str, xpos: str) -> str:
    """Return the dictionary form of a word; names and what is made from them keep their capitals."""
    if upos in {"PUNCT", "SYM"}:
        return _SIGNS.get(word, word)
    small = word.lower().replace("’", "'")
    if word[0].isdigit():
        return word.replace(",", "") if upos == "NUM" else small
    table = _exceptions()
    found = table.get((small, xpos)) or table.get((small, upos)) or table.get((small, "*"))
    if found is None:
        found = _stem(small, _CLASS[xpos]) if xpos in _CLASS else small
        if xpos in {"VB", "VBP"} and _THIRD_PERSON.search(small):
            found = _singular(small)  # a slip of the tags: no base form ends so
    return _cased(found, word, xpos)


def _cased(found: str, word: str, xpos: str) -> str:
    """Return the lemma with the capitals that it keeps."""
    shared = 0
    while shared < min(len(found), len(word)) and found[shared] == word[shared].lower():
        shared += 1
    proper = xpos in {"NNP", "NNPS"} or (xpos.startswith("JJ") and _NATION.match(word) is not None)
    acronym = word.isupper() and len(word) <= 4 and xpos in {"NN", "CD"} and "." not in found
    mixed = len(word) > 1 and not word[1:].islower() and not word[1:].isupper()
    return word[:shared] + found[shared:] if proper or acronym or mixed else found


def _stem(word: str, ending: str) -> str:
    """Return a regular word without its ending."""
    if ending == "s":
        return _singular(word)
    if ending == "ed" and word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if ending in {"er", "est"} and word.endswith("i" + ending):
        return word[: -len(ending) - 1] + "y"
    if not word.endswith(ending) or len(word) - len(ending) < 2:
        return word
    return _whole(word[: -len(ending)])


def _singular(word: str) -> str:
    """Return a noun without its plural, a verb without its third person."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word


def _whole(stem: str) -> str:
    """Return a stem with the e that it lost, or without the letter that was doubled."""
    if _DOUBLED.search(stem):
        return stem[:-1] if not stem.endswith("ll") or len(stem) > 5 else stem
    if _ONE_SYLLABLE.match(stem) or (_LOST_E.search(stem) and not _KEEPS_E_OFF.search(stem)):
        return stem + "e"
    return stem
