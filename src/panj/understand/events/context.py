"""What an act's clause leaves out and the text before it says: the actors of "the withdrawal", of a list's items."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import msgspec

from panj.english.parsed import Parsed, Sentence
from panj.lexicon import acts, words
from panj.lexicon.counted import small_numbers
from panj.records import Event, Modality, Role
from panj.understand.events.actors import made
from panj.understand.events.camps import OPPOSED, camps, powers
from panj.understand.events.together import all_taken_up
from panj.understand.modality import modality_of
from panj.understand.trees import phrases
from panj.understand.trees.lookup import Lookup
from panj.understand.trees.verbs import phrasal

POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
BULLETS = frozenset({".", "-", "*", "•", "·", "–", "—"})
# Nouns for what goes on between many: "the conflict" is nobody's attack of the sentence before.
SITUATIONS = frozenset(
    {"conflict", "war", "violence", "fighting", "battle", "terrorism", "unrest", "hostility", "crisis"}
)
SHORTEST = 4  # letters of a verb that a noun begins with: "pull" in "pullout"
STEM = 5  # letters that a verb and its noun share ("withdrew" does not: its mode tells)
# Nouns by which any attack may be taken up again, close to where it was told.
ANY_ATTACK = frozenset({"attack", "assault", "murder", "killing", "raid", "shooting", "massacre", "bombing", "strike"})
CLOSE_BY = 4  # sentences
# Words for the two who met, fought or agreed in what was told before ("the two leaders").
PAIR = re.compile(
    r"(the two|both) (warring )?((?P<state>countries|states|nations|governments|neighbou?rs)"
    r"|(?P<camp>sides|parties|camps|armies)|\w+s|(wo)?men)|both",
    re.IGNORECASE,
)
ENEMY = re.compile(
    r"\b(?:the enemy|enemies|enemy (?:\w+ )?(?:fighters|forces|troops|soldiers|combatants|units|positions))\b",
    re.IGNORECASE,
)
SEVERAL = re.compile(r"(?:the|all) (three|four|five|six|seven) (?:countries|states|nations|governments)", re.IGNORECASE)
STATE = re.compile(r"[a-z]{2}")  # the id of a state
WEIGHED = 100  # acts before that say who stands against whom; a list without end must not cost its square
ABOUT_ACTS = frozenset({"ACCUSE", "REQUEST"})
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "ASSAULT"})
TOGETHER = frozenset({"CONSULT", "COOPERATE", "AGREE"})
ANSWERED = 2  # sentences back that a denial answers
NONE: frozenset[str] = frozenset()
CLAIMED, ASKED = frozenset({"ACCUSE"}), frozenset({"REQUEST", "THREATEN"})
SAID_BEFORE = {word: CLAIMED for word in ("claim", "allegation", "accusation", "charge")} | {
    word: ASKED for word in ("demand", "call", "request", "ultimatum", "threat")
}
SAYING = words("role_words", "word", "claiming")
PROTESTING = words("role_words", "word", "protesting")
REMEMBERED = 40  # sentences back that "the attack" may point to


Fits = Callable[[Parsed, "Found", "Found"], bool]


class Found(msgspec.Struct, frozen=True):
    """An event and where its trigger stands: number of the sentence, position of the token in it."""

    event: Event
    sentence: int
    token: int
    confidence: float


def fill_from_context(parsed: Parsed, found: Sequence[Found], lookup: Lookup) -> tuple[Found, ...]:
    """Give acts that point back ("the withdrawal") and items of a list the actors that the text named before."""
    done: list[Found] = []
    for item in found:
        item = _side_by_side(parsed, lookup, _all_of(done, _two(done, item)))
        acting = any(role.role == "actor" for role in item.event.roles)
        named = _by_noun(parsed.sentences[item.sentence], item)
        if not item.event.roles and _points_back(parsed.sentences[item.sentence], named.token):
            item = _like(item, _before(parsed, done, named, alike=True), ("actor", "recipient"))
        elif not acting and _points_back(parsed.sentences[item.sentence], named.token):
            item = _like(item, _before(parsed, done, named, alike=True), ("actor",))
        elif not acting and _is_item(parsed, item.sentence):
            against = () if any(role.role == "recipient" for role in item.event.roles) else ("recipient",)
            item = _like(item, _before(parsed, done, item, alike=False), ("actor", *against))
        done.append(_denying(parsed, lookup, _contradicting(parsed, done, _withdrawn_from(done, item))))
    done = [_by_protesters(done, item) for item in _with_the_enemy(done)]
    known = {(item.sentence, item.token): item for item in done}
    return tuple(_about_an_act(parsed.sentences[item.sentence], known, item) for item in done)


def _side_by_side(parsed: Parsed, lookup: Lookup, item: Found) -> Found:
    roles = all_taken_up(parsed, lookup, item.event.roles)
    if roles == item.event.roles:
        return item
    return msgspec.structs.replace(item, event=msgspec.structs.replace(item.event, roles=roles))


def _about_an_act(sentence: Sentence, known: Mapping[tuple[int, int], Found], item: Found) -> Found:
    """Name whose act is condemned or demanded, known from the text before ("Syria condemned the attack")."""
    if item.event.code not in ABOUT_ACTS or any(role.role == "recipient" for role in item.event.roles):
        return item
    clauses = (c.i for c in sentence.children(item.token, "ccomp"))
    named = (*sentence.children(item.token, "obj"), *(t for c in clauses for t in sentence.children(c, "nsubj")))
    acts = (known.get((item.sentence, t.i)) for t in named)
    doers = [role for act in acts if act for role in act.event.roles if role.role == "actor"]
    others = [role for role in doers if role.name not in {r.name for r in item.event.roles}]
    roles = (*item.event.roles, *(msgspec.structs.replace(role, role="recipient") for role in others))
    return msgspec.structs.replace(item, event=msgspec.structs.replace(item.event, roles=roles))


def _with_the_enemy(found: Sequence[Found]) -> list[Found]:
    """Name "the enemy" and its fighters: whom the text has attacked at least twice as often as anybody else."""
    hit = Counter(
        role for item in found if item.event.code in OPPOSED for role in map(_as_enemy, item.event.roles) if role
    )
    ranked = hit.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return list(found)
    name, entity, code = ranked[0][0]
    out = []
    for item in found:
        roles = tuple(
            msgspec.structs.replace(role, name=name, entity=entity, code=code) if ENEMY.search(role.text) else role
            for role in item.event.roles
        )
        out.append(msgspec.structs.replace(item, event=msgspec.structs.replace(item.event, roles=roles)))
    return out


def _as_enemy(role: Role) -> tuple[str, str | None, str | None] | None:
    """Return who suffers an act as it is named, None for who does it and for those without a name."""
    named = role.role == "recipient" and role.name is not None and role.name[:1].isupper()
    return (str(role.name), role.entity, role.code) if named else None


def _by_protesters(found: Sequence[Found], item: Found) -> Found:
    """Give a protest that nobody is named for the protesters of whom its text speaks, the nearest before it first."""
    if item.event.code != "PROTEST" or any(role.role == "actor" for role in item.event.roles):
        return item
    near = sorted(found, key=lambda other: (other.sentence > item.sentence, abs(other.sentence - item.sentence)))
    doers = (role for other in near for role in other.event.roles if _called(role) in PROTESTING)
    doer = next(doers, None)
    if doer is None:
        return item
    roles = (msgspec.structs.replace(doer, role="actor"), *item.event.roles)
    return msgspec.structs.replace(item, event=msgspec.structs.replace(item.event, roles=roles))


def _called(role: Role) -> str:
    """Return the last word of what somebody is called, in lower case."""
    return (role.name or role.text).rpartition(" ")[2].lower()


def _two(done: Sequence[Found], item: Found) -> Found:
    """Name those whom "the two leaders" takes up: both sides of the last thing done by two, "both sides": of most."""
    pair = next((match for role in item.event.roles if (match := PAIR.fullmatch(role.text))), None)
    if pair is None:
        return item
    sides = (
        camps([earlier.event for earlier in done[-WEIGHED:]], powers(item.event))
        if pair["camp"]
        else _last_pair(done, item, states=bool(pair["state"]))
    )
    if len(sides) != 2:
        return item
    roles = tuple(new for role in item.event.roles for new in _both(role, sides))
    return msgspec.structs.replace(item, event=msgspec.structs.replace(item.event, roles=roles))


def _all_of(done: Sequence[Found], item: Found) -> Found:
    """Name those whom "the three countries" takes up: the actors of the last act that so many did together."""
    for role in item.event.roles:
        match = SEVERAL.fullmatch(role.text)
        if match is None:
            continue
        for earlier in reversed(done[-WEIGHED:]):
            actors = {r.name: r for r in earlier.event.roles if r.role == "actor"}
            if len(actors) == small_numbers()[match[1].lower()] and not any(
                SEVERAL.fullmatch(r.text) for r in actors.values()
            ):
                new = tuple(
                    msgspec.structs.replace(role, name=a.name, entity=a.entity, code=a.code) for a in actors.values()
                )
                roles = (*(r for r in item.event.roles if r is not role), *new)
                return msgspec.structs.replace(item, event=msgspec.structs.replace(item.event, roles=roles))
    return item


def _last_pair(done: Sequence[Found], item: Found, *, states: bool) -> tuple[Role, ...]:
    """Return the two who last met, fought or agreed, only states for "the two countries"."""
    for earlier in reversed(done):
        if item.sentence - earlier.sentence > CLOSE_BY:
            return ()
        sides = {role.name: role for role in earlier.event.roles}
        fit = not states or all(STATE.fullmatch(role.entity or "") for role in sides.values())
        if earlier.event.code in MUTUAL and len(sides) == 2 and fit:
            return () if any(_several(role) for role in sides.values()) else tuple(sides.values())
    return ()


def _several(role: Role) -> bool:
    """Tell whether one of two is no one: "his counterparts"."""
    return (role.name or role.text).islower() and role.text.endswith("s") and (role.entity or "~").startswith("~")


def _both(role: Role, sides: Sequence[Role]) -> tuple[Role, ...]:
    if not PAIR.fullmatch(role.text):
        return (role,)
    return tuple(msgspec.structs.replace(role, name=s.name, entity=s.entity, code=s.code) for s in sides)


def _withdrawn_from(done: Sequence[Found], item: Found) -> Found:
    """Give a withdrawal the place that the same actor was said to leave before ("the American withdrawal")."""
    actors = powers(item.event)
    if item.event.mode != "withdraw" or not actors or any(r.role == "recipient" for r in item.event.roles):
        return item
    for earlier in reversed(done[-WEIGHED:]):
        if earlier.event.mode == "withdraw" and actors & powers(earlier.event):
            return _like(item, earlier, ("recipient",))
    return item


def _contradicting(parsed: Parsed, done: Sequence[Found], item: Found) -> Found:
    """Name whom one who denies or rejects "it", "those claims", "the demand" answers: who last accused or demanded."""
    sentence = parsed.sentences[item.sentence]
    parts = {role.role for role in item.event.roles}
    if item.event.code != "REJECT" or parts != {"actor"}:
        return item
    own, wanted = powers(item.event), _answers(sentence, item.token)
    for earlier in reversed(done):
        if item.sentence - earlier.sentence > ANSWERED:
            return item
        if earlier.event.code in wanted:
            by = [r for r in earlier.event.roles if r.role == "actor"]
            answered = (
                () if powers(earlier.event) & own else tuple(msgspec.structs.replace(r, role="recipient") for r in by)
            )
            roles = (*item.event.roles, *answered)
            return msgspec.structs.replace(item, event=msgspec.structs.replace(item.event, roles=roles))
    return item


def _denying(parsed: Parsed, lookup: Lookup, item: Found) -> Found:
    """Name whom one who denies "this" or "those claims" answers: whoever the sentence before has say something."""
    sentence = parsed.sentences[item.sentence]
    parts = {role.role for role in item.event.roles}
    clause = sentence.tokens[item.token].deprel == "acl:relcl"  # "allegations which it denies": made where it stands
    if item.event.code != "REJECT" or parts != {"actor"} or clause or not _answers(sentence, item.token):
        return item
    if not item.sentence:
        return item
    before = parsed.sentences[item.sentence - 1]
    subjects = [phrases.subject(before, t.i) for t in before.tokens if t.lemma.lower() in SAYING and t.upos == "VERB"]
    speakers = [lookup.at(subject.start) for subject in subjects if subject is not None]
    own = {role.entity for role in item.event.roles}
    other = next((m for m in speakers if m is not None and m.entity and m.entity not in own and m.name), None)
    if other is None:
        return item
    roles = (*item.event.roles, made("recipient", other, parsed.text))
    return msgspec.structs.replace(item, event=msgspec.structs.replace(item.event, roles=roles))


def _answers(sentence: Sentence, i: int) -> frozenset[str]:
    """Return the codes of what may be rejected by a word that takes up what was said: "it", "the claims"."""
    token = sentence.tokens[i]
    if token.deprel == "acl:relcl":
        return SAID_BEFORE.get(sentence.tokens[token.head].lemma.lower(), NONE)
    for thing in sentence.children(i, "obj"):
        if thing.upos == "PRON":
            return CLAIMED | ASKED
        pointing = bool(sentence.words_below(thing.i, "det") & POINTING)
        if pointing and not sentence.children(thing.i, "nmod", "acl"):
            return SAID_BEFORE.get(thing.lemma.lower(), NONE)
    return NONE


def _before(parsed: Parsed, done: Sequence[Found], item: Found, *, alike: bool) -> Found | None:
    """Return the last act of this code that took place and has an actor; `alike`: one called the same.

    One of the same word stands before one that only may be the same.
    """
    named = _last(parsed, done, item, _same_word) if alike else None
    return named or _last(parsed, done, item, _alike if alike else None)


def _last(parsed: Parsed, done: Sequence[Found], item: Found, fits: Fits | None) -> Found | None:
    alike = fits is not None
    for earlier in reversed(done):
        if item.sentence - earlier.sentence > REMEMBERED:
            return None
        if earlier.event.code != item.event.code or (fits is not None and not fits(parsed, earlier, item)):
            continue
        parts = {role.role for role in earlier.event.roles}
        if not parts and _this(parsed, item) and _took_place(parsed, earlier, planned=False):
            return None  # the act that "this attack" means was told without anybody
        if ("actor" in parts or (alike and parts)) and _took_place(parsed, earlier, planned=fits is _same_word):
            return earlier
    return None


def _alike(parsed: Parsed, earlier: Found, item: Found) -> bool:
    """Tell whether both may be one act: by the word ("attacked", "the attack"), the mode, or "these" before it."""
    sentence = parsed.sentences[item.sentence]
    if _same_word(parsed, earlier, item):
        return True
    word = sentence.tokens[item.token].lemma.lower()
    if item.event.code == "ASSAULT" and word in ANY_ATTACK and item.sentence - earlier.sentence <= CLOSE_BY:
        return not any(role.role == "actor" for role in earlier.event.roles)  # else it may be the answer to it
    if _this(parsed, item):
        return True
    finer = item.event.code == "RETREAT" or earlier.event.cameo == item.event.cameo
    return item.event.mode is not None and earlier.event.mode == item.event.mode and finer


def _this(parsed: Parsed, item: Found) -> bool:
    determiners = parsed.sentences[item.sentence].children(item.token, "det")
    return any(t.text.lower() in {"this", "these", "those", "such"} for t in determiners)


def _same_word(parsed: Parsed, earlier: Found, item: Found) -> bool:
    """Tell whether a noun and a verb are one word: "attacked", "the attack"; "pull out", "the pullout"."""
    told = parsed.sentences[earlier.sentence]
    word = parsed.sentences[item.sentence].tokens[item.token].lemma.lower()
    return any(
        other[:STEM] == word[:STEM] or (len(other) >= SHORTEST and word.startswith(other))
        for other in (
            told.tokens[earlier.token].lemma.lower(),
            phrasal(told, told.tokens[earlier.token]).replace("_", ""),
        )
    )


def _took_place(parsed: Parsed, item: Found, *, planned: bool) -> bool:
    """Tell whether an act took place or, with `planned`, is to: "will pull out ... wants the pullout soon"."""
    judged = modality_of(parsed.sentences[item.sentence], item.token)
    return not judged.denied and judged.modality in (
        {Modality.ASSERTED, Modality.PLANNED} if planned else {Modality.ASSERTED}
    )


def _like(item: Found, earlier: Found | None, parts: Sequence[str]) -> Found:
    if earlier is None:
        return item
    taken = tuple(role for role in earlier.event.roles if role.role in parts)
    if item.event.code in TOGETHER and len(parts) == 2:
        taken = tuple(msgspec.structs.replace(role, role="actor") for role in taken)  # "the meeting" is both parties'
    roles = (*taken, *item.event.roles)
    event = msgspec.structs.replace(item.event, roles=roles)
    return msgspec.structs.replace(item, event=event, confidence=round(item.confidence * 0.8, 2))


def _by_noun(sentence: Sentence, item: Found) -> Found:
    """Return an act that a verb tells of its own noun ("these strikes destroyed") as the noun says it."""
    subjects = sentence.children(item.token, "nsubj") if sentence.tokens[item.token].upos == "VERB" else ()
    for noun in subjects:
        if any(reading.code == item.event.code for reading in acts.nouns().get(noun.lemma.lower(), ())):
            return msgspec.structs.replace(item, token=noun.i)
    return item


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
