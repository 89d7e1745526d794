"""What a verb makes of an act that is its subject: "the attack was foiled", "the visit will last three days"."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reality, words
from panj.records import Modality
from panj.understand.modality import named
from panj.understand.modality.climb import Climb, definite, determiners, generic, opener, was
from panj.understand.modality.objects import AGREEMENTS, is_undone
from panj.understand.trees import denial
from panj.understand.trees.verbs import phrasal

# What such a verb says of a known act takes for granted that there is one.
WANING = words("role_words", "word", "waning")
SEEMING = frozenset({"remain", "seem", "appear", "look", "become", "prove"})
OPENED = {"purpose": Modality.POSSIBLE, "condition": Modality.CONDITIONAL, "unreal": Modality.HYPOTHETICAL}
ASPECTUAL = frozenset({"complete", "over", "finished", "underway", "imminent", "final"})


def as_subject(climb: Climb, token: Token, head: Token) -> bool:
    """Read an act that is a subject: one said to take place stands or falls with its verb, the rest is given."""
    sentence = climb.sentence
    if token.i != climb.start and denial.found_false(sentence, head):
        climb.denied = not climb.denied
        return climb.rest()  # "reports of an attack were false"
    if definite(sentence, token.i) and _stays_undone(sentence, head):
        return climb.rest()  # "the attack will not go unpunished"
    if named.is_wanted(climb, head) or is_undone(climb, head) or _takes_place(climb, token, head):
        return False
    if (effect := _said_of(sentence, head)) is not None:
        if effect.becomes == "demanded" and definite(sentence, token.i) and was(sentence, head.i):
            return climb.rest()  # "the deployment was necessary"
        return climb.take(effect) and False  # "a withdrawal remains unlikely"
    if not definite(sentence, token.i) and (put := OPENED.get(opener(sentence, head.i))):
        climb.put(put)
    if generic(sentence, head.i) or _still_more(sentence, token, head):
        climb.put(Modality.HYPOTHETICAL)
    if head.lemma.lower() in ASPECTUAL:
        return False
    if head.lemma.lower() == "be" or head.upos in {"ADJ", "NOUN"}:
        return definite(sentence, token.i) and not _subjunctive(sentence, head) and climb.rest()
    _by_helpers(climb, token, head)
    bare = token.i == climb.start and not definite(sentence, token.i) and head.relation == "ccomp"
    return not bare and climb.rest()  # "ensured that aid reached them", "ensure that aid reaches them"


def _said_of(sentence: Sentence, head: Token) -> reality.Effect | None:
    """Return what a noun or adjective that is said of an act makes of it: "remains unlikely"."""
    said = [head, *(t for t in sentence.children(head.i, "xcomp") if head.lemma.lower() in SEEMING)]
    named = [t for t in said if t.upos in {"ADJ", "NOUN"} or sentence.children(t.i, "cop")]
    table = reality.selectors()
    effects = (table.get(("a-subj", word)) for t in named for word in (t.lemma.lower(), t.text.lower()))
    return next(filter(None, effects), None)


def _still_more(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether a subject is more of a kind of act than there was ("more airstrikes are the answer")."""
    if head.upos not in {"NOUN", "ADJ"} or definite(sentence, token.i):
        return False
    present = any(t.xpos in {"VBZ", "VBP"} for t in sentence.children(head.i, "cop"))
    return present and "more" in determiners(sentence, token.i)


def _by_helpers(climb: Climb, token: Token, head: Token) -> None:
    """Put an act that is a subject as the auxiliaries of its verb do ("a strike could trigger a war")."""
    sentence = climb.sentence
    auxiliaries = {t.lemma.lower() for t in sentence.children(head.i, "aux")} | sentence.words_below(head.i, "aux")
    known = definite(sentence, token.i)
    if auxiliaries & {"will", "'ll", "shall"} and not determiners(sentence, token.i) & {"this", "these"}:
        if not (known and token.lemma.lower() in AGREEMENTS):  # "the deal will allow for it"
            climb.put(Modality.FORECAST)
    elif known and "would" in auxiliaries and _told_then(sentence, head):
        climb.put(Modality.FORECAST)  # "said the exercise would run until Friday": which will
    elif "would" in auxiliaries:
        climb.hang_on(token.i)
    elif not known and auxiliaries & set(reality.auxiliaries()):
        climb.put(Modality.HYPOTHETICAL)  # "a strike on the plant could trigger a war"


def _told_then(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a clause is what somebody said in the past, so that its "would" stands for "will"."""
    above = sentence.tokens[verb.head] if verb.head >= 0 else None
    return verb.relation == "ccomp" and above is not None and above.xpos == "VBD"


def _takes_place(climb: Climb, token: Token, head: Token) -> bool:
    """Tell whether a verb says that its subject takes place or not; "the truce may collapse" says that there is one."""
    helpers = {t.lemma.lower() for t in climb.sentence.children(head.i, "aux")}
    told = "would" in climb.sentence.words_below(head.i, "aux") and _told_then(climb.sentence, head)
    if is_meeting(token) and (helpers & {"will", "shall", "'ll"} or (told and definite(climb.sentence, token.i))):
        climb.put(Modality.PLANNED)  # "the visit will last three days"
        climb.done = True
    elif (
        head.lemma.lower() in WANING
        and definite(climb.sentence, token.i)
        and not climb.sentence.children(head.i, "xcomp")
    ):
        climb.done = True
    elif _reaches(climb.sentence, head) or not climb.take_first(
        "subj", phrasal(climb.sentence, head), head.lemma.lower()
    ):
        return bool(climb.sentence.children(head.i, "expl"))
    return True


def _reaches(sentence: Sentence, head: Token) -> bool:
    """Tell whether what nears is there already and comes to a place or end: "the fighting approached the capital"."""
    return head.lemma.lower() in {"near", "approach"} and bool(sentence.children(head.i, "obj", "xcomp"))


def _stays_undone(sentence: Sentence, head: Token) -> bool:
    return head.lemma.lower() == "go" and any(t.upos == "ADJ" for t in sentence.children(head.i, "xcomp"))


def _subjunctive(sentence: Sentence, head: Token) -> bool:
    """Tell whether a clause says what is to be ("demanded that the pullout be immediate")."""
    copulas = [head, *sentence.children(head.i, "cop")]
    return any(t.text.lower() == "be" for t in copulas) and not sentence.children(head.i, "aux")


def is_meeting(token: Token) -> bool:
    """Tell whether a noun names a meeting."""
    return any(reading.code == "CONSULT" for reading in acts.nouns().get(token.lemma.lower(), ()))
