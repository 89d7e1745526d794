"""How an act stands that is coordinated with another, also where the tree hangs it on the wrong one."""

from panj.english.parsed import Sentence, Token
from panj.understand.modality.climb import Climb, definite, is_bare, is_infinitive, marks
from panj.understand.trees import denial

INSTEAD = frozenset({"rather", "instead", "let"})  # also "let alone"
PAST_OR_PRESENT = frozenset({"VBD", "VBZ", "VBP"})
ENDS = frozenset({"end", "halt", "stop", "cessation"})


def beside(climb: Climb, token: Token, head: Token) -> bool:
    """Read a coordinated word, which stands as the first one does, save in "resigned rather than sign"."""
    if climb.sentence.words_below(token.i, "cc") & INSTEAD:  # "resigned rather than sign"
        climb.denied = not climb.denied
        return climb.rest()
    if denial.in_its_place(climb.sentence, token) and "that" in marks(climb.sentence, token.i):
        return climb.rest()  # "did not believe that they had, but that they would": believes this
    if (what := _beyond_end(climb.sentence, token, head)) is not None:
        climb.put(climb.judge(climb.sentence, what).modality)
        return climb.rest()
    clause = _hung_too_low(climb.sentence, token)
    clause = _hung_too_high(climb.sentence, token) if clause is None else clause
    if clause is not None:
        above = climb.judge(climb.sentence, clause)
        climb.put(above.modality)
        climb.condition = climb.condition or above.condition
        return climb.rest()
    return False


def _hung_too_low(sentence: Sentence, token: Token) -> int | None:
    """Return the clause that a finite verb goes on with where the tree hangs it on an infinitive below that.

    "Guests are urged to save their income and are helped by the army".
    """
    first = sentence.tokens[token.head]
    finite = (token.xpos in PAST_OR_PRESENT | {"VBN"} and not is_bare(token)) or any(
        t.xpos in PAST_OR_PRESENT for t in sentence.children(token.i, "aux", "cop")
    )
    if not finite or first.xpos != "VB" or not is_infinitive(sentence, first):
        return None
    return next(
        (t.i for t in sentence.above(first.i) if t.xpos in PAST_OR_PRESENT or sentence.children(t.i, "aux")), None
    )


def _hung_too_high(sentence: Sentence, token: Token) -> int | None:
    """Return the infinitive that a bare verb goes on with where the tree hangs it on the finite verb above.

    "Soldiers went there to disarm them, retake the town and open the road": no past says "open".
    """
    head = sentence.tokens[token.head]
    if (
        token.xpos != "VB"
        or head.xpos not in {"VBD", "VBZ", "VBN"}
        or sentence.children(token.i, "aux", "mark", "nsubj")
    ):
        return None
    if any(t.xpos == "MD" for t in sentence.children(head.i, "aux")):
        return None
    between = sentence.tokens[head.i + 1 : token.i]
    found = next((t.i for t in reversed(between) if t.xpos == "VB" and is_infinitive(sentence, t)), None)
    if found is not None or not head.deprel.startswith("acl"):
        return found
    before = reversed(sentence.tokens[: head.i])  # "to see those who survived it and meet the president"
    return next((t.i for t in before if t.xpos == "VB" and t.relation in {"xcomp", "conj", "advcl"}), None)


def _beyond_end(sentence: Sentence, token: Token, first: Token) -> int | None:
    """Return the end that is sought beside a new act which the tree counts among what is to end.

    "An end to the war, a ceasefire and free access": no ceasefire is to end.
    """
    what = sentence.tokens[first.head] if first.relation == "nmod" and first.head >= 0 else None
    known, new = definite(sentence, first.i), not definite(sentence, token.i)
    return what.i if what is not None and known and new and what.lemma.lower() in ENDS else None
