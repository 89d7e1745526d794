"""What stands above a noun that names an act, and what that makes of it; `subjects` and `objects` have its verb."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reality, words
from panj.records import Modality
from panj.understand.modality import named
from panj.understand.modality.climb import (
    SAME,
    Climb,
    definite,
    determiners,
    has_come,
    in_time,
    marks,
    opener,
)
from panj.understand.modality.objects import (
    ABOUT,
    AGREEMENTS,
    CHARGES,
    as_object,
    is_fight,
    of_claims,
    supposed,
)
from panj.understand.modality.subjects import is_meeting
from panj.understand.trees import denial, phrases
from panj.understand.trees.verbs import is_passive, phrasal

VALUES = frozenset({"importance", "urgency", "necessity", "value", "merits", "benefit"})
PHENOMENA = words("role_words", "word", "phenomenon")
VIEWING = words("role_words", "word", "viewing")
TRUTH = frozenset({"truth", "substance", "merit"})
TOPICS = frozenset({"over", "about", "on", "regarding", "concerning"})
ABOUT_FIGHTS = frozenset({"resolution", "solution", "end", "settlement", "opposition", "objection"})
WORRIED = words("role_words", "word", "worried")
EXAMPLES = frozenset({"including", "such as", "among"})
OF_A_KIND = frozenset({"of", "for", "to", "against", "from"})
SETTING = frozenset({"after", "following", "since", "in", "at", "during", "on"})
REASONS = words("role_words", "word", "reason")
CLUES = words("role_words", "word", "clue")
UNANNOUNCED = frozenset({"ASSAULT", "COERCE", "PROTEST", "THREATEN", "ACCUSE"})
ERRANDS = words("role_words", "word", "errand")
GOING = frozenset({"arrive", "travel", "fly", "come", "go", "hand", "send", "extradite", "return", "leave", "gather"})
UNSURE = frozenset({"possible", "hypothetical"})


def _governed(climb: Climb, token: Token, head: Token, case: str) -> bool:
    """Apply what a word does to an act after this preposition ("accused of an attack", "close to a deal")."""
    word, known = head.lemma.lower(), definite(climb.sentence, token.i)
    if known and ((word == "close" and head.relation in {"amod", "acl"}) or word in {"far", "away"}):
        return climb.rest()  # "sources close to the investigation", "far from the fighting"
    if head.upos in {"ADJ", "ADV"} and case in {"to", "from"} and climb.take_first("a-to", word):
        return True
    if supposed(climb, token, head, case.upper()):
        return True
    if known and case in {"from", "against"} and reality.selectors().get((case.upper(), word), SAME).becomes in UNSURE:
        return climb.rest()  # "protect them from the fighting"
    if known and case == "on" and word == "vote" and token.lemma.lower() in AGREEMENTS:
        return climb.rest()  # it was made, by whoever votes on it
    if known and case == "about" and word in WORRIED:
        return climb.rest()  # "are worried about his abduction"
    if known and case == "to" and token.i == climb.start and ("performed", token.lemma.lower()) in reality.selectors():
        return climb.rest()  # "would run counter to the pledge", "no reply to the request"
    beside = climb.sentence.lemmas[head.i + 1 : head.i + 2]  # "stopped short of an attack"
    return bool(case) and climb.take_first(case.split()[0].upper(), phrasal(climb.sentence, head), word, *beside)


def _by_object(climb: Climb, verb: Token) -> bool:
    """Apply the verb's object to a phrase that the parse hangs on the verb ("set a deadline for the withdrawal")."""
    objects = climb.sentence.children(verb.i, "obj", "nsubj:pass")
    ahead = (
        t.lemma.lower() for t in objects if reality.selectors().get(("n-of", t.lemma.lower()), SAME).becomes != "fact"
    )
    return any(climb.take_first("n-of", word) for word in ahead)  # but "will hand in a report for more funding"


def _spoken_of(token: Token, head: Token, case: str) -> bool:
    """Tell whether what stands after a verb and "on" or "regarding" is only what it is about ("met on a ceasefire")."""
    if case not in TOPICS or ("performed", token.lemma.lower()) in reality.selectors():
        return False  # "spoke about accusations": made they were
    if case == "on" and token.lemma.lower() in ERRANDS:
        return False  # "met victims on a visit to Kenya": that is where they met
    return case in {"regarding", "concerning"} or (head.lemma.lower() not in GOING and _consults(head))


def _consults(verb: Token) -> bool:
    return any(reading.code == "CONSULT" for reading in acts.verbs().get(verb.lemma.lower(), ()))


def before_noun(climb: Climb, _: Token, head: Token) -> bool:
    """Read an act that stands before another noun ("rescue effort", "coup attempt")."""
    climb.take(reality.selectors().get(("n-of", head.lemma.lower())))
    return False


