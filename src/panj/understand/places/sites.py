"""Halls, sites, parts of countries and borders that are no names themselves, by their named surroundings."""

from collections.abc import Sequence

import msgspec

from panj.english.parsed import Sentence
from panj.lexicon import words
from panj.understand.places.chunks import Chunk, Toponym, head_of, span_of, span_of_chunk
from panj.understand.places.positions import is_ground

ON_BORDERS = frozenset({"post", "outpost", "crossing", "checkpoint", "station", "town", "village", "guard", "police"})
BETWEEN = frozenset({"ADP", "DET", "ADJ", "ADV", "VERB", "SCONJ"})
REACH = 5  # tokens from a site's noun to the name that locates it ("a bridge spanning the wide Panj River")
TOWNS = frozenset({"town", "city", "village", "region", "area", "province", "district"})
SEATS = TOWNS | {"capital"}
OWNED = frozenset({"base", "embassy", "consulate", "camp", "headquarters", "outpost"})


def find_hall(sentence: Sentence, chunk: Chunk, places: Sequence[Chunk]) -> Toponym | None:
    """Return the name of a building or ground that something goes on in."""
    if chunk.kind != "ORG" or sentence.tokens[chunk.last].text.lower() not in words("places", "word", "hall"):
        return None
    if not is_ground(sentence, head_of(sentence, chunk), state=True, seat=False):
        return None
    span = span_of_chunk(sentence, chunk)
    anchor = _after(sentence, chunk.last, places)
    return Toponym(span=span, sort="hall", anchor=span_of_chunk(sentence, anchor) if anchor else None)


class _Noun(msgspec.Struct, frozen=True):
    """A noun for a site or a line: its phrase is tokens `first` to `last`, with places named before and behind it."""

    first: int
    last: int
    lemma: str
    is_line: bool
    before: Chunk | None
    after: Chunk | None


def find_seat(sentence: Sentence, i: int, places: Sequence[Chunk]) -> Toponym | None:
    """Return the town that governs a land named beside it ("the Syrian capital"), unless it is itself named there."""
    if sentence.lemmas[i] not in words("places", "word", "seat") or sentence.tokens[i].xpos != "NN":
        return None
    named = next((chunk for chunk in places if i < chunk.first <= i + 2 and chunk.kind == "LOC"), None)
    of = i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].text == "of"
    land = named if of else None if named else _before(sentence, i, places)
    told_of_another = sentence.tokens[i].relation == "appos" or sentence.children(i, "cop")  # "Goma, capital of ..."
    if land is None or told_of_another or not is_ground(sentence, i, state=False, seat=True):
        return None
    span = span_of(sentence, i, land.last) if of else span_of(sentence, land.first, i)
    return Toponym(span=span, sort="seat", anchor=span_of_chunk(sentence, land))


def _before(sentence: Sentence, i: int, places: Sequence[Chunk]) -> Chunk | None:
    """Return the name that stands before a noun, adjectives at most between ("Georgia's old capital")."""
    first = i
    while first > 0 and (sentence.tokens[first - 1].upos == "ADJ" or sentence.words[first - 1] in ("'s", "’s")):
        if land := next((chunk for chunk in places if chunk.last == first - 1), None):
            return land
        first -= 1
    return next((chunk for chunk in places if chunk.last == first - 1), None)


def find_site(text: str, sentence: Sentence, i: int, places: Sequence[Chunk]) -> Toponym | None:
    """Return a common noun for a site, a part or a border that names around it locate."""
    noun = _noun_at(sentence, i, places)
    if noun is None:
        return None
    return (
        _located_before(sentence, noun, places)
        or _located_behind(text, sentence, noun)
        or _border_with(text, sentence, noun, places)
        or _gone_to(sentence, noun)
        or _side(sentence, noun)
    )


def _noun_at(sentence: Sentence, i: int, places: Sequence[Chunk]) -> _Noun | None:
    lemma = sentence.lemmas[i] if sentence.lemmas[i] != "place" else _sort_of(sentence, i)
    is_line = lemma in words("places", "word", "line")
    if is_line and i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].lemma.lower() in ON_BORDERS:
        return None  # "the Ai Khanum border post" is a post
    if not is_line and lemma not in words("places", "word", "site"):
        return None
    first = _first_of(sentence, i)
    before = next((chunk for chunk in reversed(places) if first <= chunk.first and chunk.last < i), None)
    after = _after(sentence, i, places)
    if before and after and sentence.tokens[i + 1].text == "of":
        return None  # "the Iraqi city of Mosul" is Mosul
    several = sentence.tokens[i].xpos == "NNS" and lemma in words("places", "word", "hall") | TOWNS
    if (several and not is_line) or any(chunk.first == i + 1 and chunk.kind == "LOC" for chunk in places):
        before, after = None, None  # "U.S. embassies", "key towns in the north"; "the German island Rügen" is Rügen
    return _Noun(first, i, lemma, is_line, before, after)


