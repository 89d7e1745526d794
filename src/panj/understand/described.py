"""Facts that a description beside a name carries: "Lviv, a city in the west of Ukraine", "the armed wing of Hamas"."""

from collections.abc import Iterator

from panj.english.parsed import Token
from panj.lexicon import words
from panj.understand import phrases
from panj.understand.scene import End, Found, Scene, made

BODIES = frozenset({"group", "organization"})
ACTORS = BODIES | {"state", "person"}
BACKING = frozenset({"back", "ally", "align", "affiliate", "link"})


def find_seat(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Ganja, the country's second city", "Doha, capital of Qatar", "Doha is Qatar's capital"."""
    if scene.lemma(token.i) not in words("relation_words", "word", "seat"):
        return
    place = _described(scene, token)
    if place is None or not scene.is_place(place.i) or place.upos != "PROPN":
        return
    whole = next((t for t in _owners(scene, token) if scene.is_place(t.i) and t.i != place.i), None)
    if whole is not None:
        subject, object_ = scene.spot(place.i), scene.end(whole.i)
        yield made(scene, "located_in", subject, object_, 0.85)


def find_wing(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the Qassam Brigades, the armed wing of Hamas", "its Arab component, the Syrian Arab Coalition"."""
    if scene.lemma(token.i) not in words("relation_words", "word", "wing"):
        return
    named = _described(scene, token) or next(iter(scene.sentence.children(token.i, "appos")), None)
    part = scene.mention(named.i) if named is not None else None
    if named is None or part is None or part.type not in BODIES or not part.name:
        return
    for owner in _owners(scene, token):
        whole = scene.mention(owner.i)
        if whole is not None and whole.type in BODIES and whole.name and whole.entity != part.entity:
            yield made(scene, "part_of", scene.end(named.i), scene.end(owner.i), 0.85)
            return


def find_backed(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Turkey, which backs Baku", "militants linked to al-Qaeda", "Iran-backed Houthis"."""
    if scene.lemma(token.i) not in BACKING or phrases.negated(scene.sentence, token.i):
        return
    one, other = _backer(scene, token), _client(scene, token)
    if one is None or other is None or one.i == other.i:
        return
    ends = [
        End(m.name, m.span, m.entity) for t in (one, other) if (m := scene.mention(t.i)) and m.name and m.type in ACTORS
    ]
    if len(ends) == 2:
        first, second = ends if scene.lemma(token.i) == "back" else reversed(ends)
        yield made(scene, "allied_with", first, second, 0.75)


def find_seated(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "France, which co-chairs the Minsk Group", "states that belong to NATO": members by their verb."""
    if scene.lemma(token.i) not in words("relation_words", "word", "sits") or not _is_present(scene, token):
        return
    subject = _relative_subject(scene, token)
    objects = scene.sentence.children(token.i, "obj")
    objects += tuple(
        c for c in scene.sentence.children(token.i, "obl") if phrases.case(scene.sentence, c.i) in {"", "to"}
    )
    body = next((o for o in objects if (m := scene.mention(o.i)) is not None and m.type == "organization"), None)
    if subject is None or body is None or phrases.negated(scene.sentence, token.i):
        return
    for member in phrases.conjuncts(scene.sentence, subject.i):
        mention = scene.mention(member.i)
        if mention is not None and mention.type in {"state", "organization"} and mention.name:
            yield made(scene, "member_of", scene.end(member.i), scene.end(body.i), 0.8)


def find_kept(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Russia keeps 6,000 troops in Tajikistan", "has a base at the port": forces that one has somewhere."""
    if scene.lemma(token.i) not in words("relation_words", "word", "keeps") or not _is_present(scene, token):
        return
    sentence = scene.sentence
    subject = _relative_subject(scene, token)
    owner = scene.mention(subject.i) if subject is not None else None
    for force in sentence.children(token.i, "obj"):
        if owner is None or owner.type not in {"state", "organization", "group"} or not owner.name:
            return
        if scene.lemma(force.i) not in words("relation_words", "word", "force"):
            continue
        below = (*sentence.children(token.i, "obl"), *sentence.children(force.i, "nmod"))
        inside = (c for c in below if phrases.case(sentence, c.i) in {"in", "at"} and scene.is_place(c.i))
        where = next(inside, None)
        if where is not None and not phrases.negated(sentence, token.i):
            adjective = scene.world.adjective(owner.country) if owner.country else None
            own = End(f"{adjective or owner.name} {force.text}", scene.end(force.i).span)
            yield made(scene, "deployed_in", own, scene.end(where.i), 0.8)


def find_in_control(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the rebels have full control of the town", "the Taliban, in control of the district"."""
    sentence = scene.sentence
    if scene.lemma(token.i) != "control":
        return
    ground = next(
        (c for c in sentence.children(token.i, "nmod") if phrases.case(sentence, c.i) in {"of", "over"}), None
    )
    if ground is None or not (scene.is_place(ground.i) or _is_ground(scene, ground)):
        return
    holder = _controller(scene, token)
    mention = scene.mention(holder.i) if holder is not None else None
    if holder is not None and mention is not None and mention.name and mention.type in ACTORS:
        yield made(scene, "controls", scene.end(holder.i), scene.spot(_named(scene, ground).i), 0.8)


# -- who stands where in the tree ----------------------------------------------------------------------------------


def _described(scene: Scene, token: Token) -> Token | None:
    """Return the name that a description is set beside, or that is said to be it."""
    if token.relation == "appos" and token.head >= 0:
        return scene.sentence.tokens[token.head]
    if scene.sentence.children(token.i, "cop") and not phrases.negated(scene.sentence, token.i):
        return phrases.subject(scene.sentence, token.i)
    return None


def _owners(scene: Scene, token: Token) -> Iterator[Token]:
    """Yield whose a noun is: "its", "Qatar's", "of Qatar", "in the west of Ukraine" (the nearest place)."""
    yield from scene.sentence.children(token.i, "nmod:poss")
    for child in scene.sentence.children(token.i, "nmod"):
        if child.i > token.i and phrases.case(scene.sentence, child.i) in {"of", "in"}:
            yield child
            yield from (c for c in scene.sentence.children(child.i, "nmod") if c.i > child.i)


def _relative_subject(scene: Scene, token: Token) -> Token | None:
    """Return the subject of a verb; of "which" and "who" the noun that the clause hangs on."""
    subject = phrases.subject(scene.sentence, token.i)
    relative = token.deprel == "acl:relcl" and token.head >= 0 and subject is not None
    if relative and subject is not None and subject.text.lower() in {"which", "that", "who"}:
        return scene.sentence.tokens[token.head]
    return subject


def _is_present(scene: Scene, token: Token) -> bool:
    """Tell whether a verb says what is so now: no auxiliary, and no past form."""
    plain = token.xpos == "VBD" and token.text.lower() == token.lemma.lower()  # a rare verb tagged as past: "co-chair"
    return (plain or token.xpos in {"VBZ", "VBP"}) and not scene.sentence.children(token.i, "aux", "aux:pass")


def _backer(scene: Scene, token: Token) -> Token | None:
    """Return who backs: the subject, the by-phrase, or the name before the hyphen."""
    sentence = scene.sentence
    if token.deprel in {"amod", "acl"} or phrases.passive(sentence, token.i):
        before = [c for c in sentence.children(token.i, "compound", "obl", "nmod") if c.i == token.i - 2]
        by = [c for c in sentence.children(token.i, "obl") if phrases.case(sentence, c.i) in _links(scene, token)]
        return next(iter((*(before if sentence.tokens[token.i - 1].text == "-" else ()), *by)), None)
    if scene.lemma(token.i) == "back" and _is_present(scene, token):
        return _relative_subject(scene, token)
    return None


def _links(scene: Scene, token: Token) -> frozenset[str]:
    return frozenset({"by"}) if scene.lemma(token.i) == "back" else frozenset({"to", "with"})


def _client(scene: Scene, token: Token) -> Token | None:
    """Return who is backed or linked: the noun that a participle stands by, the passive's subject, the object."""
    sentence = scene.sentence
    if token.deprel in {"amod", "acl"} and token.head >= 0:
        return sentence.tokens[token.head]
    if phrases.passive(sentence, token.i):
        return _relative_subject(scene, token)
    return next(iter(sentence.children(token.i, "obj")), None)


def _named(scene: Scene, noun: Token) -> Token:
    """Return the place's name of "the town of Qusayr"."""
    of = (c for c in scene.sentence.children(noun.i, "nmod") if phrases.case(scene.sentence, c.i) == "of")
    return next((c for c in of if c.upos == "PROPN" and scene.is_place(c.i)), noun)


def _is_ground(scene: Scene, token: Token) -> bool:
    return scene.lemma(token.i) in words("relation_words", "word", "ground")


def _controller(scene: Scene, token: Token) -> Token | None:
    """Return who has a control that stands: of "have", "keep" the subject, of "in control" whom it is said of."""
    sentence = scene.sentence
    if phrases.negated(sentence, token.i):
        return None
    if phrases.case(sentence, token.i) == "in":
        return phrases.subject(sentence, token.i) if sentence.children(token.i, "cop") else None
    verb = sentence.tokens[token.head] if token.relation == "obj" and token.head >= 0 else None
    has = verb is not None and scene.lemma(verb.i) in words("relation_words", "word", "keeps")
    if verb is None or not has or not _is_present(scene, verb) or phrases.negated(sentence, verb.i):
        return None
    return _relative_subject(scene, verb)
