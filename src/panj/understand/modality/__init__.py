"""Whether an act is put as a fact: asserted, possible, conditional, planned, forecast, demanded, asked; denied or not.

From the act's word upwards through the tree: each word above does to it what the tables of `lexicon/modality` say,
until something makes it a fact of its own or the sentence ends. In doubt an act is not asserted.
"""

from itertools import pairwise

from panj.english.parsed import Sentence, Token, once
from panj.lexicon import reality, words
from panj.records import Modality
from panj.understand.modality import clausal, coordinated, named, nominal, objects, postnominal, said, subjects
from panj.understand.modality.climb import (
    OPEN_ENDED,
    VERBAL,
    Climb,
    Judged,
    definite,
    determiners,
    generic,
    had,
    is_bare,
    is_infinitive,
    marks,
    opener,
)
from panj.understand.modality.imagined import as_imagined
from panj.understand.modality.inverted import hung
from panj.understand.modality.laid_down import as_laid_down
from panj.understand.modality.tense import becomes, is_futurate, of_draft
from panj.understand.trees import denial, phrases
from panj.understand.trees.predicates import surface_subjects

CLAUSES = frozenset({"xcomp", "ccomp", "csubj", "advcl", "acl"})
COPULAR = frozenset({"cop", "aux"})
GOING = frozenset({"going", "gon"})
WAS = frozenset({"is", "are", "was", "were"})
BEEN = frozenset({"been"})  # "had been due to leave"
SIDES = frozenset({"for", "against"})
HAVING = frozenset({"has", "have", "had"})  # "has yet to sign it"
PROCEEDINGS = words("role_words", "word", "proceeding")
EACH = frozenset({"every", "each"})  # "in every battle of the war"
# It threatens already; who attempts a coup has made one.
STANDING = frozenset(
    {("imminent", "threat"), ("imminent", "danger"), *(("attempted", word) for word in ("coup", "putsch", "uprising"))}
)
DEEPEST = 20  # clauses that depend on how another is put; beyond, nothing is asserted


@once
def modality_of(sentence: Sentence, i: int) -> Judged:
    """Return how the sentence puts the act said by token `i`."""
    return as_imagined(sentence, i, hung(sentence, i, as_laid_down(sentence, i, _judged(sentence, i, 0))))


def _judged(sentence: Sentence, i: int, depth: int) -> Judged:
    if depth > DEEPEST:
        return Judged(Modality.POSSIBLE)
    climb = Climb(sentence, i, lambda where, above: _judged(where, above, depth + 1))
    _own(climb, i)
    while not climb.done:
        token = sentence.tokens[i]
        if token.head < 0:
            _at_root(climb, token)
            break
        quiet = climb.rest() if _singled_out(sentence, token) else _step(climb, token)
        i = token.head
        if not climb.done and not quiet:
            _own(climb, i, within=token)
    # "stopped bombing": it bombed; "must stop bombing": it is not to bomb
    denied = climb.denied ^ climb.stopped if climb.modality is not Modality.ASSERTED else climb.denied > climb.stopped
    if climb.open and denied:
        return Judged(Modality.ASSERTED, denied)  # "has not carried out any strikes"
    return Judged(climb.modality, denied, climb.condition, climb.by_row)


# -- the word's own clause or phrase -----------------------------------------------------------------------------


def _own(climb: Climb, i: int, within: Token | None = None) -> None:
    """Apply the auxiliaries, negations, adverbs, determiners and conditions that stand directly below token `i`."""
    sentence, token = climb.sentence, climb.sentence.tokens[i]
    if within is not None and within.relation == "conj" and not _shares(sentence, within):
        if within.xpos == "VBG" and generic(sentence, i):
            climb.put(Modality.HYPOTHETICAL)
        return
    verbal = token.upos in VERBAL or not COPULAR.isdisjoint(sentence.below[i])
    but = within is not None and denial.in_its_place(sentence, within)
    empties = not sentence.lexicon.isdisjoint(denial.EMPTYING)
    for child in sentence.children(i):
        if (within is not None and child.i == within.i) or (but and denial.of_first(sentence, child)):
            continue
        relation = child.relation
        if relation == "advmod":
            _adverb(climb, child, within)
        elif relation == "aux":
            opening = child.i == 0 and child.text == "Should" and sentence.tokens[-1].text != "?"
            put = Modality.CONDITIONAL if opening else becomes(sentence, i, child)
            if put is not None:
                climb.put(put)
        elif empties and (
            (relation == "det" and denial.none_of(sentence, child))
            or (verbal and relation in denial.SLOTS and denial.empty(sentence, child))
        ):
            climb.denied = not climb.denied
    if verbal:
        climb.denied ^= denial.almost(sentence, i)
        _mood(climb, i)
        _conditions(climb, i)
    if within is None and token.upos not in VERBAL:
        _modifiers(climb, i)
    being = bool(sentence.words_below(i, "aux", "cop") & (WAS | {"be"}))
    gerund = token.xpos == "VBG" and being and ("cop" in sentence.below[i] or not marks(sentence, i).isdisjoint(SIDES))
    if token.upos == "NOUN" or gerund:
        _named(climb, i)


