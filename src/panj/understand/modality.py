"""Whether an act is put as a fact: asserted, possible, conditional, planned, forecast, demanded, asked; denied or not.

From the act's word upwards through the tree: each word above does to it what the tables of `lexicon/modality` say,
until something makes it a fact of its own or the sentence ends. In doubt an act is not asserted.
"""

import msgspec

from panj.english.parsed import Sentence, Token
from panj.lexicon import reality
from panj.records import Modality, Span
from panj.understand import phrases
from panj.understand.arguments import is_passive, phrasal, surface_subjects
from panj.understand.tense import becomes

DEFINITE = frozenset({"the", "this", "these", "that", "those", "its", "their", "his", "her", "our", "both"})
NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing"})
OPEN_ENDED = frozenset({"any", "anyone", "anybody", "whoever", "whichever", "every", "each", "potential"})
NOT_FACTS = frozenset({Modality.FORECAST, Modality.PLANNED, Modality.DEMANDED, Modality.POSSIBLE, Modality.CONDITIONAL})
VERBAL = frozenset({"VERB", "AUX"})
TIME_BOUND = frozenset({"VBD", "VBN"})


class Judged(msgspec.Struct, frozen=True):
    """How an act is put; `condition` spans the clause or phrase that it hangs on."""

    modality: Modality = Modality.ASSERTED
    denied: bool = False
    condition: Span | None = None


class Climb:
    """One way up the tree, and what has been learnt on it."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.modality = Modality.ASSERTED
        self.denied = False
        self.condition: Span | None = None
        self.done = False

    def put(self, modality: Modality) -> None:
        """Take the act out of the facts; what stands nearer to it weighs more, save that conditions hold for all."""
        if self.modality is Modality.ASSERTED or (
            modality in {Modality.CONDITIONAL, Modality.ASKED} and self.modality is not Modality.DEMANDED
        ):
            self.modality = modality

    def take(self, effect: reality.Effect | None) -> bool:
        """Apply what a word does; False if there is no such word in the tables."""
        if effect is None:
            return False
        if effect.becomes == "fact":
            self.done = True
        elif effect.becomes != "same":
            self.put(Modality(effect.becomes))
        self.denied ^= effect.denies
        return True

    def hang_on(self, i: int) -> None:
        """Make the act conditional on the clause or phrase of token `i`."""
        self.put(Modality.CONDITIONAL)
        self.condition = self.condition or phrases.span_of(self.sentence, self.sentence.subtree(i))


def modality_of(sentence: Sentence, i: int) -> Judged:
    """Return how the sentence puts the act said by token `i`."""
    climb = Climb(sentence)
    _own(climb, i)
    while not climb.done:
        token = sentence.tokens[i]
        if token.head < 0:
            _at_root(climb, token)
            break
        quiet = _step(climb, token)
        i = token.head
        if not climb.done and not quiet:
            _own(climb, i, within=token)
    return Judged(climb.modality, climb.denied, climb.condition)


# -- the word's own clause or phrase -----------------------------------------------------------------------------


def _own(climb: Climb, i: int, within: Token | None = None) -> None:
    """Apply the auxiliaries, negations, adverbs, determiners and conditions that stand directly below token `i`."""
    sentence, token = climb.sentence, climb.sentence.tokens[i]
    if within is not None and within.relation == "conj" and not _shares(sentence, within):
        return
    verbal = token.upos in VERBAL or bool(sentence.children(i, "cop", "aux"))
    for child in sentence.children(i):
        word = child.lemma.lower()
        if child.relation == "advmod":
            climb.take(reality.selectors().get(("adv", child.text.lower())) or reality.selectors().get(("adv", word)))
        elif child.relation == "aux":
            put = becomes(sentence, i, child)
            if put is not None:
                climb.put(put)
        elif (child.relation == "det" and child.text.lower() in NOBODY) or (
            child.relation == "nsubj" and verbal and _is_nobody(sentence, child)
        ):
            climb.denied = not climb.denied
    if verbal:
        _inverted(climb, i)
        _conditions(climb, i)
    elif within is None:
        _modifiers(climb, i)


def _modifiers(climb: Climb, i: int) -> None:
    """Apply what stands before an act's noun: "possible", "planned", "any"."""
    for child in climb.sentence.children(i, "amod", "compound", "det", "advmod"):
        word = child.lemma.lower()
        if child.relation == "det":
            if child.text.lower() in OPEN_ENDED and not climb.denied:
                climb.put(Modality.HYPOTHETICAL)
        elif not climb.take(reality.selectors().get(("mod", word))):
            climb.take(reality.selectors().get(("mod", child.text.lower())))


