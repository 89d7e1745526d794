"""What a number counts, as the tree shows it, and whether it counts anything at all."""

from collections.abc import Sequence
from itertools import takewhile

import msgspec

from panj.english.parsed import Sentence, Token
from panj.lexicon import reporting, words
from panj.lexicon.counted import kind_of, singular
from panj.records import Span
from panj.understand.quantities.amounts import Amount
from panj.understand.quantities.numerals import HYPHENS, Term
from panj.understand.trees import phrases
from panj.understand.trees.offsets import Offsets

COUNTING = frozenset({"nummod", "compound", "amod", "det", "nmod", "advmod", "dep", "obl", "cc", "conj"})
POINTING = frozenset({"the", "these", "those", "other", "last", "first", "all", "both"})
AFTER_ONE = frozenset({"of", "another", "who", "that", "which", "is", "was", "such", "more"})
BEFORE_ONE = frozenset({"no", "any", "every", "each", "this", "that", "which", "the", "not", "another", "one", "-"})
SOME_DAY = frozenset({"only", "just", "for", "in", "within", "after", "least", "than", "about", "another", "exactly"})
SUPPOSING = frozenset({"if", "unless"})
ESTIMATING = frozenset({"put", "estimate", "place", "set"})
NUMBERS = frozenset({"number", "figure", "toll", "total", "strength"})
BESIDE = frozenset({"parataxis", "conj", "advcl"})  # of a clause to the one before: ";", "and", "while"
PAIRS = frozenset({"the", "our", "these", "those", "both"})  # "the two leaders" points, it does not count
FEW_SPEAKERS = 10
MANY = 2200  # numbers from which on they are no years
UNNAMED = frozenset({"unnamed", "anonymous", "unidentified"})
PART_OF = frozenset({"member"})  # says nothing without the whole: "members of the security forces"
RELATIVE = frozenset({"whom", "which"})
ALL_OF = frozenset({"all", "the"})
FURTHER = words("role_words", "word", "further")
STREETS = words("role_words", "word", "street")
BARE = frozenset({"NUM", "NOUN", "PROPN", "PRON", "ADJ", "DET", "SYM"})


class Counted(msgspec.Struct, frozen=True):
    """The counted noun in its sentence, and the characters of its phrase without the number."""

    sentence: Sentence
    noun: Token
    span: Span


Head = tuple[Sentence, Token] | None


def counted_by(terms: Sequence[Term], amount: Amount, offsets: Offsets) -> Counted | None:
    """Return the noun that an amount counts; None if no noun is there."""
    start, end = terms[amount.core[0]].start, terms[amount.core[1] - 1].end
    if amount.glued:
        return _glued(terms, amount, offsets)
    head = offsets.head(start, end)
    if head is None:
        return None
    sentence, token = head
    noun = _noun_of(sentence, token, end)
    return _phrase(sentence, noun, terms[amount.last - 1].end) if noun is not None else None


def _glued(terms: Sequence[Term], amount: Amount, offsets: Offsets) -> Counted | None:
    """Return the noun that a hyphen ties to the number: "six-member", "5,000-strong force"."""
    at = amount.core[1] + 1
    at += at + 1 < len(terms) and terms[at].text == "strong" and terms[at + 1].text[0].isalpha()
    word = terms[at] if at < len(terms) else None
    found = offsets.head(word.start, word.end) if word else None
    if word is None or found is None:
        return None
    sentence, token = found
    head = sentence.tokens[token.head] if token.upos == "ADJ" and token.relation == "amod" else token
    noun = head if head.i > token.i and head.upos == "NOUN" else token  # "900-strong Ghanaian battalion"
    return Counted(sentence, noun, Span(word.start, max(word.end, noun.end)))


