"""What a noun does to the act in the clause that follows it."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import reality, words
from panj.records import Modality
from panj.understand.modality.clausal import SPOKEN
from panj.understand.modality.climb import OPEN_ENDED, Climb, definite, determiners, had, has_come, in_time, marks, was
from panj.understand.trees import denial, phrases
from panj.understand.trees.verbs import phrasal

PREPOSITIONS = frozenset({"of", "for", "in", "at", "on", "to", "toward", "towards", "about", "over", "against"})
RANKS = words("role_words", "word", "rank")
MANNERS = frozenset({"way", "chance", "possibility", "likelihood", "prospect"})
CERTAIN = frozenset({"doubt", "secret", "question"})
THERE = frozenset({"person", "place", "organization"})
# Nouns whose having is doing ("had the opportunity to thank them": did; Karttunen 2012).
SITUATING = frozenset({"after", "since", "when", "as", "while", "because"})
VOWS = words("role_words", "word", "vow")
CARRYING_OUT = words("role_words", "word", "carrying-out")
BREAKING = words("role_words", "word", "breaking")
YIELDING = words("role_words", "word", "yielding")
CHANCES = words("role_words", "word", "chance")


def _denied_by(sentence: Sentence, noun: Token) -> reality.Effect | None:
    """Return what a verb that denies does to the clause of its object: "dismissed the allegation that they did"."""
    effect = reality.selectors().get(("that", sentence.lemmas[noun.head])) if noun.relation == "obj" else None
    return effect if effect is not None and effect.denies else None


def clause(climb: Climb, token: Token, head: Token) -> bool:
    """Read a clause that follows a noun."""
    sentence = climb.sentence
    word = head.lemma.lower()
    opening = marks(sentence, token.i)
    if _there_is_none(sentence, token, head) or (token.deprel == "acl:relcl" and _told_falsely(sentence, token, head)):
        climb.denied = not climb.denied
        return climb.rest()  # "there is no way that they attacked it", whatever clause the tree has
    if token.deprel == "acl:relcl" and not opening & {"that", "to"}:
        return _asked_in(climb, token, word) or _relative(climb, token, head)
    if "to" in opening and token.xpos != "VBG":
        return _infinitive(climb, token, head, opening)
    if "whether" in opening:
        climb.put(Modality.POSSIBLE)  # "conflicting reports about whether they fled"
        return climb.rest()
    if token.xpos in {"VBN", "VBG"} and not opening and not sentence.children(token.i, "nsubj"):
        return _beside_noun(climb, token, head)
    if _told_with(sentence, token, opening) or _no_such(climb, head, opening):
        return climb.rest()
    if "that" in opening:
        climb.take(denial.of_report(sentence, head))
    if "that" in opening and climb.take_first("n-that", word):
        given = token.deprel == "acl:relcl" and definite(sentence, head.i)
        return given and climb.take(_denied_by(sentence, head))
    if token.xpos == "VB" and not sentence.children(token.i, "aux"):
        climb.put(Modality.HYPOTHETICAL)  # no base form tells a fact ("having an aircraft deliver it is one strike")
        return False
    if opening & PREPOSITIONS:
        return _after_preposition(climb, head, opening)
    return not opening.isdisjoint(SITUATING) or not climb.take_first("n-that", word)


def _infinitive(climb: Climb, token: Token, head: Token, opening: set[str]) -> bool:
    """Read what somebody has a plan, a chance or no choice but to do."""
    sentence, word = climb.sentence, head.lemma.lower()
    if _ranks(sentence, token, head):
        return climb.rest()  # "was the first to ratify it"
    if word in denial.CHOICES and "but" in opening and has_come(sentence, sentence.tokens[head.head]):
        return climb.rest()  # "had no choice but to withdraw": did
    kept, broken = _carried_out(sentence, head, CARRYING_OUT), _carried_out(sentence, head, BREAKING)
    if kept or broken or _yielded_to(sentence, head):
        return _as_verb(climb, sentence.tokens[head.head], against=broken)
    if word in CHANCES and _had(sentence, head):
        return climb.rest()  # "had the honour to thank them"
    if word in CHANCES and head.i in sentence.predicates:
        climb.put(Modality.PLANNED)  # "the meeting will be an opportunity to discuss it"
    elif not climb.take_first("n-to", word):
        climb.put(Modality.PLANNED)
    return False


def _no_such(climb: Climb, head: Token, opening: set[str]) -> bool:
    """Read what there is no doubt or no sign of ("there is no doubt that they fled", "no evidence that they fled")."""
    word = head.lemma.lower()
    sign = denial.no_sign(climb.sentence, head)
    certain = word in CERTAIN and "no" in determiners(climb.sentence, head.i)
    climb.denied ^= sign and "that" in opening
    return "that" in opening and (sign or certain)


def _there_is_none(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether a clause with all its parts is what there is no way or sign of."""
    none = any(denial.none_of(sentence, t) for t in sentence.children(head.i, "det"))
    way = none and head.lemma.lower() in MANNERS
    if not (way or denial.no_sign(sentence, head)) or not sentence.children(head.head, "expl"):
        return False
    return _has_subject(sentence, token) and (way or _has_object(sentence, token))


