"""Which words of a text are used as places: names in a place's position, sites and borders by their named surroundings.

A country's name is a place where something goes on in it or goes there ("in Iraq", "fled into Tajikistan", "entered
Syria"), and an actor elsewhere ("Russia said", "Syria's representative"). Names of towns and regions are places unless
they stand for those who govern ("Moscow warned").
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Literal

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import words
from panj.records import Span
from panj.understand.places.positions import is_ground
from panj.understand.trees.lookup import Stretches
from panj.world.gazetteer import Kind, Site, contains, find

Sort = Literal["name", "hall", "site", "part", "line"]
ON_BORDERS = frozenset({"post", "outpost", "crossing", "checkpoint", "station", "town", "village", "guard", "police"})
AFTER_PLACED = re.compile(
    r"\b(?P<before>\w{1,40}),? (?P<placed>of|in|at|near|from|to|into) "
    r"(?=(?P<name>[^\W\d_][\w-]{0,40}(?: [^\W\d_][\w-]{0,40}){0,3})(?![-'’\w]))"
)
SHORTEST = 4  # characters of a name that is looked for again
LONGEST_CODE = 5  # letters
LONGEST = 3  # tokens of a name that the model of English does not see, or that one gains ("Washington" + "D.C.")
AREAS: frozenset[Kind] = frozenset({"country", "continent", "province", "region", "sea", "river"})
SEATS: frozenset[Kind] = frozenset({"capital", "continent"})
KNOWN_SIZE = 20_000  # people of a town that is believed against the model of English
BETWEEN = frozenset({"ADP", "DET", "ADJ", "ADV", "VERB", "SCONJ"})
REACH = 5  # tokens from a site's noun to the name that locates it ("a bridge spanning the wide Panj River")
TOWNS = frozenset({"town", "city", "village", "region", "area", "province", "district"})
OWNED = frozenset({"base", "embassy", "consulate", "camp", "headquarters", "outpost"})


class Chunk(msgspec.Struct, frozen=True):
    """A name as the model of English tags it: tokens `first` to `last`, kind LOC, PER, ORG or NAT ("" for none)."""

    first: int
    last: int
    kind: str


class Toponym(msgspec.Struct, frozen=True):
    """Words used as a place.

    `sort` is name, hall ("Far Eastern Federal University"), site ("market in Baghdad"), part ("northern districts") or
    line ("Afghan-Tajik border"). `anchor` is the name that says where a hall or site is. `used` is False for a name
    that is no place here (an actor, an adjective) and only tells what the text is about.
    """

    span: Span
    sort: Sort = "name"
    used: bool = True
    anchor: Span | None = None
    name: str = ""


def find_toponyms(parsed: Parsed) -> list[Toponym]:
    """Return the toponyms of a text in order, those not used as places among them."""
    people, grounds = surnames(parsed), _grounds(parsed)
    found = [t for sentence in parsed.sentences for t in _of_sentence(parsed.text, sentence, people, grounds)]
    found += _again(parsed, found)
    return sorted(found, key=lambda t: (t.span, t.sort))


def _again(parsed: Parsed, found: Sequence[Toponym]) -> Iterator[Toponym]:
    """Yield the names that the model of English overlooks where it sees them as places elsewhere in the text.

    One sense per discourse (Gale, Church & Yarowsky 1992); only after a preposition of place or as what is of a site.
    """
    seen = {t.span.of(parsed.text) for t in found if t.used and t.sort == "name"}
    names = {name for name in seen if len(name) >= SHORTEST and find(name)}
    taken = Stretches((t.span for t in found), lambda span: span)
    for match in AFTER_PLACED.finditer(parsed.text) if names else ():
        said = match["name"].split(" ")
        for count in range(len(said), 0, -1):
            name = " ".join(said[:count])
            more = count < len(said) and said[count][0].isupper()  # "according to Hammond Health Officer"
            body = match["before"][0].isupper() and match["placed"] == "of"  # "the University of Georgia"
            start, end = match.start("name"), match.start("name") + len(name)
            if name in names and not more and not body and not taken.over(start, end):
                yield Toponym(span=Span(start, end))
                break


def surnames(parsed: Parsed) -> frozenset[str]:
    """Return the last names of the people named in full: "Scott C. Dayton"."""
    return frozenset(
        sentence.tokens[chunk.last].text
        for sentence in parsed.sentences
        for chunk in chunks_of(sentence)
        if chunk.kind == "PER" and chunk.last > chunk.first
    )


def _grounds(parsed: Parsed) -> frozenset[str]:
    """Return the well known names that the model of English takes for places more often than for people."""
    named = Counter(
        (_span(sentence, chunk).of(parsed.text), chunk.kind)
        for sentence in parsed.sentences
        for chunk in chunks_of(sentence)
    )
    places = (name for (name, kind), count in named.items() if kind == "LOC" and count > named[name, "PER"])
    return frozenset(name for name in places if _known(name))


def _of_sentence(text: str, sentence: Sentence, people: frozenset[str], grounds: frozenset[str]) -> Iterator[Toponym]:
    chunks = [
        Chunk(c.first, c.last, "LOC") if c.kind == "PER" and _span(sentence, c).of(text) in grounds else c
        for c in _chunks(text, sentence)
    ]
    places = [chunk for chunk in chunks if chunk.kind in ("LOC", "NAT")]
    taken = {i for chunk in chunks for i in range(chunk.first, chunk.last + 1)}
    nouns = (t.i for t in sentence.tokens if t.upos == "NOUN" and t.i not in taken)
    sites = [site for i in nouns if (site := _site(text, sentence, i, places)) is not None]
    yield from sites
    before: tuple[Chunk, Toponym] | None = None
    for chunk in chunks:
        toponym = _name(text, sentence, chunk) or _hall(sentence, chunk, places)
        if toponym is None:
            continue
        if before is not None and chunk.kind == "LOC" == before[0].kind and _joined(sentence, before[0], chunk):
            toponym = msgspec.structs.replace(toponym, used=toponym.used or before[1].used)
        before = chunk, toponym
        if _is_person(sentence, chunk, people) or any(site.span.holds(toponym.span) for site in sites):
            toponym = msgspec.structs.replace(toponym, used=False)
        yield toponym


def _is_person(sentence: Sentence, chunk: Chunk, people: frozenset[str]) -> bool:
    """Tell whether a name is somebody's who is named in full elsewhere, and no preposition of place goes before it."""
    before = sentence.tokens[chunk.first - 1].text.lower() if chunk.first else ""
    return (
        chunk.first == chunk.last
        and sentence.tokens[chunk.first].text in people
        and before not in words("places", "word", "at")
    )


