"""An act that is the object of a verb, or a passive's subject, and what that makes of it."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reality, words
from panj.records import Modality
from panj.understand.modality import named
from panj.understand.modality.climb import SAME, Climb, definite, determiners, has_come, marks, opener
from panj.understand.trees import phrases
from panj.understand.trees.verbs import is_passive, phrasal

# To end or break something there must be one, also in "promised to end a curfew".
ENDING = words("role_words", "word", "ending")
EVADING = frozenset({"escape", "evade", "dodge", "elude"})
JUDGING = frozenset({"call", "consider", "deem", "declare"})
DENYING = frozenset({"deny", "confirm"})
EXCLUDING = frozenset({"rule_out", "exclude"})
TALKING = frozenset({"discuss", "debate", "raise"})
JOINING = words("role_words", "word", "joining")
HELPING = frozenset({"support", "back"})
# verbs that say what a known act is, or what it has to do with
ABOUT = frozenset(
    {"mean", "define", "link", "connect", "relate", "tie", "aim", "direct", "motivate", "prompt", "cause"}
)
CHECKING = frozenset({"confirm", "verify", "corroborate"})
PURPOSED = frozenset({"intend", "mean", "design"})  # what is there already is for something
DROPPING = frozenset({"abandon", "drop", "ditch"})
COUPS = frozenset({"coup", "putsch", "uprising"})
FURTHER = frozenset({"another", "further", "future", "more", "similar"})
GRANTED = words("role_words", "word", "granted")
CHARGES = words("role_words", "word", "charge")
AGREEMENTS = acts.words_of("agreement")
PUTTING = frozenset({"put", "remain", "hang", "stay"})
KEEPING = words("role_words", "word", "keeping")


def as_object(climb: Climb, token: Token, head: Token) -> bool:
    """Read an act that is the object of a verb, or a passive's subject."""
    if ("performed", token.lemma.lower()) in reality.selectors() and head.lemma.lower() in {"offer", "extend", "send"}:
        return False
    table = reality.selectors()
    if (effect := of_claims(climb.sentence, token, head)) is not None:
        # "denied a report that they had fled": no flight; "denied the allegation": there was one
        return _as_claimed(climb, token, head, effect)
    if is_undone(climb, head) or _yet_to_be_shown(climb.sentence, head):
        return False  # "was put on hold", "until the withdrawal is verified"
    if _is_there(climb, token, head):
        return climb.rest()
    if _let_in(climb.sentence, head):
        return False
    if phrasal(climb.sentence, head) == "call" and determiners(climb.sentence, token.i) & {"a", "an"}:
        climb.put(Modality.PLANNED)  # "called a strike"
        return False
    if is_left_open(climb.sentence, head):
        climb.put(Modality.POSSIBLE)  # "neither confirmed nor denied the trip", "has not ruled out talks"
        return climb.rest()
    if head.lemma.lower() in EVADING and not determiners(climb.sentence, token.i) and not is_fight(token):
        return climb.take(table[("obj", "avoid")]) and False  # "escaped arrest"
    if head.lemma.lower() == "face" and climb.take_first("faced", token.lemma.lower()):
        return False
    if supposed(climb, token, head, "obj"):
        return True
    known = _by_verb(climb, head)
    if not known and token.deprel == "nsubj:pass" and determiners(climb.sentence, token.i) & {"this", "these"}:
        return climb.rest()  # "this fight will be aided": it goes on
    return False


def _in_story(sentence: Sentence, token: Token, verb: Token) -> bool:
    """Tell whether a verb says what a film, a game or a scenario has of what is not known to have been."""
    tellers = () if definite(sentence, token.i) else sentence.children(verb.i, "nsubj")
    return any(("staged", t.lemma.lower()) in reality.selectors() for t in tellers)


def _as_claimed(climb: Climb, token: Token, verb: Token, effect: reality.Effect) -> bool:
    """Apply what is done about a claim to what it says; an accusation is made, whoever leaves it open."""
    own, left_open = token.i == climb.start, is_left_open(climb.sentence, verb)
    if not own or (left_open and ("performed", token.lemma.lower()) not in reality.selectors()):
        climb.take(effect)
    return (own or left_open) and climb.rest()


