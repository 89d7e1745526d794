"""What a verb of saying, thinking or asking does to the act in what is said."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import reality, words
from panj.records import Modality
from panj.understand.modality.climb import VERBAL, Climb, Judged, marks, opener
from panj.understand.modality.tense import becomes
from panj.understand.trees import denial, phrases
from panj.understand.trees.verbs import is_passive, is_question, phrasal, subjunctive

DOUBTING = words("role_words", "word", "doubting")
ASKING = words("role_words", "word", "asking")
WANTING = words("role_words", "word", "wanting")
WARNING = frozenset({"warn", "caution"})
SHOWING = words("role_words", "word", "showing")
HOPING = words("role_words", "word", "hoping")
# Verbs whose clause says what is to be if its verb does not agree ("insisted that he leave", not "that he left").
INSISTING = words("role_words", "word", "insisting")
RAISING = frozenset({"believe", "expect"})  # who "does not believe that they will" believes that they will not
HOLDING = frozenset({"believe", "think", "sure", "certain", "convinced", "confident"})
SPEAKING_OF_SELF = frozenset({"i", "we"})
QUOTES = frozenset({'"', "“", "``", "'", "‘"})
DENYING = denial.DENYING | phrases.DENYING
FINITE = frozenset({"VBD", "VBZ", "VBP"})
YET_TO_COME = frozenset({Modality.PLANNED, Modality.FORECAST, Modality.DEMANDED})


def of_another(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether one wants it of somebody else ("wants them to leave", "pushed both to talk")."""
    if head.lemma.lower() not in WANTING and not (head.lemma.lower() == "push" and _acts(sentence, head)):
        return False
    return bool(sentence.children(head.i, "obj", "iobj") or sentence.children(token.i, "nsubj"))


def _acts(sentence: Sentence, verb: Token) -> bool:
    """Tell whether somebody does it: "Norway pushed them to talk", but not "hunger pushed them to leave"."""
    doer = phrases.subject(sentence, verb.i)
    return doer is not None and (doer.upos == "PRON" or doer.type in {"person", "organization", "place"})


def content(climb: Climb, token: Token, head: Token) -> bool:
    """Read a clause that somebody says, thinks or asks; a question in its own words leaves all but "why" open."""
    if head.text.lower() == "now" and "that" in marks(climb.sentence, token.i):
        return climb.rest()  # "now that they have left"
    if token.xpos == "VB" and climb.sentence.tokens[token.i - 1].text in QUOTES:
        climb.put(Modality.DEMANDED)  # "seize it!" he shouted
        return climb.rest()
    if not is_question(climb.sentence, token):
        return _content(climb, token, head)
    if not climb.sentence.words_below(token.i) & {"why", "who"}:
        climb.put(Modality.ASKED)  # "did they attack it?" he asked
    return climb.rest()


def _content(climb: Climb, token: Token, head: Token) -> bool:
    sentence = climb.sentence
    kind = "that" if head.upos in VERBAL else "a-that" if head.upos == "ADJ" else "n-that"
    opening = marks(sentence, token.i)
    infinitive = "to" in opening and not sentence.children(token.i, "aux")
    if _is_bare_participle(sentence, token) and of_another(sentence, token, head):
        climb.put(Modality.DEMANDED)  # "wants them banned"
        return False
    _by_report(climb, head)
    if _is_gerund(sentence, token) and _governs(climb, head):
        return False
    if opening & {"if", "whether"}:
        if ("if", head.lemma.lower()) in reality.selectors() or "whether" in opening:
            return question(climb, head)
        else:
            climb.hang_on(token.i)
    elif asks_why(sentence, token, head):
        if infinitive:
            climb.put(Modality.PLANNED)  # "agreed how to end it"
        return climb.rest()
    elif infinitive:
        if of_another(sentence, token, head):
            climb.put(Modality.DEMANDED)
        elif _is_headline(sentence, token, head) or not climb.take_first(
            "to", phrasal(sentence, head), head.lemma.lower()
        ):
            climb.put(Modality.PLANNED)
        return False
    else:
        _claimed(climb, token, head, kind)
        _opened_by_if(climb, head)
    if not climb.done and not sentence.lexicon.isdisjoint(DENYING):
        _said_by_nobody(climb, head)
    return True