def _named(climb: Climb, i: int) -> None:
    """Read a predicate noun: what a kind of act is, what somebody's goal or fear is, what it is that he wants."""
    sentence = climb.sentence
    if i not in sentence.predicates:
        return
    if generic(sentence, i):
        climb.put(Modality.HYPOTHETICAL)
    climb.denied ^= "without" in sentence.words_below(i, "case")
    for subject in (*sentence.children(i, "nsubj"), *named.among(sentence, i)):
        noun = sentence.tokens[sentence.tokens[i].head] if _which(sentence, i, subject) else subject
        kinds = [("n-of", noun.lemma.lower()), *named.wanted(sentence, subject.i), ("n-any", noun.lemma.lower())]
        effects = [effect for kind in kinds if (effect := reality.selectors().get(kind))]
        if effects and effects[0].becomes not in {"same", "fact"}:
            climb.take(effects[0])
    sided = sentence.words_below(i, "case", "mark") & SIDES
    if sided and i == climb.start and not definite(sentence, i) and "such" not in determiners(sentence, i):
        climb.put(Modality.PLANNED if "for" in sided else Modality.POSSIBLE)  # "the money is for arresting them"


def _which(sentence: Sentence, i: int, subject: Token) -> bool:
    """Tell whether a subject stands for the noun that its clause follows ("our aim, which is the defeat of it")."""
    return subject.text.lower() in {"which", "that"} and sentence.tokens[i].deprel == "acl:relcl"


def _adverb(climb: Climb, adverb: Token, within: Token | None) -> None:
    """Apply what an adverb says of an act: "possibly", "not" (but not "not only"), "no longer"."""
    beside = climb.sentence.children(within.i, "advmod") if within is not None and within.relation == "conj" else ()
    if any(phrases.denies(climb.sentence, t) for t in beside):
        return  # "no longer meet and no longer talk": each is denied once
    denies = phrases.denies(climb.sentence, adverb)
    if _of_next_word(climb.sentence, adverb):
        return
    if denies and _only_then(climb.sentence, adverb.head):
        return
    if denies and adverb.lemma.lower() not in phrases.NEGATIONS:
        climb.denied = not climb.denied
    elif not phrases.merely(climb.sentence, adverb):
        climb.take_first("adv", adverb.text.lower(), adverb.lemma.lower())


def _of_next_word(sentence: Sentence, adverb: Token) -> bool:
    """Tell whether an adverb says something of the next word alone: "nearly simultaneous", "not before killing"."""
    after = sentence.tokens[adverb.i + 1 : adverb.i + 2]
    word = adverb.text.lower()
    return any(t.text.lower() == "before" if word == "not" else t.upos in {"ADJ", "NUM"} for t in after) and (
        word in {"not", "nearly", "almost"}
    )


def _only_then(sentence: Sentence, i: int) -> bool:
    """Tell whether a negated past says when something came about ("did not end until September")."""
    return had(sentence, i) and any(
        opener(sentence, child.i) == "until" for child in sentence.children(i, "obl", "advcl") if child.i > i
    )


def _is_to(sentence: Sentence, i: int) -> bool:
    """Tell whether a verb says what is to be ("the council is to meet", "they are due to leave")."""
    before = sentence.words[max(0, i - 4) : i]
    if before[-2:] == ("due", "to") and sentence.tokens[i].xpos == "VB":
        return bool((WAS | BEEN).intersection(before))
    if "mark" not in sentence.below[i] or "to" not in marks(sentence, i):
        return False
    beside = sentence.words_below(i, "advmod")
    if "later" in beside:
        return False  # "was to be killed a year later": was
    yet = "yet" in beside
    return bool(sentence.words_below(i, "aux", "cop") & (WAS | HAVING if yet else WAS))


def _is_going(sentence: Sentence, i: int) -> bool:
    """Tell whether a verb only says that something will be ("is going to ignore it")."""
    going = sentence.words[i] in GOING and bool(sentence.children(i, "aux"))
    return going and any(marks(sentence, t.i) & {"to", "na"} for t in sentence.children(i, "xcomp"))


