"""What a verb, adjective or noun does to the act in the clause below it."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import reality, words
from panj.records import Modality
from panj.understand.modality import objects, purposes
from panj.understand.modality.climb import (
    VERBAL,
    Climb,
    Judged,
    had,
    has_come,
    in_time,
    marks,
    opener,
    was,
)
from panj.understand.modality.said import asks_why, is_told, of_another, question
from panj.understand.trees import denial, phrases
from panj.understand.trees.verbs import is_passive, phrasal

GOVERNED = frozenset({"of", "from", "to", "at", "with", "on", "out", "like", "near"})
UNSETTLED = {"question": Modality.ASKED, "unreal": Modality.HYPOTHETICAL, "purpose": Modality.PLANNED}
# Acts done by speaking, told in a participle beside what was announced ("it would withdraw, accusing them of ...").
WHOEVER = frozenset({"whoever", "whichever", "whatever"})
MAYBE = frozenset({"may", "might", "could"})
SPOKEN = frozenset(
    {"accuse", "blame", "cite", "criticise", "criticize", "condemn", "denounce", "praise", "reject", "dismiss"}
)
GREETING = words("role_words", "word", "greeting")
PARTICLES = frozenset({"compound", "advmod"})
DEPARTING = words("role_words", "word", "departing")
FULFILLED = words("role_words", "word", "fulfilled")
TIME_BOUND = frozenset({"VBD", "VBN"})


def complement(climb: Climb, token: Token, head: Token) -> bool:
    """Read an infinitive or participle below its verb, adjective or noun; True if the head's auxiliaries stay out."""
    sentence = climb.sentence
    if (token.xpos == "VBG" and _cannot_help(sentence, head)) or _left_open(climb, token, head):
        return climb.rest()
    if _performs(sentence, token, head):
        return climb.rest()
    if token.upos == "NOUN" and "to" not in marks(sentence, token.i):
        return objects.called(climb, token, head)
    if not (
        _comes_yet(climb, token, head)
        or (head.lemma.lower() == "have" and head.xpos == "VBD")  # "had to flee": fled
        or purposes.voices(sentence, token, head)
        or _must(climb, token, head)
        or _lets_another(climb, token, head)
        or (head.lemma.lower() in FULFILLED and was(sentence, head.i))  # "was able to escape", "was glad to meet them"
        or _by_its_words(climb, token, head)
    ):
        climb.put(Modality.PLANNED)
    return False


def _comes_yet(climb: Climb, token: Token, head: Token) -> bool:
    """Read what is still to come ("has yet to surrender"); True if it is."""
    beside = head.lemma.lower() in {"have", "be"} and _yet(climb.sentence, token, head)
    if beside:
        climb.put(Modality.PLANNED)
        climb.denied = not climb.denied
    return beside


def _must(climb: Climb, token: Token, head: Token) -> bool:
    """Read what somebody must do ("have to flee", "may have to flee", "would have had to flee"); True if he must."""
    sentence = climb.sentence
    if head.lemma.lower() not in {"have", "get"} or "to" not in sentence.words_below(token.i, "mark"):
        return False
    if not _is_bound(sentence, head):
        return False
    helpers = sentence.words_below(head.i, "aux")
    would = Modality.HYPOTHETICAL if {"would", "have"} <= helpers else Modality.DEMANDED
    climb.put(Modality.POSSIBLE if helpers & MAYBE else would)
    return True


def _lets_another(climb: Climb, token: Token, head: Token) -> bool:
    """Read what somebody would have another do ("wants them to leave", "let the council decide"); True if he would."""
    other = of_another(climb.sentence, token, head) or _lets(climb.sentence, head)
    if other:
        climb.put(Modality.DEMANDED)
    return other


