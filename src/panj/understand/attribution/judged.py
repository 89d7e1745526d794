"""What a speaker calls something or holds it to be: "called it a crime", "dismissed as gossip"."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import reporting
from panj.understand.trees import phrases

POINTING = frozenset(
    {"it", "him", "her", "them", "this", "that", "these", "those", "which", "what", "who", "whom", "us", "me", "you"}
)


def has_judgement(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb says what its object is called or held to be."""
    as_what = [t for t in sentence.children(verb.i, "obl", "advcl") if t.type != "time"]
    opened = any(sentence.children(what.i, "case", "mark") for what in as_what)
    return bool(sentence.children(verb.i, "xcomp")) or opened


def called(sentence: Sentence, verb: Token) -> Token | None:
    """Return the head of what a verb's object is called: "as gossip" by any verb, "a crime" where no "to" opens it."""
    for token in sentence.children(verb.i, "obl", "advcl", "xcomp"):
        opened = {t.text.lower() for t in sentence.children(token.i, "case", "mark")}
        if token.i > verb.i and ("as" in opened or (token.relation == "xcomp" and not opened)):
            return token
    return None


def ranked(sentence: Sentence, token: Token) -> bool:
    """Tell whether what a noun is judged to be hangs on the noun itself ("the Rohingya among the most persecuted")."""
    return any(phrases.case(sentence, t.i) in {"among", "as"} for t in sentence.children(token.i, "nmod"))


def judged(sentence: Sentence, verb: Token, what: Token) -> tuple[int, ...]:
    """Return a noun and what it is judged to be ("rates the Rohingya among the most persecuted")."""
    loose = [t for t in sentence.children(verb.i, "advcl", "parataxis", "conj") if not sentence.children(t.i, "case")]
    last = min((sentence.subtree(t.i)[0] for t in loose if t.i > what.i and t.xpos == "VBG"), default=None)
    return tuple(i for i in sentence.subtree(verb.i) if i >= sentence.subtree(what.i)[0] and (last is None or i < last))


def of_pronoun(sentence: Sentence, verb: Token, *, passive: bool) -> Iterator[tuple[int, ...]]:
    """Yield what something is called that only a pronoun names: "called it a crime", "which it dismissed as gossip"."""
    about = sentence.children(verb.i, "nsubj:pass" if passive else "obj")
    relative = verb.deprel.startswith("acl")
    token = called(sentence, verb) if all(t.text.lower() in POINTING for t in about) and (about or relative) else None
    if token is not None and (token.relation != "xcomp" or token.xpos.startswith("NN")):
        kept = phrases.phrase(sentence, token.i, without=frozenset({"punct", "advcl"}))
        yield tuple(i for i in kept if i > verb.i)


def tells_it(sentence: Sentence, aside: Token) -> bool:
    """Tell whether an aside says whose words are before it, and is none of them: "asked for it, an aide said, and"."""
    own = sentence.children(aside.i, "ccomp", "xcomp", "obj", "parataxis")
    return sentence.lemmas[aside.i] in reporting.verbs() and bool(sentence.children(aside.i, "nsubj")) and not own