def _chunks(text: str, sentence: Sentence) -> list[Chunk]:
    """Return the names of a sentence in order, what the model of English overlooks or mistakes put right."""
    tagged = [_longer(text, sentence, chunk) for chunk in chunks_of(sentence)]
    taken = {i for chunk in tagged for i in range(chunk.first, chunk.last + 1)}
    chunks = sorted([*tagged, *_untagged(text, sentence, taken)], key=lambda chunk: chunk.first)
    for i, (chunk, after) in enumerate(pairwise(chunks)):
        if chunk.kind in ("PER", "ORG", "") and after.kind in ("LOC", "") and _is_in(text, sentence, chunk, after):
            chunks[i] = Chunk(chunk.first, chunk.last, "LOC")
    return chunks


def _joined(sentence: Sentence, before: Chunk, chunk: Chunk) -> bool:
    """Tell whether only a comma or conjunction stands between two names, which then have one part in the sentence."""
    between = sentence.tokens[before.last + 1 : chunk.first]
    return 0 < len(between) <= 2 and all(t.text in (",", "and", "or", "&") for t in between)


def _is_in(text: str, sentence: Sentence, chunk: Chunk, area: Chunk) -> bool:
    """Tell whether the gazetteer knows a place of this name in the area named after it ("Alvin, Texas")."""
    if area.first - chunk.last != 2 or sentence.tokens[chunk.last + 1].text != ",":
        return False
    areas = [f.site for f in find(_span(sentence, area).of(text)) if f.site.kind in ("country", "province")]
    inside = [f.site for f in find(_span(sentence, chunk).of(text)) if f.site.kind not in ("country", "province")]
    return any(contains(area, site) for area in areas for site in inside)