def _by_its_words(climb: Climb, token: Token, head: Token) -> bool:
    """Read an act by what the word above it makes of one; False if that is not known and it is no act that was done."""
    sentence, lemma, kind = climb.sentence, phrasal(climb.sentence, head), "to"
    if head.upos not in VERBAL:
        kind = "n-to" if head.upos == "NOUN" else "a-to"
    adjectival = (head.xpos == "JJ" or is_passive(sentence, head.i)) and climb.take_first("a-to", head.text.lower())
    if adjectival or climb.take_first(kind, lemma, head.lemma.lower(), head.text.lower()):
        return True
    if head.upos == "ADJ" and ("that", token.lemma.lower()) in reality.selectors():
        return True  # "I am happy to say that"
    marked = "to" in sentence.words_below(token.i, "mark")
    return token.upos not in VERBAL or not (marked or (token.xpos == "VB" and head.upos in VERBAL))


def _left_open(climb: Climb, token: Token, head: Token) -> bool:
    """Read what nobody rules out or denies ("did not rule out sending troops", "refused to confirm sending them")."""
    open_ = token.xpos == "VBG" and objects.is_left_open(climb.sentence, head)
    if open_:
        climb.put(Modality.POSSIBLE)
    return open_


def _cannot_help(sentence: Sentence, head: Token) -> bool:
    """Tell whether somebody does what he would rather not ("could not help laughing")."""
    helpers = sentence.words_below(head.i, "aux")
    return head.lemma.lower() == "help" and bool(helpers & {"can", "ca", "could"}) and phrases.negated(sentence, head.i)


def _is_bound(sentence: Sentence, head: Token) -> bool:
    """Tell whether a verb says that somebody must ("have to", "have got to"; not "got to see it")."""
    return head.lemma.lower() == "have" or any(t.lemma.lower() == "have" for t in sentence.children(head.i, "aux"))


