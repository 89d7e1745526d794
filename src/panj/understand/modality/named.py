"""What a noun makes of an act that it is said to be or to hold: "the demand, a withdrawal", "options include talks"."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reality, words
from panj.records import Modality
from panj.understand.modality.climb import Climb, definite
from panj.understand.trees import phrases

SETTLED = words("role_words", "word", "settled")  # what they name is as much a fact as they are
UNDERTAKEN = words("role_words", "word", "undertaken")  # "the efforts include a raid", which was made
COMPRISING = words("role_words", "word", "comprising")
OPENING = frozenset({"begin", "start", "open", "end"})


def kind(noun: Token) -> reality.Effect | None:
    """Return what a noun makes of the act that it names; None if it leaves it as it is."""
    if any(reading.code == "CONSULT" for reading in acts.nouns().get(noun.lemma.lower(), ())):
        return None  # "the talks included a visit"
    if noun.lemma.lower() in UNDERTAKEN:
        return None
    table = reality.selectors()
    effect = table.get(("n-of", noun.lemma.lower())) or table.get(("n-any", noun.lemma.lower()))
    return effect if effect is not None and effect.becomes not in {"same", "fact"} else None


def apposed(climb: Climb, token: Token, head: Token) -> bool:
    """Read an act that says what the noun before it is ("their last demand, a withdrawal, was rejected")."""
    effect = (
        kind(head) if token.upos == "NOUN" and SETTLED.isdisjoint((head.lemma.lower(), head.text.lower())) else None
    )
    asked = effect is not None and effect.becomes == "demanded"  # "their demand, the release of the crew,"
    if asked or not definite(climb.sentence, token.i):
        climb.take(effect)
    return climb.rest()


def held(climb: Climb, token: Token, verb: Token) -> bool:
    """Read what a plan, a demand or the like includes, or begins with; False if no such subject has it."""
    sentence = climb.sentence
    opens = verb.lemma.lower() in OPENING and phrases.case(sentence, token.i) == "with"
    if not (opens or verb.lemma.lower() in COMPRISING):
        return False
    effects = (kind(subject) for subject in sentence.children(verb.i, "nsubj"))
    return climb.take(next(filter(None, effects), None)) and climb.rest()


def wanted(sentence: Sentence, i: int) -> list[tuple[str, str]]:
    """Return by which rows a pronoun with a clause says what an act is ("all they ask for is a truce")."""
    clauses = sentence.children(i, "acl:relcl") if sentence.tokens[i].upos in {"PRON", "DET"} else ()
    asked = [("FOR", t.lemma.lower()) for t in clauses if "for" in sentence.words_below(t.i, "obl", "case")]
    return [*asked, *(("obj", t.lemma.lower()) for t in clauses)]


def among(sentence: Sentence, i: int) -> tuple[Token, ...]:
    """Return the nouns of which a predicate is one ("among their demands is a withdrawal")."""
    below = sentence.children(i, "nmod", "obl")
    return tuple(t for t in below if t.i < i and phrases.case(sentence, t.i) == "among")


def is_wanted(climb: Climb, head: Token) -> bool:
    """Read the subject of what somebody wants or fears: "a withdrawal is what they want"; False if it is none."""
    table = reality.selectors()
    effect = next(filter(None, (table.get(row) for row in wanted(climb.sentence, head.i))), None)
    known = effect is None or effect.becomes in {"same", "fact"} or climb.modality is not Modality.ASSERTED
    return not known and climb.take(effect)