def _modifiers(climb: Climb, i: int) -> None:
    """Apply what stands before an act's noun: "possible", "planned", "any"."""
    for child in climb.sentence.children(i, "amod", "compound", "det", "advmod", "cop"):
        if child.relation == "cop" and climb.sentence.words[child.i - 2 : child.i] != ("would", "-"):
            continue
        word = "would-be" if child.text.lower() == "be" else child.lemma.lower()
        if (child.text.lower(), climb.sentence.tokens[i].lemma.lower()) in STANDING or _of_crime(climb.sentence, child):
            continue
        if child.relation == "det":
            if child.text.lower() in OPEN_ENDED - EACH and not climb.denied:
                climb.put(Modality.HYPOTHETICAL)
                climb.open = climb.modality is Modality.HYPOTHETICAL
        elif not climb.take(reality.selectors().get(("mod", word))):
            climb.take(reality.selectors().get(("mod", child.text.lower())))
    for child in climb.sentence.children(i, "acl"):
        if child.xpos in {"VBN", "JJ"} and not climb.sentence.children(child.i, "aux"):
            climb.take_first("after", child.text.lower())  # "the visit, scheduled for May,"


def _of_crime(sentence: Sentence, word: Token) -> bool:
    """Tell whether what was attempted is what a charge or a trial is for: "an attempted murder charge"."""
    between = sentence.tokens[word.i + 1 : word.head]
    tried = word.text.lower() == "attempted" and sentence.tokens[word.head].lemma.lower() in PROCEEDINGS
    return tried and any(t.head == word.head and t.relation == "compound" for t in between)


def _conditions(climb: Climb, i: int) -> None:
    """Make a clause conditional if an if-clause hangs on it and it is no plain past."""
    for child in climb.sentence.children(i, "advcl", "obl"):
        kind = opener(climb.sentence, child.i)
        if ("staged", child.lemma.lower()) in reality.selectors():
            only = "only" in climb.sentence.words_below(child.i, "advmod")
            now = climb.sentence.tokens[i].xpos in {"VBZ", "VBP"} or bool(determiners(climb.sentence, child.i))
            if only or (kind == "time" and now):
                climb.put(Modality.HYPOTHETICAL)  # "in one scenario, they attack it", "only in novels did they"
        if phrases.case(climb.sentence, child.i) == "according to":
            climb.take(denial.of_report(climb.sentence, child))  # "according to rumours, they fled"
        if kind == "until" and climb.denied and climb.modality is not Modality.ASSERTED:
            climb.hang_on(child.i)  # "will not leave until they are paid"
        if kind != "condition":
            continue
        if climb.modality is not Modality.ASSERTED or not _told(climb.sentence, i):
            climb.hang_on(child.i)
            return


def _told(sentence: Sentence, i: int) -> bool:
    """Tell whether a condition cannot be this verb's own: a past has happened, a threat is made in any case."""
    verb = sentence.tokens[i]
    auxiliaries = sentence.words_below(i, "aux")
    if verb.xpos == "VBD" or auxiliaries & {"has", "have", "had"} - set(reality.auxiliaries()):
        return not auxiliaries & set(reality.auxiliaries())
    governed = sentence.children(i, "xcomp", "ccomp", "obj") and "to" not in marks(sentence, i)
    return bool(governed) and not auxiliaries and ("to", verb.lemma.lower()) in reality.selectors()


def _mood(climb: Climb, i: int) -> None:
    """Read "is to meet", and "Had they attacked", "Should they attack" at the head of a sentence that asks nothing."""
    if _is_to(climb.sentence, i):
        never = "have" in climb.sentence.words_below(i, "aux")  # "were to have arrested him"
        climb.put(Modality.HYPOTHETICAL if never else Modality.PLANNED)
        climb.denied ^= "yet" in climb.sentence.words_below(i, "advmod")
    elif is_futurate(climb.sentence, i) or _is_drafted(climb.sentence, i) or _is_going(climb.sentence, i):
        climb.put(Modality.PLANNED)
    first = climb.sentence.tokens[0]
    if first.head == i and first.relation == "aux" and climb.sentence.tokens[-1].text != "?":
        if first.text == "Had":
            climb.put(Modality.HYPOTHETICAL)
        elif first.text in {"Should", "Were"}:
            climb.put(Modality.CONDITIONAL)


def _is_drafted(sentence: Sentence, i: int) -> bool:
    """Tell whether a verb says what a plan holds ("the draft resolution imposes sanctions")."""
    if ("drafted", sentence.tokens[i].lemma.lower()) not in reality.selectors() or sentence.children(i, "aux"):
        return False
    return sentence.tokens[i].xpos in {"VBZ", "VBP"} and of_draft(sentence, i)