def is_undone(climb: Climb, verb: Token) -> bool:
    """Read the subject of what has yet to begin, fails to come about, is put on hold or remains in doubt."""
    sentence, table = climb.sentence, reality.selectors()
    if verb.lemma.lower() in PUTTING:
        below = (table.get(("a-subj", t.lemma.lower())) for t in sentence.children(verb.i, "obl"))
        return climb.take(next(filter(None, below), None))
    if verb.lemma.lower() not in {"have", "fail"}:
        return False
    begun = [
        t
        for t in sentence.children(verb.i, "xcomp")
        if ("subj", t.lemma.lower()) in table and (t.lemma == "take" or "obj" not in sentence.below[t.i])
    ]  # not "failed to end the war"
    adverbs = {"yet"} & {w for t in (verb, *begun) for w in sentence.words_below(t.i, "advmod")}
    undone = bool(begun) and (verb.lemma.lower() == "fail" or bool(adverbs))
    return undone and climb.take(reality.Effect("planned", denies=True))


def of_claims(sentence: Sentence, token: Token, verb: Token) -> reality.Effect | None:
    """Return what a verb makes of the claims below it ("denied a report that", "looked into claims that")."""
    table = reality.selectors()
    if ("n-that", token.lemma.lower()) not in table:
        return None
    if is_left_open(sentence, verb):
        return reality.Effect("possible")  # "reports that they fled could not be verified"
    words = (f"{verb.lemma.lower()}_{phrases.case(sentence, token.i)}", phrasal(sentence, verb), verb.lemma.lower())
    for word in words:
        if (effect := table.get(("claims", word))) or ((effect := table.get(("that", word))) and effect.denies):
            return effect
    return None


def _yet_to_be_shown(sentence: Sentence, head: Token) -> bool:
    """Tell whether nobody knows yet that there was an act: "if the attack is confirmed"."""
    return head.lemma.lower() in CHECKING and opener(sentence, head.i) in {"condition", "until"}


def is_left_open(sentence: Sentence, head: Token) -> bool:
    """Tell whether a verb says that nobody denies, confirms or rules out what is below it, or wants to."""
    if not (head.lemma.lower() in DENYING | CHECKING or phrasal(sentence, head) in EXCLUDING):
        return False
    above = sentence.tokens[head.head] if head.relation == "xcomp" else None
    unwilling = above is not None and reality.selectors().get(("to", above.lemma.lower()), SAME).denies
    return unwilling or phrases.negated(sentence, head.i)


def _by_verb(climb: Climb, head: Token) -> bool:
    """Apply what a verb does to its object; False if the tables do not know it."""
    if head.lemma.lower() == "resist" and not is_fight(climb.sentence.tokens[climb.start]):
        climb.put(Modality.PLANNED)  # "is resisting the deployment", but "resisted the attack"
        return True
    act = climb.sentence.tokens[climb.start].lemma.lower()
    if (
        head.lemma.lower() in PURPOSED
        and is_passive(climb.sentence, head.i)
        and climb.sentence.children(head.i, "xcomp")
    ):
        return climb.rest()  # "the strike was meant to force talks"
    if climb.modality is Modality.PLANNED and head.lemma.lower() in DROPPING:
        climb.denied = not climb.denied  # "abandoned a plan to attack it"
    if head.lemma.lower() == "approve" and act in GRANTED and has_come(climb.sentence, head):
        return True  # "approved a loan"
    if head.lemma.lower() == "attempt" and act in COUPS:
        return True  # who attempts a coup has made one
    if head.lemma.lower() == "seek" and climb.take_first("sought", act):
        return True
    if _still_to_come(climb, head):
        climb.put(Modality.HYPOTHETICAL)
        climb.rest()
        return True
    known = climb.take_first("obj", phrasal(climb.sentence, head), head.lemma.lower())
    if known and _averts(head) and climb.modality is Modality.PLANNED:
        climb.modality = Modality.HYPOTHETICAL  # "to prevent future attacks"
    if known and _averts(head) and _only_meant(climb, head):
        climb.denied = not climb.denied  # "to prevent attacks": nobody says that there will be none
    return known


