"""Conditions without "if": "Were Egypt to bomb the dam, ...", which the trees hang in many ways."""

from panj.english.parsed import Sentence, once
from panj.lexicon import reality
from panj.records import Modality
from panj.understand.modality.climb import Judged
from panj.understand.trees import phrases

OPENING = frozenset({"but", "and", "yet", '"', "“", "``"})
OPEN = frozenset({Modality.FORECAST, Modality.PLANNED, Modality.POSSIBLE, Modality.HYPOTHETICAL})
LONGEST = 12  # words of the subject between "were" and "to"


@once
def inverted(sentence: Sentence, _: int) -> range:
    """Return the tokens of the condition that opens a sentence with "were" and an infinitive; empty if none does."""
    start = next((t.i for t in sentence.tokens[:3] if t.text.lower() not in OPENING), 0)
    opening = sentence.tokens[start].text.lower()
    if opening == "had":
        return _never_was(sentence, start)
    if opening != "were":
        return range(0)
    after = sentence.tokens[start + 1 : start + 1 + LONGEST]
    to = next((t.i for t in after if t.text.lower() == "to" and t.xpos == "TO"), None)
    if (
        to is None
        or to == start + 1
        or any(t.upos == "VERB" and t.xpos != "VBN" for t in sentence.tokens[start:to][1:])
    ):
        return range(0)
    stop = next((t.i for t in sentence.tokens[to:] if t.text == ","), None)
    return range(start, stop) if stop is not None else range(0)


def _never_was(sentence: Sentence, start: int) -> range:
    """Return the condition of "Had London said so, they might not have died", which is none of a fact."""
    stop = next((t.i for t in sentence.tokens[start:] if t.text == ","), None)
    if stop is None or not any(t.xpos in {"VBN", "VBD"} for t in sentence.tokens[start + 1 : stop]):
        return range(0)
    after = {t.text.lower() for t in sentence.tokens[stop:]}
    return range(start, stop) if "have" in after and after & set(reality.auxiliaries()) else range(0)


def hung(sentence: Sentence, i: int, judged: Judged) -> Judged:
    """Return how an act is put that stands in such a condition, or that would follow from it."""
    condition = inverted(sentence, 0)
    if not condition:
        return judged
    follows = (i, *(t.i for t in sentence.above(i)))
    unreal = sentence.tokens[condition.start].text.lower() == "had"
    then = (unreal or judged.modality in OPEN) and any(depends(sentence, verb, condition) for verb in follows)
    if i in condition or then:
        span = phrases.span_of(sentence, condition)
        if unreal:
            open_already = i in condition and judged.modality is not Modality.ASSERTED
            return judged if open_already else Judged(Modality.HYPOTHETICAL, judged.denied)
        return Judged(Modality.CONDITIONAL, judged.denied, judged.condition or span)
    return judged


def depends(sentence: Sentence, i: int, condition: range) -> bool:
    """Tell whether verb `i` says what would follow: it has a "would" of its own, behind the condition."""
    helpers = sentence.words_below(i, "aux")
    return i >= condition.stop and bool(helpers & set(reality.auxiliaries()))
