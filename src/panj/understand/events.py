"""What somebody does to somebody: each clause or noun that names an act, with its actors, place and time."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import acts, reporting
from panj.lexicon.acts import Pattern
from panj.records import Document, Event, Interval, Mention, Place, Quantity, Role, Span, fingerprint
from panj.understand import phrases
from panj.understand.actors import Cast, singular
from panj.understand.arguments import Slots, arguments, light_kind
from panj.understand.context import Found, fill_from_context
from panj.understand.lookup import Lookup
from panj.understand.predicates import clause_kinds, particle, phrasal, voice
from panj.understand.settings import Setting

# Codes whose verbs say an act of ours only between actors.
BETWEEN_ACTORS = frozenset({"AID", "SUPPORT", "CONSULT", "COOPERATE", "AGREE", "REQUEST", "CONCEDE", "ACCUSE"})
SPOKEN = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "AGREE"})  # done by saying so
# Nouns that make the act before them an undertaking: "coup attempt", "withdrawal deadline".
VENTURES = frozenset(
    {"attempt", "campaign", "operation", "mission", "effort", "wave", "threat", "plan", "plot", "deadline"}
)
# Verbs that say nothing without their object ("took control", "opened fire", "planted their flag").
WEAK = frozenset(
    {"take", "open", "plant", "hoist", "raise", "cut", "lay", "turn", "sow", "wreak", "project", "have"}
) | (frozenset({"give", "put", "set", "make", "gain", "come", "stage", "hold", "put_down", "lay_down", "draw"}))
FOUGHT = frozenset({"ASSAULT", "TAKE", "CONCEDE", "FALL"})
PLAYED = 2  # words of sport in a sentence that make its fights games
CLOSE = 4  # tokens between a verb and the object without which it says nothing ("planted their flag")


class Reading(msgspec.Struct):
    """A trigger read by one pattern, before its roles are filled."""

    token: Token
    pattern: Pattern
    slots: Slots
    end: int
    merged: int | None = None  # the noun that says the same act ("held talks")


def find_events(
    document: Document,
    parsed: Parsed,
    mentions: Sequence[Mention],
    times: Sequence[Interval],
    quantities: Sequence[Quantity],
    places: Sequence[Place],
) -> tuple[Found, ...]:
    """Return every mention of an act in the order of the text, those of other modality than asserted included."""
    lookup, setting = Lookup(mentions), Setting(times, quantities, places)
    found = []
    for number, sentence in enumerate(parsed.sentences):
        cast = Cast(parsed.text, sentence, lookup)
        for reading in _joined(sentence, _readings(cast)):
            event = _event(document, cast, reading, setting)
            if event is not None:
                found.append(Found(event, number, reading.token.i, _confidence(event, reading)))
    return fill_from_context(parsed, found)


# -- triggers ----------------------------------------------------------------------------------------------------


def _readings(cast: Cast) -> dict[int, Reading]:
    found = {}
    for token in cast.sentence.tokens:
        reading = None
        if token.name != "O" or (token.deprel == "amod" and (token.xpos == "VBG" or _hyphened(cast.sentence, token))):
            continue
        if token.upos == "VERB" or (token.xpos == "VBN" and token.upos in {"ADJ", "AUX"}):
            reading = read_verb(cast, token.i)
        elif token.upos in {"NOUN", "PROPN"}:
            reading = read_noun(cast, token.i)
        if reading is not None:
            found[token.i] = reading
    return found


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
        plain: tuple[Pattern, ...] = next((known[word] for word in _spellings(lemma) if word in known), ())
        candidates = _with_preposition(sentence, i, lemma) + plain
    if not candidates:
        return None
    slots = arguments(sentence, i)
    beside = _labels(cast, slots)
    beside["clause"] = clause_kinds(sentence, i)
    beside["voice"] = voice(sentence, i)
    beside["any"] = NONE.union(*(beside[slot] for slot in slots))
    pattern = _first_met(candidates, beside, cast)
    if pattern is None or (pattern.code in FOUGHT and len(cast.lemmas & acts.words_of("sport")) >= PLAYED):
        return None
    end = i + 1 if moved and sentence.tokens[i + 1].text.lower() == moved else i
    if pattern.of_object and lemma in WEAK:
        end = max((j for j in slots.get("obj", ()) if i < j <= i + CLOSE and _abstract(cast, j)), default=end)
    return Reading(token, pattern, slots, end)


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
    if token.xpos == "NNS" and lemma not in acts.nouns():
        lemma = singular(token.text.lower())
    candidates = _compound(sentence, i, lemma) + acts.nouns().get(lemma, ())
    if not candidates or (token.relation == "compound" and sentence.tokens[token.head].lemma.lower() not in VENTURES):
        return None
    slots = arguments(sentence, i)
    beside = _labels(cast, slots)
    if token.head >= 0:
        beside["gov"] = frozenset({sentence.tokens[token.head].lemma.lower()})
    beside["case"] = frozenset(phrases.case(sentence, i).split())
    beside["form"] = frozenset({token.text.lower()})
    marks = {t.text.lower() for c in sentence.children(i, "acl") for t in sentence.children(c.i, "mark")}
    beside["clause"] = frozenset(marks & {"to", "that"})
    if light_kind(sentence, token):
        verb = sentence.tokens[token.head]
        beside["light"] = frozenset({verb.lemma.lower(), phrasal(sentence, verb)})
    pattern = _first_met(candidates, beside, cast)
    return None if pattern is None else Reading(token, pattern, slots, i)


NONE: frozenset[str] = frozenset()


def _compound(sentence: Sentence, i: int, lemma: str) -> tuple[Pattern, ...]:
    for child in sentence.children(i, "compound", "amod"):
        if child.i == i - 1 or (child.i == i - 2 and sentence.tokens[i - 1].text == "-"):
            return acts.nouns().get(f"{child.lemma.lower()}_{lemma}", ())
    return ()


def _labels(cast: Cast, slots: Slots) -> dict[str, frozenset[str]]:
    return {slot: frozenset().union(*(cast.labels(i) for i in fillers)) for slot, fillers in slots.items()}


def _first_met(candidates: Iterable[Pattern], beside: dict[str, frozenset[str]], cast: Cast) -> Pattern | None:
    for pattern in candidates:
        for test in pattern.tests:
            labels = cast.lemmas if test.slot == "sent" else beside.get(test.slot, NONE)
            if not test.met(labels):
                break
        else:
            return pattern
    return None


# -- one act said by two words -----------------------------------------------------------------------------------


def _joined(sentence: Sentence, readings: dict[int, Reading]) -> Iterator[Reading]:
    """Yield the readings, those of one clause that say one act ("strikes destroyed and damaged") only once."""
    dropped: set[int] = set()
    for i, reading in readings.items():
        if i in dropped:
            continue
        for j in _doubles(sentence, i, readings):
            dropped.add(j)
            if readings[j].token.upos == "NOUN":
                reading.merged = j
                reading.end = j if i < j <= i + CLOSE else reading.end
    yield from (reading for i, reading in readings.items() if i not in dropped)


def _doubles(sentence: Sentence, i: int, readings: dict[int, Reading]) -> Iterator[int]:
    """Yield where verb `i` is said again: by its subject or object noun, by verbs coordinated with it."""
    reading = readings[i]
    if reading.token.upos == "NOUN":
        yield from (t.i for t in sentence.children(i, "compound") if t.i in readings)
        return
    for slot in ("subj", "obj"):
        for j in reading.slots.get(slot, ()):
            other = readings.get(j)
            if other and other.pattern.code == reading.pattern.code and other.token.head == i:
                yield j
    for child in sentence.children(i, "conj"):
        other = readings.get(child.i)
        if other and other.pattern.code == reading.pattern.code and not sentence.children(child.i, "nsubj"):
            yield child.i


# -- the event ---------------------------------------------------------------------------------------------------


def _event(document: Document, cast: Cast, reading: Reading, setting: Setting) -> Event | None:
    sentence, token = cast.sentence, reading.token
    roles = _roles(cast, reading)
    between = reading.pattern.code in BETWEEN_ACTORS and token.upos != "NOUN"
    if not roles and between and not _written(cast, reading):
        return None
    trigger = Span(token.start, sentence.tokens[reading.end].end)
    place, when, quantities = setting.of(sentence, token.i, roles)
    return Event(
        id=fingerprint(document.id, "event", trigger.start, trigger.end, reading.pattern.code),
        code=reading.pattern.code,
        mode=reading.pattern.mode,
        cameo=reading.pattern.cameo,
        trigger=trigger,
        roles=roles,
        place=place,
        when=when,
        quantities=quantities,
    )


def _roles(cast: Cast, reading: Reading) -> tuple[Role, ...]:
    frame, slots = reading.pattern.frame, reading.slots
    actors = cast.roles("actor", slots, frame.actor)
    if not actors and reading.merged is not None:
        noun = read_noun(cast, reading.merged)
        actors = cast.roles("actor", noun.slots, noun.pattern.frame.actor) if noun else ()
    if not actors and reading.token.deprel == "acl" and reading.token.xpos == "VBN":
        # "strikes coordinated with the government": whoever struck
        noun = read_noun(cast, reading.token.head)
        actors = cast.roles("actor", noun.slots, noun.pattern.frame.actor) if noun else ()
    if len(actors) > 1 and any(_each_other(cast.sentence, j) for name in frame.recipient for j in slots.get(name, ())):
        return (*actors, *(msgspec.structs.replace(role, role="recipient") for role in actors))
    taken = {role.span for role in actors}
    recipients = cast.roles("recipient", slots, frame.recipient)
    if not recipients and reading.merged is not None:
        noun = read_noun(cast, reading.merged)
        recipients = cast.roles("recipient", noun.slots, noun.pattern.frame.recipient) if noun else ()
    met = {role.name for role in actors} & {role.name for role in recipients}
    if met and len(actors) > len(
        met
    ):  # "the United States pulls out of its neighbor Afghanistan", read as both of them
        actors = tuple(role for role in actors if role.name not in met)
    named = {role.name for role in actors}
    return (*actors, *(role for role in recipients if role.span not in taken and role.name not in named))


def _written(cast: Cast, reading: Reading) -> bool:
    """Tell whether a text does it by its words ("the resolution demanded full access"); whose it is others say."""
    subjects = [cast.sentence.tokens[j] for j in reading.slots.get("subj", ())]
    return reading.pattern.code in SPOKEN and any(t.lemma.lower() in reporting.documents() for t in subjects)


def _each_other(sentence: Sentence, i: int) -> bool:
    """Tell whether token `i` makes an act mutual: "each other", "one another"."""
    following = sentence.tokens[i + 1].text.lower() if i + 1 < len(sentence.tokens) else ""
    return (sentence.tokens[i].text.lower(), following) in {("each", "other"), ("one", "another")}


def _confidence(event: Event, reading: Reading) -> float:
    """Return how sure the reading is: the more of its surroundings were asked for and found, the surer."""
    roles = {role.role for role in event.roles}
    return round(min(0.95, 0.55 + 0.1 * min(reading.pattern.weight, 2) + 0.1 * len(roles)), 2)