def takes_for_there(sentence: Sentence, i: int) -> bool:
    """Tell whether a known act is the object of a verb that takes it for there: "lift the sanctions"."""
    token = sentence.tokens[i]
    if token.relation != "obj" or not definite(sentence, i):
        return False
    return reality.selectors().get(("obj", phrasal(sentence, sentence.tokens[token.head])), SAME).becomes == "fact"


def _still_to_come(climb: Climb, head: Token) -> bool:
    """Tell whether what is to be stopped is not there yet: "to stop a similar attack", "must curb further raids"."""
    token = climb.sentence.tokens[climb.start]
    more = {t.lemma.lower() for t in climb.sentence.children(token.i, "amod", "det")} & FURTHER
    effect = reality.selectors().get(("obj", head.lemma.lower()), SAME)
    if not more or effect.becomes != "fact" or head.i != token.head:
        return False
    return climb.judge(climb.sentence, head.i).modality is not Modality.ASSERTED


def supposed(climb: Climb, token: Token, head: Token, kind: str) -> bool:
    """Tell whether what a verb takes for granted is only supposed with it ("ready to repel an invasion").

    Also what a film or a scenario has ("the scenario involves an invasion").
    """
    if kind == "obj" and named.held(climb, token, head):
        return True
    if kind == "obj" and _in_story(climb.sentence, token, head):
        climb.put(Modality.HYPOTHETICAL)
        return climb.rest()
    if token.i != climb.start or not determiners(climb.sentence, token.i) & {"a", "an", "any"}:
        return False
    effect = reality.selectors().get((kind, head.lemma.lower()), SAME)
    if (
        effect.becomes != "fact"
        or head.lemma.lower() in ENDING
        or climb.judge(climb.sentence, head.i).modality is Modality.ASSERTED
    ):
        return False
    climb.put(Modality.HYPOTHETICAL)
    return climb.rest()


def _is_there(climb: Climb, token: Token, head: Token) -> bool:
    """Tell whether a verb takes the act that is its object for granted, however it is put itself."""
    sentence, verb, known = climb.sentence, head.lemma.lower(), definite(climb.sentence, token.i)
    own = token.i == climb.start
    return (
        (known and verb in HELPING and has_come(sentence, head))  # "has supported the liberation of key towns"
        or (own and verb in TALKING and goes_on(sentence, token))  # "discussed the conflict"
        # "until their demands are met": made they were
        or ((own or climb.modality is Modality.DEMANDED) and _answered(sentence, token, head))
        or (known and own and token.lemma.lower() in CHARGES)  # "a basis for their allegations"
        or (known and (_given(sentence, token, head) or (own and _of_a_year(sentence, token))))
        or (known and own and verb in KEEPING and token.lemma.lower() in AGREEMENTS)  # "must respect the truce"
        or (own and verb == "extend" and token.lemma.lower() in AGREEMENTS)  # "refused to extend a truce"
        or (known and own and verb == "oppose" and (token.lemma.lower() in AGREEMENTS or goes_on(sentence, token)))
        or _not_averted(sentence, head)  # "failed to prevent a massacre"
    )


def _of_a_year(sentence: Sentence, token: Token) -> bool:
    """Tell whether a fight bears its year ("the 2001 invasion"): none is named by a year before it was."""
    beside = sentence.children(token.i, "compound", "nummod", "amod")
    codes = {reading.code for reading in acts.nouns().get(token.lemma.lower(), ())}
    return bool(codes & {"ASSAULT", "COERCE", "PROTEST"}) and any(t.text.isdigit() and len(t.text) == 4 for t in beside)