def _noun_of(sentence: Sentence, token: Token, end: int) -> Token | None:
    elsewhere = _put_at(sentence, token) or _shared_subject(sentence, token) or _counted_before(sentence, token)
    elsewhere = elsewhere or _so_strong(sentence, token)
    if elsewhere is not None:
        return elsewhere
    below = [child for child in sentence.children(token.i, "nmod") if phrases.case(sentence, child.i).endswith("of")]
    outside = [child for child in below if child.start >= end and child.upos in {"NOUN", "PROPN"}]
    if outside:
        return outside[0]
    if below and below[0].start < end:  # "tens of thousands of Afghans"
        return _noun_of(sentence, below[0], end)
    head = sentence.tokens[token.head] if token.head >= 0 else None
    if head is not None and any(
        part.text in {",", ";"} or part.upos == "AUX" for part in sentence.tokens[token.i : head.i]
    ):
        return _next_noun(sentence, token, end)
    if head is not None and head.start >= end and token.relation in COUNTING and head.upos in {"NOUN", "PROPN"}:
        return head
    return _next_noun(sentence, token, end)


def _put_at(sentence: Sentence, token: Token) -> Token | None:
    """Return what is counted in "put the number of soldiers at over 100"."""
    verb = sentence.tokens[token.head] if token.relation == "obl" and token.head >= 0 else None
    cases = {t.text.lower() for t in sentence.children(token.i, "case")}
    if verb is None or verb.lemma.lower() not in ESTIMATING or "at" not in cases:
        return None
    on_condition = any(SUPPOSING & sentence.words_below(t.i, "mark") for t in sentence.children(verb.i, "advcl"))
    return None if on_condition else _put(sentence, verb)  # "put the force at 7,000 if Uganda joined"


def _put(sentence: Sentence, verb: Token) -> Token | None:
    """Return what a verb of estimating puts at a number: the noun of "the number of", or a body of forces."""
    put = list(sentence.children(verb.i, "obj"))
    numbers = [t for t in put if t.lemma.lower() in NUMBERS]
    counted = (c for t in numbers for c in sentence.children(t.i, "nmod") if phrases.case(sentence, c.i) == "of")
    bodies = (t for t in put if kind_of(singular(t.text.lower())) == "force")  # "put the garrison at 7,000"
    return next(counted, None) or next(bodies, None)


def _numbered(sentence: Sentence, verb: Token) -> Token | None:
    """Return the noun with which a body of forces is put at a number: "put the garrison at 900 men"."""
    bodies = [t for t in sentence.children(verb.i, "obj") if kind_of(singular(t.text.lower())) == "force"]
    nouns = (t for t in sentence.children(verb.i, "obl", "obj") if phrases.case(sentence, t.i) == "at")
    return next((t for t in nouns if bodies and sentence.children(t.i, "nummod")), None)


def _counted_before(sentence: Sentence, token: Token) -> Token | None:
    """Return the noun that another's bare number takes over ("put the number of its men at 40; Juba spoke of 90").

    What was put at a number with a noun of its own is counted by that noun ("put the garrison at 900 men, while").
    """
    verb = sentence.tokens[token.head] if token.relation == "obl" and token.head >= 0 else None
    spoken = verb is not None and verb.lemma.lower() == "speak" and phrases.case(sentence, token.i) == "of"
    if verb is None or not spoken or verb.relation not in BESIDE or token.upos != "NUM":
        return None
    before = [t for t in reversed(sentence.tokens[: verb.i]) if t.lemma.lower() in ESTIMATING]
    counted = next(filter(None, (_numbered(sentence, t) or _put(sentence, t) for t in before)), None)
    return None if counted is None or sentence.children(counted.i, "acl") else counted  # "of men killed at 40"


def _so_strong(sentence: Sentence, token: Token) -> Token | None:
    """Return what is so many strong ("the garrison in Idlib is 8,000 strong")."""
    head = sentence.tokens[token.head] if token.head > token.i else None
    return phrases.subject(sentence, head.i) if head is not None and head.text.lower() == "strong" else None


def _shared_subject(sentence: Sentence, token: Token) -> Token | None:
    """Return the noun that a bare number takes over ("14 people were killed and more than 30 wounded")."""
    verb = sentence.tokens[token.head] if token.relation == "nsubj" and token.head >= 0 else None
    if verb is None or token.upos != "NUM" or verb.relation != "conj" or verb.xpos != "VBN":
        return None
    before = phrases.subject(sentence, verb.head)
    return before if before is not None and before.upos == "NOUN" else None


