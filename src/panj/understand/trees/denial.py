"""Words by which a clause says that something is not so, other than "not": "no troops", "nor did they", "was false"."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import reality, words
from panj.understand.trees import phrases

NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing"})
CHOICES = frozenset({"choice", "option", "alternative"})
SLOTS = frozenset({"nsubj", "obj", "obl", "cc"})  # where a word can stand that denies its verb
NEITHER = frozenset({"neither", "nor"})
HARDLY = frozenset({"hardly", "scarcely", "barely"})
SINGLE = frozenset({"single", "one"})
DENYING = NOBODY | HARDLY | {"few", "not"}
EMPTYING = DENYING | NEITHER  # words of which `empty` and `none_of` need one
FALSELY = words("role_words", "word", "falsely")
SIGNS = words("role_words", "word", "sign")
WITHHOLDING = words("role_words", "word", "withholding")
TURNING_OUT = words("role_words", "word", "turning-out")


def empty(sentence: Sentence, child: Token) -> bool:
    """Tell whether what stands beside a verb in one of the `SLOTS` denies it.

    A subject that is nobody ("no troops", "neither side"), an object that is nothing ("has sent no weapons"), a time
    that is none ("at no point"), "nor" before a clause of its own ("nor did they attack").
    """
    if child.relation == "nsubj":
        below = sentence.children(child.i, "nmod")  # "the army by no means attacked", as some trees have it
        return nobody(sentence, child) or neither(sentence, child) or any(phrases.never(sentence, t) for t in below)
    if child.relation == "obl":
        return phrases.never(sentence, child)
    if child.relation == "cc":
        if child.text.lower() == "neither":
            return child.i < child.head  # "neither the army nor its allies attacked", hung on the verb
        return child.text.lower() == "nor" and bool(sentence.children(child.head, "aux", "nsubj"))
    if child.text.lower() == "none" and child.relation == "obj":
        return True  # "Morocco will send none"
    return any(t.text.lower() == "no" and none_of(sentence, t) for t in sentence.children(child.i, "det"))


def nobody(sentence: Sentence, token: Token) -> bool:
    """Tell whether a subject is "nobody", "no troops", "not a single soldier" or "hardly any"."""
    if sentence.lexicon.isdisjoint(DENYING):
        return False
    determiners = sentence.words_below(token.i, "det")
    counted = sentence.words_below(token.i, "amod", "nummod")
    adverbs = sentence.words_below(token.i, "advmod")
    few = "few" in counted or token.text.lower() == "few"
    if (few and not determiners) or adverbs & HARDLY:
        return True  # "few residents fled", "few expect it", not "a few"
    return token.text.lower() in NOBODY or bool(determiners & NOBODY) or ("not" in adverbs and bool(counted & SINGLE))


def neither(sentence: Sentence, token: Token) -> bool:
    """Tell whether a subject is "neither A nor B"."""
    return not sentence.lexicon.isdisjoint(NEITHER) and any(
        child.text.lower() in NEITHER for child in sentence.children(token.i, "cc", "advmod")
    )


def in_its_place(sentence: Sentence, second: Token) -> bool:
    """Tell whether a second word says what is so in place of the first: "not a crime but an act of war"."""
    return second.relation == "conj" and "but" in sentence.words_below(second.i, "cc")


def of_first(sentence: Sentence, child: Token) -> bool:
    """Tell whether a word denies the first of two only ("not a crime but", "no accident but")."""
    return phrases.denies(sentence, child) or (child.relation == "det" and child.text.lower() == "no")


def almost(sentence: Sentence, i: int) -> bool:
    """Tell whether what stands right before a verb says that it was done but for little: "all but destroyed it"."""
    return sentence.words[max(0, i - 2) : i] == ("all", "but")


def none_of(sentence: Sentence, determiner: Token) -> bool:
    """Tell whether a determiner says that there is none; the "no" of "a no-fly zone" does not."""
    after = sentence.tokens[determiner.i + 1 : determiner.i + 3]
    if len(after) == 2 and after[0].lemma.lower() in CHOICES and after[1].text.lower() in {"but", "other"}:
        return False  # "had no choice but to leave"
    if after and after[0].lemma == "time" and sentence.lemmas[after[0].head] in {"lose", "waste"}:
        return False  # "wasted no time in attacking it"
    return determiner.text.lower() in NOBODY and not (after and after[0].text in {"-", "‑"})


def falsely(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb says something that is not so ("falsely claims", "wrongly accused")."""
    return bool(sentence.words_below(verb.i, "advmod") & FALSELY)


def no_sign(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun says that nothing shows something ("there is no sign of it", "found no proof of it")."""
    if noun.lemma.lower() not in SIGNS:
        return False
    above = noun.relation in {"obj", "nsubj"} and phrases.negated(sentence, noun.head)
    return above or any(none_of(sentence, t) for t in sentence.children(noun.i, "det"))


def of_report(sentence: Sentence, noun: Token) -> reality.Effect | None:
    """Return what adjectives before a word for a report make of what it says ("false reports that", "a fake video")."""
    table = reality.selectors()
    said = (noun, *sentence.children(noun.i, "amod"))
    return next((e for t in said if (e := table.get(("report", t.lemma.lower())))), None)


def of_false_report(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun is a report that is said to be false."""
    told = ("n-that", noun.lemma.lower()) in reality.selectors()
    return told and noun.relation == "nsubj" and found_false(sentence, sentence.tokens[noun.head])


def found_false(sentence: Sentence, predicate: Token) -> bool:
    """Tell whether a predicate says of its subject that it is not so ("is false", "proved to be untrue")."""
    turning = predicate.lemma.lower() in TURNING_OUT
    said = (predicate, *(sentence.children(predicate.i, "xcomp") if turning else ()))
    table = reality.selectors()
    words = (t.lemma.lower() if t.upos == "ADJ" else t.text.lower() for t in said if t.upos == "ADJ" or t.xpos == "VBN")
    effects = (table.get(("a-that", word)) for word in words)  # "was invented"
    denied = any(e is not None and e.denies and e.becomes == "same" for e in effects)
    return denied and not any(phrases.negated(sentence, word.i) for word in said)


def withheld(sentence: Sentence, verb: Token) -> bool:
    """Tell whether saying is what somebody does not do: "declined to confirm that", "stopped short of saying that"."""
    if verb.relation not in {"xcomp", "advcl"} or sentence.lemmas[verb.head] not in WITHHOLDING:
        return False
    return verb.relation == "xcomp" or not sentence.words_below(verb.i, "mark").isdisjoint({"of", "from"})