def oblique(climb: Climb, token: Token, head: Token) -> bool:
    """Read an act after a preposition beside a verb."""
    sentence = climb.sentence
    kind, case = opener(sentence, token.i), phrases.case(sentence, token.i) or _slipped(sentence, token)
    about = case == "to" and head.lemma.lower() in ABOUT  # "was not linked to the attack"
    if about or token.deprel == "obl:agent" or (case == "by" and head.xpos == "VBN"):
        return definite(sentence, token.i) and climb.rest()  # "nobody was hurt by the blasts"
    if (put := _supposed_of(climb, token, head, case)) is not None:
        climb.put(put)
        return climb.rest()
    claims = token.i != climb.start and of_claims(sentence, token, head) is not None
    if not claims and (kind in {"condition", "negative", "fact"} or (case == "for" and token.lemma.lower() in REASONS)):
        return _under(climb, token, head, kind)
    if claims or (not case and token.deprel == "obl" and token.type != "time"):
        return as_object(climb, token, head)  # "looked into claims that they fled", "dismissed as fantasy reports that"
    ahead = _is_ahead_of(sentence, token)
    if not ahead and ((case == "for" and _by_object(climb, head)) or _governed(climb, token, head, case)):
        return False
    if not definite(sentence, token.i) and _spoken_of(token, head, case):
        climb.put(Modality.POSSIBLE)
        return climb.rest()
    if case == "for" and (ends := _done_for(climb, token, head)) is not None:
        return ends
    return _beside_verb(climb, token, head, "ahead" if ahead else kind)


def _slipped(sentence: Sentence, noun: Token) -> str:
    """Return the preposition of a noun that the tree takes for a word before a clause ("warns of deployment")."""
    before = sentence.children(noun.i, "mark") if noun.upos == "NOUN" else ()
    return next((t.text.lower() for t in before if t.i == noun.i - 1 and t.xpos == "IN"), "")


def _under(climb: Climb, token: Token, head: Token, kind: str | None) -> bool:
    """Read an act that is a condition, a reason, or what something is done without or in spite of."""
    if kind == "negative":
        return climb.replaced(head.i)
    if kind == "condition":
        climb.hang_on(token.i)
    return climb.rest()


def _beside_verb(climb: Climb, token: Token, head: Token, kind: str | None) -> bool:
    """Read an act that only says when, where or with what something is done."""
    case = phrases.case(climb.sentence, token.i)
    if case == "with" and ("subj", head.lemma.lower()) in reality.selectors():
        return named.held(climb, token, head)  # "will end with the return": as its verb
    if kind in {"ahead", "until", "time"}:
        return _at_a_time(climb, token, head)
    if case in {"at", "during"} and is_meeting(token) and _will_be(climb.sentence, head):
        climb.put(Modality.PLANNED)  # "will be signed at the summit"
        return climb.rest()
    given = definite(climb.sentence, token.i) or token.i != climb.start
    return given and case not in {"", "for", "to", "into", "by"} and climb.rest()


def _supposed_of(climb: Climb, token: Token, head: Token, case: str) -> Modality | None:
    """Return how an act is put that something only looks like, or that it may lead to; None for others."""
    sentence = climb.sentence
    seen = case == "as" and token.i == climb.start and head.lemma.lower() in VIEWING
    if seen and not definite(sentence, token.i):
        return Modality.POSSIBLE  # "is seen as an attack on them"
    if case == "as" and head.lemma.lower() == "define":
        return Modality.HYPOTHETICAL  # "what we define as an act of war"
    if case == "to" and head.lemma.lower() == "lead" and sentence.tokens[head.head].lemma.lower() in CLUES:
        return Modality.HYPOTHETICAL  # "information leading to his arrest"
    return None


def _done_for(climb: Climb, token: Token, head: Token) -> bool | None:
    """Read an act that something is done for: "paid for their release", "flew in for talks"; None for neither."""
    tried = head.lemma.lower() == "try" and is_passive(climb.sentence, head.i)  # "will be tried for the attack"
    if token.i == climb.start and definite(climb.sentence, token.i) and (tried or has_come(climb.sentence, head)):
        return climb.rest()  # also in "denied that he had paid for their release"
    if not determiners(climb.sentence, token.i) and head.lemma.lower() in GOING and not is_fight(token):
        climb.put(Modality.PLANNED)
        return False
    return None


