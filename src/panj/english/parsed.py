"""What the model of English says of a text: sentences of tokens in a tree, and the segments of reported speech."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import msgspec
from msgspec.structs import force_setattr

if TYPE_CHECKING:
    from panj.english.acts import Sense


class _General(dict[str, str]):
    """The universal relation of each relation met."""

    def __missing__(self, relation: str) -> str:
        self[relation] = general = relation.partition(":")[0]
        return general


_GENERAL = _General()


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word as Universal Dependencies count it; `start` and `end` are offsets into the document's text.

    `i` and `head` are positions in the sentence, `head` is -1 for the root. `name` is a BIO tag (`B-PER`, `O`),
    `type` the kind of thing that a mention headed by this word is (person, place, organization, ...; "" for none).
    `relation` is the universal relation, `deprel` without its subtype: it follows, and is no one's to give.
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
    relation: str = ""

    def __post_init__(self) -> None:
        """Keep the universal relation: understand asks for it 9,000 times an article."""
        force_setattr(self, "relation", _GENERAL[self.deprel])


class Sentence(msgspec.Struct, frozen=True, dict=True):
    """A tree of tokens; `start` and `end` are offsets into the document's text; `imagined`, it tells of a scenario.

    What follows from the tokens is no one's to give: `words` and `lemmas` in lower case; `below`, the dependents of
    each token by their relation, with and without subtype, all of them under ""; `answers` to what was asked `once`.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int = 0
    sense: "Sense | None" = None
    imagined: bool = False
    words: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    below: tuple[Mapping[str, tuple[Token, ...]], ...] = ()
    answers: dict[tuple[object, int], Any] = {}

    def __post_init__(self) -> None:
        """Keep what nearly all of understand asks for: a slot is read in a tenth of the time of a `cached_property`."""
        tokens = self.tokens
        force_setattr(self, "words", tuple([token.text.lower() for token in tokens]))
        force_setattr(self, "lemmas", tuple([token.lemma.lower() for token in tokens]))
        force_setattr(self, "below", _below(tokens))
        force_setattr(self, "answers", {})

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Return where its tokens begin."""
        return tuple([token.start for token in self.tokens])

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Return where its tokens end."""
        return tuple([token.end for token in self.tokens])

    def over(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that share a character with `start` up to, not including, `end`."""
        return self.tokens[bisect_right(self.ends, start) : bisect_left(self.starts, end)]

    @cached_property
    def lexicon(self) -> frozenset[str]:
        """Return all its words and lemmas: what a table is asked before its rows are looked for word by word."""
        return frozenset(self.words).union(self.lemmas)

    @cached_property
    def predicates(self) -> frozenset[int]:
        """Return the positions of its verbs and of what stands with a copula."""
        verbs = [token.i for token in self.tokens if token.upos == "VERB"]
        return frozenset(verbs).union([token.head for token in self.tokens if token.relation == "cop"])

    @cached_property
    def dependents(self) -> tuple[tuple[int, ...], ...]:
        """Return the positions of each token's dependents, in order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                found[token.head].append(token.i)
        return tuple(map(tuple, found))

    @property
    def root(self) -> Token:
        """Return the token that depends on none."""
        return next(token for token in self.tokens if token.head < 0)

    def children(self, i: int, *relations: str) -> tuple[Token, ...]:
        """Return the dependents of token `i`, only those in `relations` (with or without subtype) if any are named."""
        # understand asks this 7,000 times an article
        below = self.below[i]
        if len(relations) == 1:
            return below.get(relations[0], ())
        if not relations or not below:
            return below.get("", ())
        found: list[tuple[Token, ...]] = []
        for name in relations:
            if name in below:
                found.append(below[name])
        if len(found) < 2:
            return found[0] if found else ()
        return tuple(sorted({token.i: token for some in found for token in some}.values(), key=_position))

    def words_below(self, i: int, *relations: str) -> set[str]:
        """Return the words of the dependents of token `i` in lower case; `relations` as `children` takes them."""
        below, words = self.below[i], self.words
        found: set[str] = set()
        for relation in relations or ("",):
            for token in below.get(relation, ()):
                found.add(words[token.i])
        return found

    def subtree(self, i: int) -> tuple[int, ...]:
        """Return the positions of token `i` and all below it, in order."""
        dependents = self.dependents
        found, at = [i], 0
        while at < len(found):
            found.extend(dependents[found[at]])
            at += 1
        return tuple(sorted(found)) if at > 1 else (i,)

    def above(self, i: int) -> Iterator[Token]:
        """Yield the head of token `i`, its head, and so on up to the root."""
        while (i := self.tokens[i].head) >= 0:
            yield self.tokens[i]


Answer = TypeVar("Answer")


def once(ask: Callable[[Sentence, int], Answer]) -> Callable[[Sentence, int], Answer]:
    """Let a question about a token be worked out once: the sentence keeps the answer, and nobody may change it."""

    @wraps(ask)
    def answer(sentence: Sentence, i: int) -> Answer:
        known, key = sentence.answers, (ask, i)
        try:
            found: Answer = known[key]
        except KeyError:
            found = known[key] = ask(sentence, i)
        return found

    return answer


_NONE: dict[str, tuple[Token, ...]] = {}
_position = attrgetter("i")


def _below(tokens: Sequence[Token]) -> tuple[Mapping[str, tuple[Token, ...]], ...]:
    found = [_NONE] * len(tokens)
    for token in tokens:
        if token.head < 0:
            continue
        below, deprel, relation = found[token.head], token.deprel, token.relation
        if not below:
            alone = (token,)
            found[token.head] = {"": alone, deprel: alone, relation: alone}
            continue
        below[""] = (*below[""], token)
        below[deprel] = (*below[deprel], token) if deprel in below else (token,)
        if deprel != relation:
            below[relation] = (*below[relation], token) if relation in below else (token,)
    return tuple(found)


def head_of(tokens: Sequence[Token]) -> Token | None:
    """Return the first of some neighbouring tokens that hangs on none of them."""
    if not tokens:
        return None
    first, last = tokens[0].i, tokens[-1].i
    for token in tokens:
        if not first <= token.head <= last:
            return token
    return None


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
    starts: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Keep where its sentences begin, which is no one's to give."""
        force_setattr(self, "starts", tuple([sentence.start for sentence in self.sentences]))