def _yet(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether an act is still to come ("has yet to surrender")."""
    beside = (*sentence.children(head.i, "advmod"), *sentence.children(token.i, "advmod"))
    return any(t.text.lower() == "yet" for t in beside)


def _lets(sentence: Sentence, head: Token) -> bool:
    """Tell whether a sentence asks to let somebody do something ("Let the council decide")."""
    order = head.lemma.lower() == "let" and head.xpos == "VB" and not sentence.children(head.i, "nsubj", "aux", "mark")
    return order and "me" not in sentence.words_below(head.i, "obj")


def _performs(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether a wish does what it names ("I want to thank them")."""
    if (
        head.lemma.lower() not in {"want", "wish", "like"}
        or ("performative", token.lemma.lower()) not in reality.selectors()
    ):
        return False
    if token.lemma.lower() in GREETING and head.lemma.lower() != "want":
        return True  # "the minister would like to thank them"
    return bool(sentence.words_below(head.i, "nsubj") & {"i", "we"})


def as_subject(climb: Climb, token: Token, head: Token) -> bool:
    """Read a clause that is a subject: mostly a mere thought, but not where something has come of it."""
    opening = marks(climb.sentence, token.i)
    if asks_why(climb.sentence, token, head) or head.text.lower() == "sooner":
        return climb.rest()  # "it is unclear why they fled", "no sooner had they fled than"
    if opening & {"if", "whether"}:
        return question(climb, head)  # "it is not clear if they fled"
    if "that" in opening and (ends := _that_is(climb, token, head)) is not None:
        return ends
    if "to" in opening and head.lemma.lower() == "go":
        return False  # "it goes on to blame them"
    taken = head.lemma.lower() == "take" and has_come(climb.sentence, head)
    if "to" in opening and (taken or (head.lemma.lower() in FULFILLED and was(climb.sentence, head.i))):
        return climb.rest()  # "it took them two days to seize it", "it was a mistake to seize it"
    if token.xpos == "VBG" and climb.take_first("a-subj", head.lemma.lower()):
        return climb.rest()  # "attacking it was not an option"
    done = head.xpos == "VBD" or _perfect(climb.sentence, head) or was(climb.sentence, head.i)
    if token.xpos == "VBG" and done:
        return climb.rest()  # "fighting in the north has displaced thousands"
    ahead = bool(climb.sentence.words_below(head.i, "aux") & {"will", "'ll", "’ll"})
    climb.put(Modality.FORECAST if token.xpos == "VBG" and ahead else Modality.HYPOTHETICAL)
    return False


def _that_is(climb: Climb, token: Token, head: Token) -> bool | None:
    """Read a clause of which something is said: "it is a fact that they fled"; None if that says nothing of it."""
    sentence = climb.sentence
    if head.upos == "ADJ" and climb.take_first("a-that", head.lemma.lower()):
        climb.denied ^= not climb.done and phrases.negated(sentence, head.i)
        return True  # "it is unacceptable that they attacked it"
    if head.upos == "NOUN":
        beyond = phrases.case(sentence, head.i) == "beyond"  # "beyond doubt"
        known = not beyond and climb.take_first("n-that", head.lemma.lower())
        climb.denied ^= known and not climb.done and phrases.negated(sentence, head.i)  # "it is not the case that"
        if known or is_told(sentence, token.i):
            return climb.rest()  # "it is a fact that they fled", "it was a shame that they fled"
    if head.upos not in VERBAL:
        return None
    if objects.is_left_open(sentence, head):
        climb.put(Modality.POSSIBLE)  # "it cannot be ruled out that they attacked it"
        return climb.rest()
    if is_passive(sentence, head.i) and climb.take_first("a-that", head.text.lower()):
        return True  # "it was alleged that they attacked it"
    # "it is believed that they attacked it"
    return climb.take_first("that", phrasal(sentence, head), head.lemma.lower()) or climb.rest()


def _perfect(sentence: Sentence, head: Token) -> bool:
    """Tell whether a clause says what has come of something ("has displaced")."""
    auxiliaries = [t.text.lower() for t in sentence.children(head.i, "aux")]
    return bool(auxiliaries) and auxiliaries[0] in {"has", "have", "had"}


def adverbial(climb: Climb, token: Token, head: Token) -> bool:
    """Read a clause of condition, time, reason or purpose."""
    sentence, opening = climb.sentence, marks(climb.sentence, token.i)
    if _is_governed(climb, token, head, opening):
        return False
    if _is_done(token, head, opening):
        return climb.rest()
    kind = _kind(sentence, token, head)
    if "to" in opening and _turns_out(sentence, token):
        return climb.rest()
    if kind in {"condition", "precaution"}:
        return _under_condition(climb, token, head, opening)
    if "to" in opening and kind != "negative":
        return _purpose(climb, token, head)
    if kind in {"negative", "fact"}:
        return climb.replaced(head.i) if kind == "negative" else climb.rest()
    if kind in {"ahead", "until", "once", "time"}:
        return _at_a_time(climb, token, head, kind)
    if kind in UNSETTLED:
        climb.put(UNSETTLED[kind])
    elif "that" not in opening and sentence.children(token.i, "nsubj") and token.xpos in {"VBD", "VBZ", "VBP"}:
        return climb.rest()
    elif token.xpos == "VBG" and not opening and (above := _denied_before(climb, token, head)):
        climb.put(above.modality)
        return climb.rest()
    return False


def _under_condition(climb: Climb, token: Token, head: Token, opening: set[str]) -> bool:
    """Read a clause that "if" or the like opens: a condition, what is asked, or what was so."""
    if "if" in opening and _was_so(climb.sentence, token, head):
        climb.denied = not climb.denied
        return climb.rest()
    asked = ("if", head.lemma.lower()) in reality.selectors() and token.i > head.i
    if asked and _asks_whether(climb.sentence, head, opening):
        return question(climb, head)
    climb.hang_on(token.i)
    return climb.rest()


def _was_so(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether what would have been otherwise came about: "would not have left if they had not attacked it"."""
    unreal = {"would", "have"} <= sentence.words_below(head.i, "aux")
    return unreal and "had" in sentence.words_below(token.i, "aux") and phrases.negated(sentence, token.i)


def _turns_out(sentence: Sentence, token: Token) -> bool:
    """Tell whether an infinitive says what came of it: "recaptured the town, only to abandon it"."""
    mark = next((t.i for t in sentence.children(token.i, "mark") if t.text.lower() == "to"), 0)
    before = [t.text.lower() for t in sentence.tokens[max(0, mark - 2) : mark]]
    return before == [",", "only"]


def _denied_before(climb: Climb, token: Token, head: Token) -> Judged | None:
    """Return how the verb before a comma and a participle is put, if it is denied ("did not yield, insisting")."""
    first = climb.sentence.subtree(token.i)[0]  # the comma is mostly its own
    apart = token.i > head.i and any(t.text == "," for t in climb.sentence.tokens[first - 1 : first + 1])
    above = climb.judge(climb.sentence, head.i) if apart else None
    return above if above and above.denied else None


def _is_governed(climb: Climb, token: Token, head: Token, opening: set[str]) -> bool:
    """Apply a verb to the participle that it governs, with or without a preposition."""
    sentence = climb.sentence
    absolute = "with" in opening and bool(sentence.children(token.i, "nsubj"))  # "left it, with crowds cheering"
    if _participle(sentence, token) and opening & GOVERNED and not absolute and _governed(climb, head, opening):
        return True
    if _gerund(sentence, token, head) and _left_open(climb, token, head):
        return climb.rest()
    if _gerund(sentence, token, head) and climb.take_first("to", phrasal(sentence, head), head.lemma.lower()):
        return True
    if token.xpos != "VBG":
        return False
    return _is_spoken_of(climb, head, opening) or ("for" in opening and _called_for(climb, head))


def _kind(sentence: Sentence, token: Token, head: Token) -> str:
    """Return the kind of an adverbial clause by what opens it, "whoever" and "as soon as" included."""
    if sentence.words_below(token.i, "nsubj") & WHOEVER:
        return "condition"  # "whoever attacks it will be punished"
    if head.text.lower() == "long" and "as" in sentence.words_below(head.i) and token.xpos not in TIME_BOUND:
        return "condition"  # "as long as they hold it, there will be no talks"
    return "once" if head.text.lower() == "soon" else opener(sentence, token.i)


def _is_spoken_of(climb: Climb, head: Token, opening: set[str]) -> bool:
    """Apply a verb to what it only speaks of: "talked about bringing them in", "warned against attacking it"."""
    if "about" in opening and climb.take_first("to", f"{head.lemma.lower()}_about"):
        return True
    if "against" in opening and not climb.take_first("AGAINST", head.lemma.lower()):
        climb.put(Modality.POSSIBLE)  # "spoke out against attacking it"
    return "against" in opening


def _called_for(climb: Climb, head: Token) -> bool:
    """Apply a verb that asks for what "for" leads in: "called for banning it", but "criticised for banning it"."""
    words = (phrasal(climb.sentence, head), head.lemma.lower())
    effect = next((e for word in words if (e := reality.selectors().get(("FOR", word)))), None)
    return effect is not None and effect.becomes != "fact" and climb.take_first("FOR", *words)


def _is_done(token: Token, head: Token, opening: set[str]) -> bool:
    """Tell whether a participle says what is done in any case ("..., accusing it", "criticised for rejecting it")."""
    if head.xpos == "WRB":
        return "to" not in opening  # "have not said why they were sent back"
    told = (not opening and token.lemma.lower() in SPOKEN) or ("for" in opening and head.upos in VERBAL)
    return told and token.xpos == "VBG"


def _participle(sentence: Sentence, token: Token) -> bool:
    """Tell whether a verb is a participle in -ing, "having" before it included."""
    return token.xpos == "VBG" or any(t.xpos == "VBG" for t in sentence.children(token.i, "aux"))


def _asks_whether(sentence: Sentence, head: Token, opening: set[str]) -> bool:
    """Tell whether "if" is what is asked; who asks for something does so on a condition ("ask for help if")."""
    told = sentence.children(head.i, "xcomp", "ccomp")
    objects = sentence.children(head.i, "obj", "iobj")
    beside = (t for above in (head, *objects) for t in sentence.children(above.i))
    sought = any(t.relation in {"obl", "nmod"} and phrases.case(sentence, t.i) == "for" for t in beside)
    return "whether" in opening or ("if" in opening and not told and not sought)


def _gerund(sentence: Sentence, token: Token, head: Token) -> bool:
    """Tell whether a participle is what its verb governs, whatever the parse calls it ("ruled out sending troops")."""
    bare = token.xpos == "VBG" and not sentence.children(token.i, "mark", "nsubj", "case")
    between = sentence.tokens[head.i + 1 : token.i]
    return bare and token.i > head.i and all(t.head == head.i and t.relation in PARTICLES for t in between)


def _governed(climb: Climb, head: Token, opening: set[str]) -> bool:
    """Apply a verb to what it governs by a preposition ("prevented them from storming", "came close to signing")."""
    near = next((t for t in climb.sentence.children(head.i, "advmod") if t.i == head.i + 1), None)
    if near is not None and "with" not in opening and climb.take_first("a-to", near.lemma.lower()):
        return True
    if head.upos in {"ADJ", "ADV"} and climb.take_first("a-to", head.lemma.lower(), head.text.lower()):
        return True
    climb.denied ^= denial.falsely(climb.sentence, head)
    verb = head.lemma.lower()
    return climb.take_first("to", *(f"{verb}_{word}" for word in sorted(opening)), phrasal(climb.sentence, head), verb)


def _at_a_time(climb: Climb, token: Token, head: Token, kind: str) -> bool:
    past = token.xpos == "VBD" or had(climb.sentence, token.i)
    if "while" in marks(climb.sentence, token.i) and _is_present(climb.sentence, token):
        return climb.rest()  # "may wait while they negotiate"
    if kind == "until" and climb.judge(climb.sentence, head.i).modality is not Modality.ASSERTED:
        climb.put(Modality.CONDITIONAL)
        return climb.rest()
    if kind == "ahead" and token.xpos == "VBG" and head.xpos == "VBD" and not is_passive(climb.sentence, head.i):
        return in_time(climb, token, head)  # "met him before visiting the camp"
    if (kind in {"ahead", "until"} and token.xpos not in TIME_BOUND) or (kind == "once" and not past):
        climb.put(Modality.PLANNED)
        return climb.rest()
    return in_time(climb, token, head)


def _is_present(sentence: Sentence, token: Token) -> bool:
    first = next(iter(sentence.children(token.i, "aux")), token)
    return first.xpos in {"VBZ", "VBP"}


def _purpose(climb: Climb, token: Token, head: Token) -> bool:
    """Read "to do it" beside a verb: as its complement if the verb takes one, else as what it is done for."""
    if token.xpos == "VBG" and has_come(climb.sentence, head):
        return climb.rest()  # "resorted to shelling it"
    if head.lemma.lower() in FULFILLED and was(climb.sentence, head.i):
        return False  # "were able for the first time to take it": did
    if head.lemma.lower() == "take" and any(
        t.lemma.lower() in {"action", "advantage"} for t in climb.sentence.children(head.i, "obj")
    ):
        return False  # "took action to allow them in": let them in
    if purposes.voices(climb.sentence, token, head) or purposes.picks_time(climb.sentence, token, head):
        return False
    if purposes.confers(climb.sentence, token, head):
        return False
    if (noun := purposes.object_before(climb.sentence, token, head)) and climb.take_first("n-to", noun.lemma.lower()):
        return False  # "ignored her call to leave", where the tree hangs it on the verb
    aside = {"in", "so"} & marks(climb.sentence, token.i) or head.lemma.lower() in DEPARTING
    aside = aside or purposes.telephones(climb.sentence, head) or purposes.goes_there(climb.sentence, token, head)
    if not aside and head.upos in VERBAL and climb.take_first("to", phrasal(climb.sentence, head), head.lemma.lower()):
        return False
    if head.upos == "ADJ" and climb.take_first("a-to", head.lemma.lower(), head.text.lower()):
        return False
    above = climb.judge(climb.sentence, head.i)
    climb.put(Modality.PLANNED if above.modality is Modality.ASSERTED else above.modality)
    climb.condition = climb.condition or above.condition
    return climb.rest()