def _at_a_time(climb: Climb, token: Token, head: Token) -> bool:
    sentence = climb.sentence
    kind, ahead_of = opener(sentence, token.i), _is_ahead_of(sentence, token)
    if phrases.case(sentence, token.i) in SETTING and _unplanned(climb, token, head):
        return climb.rest()
    if phrases.case(sentence, token.i) == "on" and token.lemma.lower() in CHARGES:
        return climb.rest()  # "arrested on charges of fraud"
    if phrases.case(sentence, token.i) in {"on", "to"} and token.lemma.lower() in PHENOMENA:
        return climb.rest()  # "wants to put a light on police brutality"
    if phrases.case(sentence, token.i) == "on" and definite(sentence, token.i) and token.type != "time":
        return climb.rest()  # "ready to speak on the incident"
    if definite(sentence, token.i) and climb.judge(sentence, head.i).modality is Modality.POSSIBLE:
        return climb.rest()  # "may have been hurt in the raid"
    nearing = phrases.case(sentence, token.i) in {"toward", "towards"} and is_meeting(sentence.tokens[climb.start])
    scheduled = (ahead_of and not _is_hostile(token)) or nearing
    if (ahead_of or nearing or kind in {"ahead", "until"}) and (scheduled or not definite(sentence, token.i)):
        climb.put(Modality.PLANNED)
    return in_time(climb, token, head)


