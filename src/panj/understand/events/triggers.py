"""Words that say an act: each verb and noun of a sentence against the tables, with what stands beside it."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import msgspec

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reality, words
from panj.lexicon.acts import Pattern
from panj.understand.events.actors import Cast, singular
from panj.understand.trees import phrases
from panj.understand.trees.arguments import Slots, arguments
from panj.understand.trees.lent import light_kind, measured
from panj.understand.trees.verbs import clause_kinds, particle, phrasal, voice

# Nouns that make the act before them an undertaking: "coup attempt", "withdrawal deadline".
VENTURES = frozenset(
    {"attempt", "campaign", "operation", "mission", "effort", "wave", "threat", "plan", "plot", "deadline", "ceremony"}
) | {"toll"}  # "the death toll"
# Verbs that say nothing without their object ("took control", "opened fire", "planted their flag").
WEAK = frozenset(
    {"take", "open", "plant", "hoist", "raise", "cut", "lay", "turn", "sow", "wreak", "project", "have", "claim"}
) | (frozenset({"give", "put", "set", "make", "gain", "come", "stage", "hold", "put_down", "lay_down", "draw"}))
WEAK |= {"express", "voice", "convey", "share", "maintain", "deal", "inflict"}
FOUGHT = frozenset({"ASSAULT", "TAKE", "CONCEDE", "FALL"})
RANKS = words("role_words", "word", "rank")
PLAYED = 2  # words of sport in a sentence that make its fights games
NONE: frozenset[str] = frozenset()
CLOSE = 4  # tokens between a verb and the object without which it says nothing ("planted their flag")
# Chance of one code from which a word is an act that no row of the tables fits; swept on articles that the network did
# not learn from (bench/articles). Sweep again after its next training.
SEEN = 0.6
TOLD_APART = frozenset({"FLEE", "TAKE"})  # from errands, from holding: what the network does not tell


class Reading(msgspec.Struct):
    """A trigger read by one pattern, before its roles are filled."""

    token: Token
    pattern: Pattern
    slots: Slots
    end: int
    first: int
    merged: int | None = None  # the noun that says the same act ("held talks")


def readings_of(cast: Cast) -> dict[int, Reading]:
    """Return the words of a sentence that name an act, by position, each read by the pattern that fits it best."""
    found = {}
    for token in cast.sentence.tokens:
        read = READ_AS.get(token.upos) if token.name == "O" else None
        if read is None or (token.deprel == "amod" and not _may_name_an_act(cast.sentence, token)):
            continue
        if token.upos in {"ADJ", "AUX"} and not (token.xpos == "VBN" or _is_state(token)):
            continue
        reading = read(cast, token.i)
        if reading is not None:
            found[token.i] = reading
    if cast.told and cast.sentence.sense is not None:  # alone the network takes everyday senses for acts
        seen = {i: code for i, code in cast.sentence.sense.sure(SEEN) if i not in found}
        readings = ((i, _seen(cast, cast.sentence.tokens[i], code)) for i, code in seen.items())
        found.update((i, reading) for i, reading in readings if reading is not None)
        return dict(sorted(found.items())) if seen else found
    return found


def _may_name_an_act(sentence: Sentence, token: Token) -> bool:
    if token.name != "O":
        return False
    return token.deprel != "amod" or not (token.xpos == "VBG" or _hyphened(sentence, token))


def _seen(cast: Cast, token: Token, code: str) -> Reading | None:
    """Return the reading of a word that no row of the tables fits and the network takes for an act of this code."""
    if token.upos not in {"VERB", "NOUN"} or token.relation == "compound" or code in TOLD_APART:
        return None
    if not _may_name_an_act(cast.sentence, token):
        return None
    noun = token.upos == "NOUN"
    asked = token.lemma == "call" or "if" in clause_kinds(cast.sentence, token.i) or _foretells(token)
    if code == "REQUEST" and not noun and asked:
        return None  # "called it a shame"; "does it fly?", he asked; "expects thousands to cross"
    beside = Beside(cast, token.i, OF_NOUN if noun else OF_VERB)
    return Reading(token, acts.usual(code, noun=noun), beside.slots, token.i, token.i)


def _foretells(token: Token) -> bool:
    effect = reality.selectors().get(("to", token.lemma.lower()))
    return effect is not None and effect.becomes == "forecast"


def _is_state(token: Token) -> bool:
    """Tell whether an adjective says where somebody stands ("is committed to", "was critical of")."""
    return token.upos == "ADJ" and token.relation != "amod" and token.lemma.lower() in acts.verbs()


def _abstract(cast: Cast, i: int) -> bool:
    return cast.labels(i).isdisjoint(acts.any_of("territory", "people", "force"))


def _hyphened(sentence: Sentence, token: Token) -> bool:
    """Tell whether a participle is the second half of an adjective ("Iran-backed")."""
    return token.i > 1 and sentence.tokens[token.i - 1].text in {"-", "–"}


def _spellings(lemma: str) -> tuple[str, ...]:
    """Return a verb's lemma and what it may be where the lemma was guessed ("boycot"), and without "re-"."""
    return (lemma, lemma + lemma[-1:], lemma + "e", lemma.removeprefix("re-"), lemma.removesuffix("e"))


