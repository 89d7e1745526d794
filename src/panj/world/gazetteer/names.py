"""How place names are compared: without case, diacritics, punctuation and the usual short forms."""

import unicodedata
from functools import lru_cache
from itertools import groupby

SHORTEST_STEM = 4

# Letters that have no decomposition in Unicode, as English writes them.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th"})
_DROPPED = frozenset("'’ʻʼ‘`´ʿʾ′.·")
# The Arabic article before letters of every kind, as English writes it.
_ARTICLES = frozenset(
    {"al", "el", "ad", "ed", "an", "en", "ar", "er", "as", "es", "ash", "esh", "at", "et", "az", "ez"}
)
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mts": "mountains"}


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return the form in which names are equal: "St. Kitts" as "saint kitts", "Ar-Raqqah" as "ar raqqah"."""
    text = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    kept = (_letter(character) for character in text if character not in _DROPPED)
    words = "".join(kept).split()
    if len(words) > 1:
        words = [_SHORT.get(word, word) for word in words]
    return " ".join(words)


def rough(key: str) -> str:
    """Return what many romanisations of one Arabic or Persian name share: "~aynis" for "ayn issa" and "ayn isa".

    `key` is folded. Articles, doubled letters, long vowels and the last vowel go; "" for what is then too short.
    """
    bare = "".join(word for word in key.split() if word not in _ARTICLES)
    for many, one in (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ei", "ay"), ("ai", "ay"), ("q", "k")):
        bare = bare.replace(many, one)
    single = "".join(letter for letter, _ in groupby(bare)).replace("e", "i").replace("o", "u")
    stem = single.rstrip("aiuyh")
    return f"~{stem}" if len(stem) >= SHORTEST_STEM else ""


def _letter(character: str) -> str:
    if unicodedata.combining(character):
        return ""
    return character if character.isalnum() else " "