def _will_be(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb says what will be, or would be as somebody said."""
    return bool(sentence.words_below(verb.i, "aux") & {"will", "would", "shall"})


def _is_ahead_of(sentence: Sentence, token: Token) -> bool:
    """Tell whether a noun follows "ahead of", however the parse hangs the two words."""
    cases = [t for case in sentence.children(token.i, "case") for t in (case, *sentence.children(case.i, "fixed"))]
    return any(t.text.lower() == "of" and t.i > 0 and sentence.tokens[t.i - 1].text.lower() == "ahead" for t in cases)


def _unplanned(climb: Climb, token: Token, head: Token) -> bool:
    """Tell whether an act beside another that may lie ahead is past for all that: nobody schedules an attack."""
    sentence = climb.sentence
    case = phrases.case(sentence, token.i)
    if case == "in" and _is_hostile(token) and any(t.lemma == "have" for t in sentence.children(head.i, "aux")):
        return True  # "are believed to have been killed in an attack"
    if case == "in" and (sentence.children(token.i, "nmod:poss") or _struggle(sentence, token)):
        return True  # "help the army in its fight", "do more in the fight against terrorism"
    if case == "in" and ("n-known", token.lemma.lower()) in reality.selectors() and _of_named(sentence, token):
        purpose = head.relation == "advcl" and "to" in marks(sentence, head.i)
        return (
            climb.judge(sentence, head.head if purpose else head.i).modality is Modality.ASSERTED
        )  # "flew in support of Operation Inherent Resolve"
    if case not in {"after", "following", "since"}:  # "agreed to it at the summit"
        return is_meeting(token) and definite(sentence, token.i) and _of_past(sentence, head)
    act = sentence.tokens[climb.start]
    if act is not token and (token.type == "time" or (_is_hostile(act) and _of_several(token))):
        return True  # "after days of protests", "after a series of attacks"
    purpose = head.relation == "advcl" and "to" in marks(sentence, head.i)
    open_ended = bool(determiners(sentence, token.i) & {"any", "every", "each"})
    return not open_ended and (purpose or _is_hostile(token))


def _of_named(sentence: Sentence, token: Token) -> bool:
    """Tell whether what is done for something is done for somebody or something known ("in support of the army")."""
    below = (t for t in sentence.children(token.i, "nmod") if phrases.case(sentence, t.i) == "of")
    return any(t.upos == "PROPN" or definite(sentence, t.i) for t in below)


def _of_several(token: Token) -> bool:
    effect = reality.selectors().get(("n-of", token.lemma.lower()))
    return effect is not None and effect.becomes == "same"


def _struggle(sentence: Sentence, token: Token) -> bool:
    return token.lemma.lower() in {"fight", "struggle", "battle", "war"} and definite(sentence, token.i)


def _of_past(sentence: Sentence, head: Token) -> bool:
    """Tell whether an infinitive hangs on what was done ("agreed to lift them in the summit")."""
    above = sentence.tokens[head.head] if head.relation in {"xcomp", "conj"} and head.head >= 0 else None
    return above is not None and has_come(sentence, above)


def _is_hostile(token: Token) -> bool:
    codes = {reading.code for reading in acts.nouns().get(token.lemma.lower(), ())}
    return bool(codes) and codes <= UNANNOUNCED


def of_noun(climb: Climb, token: Token, head: Token) -> bool:
    """Read an act after a preposition beside another noun."""
    sentence = climb.sentence
    case, kind = phrases.case(sentence, token.i), opener(sentence, token.i)
    if token.deprel == "nmod:poss" or kind == "fact":
        return climb.rest()
    if case in EXAMPLES:
        return False  # "charges of war crimes, including murder": as the crimes
    above = sentence.tokens[head.head]
    disbelieved = reality.selectors().get(("that", above.lemma.lower())) if head.relation == "obj" else None
    if disbelieved and disbelieved.denies and ("n-that", head.lemma.lower()) in reality.selectors():
        return climb.take(disbelieved) and climb.rest()  # "dismissed reports of a coup"
    if kind in {"condition", "negative"}:
        climb.hang_on(token.i) if kind == "condition" else climb.take(reality.Effect("same", True))
        return climb.rest()
    if head.lemma.lower() in TRUTH or (token.i == climb.start and denial.of_false_report(sentence, head)):
        return False  # "no truth in the claim that", "reports of an attack were false"
    if (ends := _by_noun(climb, token, head, case)) is not None:
        return ends
    if _is_complement(case, head) and climb.take_first("n-of", head.lemma.lower()):
        return False
    if definite(sentence, token.i):
        if case == "for":
            _by_verb_above(climb, head, case)
        return climb.rest()
    return _any_of_noun(climb, token, head, case)


def _any_of_noun(climb: Climb, token: Token, head: Token, case: str) -> bool:
    """Read an act that is not known, beside a noun that says nothing of it: "negotiations over an accord"."""
    if case in TOPICS and is_meeting(head) and not _is_hostile(token):
        climb.put(Modality.POSSIBLE)
        return climb.rest()
    if case in OF_A_KIND and climb.take_first("n-any", head.lemma.lower()):
        return climb.rest()  # "a method of combat"
    if case in {"for", "of", "against"} and _by_verb_above(climb, head, case):
        return climb.rest()
    counted = case == "in" and token.i == climb.start and _is_sum(climb.sentence, head)  # "ten million dollars in aid"
    return not counted and case not in {"of", "for", "to"} and climb.rest()


def _by_verb_above(climb: Climb, head: Token, case: str) -> bool:
    """Apply a verb whose object the act is hung on: "asked its ally for help"."""
    if head.relation not in {"obj", "iobj"}:
        return False
    above = climb.sentence.tokens[head.head]
    return climb.take_first(case.upper(), phrasal(climb.sentence, above), above.lemma.lower())


def _is_sum(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun is a sum of money: "$10 million", "25 million dollars", but not "a dollar"."""
    return noun.upos in {"NUM", "SYM"} or bool(sentence.children(noun.i, "nummod"))


def _by_noun(climb: Climb, token: Token, head: Token, case: str) -> bool | None:
    """Read what only some nouns make of the act they are about; None for the others."""
    sentence, word, known = climb.sentence, head.lemma.lower(), definite(climb.sentence, token.i)
    if ("n-that", word) in reality.selectors():
        climb.take(denial.of_report(sentence, head))  # "false reports of an attack"
    if token.i == climb.start and not known and denial.no_sign(sentence, head):
        climb.denied = not climb.denied
        return climb.rest()  # "found no evidence of an attack"
    named = any(t.text[:1].isupper() for t in sentence.children(token.i, "compound", "amod"))
    several = case in {"over", "about"} and (token.xpos == "NNS" or token.lemma.lower() in PHENOMENA)
    if (known or named or several) and climb.take_first("n-known", word):
        return True  # "concern about the escalation", "in support of UN operations"
    if known and is_fight(token) and token.i == climb.start and (case in TOPICS or word in ABOUT_FIGHTS):
        return climb.rest()  # "questions about the attack", "opposition to the war", "a resolution to the conflict"
    if known and case == "for" and word == "claim":
        return climb.rest()  # "a claim of responsibility for the attacks"
    if case == "for" and word in {"exchange", "return"} and _is_offered(sentence, head):
        climb.put(Modality.DEMANDED)  # "offered talks in return for a withdrawal"
        return climb.rest()
    if supposed(climb, token, head, "n-of"):
        return True  # "would attack only in response to an invasion"
    if word == "attempt" and case == "at" and not known:
        climb.put(Modality.PLANNED)  # "an attempt at a coup", not "an attempt on his life"
        return False
    if word in VALUES and not known:
        climb.put(Modality.DEMANDED)  # "stressed the importance of a ceasefire"
        return False
    return None


def _is_offered(sentence: Sentence, noun: Token) -> bool:
    """Tell whether something is only offered in exchange."""
    effect = reality.selectors().get(("obj", sentence.tokens[noun.head].lemma.lower()), SAME)
    return effect.becomes in {"planned", "demanded"}


def _is_complement(case: str, head: Token) -> bool:
    """Tell whether a phrase says what a noun is about, not where or when it is ("a pledge at the summit")."""
    if case in {"of", "for", "to", "on", "toward", "towards"}:
        return True
    effect = reality.selectors().get(("n-of", head.lemma.lower()), SAME)
    return case in {"about", "over", "against"} and effect.becomes not in {"planned", "demanded"}