def read_verb(cast: Cast, i: int) -> Reading | None:
    """Return the best reading of a verb as an act, None if it is none."""
    sentence, token = cast.sentence, cast.sentence.tokens[i]
    moved, lemma = particle(sentence, i), token.lemma.lower()
    known = acts.verbs()
    candidates = known.get(f"{lemma}_{moved}", ()) if moved else ()
    if not candidates:
        plain: tuple[Pattern, ...] = known.get(lemma) or next(filter(None, map(known.get, _spellings(lemma))), ())
        candidates = _with_preposition(sentence, i, lemma) + plain
    if not candidates:
        return None
    beside = Beside(cast, i, OF_VERB)
    pattern = _first_met(candidates, beside)
    if pattern is None or (pattern.code in FOUGHT and len(cast.lemmas & acts.words_of("sport")) >= PLAYED):
        return None
    end = i + 1 if moved and sentence.tokens[i + 1].text.lower() == moved else i
    if pattern.of_object and lemma in WEAK:
        objects = beside.slots.get("obj", ())
        end = max((j for j in objects if i < j <= i + CLOSE and _abstract(cast, j)), default=end)
    return Reading(token, pattern, beside.slots, end, i)


def _with_preposition(sentence: Sentence, i: int, lemma: str) -> tuple[Pattern, ...]:
    """Return readings of a verb whose particle the parse takes for a preposition ("pulled out of Syria")."""
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if following is None or following.xpos not in {"IN", "RP", "RB"}:
        return ()
    return acts.verbs().get(f"{lemma}_{following.text.lower()}", ())


def read_noun(cast: Cast, i: int) -> Reading | None:
    """Return the best reading of a noun as an act, None if it is none."""
    sentence, token = cast.sentence, cast.sentence.tokens[i]
    lemma = token.lemma.lower()
    if token.xpos in {"NNS", "NNPS"} and lemma not in acts.nouns():
        lemma = singular(token.text.lower())
    elif token.xpos == "VBG":
        lemma = token.text.lower()  # "fighting broke out"
    candidates = _compound(sentence, i, lemma) + acts.nouns().get(lemma, ())
    if not candidates or _opens_name(sentence, token):
        return None
    head = sentence.tokens[token.head]
    if (token.relation == "appos" and head.upos == "PROPN" and not _of_a_row(sentence, i)) or (
        token.relation == "compound" and head.lemma.lower() not in VENTURES
    ):
        return None
    beside = Beside(cast, i, OF_NOUN)
    pattern = _first_met(candidates, beside)
    return None if pattern is None else Reading(token, pattern, beside.slots, i, i)


def _opens_name(sentence: Sentence, token: Token) -> bool:
    """Tell whether a noun is the first word of a name ("Operation Inherent Resolve") or the month of March."""
    following = sentence.tokens[token.i + 1 : token.i + 2]
    capital = any(t.upos != "PUNCT" and t.text[:1].isupper() for t in following)
    return token.upos == "PROPN" and (capital or token.type == "time")


def _of_a_row(sentence: Sentence, i: int) -> bool:
    """Tell whether a noun is one of several, or the most of them ("reached Mrauk-U, the first delivery in weeks")."""
    return any(t.xpos == "JJS" or t.lemma.lower() in RANKS for t in sentence.children(i, "amod"))


def _compound(sentence: Sentence, i: int, lemma: str) -> tuple[Pattern, ...]:
    for child in sentence.children(i, "compound", "amod") if lemma in acts.compound_heads() else ():
        if child.i == i - 1 or (child.i == i - 2 and sentence.tokens[i - 1].text == "-"):
            word, known = child.lemma.lower(), acts.nouns()
            return known.get(f"{word}_{lemma}") or known.get(f"{word}-{lemma}", ())
    return ()


