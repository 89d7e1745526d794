"""What is part of what: "the armed wing of Hamas", "the Permanent Council of the CSTO", "a United Nations agency"."""

from collections.abc import Iterator

from panj.english.parsed import Token
from panj.lexicon import words
from panj.records import Mention, RelationKind
from panj.understand.relations import grammar
from panj.understand.relations.scene import End, Found, Scene, made, read_at
from panj.understand.trees import phrases

BODIES = frozenset({"group", "organization"})
UNDERTAKINGS = words("relation_words", "word", "undertaking")
PARTS = frozenset({"part", "member", "section", "segment", "stretch"})


@read_at(words("relation_words", "word", "wing") | words("relation_words", "word", "organ"))
def find_wing(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the Qassam Brigades, the armed wing of Hamas", "the WFP, a United Nations agency"."""
    if token.upos == "PROPN":
        return
    first, _ = phrases.chunk(scene.sentence, token.i)
    if first and scene.sentence.tokens[first - 1].text == "(":
        return  # "Defra (Department for Environment ...)": another name of it
    for named in grammar.described(scene, token):
        part = grammar.actor(scene, named.i, BODIES)
        for owner in grammar.owners(scene, token) if part is not None else ():
            whole = grammar.actor(scene, owner.i, BODIES)
            if whole is not None and part is not None and whole.entity != part.entity:
                yield made(scene, "part_of", scene.end(named.i), _plain(whole), 0.85)
                return


def _plain(mention: Mention) -> End:
    return End(str(mention.name), mention.span, mention.entity)


@read_at(named=frozenset({"organization"}))
def find_part(scene: Scene, token: Token) -> Iterator[Found]:
    """Find a body named with the body that it belongs to ("the Permanent Council of the CSTO", "the UN commission")."""
    mention = grammar.actor(scene, token.i, frozenset({"organization"}))
    if mention is None or (token.upos == "NOUN" and grammar.described(scene, token)):
        return
    whole = _parent(scene, mention) if mention.entity else None
    inside = [m for m in scene.lookup.inside(mention.span.start, mention.span.end) if m.span != mention.span]
    bodies = [m for m in inside if m.type == "organization" and m.name and m.entity != mention.entity]
    organ = scene.lemma(token.i) in words("relation_words", "word", "organ")
    if whole is not None:
        yield made(scene, "part_of", _plain(mention), whole, 0.85)
    elif bodies and organ:
        yield made(scene, "part_of", _plain(mention), _plain(bodies[0]), 0.7)


def _parent(scene: Scene, mention: Mention) -> End | None:
    """Return the body that the tables put above this one, if the words themselves name it."""
    entity = scene.world.find_entity(mention.entity or "")
    parent = scene.world.find_entity(entity.parent) if entity and entity.parent else None
    if entity is None or parent is None or parent.shape != "organisation":
        return None
    names = [parent.name, *(row.name for row in scene.world.names_of(parent.id))]
    if not any(_apart(name, mention.text) for name in names):
        return None
    return End(parent.name, mention.span, parent.id)


def _apart(name: str, words: str) -> bool:
    """Tell whether a name stands apart in a phrase ("the Council of the CSTO"), not as the first word of a name."""
    before, found, after = words.partition(name)
    return bool(found) and (after.startswith(("'s", "’s")) or before.lower().rstrip().endswith((" of", " of the")))


@read_at(words("relation_words", "word", "unit"))
def find_unit(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the Golani brigade of the Israeli army": a named unit of a named force."""
    first, last = phrases.chunk(scene.sentence, token.i)
    before = scene.sentence.tokens[first:last]
    named = any(t.upos in {"PROPN", "NUM"} or t.text[:1].isdigit() for t in before)
    for child in scene.sentence.children(token.i, "nmod"):
        whole = grammar.actor(scene, child.i, BODIES)
        if named and whole is not None and phrases.case(scene.sentence, child.i) == "of":
            yield made(scene, "part_of", scene.end(token.i), scene.end(child.i), 0.75)


@read_at(PARTS)
def find_is_part(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Tajikistan is part of the CSTO", "a member of NATO", "the river forms part of the border"."""
    whole = next(
        (c for c in scene.sentence.children(token.i, "nmod") if phrases.case(scene.sentence, c.i) == "of"), None
    )
    if whole is None:
        return
    who = _whose_part(scene, token)
    if who is None or who.i == whole.i or not _nameable(scene, who) or phrases.negated(scene.sentence, token.i):
        return
    if whole.upos != "PROPN" and not _bounded(scene, whole):
        return
    if scene.sentence.words_below(token.i, "amod") & grammar.PAST:
        return  # "a previous member of"
    body, one = scene.mention(whole.i), scene.mention(who.i)
    joined = body is not None and body.type == "organization" and one is not None and one.type != "organization"
    relation: RelationKind = "member_of" if joined or scene.lemma(token.i) == "member" else "part_of"
    for each in phrases.conjuncts(scene.sentence, who.i):
        if _nameable(scene, each):
            yield made(scene, relation, scene.end(each.i), _whole(scene, whole), 0.85)


def _whole(scene: Scene, token: Token) -> End:
    """Return what something is part of; an operation by its own name, not by that of the force that runs it."""
    mention = scene.mention(token.i)
    undertaking = mention is not None and mention.text.split()[0] in UNDERTAKINGS
    return End(mention.text, mention.span) if mention and undertaking else scene.end(token.i)


def _whose_part(scene: Scene, token: Token) -> Token | None:
    sentence = scene.sentence
    if sentence.children(token.i, "cop"):
        return None if grammar.unreal(sentence, token) else grammar.relative_subject(scene, token)
    if token.relation == "appos" and token.head >= 0:
        return sentence.tokens[token.head]
    if token.relation not in {"obj", "obl", "xcomp"} or token.head < 0:
        return None
    verb = sentence.tokens[token.head]
    if grammar.unreal(sentence, verb):
        return None  # "will be operating as part of"
    as_part = token.relation == "obl" and phrases.case(sentence, token.i) == "as"
    if not as_part and scene.lemma(verb.i) not in words("relation_words", "word", "forms"):
        return None
    whose = grammar.relative_subject(scene, verb)
    opening = phrases.subject(sentence, verb.i)
    if whose is None or opening is None or opening.text.lower() != "which" or opening.i < 2:
        return whose
    beside = sentence.tokens[opening.i - 2]  # "a bridge over the Panj, which forms the border": the name beside it
    return beside if sentence.tokens[opening.i - 1].text == "," and beside.upos == "PROPN" else whose


def _bounded(scene: Scene, token: Token) -> bool:
    """Tell whether a whole is a place or a body that the text has named, not "the problem" or "the plan"."""
    mention = scene.mention(token.i)
    return (
        scene.is_place(token.i)
        or scene.lemma(token.i) == "border"
        or (mention is not None and mention.type in BODIES and mention.rule not in {"noun", "role"})
    )


def _nameable(scene: Scene, token: Token) -> bool:
    return token.upos in {"NOUN", "PROPN"} or scene.mention(token.i) is not None