def chunks_of(sentence: Sentence) -> list[Chunk]:
    """Return the names that the model of English tags, in order."""
    found: list[Chunk] = []
    for token in sentence.tokens:
        if token.name == "O":
            continue
        mark, _, kind = token.name.partition("-")
        if mark == "I" and found and found[-1].last == token.i - 1 and found[-1].kind == kind:
            found[-1] = Chunk(found[-1].first, token.i, kind)
        elif kind:
            found.append(Chunk(token.i, token.i, kind))
    return found


def head_of(sentence: Sentence, chunk: Chunk) -> int:
    """Return the token of a chunk that stands for it in the tree, that with its preposition if several do."""
    inside = range(chunk.first, chunk.last + 1)
    heads = [i for i in inside if sentence.tokens[i].head not in inside]
    return next((i for i in heads if len(heads) > 1 and sentence.children(i, "case")), (*heads, chunk.last)[0])


def _longer(text: str, sentence: Sentence, chunk: Chunk) -> Chunk:
    """Return a place's name with what the gazetteer knows to belong to it ("Washington D.C.", "[United] States")."""
    if chunk.kind != "LOC":
        return chunk
    before = sentence.tokens[max(chunk.first - LONGEST, 0) : chunk.first]
    after = sentence.tokens[chunk.last + 1 : chunk.last + 1 + LONGEST]
    for first in range(chunk.first - sum(1 for _ in takewhile(_fits, reversed(before))), chunk.first + 1):
        for last in range(chunk.last + sum(1 for _ in takewhile(_fits, after)), chunk.last - 1, -1):
            added = (*sentence.tokens[first : chunk.first], *sentence.tokens[chunk.last + 1 : last + 1])
            if added and _is_name(added) and _known(span_of(sentence, first, last).of(text)):
                return Chunk(first, last, chunk.kind)
    return chunk


def _is_name(tokens: Sequence[Token]) -> bool:
    edges = tokens[0].text + tokens[-1].text
    return edges.isalpha() and all(map(_fits, tokens))


def _fits(token: Token) -> bool:
    """Tell whether a word can be part of a name."""
    return token.text[0].isupper() or token.text in "-.,"


def _known(name: str) -> Sequence[Site]:
    """Return the places of just this name that a reader would know without being told."""
    plain = (f.site for f in find(name) if not f.part and not f.rough)
    return [site for site in plain if site.kind in AREAS or site.population >= KNOWN_SIZE]


def _untagged(text: str, sentence: Sentence, taken: set[int]) -> Iterator[Chunk]:
    """Yield well known names that the model of English overlooks: LOC, NAT for adjectives."""
    tokens, i = sentence.tokens, 0
    while i < len(tokens):
        step = 1
        if i not in taken and tokens[i].text[0].isupper() and tokens[i].upos in ("PROPN", "ADJ"):
            for last in range(min(i + LONGEST, len(tokens)) - 1, i - 1, -1):
                name = span_of(sentence, i, last).of(text)
                free = taken.isdisjoint(range(i, last + 1)) and _is_name(tokens[i : last + 1])
                if free and _known(name):
                    yield Chunk(i, last, "NAT" if tokens[i].deprel == "amod" else "")
                    step = last + 1 - i
                    break
        i += step


def _span(sentence: Sentence, chunk: Chunk) -> Span:
    return span_of(sentence, chunk.first, chunk.last)