def _answered(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether a demand, a claim or a promise is one that was made, since something is done about it."""
    table = reality.selectors()
    none = {"any", "no"}
    if sentence.words_below(head.i, "aux") & {"would", "could", "might"}:
        none = none | {"a", "an"}  # "would consider a request"
    made = ("performed", token.lemma.lower()) in table and not determiners(sentence, token.i) & none
    return made and any(("answered", word) in table for word in (phrasal(sentence, head), head.lemma.lower()))


def _given(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether a known act is taken for granted ("considered the raid a breach", "threatens the truce")."""
    judged = head.lemma.lower() != "make" and (
        any(t.upos in {"NOUN", "ADJ"} for t in sentence.children(head.i, "xcomp"))
        or (head.lemma.lower() in JUDGING and any(t.i > token.i for t in sentence.children(head.i, "obj")))
        or any(phrases.case(sentence, t.i) == "as" for t in sentence.children(head.i, "obl"))
    )
    done = token.deprel == "nsubj:pass" and has_come(sentence, head) and phrases.agent(sentence, head.i) is not None
    words = (phrasal(sentence, head), head.lemma.lower())
    denies = any(reality.selectors().get(("obj", word), SAME).denies for word in words)
    if denies and token.lemma.lower() not in AGREEMENTS:
        done = False  # "the visit was vetoed by the council"
    meant = token.deprel == "nsubj:pass" and head.lemma.lower() in ABOUT
    return judged or done or meant or head.lemma.lower() in JOINING


def _averts(verb: Token) -> bool:
    effect = reality.selectors().get(("obj", verb.lemma.lower()), SAME)
    return effect.denies and effect.becomes == "hypothetical"


def _only_meant(climb: Climb, verb: Token) -> bool:
    """Tell whether a verb says what is to be done, or can be, not what was."""
    sentence = climb.sentence
    if "to" in marks(sentence, verb.i) or any(t.xpos == "MD" for t in sentence.children(verb.i, "aux")):
        return True
    return verb.xpos != "VBD" and climb.judge(sentence, verb.i).modality is not Modality.ASSERTED


def _not_averted(sentence: Sentence, head: Token) -> bool:
    """Tell whether a verb says what somebody failed to avert: it came about (Karttunen 2012)."""
    table = reality.selectors()
    if not _averts(head) or head.lemma.lower() in EXCLUDING:
        return False
    helpers = sentence.words_below(head.i, "aux")
    if "have" in helpers and helpers & {"could", "might", "should"}:
        return True  # "could have been prevented"
    if helpers & {"did", "was", "were", "had", "could"} and phrases.negated(sentence, head.i):
        return True  # "did not prevent the attack"
    if head.relation not in {"xcomp", "acl", "advcl"}:
        return False
    above = sentence.tokens[head.head]
    return any(
        table.get((kind, above.lemma.lower()), SAME).denies for kind in ("to", "n-to", "a-to")
    ) and not phrases.negated(sentence, above.i)


def _let_in(sentence: Sentence, head: Token) -> bool:
    """Tell whether something was let happen ("allowed the violence"), which the past of "allow" says it did."""
    return (
        head.lemma.lower() in {"allow", "permit"} and has_come(sentence, head) and not phrases.negated(sentence, head.i)
    )


def is_fight(token: Token) -> bool:
    """Tell whether a noun may name an assault."""
    return any(reading.code == "ASSAULT" for reading in acts.nouns().get(token.lemma.lower(), ()))


def goes_on(sentence: Sentence, token: Token) -> bool:
    """Tell whether a fight is named as one that there is ("the war", "violence in the north"; not "an attack")."""
    return is_fight(token) and not determiners(sentence, token.i) & {"a", "an", "any"}


def called(climb: Climb, token: Token, head: Token) -> bool:
    """Read a noun that the tree takes for a predicate of a verb: "called a strike", but "called it a violation"."""
    sentence, lemma = climb.sentence, phrasal(climb.sentence, head)
    codes = {reading.code for reading in acts.nouns().get(token.lemma.lower(), ())}
    if head.lemma.lower() in JUDGING and climb.judge(sentence, head.i).denied:
        climb.put(Modality.POSSIBLE)
        return climb.rest()  # "stopped short of calling it a coup"
    if lemma == "call" and not sentence.children(head.i, "obj") and codes & {"PROTEST", "CONSULT"}:
        climb.put(Modality.PLANNED)
    return _is_object(sentence, head, lemma) and as_object(climb, token, head)


def _is_object(sentence: Sentence, head: Token, verb: str) -> bool:
    """Tell whether a noun is the object that the tree takes for a predicate ("called off an attack")."""
    of_another = is_passive(sentence, head.i) or sentence.children(head.i, "obj")
    return not of_another and any(("obj", word) in reality.selectors() for word in (verb, head.lemma.lower()))