def _conditions(climb: Climb, i: int) -> None:
    """Make a clause conditional if an if-clause hangs on it and it is no plain past."""
    for child in climb.sentence.children(i, "advcl", "obl"):
        if _opener(climb.sentence, child.i) != "condition":
            continue
        if climb.sentence.tokens[i].xpos != "VBD" or climb.modality is not Modality.ASSERTED:
            climb.hang_on(child.i)
            return


def _inverted(climb: Climb, i: int) -> None:
    """Read "Had they attacked" and "Should they attack" at the head of a sentence that asks nothing."""
    first = climb.sentence.tokens[0]
    if first.head == i and first.relation == "aux" and climb.sentence.tokens[-1].text != "?":
        if first.text in {"Had", "Were"}:
            climb.put(Modality.HYPOTHETICAL)
        elif first.text == "Should":
            climb.put(Modality.CONDITIONAL)


def _is_nobody(sentence: Sentence, token: Token) -> bool:
    determiners = {child.text.lower() for child in sentence.children(token.i, "det")}
    return token.text.lower() in NOBODY or bool(determiners & NOBODY)


def _shares(sentence: Sentence, token: Token) -> bool:
    """Tell whether a coordinated verb is under the auxiliaries of the first one ("will attack and destroy")."""
    if sentence.children(token.i, "nsubj", "aux", "cop"):
        return False
    first = sentence.tokens[token.head]
    return token.upos not in VERBAL or token.xpos not in {"VBD", "VBZ", "VBP"} or first.xpos == token.xpos


def _opener(sentence: Sentence, i: int) -> str:
    """Return what kind of clause or phrase token `i` heads, by the words that open it; "" for none that matters."""
    marks = [t for t in sentence.children(i, "mark", "case", "advmod") if t.i < i]
    words = [t.text.lower() for t in marks for t in (t, *sentence.children(t.i, "fixed"))]
    table = reality.openers()
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            kind = table.get("_".join(words[first:last]))
            if kind and (kind != "time" or marks[0].relation != "advmod" or words[first] in {"when", "once"}):
                return kind
    inverted = [t for t in sentence.children(i, "aux") if t.text.lower() in {"should", "had", "were"}]
    subject = sentence.children(i, "nsubj")
    if inverted and subject and inverted[0].i < subject[0].i and sentence.tokens[i].relation == "advcl":
        return "condition"
    return ""


# -- one step up -------------------------------------------------------------------------------------------------


def _step(climb: Climb, token: Token) -> bool:
    """Apply what lies between a token and its head; True if the head's own auxiliaries do not reach down to it."""
    head = climb.sentence.tokens[token.head]
    match token.relation:
        case "xcomp":
            return _complement(climb, token, head)
        case "ccomp" | "csubj":
            return _content(climb, token, head)
        case "advcl":
            return _adverbial(climb, token, head)
        case "acl":
            return _of_noun_clause(climb, token, head)
        case "conj" | "fixed" | "flat" | "goeswith" | "list":
            return False
        case "obj" | "iobj":
            return _object(climb, token, head)
        case "nsubj":
            return _object(climb, token, head) if token.deprel.endswith("pass") else _as_subject(climb, token, head)
        case "obl":
            return _oblique(climb, token, head)
        case "nmod":
            return _of_noun(climb, token, head)
        case "compound" | "amod" if token.upos not in VERBAL:
            climb.take(reality.selectors().get(("n-of", head.lemma.lower()))) or _rest(climb)
            return False
        case _:
            _rest(climb)
            return True


def _rest(climb: Climb) -> bool:
    climb.done = True
    return True


def _complement(climb: Climb, token: Token, head: Token) -> bool:
    sentence = climb.sentence
    lemma, kind = phrasal(sentence, head), "to"
    if head.upos not in VERBAL:
        kind = "n-to" if head.upos == "NOUN" else "a-to"
    marked = any(t.text.lower() == "to" for t in sentence.children(token.i, "mark"))
    adjectival = is_passive(sentence, head.i) and _take_first(climb, "a-to", head.text.lower())
    known = adjectival or _take_first(climb, kind, lemma, head.lemma.lower(), head.text.lower())
    if not known and token.upos in VERBAL and (marked or (token.xpos == "VB" and head.upos in VERBAL)):
        climb.put(Modality.PLANNED)
    return False