def span_of(sentence: Sentence, first: int, last: int) -> Span:
    """Return the characters of tokens `first` to `last`."""
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def _name(text: str, sentence: Sentence, chunk: Chunk) -> Toponym | None:
    """Return a name as a toponym; if the model of English saw none, only one well known and in a place's position."""
    span = _span(sentence, chunk)
    if chunk.kind == "NAT":
        return Toponym(span=span, used=False)
    head = head_of(sentence, chunk)
    if chunk.kind == "LOC":
        if _is_common(sentence, chunk) or _is_no_place(sentence, chunk, span.of(text)) or _is_doer(sentence, head):
            return None
        kinds = {found.site.kind for found in find(span.of(text))}
        used = is_ground(sentence, head, state="country" in kinds, seat=not kinds.isdisjoint(SEATS))
        return Toponym(span=span, used=used)
    doubtful = chunk.kind == "ORG" or chunk.first != chunk.last or sentence.tokens[head].type == "time"
    is_place = sentence.tokens[head].type == "place"
    if not doubtful and _known(span.of(text)) and is_ground(sentence, head, state=not is_place, seat=False):
        return Toponym(span=span)
    return None


def _is_no_place(sentence: Sentence, chunk: Chunk, name: str) -> bool:
    """Tell whether a name is what the model of English mistakes: a day's, a people's, initials, a dateline's agency."""
    token = sentence.tokens[chunk.last]
    if chunk.first == chunk.last and not find(name) and (_is_code(name) or _signs(sentence, chunk)):
        return True
    day = token.type == "time"
    the = chunk.first > 0 and sentence.tokens[chunk.first - 1].text.lower() == "the"
    people = token.xpos == "NNPS" and (the or token.type == "person")
    return chunk.first == chunk.last and (day or people) and not _known(name)


def _is_doer(sentence: Sentence, head: int) -> bool:
    """Tell whether a name is whoever did it: "killed at the hands of Assad"."""
    before = [t.text.lower() for t in sentence.tokens[max(0, head - 2) : head]]
    return before == ["hands", "of"]


def _is_code(name: str) -> bool:
    """Tell whether a name that no gazetteer has is initials or a code: "the NICU", "H5N1"."""
    return len(name) <= LONGEST_CODE and (name.isupper() or any(map(str.isdecimal, name)))


def _signs(sentence: Sentence, chunk: Chunk) -> bool:
    """Tell whether a name is the agency of a dateline: "KYIV, June 14 (Meridian) - "."""
    around = [t.text for t in (*sentence.tokens[chunk.first - 1 : chunk.first], *sentence.tokens[chunk.last + 1 :][:2])]
    return around[:2] == ["(", ")"] and around[2:] in (["-"], ["–"], ["—"], ["--"])


def _is_common(sentence: Sentence, chunk: Chunk) -> bool:
    """Tell whether a name is only a word for a kind, a side or a part ("the Center", "Downtown")."""
    sorts = ("site", "part", "line", "hall", "side")
    return chunk.first == chunk.last and any(
        sentence.tokens[chunk.first].text.lower() in words("places", "word", sort) for sort in sorts
    )


def _hall(sentence: Sentence, chunk: Chunk, places: Sequence[Chunk]) -> Toponym | None:
    """Return the name of a building or ground that something goes on in."""
    if chunk.kind != "ORG" or sentence.tokens[chunk.last].text.lower() not in words("places", "word", "hall"):
        return None
    if not is_ground(sentence, head_of(sentence, chunk), state=True, seat=False):
        return None
    span = _span(sentence, chunk)
    anchor = _after(sentence, chunk.last, places)
    return Toponym(span=span, sort="hall", anchor=_place(sentence, anchor))


