"""One way up the tree from an act's word, and what has been learnt on it."""

from collections.abc import Callable

import msgspec

from panj.english.parsed import Sentence, Token
from panj.lexicon import reality
from panj.records import Modality, Span
from panj.understand.trees import phrases

OPEN_ENDED = frozenset({"any", "anyone", "anybody", "whoever", "whichever", "every", "each", "potential"})
LEAVE = frozenset({"allow", "permit", "let", "enable"})
TO_COME = frozenset({Modality.PLANNED, Modality.DEMANDED, Modality.FORECAST})
STOPPING = frozenset({"stop", "cease", "halt", "quit", "end"})
VERBAL = frozenset({"VERB", "AUX"})
OPENING_OR_HELPING = frozenset({"mark", "case", "advmod", "cc", "aux"})
DEFINITE = frozenset({"the", "this", "these", "that", "those", "its", "their", "his", "her", "our", "both"})
# What stands above an intent weighs more ("must try to", "may intend to"), above a plan only a demand does.
# A leave that is itself still to come is no more than what brings it ("the accord will let them send").
DEMANDS = frozenset({Modality.DEMANDED})
INTENTS = {"to": frozenset(Modality) - {Modality.PLANNED}, "n-to": DEMANDS, "obj": DEMANDS, "that": DEMANDS}
NOT_FACTS = frozenset({Modality.FORECAST, Modality.PLANNED, Modality.DEMANDED, Modality.POSSIBLE, Modality.CONDITIONAL})


SAME = reality.Effect("same")


class Judged(msgspec.Struct, frozen=True):
    """How an act is put; `condition` spans the clause or phrase that it hangs on.

    `by_row`: a word above that the tables name took it out of the facts.
    """

    modality: Modality = Modality.ASSERTED
    denied: bool = False
    condition: Span | None = None
    by_row: bool = False


class Climb:
    """What the words between an act and the top of its sentence make of it.

    `judge` reads another act of the sentence from its own word up, for what depends on how that one is put.
    """

    def __init__(self, sentence: Sentence, start: int, judge: "Callable[[Sentence, int], Judged]") -> None:
        self.sentence = sentence
        self.start = start
        self.judge = judge
        self.modality = Modality.ASSERTED
        self.denied = False
        self.stopped = False
        self.yielding: frozenset[Modality] = frozenset()
        self.open = False  # only "any" takes it out of the facts
        self.condition: Span | None = None
        self.by_row = False
        self.done = False

    def put(self, modality: Modality) -> None:
        """Take the act out of the facts; what stands nearer to it weighs more, save that conditions hold for all."""
        self.open = False
        if (
            self.modality is Modality.ASSERTED
            or modality in self.yielding
            or (modality in {Modality.CONDITIONAL, Modality.ASKED} and self.modality is not Modality.DEMANDED)
        ):
            self.modality = modality
            self.yielding = frozenset()

    def take(self, effect: reality.Effect | None) -> bool:
        """Apply what a word does; False if there is no such word in the tables."""
        if effect is None:
            return False
        if effect.becomes == "fact":
            self.done = True
        elif effect.becomes != "same":
            before = self.modality
            self.put(Modality(effect.becomes))
            self.by_row |= self.modality is not before
        self.denied ^= effect.denies
        return True

    def hang_on(self, i: int) -> None:
        """Make the act conditional on the clause or phrase of token `i`."""
        self.put(Modality.CONDITIONAL)
        below = phrases.trim(self.sentence, tuple(self.sentence.subtree(i)))
        self.condition = self.condition or phrases.span_of(self.sentence, below)

    def take_first(self, of: str, *words: str) -> bool:
        """Apply the first of these words that the tables know as governing a complement of kind `of`."""
        table = reality.selectors()
        for word in words:
            if (of, word) in table:
                break
        else:
            return False
        self.stopped |= of == "to" and word in STOPPING
        before = self.modality
        taken = self.take(table[of, word])
        if before is Modality.ASSERTED and self.modality is Modality.PLANNED:
            self.yielding = INTENTS.get(of, frozenset())
        elif before is Modality.ASSERTED and self.modality is Modality.POSSIBLE and of == "to" and word in LEAVE:
            self.yielding = TO_COME
        return taken

    def replaced(self, i: int) -> bool:
        """End the way of an act in whose place that of token `i` stands ("instead of attacking", "without a shot")."""
        if self.judge(self.sentence, i).modality is not Modality.ASSERTED:
            self.modality = Modality.HYPOTHETICAL
        self.denied = not self.denied
        return self.rest()

    def rest(self) -> bool:
        """End the way: the act stands as it is put by now."""
        self.done = True
        return True


def determiners(sentence: Sentence, i: int) -> set[str]:
    """Return the articles and pronouns before a noun, in lower case."""
    return sentence.words_below(i, "det", "amod")


def definite(sentence: Sentence, i: int) -> bool:
    """Tell whether a noun is put as known: "the attack", "their attack", "Russia's attack"."""
    return "nmod:poss" in sentence.below[i] or bool(determiners(sentence, i) & DEFINITE)


def marks(sentence: Sentence, i: int) -> set[str]:
    """Return the words that open a clause, in lower case."""
    return sentence.words_below(i, "mark")


