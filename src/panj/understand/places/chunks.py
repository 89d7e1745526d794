"""Names as the model of English tags them, and the words of a text that are used as places."""

from typing import Literal

import msgspec

from panj.english.parsed import Sentence, once
from panj.records import Span

Sort = Literal["name", "hall", "site", "part", "line", "seat"]


class Chunk(msgspec.Struct, frozen=True):
    """A name as the model of English tags it: tokens `first` to `last`, kind LOC, PER, ORG or NAT ("" for none)."""

    first: int
    last: int
    kind: str


class Toponym(msgspec.Struct, frozen=True):
    """Words used as a place.

    `sort` is name, hall ("Far Eastern Federal University"), site ("market in Baghdad"), part ("northern districts"),
    line ("Afghan-Tajik border") or seat ("the Syrian capital"). `anchor` is the name that says where a hall, site or
    seat is. `used` is False for a name that is no place here (an actor, an adjective) and only tells what the text is
    about.
    """

    span: Span
    sort: Sort = "name"
    used: bool = True
    anchor: Span | None = None
    name: str = ""


def chunks_of(sentence: Sentence) -> tuple[Chunk, ...]:
    """Return the names that the model of English tags, in order."""
    return _tagged(sentence, 0)


@once
def _tagged(sentence: Sentence, __: int) -> tuple[Chunk, ...]:
    found: list[Chunk] = []
    for token in sentence.tokens:
        if token.name == "O":
            continue
        mark, _, kind = token.name.partition("-")
        if mark == "I" and found and found[-1].last == token.i - 1 and found[-1].kind == kind:
            found[-1] = Chunk(found[-1].first, token.i, kind)
        elif kind:
            found.append(Chunk(token.i, token.i, kind))
    return tuple(found)


def head_of(sentence: Sentence, chunk: Chunk) -> int:
    """Return the token of a chunk that stands for it in the tree, that with its preposition if several do."""
    inside = range(chunk.first, chunk.last + 1)
    heads = [i for i in inside if sentence.tokens[i].head not in inside]
    return next((i for i in heads if len(heads) > 1 and sentence.children(i, "case")), (*heads, chunk.last)[0])


def span_of_chunk(sentence: Sentence, chunk: Chunk) -> Span:
    """Return the characters of a name."""
    return span_of(sentence, chunk.first, chunk.last)


def name_of(text: str, sentence: Sentence, chunk: Chunk) -> str:
    """Return the words of a name as the text has them."""
    return text[sentence.tokens[chunk.first].start : sentence.tokens[chunk.last].end]


def span_of(sentence: Sentence, first: int, last: int) -> Span:
    """Return the characters of tokens `first` to `last`."""
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)
