"""What the model of English says of a text: sentences of tokens in a tree, and the segments of reported speech."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

import msgspec


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word as Universal Dependencies count it; `start` and `end` are offsets into the document's text.

    `i` and `head` are positions in the sentence, `head` is -1 for the root. `name` is a BIO tag (`B-PER`, `O`),
    `type` the kind of thing that a mention headed by this word is (person, place, organization, ...; "" for none).
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    name: str = "O"
    type: str = ""

    @property
    def relation(self) -> str:
        """Return the universal relation, without its subtype."""
        return self.deprel.partition(":")[0]


class Sentence(msgspec.Struct, frozen=True, dict=True):
    """A tree of tokens; `start` and `end` are offsets into the document's text."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int = 0

    @cached_property
    def dependents(self) -> tuple[tuple[int, ...], ...]:
        """Return the positions of each token's dependents, in order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                below[token.head].append(token.i)
        return tuple(map(tuple, below))

    @cached_property
    def _relations(self) -> tuple[str, ...]:
        """The universal relation of each token; understand asks for children 5,000 times an article."""
        return tuple([token.relation for token in self.tokens])

    @property
    def root(self) -> Token:
        """Return the token that depends on none."""
        return next(token for token in self.tokens if token.head < 0)

    def children(self, i: int, *relations: str) -> tuple[Token, ...]:
        """Return the dependents of token `i`, only those in `relations` (with or without subtype) if any are named."""
        below, tokens = self.dependents[i], self.tokens
        if not below or not relations:
            return tuple([tokens[j] for j in below])
        general = self._relations
        return tuple([tokens[j] for j in below if general[j] in relations or tokens[j].deprel in relations])

    def subtree(self, i: int) -> tuple[int, ...]:
        """Return the positions of token `i` and all below it, in order."""
        found, todo = [], [i]
        while todo:
            j = todo.pop()
            found.append(j)
            todo.extend(self.dependents[j])
        return tuple(sorted(found))

    def above(self, i: int) -> Iterator[Token]:
        """Yield the head of token `i`, its head, and so on up to the root."""
        while (i := self.tokens[i].head) >= 0:
            yield self.tokens[i]


class Segment(msgspec.Struct, frozen=True):
    """A stretch of reported speech: who (source), by which words (cue), what (content).

    `cue` is the position in `Parsed.segments` of the cue that a source or content belongs to.
    """

    kind: Literal["source", "cue", "content"]
    start: int
    end: int
    score: float
    cue: int | None = None


class Parsed(msgspec.Struct, frozen=True):
    """A whole text, read once: its sentences in order, and the segments of reported speech in order."""

    text: str
    sentences: tuple[Sentence, ...]
    segments: tuple[Segment, ...] = ()