def is_infinitive(sentence: Sentence, token: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return token.upos in VERBAL and "to" in marks(sentence, token.i)


def is_bare(token: Token) -> bool:
    """Tell whether a present may as well be an infinitive: "to protect civilians, support the government"."""
    return token.xpos == "VBP" and token.text == token.lemma


def opener(sentence: Sentence, i: int) -> str:
    """Return what kind of clause or phrase token `i` heads, by the words that open it; "" for none that matters."""
    if OPENING_OR_HELPING.isdisjoint(sentence.below[i]):
        return "condition" if sentence.tokens[i].relation == "advcl" and _provided(sentence, i) else ""
    marks = [t for t in sentence.children(i, "mark", "case", "advmod", "cc") if t.i < i]
    words = [sentence.words[j] for t in marks for j in (t.i, *[f.i for f in sentence.below[t.i].get("fixed", ())])]
    table = reality.openers()
    if "whether" in words:
        return table["whether"]  # "a comment on whether they remained"
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            kind = table.get("_".join(words[first:last]))
            if kind and (kind != "time" or marks[0].relation != "advmod" or words[first] in {"when", "once"}):
                return kind
    if sentence.tokens[i].relation != "advcl":
        return ""
    inverted = [t for t in sentence.children(i, "aux") if t.text.lower() in {"should", "had", "were"}]
    subject = sentence.children(i, "nsubj")
    return "condition" if inverted and subject and inverted[0].i < subject[0].i else ""


def _provided(sentence: Sentence, i: int) -> bool:
    """Tell whether a participle that the tree takes for a clause beside it opens clause `i` ("provided they leave")."""
    first = sentence.subtree(i)[0]
    before = sentence.tokens[first - 1] if first else sentence.tokens[i]
    return before.head == sentence.tokens[i].head and reality.openers().get(sentence.words[before.i]) == "condition"


def in_time(climb: Climb, token: Token, head: Token) -> bool:
    """Leave an act that a time clause takes for granted a fact, unless the main clause is none."""
    while head.relation == "advmod" and head.head >= 0:  # "as soon as six months after it is completed"
        head = climb.sentence.tokens[head.head]
    above = climb.judge(climb.sentence, head.i)
    past = token.xpos == "VBD" or had(climb.sentence, token.i) or was(climb.sentence, token.i)
    if past and (above.modality is Modality.ASSERTED or not _shifted(climb.sentence, head.i) or _apart(climb, token)):
        return climb.rest()
    if above.modality in NOT_FACTS:
        by_way = token.xpos == "VBG" and bool(marks(climb.sentence, token.i) & {"by", "in"})
        thought = head.xpos == "VBG" and head.relation == "acl" and not definite(climb.sentence, token.i)
        otherwise = Modality.HYPOTHETICAL if thought else Modality.PLANNED  # "the odds of dying in an attack"
        climb.put(above.modality if by_way else otherwise)  # "must answer by leaving"
    elif above.modality is Modality.HYPOTHETICAL and not definite(climb.sentence, token.i):
        climb.put(Modality.HYPOTHETICAL)  # "the odds of dying in an attack"
    elif not past and reality.selectors().get(("that", head.lemma.lower()), SAME).becomes == "forecast":
        climb.put(Modality.FORECAST)  # "predicts that it falls after they leave": both lie ahead
    return climb.rest()


def had(sentence: Sentence, i: int) -> bool:
    """Tell whether a clause is in the past by its auxiliary."""
    return bool(sentence.words_below(i, "aux") & {"had", "was", "were", "did"})


def has_come(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a verb says what came about: in the past, or in the perfect without more."""
    auxiliaries = [t.text.lower() for t in sentence.children(verb.i, "aux")]
    if auxiliaries and auxiliaries[0] in {"was", "were"} and verb.xpos == "VBN":
        return True
    return verb.xpos == "VBD" if not auxiliaries else auxiliaries[0] in {"has", "have", "had"}


def generic(sentence: Sentence, i: int) -> bool:
    """Tell whether a predicate noun says what a kind of act is ("an attack on one is an attack on all")."""
    if sentence.tokens[i].upos != "NOUN" or i not in sentence.predicates:
        return False
    copula = bool(sentence.words_below(i, "cop") & {"is", "are", "'s", "means"})
    subjects = sentence.children(i, "nsubj", "csubj")
    if not copula or not subjects:
        return False
    return subjects[0].relation == "csubj" or bool(determiners(sentence, subjects[0].i) & {"a", "an", "any", "every"})


def was(sentence: Sentence, i: int) -> bool:
    """Tell whether a predicate with a copula is in the past."""
    return bool(sentence.words_below(i, "cop") & {"was", "were"})


def _apart(climb: Climb, token: Token) -> bool:
    """Tell whether a clause only adds how long ago its act was: "would reopen, four weeks after it was bombed"."""
    clock = climb.sentence.children(token.i, "obl")
    first = min((t.i for t in clock if t.type == "time" and t.i < token.i), default=0)
    return any(t.text == "," for t in climb.sentence.tokens[max(0, first - 2) : first])


def _shifted(sentence: Sentence, i: int) -> bool:
    """Tell whether a clause is told in the past of its teller ("said it would"), where "was" may mean "will be"."""
    chain = (sentence.tokens[i], *sentence.above(i))
    return any(token.relation == "ccomp" for token in chain) and any(
        auxiliary.text.lower() in {"would", "'d", "’d"}
        for token in chain
        for auxiliary in sentence.children(token.i, "aux")
    )