def _next_noun(sentence: Sentence, token: Token, end: int) -> Token | None:
    """Return the noun of an unbroken run of adjectives and nouns after the number, whatever the tree says."""
    found = None
    for following in sentence.tokens[token.i + 1 :]:
        if following.start < end:
            continue
        if following.upos not in {"ADJ", "NOUN", "PROPN"} or (found and found.xpos in {"NNS", "NNPS"}):
            break
        found = following if following.upos != "ADJ" else found
    return found if found and found.upos == "NOUN" else None


def _phrase(sentence: Sentence, noun: Token, end: int) -> Counted:
    first, last = phrases.chunk(sentence, noun.i)
    whole = next((t for t in sentence.children(noun.i, "nmod") if phrases.case(sentence, t.i) == "of"), None)
    if whole is not None and noun.lemma.lower() in PART_OF:
        last = phrases.chunk(sentence, whole.i)[1]
    inside = [token for token in sentence.tokens[first : last + 1] if token.start >= end or noun.end <= end]
    while inside and (inside[0].upos in {"PUNCT", "ADP", "DET", "PRON"} or inside[0].text in HYPHENS | FURTHER):
        inside = inside[1:]
    inside = list(takewhile(lambda token: token.i < noun.i or token.text != ",", inside))  # "troops, 2,700 of them"
    numbers = [place for place, token in enumerate(inside) if token.upos == "NUM" and token.i < noun.i]
    inside = inside[numbers[-1] + 1 :] if numbers else inside
    if not inside:
        return Counted(sentence, noun, Span(noun.start, noun.end))
    return Counted(sentence, noun, Span(inside[0].start, max(noun.end, inside[-1].end)))


def matters(terms: Sequence[Term], amount: Amount, counted: Counted | None, head: Head) -> bool:
    """Tell whether an amount counts or measures something; pronouns, names and numbers by themselves do not."""
    first, last = amount.core
    text, before = terms[first].text, terms[first - 1].text if first else ""
    after = terms[last].text if last < len(terms) else ""
    if after == "o" or (before in {"to", "past"} and _is_clock(terms, first)):
        return False
    if head is not None and head[1].name != "O" and not amount.unit and not terms[first].vague:
        return False
    if last - first == 1 and text == "one" and (before in BEFORE_ONE or after in AFTER_ONE):
        return amount.high != amount.low
    if amount.unit is not None:
        return not (text == "one" and amount.unit == "day" and before not in SOME_DAY)
    if counted is None:
        return _stands_alone(terms, amount, before, after, head)
    if terms[first].number == 2 and before in PAIRS and _is_party(counted.noun):
        return False
    return not (_numbers(terms[first], counted) or _few_speakers(amount, counted) or _one_of_a_kind(text, counted))


def _numbers(term: Term, counted: Counted) -> bool:
    """Tell whether a number is no count but which one: "1600 Pennsylvania Avenue", "a 1972 treaty"."""
    if counted.noun.upos == "PROPN" and counted.noun.lemma.lower() in STREETS:
        return True
    return term.digits and len(term.text) == 4 and counted.noun.xpos in {"NN", "NNP"}


def _is_party(noun: Token) -> bool:
    """Tell whether two such are those of whom the text speaks: "the two leaders", "the two sides"."""
    return noun.type == "person" or singular(noun.text.lower()) in {"side", "party", "people"}


def _is_clock(terms: Sequence[Term], first: int) -> bool:
    """Tell whether a number is an hour ("at quarter to six", "half past nine")."""
    return first >= 2 and terms[first - 2].text in {"quarter", "half", "minutes"}


