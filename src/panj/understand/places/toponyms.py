"""Which words of a text are used as places: names in a place's position, and what `sites` finds around them.

A country's name is a place where something goes on in it or goes there ("in Iraq", "fled into Tajikistan", "entered
Syria"), and an actor elsewhere ("Russia said", "Syria's representative"). Names of towns and regions are places unless
they stand for those who govern ("Moscow warned").
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from operator import attrgetter

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import words
from panj.records import Span
from panj.understand.places.chunks import Chunk, Toponym, chunks_of, head_of, name_of, span_of, span_of_chunk
from panj.understand.places.positions import is_ground
from panj.understand.places.sites import TOWNS, find_hall, find_seat, find_site
from panj.understand.trees.lookup import Stretches
from panj.world.gazetteer import Kind, Site, contains, find

AFTER_PLACED = re.compile(
    r"\b(?P<before>\w{1,40}),? (?P<placed>of|in|at|near|from|to|into) "
    r"(?=(?P<name>[^\W\d_][\w-]{0,40}(?: [^\W\d_][\w-]{0,40}){0,3})(?![-'’\w]))"
)
SHORTEST = 4  # characters of a name that is looked for again
LONGEST_CODE = 5  # letters
LONGEST = 3  # tokens of a name that the model of English does not see, or that one gains ("Washington" + "D.C.")
AREAS: frozenset[Kind] = frozenset({"country", "continent", "province", "region", "sea", "river"})
SEATS: frozenset[Kind] = frozenset({"capital", "continent"})
COMMON = frozenset().union(*(words("places", "word", sort) for sort in ("site", "part", "line", "hall", "side")))
KNOWN_SIZE = 20_000  # people of a town that is believed against the model of English


def find_toponyms(parsed: Parsed) -> list[Toponym]:
    """Return the toponyms of a text in order, those not used as places among them."""
    people, grounds = surnames(parsed), _grounds(parsed)
    found = [t for sentence in parsed.sentences for t in _of_sentence(parsed.text, sentence, people, grounds)]
    found += _again(parsed, found)
    return sorted(found, key=attrgetter("span", "sort"))


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
    named = Counter([(name_of(parsed.text, s, chunk), chunk.kind) for s in parsed.sentences for chunk in chunks_of(s)])
    places = [n for (n, kind), count in named.items() if kind == "LOC" and count > named.get((n, "PER"), 0)]
    return frozenset([name for name in places if _known(name)])


def _of_sentence(text: str, sentence: Sentence, people: frozenset[str], grounds: frozenset[str]) -> Iterator[Toponym]:
    chunks = [
        Chunk(c.first, c.last, "LOC") if c.kind == "PER" and name_of(text, sentence, c) in grounds else c
        for c in _chunks(text, sentence)
    ]
    places = [chunk for chunk in chunks if chunk.kind in ("LOC", "NAT")]
    taken = {i for chunk in chunks for i in range(chunk.first, chunk.last + 1)}
    nouns = [t.i for t in sentence.tokens if t.upos == "NOUN" and t.i not in taken]
    sites = [s for i in nouns if (s := find_seat(sentence, i, places) or find_site(text, sentence, i, places))]
    yield from sites
    before: tuple[Chunk, Toponym] | None = None
    for chunk in chunks:
        toponym = _name(text, sentence, chunk) or find_hall(sentence, chunk, places)
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
    chunks = sorted([*tagged, *_untagged(text, sentence, taken)], key=attrgetter("first"))
    chunks = [Chunk(c.first, c.last, "LOC") if _of_its_kind(text, sentence, c) else c for c in chunks]
    for i, (chunk, after) in enumerate(pairwise(chunks)):
        if chunk.kind in ("PER", "ORG", "") and after.kind in ("LOC", "") and _is_in(text, sentence, chunk, after):
            chunks[i] = Chunk(chunk.first, chunk.last, "LOC")
    return chunks


def _of_its_kind(text: str, sentence: Sentence, chunk: Chunk) -> bool:
    """Tell whether what is taken for a person is a place by the noun behind it: "Russia's Samara region"."""
    behind = sentence.lemmas[chunk.last + 1 : chunk.last + 2]
    return chunk.kind == "PER" and bool(behind) and behind[0] in TOWNS and bool(_known(name_of(text, sentence, chunk)))


def _joined(sentence: Sentence, before: Chunk, chunk: Chunk) -> bool:
    """Tell whether only a comma or conjunction stands between two names, which then have one part in the sentence."""
    between = sentence.tokens[before.last + 1 : chunk.first]
    return 0 < len(between) <= 2 and all(t.text in (",", "and", "or", "&") for t in between)


def _is_in(text: str, sentence: Sentence, chunk: Chunk, area: Chunk) -> bool:
    """Tell whether the gazetteer knows a place of this name in the area named after it ("Alvin, Texas")."""
    if area.first - chunk.last != 2 or sentence.tokens[chunk.last + 1].text != ",":
        return False
    states = ("country", "province")
    areas = [f.site for f in find(name_of(text, sentence, area)) if f.site.kind in states]
    inside = [f.site for f in find(name_of(text, sentence, chunk)) if f.site.kind not in states]
    return any(contains(area, site) for area in areas for site in inside)


def _longer(text: str, sentence: Sentence, chunk: Chunk) -> Chunk:
    """Return a place's name with what the gazetteer knows to belong to it ("Washington D.C.", "[United] States")."""
    if chunk.kind != "LOC":
        return chunk
    before = sentence.tokens[max(chunk.first - LONGEST, 0) : chunk.first]
    after = sentence.tokens[chunk.last + 1 : chunk.last + 1 + LONGEST]
    least = chunk.first - len(list(takewhile(_fits, reversed(before))))
    most = chunk.last + len(list(takewhile(_fits, after)))
    for first in range(least, chunk.first + 1):
        for last in range(most, chunk.last - 1, -1):
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
                free = taken.isdisjoint(range(i, last + 1)) and _is_name(tokens[i : last + 1])
                if free and _known(text[tokens[i].start : tokens[last].end]):
                    yield Chunk(i, last, "NAT" if tokens[i].deprel == "amod" else "")
                    step = last + 1 - i
                    break
        i += step