def _has_subject(sentence: Sentence, clause: Token) -> bool:
    """Tell whether a clause has a subject other than the word that opens it."""
    return any(t.text.lower() not in {"that", "which", "who"} for t in sentence.children(clause.i, "nsubj"))


def _has_object(sentence: Sentence, clause: Token) -> bool:
    return any(t.text.lower() not in {"that", "which"} for t in sentence.children(clause.i, "obj"))


def _told_falsely(sentence: Sentence, clause: Token, noun: Token) -> bool:
    """Tell whether a clause with all its parts is what a false report says ("the report that they fled was false")."""
    whole = _has_object(sentence, clause) or clause.deprel != "acl:relcl" or "obj" not in sentence.below[clause.i]
    return whole and _has_subject(sentence, clause) and denial.of_false_report(sentence, noun)


def _told_with(sentence: Sentence, token: Token, opening: set[str]) -> bool:
    """Tell whether a past clause of time or reason was hung on a noun: "asked it for help after they crossed it"."""
    past = token.xpos == "VBD" or had(sentence, token.i)
    return past and bool(opening & SITUATING) and bool(sentence.children(token.i, "nsubj"))


def _asked_in(climb: Climb, token: Token, noun: str) -> bool:
    """Read what a call asks for where the tree has a relative clause ("a call that all parties respect it")."""
    effect = reality.selectors().get(("n-that", noun))
    subjects = [t.text.lower() for t in climb.sentence.children(token.i, "nsubj")]
    bare = token.xpos in {"VB", "VBP"} and not climb.sentence.children(token.i, "aux")
    if effect is None or effect.becomes != "demanded" or not bare or not subjects or subjects[0] in {"that", "which"}:
        return False
    climb.put(Modality.DEMANDED)
    return climb.rest()


