"""Which times of a sentence are those of a saying, wherever the tree hangs them."""

from panj.english.parsed import Sentence, Token
from panj.understand.trees import phrases

VERBAL = frozenset({"VERB", "AUX"})


def of_saying(sentence: Sentence, time: Token, i: int) -> bool:
    """Tell whether a time is that of the saying, wherever the tree hangs it: "said on Saturday it would withdraw"."""
    act = sentence.tokens[i]
    for above in (act, *sentence.above(i)):
        if above.relation == "ccomp":
            return _behind_saying(sentence, time, above) or _before_told(sentence, time, act)
    return False


def _behind_saying(sentence: Sentence, time: Token, told: Token) -> bool:
    """Tell whether a time stands behind the verb of saying that ends a sentence: "it will leave, he said on Friday"."""
    return told.i < told.head < time.i and not any(
        t.upos in VERBAL or t.text == "," for t in sentence.tokens[told.head + 1 : time.i]
    )


def _before_told(sentence: Sentence, time: Token, act: Token) -> bool:
    """Tell whether a time stands between the verb of saying and the subject of what is said."""
    subject = phrases.subject(sentence, act.i)
    if act.relation != "ccomp" or subject is None or not act.head < time.i < subject.i:
        return False
    if any(t.text.lower() == "that" and t.i > time.i for t in sentence.children(act.i, "mark")):
        return True  # "told reporters in Palawan two days later that they had left"
    between = sentence.tokens[act.head + 1 : time.i]
    return all(t.upos in {"ADP", "ADV"} or t.type == "time" for t in between)