def _first_met(candidates: Iterable[Pattern], beside: "Beside") -> Pattern | None:
    said = beside.cast.said
    for pattern in candidates:
        if any(map(said.isdisjoint, pattern.words)):
            continue
        for test in pattern.tests:
            if not test.met(beside.labels(test.slot)):
                break
        else:
            return pattern
    return None


READ_AS: Mapping[str, Callable[[Cast, int], Reading | None]] = {
    **dict.fromkeys(("VERB", "ADJ", "AUX"), read_verb),
    **dict.fromkeys(("NOUN", "PROPN"), read_noun),
}


# -- what stands beside a trigger --------------------------------------------------------------------------------


Labels = frozenset[str]
Ask = Callable[[Cast, int], Labels]


class Beside:
    """What stands beside a verb or noun, by slot, worked out when a pattern asks for it.

    `others` are the slots that hold no argument, with what answers for them.
    """

    def __init__(self, cast: Cast, i: int, others: Mapping[str, Ask]) -> None:
        self.cast, self._i, self._others = cast, i, others
        self._known: dict[str, Labels] = {}

    @cached_property
    def slots(self) -> Slots:
        """Return the positions that fill each slot."""
        return arguments(self.cast.sentence, self._i)

    def labels(self, slot: str) -> Labels:
        """Return all that is known of the fillers of a slot, nothing if it is empty."""
        found = self._known.get(slot)
        if found is None:
            found = self._known[slot] = self._asked(slot)
        return found

    def _asked(self, slot: str) -> Labels:
        if (ask := self._others.get(slot)) is not None:
            return ask(self.cast, self._i)
        if slot == "any":
            return NONE.union(*map(self.labels, self.slots))
        return NONE.union(*map(self.cast.labels, self.slots.get(slot, ())))


def _doing(cast: Cast, i: int, *relations: str) -> Labels:
    return frozenset(t.lemma.lower() for t in cast.sentence.children(i, *relations))


def _governor(cast: Cast, i: int) -> Labels:
    head = cast.sentence.tokens[i].head
    return frozenset({cast.sentence.lemmas[head]}) if head >= 0 else NONE


def _opened_by(cast: Cast, i: int) -> Labels:
    """Return "to" and "that" where they open a clause that hangs on a noun."""
    clauses = cast.sentence.children(i, "acl")
    return frozenset(t.text.lower() for c in clauses for t in cast.sentence.children(c.i, "mark")) & {"to", "that"}


def _lent(cast: Cast, i: int) -> Labels:
    """Return the light verb that a noun is the object of, with its particle and without."""
    sentence, token = cast.sentence, cast.sentence.tokens[i]
    if not light_kind(sentence, token):
        return NONE
    verb = sentence.tokens[measured(sentence, token).head]
    return frozenset({verb.lemma.lower(), phrasal(sentence, verb)})


MADE = frozenset({"VBN", "JJ"})  # "wants them disarmed"
WHOLE: Mapping[str, Ask] = {"sent": lambda cast, _: cast.lemmas, "told": lambda cast, _: cast.told}
OF_VERB: Mapping[str, Ask] = {
    **WHOLE,
    "clause": lambda cast, i: clause_kinds(cast.sentence, i),
    "cop": lambda cast, i: _doing(cast, i, "cop"),
    "doing": lambda cast, i: _doing(cast, i, "xcomp", "advcl", "ccomp"),
    "done": lambda cast, i: frozenset(t.lemma.lower() for t in cast.sentence.children(i, "xcomp") if t.xpos in MADE),
    "told": lambda cast, _: cast.told,
    "voice": lambda cast, i: voice(cast.sentence, i),
}
OF_NOUN: Mapping[str, Ask] = {
    **WHOLE,
    "any": lambda *_: NONE,
    "case": lambda cast, i: frozenset(phrases.case(cast.sentence, i).split()),
    "clause": _opened_by,
    "det": lambda cast, i: frozenset(t.text.lower() for t in cast.sentence.children(i, "det", "nmod:poss")),
    "doing": lambda cast, i: _doing(cast, i, "acl"),
    "form": lambda cast, i: frozenset({cast.sentence.words[i]}),
    "gov": _governor,
    "light": _lent,
}
