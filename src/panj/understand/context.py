"""What an act's clause leaves out and the text before it says: the actors of "the withdrawal", of a list's items."""

from collections.abc import Sequence

import msgspec

from panj.english.parsed import Parsed, Sentence
from panj.records import Event, Modality
from panj.understand.modality import modality_of

POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
BULLETS = frozenset({".", "-", "*", "•", "·", "–", "—"})
# Nouns for what goes on between many: "the conflict" is nobody's attack of the sentence before.
SITUATIONS = frozenset(
    {"conflict", "war", "violence", "fighting", "battle", "terrorism", "unrest", "hostility", "crisis"}
)
REMEMBERED = 40  # sentences back that "the attack" may point to


class Found(msgspec.Struct, frozen=True):
    """An event and where its trigger stands: number of the sentence, position of the token in it."""

    event: Event
    sentence: int
    token: int
    confidence: float


def fill_from_context(parsed: Parsed, found: Sequence[Found]) -> tuple[Found, ...]:
    """Give acts that point back ("the withdrawal") and items of a list the actors that the text named before."""
    done: list[Found] = []
    for item in found:
        acting = any(role.role == "actor" for role in item.event.roles)
        if not item.event.roles and _points_back(parsed.sentences[item.sentence], item.token):
            item = _like(item, _before(parsed, done, item, alike=True), ("actor", "recipient"))
        elif not acting and _is_item(parsed, item.sentence):
            against = () if any(role.role == "recipient" for role in item.event.roles) else ("recipient",)
            item = _like(item, _before(parsed, done, item, alike=False), ("actor", *against))
        done.append(_withdrawn_from(done, item))
    return tuple(done)


def _withdrawn_from(done: Sequence[Found], item: Found) -> Found:
    """Give a withdrawal the place that the same actor was said to leave before ("the American withdrawal")."""
    actors = {role.name for role in item.event.roles if role.role == "actor"}
    if item.event.mode != "withdraw" or not actors or any(r.role == "recipient" for r in item.event.roles):
        return item
    for earlier in reversed(done):
        if earlier.event.mode == "withdraw" and actors & {r.name for r in earlier.event.roles if r.role == "actor"}:
            return _like(item, earlier, ("recipient",))
    return item


def _before(parsed: Parsed, done: Sequence[Found], item: Found, *, alike: bool) -> Found | None:
    """Return the last act of this code with an actor, of the same mode if it has to be `alike`."""
    for earlier in reversed(done):
        if item.sentence - earlier.sentence > REMEMBERED:
            return None
        same = earlier.event.code == item.event.code and not (alike and earlier.event.mode != item.event.mode)
        if same and any(role.role == "actor" for role in earlier.event.roles) and _took_place(parsed, earlier):
            return earlier
    return None


def _took_place(parsed: Parsed, item: Found) -> bool:
    judged = modality_of(parsed.sentences[item.sentence], item.token)
    return judged.modality is Modality.ASSERTED and not judged.denied


def _like(item: Found, earlier: Found | None, parts: Sequence[str]) -> Found:
    if earlier is None:
        return item
    roles = (*(role for role in earlier.event.roles if role.role in parts), *item.event.roles)
    event = msgspec.structs.replace(item.event, roles=roles)
    return msgspec.structs.replace(item, event=event, confidence=round(item.confidence * 0.8, 2))


def _points_back(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    if token.upos != "NOUN" or token.lemma.lower() in SITUATIONS:
        return False
    below = sentence.children(i, "det", "amod", "compound", "nmod", "acl", "nummod")
    return len(below) == 1 and below[0].text.lower() in POINTING


def _is_item(parsed: Parsed, number: int) -> bool:
    """Tell whether a sentence is an item of a list: it opens with a bullet, a dash or a number and a full stop."""
    sentence = parsed.sentences[number]
    opening = parsed.text[max(0, sentence.start - 10) : sentence.start].rpartition("\n")[2]
    return opening.strip() in BULLETS or sentence.tokens[0].text in BULLETS
