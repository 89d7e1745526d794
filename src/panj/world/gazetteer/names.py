"""How place names are compared: without case, diacritics, punctuation and the usual short forms."""

import unicodedata
from functools import lru_cache

# Letters that have no decomposition in Unicode, as English writes them.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th"})
_DROPPED = frozenset("'’ʻʼ‘`´ʿʾ′.·")
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


def _letter(character: str) -> str:
    if unicodedata.combining(character):
        return ""
    return character if character.isalnum() else " "
