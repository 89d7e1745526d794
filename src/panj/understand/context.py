"""What an act's clause leaves out and the text before it says: the actors of "the withdrawal", of a list's items."""

import re
from collections.abc import Sequence

import msgspec

from panj.english.parsed import Parsed, Sentence
from panj.records import Event, Modality, Role
from panj.understand.modality import modality_of

POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
BULLETS = frozenset({".", "-", "*", "•", "·", "–", "—"})
# Nouns for what goes on between many: "the conflict" is nobody's attack of the sentence before.
SITUATIONS = frozenset(
    {"conflict", "war", "violence", "fighting", "battle", "terrorism", "unrest", "hostility", "crisis"}
)
STEM = 5  # letters that a verb and its noun share ("withdrew" does not: its mode tells)
# Nouns by which any attack may be taken up again, close to where it was told.
ANY_ATTACK = frozenset({"attack", "assault", "murder", "killing", "raid", "shooting", "massacre", "bombing", "strike"})
CLOSE_BY = 4  # sentences
# Words for the two who met, fought or agreed in what was told before ("the two leaders").
PAIR = re.compile(r"(the )?(two|both) \w+s|(the )?two (wo)?men|both", re.IGNORECASE)
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "ASSAULT"})
TOGETHER = frozenset({"CONSULT", "COOPERATE", "AGREE"})
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
        item = _two(done, item)
        acting = any(role.role == "actor" for role in item.event.roles)
        if not item.event.roles and _points_back(parsed.sentences[item.sentence], item.token):
            item = _like(item, _before(parsed, done, item, alike=True), ("actor", "recipient"))
        elif not acting and _is_item(parsed, item.sentence):
            against = () if any(role.role == "recipient" for role in item.event.roles) else ("recipient",)
            item = _like(item, _before(parsed, done, item, alike=False), ("actor", *against))
        done.append(_withdrawn_from(done, item))
    return tuple(done)


def _two(done: Sequence[Found], item: Found) -> Found:
    """Name those whom "the two leaders" takes up: both sides of the last thing done by two."""
    if not any(PAIR.fullmatch(role.text) for role in item.event.roles):
        return item
    for earlier in reversed(done):
        if item.sentence - earlier.sentence > CLOSE_BY:
            return item
        sides = {role.name: role for role in earlier.event.roles}
        if earlier.event.code in MUTUAL and len(sides) == 2:
            roles = tuple(new for role in item.event.roles for new in _both(role, tuple(sides.values())))
            return msgspec.structs.replace(item, event=msgspec.structs.replace(item.event, roles=roles))
    return item


def _both(role: Role, sides: Sequence[Role]) -> tuple[Role, ...]:
    if not PAIR.fullmatch(role.text):
        return (role,)
    return tuple(msgspec.structs.replace(role, name=s.name, entity=s.entity, code=s.code) for s in sides)


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
    """Return the last act of this code that took place and has an actor; `alike`: one called the same."""
    for earlier in reversed(done):
        if item.sentence - earlier.sentence > REMEMBERED:
            return None
        if earlier.event.code != item.event.code or (alike and not _alike(parsed, earlier, item)):
            continue
        parts = {role.role for role in earlier.event.roles}
        if ("actor" in parts or (alike and parts)) and _took_place(parsed, earlier):
            return earlier
    return None


def _alike(parsed: Parsed, earlier: Found, item: Found) -> bool:
    """Tell whether both may be one act: by the word ("attacked", "the attack"), the mode, or "these" before it."""
    sentence = parsed.sentences[item.sentence]
    words = [parsed.sentences[found.sentence].tokens[found.token].lemma.lower() for found in (earlier, item)]
    if words[0][:STEM] == words[1][:STEM]:
        return True
    if item.event.code == "ASSAULT" and words[1] in ANY_ATTACK and item.sentence - earlier.sentence <= CLOSE_BY:
        return not any(role.role == "actor" for role in earlier.event.roles)  # else it may be the answer to it
    if any(t.text.lower() in {"this", "these", "such"} for t in sentence.children(item.token, "det")):
        return True
    return item.event.mode is not None and earlier.event.mode == item.event.mode


def _took_place(parsed: Parsed, item: Found) -> bool:
    judged = modality_of(parsed.sentences[item.sentence], item.token)
    return judged.modality is Modality.ASSERTED and not judged.denied


def _like(item: Found, earlier: Found | None, parts: Sequence[str]) -> Found:
    if earlier is None:
        return item
    taken = tuple(role for role in earlier.event.roles if role.role in parts)
    if item.event.code in TOGETHER and len(parts) == 2:
        taken = tuple(msgspec.structs.replace(role, role="actor") for role in taken)  # "the meeting" is both parties'
    roles = (*taken, *item.event.roles)
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
