"""What an auxiliary makes of an act: "may", "must", and who it is that will."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reality, words
from panj.records import Modality
from panj.understand.trees import phrases
from panj.understand.trees.predicates import surface_subjects

SPEAKERS_OWN = frozenset({"he", "she", "it", "they", "we", "i"})
TELLING_NOW = frozenset({"VBZ", "VBP", "VBG"})
PRESENT = frozenset({"is", "are", "am", "'s", "'re", "’s", "’re"})
HOSTILE = frozenset({"ASSAULT", "TAKE", "COERCE", "SANCTION", "THREATEN", "FALL", "PROTEST", "REJECT", "ACCUSE"})


PERFECT = frozenset({"have", "'ve"})
SEEMING = frozenset({"seem", "appear"})
LIKELY = frozenset({"likely", "probably", "presumably"})
FORCEFUL = frozenset({"ASSAULT", "TAKE", "FALL", "FLEE", "PROTEST", "THREATEN"})
OPINING = words("role_words", "word", "opining")
SET = words("role_words", "word", "set")
RUNNING = frozenset(
    {"begin", "start", "continue", "resume", "end", "expire", "conclude", "close", "open", "proceed", "last", "run"}
)
CONSENTING = frozenset({"accept", "agree", "consider", "welcome"})
PLANS = frozenset({"plan", "proposal", "draft", "bill", "blueprint", "roadmap", "proposed", "planned"})


def becomes(sentence: Sentence, verb: int, auxiliary: Token) -> Modality | None:
    """Return what this auxiliary of `verb` makes of the act; None if it leaves it a fact."""
    table = reality.auxiliaries()
    effect = table.get(auxiliary.text.lower()) or table.get(auxiliary.lemma.lower())
    if effect is None or (auxiliary.text.lower() == "'d" and sentence.tokens[verb].xpos == "VBN"):
        return None
    perfect = not PERFECT.isdisjoint(sentence.words_below(verb, "aux"))
    meaning = effect[1] if perfect else effect[0]
    if auxiliary.text.lower() == "could" and not perfect and phrases.negated(sentence, verb):
        return None  # "could not reach the town": did not (Karttunen 1971, on negated ability in the past)
    if meaning == "would" and not perfect and (_keeps_back(sentence, verb) or _by_habit(sentence, verb)):
        return None
    if meaning == "would" and sentence.tokens[verb].lemma.lower() in SEEMING:
        return None  # "it would seem that they have left" tells what is, with care
    if meaning == "future" and bool(sentence.words_below(verb, "advmod") & LIKELY):
        return Modality.FORECAST  # "will likely attack": whoever says it foretells it
    if meaning == "future" and sentence.tokens[verb].lemma.lower() == "have" and sentence.children(verb, "xcomp"):
        return Modality.DEMANDED  # "the date will have to be kept"
    if meaning in {"future", "would"}:
        return _future(sentence, verb, conditional=meaning == "would")
    return Modality(meaning)


def _keeps_back(sentence: Sentence, verb: int) -> bool:
    """Tell whether somebody would not tell, or only this: what he did or did not say, not what he might."""
    lemma = sentence.tokens[verb].lemma.lower()
    beside = (*sentence.children(verb, "advmod"), *sentence.tokens[verb + 1 : verb + 2])
    limited = phrases.negated(sentence, verb) or any(t.text.lower() == "only" for t in beside)
    return limited and (lemma in {"comment", "elaborate"} or ("that", lemma) in reality.selectors())


def _by_habit(sentence: Sentence, verb: int) -> bool:
    """Tell whether somebody would do it again and again: "every winter they would raid the plain"."""
    times = [t for t in sentence.children(verb, "obl") if t.type == "time"]
    each = any(d.text.lower() in {"every", "each"} for t in times for d in sentence.children(t.i, "det"))
    often = bool(sentence.words_below(verb, "advmod") & {"often", "regularly", "routinely"})
    return (each or often) and sentence.tokens[verb].relation == "root"


def is_futurate(sentence: Sentence, i: int) -> bool:
    """Tell whether a present tense speaks of what is to come ("leaves tomorrow", "are meeting next week")."""
    xpos = sentence.tokens[i].xpos
    if xpos not in TELLING_NOW:
        return False
    auxiliaries = sentence.words_below(i, "aux")
    if (xpos == "VBG" and not auxiliaries & PRESENT) or (xpos != "VBG" and auxiliaries):
        return False
    days = sentence.children(i, "obl", "advmod")
    return any(t.text.lower() == "tomorrow" or _coming(sentence, t) for t in days)


def _coming(sentence: Sentence, day: Token) -> bool:
    case = phrases.case(sentence, day.i)
    if case == "over" or (case in {"", "on"} and "the" in sentence.words_below(day.i, "det")):
        return False  # "puts the risk over the next year at 5 percent"; "the next day the rebels enter the town"
    return day.type == "time" and "next" in sentence.words_below(day.i, "amod")


def _future(sentence: Sentence, verb: int, *, conditional: bool) -> Modality:
    """Tell a plan (one's own act) from a forecast (another's); "would" outside reported speech is unreal."""
    subject = next(iter(surface_subjects(sentence, verb)), None)
    if of_draft(sentence, verb) or (conditional and _of_a_plan(sentence, verb)):
        return Modality.PLANNED
    reported, speaker = _speaker(sentence, verb)
    if _arranged(sentence, verb) and not conditional:
        return Modality.PLANNED
    if subject is not None and _takes_place(sentence, subject, verb, conditional=conditional, reported=reported):
        return Modality.PLANNED
    falls = any(reading.code == "FALL" for reading in acts.verbs().get(sentence.tokens[verb].lemma.lower(), ()))
    if falls or subject is None or not _can_plan(_meant(sentence, verb, sentence.tokens[subject])):
        return Modality.FORECAST
    if reported and conditional and sentence.tokens[verb].lemma.lower() in CONSENTING:
        return Modality.CONDITIONAL  # "said it would accept a truce"
    if not reported:
        return Modality.HYPOTHETICAL if conditional else Modality.PLANNED
    if _foreseen(sentence, verb):
        return Modality.FORECAST  # "assesses that it will not exceed 2,000"
    own = _speaks_of_itself(sentence, subject, speaker)
    planned = own or (speaker is not None and not _hostile(sentence.tokens[verb]))
    return Modality.PLANNED if planned else Modality.FORECAST


def _takes_place(sentence: Sentence, subject: int, verb: int, *, conditional: bool, reported: bool) -> bool:
    """Tell whether what is to be is something arranged: "the talks will resume", "the election will take place"."""
    held = not conditional or (reported and ("subj", sentence.tokens[verb].lemma.lower()) in reality.selectors())
    if held and _is_held(sentence.tokens[subject]):
        return True
    return (reported or not conditional) and _is_set(sentence, subject, verb)


def _speaks_of_itself(sentence: Sentence, subject: int, speaker: int | None) -> bool:
    named = sentence.tokens[subject]
    if named.text.lower() in SPEAKERS_OWN:
        return True
    return speaker is not None and sentence.tokens[speaker].lemma == named.lemma


def _is_held(noun: Token) -> bool:
    """Tell whether a noun names acts that somebody arranges: talks, exercises, a ban, none of force."""
    codes = {reading.code for reading in acts.nouns().get(noun.lemma.lower(), ())}
    return noun.upos == "NOUN" and bool(codes) and not codes & FORCEFUL


def _is_set(sentence: Sentence, subject: int, verb: int) -> bool:
    """Tell whether what begins or ends on a day that somebody set is said to do so: an election, a mandate."""
    if sentence.tokens[subject].lemma.lower() not in SET:
        return False
    things = sentence.words_below(verb, "obj", "compound")
    return "place" in things if sentence.tokens[verb].lemma == "take" else _runs(sentence, verb) and not things


def _runs(sentence: Sentence, verb: int) -> bool:
    return sentence.tokens[verb].lemma.lower() in RUNNING


def _meant(sentence: Sentence, verb: int, subject: Token) -> Token:
    """Return the noun that a relative pronoun stands for ("the squadron, which will fly strikes")."""
    token = sentence.tokens[verb]
    return sentence.tokens[token.head] if subject.text.lower() == "which" and token.deprel == "acl:relcl" else subject


def _arranged(sentence: Sentence, verb: int) -> bool:
    """Tell whether an act of unnamed doers will be done because they mean to ("talks will be held")."""
    passive = phrases.passive(sentence, verb) and phrases.agent(sentence, verb) is None
    readings = acts.verbs().get(sentence.tokens[verb].lemma.lower(), ())
    return passive and bool(readings) and not all(reading.code in FORCEFUL for reading in readings)


def of_draft(sentence: Sentence, verb: int) -> bool:
    """Tell whether the subject of a verb is a plan ("the draft resolution imposes", "the bill would impose")."""
    subjects = sentence.children(verb, "nsubj")
    beside = [t for s in subjects for t in (s, *sentence.children(s.i, "amod", "compound"))]
    return bool({t.lemma.lower() for t in beside} & PLANS or {t.text.lower() for t in beside} & PLANS)


def _of_a_plan(sentence: Sentence, verb: int) -> bool:
    """Tell whether a relative clause says what a plan would do: "a resolution that would end the mandate"."""
    token = sentence.tokens[verb]
    while token.relation == "conj" and token.head >= 0:
        token = sentence.tokens[token.head]
    if token.deprel != "acl:relcl":
        return False
    effect = reality.selectors().get(("n-to", sentence.tokens[token.head].lemma.lower()))
    return effect is not None and effect.becomes == "planned"


def _hostile(verb: Token) -> bool:
    """Tell whether all that a verb may say is hostile: another's act of that kind is foretold, not planned."""
    readings = acts.verbs().get(verb.lemma.lower(), ())
    return not readings or all(reading.code in HOSTILE for reading in readings)


