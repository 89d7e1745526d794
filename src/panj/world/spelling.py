"""Spellings of one name: what folding, word division and transliteration make equal."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
                          "Æ": "Ae", "œ": "oe", "ə": "a", "Ə": "A", "ð": "d", "þ": "th"})  # fmt: skip
LONGEST = 64  # characters
_ALIKE = {"saint": "st", "&": "and"}
_INSIDE = re.compile(r"['’‘ʼʻʿʾ`´.]")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_BREAKS = re.compile(r"[^\w&]+|_+")

# How the same Cyrillic, Arabic or Persian letter is written in English, most specific first; what is left of
# Sergei/Sergey, Hasan/Khasan, Mohammed/Muhammad, Zhaparov/Japarov after it is the same.
_ROMANISATIONS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"shch|sch", "sh"),
        (r"tch|tsch", "ch"),
        (r"dzh|zh|dj", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"(?:iy|y|i|j)(?=[aou])", ""),
        (r"ye", "e"),
        (r"der$", "dr"),
        (r"(?:iy|yy|yi|ij|ii|y)$", "i"),
        (r"y", "i"),
        (r"e", "a"),
        (r"o", "u"),
        (r"(.)\1+", r"\1"),
        (r"h$", ""),
    )
)


@lru_cache(maxsize=16_384)
def plain(word: str) -> str:
    """Return the word without accents, apostrophes and full stops, in its own case."""
    if word.isascii() and word.isalnum():
        return word
    kept = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return _INSIDE.sub("", "".join(c for c in kept if not unicodedata.combining(c)))


def pieces(word: str) -> tuple[str, ...]:
    """Divide a word where a hyphen, dash or slash does; a possessive ending falls away ("'s" has no piece).

    A word that is longer than any name has no piece either: it is not worth remembering.
    """
    return _pieces(word) if len(word) <= LONGEST else ()


@lru_cache(maxsize=16_384)
def _pieces(word: str) -> tuple[str, ...]:
    if word.isascii() and word.isalnum():
        return (word,)
    if word.endswith("$"):
        return ()  # "US$" is money
    return tuple(part for part in _BREAKS.split(plain(_POSSESSIVE.sub("", word))) if part)


def divide(words: Iterable[str]) -> tuple[list[str], list[str], list[int]]:
    """Return the pieces of all words, what each is looked up by, and the position of the word that it is from."""
    parts: list[str] = []
    keys: list[str] = []
    places: list[int] = []
    for i, word in enumerate(words):
        for piece, key in _keyed_pieces(word) if len(word) <= LONGEST else ():
            parts.append(piece)
            keys.append(key)
            places.append(i)
    return parts, keys, places


@lru_cache(maxsize=16_384)
def _keyed_pieces(word: str) -> tuple[tuple[str, str], ...]:
    return tuple((piece, keyed(piece)) for piece in _pieces(word))


def name_pieces(name: str) -> tuple[str, ...]:
    """Return the pieces of a name that is written as one string."""
    return tuple(piece for word in name.split() for piece in pieces(word))


@lru_cache(maxsize=16_384)
def keyed(piece: str) -> str:
    """Return what a piece is looked up by: its small letters, "saint" as "st", "&" as "and"."""
    lowered = piece.lower()
    return _ALIKE.get(lowered, lowered)


@lru_cache(maxsize=16_384)
def romanised(piece: str) -> str:
    """Return what all usual English spellings of one foreign name share."""
    word = piece.lower()
    for pattern, to in _ROMANISATIONS:
        word = pattern.sub(to, word)
    return word
