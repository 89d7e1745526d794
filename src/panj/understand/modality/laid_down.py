"""What a treaty lays down: "Under Article 5, an attack on one is an attack on all" tells of no attack.

What its text says in the present or of what will be holds for any day; what a clause beside it tells as past came
about ("under the deal, they withdrew on Friday").
"""

from collections.abc import Iterator
from itertools import pairwise

from panj.english.parsed import Sentence, Token, once
from panj.lexicon import words
from panj.records import Modality
from panj.understand.modality.climb import OPEN_ENDED, Judged, definite, determiners, has_come
from panj.understand.trees import phrases

LAWS = words("terms", "word", "law")
LAYING_DOWN = words("terms", "word", "lays down")
FINITE = frozenset({"VBZ", "VBP", "VBD"})
BINDING = frozenset({"under", "according to"})
WHICH = frozenset({"which", "that"})
INDEFINITE = frozenset({"a", "an", "no", *OPEN_ENDED})
AHEAD = frozenset({Modality.PLANNED, Modality.FORECAST})
PARTIES = frozenset({"party", "member", "signatory", "side", "ally", "state", "country", "each", "other", "either"})


def as_laid_down(sentence: Sentence, i: int, judged: Judged) -> Judged:
    """Return how an act is put, what a treaty only lays down taken out of the facts and plans."""
    on_no_if = judged.modality is Modality.CONDITIONAL and judged.condition is None
    general = judged.modality is Modality.ASSERTED or on_no_if or (judged.modality in AHEAD and _of_any(sentence, i))
    if not general or not lays_down(sentence, i):
        return judged
    return Judged(Modality.HYPOTHETICAL, judged.denied, judged.condition)


def lays_down(sentence: Sentence, i: int) -> bool:
    """Tell whether the text of a treaty says token `i`, not as something past or known."""
    if sentence.lexicon.isdisjoint(LAWS):
        return False
    token = sentence.tokens[i]
    if token.upos == "VERB" and has_come(sentence, token) and token.relation != "acl":
        return False
    if token.upos == "NOUN" and definite(sentence, i) and not _on_demand(sentence, token):
        return False
    return any(_told_by(sentence, verb, i, speaks=speaks) for verb, speaks in _rules(sentence, 0))


def _on_demand(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun is what lets a rule apply: "shall give help at its request"."""
    led = noun.relation == "obl" and phrases.case(sentence, noun.i) in {"at", "on", "upon"}
    return led and not has_come(sentence, sentence.tokens[noun.head])


def _of_any(sentence: Sentence, i: int) -> bool:
    """Tell whether an act is put as one of any: "an aggression against one member", "the parties shall consult"."""
    token = sentence.tokens[i]
    if token.upos == "NOUN":
        given = token.relation == "obj" and _of_any_party(sentence, sentence.tokens[token.head])
        return given or bool(determiners(sentence, i) & INDEFINITE)
    return _of_any_party(sentence, token)


def _of_any_party(sentence: Sentence, verb: Token) -> bool:
    shall = "shall" in sentence.words_below(verb.i, "aux")
    whose = phrases.subject(sentence, verb.i)
    return shall or verb.relation == "advcl" or (whose is not None and whose.lemma.lower() in PARTIES)


@once
def _rules(sentence: Sentence, _: int) -> tuple[tuple[Token, bool], ...]:
    """Return the verbs by which a treaty speaks (True), and those whose clause tells what holds under it (False)."""
    return tuple(dict.fromkeys(_speaking(sentence)))


def _speaking(sentence: Sentence) -> Iterator[tuple[Token, bool]]:
    for law in sentence.tokens:
        if not _is_law(sentence, law):
            continue
        above = sentence.tokens[law.head] if law.head >= 0 else None
        if above is not None and law.relation == "nsubj" and _speaks(above):
            yield above, True
        if above is not None and law.relation == "obl" and phrases.case(sentence, law.i) in BINDING and law.i < above.i:
            yield above, False
        for clause in sentence.children(law.i, "acl:relcl"):
            led = bool(sentence.words_below(clause.i, "nsubj", "obl") & WHICH)
            if led and _speaks(clause):
                yield clause, True


def _is_law(sentence: Sentence, token: Token) -> bool:
    """Tell whether a noun names the text of a treaty: "Article 5", "the 1951 treaty"."""
    return token.upos in {"NOUN", "PROPN"} and token.lemma.lower() in LAWS


def _speaks(verb: Token) -> bool:
    return verb.xpos in FINITE and verb.lemma.lower() in LAYING_DOWN


def _told_by(sentence: Sentence, verb: Token, i: int, *, speaks: bool) -> bool:
    """Tell whether token `i` stands in what a treaty says by a verb, or in the clause that holds under it."""
    if i == verb.i:
        return not speaks and not has_come(sentence, verb)
    way = (sentence.tokens[i], *sentence.above(i))
    below = next((a for a, b in pairwise(way) if b.i == verb.i), None)
    if below is None or (not speaks and has_come(sentence, verb)):
        return False
    if below.relation == "parataxis" or (
        below.relation == "conj" and sentence.children(below.i, "nsubj", "nsubj:pass")
    ):
        return False
    return not any(_is_law(sentence, t) for t in (sentence.tokens[i], below))