def _speaker(sentence: Sentence, verb: int) -> tuple[bool, int | None]:
    """Tell whether the clause of `verb` is reported, and by whom."""
    token = sentence.tokens[verb]
    for above in (token, *sentence.above(verb)):
        if above.relation == "acl" and _told_in(sentence, above):
            return True, next((t.i for t in sentence.children(above.head, "nmod:poss")), None)
        if above.relation == "ccomp" and above.head >= 0:
            return True, next(iter(surface_subjects(sentence, above.head)), None)
        if above.relation not in {"conj", "xcomp", "csubj"}:
            return False, None
    return False, None


def _foreseen(sentence: Sentence, verb: int) -> bool:
    """Tell whether a clause is what somebody foresees: "expects that they will leave"."""
    clause = next((t for t in (sentence.tokens[verb], *sentence.above(verb)) if t.relation == "ccomp"), None)
    if clause is None or clause.head < 0:
        return False
    effect = reality.selectors().get(("that", sentence.lemmas[clause.head]))
    return sentence.lemmas[clause.head] in OPINING or (effect is not None and effect.becomes == "forecast")


def _told_in(sentence: Sentence, clause: Token) -> bool:
    """Tell whether a noun says what its clause holds ("his statement that he would end it"), and is no "fact that"."""
    effect = reality.selectors().get(("n-that", sentence.tokens[clause.head].lemma.lower()))
    opened = "that" in sentence.words_below(clause.i, "mark")
    return opened and effect is not None and sentence.tokens[clause.head].lemma != "fact"


def _can_plan(token: Token) -> bool:
    if token.upos == "PRON":
        return token.text.lower() in SPEAKERS_OWN | {"you", "who", "that"}
    return (
        token.name != "O"
        or token.upos == "PROPN"
        or token.type in {"person", "organization"}
        or token.lemma.lower() in acts.any_of("people", "force", "government")
    )
