"""Words of raw text as Universal Dependencies count them in EWT and GUM, with exact offsets."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from panj.english.tables import rows

Offsets = tuple[int, int]

LONGEST_WORD = 100
_REMEMBERED_CHUNK = 60

_CHUNK = re.compile(r"[^\s\u200b\ufeff]+")
# Every repetition is bounded, so that hostile input costs no more than linear time.
_LETTER = r"[^\W\d_]"
_WORD = rf"{_LETTER}(?:\w|[\u0300-\u036f\u00ad\u200c\u200d]){{0,{LONGEST_WORD}}}"
_ADDRESS = rf"""
    (?P<address>(?:(?:https?|ftp)://|www\.)[^\s<>"“”|]{{1,2000}}
      |[\w.+-]{{1,64}}@\w[\w-]{{0,62}}(?:\.\w[\w-]{{0,62}}){{1,6}}|\w{{0,64}}@\w{{1,64}}
      |\#(?=\w*{_LETTER})\w{{1,100}})
  | (?P<site>\w[\w-]{{0,62}}(?:\.\w[\w-]{{0,62}}){{0,4}}\.(?:com|org|net|gov|edu|mil|info|co\.uk|ru|uk|tv)\b(?!-)
      |(?:\w[\w-]{{0,62}})?\.(?:docx?|xlsx?|pdf|pptx?|html?|txt|csv|zip|jpe?g|png|gif|mp[34])(?!\w)
      |(?-i:[a-z][a-z-]{{1,20}}(?:\.[a-z][a-z-]{{1,20}}){{2,6}})(?![\w.]))
  | """
_PLAIN = rf"""
    (?P<face>[:;=]['-]?[)(DPp]+(?![^\W_])|<3+(?!\d)|\^_+\^)
  | (?P<stutter>{_LETTER}{{1,2}}-\Z)
  | (?P<number>\d{{1,4}}-\d{{1,2}}-\d{{1,4}}(?![\w-])|(?:\d-)?\d{{3}}-\d{{3}}-\d{{4}}(?![\w-])
      |\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\w/])
      |['’]\d\d(?:s\b|(?![\w'’]))|\+?\d{{1,40}}(?:[.,:]\d{{1,40}}){{0,20}}(?:(?:st|nd|rd|th|s)(?!\w))?)
  | (?P<initials>Ph\.D\.|(?:{_LETTER}\.){{2,10}}(?:{_LETTER}(?!\w))?|U\.[SKN](?!\w))
  | (?P<money>(?-i:[A-Z]{{1,3}})\$)
  | (?P<word>{_WORD}(?:['’`]{_WORD}){{0,3}}(?:&[A-Z]{{1,3}}\b)?)
  | (?P<quoted>['’](?:t(?:is|was)|em|til|cause|n['’])(?!\w))
  | (?P<clitic>['’](?:s|re|ve|ll|d|m)(?!\w))
  | (?P<run>\.{{2,20}}|[-=_*~]{{2,80}}|(?P<same>[+#<>'’`/\\$])(?P=same){{1,80}}|[!?]{{1,80}}|\.[!?])
  | (?P<other>\S)
    """
_PIECE = re.compile(_PLAIN, re.VERBOSE | re.IGNORECASE)
_PIECE_OR_ADDRESS = re.compile(_ADDRESS + _PLAIN, re.VERBOSE | re.IGNORECASE)
_ADDRESSED = re.compile(r"[@#]|://|\.(?=\w)")
_UNIT = re.compile(r"(?:[ap]\.?m\.?|[kmb]|bn|mn|tn|mm|cm|km|kg|kw|mw|gb|mb|ft|lbs?|hz|khz|mhz|x)(?!\w)", re.IGNORECASE)
_DIGITS = re.compile(r"[\d.,:]+$")
_CLITIC = re.compile(r"(?:n['’`]t|['’`](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_CLOSING = ".,;:!?'\")]}’”»*…"


@cache
def abbreviations() -> dict[str, str]:
    """Return each abbreviation with what follows it: a name, a digit, or anything, the next sentence too."""
    return {abbreviation: before for abbreviation, before in rows("abbreviations.tsv")}


@cache
def _contractions() -> dict[str, tuple[int, ...]]:
    """Return words written together, in lower case, with the lengths of the words in them."""
    return {surface: tuple(map(len, parts.split())) for surface, parts in rows("contractions.tsv")}


@cache
def _prefixes() -> frozenset[str]:
    """Return the prefixes that a hyphen does not part from their word."""
    return frozenset(prefix for (prefix,) in rows("prefixes.tsv"))


def words(text: str, start: int = 0, end: int | None = None) -> list[Offsets]:
    """Return the offsets of the words of `text[start:end]`, in order; together they cover all but white space."""
    end = len(text) if end is None else end
    found: list[Offsets] = []
    divided = _contractions()
    for match in _CHUNK.finditer(text, start, end):
        chunk, base = match.group(), match.start()
        if chunk.isalpha() and len(chunk) <= LONGEST_WORD and chunk.lower() not in divided:
            found.append(match.span())
            continue
        ahead = text[match.end() + 1 : match.end() + 2] if match.end() + 1 < end else ""
        split = _remembered if len(chunk) <= _REMEMBERED_CHUNK else _split
        found.extend([(base + first, base + last) for first, last in split(chunk, ahead.isdigit())])
    return found


@lru_cache(maxsize=16_384)
def _remembered(chunk: str, digit_ahead: bool) -> tuple[Offsets, ...]:
    """Split a chunk, once."""
    return _split(chunk, digit_ahead)


def _split(chunk: str, digit_ahead: bool) -> tuple[Offsets, ...]:
    """Return the words of a stretch without white space; `digit_ahead` tells whether a digit comes next."""
    pattern = _PIECE_OR_ADDRESS if _ADDRESSED.search(chunk) else _PIECE
    found: list[Offsets] = []
    at = 0
    while match := pattern.match(chunk, at):
        pieces = list(_pieces(chunk, match, digit_ahead))
        found.extend(pieces)
        at = pieces[-1][1]
    return tuple(found)


def _pieces(chunk: str, match: re.Match[str], digit_ahead: bool) -> Iterator[Offsets]:
    """Yield the words that one match stands for; more of the chunk than was matched may belong to them."""
    start, end = match.span()
    kind = match.lastgroup
    if kind == "address":
        yield start, start + len(match.group().rstrip(_CLOSING))
    elif kind == "word":
        yield from _word(chunk, start, end, digit_ahead)
    elif kind == "quoted":
        yield from _parts(start, chunk[start:end])
    elif kind == "number":
        yield from _number(chunk, start, end)
    else:
        yield start, end


def _word(chunk: str, start: int, end: int, digit_ahead: bool) -> Iterator[Offsets]:
    """Yield a word with its abbreviating stop or its prefix, or a word and its clitics."""
    dotted = chunk[start : end + 1]
    if dotted.endswith(".") and chunk[end + 1 : end + 2] != "." and _abbreviates(chunk, start, end, digit_ahead):
        yield start, end + 1
        return
    if chunk[end : end + 1] == "-" and chunk[start - 1 : start] != "-" and chunk[start:end].lower() in _prefixes():
        whole = re.compile(_WORD + r"|\d{2,4}s?").match(chunk, end + 1)
        if whole:
            end = whole.end()
    yield from _parts(start, chunk[start:end])


def _abbreviates(chunk: str, start: int, end: int, digit_ahead: bool) -> bool:
    """Tell whether the stop after `chunk[start:end]` belongs to the word."""
    word = chunk[start : end + 1]
    before = abbreviations().get(word) or (abbreviations().get(word.capitalize()) if word[:-1].isupper() else None)
    if before == "digit":
        return chunk[end + 1 : end + 2].isdigit() or (digit_ahead and end + 1 == len(chunk))
    if before is None:  # an initial: one capital, not after a digit or a hyphen, and something follows
        return end - start == 1 and word[0].isupper() and word[0] != "I" and start == 0 and end + 1 == len(chunk)
    return True


def _parts(start: int, word: str) -> Iterator[Offsets]:
    """Yield the words in `word`, which begins at `start`: cannot, gonna, don't, she'd've."""
    lengths = _contractions().get(word.lower())
    if lengths is None:
        clitics: list[int] = []
        while (match := _CLITIC.search(word)) and match.start():
            clitics.append(len(match.group()))
            word = word[: match.start()]
        lengths = (len(word), *reversed(clitics))
    for length in lengths:
        yield start, start + length
        start += length


def _number(chunk: str, start: int, end: int) -> Iterator[Offsets]:
    """Yield a number and its unit, or a number with the letters that belong to it: 5 pm, 4.5 m, 3D."""
    while chunk[end - 1] in ".,:":
        end -= 1
    unit = _UNIT.match(chunk, end)
    if unit and _DIGITS.match(chunk[start:end]):
        yield start, end
        yield end, unit.end()
        return
    letters = re.compile(rf"\w{{0,{LONGEST_WORD}}}").match(chunk, end)
    yield start, letters.end() if letters else end
