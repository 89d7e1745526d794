"""The words of a text, with the words and digits that write one number put together."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec

from panj.lexicon import rows

WORD = re.compile(
    r"\n[ \t]*\n"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\d)"  # a day in digits
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\d)"  # a clock time
    r"|\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?(?!\d)"
    r"|\d{1,15}/\d{1,6}(?!\d)|\d{1,15}\.\d{1,9}(?!\d)|\d+"
    r"|[ap]\.\s?m\b\.?|B\.C\.(?:E\.)?|A\.D\.|U\.?S\.?(?=\$)"
    r"|[^\W\d_]+|\S",
    re.IGNORECASE,
)
PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,9})?\Z|\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?\Z")
HALVES = re.compile(r"(\d{1,3})/(\d{1,2})\Z")
HYPHENS = frozenset("-‐‑–")
LONGEST = 15  # digits; a longer run is an identifier
ADJACENT = {"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
MONEY = frozenset("$€£¥₽₹₴")


class Term(msgspec.Struct, frozen=True, gc=False):
    """A word, or several that write one number; `text` is in lower case, `title` tells whether it had a capital.

    `vague` numbers are only a lower bound ("dozens"). `digits` tells that plain digits write the whole of it.
    """

    start: int
    end: int
    text: str
    number: float | None = None
    vague: bool = False
    digits: bool = False
    title: bool = False


@cache
def _kinds() -> dict[str, tuple[str, float]]:
    return {row["word"]: (row["kind"], float(row["value"])) for row in rows("numerals")}


@lru_cache(maxsize=1)  # times and quantities read the same text, one after the other
def terms(text: str) -> tuple[Term, ...]:
    """Return the terms of a text in order; a blank line is one too, with the text "\\n"."""
    return tuple(_merged(_words(text)))


def _words(text: str) -> list[Term]:
    found = []
    for match in WORD.finditer(text):
        word = match[0]
        start, end = match.span()
        lower = word.lower()
        if lower != word:
            found.append(Term(start, end, lower, title=word[0] != lower[0]))
        elif word[0].isdecimal():
            found.append(Term(start, end, word, _digits(word), digits=word.isdecimal()))
        else:
            found.append(Term(start, end, "\n" if word[0] == "\n" else word))
    return found


def _digits(word: str) -> float | None:
    if len(word) > 2 * LONGEST or not PLAIN.match(word):
        halves = HALVES.match(word)
        top, bottom = (int(halves[1]), int(halves[2])) if halves and len(word) < LONGEST else (0, 0)
        return top / bottom if 0 < top < bottom <= 16 and word != "9/11" else None
    return float(word.replace(",", "")) if sum(map(str.isdecimal, word)) <= LONGEST else None


def _merged(words: Sequence[Term]) -> list[Term]:
    kinds, merged, reached = _kinds(), [], 0
    for i, word in enumerate(words):
        if i < reached:
            continue
        found = None
        if word.number is not None:
            found = _from_digits(words, i, kinds)
        elif word.text in kinds or word.text in {"a", "an"}:
            found = _vague(words, i, kinds) or _from_words(words, i, kinds)
        if found is None:
            merged.append(word)
            continue
        value, reached, vague = found
        one = reached == i + 1
        text = word.text if one else " ".join([term.text for term in words[i:reached]])
        end = words[reached - 1].end
        merged.append(Term(word.start, end, text, value, vague, digits=word.digits and one, title=word.title))
    return merged


Found = tuple[float, int, bool]
Kinds = dict[str, tuple[str, float]]


def _scale(words: Sequence[Term], i: int, kinds: Kinds) -> float | None:
    kind, value = kinds.get(words[i].text, ("", 0.0)) if i < len(words) else ("", 0.0)
    return value if kind == "scale" or (kind == "collective" and words[i].text == "dozen") else None


def _from_digits(words: Sequence[Term], i: int, kinds: Kinds) -> Found | None:
    value, last = words[i].number or 0.0, i + 1
    if last < len(words) and words[last].number is not None and "/" in words[last].text and value < 1000:
        value, last = value + (words[last].number or 0.0), last + 1  # "5 1/2"
    following = words[last] if last < len(words) else None
    if following is not None and following.start == words[last - 1].end and following.text in ADJACENT:
        money = i > 0 and words[i - 1].text in MONEY
        if money or following.text in {"k", "bn", "tn"}:
            return value * ADJACENT[following.text], last + 1, False
    if last < len(words) - 1 and words[last].text in HYPHENS and words[last - 1].end == words[last].start:
        scale = _scale(words, last + 1, kinds)
        if scale is not None:
            return value * scale, last + 2, False
    while last < len(words) and (scale := _scale(words, last, kinds)) is not None:
        value, last = value * scale, last + 1
    return value, last, False


def _vague(words: Sequence[Term], i: int, kinds: Kinds) -> Found | None:
    """Read "dozens", "tens of thousands"."""
    kind, value = kinds.get(words[i].text, ("", 0.0))
    if kind != "vague":
        return None
    last = i + 1
    if last + 1 < len(words) and words[last].text == "of":
        next_kind, scale = kinds.get(words[last + 1].text, ("", 0.0))
        if next_kind == "vague" and scale >= 200:
            value, last = (value if words[i].text != "tens" else 20.0) * scale / 2, last + 2
    return value, last, True


def _from_words(words: Sequence[Term], i: int, kinds: Kinds) -> Found | None:
    first = words[i].text
    if first in {"a", "an", "half"}:
        return _led_by_article(words, i, kinds)
    total = current = 0.0
    last, smallest = i, float("inf")
    while last < len(words):
        kind, value = kinds.get(words[last].text, ("", 0.0))
        if _adds(kind, current, value, first=last == i, after_scale=total > 0):
            current += value
        elif kind in {"scale", "collective"} and value < smallest and last > i:
            if value == 100:
                current = (current or 1) * 100
            else:
                total, current, smallest = total + (current or 1) * value, 0.0, value
        else:
            break
        last += 1
        last += _joint(words, last, kinds)
    if last == i:
        return None
    value = total + current
    half = _and_a_half(words, last)
    return (value + 0.5 if half else value), last + half, False


def _adds(kind: str, current: float, value: float, *, first: bool, after_scale: bool) -> bool:
    """Tell whether a word for less than a hundred goes on with the number ("twenty" "five", not "five" "six")."""
    open_place = (current > 0 and current % 100 == 0) or (after_scale and current == 0)
    if kind == "unit":
        return first or open_place or (current % 10 == 0 and current % 100 >= 20 and value < 10)
    return kind == "ten" and (first or open_place)


def _joint(words: Sequence[Term], i: int, kinds: Kinds) -> int:
    """Return 1 for a hyphen or "and" that goes on with the number, else 0."""
    if i + 1 >= len(words) or i == 0:
        return 0
    before, kind = kinds.get(words[i - 1].text, ("", 0.0))[0], kinds.get(words[i + 1].text, ("", 0.0))[0]
    if words[i].text in HYPHENS:
        return int((before == "ten" and kind == "unit") or (before in {"unit", "ten"} and kind == "scale"))
    return int(words[i].text == "and" and before == "scale" and kind in {"unit", "ten"})


def _and_a_half(words: Sequence[Term], i: int) -> int:
    """Return how many words "and a half" takes here; 0 if it is not there."""
    following = [term.text for term in words[i : i + 3]]
    return 3 if following == ["and", "a", "half"] else 2 if following[:2] == ["and", "half"] else 0


def _led_by_article(words: Sequence[Term], i: int, kinds: Kinds) -> Found | None:
    half = words[i].text == "half"
    j = i + 1
    if half and j < len(words) and words[j].text in {"a", "an", "-"}:
        j += 1
    if not half and j < len(words) and words[j].text == "half":
        half, j = True, j + 1
    scale = _scale(words, j, kinds)
    if scale is None:
        return None
    last, value = j + 1, scale * (0.5 if half else 1.0)
    while last < len(words) and (more := _scale(words, last, kinds)) is not None:
        value, last = value * more, last + 1
    return value, last, False