def _shares(sentence: Sentence, token: Token) -> bool:
    """Tell whether a coordinated verb is under the auxiliaries of the first one ("will attack and destroy")."""
    if sentence.children(token.i, "nsubj", "aux", "cop"):
        return False
    if "nor" in sentence.words_below(token.i, "cc"):
        return True  # "had neither known of nor supported it", whatever its tag
    first = sentence.tokens[token.head]
    if first.xpos == "VBN" and token.xpos == "VBD" and token.text.endswith("ed"):
        return "have" in {t.lemma for t in sentence.children(first.i, "aux")}  # "could have crossed it and attacked"
    if first.xpos == "VB" and token.upos in VERBAL and token.text.lower() != token.lemma.lower():
        return False  # "does not interfere and calls on all parties"
    bare = is_bare(token) and first.xpos == "VB"
    return token.upos not in VERBAL or token.xpos not in {"VBD", "VBZ", "VBP"} or first.xpos == token.xpos or bare


# -- one step up -------------------------------------------------------------------------------------------------


def _singled_out(sentence: Sentence, token: Token) -> bool:
    """Tell whether a noun is put as known with a clause about it ("the atrocities that they committed")."""
    return token.upos == "NOUN" and "acl:relcl" in sentence.below[token.i] and definite(sentence, token.i)


def _step(climb: Climb, token: Token) -> bool:
    """Apply what lies between a token and its head; True if the head's own auxiliaries do not reach down to it."""
    head = climb.sentence.tokens[token.head]
    if (
        token.relation not in CLAUSES
        and is_infinitive(climb.sentence, token)
        and not is_infinitive(climb.sentence, head)
    ):
        climb.put(Modality.PLANNED)
    return STEPS.get(token.relation, _apart)(climb, token, head)


def _subject(climb: Climb, token: Token, head: Token) -> bool:
    helpers = climb.sentence.words_below(head.i, "aux")
    if determiners(climb.sentence, token.i) & {"any", *EACH} and helpers & {"will", "would", "shall"}:
        climb.modality = Modality.CONDITIONAL  # "any incursion would be met with force"
    passive = token.deprel.endswith("pass") or climb.sentence.children(head.i, "aux:pass")
    read = objects.as_object if passive else subjects.as_subject
    return read(climb, token, head)


def _apart(climb: Climb, token: Token, head: Token) -> bool:
    """Read what hangs on nothing that could govern it ("Secretary, did you discuss it?").

    What follows a verb at once is what it governs, whatever the tree has ("suspects Kenya sent them").
    """
    if head.upos == "VERB" and token.relation == "parataxis" and climb.sentence.subtree(token.i)[0] == head.i + 1:
        return said.content(climb, token, head)
    if climb.sentence.tokens[-1].text == "?":
        climb.put(Modality.ASKED)
    return climb.rest()


def _at_root(climb: Climb, token: Token) -> None:
    """Read a question, an order and a headline's infinitive at the top of the sentence."""
    sentence, opening = climb.sentence, marks(climb.sentence, token.i)
    if "whether" in opening or opener(sentence, token.i) in {"condition", "precaution", "unreal"}:
        climb.put(Modality.POSSIBLE if "whether" in opening else Modality.HYPOTHETICAL)
    asked = sentence.tokens[-1].text == "?" or "?" in sentence.words_below(token.i, "punct")
    if asked and not _asks_only_why(sentence, token):
        if sentence.words_below(token.i, "aux") & {"should", "must"}:
            climb.modality = Modality.ASKED  # "should they resign?"
        climb.put(Modality.ASKED)
    if token.xpos != "VB" or sentence.children(token.i, "aux"):
        return
    if "to" in sentence.words_below(token.i, "mark"):
        climb.put(Modality.PLANNED)
    elif not surface_subjects(sentence, token.i):
        climb.put(Modality.DEMANDED)


def _asks_only_why(sentence: Sentence, token: Token) -> bool:
    """Tell whether a question takes its clause for granted: "why did they flee?", "how many attacks were there?"."""
    before = [t.text.lower() for t in sentence.tokens[: token.i]]
    many = any(a == "how" and b in {"many", "much", "often"} for a, b in pairwise(before))
    return many or "why" in sentence.words_below(token.i, "advmod")


STEPS = {
    "xcomp": clausal.complement,
    "ccomp": said.content,
    "csubj": clausal.as_subject,
    "advcl": clausal.adverbial,
    "acl": postnominal.clause,
    "obj": objects.as_object,
    "iobj": objects.as_object,
    "nsubj": _subject,
    "obl": nominal.oblique,
    "nmod": nominal.of_noun,
    "compound": nominal.before_noun,
    "appos": named.apposed,
} | dict.fromkeys(("conj", "fixed", "flat", "goeswith", "list"), coordinated.beside)

__all__ = ["Judged", "modality_of"]
