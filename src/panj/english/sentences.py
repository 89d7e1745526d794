"""Paragraphs and sentences of raw text, as offsets of words."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from panj.english import boundaries
from panj.english.tables import rows
from panj.english.tokens import Offsets, abbreviations, words
from panj.english.windows import DASHES

LINE_OF_PROSE = range(55, 101)  # hard-wrapped text has lines of about this many characters

LONGEST_DATELINE = 16  # words
LONGEST_HEADING = 8  # words of a name before a colon
SHORTEST_HEADED = 4  # words behind it that are a sentence, not the value of a field ("Source: Interfax Ukraine")

LONGEST = 250
"""Words of a sentence, at most; news has none so long."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_BULLET = re.compile(r"\s*(?:[-*•▪◦‣–—·]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_END = re.compile(r"[.!?…。！？]*[.!?…。！？]$")
_FACE = re.compile(r">?[:;=]['-]?[)(DPp]+$|<3+$|\^_+\^$")
_RULE = re.compile(r"[-=_*~]{5,}$")
_IN_RULES = frozenset("-=_*~")
_STOPS = ".!?…。！？"
_MARKS = frozenset((",", ";", ":", "|", "—", "–", "•", "*"))
_IN_NAMES = frozenset(("of", "for", "and", "the", "in", "on"))
_IN_DATELINES = frozenset((",", "/", "(", ")", ".", "of", "and"))
_GREETINGS = frozenset(("hi", "hello", "dear", "hey", "thanks", "regards", "cheers", "sincerely", "best"))
_SPEAKING = frozenset(
    ("said", "says", "asked", "asks", "told", "replied", "wrote", "added", "shouted", "cried", "tweeted", "demanded")
)
_POSTED = frozenset(("on", "to", "via"))  # words before the platform X
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
        begin = start
        for before, after in pairwise(lines):
            if _BULLET.match(text, after[0]) or not (wrapped or _goes_on(text, before[1], after[0])):
                found.append((begin, before[1]))
                begin = after[0]
        found.append((begin, lines[-1][1] if lines else end))
    return [(first, last) for first, last in found if text[first:last].strip()]


def _goes_on(text: str, end: int, start: int) -> bool:
    """Tell whether a line that ends without a stop goes on, in lower case, in the next, which begins at `start`."""
    return text[start].islower() and text[end - 1] not in ".!?:;"


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
    """Return the words of one paragraph, sentence by sentence; no sentence is empty or longer than `LONGEST`."""
    spans = words(text, start, end)
    forms = [text[first:last] for first, last in spans]
    spaced = [True, *(before[1] < after[0] for before, after in pairwise(spans))]
    bounds = [0, *_ends(forms, spaced), len(spans)]
    return [spans[first:last] for begin, stop in pairwise(bounds) for first, last in _cut(forms, begin, stop)]


def _cut(forms: Sequence[str], begin: int, stop: int) -> Iterator[Offsets]:
    """Yield a sentence's bounds, or those of its parts if it is a list or a stream without stops."""
    while stop - begin > LONGEST:
        half = begin + LONGEST // 2
        mark = max((i + 1 for i in range(half, begin + LONGEST) if forms[i] in _MARKS), default=begin + LONGEST)
        yield begin, mark
        begin = mark
    if begin < stop:
        yield begin, stop


def _ends(forms: Sequence[str], spaced: Sequence[bool]) -> Iterator[int]:
    """Yield the positions at which a new sentence begins: after a stop by rule, without one also by what was learnt."""
    begin = _after_dateline(forms, spaced) or _after_name(forms, spaced)
    if begin:
        yield begin
    plain = [form[0].islower() and form[-1] not in _STOPS and "://" not in form for form in forms]
    for i in range(begin, len(forms) - 1):
        if i < begin or (plain[i] and forms[i + 1][0].islower()):
            continue  # neither rule nor model ends a sentence between two plain words in lower case
        after = _after(forms, spaced, begin, i) or (i + 1 if spaced[i + 1] and boundaries.ends(forms, begin, i) else 0)
        if after:
            yield after
            begin = after


def _after_dateline(forms: Sequence[str], spaced: Sequence[bool]) -> int:
    """Return where the first sentence begins after "KABUL, July 8 (Reuters) -" at the head of a paragraph; 0 if not."""
    for i in range(1, min(LONGEST_DATELINE, len(forms) - 1)):
        if forms[i] in DASHES and spaced[i] and spaced[i + 1]:
            named = forms[i - 1] == ")" and "(" in forms[:i]
            short = named or forms[i - 1].isdigit() or i < 3 or _in_country(forms, i) or _two_towns(forms[:i])
            town = forms[0].isupper() and len(forms[0]) > 2 and short
            named = named or ("," in forms[1:i] and forms[i - 1].isupper() and len(forms[i - 1]) > 2)
            opens = not forms[i + 1][0].islower()  # "NATO - the alliance - met"
            return i + 1 if opens and (town or (named and forms[0][0].isupper())) else 0
        if not (forms[i][0].isupper() or forms[i].isupper() or forms[i].isdigit() or forms[i] in _IN_DATELINES):
            return 0
    return 0


def _after_name(forms: Sequence[str], spaced: Sequence[bool]) -> int:
    """Return where the sentence begins after a name and a colon ("Sudan Tribune: The army has"); 0 if there is none."""
    stop = forms.index(":", 1, LONGEST_HEADING + 1) if ":" in forms[1 : LONGEST_HEADING + 1] else 0
    if not 0 < stop < len(forms) - SHORTEST_HEADED or spaced[stop] or not spaced[stop + 1]:
        return 0
    named = forms[0][0].isupper() and all(form[0].isupper() or form in _IN_NAMES for form in forms[:stop])
    return stop + 1 if named and forms[stop + 1][0].isupper() else 0


def _two_towns(forms: Sequence[str]) -> bool:
    """Tell whether words in capitals with a stroke between stand before a dash ("SURIN/PHNOM PENH")."""
    return "/" in forms and all(form.isupper() or form == "/" for form in forms)


def _in_country(forms: Sequence[str], dash: int) -> bool:
    """Tell whether a town in capitals and its country stand before a dash ("COX'S BAZAR, Bangladesh")."""
    town = forms[: forms.index(",")] if "," in forms[:dash] else ()
    return bool(town) and all(form.isupper() for form in town)


def rule_ends(forms: Sequence[str], spaced: Sequence[bool]) -> Iterator[int]:
    """Yield the positions at which a new sentence begins by rule alone; `spaced` tells of space before each word."""
    begin = 0
    for i in range(len(forms) - 1):
        after = _after(forms, spaced, begin, i) if i >= begin else 0
        if after:
            yield after
            begin = after


def _after(forms: Sequence[str], spaced: Sequence[bool], begin: int, i: int) -> int:
    """Return where the next sentence begins if the one from `begin` ends with word `i` and what closes it; 0 if not."""
    if forms[i][-1] in _STOPS:
        if forms[i + 1] in DASHES and not spaced[i + 1]:
            return 0  # "U.S.-Iraq"
        after = _closed(forms, spaced, i + 1)
        return after if after < len(forms) and _parts(forms, spaced, begin, i, after) else 0
    return i + 1 if _breaks(forms, begin, i) else 0


def _breaks(forms: Sequence[str], begin: int, i: int) -> bool:
    """Tell whether signs, an address, brackets, a greeting or a message's stamp end a sentence without a stop."""
    form, upcoming = forms[i], forms[i + 1]
    if (form[0] in _IN_RULES and _RULE.match(form)) or (upcoming[0] in _IN_RULES and _RULE.match(upcoming)):
        return True
    if "://" in form:
        return "://" in upcoming or (upcoming[0].isupper() and upcoming.lower() in _starters())
    if form == ")" and forms[begin] == "(" and i - begin < LONGEST:
        return upcoming[0].isupper() and ")" not in forms[begin:i]
    if form == ",":
        return i - begin < 4 and forms[begin].lower() in _GREETINGS and upcoming[0].isupper()
    stamped = form in {"AM", "PM"} and i - begin > 1 and ":" in forms[i - 1] and "/" in forms[i - 2]
    return stamped and upcoming[0].isalpha()


def _closed(forms: Sequence[str], spaced: Sequence[bool], i: int) -> int:
    """Return the position after the quotes and brackets that close at `i`."""
    while i < len(forms) and forms[i] in _CLOSERS and not spaced[i]:
        if i + 1 < len(forms) and not spaced[i + 1] and forms[i][0] not in ")]}”’»":
            break
        i += 1
    return _noted(forms, i)


def _noted(forms: Sequence[str], i: int) -> int:
    """Return the position after the notes' numbers and faces that follow a stop: [17] [15], :-)."""
    while i < len(forms):
        if _FACE.match(forms[i]):
            i += 1
        elif [*forms[i : i + 3 : 2]] == ["[", "]"] and forms[i + 1].isdigit():
            i += 3
        else:
            break
    return i


def _parts(forms: Sequence[str], spaced: Sequence[bool], begin: int, i: int, after: int) -> bool:
    """Tell whether the sentence that begins at `begin` ends with the stop at `i`, its closers included."""
    stop = forms[i]
    if i == begin or (i == begin + 1 and after == i + 1 and _numbers(forms[begin])):
        return False
    upcoming = _next_word(forms, after)
    if not spaced[after]:
        return after == i + 1 and _glued(stop, forms[i - 1], upcoming)
    if not _END.match(stop):  # the stop belongs to the word
        if stop == "X." and forms[i - 1] in _POSTED:
            return upcoming[:1].isupper()  # "he wrote on X. President Vucic"
        return _ends_abbreviated(stop, upcoming)
    if upcoming[:1].islower() and not (after == i + 1 and _informal(stop, forms[i - 1], upcoming)):
        return False
    quoted = after > i + 1 and stop != "."
    return not (quoted and _says_next(forms, after))


def _numbers(word: str) -> bool:
    """Tell whether the word numbers a list's item: 1. or b."""
    return word.isdigit() or (len(word) == 1 and word.isalpha())


def _next_word(forms: Sequence[str], i: int) -> str:
    """Return the first word from `i` on that opens nothing."""
    return next((form for form in forms[i : i + 4] if form not in _OPENERS), "")


def _informal(stop: str, before: str, upcoming: str) -> bool:
    """Tell whether a sentence may begin in lower case after a stop that nothing closes."""
    if "?" in stop:
        return upcoming in _starters()
    whole = (
        before in _CLOSERS
        or before[-1].isdigit()
        or (before.isalpha() and (len(before) > 3 or upcoming in _starters()))
    )
    return stop.strip(".…") != "" or (stop == "." and whole)


def _glued(stop: str, before: str, upcoming: str) -> bool:
    """Tell whether two sentences were written without a space between them: "left.The"."""
    if stop == ".":
        return len(before) > 1 and before.islower() and len(upcoming) > 1 and upcoming.istitle()
    return upcoming[:1].isupper() or ("?" in stop and upcoming[:1].isalpha())


def _ends_abbreviated(word: str, upcoming: str) -> bool:
    """Tell whether an abbreviation or an initial ends its sentence, from how the next word looks."""
    if abbreviations().get(word, "any") != "any":
        return False
    return upcoming[:1].isupper() and upcoming.lower() in _starters()


def _says_next(forms: Sequence[str], i: int) -> bool:
    """Tell whether a name and a verb of saying follow, as in: "Ready?" Lavrov asked."""
    for form in forms[i : i + 4]:
        if form in _SPEAKING:
            return True
        if not form[0].isupper():
            return False
    return False
