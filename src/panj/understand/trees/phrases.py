"""Phrases of a tree: which tokens and characters belong to a noun, a clause, an argument."""

from collections.abc import Iterable

from panj.english.parsed import Sentence, Token, once
from panj.lexicon import reporting, words
from panj.records import Span

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
INSIDE = frozenset(
    {"det", "amod", "compound", "nummod", "nmod:poss", "flat", "nmod:desc", "nmod:unmarked", "goeswith", "fixed"}
)
PASSIVE = frozenset({"nsubj:pass", "aux:pass", "csubj:pass"})
CHARGING = frozenset({"accuse", "deny", "warn"})  # "said they have shelled it and denied that": the teller denies
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NEGATIONS = frozenset({"not", "never", "n't", "neither", "nor"})
DENYING = NEGATIONS | {"no", "less"}  # a sentence with none of these denies nothing
OF_TIME = frozenset({"longer", "more", "again", "once", "yet", "before"})
AT_ANY = frozenset({"point", "time", "stage", "moment", "way", "mean", "means", "account", "circumstance"})
ONLY = frozenset({"only", "just", "merely", "simply", "solely"})
LOOSE = frozenset({"appos", "acl", "acl:relcl", "parataxis", "conj", "cc", "punct", "advcl", "advcl:relcl"})
# A clause that follows a noun or hangs loosely on it is no part of its name.
OPENING = frozenset({"case", "cc", "mark", "punct", "cc:preconj", "advmod"})


def span_of(sentence: Sentence, positions: Iterable[int]) -> Span:
    """Return the characters from the first to the last of these tokens; ValueError for none."""
    kept = list(positions)
    return Span(sentence.tokens[min(kept)].start, sentence.tokens[max(kept)].end)


@once
def chunk(sentence: Sentence, i: int) -> tuple[int, int]:
    """Return the first and last position of the unbroken noun phrase around head `i`, without what comes after it."""
    below = {i}
    for j in sentence.dependents[i]:
        token = sentence.tokens[j]
        if token.deprel in INSIDE or (j < i and token.relation in {"nmod", "advmod", "nummod"}):
            below.update(sentence.subtree(j))
        elif token.relation == "punct" and j < i:
            below.add(j)
    first = last = i
    while first - 1 in below:
        first -= 1
    while last + 1 in below:
        last += 1
    while first < i and (sentence.tokens[first].upos == "PUNCT" or sentence.tokens[first].deprel in {"case", "cc"}):
        first += 1
    return first, last


def phrase(sentence: Sentence, i: int, *, without: frozenset[str] = frozenset()) -> tuple[int, ...]:
    """Return the positions of the whole phrase of head `i`, less its preposition, conjunction and edge punctuation.

    Dependents by a relation in `without` are left out with all below them.
    """
    kept = {i}
    for j in sentence.dependents[i]:
        token = sentence.tokens[j]
        if token.deprel in without or token.relation in without:
            continue
        if token.relation in {"case", "cc", "mark"} and j < i:
            continue
        kept.update(sentence.subtree(j))
    return trim(sentence, unbroken(kept, i))


def unbroken(positions: set[int], i: int) -> tuple[int, ...]:
    """Return the run of positions around `i` that has no gap."""
    first = last = i
    while first - 1 in positions:
        first -= 1
    while last + 1 in positions:
        last += 1
    return tuple(range(first, last + 1))


def trim(sentence: Sentence, positions: tuple[int, ...]) -> tuple[int, ...]:
    """Return the positions without punctuation at their ends, closing brackets excepted."""
    first, last = 0, len(positions)
    while first < last - 1 and sentence.tokens[positions[first]].upos == "PUNCT":
        first += 1
    while last - 1 > first and sentence.tokens[positions[last - 1]].upos == "PUNCT":
        last -= 1
    return positions[first:last]


def subject(sentence: Sentence, i: int) -> Token | None:
    """Return the grammatical subject of predicate `i`, active or passive, its own or shared by coordination.

    Of several the nearest that is no mere title: a dateline or a heading may be taken for another one.
    """
    below = sentence.below[i]
    own = sentence.children(i, "nsubj", "csubj") if "csubj" in below else below.get("nsubj", ())
    if "nsubj:outer" in below:
        own = tuple([token for token in own if token.deprel != "nsubj:outer"])
    if len(own) == 1:
        return own[0]
    if own:
        titles = words("relation_words", "word", "title")
        return min(own, key=lambda token: (token.text.lower().rstrip(".") in titles, abs(token.i - i)))
    head = sentence.tokens[i]
    if head.relation == "conj" and head.head >= 0:
        teller = goes_on_telling(sentence, i)
        return subject(sentence, head.head if teller is None else teller.i)
    return None


