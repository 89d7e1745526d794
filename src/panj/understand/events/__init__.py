"""What somebody does to somebody: each clause or noun that names an act, with its actors, place and time."""

from collections.abc import Iterator, Sequence

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import acts, words
from panj.records import Document, Event, Interval, Mention, Place, Quantity, Span, fingerprint
from panj.understand.events.actors import Cast
from panj.understand.events.context import Found, fill_from_context
from panj.understand.events.custody import with_holders
from panj.understand.events.players import roles_of, written
from panj.understand.events.refusals import with_those_asked
from panj.understand.events.settings import Setting
from panj.understand.events.told import with_most_told
from panj.understand.events.triggers import CLOSE, Reading, readings_of
from panj.understand.trees import phrases
from panj.understand.trees.lookup import Lookup
from panj.understand.trees.verbs import phrasal

# Codes whose verbs say an act of ours only between actors.
ASKED_BY = frozenset({"for", "on", "upon", "to"})  # before what or who is asked
ANSWERING = words("role_words", "word", "responding")
BETWEEN_ACTORS = frozenset({"AID", "SUPPORT", "CONSULT", "COOPERATE", "AGREE", "REQUEST", "CONCEDE", "ACCUSE"})


def find_events(
    document: Document,
    parsed: Parsed,
    mentions: Sequence[Mention],
    times: Sequence[Interval],
    quantities: Sequence[Quantity],
    places: Sequence[Place],
) -> tuple[Found, ...]:
    """Return every mention of an act in the order of the text, those of other modality than asserted included."""
    lookup, setting = Lookup(mentions), Setting(times, quantities, places, document.published)
    found: list[Found] = []
    told: set[str] = set()
    for number, sentence in enumerate(parsed.sentences):
        cast = Cast(parsed.text, sentence, lookup, frozenset(told))
        for reading in _joined(cast, readings_of(cast)):
            event = _event(document, cast, reading, setting)
            if event is not None:
                found.append(Found(event, number, reading.token.i, _confidence(event, reading)))
                told.add(event.code)
    filled = with_those_asked(parsed, with_most_told(parsed, fill_from_context(parsed, found, lookup)))
    lemmas = [parsed.sentences[item.sentence].tokens[item.token].lemma.lower() for item in filled]
    return tuple(with_holders(filled, lemmas, mentions))


# -- one act said by two words -----------------------------------------------------------------------------------


def _joined(cast: Cast, readings: dict[int, Reading]) -> Iterator[Reading]:
    """Yield the readings, those of one clause that say one act ("strikes destroyed and damaged") only once.

    A noun that stands away from its verb ("the attack on Bara on Monday killed 27") is an act by itself as well.
    """
    dropped: set[int] = set()
    for i, reading in readings.items():
        if i in dropped:
            continue
        for j in _doubles(cast, i, readings):
            noun = readings[j].token.upos == "NOUN" or _gerund(cast, readings[j].token)
            if noun:
                reading.merged = j
                reading.end = j if i < j <= i + CLOSE else reading.end
                reading.first = j if i - CLOSE < j < i else reading.first
            if not noun or reading.first <= j <= reading.end:
                dropped.add(j)
    yield from (reading for i, reading in readings.items() if i not in dropped)


def _doubles(cast: Cast, i: int, readings: dict[int, Reading]) -> Iterator[int]:
    """Yield where verb `i` is said again: by its subject or object noun, by verbs coordinated with it."""
    sentence, reading = cast.sentence, readings[i]
    if reading.token.upos == "NOUN":
        yield from (t.i for t in sentence.children(i, "compound") if t.i in readings)
        return
    for slot in ("subj", "obj"):
        for j in reading.slots.get(slot, ()):
            other = readings.get(j)
            same = other is not None and other.pattern.code == reading.pattern.code and other.token.head == i
            if same and acts.light().get(phrasal(sentence, reading.token)) != "undergo":  # "repelled the attack": two
                yield j
    for child in sentence.children(i, "conj"):
        other = readings.get(child.i)
        same = other is not None and other.pattern.code == reading.pattern.code
        # "shelled the town and did not attack the city": two
        if same and not sentence.children(child.i, "aux", "nsubj") and not _of_another(cast, child.i, reading):
            yield child.i


def _gerund(cast: Cast, token: Token) -> bool:
    """Tell whether a verb stands as a noun: "shelling of Djibo killed seven"."""
    below = cast.sentence.children(token.i, "nmod", "obl")
    return token.xpos == "VBG" and any(phrases.case(cast.sentence, t.i) == "of" for t in below)


def _of_another(cast: Cast, i: int, first: Reading) -> bool:
    """Tell whether a second verb is done to another: "struck a hall and killed nine", "urged both and asked Kosovo".

    What was destroyed beside what was hit, and who was hurt beside who was killed, suffered one deed; not so what was
    destroyed by those who repelled an attack or replied to one.
    """
    sentence = cast.sentence
    mine = [cast.labels(t.i) for t in sentence.children(i, "obj", "iobj")]
    if first.pattern.code == "REQUEST" and not mine:
        return any(phrases.case(sentence, t.i) in ASKED_BY for t in sentence.children(i, "obl"))
    if first.pattern.code != "ASSAULT" or acts.light().get(phrasal(sentence, first.token)) == "undergo":
        return bool(mine)
    if "obj" not in first.slots and first.token.lemma in ANSWERING:
        return bool(mine)
    people = acts.any_of("people")
    theirs = (cast.labels(j) for j in first.slots.get("obj", ()))
    return any(x & people for x in mine) and not any(x & people for x in theirs)


# -- the event ---------------------------------------------------------------------------------------------------


def _event(document: Document, cast: Cast, reading: Reading, setting: Setting) -> Event | None:
    sentence, token = cast.sentence, reading.token
    roles = roles_of(cast, reading)
    between = reading.pattern.code in BETWEEN_ACTORS and token.upos != "NOUN" and reading.merged is None
    if not roles and between and reading.pattern.frame.actor and not written(cast, reading):
        return None
    trigger = Span(sentence.tokens[reading.first].start, sentence.tokens[reading.end].end)
    place, when, quantities = setting.of(sentence, token.i, roles, reading.pattern.code)
    if reading.merged is not None and (place is None or when is None):  # "Tuesday's raid in the north killed six"
        other_place, other_when, _ = setting.of(sentence, reading.merged, roles, reading.pattern.code)
        place, when = place or other_place, when or other_when
    if reading.pattern.code == "TAKE" and token.upos == "VERB" and _is_subject_taken(sentence, reading):
        place = setting.of_subject(sentence, token.i) or place  # "Taloqan, the capital of Takhar, fell"
    elif reading.pattern.code == "TAKE" and token.upos == "VERB":
        place = setting.of_object(sentence, token.i) or place
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


def _is_subject_taken(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether the subject of a verb is what goes to another: "was taken", "Kabul fell to the Taliban"."""
    frame = reading.pattern.frame
    if not frame.recipient or phrases.passive(sentence, reading.token.i):
        return True
    return "subj" not in frame.actor and "obj" not in reading.slots


def _confidence(event: Event, reading: Reading) -> float:
    """Return how sure the reading is: the more of its surroundings were asked for and found, the surer."""
    roles = {role.role for role in event.roles}
    return round(min(0.95, 0.55 + 0.1 * min(reading.pattern.weight, 2) + 0.1 * len(roles)), 2)