def _one_of_a_kind(text: str, counted: Counted) -> bool:
    """Tell whether "one" only introduces: a name ("One Rohingya, Muhammad Amin"), a thought ("only one way")."""
    if text == "one" and counted.noun.lemma.lower() in {"way", "thing", "reason", "option", "question", "answer"}:
        return True
    return text == "one" and (counted.noun.upos == "PROPN" or bool(counted.sentence.children(counted.noun.i, "appos")))


def _few_speakers(amount: Amount, counted: Counted) -> bool:
    """Tell whether the counted are a few who speak ("two unnamed officials told")."""
    if amount.low is None or amount.low >= FEW_SPEAKERS or counted.noun.relation != "nsubj" or counted.noun.head < 0:
        return False
    unnamed = bool(counted.sentence.words_below(counted.noun.i, "amod") & UNNAMED)
    return unnamed and counted.sentence.tokens[counted.noun.head].lemma.lower() in reporting.verbs()


def _stands_alone(terms: Sequence[Term], amount: Amount, before: str, after: str, head: Head) -> bool:
    """Tell whether a number without a noun counts something: "all six have maintained", "and Iraq 240,000"."""
    first = amount.core[0]
    term = terms[first]
    if amount.vague:
        return term.number is not None and term.number >= 20
    if term.text == "one" or head is None:
        return False
    if after == "of" and terms[amount.core[1] + 1 : amount.core[1] + 2] and terms[amount.core[1] + 1].text in RELATIVE:
        return True  # "12 of whom were wounded"
    token = head[1]
    if before in ALL_OF and not term.digits and token.upos == "NUM" and token.relation in {"nsubj", "obj"}:
        return True  # "all six have maintained their innocence"
    if before == "," and after in {"since", "in", "from", "during"} and token.relation in {"appos", "parataxis"}:
        return bool(term.number) and not _may_be_year(term)
    if (
        before in POINTING
        or _is_a_name(terms, first)
        or _is_a_score(terms, first)
        or _is_tied(terms, first, before, after)
    ):
        return False
    return _may_count(term, *head) and not _may_be_year(term) and term.number != 0


def _may_count(term: Term, sentence: Sentence, token: Token) -> bool:
    """Tell whether a bare number stands where a count can; no place has one as large as "Iraq 240,000" in its name."""
    if token.upos not in BARE or token.relation in {"appos", "parataxis", "root", "discourse", "list"}:
        return False
    named = sentence.tokens[token.head].name.endswith("LOC")
    return token.relation != "flat" or ((term.number or 0) >= MANY and named)


def _may_be_year(term: Term) -> bool:
    return term.digits and 1000 <= (term.number or 0) < MANY


def _is_tied(terms: Sequence[Term], first: int, before: str, after: str) -> bool:
    """Tell whether a number is a part of something longer: "MH-17", ", 12,"."""
    hyphened = before in HYPHENS and first > 0 and terms[first - 1].end == terms[first].start
    return hyphened or after in HYPHENS or (before == "," and after in {",", "."})


def _is_a_name(terms: Sequence[Term], first: int) -> bool:
    """Tell whether a number word with a capital ends a name: "the Group of Seven", "the Big Three"."""
    term, before = terms[first], terms[first - 1] if first else None
    named = before is not None and (before.title or before.text == "of")
    return term.title and not term.digits and named


def _is_a_score(terms: Sequence[Term], first: int) -> bool:
    """Tell whether a number is the lesser side of a vote or a score: "14 to 1"."""
    if first < 2 or terms[first - 1].text != "to" or (first > 2 and terms[first - 3].text == "from"):
        return False
    more, less = terms[first - 2].number, terms[first].number
    return more is not None and less is not None and less < more


def whole_of(head: Head) -> Span | None:
    """Return the phrase that a share is of ("70% of the 1,400-kilometer border")."""
    if head is None:
        return None
    sentence, token = head
    for at in (token, *list(sentence.above(token.i))[:1]):
        for child in sentence.children(at.i, "nmod", "obl"):
            if child.i > token.i and phrases.case(sentence, child.i) == "of":
                return phrases.span_of(sentence, phrases.phrase(sentence, child.i, without=phrases.LOOSE))
    return None
