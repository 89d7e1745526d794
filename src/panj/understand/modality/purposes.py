"""An infinitive behind a verb that is no mere purpose: what somebody chose a day for, spoke out to say, met to do."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, words
from panj.understand.modality.climb import has_come, marks
from panj.understand.trees import phrases
from panj.understand.trees.rehung import asks
from panj.understand.trees.verbs import phrasal

PICKING = frozenset({"choose", "pick", "select"})
OCCASIONS = words("role_words", "word", "occasion")
GOING = frozenset({"go", "come"})
VENUES = words("role_words", "word", "venue")
WRITING = words("role_words", "word", "writing")
VOICING = words("role_words", "word", "voicing")
CONFERRING = words("role_words", "word", "conferring")


def voices(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether somebody speaks where he has come to ("took to the streets to denounce it": denounced it)."""
    come = has_come(sentence, head) or (head.xpos == "VBG" and not sentence.children(head.i, "aux"))
    written = head.lemma.lower() in WRITING and asks(token)  # "wrote to the council to ask for troops": asked
    return come and (written or (head.lemma.lower() in VENUES and token.lemma.lower() in VOICING))


def picks_time(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether an infinitive says what somebody chose a time for: "chose Friday to attack it", and did.

    Also what he waited with: "waited until dark to attack it".
    """
    if head.lemma.lower() == "wait":
        until = (t for t in sentence.children(head.i, "obl", "advmod") if t.i < token.i)
        return any(phrases.case(sentence, t.i) in {"until", "till"} for t in until)
    times = (t for t in sentence.children(head.i, "obj", "obl") if head.i < t.i < token.i)
    return head.lemma.lower() in PICKING and any(
        t.type == "time" or t.lemma.lower() in OCCASIONS for t in times if not phrases.case(sentence, t.i)
    )


def goes_there(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether somebody goes somewhere to do it ("went to the border to disarm them"), not simply goes to do it."""
    below = (t for t in sentence.children(head.i, "obl") if t.i < token.i and t.type != "time")
    goals = (t for t in below if phrases.case(sentence, t.i) != "on")  # "went on television to deny it": denied it
    return head.lemma.lower() in GOING and any(t.i > head.i for t in goals)


def object_before(sentence: Sentence, token: Token, head: Token) -> Token | None:
    """Return the verb's object if an infinitive follows it at once."""
    to = next((t for t in sentence.children(token.i, "mark") if t.text.lower() == "to"), None)
    return next((t for t in sentence.children(head.i, "obj") if to and t.i == to.i - 1 and t.upos == "NOUN"), None)


def telephones(sentence: Sentence, head: Token) -> bool:
    """Tell whether somebody is called by telephone: whoever is asked is called on, or for help."""
    asked = any(
        phrases.case(sentence, t.i) in {"on", "upon", "for"} and t.type != "time"
        for t in sentence.children(head.i, "obl")
    )
    return phrasal(sentence, head) == "call" and bool(sentence.children(head.i, "obj")) and not asked


def confers(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether a meeting is for what meetings are: "met to discuss the border" is no mere purpose."""
    met = any(reading.code == "CONSULT" for reading in acts.verbs().get(head.lemma.lower(), ()))
    return met and token.lemma.lower() in CONFERRING and "in" not in marks(sentence, token.i)