def _site(text: str, sentence: Sentence, i: int, places: Sequence[Chunk]) -> Toponym | None:
    """Return a common noun for a site, a part or a border that names around it locate."""
    lemma = _sort_of(sentence, i)
    is_line = lemma in words("places", "word", "line")
    if is_line and i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].lemma.lower() in ON_BORDERS:
        return None  # "the Ai Khanum border post" is a post
    if not is_line and lemma not in words("places", "word", "site"):
        return None
    first = _first_of(sentence, i)
    before = [chunk for chunk in places if first <= chunk.first and chunk.last < i]
    after = _after(sentence, i, places)
    if before and after and sentence.tokens[i + 1].text == "of":
        return None  # "the Iraqi city of Mosul" is Mosul
    several = sentence.tokens[i].xpos == "NNS" and lemma in words("places", "word", "hall") | TOWNS
    if (several and not is_line) or any(chunk.first == i + 1 and chunk.kind == "LOC" for chunk in places):
        before, after = [], None  # "U.S. embassies", "key towns in the north"; "the German island Rügen" is Rügen
    if before and not (before[-1].kind == "NAT" and lemma in OWNED):
        capitals = (j for j in range(first, i) if sentence.tokens[j].text[0].isupper())
        first = next(capitals, before[0].first)  # "the iraqi border", in a text without capitals
        anchor = None if is_line else before[-1]
        span = span_of(sentence, first, i)
        return Toponym(span=span, sort="line" if is_line else "site", anchor=_place(sentence, anchor))
    if after is not None and not is_line and sentence.tokens[after.first - 1].text not in ("of", "from"):
        name = text[sentence.tokens[first].start : sentence.tokens[after.last].end]
        return Toponym(span=span_of(sentence, first, i), sort="site", anchor=_place(sentence, after), name=name)
    if is_line and sentence.tokens[i].xpos == "NN" and (after_with := _border_with(sentence, i, places)) is not None:
        name = text[sentence.tokens[first].start : sentence.tokens[after_with.last].end]
        return Toponym(span=span_of(sentence, first, i), sort="line", name=name)
    if lemma in words("places", "word", "field") and _is_gone_to(sentence, i):
        return Toponym(span=span_of(sentence, first, i), sort="site")
    if after is not None and sentence.tokens[i + 1].text == "of":
        return None  # "the northwest province of Latakia" is Latakia
    is_side = sentence.tokens[first].text.lower() in words("places", "word", "side")
    if first < i and is_side and lemma in words("places", "word", "tract"):
        return Toponym(span=span_of(sentence, first, i), sort="part")
    return None


def _border_with(sentence: Sentence, i: int, places: Sequence[Chunk]) -> Chunk | None:
    """Return the neighbour of "the border with Burkina Faso"."""
    if i + 1 >= len(sentence.tokens) or sentence.tokens[i + 1].text.lower() not in ("with", "between"):
        return None
    return next((chunk for chunk in places if i + 2 <= chunk.first <= i + 3), None)


def _is_gone_to(sentence: Sentence, i: int) -> bool:
    """Tell whether a noun is one known place that somebody is at or goes to ("upon her release at the airport")."""
    the = "the" in sentence.words_below(i, "det")
    before = sentence.words_below(i, "case")
    return the and bool(before & (words("places", "word", "at") | {"to"})) and sentence.tokens[i].xpos == "NN"


def _sort_of(sentence: Sentence, i: int) -> str:
    """Return the lemma that says what a noun is: its own, or before "place" its compound's ("market place")."""
    lemma = sentence.tokens[i].lemma.lower()
    if lemma == "place":
        return next((t.lemma.lower() for t in sentence.children(i, "compound")), "")
    return lemma


def _place(sentence: Sentence, chunk: Chunk | None) -> Span | None:
    return _span(sentence, chunk) if chunk else None


def _first_of(sentence: Sentence, i: int) -> int:
    """Return the first word of a noun's own phrase that is no article, pronoun or loose adjective list."""
    first = i
    while first > 0 and (
        sentence.tokens[first - 1].upos in ("NOUN", "PROPN", "ADJ") or sentence.tokens[first - 1].text in "-–"
    ):
        first -= 1
    while first < i and sentence.tokens[first].text in "-–":
        first += 1
    return first


def _after(sentence: Sentence, i: int, places: Sequence[Chunk]) -> Chunk | None:
    """Return the place named right after token `i` ("base in Tajikistan", "bridge spanning the Panj River")."""
    for chunk in places:
        if i < chunk.first <= i + REACH and chunk.kind == "LOC":
            between = sentence.tokens[i + 1 : chunk.first]
            joined = any(t.upos in ("ADP", "VERB") for t in between)
            return chunk if joined and all(t.upos in BETWEEN for t in between) else None
    return None
