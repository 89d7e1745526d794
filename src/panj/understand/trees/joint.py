"""Who does with another what both set out to do: "works with Iraq to defeat it", "joined Oman in calling for talks"."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.understand.trees import phrases
from panj.understand.trees.tellers import ACTING

TEAMING, FOLLOWING = (words("role_words", "word", kind) for kind in ("teaming", "following"))
WITH = frozenset({"with", "alongside"})


def partners(sentence: Sentence, i: int) -> Iterator[int]:
    """Yield with whom the subject does what clause `i` says the aim of, or what both do by it."""
    clause = sentence.tokens[i]
    while clause.relation == "conj" and not sentence.children(clause.i, "nsubj", "aux"):
        clause = sentence.tokens[clause.head]  # "to degrade and destroy it"
    if clause.relation not in {"xcomp", "advcl"} or clause.head < 0 or sentence.children(clause.i, "nsubj"):
        return
    if not _shared(sentence, clause):
        return
    verb = sentence.tokens[clause.head]
    for child in sentence.children(verb.i, "obj", "obl"):
        if child.i < clause.i and child.type in ACTING and _partner(sentence, verb, child):
            yield from (t.i for t in phrases.conjuncts(sentence, child.i))


def _shared(sentence: Sentence, clause: Token) -> bool:
    """Tell whether a clause is an infinitive of aim or a gerund after "in"."""
    opening = {t.text.lower() for t in sentence.children(clause.i, "mark", "case")}
    return "to" in opening or (clause.xpos == "VBG" and "in" in opening)


def _partner(sentence: Sentence, verb: Token, child: Token) -> bool:
    lemma = verb.lemma.lower()
    if child.relation == "obj":
        return lemma in FOLLOWING
    return lemma in TEAMING and phrases.case(sentence, child.i) in WITH
