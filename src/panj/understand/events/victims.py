"""Who was killed or hurt by an act, where a word beside it says so."""

from collections.abc import Iterable, Iterator
from functools import cache

from panj.english.parsed import Sentence, Token
from panj.lexicon import rows
from panj.understand.trees import phrases
from panj.understand.trees.predicates import surface_subjects


def victims(sentence: Sentence, token: Token) -> Iterator[int]:
    """Yield who was killed or hurt by it: "attacked a camp, killing 16", "an attack killed 16", "16 died in it"."""
    if token.upos != "NOUN":
        yield from _harmed_beside(sentence, token.i, {"advcl", "xcomp", "conj", "parataxis"})
        return
    if token.head >= 0:
        verb = sentence.tokens[token.head]
        if token.deprel == "nsubj" or (token.relation == "obl" and phrases.case(sentence, token.i) in {"in", "by"}):
            yield from _harmed(sentence, verb.i)
        beneath = (token.i, *(t.i for t in sentence.children(token.i, "nmod")))  # "an attack on a camp that killed 16"
        yield from (j for i in beneath for c in sentence.children(i, "acl") for j in _harmed(sentence, c.i))


def _harmed_beside(sentence: Sentence, i: int, relations: set[str]) -> Iterator[int]:
    for clause in sentence.children(i, *relations):
        if clause.xpos == "VBG" or clause.relation == "conj":
            yield from _harmed(sentence, clause.i)


def _harmed(sentence: Sentence, i: int) -> Iterator[int]:
    if sentence.tokens[i].lemma.lower() not in _harm():
        return
    if phrases.passive(sentence, i) or sentence.tokens[i].lemma.lower() in {"die", "perish"}:
        hurt: Iterable[int] = surface_subjects(sentence, i)
    else:
        hurt = (t.i for t in sentence.children(i, "obj"))
    yield from (t.i for j in hurt for t in phrases.conjuncts(sentence, j))


@cache
def _harm() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("befell") if row["code"] == "ASSAULT")