def _said_by_nobody(climb: Climb, head: Token) -> None:
    """Read what is not said, or by nobody, and what nothing shows ("there is nothing to suggest that they fled")."""
    sentence = climb.sentence
    if head.relation == "acl" and head.lemma.lower() in SHOWING and denial.nobody(sentence, sentence.tokens[head.head]):
        climb.denied = not climb.denied
        climb.rest()
        return
    nobody_says = any(denial.nobody(sentence, t) for t in sentence.children(head.i, "nsubj"))
    if nobody_says or phrases.negated(sentence, head.i):
        _not_said(climb, head, nobody_says=nobody_says)


def _governs(climb: Climb, verb: Token) -> bool:
    """Apply a verb to a participle that it governs ("forbids attacking it"); a plan's is as the verb is put."""
    taken = climb.take_first("to", phrasal(climb.sentence, verb), verb.lemma.lower())
    return taken or ("drafted", verb.lemma.lower()) in reality.selectors()  # "the plan includes attacking it"


def _opened_by_if(climb: Climb, head: Token) -> None:
    """Hang what somebody foresees on the condition before it: "If it stays shut, partners expect that many will go"."""
    for clause in climb.sentence.children(head.i, "advcl") if climb.modality in YET_TO_COME else ():
        if clause.i < head.i and opener(climb.sentence, clause.i) == "condition":
            climb.hang_on(clause.i)


def _by_report(climb: Climb, verb: Token) -> None:
    """Read what is said falsely ("falsely claims that they fled"), or by what ("unconfirmed reports said that")."""
    climb.denied ^= denial.falsely(climb.sentence, verb)
    for teller in climb.sentence.children(verb.i, "nsubj"):
        climb.take(denial.of_report(climb.sentence, teller))


def _claimed(climb: Climb, token: Token, head: Token, kind: str) -> None:
    """Read a finite clause as its verb, adjective or noun puts it: claimed, hoped, or what is to be."""
    sentence = climb.sentence
    if denial.withheld(sentence, head):
        climb.put(Modality.POSSIBLE)
        climb.rest()
        return
    if kind == "that" and head.lemma.lower() in WARNING and is_told(sentence, token.i):
        return  # "warned that the army was losing ground"
    if kind == "that" and head.lemma.lower() in INSISTING and subjunctive(sentence, token):
        climb.put(Modality.DEMANDED)  # "insisted that he be returned"
    elif (noun := _object_before(sentence, token, head)) and climb.take_first("n-that", noun.lemma.lower()):
        return  # "repeated his call that they leave", where the tree hangs it on the verb
    elif is_passive(sentence, head.i) and climb.take_first("a-that", head.text.lower()):
        return  # "it is believed that they fled"
    elif _foresees(sentence, token, head):
        climb.put(Modality.FORECAST)
    elif _is_ones_own(sentence, token, head):
        return  # "I believe my father was murdered": says so
    elif not climb.take_first(kind, phrasal(sentence, head), head.lemma.lower()) and kind != "that":
        climb.put(Modality.POSSIBLE)
    elif not climb.done and (put := _unsaid(sentence, head)):
        climb.put(put)
    elif kind == "that" and head.lemma.lower() == "announce" and _is_own_step(sentence, token):
        climb.put(Modality.PLANNED)
    if head.lemma.lower() in HOPING and climb.modality in {Modality.PLANNED, Modality.FORECAST}:
        climb.modality = Modality.POSSIBLE  # "hoped that she would bring aid"


def by_report(sentence: Sentence, noun: Token) -> Judged | None:
    """Return how a noun puts what it holds: "no evidence that they fled", "rumours that they fled were false"."""
    if denial.no_sign(sentence, noun) or denial.of_false_report(sentence, noun):
        return Judged(denied=True)
    effect = denial.of_report(sentence, noun)
    if effect is None:
        return None
    return Judged(Modality.ASSERTED if effect.becomes == "same" else Modality(effect.becomes), effect.denies)


def is_told(sentence: Sentence, i: int) -> bool:
    """Tell whether a clause tells what is or was by its tense ("had fallen", "is weak"), not what may come."""
    helpers = sentence.children(i, "aux")
    if any(t.xpos in {"MD", "TO"} for t in helpers) or sentence.tokens[i].text.lower() == "going":
        return False
    stands = any(t.xpos in FINITE for t in sentence.children(i, "cop"))
    under_way = stands or (sentence.tokens[i].xpos in {"VBG", "VBN"} and any(t.xpos in FINITE for t in helpers))
    return under_way or (sentence.tokens[i].xpos == "VBD" and not helpers)