def _name(text: str, sentence: Sentence, chunk: Chunk) -> Toponym | None:
    """Return a name as a toponym; if the model of English saw none, only one well known and in a place's position."""
    span = span_of_chunk(sentence, chunk)
    if chunk.kind == "NAT":
        return Toponym(span=span, used=False)
    head = head_of(sentence, chunk)
    if chunk.kind == "LOC":
        if _is_common(sentence, chunk) or _is_no_place(sentence, chunk, span.of(text)) or _is_doer(sentence, head):
            return None
        kinds = {found.site.kind for found in find(span.of(text))}
        used = is_ground(sentence, head, state="country" in kinds, seat=not kinds.isdisjoint(SEATS))
        return Toponym(span=span, used=used)
    timed = any(t.type == "time" for t in (sentence.tokens[head], *sentence.tokens[chunk.last + 1 : chunk.last + 2]))
    doubtful = chunk.kind == "ORG" or chunk.first != chunk.last or timed  # "in March 2022"
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
    return sentence.words[max(0, head - 2) : head] == ("hands", "of")


def _is_code(name: str) -> bool:
    """Tell whether a name that no gazetteer has is initials or a code: "the NICU", "H5N1"."""
    return len(name) <= LONGEST_CODE and (name.isupper() or any(map(str.isdecimal, name)))


def _signs(sentence: Sentence, chunk: Chunk) -> bool:
    """Tell whether a name is the agency of a dateline: "KYIV, June 14 (Meridian) - "."""
    around = [t.text for t in (*sentence.tokens[chunk.first - 1 : chunk.first], *sentence.tokens[chunk.last + 1 :][:2])]
    return around[:2] == ["(", ")"] and around[2:] in (["-"], ["–"], ["—"], ["--"])


def _is_common(sentence: Sentence, chunk: Chunk) -> bool:
    """Tell whether a name is only a word for a kind, a side or a part ("the Center", "Downtown")."""
    return chunk.first == chunk.last and sentence.words[chunk.first] in COMMON