def _content(climb: Climb, token: Token, head: Token) -> bool:
    sentence = climb.sentence
    if token.relation == "csubj":
        climb.put(Modality.HYPOTHETICAL)
        return False
    kind = "that" if head.upos in VERBAL else "a-that" if head.upos == "ADJ" else "n-that"
    marks = {t.text.lower() for t in sentence.children(token.i, "mark")}
    infinitive = "to" in marks and not sentence.children(token.i, "aux")
    if marks & {"if", "whether"}:
        if ("if", head.lemma.lower()) in reality.selectors() or "whether" in marks:
            climb.put(Modality.ASKED)
        else:
            climb.hang_on(token.i)
    elif _asks_why(sentence, token.i):
        return _rest(climb)
    elif infinitive:
        if not _take_first(climb, "to", phrasal(sentence, head), head.lemma.lower()):
            climb.put(Modality.PLANNED)
        return False
    elif not _take_first(climb, kind, phrasal(sentence, head), head.lemma.lower()) and kind != "that":
        climb.put(Modality.POSSIBLE)
    if phrases.negated(sentence, head.i) and not climb.done:
        _not_said(climb, head)
    return True


def _asks_why(sentence: Sentence, i: int) -> bool:
    """Tell whether a clause takes its act for granted and asks only for its circumstances ("said why it left")."""
    first = [t for t in sentence.children(i, "advmod", "mark", "obl") if t.i < i]
    return bool(first) and first[0].text.lower() in {"why", "how", "when", "where"}


def _not_said(climb: Climb, head: Token) -> None:
    """Read a negated reporting verb: "does not believe that" denies, "did not say that" leaves it open."""
    effect = reality.selectors().get(("that", head.lemma.lower()))
    if effect is not None and effect.becomes == "possible":
        climb.denied = not climb.denied
    elif effect is not None and effect.denies:
        climb.denied = not climb.denied
        climb.put(Modality.POSSIBLE)
    else:
        climb.put(Modality.POSSIBLE)


def _adverbial(climb: Climb, token: Token, head: Token) -> bool:
    sentence = climb.sentence
    kind = _opener(sentence, token.i)
    marks = {t.text.lower() for t in sentence.children(token.i, "mark")}
    if kind == "condition":
        if reality.selectors().get(("if", head.lemma.lower())) and marks & {"if", "whether"}:
            climb.put(Modality.ASKED)
        climb.hang_on(token.i)
        return _rest(climb)
    if kind == "question":
        climb.put(Modality.ASKED)
    elif kind == "unreal":
        climb.put(Modality.HYPOTHETICAL)
    elif kind == "negative":
        climb.denied = not climb.denied
        return _rest(climb)
    elif kind == "ahead" and token.xpos not in TIME_BOUND:
        climb.put(Modality.PLANNED)
        return _rest(climb)
    elif kind == "fact":
        return _rest(climb)
    elif kind == "time":
        return _in_time(climb, token, head)
    elif "to" in marks:
        return _purpose(climb, token, head)
    elif marks & {"that"}:
        return False
    elif sentence.children(token.i, "nsubj") and token.xpos in {"VBD", "VBZ", "VBP"}:
        return _rest(climb)
    return False


def _in_time(climb: Climb, token: Token, head: Token) -> bool:
    """Leave an act that a time clause takes for granted a fact, unless the main clause is none."""
    if token.xpos == "VBD" or any(
        t.text.lower() in {"had", "was", "were"} for t in climb.sentence.children(token.i, "aux")
    ):
        return _rest(climb)
    above = modality_of(climb.sentence, head.i)
    if above.modality in NOT_FACTS:
        climb.put(Modality.PLANNED)
    return _rest(climb)


def _purpose(climb: Climb, token: Token, head: Token) -> bool:
    """Read "to do it" beside a verb: as its complement if the verb takes one, else as what it is done for."""
    if head.upos in VERBAL and _take_first(climb, "to", phrasal(climb.sentence, head), head.lemma.lower()):
        return False
    if head.upos == "ADJ" and _take_first(climb, "a-to", head.lemma.lower(), head.text.lower()):
        return False
    above = modality_of(climb.sentence, head.i)
    climb.put(Modality.PLANNED if above.modality is Modality.ASSERTED else above.modality)
    climb.condition = climb.condition or above.condition
    return _rest(climb)


def _of_noun_clause(climb: Climb, token: Token, head: Token) -> bool:
    sentence = climb.sentence
    word = head.lemma.lower()
    marks = {t.text.lower() for t in sentence.children(token.i, "mark")}
    if token.deprel == "acl:relcl" and not marks & {"that", "to"}:
        if _determiners(sentence, head.i) & OPEN_ENDED or head.text.lower() in OPEN_ENDED:
            climb.put(Modality.CONDITIONAL)
        return _rest(climb)
    if "to" in marks:
        if not _take_first(climb, "n-to", word):
            climb.put(Modality.PLANNED)
        return False
    if token.xpos in {"VBN", "VBG"} and not marks and not sentence.children(token.i, "nsubj"):
        return _rest(climb)
    return not _take_first(climb, "n-that", word) or phrases.case(sentence, token.i) == ""