def _object_before(sentence: Sentence, token: Token, head: Token) -> Token | None:
    """Return the verb's object if "that" follows it at once."""
    objects = sentence.children(head.i, "obj")
    that = next((t.i for t in sentence.children(token.i, "mark") if t.text.lower() == "that"), 0) if objects else 0
    return next((t for t in objects if that and t.i == that - 1), None)


def _is_ones_own(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether a speaker claims by saying what he believes of what is or was (Simons 2007)."""
    if SPEAKING_OF_SELF.isdisjoint(sentence.words_below(head.i, "nsubj")):
        return False
    helpers = {t.text.lower() for t in sentence.children(head.i, "aux", "cop")} - {"do", "am", "'m", "’m", "are"}
    finite = any(t.xpos in FINITE for t in (token, *sentence.children(token.i, "aux", "cop")))
    return head.lemma.lower() in HOLDING and finite and not helpers and not phrases.negated(sentence, head.i)


def _foresees(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether somebody sees what is to come: "analysts see them attacking it", not "saw them", "we see them"."""
    if head.lemma.lower() != "see" or token.xpos != "VBG" or head.xpos not in {"VBP", "VBZ"}:
        return False
    whose = sentence.children(head.i, "nsubj")
    told = bool(whose) and whose[0].upos != "PRON" and head.deprel != "acl:relcl"
    return told and bool(sentence.children(token.i, "nsubj")) and not sentence.children(token.i, "aux", "mark")


def _is_own_step(sentence: Sentence, token: Token) -> bool:
    """Tell whether somebody tells what he is about to do ("announced that they were quitting the bloc")."""
    own = any(t.text.lower() in {"he", "she", "it", "they", "we", "i"} for t in sentence.children(token.i, "nsubj"))
    helpers = {t.lemma.lower() for t in sentence.children(token.i, "aux")}
    return own and token.xpos == "VBG" and helpers == {"be"}


def _is_bare_participle(sentence: Sentence, token: Token) -> bool:
    return token.xpos in {"VBN", "VBD"} and not sentence.children(token.i, "aux", "mark", "cop")


def _is_gerund(sentence: Sentence, token: Token) -> bool:
    return token.xpos == "VBG" and not sentence.children(token.i, "mark", "nsubj", "aux")


def question(climb: Climb, head: Token) -> bool:
    """Read an act in a question: one that somebody puts, or one that is open ("it is not clear if they fled")."""
    climb.put(Modality.ASKED)
    if climb.modality is Modality.ASKED and head.lemma.lower() not in ASKING:
        climb.modality = Modality.POSSIBLE
    return climb.rest()


def _unsaid(sentence: Sentence, head: Token) -> Modality | None:
    """Return what becomes of words that are not said yet, or only may be ("may say that they fled"); None if they are.

    Who speaks of himself says it by that ("I would add that they fled").
    """
    helpers = sentence.children(head.i, "aux")
    if not helpers or not SPEAKING_OF_SELF.isdisjoint(sentence.words_below(head.i, "nsubj")):
        return None
    put = next(filter(None, (becomes(sentence, head.i, t) for t in helpers)), None)
    return Modality.POSSIBLE if put in YET_TO_COME else put


def _is_headline(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether an infinitive before its verb of saying is a plan: "rebels to withdraw, says spokesman"."""
    return ("that", head.lemma.lower()) in reality.selectors() and token.i < head.i


def asks_why(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether a clause takes its act for granted and asks only for its circumstances ("said why it left")."""
    between = sentence.tokens[head.i + 1 : token.i]
    asking = {head.i, token.i, *[t.i for t in between]}  # "how many" hangs on what is counted
    for t in between:
        if (t.xpos == "WRB" and t.head in asking) or (t.head == token.i and t.text.lower() in {"who", "which"}):
            return True
    return False


def _not_said(climb: Climb, head: Token, *, nobody_says: bool) -> None:
    """Read a negated reporting verb: "does not believe that" denies, "did not say that" leaves it open.

    What nobody denies is so.
    """
    if nobody_says and head.lemma.lower() in DOUBTING:
        climb.modality, climb.denied, climb.done = Modality.ASSERTED, False, True
        return
    effect = reality.selectors().get(("that", head.lemma.lower()))
    if head.lemma.lower() in RAISING or (effect is not None and effect.becomes == "possible"):
        climb.denied = not climb.denied
    elif effect is not None and effect.denies:
        climb.denied = not climb.denied
        climb.put(Modality.POSSIBLE)
    else:
        climb.put(Modality.POSSIBLE)
