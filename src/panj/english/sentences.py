"""Paragraphs and sentences of raw text, as offsets of words."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from panj.english.tables import rows
from panj.english.tokens import Offsets, abbreviations, words

LINE_OF_PROSE = range(55, 101)  # hard-wrapped text has lines of about this many characters

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_BULLET = re.compile(r"\s*(?:[-*•▪◦‣–—·]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_END = re.compile(r"[.!?…。！？]*[.!?…。！？]$")
_FACE = re.compile(r">?[:;=]['-]?[)(DPp]+$|<3+$|\^_+\^$")
_SPEAKING = frozenset(
    ("said", "says", "asked", "asks", "told", "replied", "wrote", "added", "shouted", "cried", "tweeted", "demanded")
)
_CLOSERS = frozenset(('"', "'", "”", "’", "»", ")", "]", "}", "''", "’’", "*", "**", "_"))
_OPENERS = frozenset(('"', "'", "“", "‘", "«", "(", "[", "{", "``", "‘‘", "¿", "¡", "*", "**", "_", "—", "–", "-"))


@cache
def _starters() -> frozenset[str]:
    """Return the words that, written with a capital, begin a sentence."""
    return frozenset(word for (word,) in rows("starters.tsv"))


def paragraphs(text: str) -> list[Offsets]:
    """Return the paragraphs of a text that nobody marked: blank lines part them, and line breaks that do not wrap."""
    found: list[Offsets] = []
    for start, end in _blocks(text):
        lines = list(_lines(text, start, end))
        wrapped = len(lines) > 1 and all(last - first in LINE_OF_PROSE for first, last in lines[:-1])
        if not wrapped:
            found.extend(lines)
            continue
        begin = start
        for first, _ in lines[1:]:
            if _BULLET.match(text, first):
                found.append((begin, first))
                begin = first
        found.append((begin, end))
    return [(first, last) for first, last in found if text[first:last].strip()]


def _blocks(text: str) -> Iterator[Offsets]:
    """Yield the stretches between blank lines."""
    start = 0
    for match in _BLANK_LINE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _lines(text: str, start: int, end: int) -> Iterator[Offsets]:
    """Yield the lines of a stretch."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield start, stop
        start = stop + 1


def sentences(text: str, start: int = 0, end: int | None = None) -> list[list[Offsets]]:
    """Return the words of one paragraph, sentence by sentence; no sentence is empty."""
    spans = words(text, start, end)
    ends = _ends(text, spans)
    return [spans[first:last] for first, last in pairwise([0, *ends, len(spans)]) if first < last]


def _ends(text: str, spans: Sequence[Offsets]) -> list[int]:
    """Return the positions in `spans` at which a new sentence begins."""
    found: list[int] = []
    begin = 0
    for i, (_, last) in enumerate(spans):
        if i < begin or text[last - 1] not in ".!?…。！？":
            continue
        after = _closed(text, spans, i + 1)
        if after < len(spans) and _parts(text, spans, begin, i, after):
            found.append(after)
            begin = after
    return found


def _closed(text: str, spans: Sequence[Offsets], i: int) -> int:
    """Return the position after the quotes and brackets that close at `i`."""
    while i < len(spans) and text[slice(*spans[i])] in _CLOSERS:
        start, end = spans[i]
        if start > spans[i - 1][1] or (i + 1 < len(spans) and spans[i + 1][0] == end and text[start] not in ")]}”’»"):
            break
        i += 1
    return _noted(text, spans, i)


def _noted(text: str, spans: Sequence[Offsets], i: int) -> int:
    """Return the position after the notes' numbers and faces that follow a stop: [17] [15], :-)."""
    while i < len(spans):
        if _FACE.match(text[slice(*spans[i])]):
            i += 1
        elif [text[slice(*span)] for span in spans[i : i + 3 : 2]] == ["[", "]"] and text[spans[i + 1][0]].isdigit():
            i += 3
        else:
            break
    return i


def _parts(text: str, spans: Sequence[Offsets], begin: int, i: int, after: int) -> bool:
    """Tell whether the sentence that begins at `begin` ends with the stop at `i`, its closers included."""
    stop = text[slice(*spans[i])]
    if i == begin or (i == begin + 1 and after == i + 1 and _numbers(text[slice(*spans[begin])])):
        return False
    upcoming = _next_word(text, spans, after)
    if spans[after][0] == spans[after - 1][1]:
        return after == i + 1 and stop == "." and _glued(text[slice(*spans[i - 1])], upcoming)
    if not _END.match(stop):  # the stop belongs to the word
        return _ends_abbreviated(stop, upcoming)
    if upcoming[:1].islower() and not _informal(text, spans, i, after):
        return False
    quoted = after > i + 1 and stop != "."
    return not (quoted and _says_next(text, spans, after))


def _numbers(word: str) -> bool:
    """Tell whether the word numbers a list's item: 1. or b."""
    return word.isdigit() or (len(word) == 1 and word.isalpha())


def _next_word(text: str, spans: Sequence[Offsets], i: int) -> str:
    """Return the first word from `i` on that opens nothing."""
    for start, end in spans[i : i + 4]:
        if text[start:end] not in _OPENERS:
            return text[start:end]
    return ""


def _informal(text: str, spans: Sequence[Offsets], i: int, after: int) -> bool:
    """Tell whether a sentence may begin in lower case after the stop at `i`: a whole word, a plain stop, a space."""
    before = text[slice(*spans[i - 1])]
    return text[slice(*spans[i])] in {".", "!", "!!", "!!!"} and after == i + 1 and len(before) > 3 and before.isalpha()


def _glued(before: str, upcoming: str) -> bool:
    """Tell whether two sentences were written without a space between them: "left.The"."""
    return len(before) > 1 and before.islower() and len(upcoming) > 1 and upcoming.istitle()


def _ends_abbreviated(word: str, upcoming: str) -> bool:
    """Tell whether an abbreviation or an initial ends its sentence, from how the next word looks."""
    if abbreviations().get(word, "any") != "any":
        return False
    return upcoming[:1].isupper() and upcoming.lower() in _starters()


def _says_next(text: str, spans: Sequence[Offsets], i: int) -> bool:
    """Tell whether a name and a verb of saying follow, as in: "Ready?" Lavrov asked."""
    for start, end in spans[i : i + 4]:
        word = text[start:end]
        if word in _SPEAKING:
            return True
        if not word[0].isupper():
            return False
    return False