@once
def goes_on_telling(sentence: Sentence, i: int) -> Token | None:
    """Return the verb of saying whose teller also says verb `i`, which the tree hangs on what is said.

    "Estonia said three jets violated its airspace, and requested talks": behind a comma, where no jet can ask, or where
    the first verb tells what was or will be ("said the army was loyal and asked ECOWAS to stay").
    """
    verb, told = sentence.tokens[i], reporting.verbs()
    first = sentence.tokens[verb.head]
    saying = sentence.tokens[first.head] if first.relation == "ccomp" and first.head >= 0 else None
    if saying is None or not saying.i < first.i < i or verb.xpos not in FINITE or verb.lemma.lower() not in told:
        return None
    if saying.lemma.lower() not in told or sentence.children(i, "nsubj", "aux"):
        return None
    whose = [t for t in sentence.children(first.i, "nsubj") if t.i < first.i]
    mute = bool(whose) and whose[-1].upos == "NOUN" and whose[-1].type not in {"person", "organization", ""}
    comma = any(t.text == "," for t in sentence.tokens[max(0, i - 3) : i])
    helpers = sentence.children(first.i, "aux", "cop")
    had = {"had", "has", "have"} if told[verb.lemma.lower()].kind in CHARGING else {"had"}
    past = any(t.lemma.lower() == "be" or t.xpos == "MD" or t.text.lower() in had for t in helpers)
    state = past and verb.xpos == "VBD"
    return saying if mute or comma or state else None


@once
def gapped(sentence: Sentence, i: int) -> int | None:
    """Return the passive verb whose auxiliary a second one shares: "killed" of "40 were killed and 90 wounded"."""
    verb = sentence.tokens[i]
    second = verb.xpos == "VBN" and verb.deprel == "conj" and bool(sentence.children(i, "nsubj"))
    return verb.head if second and not sentence.children(i, "aux") and passive(sentence, verb.head) else None


def passive(sentence: Sentence, i: int) -> bool:
    """Tell whether predicate `i` is in the passive; a perfect with an object is not, whatever its subject is called."""
    if PASSIVE.isdisjoint(sentence.below[i]):
        return False
    helpers, objects = sentence.children(i, "aux"), sentence.children(i, "obj")
    if sentence.tokens[i].xpos == "VBD" and objects and not helpers:
        return False  # "Gunmen kidnapped 200 children"
    measures = (t for t in sentence.children(i, "obl:unmarked") if t.i > i and t.type != "time")
    if not helpers and not sentence.children(i, "cop") and any(measures):
        return False  # "forces liberated about 12 square kilometres", taken for a participle with a measure
    perfect = any(t.lemma.lower() == "have" for t in helpers)
    return not (perfect and objects and not sentence.children(i, "aux:pass"))


def agent(sentence: Sentence, i: int) -> Token | None:
    """Return the head of the by-phrase of a passive predicate, if it has one."""
    for token in sentence.children(i, "obl", "nmod"):
        if token.type != "time" and (token.deprel.endswith(":agent") or case(sentence, token.i) == "by"):
            return token  # not "was delayed by a week"
    return None


def case(sentence: Sentence, i: int) -> str:
    """Return the preposition of phrase `i` in lower case, its fixed parts included ("according to"); "" for none."""
    marks = sentence.below[i].get("case")
    if not marks:
        return ""
    if len(marks) == 1 and marks[0].i < i and not sentence.below[marks[0].i]:
        return sentence.words[marks[0].i]  # nearly always
    parts = [j for t in marks if t.i < i for j in (t.i, *[child.i for child in sentence.children(t.i, "fixed")])]
    return " ".join([sentence.words[j] for j in parts])


def stranded(sentence: Sentence, i: int) -> str:
    """Return the preposition that token `i` has left behind ("which they held talks with"), "" for none."""
    return next((sentence.words[t.i] for t in sentence.children(i, "case") if t.i > i), "")


def conjuncts(sentence: Sentence, i: int) -> tuple[Token, ...]:
    """Return token `i` and what is coordinated with it, in order."""
    return (sentence.tokens[i], *sentence.below[i].get("conj", ()))


def negated(sentence: Sentence, i: int) -> bool:
    """Tell whether predicate `i` itself carries a negation."""
    if sentence.lexicon.isdisjoint(DENYING):
        return False
    beside = sentence.children(i, "advmod", "cc", "det", "obl")
    return any(denies(sentence, token) or never(sentence, token) for token in beside)


def denies(sentence: Sentence, word: Token) -> bool:
    """Tell whether a word beside a predicate is a negation of all of it ("not", "no longer", "never again")."""
    if word.lemma.lower() in NEGATIONS:
        return not merely(sentence, word)
    if word.text.lower() == "less":
        return bool(sentence.words_below(word.i) & {"much", "still", "even"})  # "did not attack, much less seize it"
    of_time = word.text.lower() in OF_TIME and word.relation == "advmod"
    return of_time and bool(sentence.words_below(word.i) & (NEGATIONS | {"no"}))


def never(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a phrase says that something was not so at any time or in any way ("at no point")."""
    return noun.lemma.lower() in AT_ANY and "no" in sentence.words_below(noun.i, "det")


NEAR = frozenset({"nearly", "almost"})
WHOLE = frozenset({"all", "every", "each", "both"})


def merely(sentence: Sentence, negation: Token) -> bool:
    """Tell whether a negation denies only that something is all ("not only"), or tells how much ("nearly daily")."""
    if negation.text.lower() in NEAR:
        after = sentence.tokens[negation.i + 1 : negation.i + 2]
        return any(t.upos in {"ADJ", "ADV", "NUM"} or t.text.lower() in WHOLE for t in after)
    following = [t.text.lower() for t in sentence.tokens[negation.i + 1 : negation.i + 5]]
    time = following[1:] == ["the", "first", "time"] or following[:1] == ["until"]  # "not until May"
    return time or bool(ONLY.intersection(following[:1]))
