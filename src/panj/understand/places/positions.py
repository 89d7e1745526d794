"""Whether a name stands where a place stands: by its preposition, its verb, and the noun that it belongs to."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.understand.trees import phrases

SAME_ROLE = frozenset({"conj", "appos", "flat", "list", "nmod:unmarked", "nmod:desc", "dep"})
ACTORS = frozenset({"person", "organization"})
THINGS = frozenset({"animal", "plant", "substance", "object"})  # "West Nile virus" is no place
TOGETHER = frozenset({"by", "with", "against", "between", "for", "like", "than", "as"})
DEEDS = frozenset({"abstract", "organization", "event"})
HEADING = 4  # tokens of a sentence that is only a heading


def is_ground(sentence: Sentence, i: int, *, state: bool, seat: bool) -> bool:
    """Tell whether the name headed by token `i` is a place here.

    `state`: it names a country, which is an actor unless something shows otherwise; `seat`: it names a capital, which
    may stand for a government.
    """
    token = _bearer(sentence, i)
    if not state and opens(sentence, i):
        return True
    preposition = phrases.case(sentence, token.i)
    governor = sentence.tokens[token.head] if token.head >= 0 else None
    lemma = governor.lemma.lower() if governor else ""
    if preposition:
        return _after_preposition(preposition, lemma, loose=not state, seat=seat)
    if governor is None:
        return not state or len(sentence.tokens) <= HEADING
    if seat and _is_government(sentence, token, governor):
        return False
    return _without_preposition(token, governor, lemma, state=state, seat=seat)


def _is_government(sentence: Sentence, token: Token, governor: Token) -> bool:
    """Tell whether a capital stands for those who govern there: "Beijing pressed both sides", "urged Dhaka to act"."""
    lemma = governor.lemma.lower()
    if token.deprel == "nsubj" and governor.upos == "VERB":
        acts = sentence.children(governor.i, "obj", "xcomp", "ccomp")
        return bool(acts) and lemma not in words("places", "word", "scene")
    if token.relation == "obj":
        return any(act.i > token.i for act in sentence.children(governor.i, "xcomp"))
    return token.deprel == "nmod:poss" and governor.type in DEEDS


def _bearer(sentence: Sentence, i: int) -> Token:
    """Return the token whose position counts: the first of a coordination, the noun that a name renames."""
    token = sentence.tokens[i]
    seen = {i}
    while not phrases.case(sentence, token.i):
        before = sentence.tokens[token.i - 1] if token.i else None
        if before and before.upos == "NOUN" and before.lemma.lower() in words("places", "word", "part"):
            upper = before
        elif token.deprel in SAME_ROLE and token.head >= 0 and sentence.tokens[token.head].upos in phrases.NOMINAL:
            upper = sentence.tokens[token.head]
        else:
            break
        if upper.i in seen:
            break
        seen.add(upper.i)
        token = upper
    return token


def _after_preposition(preposition: str, governor: str, *, loose: bool, seat: bool) -> bool:
    if preposition in words("places", "word", "at"):
        return True
    if preposition in words("places", "word", "towards") and governor in words("places", "word", "motion"):
        return True
    if preposition == "of":
        return loose or governor in words("places", "word", "part")
    if preposition == "on":
        return loose or governor in words("places", "word", "harm")
    return loose and not (seat and preposition in TOGETHER)


def _without_preposition(token: Token, governor: Token, lemma: str, *, state: bool, seat: bool) -> bool:
    if token.relation == "nsubj":
        if token.deprel == "nsubj:pass":
            return not state or lemma in words("places", "word", "ground")
        return not state and lemma not in words("places", "word", "speech")
    if token.relation == "obj":
        return not state or lemma in words("places", "word", "ground")
    if token.deprel == "nmod:poss":
        return not state or (governor.type == "place" and lemma in words("places", "word", "part"))
    if token.relation in ("compound", "amod"):
        if lemma in words("places", "word", "harm"):
            return True  # "the Kenya bombing"
        return not state and _modifies(governor, seat=seat)
    return not state


def _modifies(governor: Token, *, seat: bool) -> bool:
    """Tell whether a name before this noun says where it is: "Mosul offensive", "Edmonton residents"."""
    if governor.lemma.lower() in words("places", "word", "rule"):
        return False  # "the Kurdistan regional government"
    if governor.type in ACTORS:
        return governor.upos == "NOUN" and not seat
    return governor.type not in THINGS


def opens(sentence: Sentence, i: int) -> bool:
    """Tell whether token `i` is the town of a dateline: in capitals, or before a dash or bracket, at the very start."""
    tokens = sentence.tokens
    if i + 1 >= len(tokens) or any(not t.text[0].isupper() for t in tokens[:i]):
        return False
    return tokens[i].text.isupper() or tokens[i + 1].text in ("—", "–", "--", "(")