def _located_before(sentence: Sentence, noun: _Noun, places: Sequence[Chunk]) -> Toponym | None:
    """Return a site or border by the name before it ("the Baghdad market"), which owns no base or embassy."""
    if noun.before is None or (noun.lemma in OWNED and _owns(sentence, noun.before)):
        return None
    named = next(chunk.first for chunk in places if noun.first <= chunk.first)
    capitals = (j for j in range(noun.first, noun.last) if sentence.tokens[j].text[0].isupper())
    span = span_of(sentence, next(capitals, named), noun.last)  # "the iraqi border", in a text without capitals
    if noun.is_line:
        return Toponym(span=span, sort="line")
    return Toponym(span=span, sort="site", anchor=span_of_chunk(sentence, noun.before))


def _owns(sentence: Sentence, name: Chunk) -> bool:
    """Tell whether a name before a base or an embassy says whose it is: "Russian", "U.S." (not "the Kabul embassy")."""
    return name.kind == "NAT" or (name.first == name.last and sentence.tokens[name.first].text.isupper())


def _located_behind(text: str, sentence: Sentence, noun: _Noun) -> Toponym | None:
    """Return a site by the name behind it ("the base in Tajikistan")."""
    after = noun.after
    if after is None or noun.is_line or sentence.tokens[after.first - 1].text in ("of", "from"):
        return None
    span, anchor = span_of(sentence, noun.first, noun.last), span_of_chunk(sentence, after)
    return Toponym(span=span, sort="site", anchor=anchor, name=text[span.start : anchor.end])


def _border_with(text: str, sentence: Sentence, noun: _Noun, places: Sequence[Chunk]) -> Toponym | None:
    """Return the border of "the border with Burkina Faso"."""
    i = noun.last
    if not noun.is_line or sentence.tokens[i].xpos != "NN" or i + 1 >= len(sentence.tokens):
        return None
    if sentence.tokens[i + 1].text.lower() not in ("with", "between"):
        return None
    neighbour = next((chunk for chunk in places if i + 2 <= chunk.first <= i + 3), None)
    if neighbour is None:
        return None
    span = span_of(sentence, noun.first, i)
    return Toponym(span=span, sort="line", name=text[span.start : sentence.tokens[neighbour.last].end])


def _gone_to(sentence: Sentence, noun: _Noun) -> Toponym | None:
    """Return one known place that somebody is at or goes to ("upon her release at the airport")."""
    i = noun.last
    if noun.lemma not in words("places", "word", "field") or sentence.tokens[i].xpos != "NN":
        return None
    gone = sentence.words_below(i, "case") & (words("places", "word", "at") | {"to"})
    if "the" not in sentence.words_below(i, "det") or not gone:
        return None
    return Toponym(span=span_of(sentence, noun.first, i), sort="site")


def _side(sentence: Sentence, noun: _Noun) -> Toponym | None:
    """Return a part of a country by its side ("the northern districts")."""
    if noun.after is not None and sentence.tokens[noun.last + 1].text == "of":
        return None  # "the northwest province of Latakia" is Latakia
    is_side = sentence.tokens[noun.first].text.lower() in words("places", "word", "side")
    if noun.first < noun.last and is_side and noun.lemma in words("places", "word", "tract"):
        return Toponym(span=span_of(sentence, noun.first, noun.last), sort="part")
    return None


def _sort_of(sentence: Sentence, i: int) -> str:
    """Return the lemma that says what a "place" is: that of its compound ("market place")."""
    return next((t.lemma.lower() for t in sentence.children(i, "compound")), "")


def _first_of(sentence: Sentence, i: int) -> int:
    """Return the first word of a noun's own phrase that is no article, pronoun or loose adjective list."""
    first = i
    while first > 0 and (
        sentence.tokens[first - 1].upos in ("NOUN", "PROPN", "ADJ") or sentence.tokens[first - 1].text in "-–"
    ):
        first -= 1
    while first < i and sentence.tokens[first].text in "-–":
        first += 2 if first and sentence.tokens[first - 1].upos == "NUM" else 1  # "the 40-mile road" is a road
    return min(first, i)


def _after(sentence: Sentence, i: int, places: Sequence[Chunk]) -> Chunk | None:
    """Return the place named right after token `i` ("base in Tajikistan", "embassy in the Kenyan capital Nairobi")."""
    for chunk in places:
        if i < chunk.first <= i + REACH and chunk.kind == "LOC":
            between = sentence.tokens[i + 1 : chunk.first]
            joined = any(t.upos in ("ADP", "VERB") for t in between)
            passed = all(t.upos in BETWEEN or t.lemma.lower() in SEATS for t in between)
            return _owned(sentence, chunk, places) if joined and passed else None
    return None


def _owned(sentence: Sentence, owner: Chunk, places: Sequence[Chunk]) -> Chunk:
    """Return the place that a name owns, else that of the name: "in Russia's Samara region"."""
    behind = next((chunk for chunk in places if chunk.first > owner.last and chunk.kind == "LOC"), None)
    between = sentence.tokens[owner.last + 1 : behind.first] if behind else ()
    if behind is None or not between or between[0].text not in ("'s", "’s"):
        return owner
    told = (t.upos in ("ADJ", "PUNCT") or t.text == "of" or t.lemma.lower() in SEATS for t in between[1:])
    return behind if all(told) else owner
