"""By which words behind a noun those whom it means are named."""

from collections.abc import Iterable, Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.understand.trees import phrases

CALLING = words("role_words", "word", "calling")
LIKE = frozenset({"like", "such as"})


def called(sentence: Sentence, i: int) -> Iterator[Token]:
    """Yield the name that a participle gives to noun `i`: "a company called X"."""
    for clause in sentence.children(i, "acl"):
        if clause.xpos == "VBN" and clause.lemma.lower() in CALLING:
            yield from (t for t in sentence.children(clause.i, "xcomp", "obj", "obl") if t.upos == "PROPN")


def examples(sentence: Sentence, below: Iterable[Token]) -> tuple[Token, ...]:
    """Return the names below a noun that stand for their kind: "candidates like X", "groups such as Y and Z"."""
    first = (t for t in below if t.upos == "PROPN" and phrases.case(sentence, t.i) in LIKE)
    return tuple(t for named in first for t in phrases.conjuncts(sentence, named.i))
