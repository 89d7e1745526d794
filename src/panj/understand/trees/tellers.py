"""Who tells what stands before, and by which verb, where the tree hangs them on a word of what is told."""

from collections.abc import Iterator

import msgspec

from panj.english.parsed import Sentence, Token
from panj.lexicon import reporting
from panj.understand.trees import phrases

ACTING = frozenset({"person", "organization", "place"})  # what the model calls those who can act
Hung = tuple[int, int, str]  # a token, its new head and its relation to it


def hung(token: Token, head: int, relation: str) -> Token:
    """Return a token that hangs on another."""
    return msgspec.structs.replace(token, head=head, deprel=relation)


def tells(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb is one of saying."""
    return sentence.lemmas[verb.i] in reporting.verbs()


def told(sentence: Sentence) -> Iterator[Hung]:
    """Yield the verb of saying of a clause of its own behind a comma: "..., two nurses told the paper"."""
    for verb in sentence.tokens:
        if verb.deprel != "advcl" or verb.xpos not in phrases.FINITE or verb.head > verb.i:
            continue
        if not tells(sentence, verb) or sentence.children(verb.i, "mark"):
            continue
        first = sentence.tokens[next(i for i in sentence.subtree(verb.i) if sentence.tokens[i].upos != "PUNCT")]
        behind = verb.head < first.i and sentence.tokens[first.i - 1].text == ","
        if behind and not first.xpos.startswith("W") and phrases.subject(sentence, verb.i) is not None:
            yield verb.i, verb.head, "parataxis"


def teller(sentence: Sentence) -> Iterator[Hung]:
    """Yield who says what stands before, hung on its last noun: "killing ten, a nurse and two residents said"."""
    for verb in sentence.tokens:
        if verb.relation != "parataxis" or verb.xpos not in phrases.FINITE or verb.head > verb.i:
            continue
        if not tells(sentence, verb) or sentence.children(verb.i, "nsubj", "aux"):
            continue
        near = (sentence.tokens[verb.i - 1], *sentence.above(verb.i - 1))
        who = next((t for t in near if t.relation == "appos" and t.type in ACTING), None)
        below = sentence.subtree(who.i) if who is not None else ()
        if who is not None and below[-1] == verb.i - 1 and sentence.tokens[below[0]].text == ",":
            yield who.i, verb.i, "nsubj"


def inverted(sentence: Sentence) -> Iterator[Token]:
    """Yield who says what stands before, and his name or trait, which the tree has him do: "say men held there"."""
    if "say" not in sentence.lexicon:
        return
    for verb in sentence.tokens[2:]:
        if sentence.lemmas[verb.i] != "say" or not _after_what_is_said(sentence, verb):
            continue
        clauses = (t for t in sentence.children(verb.i, "ccomp", "parataxis") if t.i > verb.i and _bare(sentence, t))
        for clause in clauses:
            own = phrases.subject(sentence, clause.i)
            who = own or next((t for t in sentence.children(verb.i, "nsubj") if t.i == clause.i - 1), None)
            name = clause.text[:1].isupper()
            if who is not None and verb.i < who.i < clause.i and (own or name):
                yield msgspec.structs.replace(who, head=verb.i, deprel="nsubj")
                kind = {"upos": "PROPN", "xpos": "NNP", "deprel": "appos"} if name else {"xpos": "VBN", "deprel": "acl"}
                yield msgspec.structs.replace(clause, head=who.i, **kind)


def _bare(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb has nothing of a clause but a subject: "interviewed here", a name taken for one."""
    return verb.xpos in ("VBD", "VBN") and not sentence.children(verb.i, "aux", "aux:pass", "cop", "mark", "advmod")


def _after_what_is_said(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb of saying stands behind a comma and the words said, its speaker still to come."""
    told = (
        verb.head if verb.relation == "parataxis" else next((t.i for t in sentence.children(verb.i, "ccomp")), verb.i)
    )
    comma = sentence.tokens[verb.i - 1].text in (",", "”", '"', "’’", "''")
    return comma and 0 <= told < verb.i and not any(t.i < verb.i for t in sentence.children(verb.i, "nsubj"))
