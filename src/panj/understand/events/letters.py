"""Whose a text is that asks or accuses, and to whom it goes: "sent the Council a letter demanding a vote"."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import reporting, words
from panj.understand.trees import phrases
from panj.understand.trees.predicates import is_relative, surface_subjects
from panj.understand.trees.tellers import ACTING

LETTERS, WRITING, ISSUING = (words("role_words", "word", kind) for kind in ("letter", "writing", "issuing"))


def addressees(sentence: Sentence, act: Token) -> tuple[int, ...]:
    """Return to whom the letter goes in which somebody does what token `act` says, or with which he does it."""
    above = sentence.tokens[act.head] if act.head >= 0 and act.relation in {"acl", "advcl", "xcomp"} else None
    for verb in (act, *((above,) if above is not None else ())):
        if verb.lemma.lower() in LETTERS and (found := _to(sentence, verb.i, "nmod")):
            return found
        if verb.lemma.lower() in WRITING and (found := _to(sentence, verb.i, "obl")):
            return found
        for thing in sentence.children(verb.i, "obl", "obj"):
            sent = thing.lemma.lower() in LETTERS
            if sent and (found := _to(sentence, thing.i, "nmod") or _to(sentence, verb.i, "obl")):
                return found
    return ()


def _to(sentence: Sentence, i: int, relation: str) -> tuple[int, ...]:
    below = (t for t in sentence.children(i, relation) if t.type in ACTING)
    return tuple(t.i for t in below if phrases.case(sentence, t.i) == "to")


def makers(sentence: Sentence, i: int) -> Iterator[int]:
    """Yield whose statement, letter or resolution token `i` is: its owner, or who has issued, sent or adopted it."""
    text = sentence.tokens[i]
    if text.upos != "NOUN" or text.lemma.lower() not in reporting.documents() | LETTERS:
        return
    verb, owners = sentence.tokens[text.head], sentence.children(i, "nmod:poss")
    if owners and owners[0].upos == "PRON" and text.relation == "obl":
        behind = [t for t in sentence.children(verb.i, "nsubj") if t.i > i]  # "in her statement condemning it, X said"
        owners = tuple(behind[:1]) or owners
    yield from (t.i for t in owners)
    if owners or text.head < 0:
        return
    if text.relation == "obj" and verb.lemma.lower() in ISSUING:
        yield from surface_subjects(sentence, verb.i)
    for clause in sentence.children(i, "acl:relcl"):
        if clause.lemma.lower() in ISSUING:
            yield from (t.i for t in sentence.children(clause.i, "nsubj") if not is_relative(t))