def _ranks(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether an infinitive says what somebody was the first, the last or the only one to do."""
    before = sentence.tokens[head.i : token.i]
    noun = (head, *(t for t in before if t.head == head.i and t.relation == "nmod"))
    one = sentence.tokens[head.head] if head.relation == "nmod" else head  # "was one of the first states to"
    told = one.relation in {"nsubj", "xcomp"} and has_come(sentence, sentence.tokens[one.head])
    return (told or was(sentence, head.i) or was(sentence, one.i)) and any(
        {t.text.lower() for t in (one, *sentence.children(one.i, "amod"))} & RANKS for one in noun
    )


def _as_verb(climb: Climb, verb: Token, *, against: bool) -> bool:
    """Read an act as the verb above is put ("did not carry out its threat to leave") or `against` it ("broke it")."""
    above = climb.judge(climb.sentence, verb.i)
    climb.put(above.modality)
    climb.denied ^= above.denied ^ against
    climb.condition = climb.condition or above.condition
    return climb.rest()


def _yielded_to(sentence: Sentence, noun: Token) -> bool:
    """Tell whether somebody does what others asked him to ("bowed to pressure to leave")."""
    effect = reality.selectors().get(("n-to", noun.lemma.lower()))
    asked = effect is not None and effect.becomes == "demanded" and noun.relation in {"obj", "obl"}
    return asked and sentence.lemmas[noun.head] in YIELDING


def _carried_out(sentence: Sentence, noun: Token, doing: frozenset[str]) -> bool:
    """Tell whether somebody does, by verbs for it, what he promised, threatened or was told ("kept its promise to")."""
    verb = sentence.tokens[noun.head]
    if noun.lemma.lower() not in VOWS or noun.relation not in {"obj", "obl"}:
        return False
    beside = (f"{verb.lemma.lower()}_{t.text.lower()}" for t in sentence.tokens[verb.i + 1 : verb.i + 2])
    return bool(doing.intersection((verb.lemma.lower(), *beside)))


def _had(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun is what somebody had, and no longer only may have."""
    verb = sentence.tokens[noun.head]
    return noun.relation == "obj" and verb.lemma.lower() in {"have", "take", "seize"} and has_come(sentence, verb)


def _beside_noun(climb: Climb, token: Token, head: Token) -> bool:
    """Read a participle after a noun, which is as real as the noun: what has been done to people there are is done."""
    sentence = climb.sentence
    whose = next((t for t in sentence.children(head.i, "nmod") if token.xpos == "VBG" and t.i < token.i), None)
    if whose is not None and phrases.case(sentence, whose.i) == "of" and climb.take_first("n-of", head.lemma.lower()):
        return False  # "the prospect of Kenya sending troops"
    if token.xpos == "VBG" and _only_thought_of(climb, head):
        return climb.rest()
    if token.i == climb.start and token.xpos == "VBN" and head.type != "event" and _by_somebody(sentence, token):
        return climb.rest()  # "a package approved by the bank may", "a movement accused of fraud will"
    loose = head.type == "event" or determiners(sentence, head.i) & (OPEN_ENDED | {"a", "an"})
    if not loose and (token.i != climb.start or head.type in THERE):
        return climb.rest()  # "to help people affected by the war", "warned of gunmen hiding in the hills"
    above = climb.judge(sentence, head.i)
    if (above.denied or above.modality is not Modality.ASSERTED) and not definite(sentence, head.i):
        climb.put(Modality.HYPOTHETICAL if above.modality is Modality.ASSERTED else above.modality)
    return climb.rest()


def _only_thought_of(climb: Climb, noun: Token) -> bool:
    """Read who is doing it only in what somebody hopes or fears ("hopes of the rebels leaving")."""
    sentence = climb.sentence
    if noun.relation != "nmod" or phrases.case(sentence, noun.i) != "of":
        return False
    effect = reality.selectors().get(("n-of", sentence.lemmas[noun.head]))
    return effect is not None and effect.becomes in {"possible", "forecast", "hypothetical"} and climb.take(effect)


def _by_somebody(sentence: Sentence, participle: Token) -> bool:
    return participle.lemma.lower() in SPOKEN or phrases.agent(sentence, participle.i) is not None


def _relative(climb: Climb, token: Token, head: Token) -> bool:
    """Read a relative clause, which tells a fact unless it says what whoever or whatever there may be does."""
    if head.type == "time" and head.relation == "obl" and head.head >= 0:
        return in_time(climb, token, climb.sentence.tokens[head.head])  # "by the time they leave, it will be over"
    if determiners(climb.sentence, head.i) & OPEN_ENDED or head.text.lower() in OPEN_ENDED or _any(climb, token, head):
        climb.put(Modality.CONDITIONAL)
    elif _of_none(climb, token, head):
        climb.put(Modality.HYPOTHETICAL)
    return climb.rest()


def _any(climb: Climb, token: Token, head: Token) -> bool:
    """Tell whether a clause says of whom something will be so ("those who attack it will be punished").

    Also of whom it would be so ("said that those who attacked it would be punished"), but for what has its time.
    """
    sentence = climb.sentence
    if head.relation != "nsubj":
        return False
    dated = any(t.type == "time" for t in sentence.children(token.i, "obl"))
    would = token.xpos == "VBD" and "would" in sentence.words_below(head.head, "aux") and not dated
    if token.xpos not in {"VBP", "VBZ"} and not would:
        return False
    if definite(sentence, head.i) or head.upos == "PROPN":
        return False
    return climb.judge(sentence, head.head).modality is not Modality.ASSERTED


def _of_none(climb: Climb, token: Token, head: Token) -> bool:
    """Tell whether a clause is about something that there is not to be ("will not keep weapons that threaten us")."""
    sentence = climb.sentence
    if token.xpos not in {"VBP", "VBZ"} or definite(sentence, head.i) or head.upos == "PROPN" or head.relation != "obj":
        return False
    above = climb.judge(sentence, head.head)
    return above.denied and above.modality is not Modality.ASSERTED


def _after_preposition(climb: Climb, head: Token, opening: set[str]) -> bool:
    """Read a participle after a noun and a preposition ("progress in clearing it")."""
    sentence = climb.sentence
    verb = sentence.tokens[head.head] if head.relation in {"obj", "iobj"} else head
    if denial.of_false_report(sentence, head):
        climb.denied = not climb.denied
        return climb.rest()  # "reports of troops attacking it were false"
    if opening & {"toward", "towards"}:
        climb.put(Modality.PLANNED)  # "a first step towards settling it"
        return False
    if phrases.case(sentence, head.i) == "within" and head.type == "time" and sentence.lemmas[head.head] == "come":
        climb.denied = not climb.denied  # "came within an hour of attacking it"
        return False
    if "in" in opening and climb.take_first("n-in", head.lemma.lower()):
        return False
    if "for" in opening and climb.take_first("FOR", head.lemma.lower()):
        return True  # "held in contempt for refusing to testify"
    if climb.take_first("n-of", head.lemma.lower()):
        return False
    if "in" in opening:
        return False  # "their help in fighting them"
    if "on" in opening:
        if not climb.take_first("n-on", head.lemma.lower()):
            climb.put(Modality.PLANNED)  # "a memorandum on ending it"
        return False
    if verb is head or not climb.take_first("to", phrasal(sentence, verb), verb.lemma.lower()):
        climb.put(Modality.HYPOTHETICAL)  # but "accused the army of attacking it", hung on the army
    return False