# -- nouns -------------------------------------------------------------------------------------------------------


def _object(climb: Climb, token: Token, head: Token) -> bool:
    if _definite(climb.sentence, token.i) and climb.sentence.children(token.i, "acl:relcl"):
        return _rest(climb)
    _take_first(climb, "obj", phrasal(climb.sentence, head), head.lemma.lower())
    return False


def _as_subject(climb: Climb, token: Token, head: Token) -> bool:
    """Read an act that is a subject: one said to take place stands or falls with its verb, the rest is given."""
    sentence = climb.sentence
    if sentence.children(head.i, "expl") or ("subj", phrasal(sentence, head)) in reality.selectors():
        return False
    if head.upos == "ADJ" and climb.take(reality.selectors().get(("a-subj", head.lemma.lower()))):
        return False
    if head.lemma.lower() in {"be", "complete"} or head.upos in {"ADJ", "NOUN"}:
        if _definite(sentence, token.i):
            return _rest(climb)
        return False
    auxiliaries = {t.lemma.lower() for t in sentence.children(head.i, "aux")} | {
        t.text.lower() for t in sentence.children(head.i, "aux")
    }
    if "would" in auxiliaries or (not _definite(sentence, token.i) and auxiliaries & set(reality.auxiliaries())):
        climb.hang_on(token.i)
    return _rest(climb)


def _oblique(climb: Climb, token: Token, head: Token) -> bool:
    sentence = climb.sentence
    kind, case = _opener(sentence, token.i), phrases.case(sentence, token.i)
    if kind == "condition":
        climb.hang_on(token.i)
        return _rest(climb)
    if kind == "negative":
        climb.denied = not climb.denied
        return _rest(climb)
    if kind == "fact":
        return _rest(climb)
    if case and _take_first(climb, case.split()[0].upper(), phrasal(sentence, head), head.lemma.lower()):
        return False
    if kind in {"ahead", "time"}:
        if kind == "ahead" and not _definite(sentence, token.i):
            climb.put(Modality.PLANNED)
        return _in_time(climb, token, head)
    if _definite(sentence, token.i) and case not in {"", "for", "to", "into", "by"}:
        return _rest(climb)
    return False


def _of_noun(climb: Climb, token: Token, head: Token) -> bool:
    sentence = climb.sentence
    case, kind = phrases.case(sentence, token.i), _opener(sentence, token.i)
    if token.deprel == "nmod:poss" or kind == "fact":
        return _rest(climb)
    if kind in {"condition", "negative"}:
        climb.hang_on(token.i) if kind == "condition" else climb.take(reality.Effect("same", True))
        return _rest(climb)
    if case in {"of", "for", "on", "about", "over", "to", "against", "in", "from", "at", "with"} and _take_first(
        climb, "n-of", head.lemma.lower()
    ):
        return False
    if _definite(sentence, token.i) or case not in {"of", "for", "to"}:
        return _rest(climb)
    return False


def _definite(sentence: Sentence, i: int) -> bool:
    """Tell whether a noun is put as known: "the attack", "their attack", "Russia's attack"."""
    if sentence.children(i, "nmod:poss"):
        return True
    return bool(_determiners(sentence, i) & DEFINITE)


def _determiners(sentence: Sentence, i: int) -> set[str]:
    return {t.text.lower() for t in sentence.children(i, "det", "amod")}


# -- shared ------------------------------------------------------------------------------------------------------


def _take_first(climb: Climb, of: str, *words: str) -> bool:
    table = reality.selectors()
    return any(climb.take(table.get((of, word))) for word in dict.fromkeys(words) if (of, word) in table)


def _at_root(climb: Climb, token: Token) -> None:
    """Read a question, an order and a headline's infinitive at the top of the sentence."""
    sentence = climb.sentence
    if sentence.tokens[-1].text == "?" or any(t.text == "?" for t in sentence.children(token.i, "punct")):
        climb.put(Modality.ASKED)
    if token.xpos != "VB" or sentence.children(token.i, "aux"):
        return
    if any(t.text.lower() == "to" for t in sentence.children(token.i, "mark")):
        climb.put(Modality.PLANNED)
    elif not surface_subjects(sentence, token.i) and not is_passive(sentence, token.i):
        climb.put(Modality.DEMANDED)
