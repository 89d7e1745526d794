"""Verbs as they stand: particles, voice, the kinds of clauses that complement them."""

from panj.english.parsed import Sentence, Token, once
from panj.lexicon import acts
from panj.understand.trees import phrases

BESIDE = frozenset({"compound:prt", "advmod"})  # what a particle hangs by
PARTICLES = frozenset({"back", "out", "off", "away", "down", "up", "over"})
PARTICIPLES = frozenset({"VBN", "VBD"})
FAR = 6  # tokens between a verb and its particle: a short object


def particle(sentence: Sentence, i: int) -> str:
    """Return the particle of a phrasal verb in lower case, "" for none ("out" in "pulled out of Syria")."""
    return "" if BESIDE.isdisjoint(sentence.below[i]) else _particle(sentence, i)


@once
def _particle(sentence: Sentence, i: int) -> str:
    for token in sentence.children(i, "compound:prt"):
        return token.text.lower()
    for token in sentence.children(i, "advmod"):
        word = token.text.lower()
        if token.i == i + 1 and token.xpos in {"RP", "IN", "RB"}:
            return word
        if (
            i < token.i <= i + FAR
            and word in PARTICLES
            and f"{sentence.tokens[i].lemma.lower()}_{word}" in acts.verbs()
        ):
            return word  # "pushed them back"
    return ""


def phrasal(sentence: Sentence, verb: Token) -> str:
    """Return a verb's lemma with its particle after _, as the tables write it."""
    lemma = sentence.lemmas[verb.i]
    moved = particle(sentence, verb.i) if verb.upos in {"VERB", "AUX"} else ""
    return f"{lemma}_{moved}" if moved else lemma


def is_passive(sentence: Sentence, i: int) -> bool:
    """Tell whether predicate `i` is passive, a bare participle after its noun or before it included."""
    token = sentence.tokens[i]
    if phrases.passive(sentence, i):
        return True
    if token.xpos not in PARTICIPLES or not _is_participle(sentence, token):
        return False
    if any(t.lemma.lower() == "have" for t in sentence.children(i, "aux")):
        return False
    if token.relation == "conj":
        return not sentence.children(i, "nsubj", "aux") and is_passive(sentence, token.head)
    return token.deprel in {"acl", "amod"} or (token.relation == "advcl" and not sentence.children(i, "nsubj", "aux"))


def _is_participle(sentence: Sentence, token: Token) -> bool:
    """Tell whether a verb is a past participle; beside one right behind its noun what reads as a past is one too."""
    if token.xpos != "VBD":
        return token.xpos == "VBN"
    first = sentence.tokens[token.head] if token.relation == "conj" else token
    return first.deprel == "acl" and not sentence.children(token.i, "obj", "nsubj")  # "men captured and set free"


def voice(sentence: Sentence, i: int) -> frozenset[str]:
    """Return active or passive, stative too ("troops are deployed there"), bare too ("land held by rebels")."""
    if not is_passive(sentence, i):
        return frozenset({"active"})
    auxiliaries = [token.text.lower() for token in sentence.children(i, "aux")]
    bare = sentence.tokens[i].deprel == "acl"
    stative = (bare or auxiliaries in (["is"], ["are"], ["'s"], ["'re"])) and not phrases.agent(sentence, i)
    kinds = {"passive": True, "stative": stative, "bare": bare}
    return frozenset(kind for kind, holds in kinds.items() if holds)


def clause_kinds(sentence: Sentence, i: int) -> frozenset[str]:
    """Return which clauses complement predicate `i`: to, that, if, ing; alarm = what others than the subject may do."""
    kinds = set()
    for child in sentence.children(i, "xcomp", "ccomp", "advcl"):
        marks = sentence.words_below(child.i, "mark")
        if child.relation == "ccomp" and (marks & {"if", "whether"} or is_question(sentence, child)):
            kinds.add("if")
        elif "to" in marks and (child.relation != "advcl" or sentence.children(i, "obj", "nsubj:pass", "obl")):
            kinds.add("to")
        elif child.relation == "ccomp":
            kinds.add("that")
            if is_alarm(sentence, child):
                kinds.add("alarm")
        elif child.xpos == "VBG":
            kinds.add("ing")
    return frozenset(kinds)


def is_alarm(sentence: Sentence, clause: Token) -> bool:
    """Tell whether a clause says what others might do: "warned that rebels could attack schools", not "it could"."""
    might = bool(sentence.words_below(clause.i, "aux") & {"could", "may", "might", "can"})
    others = (t for t in sentence.children(clause.i, "nsubj") if t.upos in {"NOUN", "PROPN"})
    return might and any(not sentence.children(t.i, "nmod:poss") for t in others)


def is_question(sentence: Sentence, clause: Token) -> bool:
    """Tell whether a clause is a question in its own words."""
    return any([word[0] == "?" for word in sentence.words_below(clause.i, "punct")])


def subjunctive(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a clause says what is to be, by a verb that does not agree with its subject or with the past before.

    "Insisted that he leave", "insisted that both hold talks": what both do would be "held" there.
    """
    if verb.relation != "ccomp":
        return False
    helpers = sentence.children(verb.i, "aux", "cop")
    past = sentence.tokens[verb.head].xpos == "VBD"
    plain = {"VB", "VBP", "FW", "NN"} if past else {"VB", "FW"}  # "cede" is taken for a foreign word
    bare = verb.xpos in plain if not helpers else helpers[0].text.lower() == "be"
    return bare and bool(sentence.children(verb.i, "nsubj"))
