"""Standing facts that a text states or takes for granted: who belongs to what, holds what, stands where."""

from collections.abc import Iterator, Sequence

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import words
from panj.records import Mention, Place, Relation, RelationKind, Span
from panj.understand import phrases
from panj.understand.lookup import Lookup
from panj.world import World

MILITARY = "MIL"
Found = tuple[Relation, Span, float]


class End(msgspec.Struct, frozen=True):
    """One end of a relation: its name, its words, its entity."""

    name: str
    span: Span
    entity: str | None = None


class Scene(msgspec.Struct, frozen=True):
    """A sentence, and what is known of the actors and places in it."""

    text: str
    sentence: Sentence
    lookup: Lookup
    places: dict[int, Place]
    world: World

    def mention(self, i: int) -> Mention | None:
        """Return the mention that token `i` belongs to."""
        return self.lookup.at(self.sentence.tokens[i].start)

    def end(self, i: int) -> End:
        """Return the end that the phrase of token `i` makes, by the best name known."""
        token = self.sentence.tokens[i]
        mention = self.mention(i)
        if mention is not None and mention.name:
            return End(mention.name, mention.span, mention.entity)
        place = self.places.get(token.start)
        if place is not None:
            return End(place.name or place.text, place.span, place.entity)
        first, last = phrases.chunk(self.sentence, i)
        while first < last and self.sentence.tokens[first].upos in {"DET", "NUM", "PRON"}:
            first += 1
        span = Span(self.sentence.tokens[first].start, self.sentence.tokens[last].end)
        return End(span.of(self.text), span)

    def is_place(self, i: int) -> bool:
        """Tell whether token `i` names a place or a state."""
        if self.sentence.tokens[i].start in self.places:
            return True
        mention = self.mention(i)
        return mention is not None and mention.type in {"place", "state"}

    def lemma(self, i: int) -> str:
        """Return the lemma of token `i` in lower case."""
        return self.sentence.tokens[i].lemma.lower()


def find_relations(
    parsed: Parsed, mentions: Sequence[Mention], places: Sequence[Place], world: World
) -> tuple[Found, ...]:
    """Return the relations with the words that say them and how sure the pattern is, each fact once."""
    lookup = Lookup(mentions)
    starts = {offset: place for place in places for offset in range(place.span.start, place.span.end)}
    found: list[Found] = list(_offices(parsed, mentions, lookup, world))
    for sentence in parsed.sentences:
        scene = Scene(parsed.text, sentence, lookup, starts, world)
        for token in sentence.tokens:
            for relation in _PATTERNS.get(token.upos, ()):
                found.extend(relation(scene, token))
    return _once(found)


def _once(found: Sequence[Found]) -> tuple[Found, ...]:
    kept: dict[tuple[str, str, str], Found] = {}
    for relation, span, sure in found:
        key = relation.relation, relation.subject.lower(), relation.object.lower()
        if key[1] != key[2] and (key not in kept or kept[key][2] < sure):
            kept[key] = relation, span, sure
    return tuple(kept.values())


def _made(scene: Scene, relation: RelationKind, subject: End, object_: End, sure: float) -> Found:
    made = Relation(
        relation=relation,
        subject=subject.name,
        object=object_.name,
        subject_span=subject.span,
        object_span=object_.span,
        subject_entity=subject.entity,
        object_entity=object_.entity,
    )
    start, end = min(subject.span.start, object_.span.start), max(subject.span.end, object_.span.end)
    return made, Span(max(start, scene.sentence.start), min(end, scene.sentence.end)), sure


# -- offices -----------------------------------------------------------------------------------------------------


def _offices(parsed: Parsed, mentions: Sequence[Mention], lookup: Lookup, world: World) -> Iterator[Found]:
    """Yield the fullest form of each post that the text gives a person."""
    posts: dict[str, dict[str, Found]] = {}
    sentences = iter(parsed.sentences)
    sentence = next(sentences, None)
    for mention in mentions:
        while sentence is not None and sentence.end <= mention.span.start:
            sentence = next(sentences, None)
        if sentence is None or mention.type != "person" or not mention.role or not mention.name:
            continue
        if mention.rule in {"role", "noun"}:
            continue
        scene = Scene(parsed.text, sentence, lookup, {}, world)
        found = _office(scene, mention)
        if found is not None and mention.entity:
            posts.setdefault(mention.entity, {})[found[0].object] = found
    for held in posts.values():
        for title, found in held.items():
            if not any(set(_words(title)) < set(_words(other)) for other in held):
                yield found


def _words(title: str) -> list[str]:
    return [word for word in title.lower().split() if word not in {"of", "the", "for", "to"}]


def _office(scene: Scene, mention: Mention) -> Found | None:
    inside = [t for t in scene.sentence.tokens if mention.span.start <= t.start < mention.span.end]
    nouns = [t for t in inside if t.lemma.lower() in words("relation_words", "word", "office")]
    if not nouns or not mention.role or mention.name is None:
        return None
    owner = _owner(scene, mention, nouns[-1])
    whose = owner.entity if owner is not None else mention.country
    office = scene.world.office(whose, mention.role) if whose else None
    listed = scene.world.find_entity(office) if office else None
    title = listed.name if listed else _title(scene, mention, inside, nouns[-1])
    if listed is None and owner is not None and owner.rule.startswith("coreference") and owner.name:
        title = f"{title} of {owner.name}"
    holder = End(mention.name, _name_beside(scene, mention), mention.entity)
    return _made(scene, "holds_office", holder, End(title, mention.span, office), 0.9)


def _name_beside(scene: Scene, role: Mention) -> Span:
    """Return where the name stands that a role is set beside; the role's own span if the name is in it."""
    if role.rule != "apposition":
        return role.span
    near = scene.lookup.inside(max(scene.sentence.start, role.span.start - 120), role.span.end + 120)
    names = [m.span for m in near if m.entity == role.entity and m.rule != "apposition" and m.text in str(role.name)]
    return min(names, key=lambda span: abs(span.start - role.span.start), default=role.span)


def _owner(scene: Scene, mention: Mention, noun: Token) -> Mention | None:
    """Return whose post it is, if a name or pronoun before the title says so ("NATO chief")."""
    inside = scene.lookup.inside(mention.span.start, noun.start)
    return next((m for m in inside if m.span.end <= noun.start and m.type not in {"person", "place"}), None)


def _title(scene: Scene, mention: Mention, inside: Sequence[Token], noun: Token) -> str:
    """Return a post in the text's own words: from the determiner on, up to the name, with what is "of" or "for" it."""
    start = next((t for t in inside if t.upos not in {"DET", "PRON"}), noun)
    complement = _complement(scene.text, scene.sentence, noun, mention)
    title = scene.text[start.start : noun.end]
    return f"{title} {complement}" if complement and complement not in title else title


def _complement(text: str, sentence: Sentence, noun: Token, mention: Mention) -> str:
    """Return what follows the title: "for the Indonesian military", "to the United States", "of State"."""
    for child in sentence.children(noun.i, "nmod"):
        if child.i > noun.i and phrases.case(sentence, child.i) in {"of", "for", "to", "at", "in"}:
            cases = [t.i for t in sentence.children(child.i, "case")]
            kept = phrases.phrase(sentence, child.i, without=phrases.LOOSE | {"flat", "nmod:desc"})
            span = phrases.span_of(sentence, [*cases, *kept])
            name = text.find(mention.name or "", mention.span.start, span.end)
            return text[span.start : name if name >= 0 else span.end].strip()
    return ""


# -- patterns on nouns -------------------------------------------------------------------------------------------


def _located(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the university in Vladivostok", "its base in Tajikistan", "Aceh, Indonesia"."""
    named = token.upos == "PROPN" and not scene.is_place(token.i)
    facility = scene.lemma(token.i) in words("relation_words", "word", "facility")
    mention = scene.mention(token.i)
    if mention is not None and mention.type in {"person", "state", "group"}:
        named = False
    for child in scene.sentence.children(token.i, "nmod", "appos"):
        if not scene.is_place(child.i) or child.i < token.i:
            continue
        comma = child.deprel in {"appos", "nmod:unmarked"} and scene.is_place(token.i) and token.upos == "PROPN"
        inside = phrases.case(scene.sentence, child.i) in {"in", "at", "near"} and (named or facility)
        if comma or inside:
            yield _made(scene, "located_in", scene.end(token.i), scene.end(child.i), 0.75)


def _standing(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "6,000 Russian troops in Tajikistan"."""
    mention = scene.mention(token.i)
    if mention is None or not _military(mention):
        return
    for child in scene.sentence.children(token.i, "nmod"):
        if phrases.case(scene.sentence, child.i) in {"in", "at"} and scene.is_place(child.i):
            yield _made(scene, "deployed_in", scene.end(token.i), scene.end(child.i), 0.7)


def _military(mention: Mention) -> bool:
    return bool(mention.code) and MILITARY in str(mention.code).partition("/")[2].split("+")


def _belonging(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "its military base", "its ally", "the Permanent Council of the CSTO", "team member Rodaba Noori"."""
    lemma = scene.lemma(token.i)
    owners = scene.sentence.children(token.i, "nmod:poss")
    for owner in owners:
        holder = scene.mention(owner.i)
        if holder is None or not holder.name:
            continue
        if lemma in words("relation_words", "word", "ally"):
            yield from _allied(scene, token, End(holder.name, holder.span, holder.entity))
        elif lemma in words("relation_words", "word", "facility") and holder.type in {"state", "group"}:
            site = _site(scene, token, holder)
            yield _made(scene, "controls", End(holder.name, holder.span, holder.entity), site, 0.7)


def _site(scene: Scene, token: Token, holder: Mention) -> End:
    plain = End(scene.end(token.i).name, Span(token.start, token.end))
    adjective = scene.world.adjective(holder.entity) if holder.entity else None
    first, _ = phrases.chunk(scene.sentence, token.i)
    kept = [t for t in scene.sentence.tokens[first : token.i + 1] if t.upos in {"ADJ", "NOUN"}]
    name = " ".join(t.text for t in kept)
    place = next((c for c in scene.sentence.children(token.i, "nmod") if c.i > token.i and scene.is_place(c.i)), None)
    where = f" in {scene.end(place.i).name}" if place is not None else ""
    return End(f"{adjective or holder.name} {name}{where}", plain.span)


def _allied(scene: Scene, token: Token, holder: End) -> Iterator[Found]:
    with_whom = [c for c in scene.sentence.children(token.i, "nmod") if phrases.case(scene.sentence, c.i) == "with"]
    for child in with_whom:
        yield _made(scene, "allied_with", holder, scene.end(child.i), 0.85)
    meant = scene.mention(token.i)
    if not with_whom and meant is not None and meant.name and meant.entity != holder.entity:
        yield _made(scene, "allied_with", holder, End(meant.name, meant.span, meant.entity), 0.7)


def _part(scene: Scene, token: Token) -> Iterator[Found]:
    """Find a body named with the body that it belongs to ("the Permanent Council of the CSTO", "the UN commission")."""
    mention = scene.mention(token.i)
    if mention is None or mention.type != "organization" or not mention.name:
        return
    whole = _parent(scene, mention) if mention.entity else None
    inside = [m for m in scene.lookup.inside(mention.span.start, mention.span.end) if m.span != mention.span]
    bodies = [m for m in inside if m.type == "organization" and m.name and m.entity != mention.entity]
    if whole is not None:
        yield _made(scene, "part_of", End(mention.name, mention.span, mention.entity), whole, 0.85)
    elif bodies and scene.lemma(token.i) in words("relation_words", "word", "organ"):
        body = End(str(bodies[0].name), bodies[0].span, bodies[0].entity)
        yield _made(scene, "part_of", End(mention.name, mention.span, mention.entity), body, 0.7)


def _parent(scene: Scene, mention: Mention) -> End | None:
    """Return the body that the tables put above this one, if the words themselves name it."""
    entity = scene.world.find_entity(mention.entity or "")
    parent = scene.world.find_entity(entity.parent) if entity and entity.parent else None
    if entity is None or parent is None or parent.shape != "organisation":
        return None
    names = [parent.name, *(row.name for row in scene.world.names_of(parent.id))]
    if not any(name in mention.text for name in names):
        return None
    return End(parent.name, mention.span, parent.id)


def _member(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "team member Rodaba Noori", "NATO member Turkey", "other NATO forces" beside the U.S.'s."""
    if scene.lemma(token.i) not in words("relation_words", "word", "member"):
        return
    body = next((c for c in scene.sentence.children(token.i, "compound", "nmod:poss", "nmod") if c.i < token.i), None)
    name = next((c for c in scene.sentence.children(token.i, "appos", "flat", "nmod:desc")), None)
    if name is None and token.deprel in {"compound", "nmod:desc", "appos", "flat"} and token.head >= 0:
        name = scene.sentence.tokens[token.head]
    if body is not None and name is not None and name.upos == "PROPN":
        yield _made(scene, "member_of", scene.end(name.i), scene.end(body.i), 0.8)


def _others(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "U.S. and other NATO forces": who stands before "and other" is one of them."""
    if token.text.lower() != "other" or token.i < 2 or scene.sentence.tokens[token.i - 1].text.lower() != "and":
        return
    before = scene.mention(token.i - 2)
    after = next((scene.mention(j) for j in range(token.i + 1, min(token.i + 3, len(scene.sentence.tokens)))), None)
    body = scene.world.find_entity(after.entity) if after and after.entity else None
    if before and before.name and before.type == "state" and after and after.name and body and body.kind in _BODIES:
        first = End(before.name, before.span, before.entity)
        yield _made(scene, "member_of", first, End(after.name, after.span, after.entity), 0.8)


_BODIES = frozenset({"alliance", "bloc", "coalition", "igo"})


def _state_run(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the state-run RIA Novosti news agency", "Russian state media TASS"."""
    if token.text.lower() != "state" or token.i + 2 >= len(scene.sentence.tokens):
        return
    following = [t.text.lower() for t in scene.sentence.tokens[token.i + 1 : token.i + 3]]
    if following[0] not in {"-", "‑"} or following[1] not in words("relation_words", "word", "state"):
        return
    for t in scene.sentence.tokens[token.i + 3 : token.i + 8]:
        mention = scene.mention(t.i)
        if mention is not None and mention.type == "outlet" and mention.name:
            country = scene.world.find_entity(mention.country or "")
            if country is not None:
                owner = End(country.name, Span(token.start, token.end), country.id)
                yield _made(scene, "state_run", End(mention.name, mention.span, mention.entity), owner, 0.85)
            return


# -- patterns on verbs -------------------------------------------------------------------------------------------


def _includes(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "an alliance that also includes Russia and Armenia", "Coalition nations ... include Jordan"."""
    if scene.lemma(token.i) not in words("relation_words", "word", "includes"):
        return
    subject = phrases.subject(scene.sentence, token.i)
    objects = scene.sentence.children(token.i, "obj")
    if subject is None or not objects:
        return
    if token.deprel == "acl:relcl" and token.head >= 0 and subject.text.lower() in {"that", "which"}:
        subject = _agreeing(scene.sentence, token, scene.sentence.tokens[token.head])
    body = _body(scene, subject)
    if body is None:
        return
    for member in phrases.conjuncts(scene.sentence, objects[0].i):
        mention = scene.mention(member.i)
        if mention is not None and mention.type in {"state", "organization", "group", "person"}:
            yield _made(scene, "member_of", scene.end(member.i), body, 0.85)


def _agreeing(sentence: Sentence, verb: Token, noun: Token) -> Token:
    """Return what a relative clause is about: "an alliance of states that includes ..." is about the alliance."""
    if verb.xpos == "VBZ" and noun.xpos in {"NNS", "NNPS"} and noun.relation == "nmod" and noun.head >= 0:
        return sentence.tokens[noun.head]
    return noun


def _body(scene: Scene, subject: Token) -> End | None:
    """Return the body whose members a subject stands for: itself, or whose "nations" or "members" they are."""
    if scene.lemma(subject.i) in words("relation_words", "word", "kin"):
        for child in scene.sentence.children(subject.i, "compound", "nmod:poss", "nmod", "amod"):
            mention = scene.mention(child.i)
            if mention is not None and mention.type == "organization":
                return scene.end(child.i)
    mention = scene.mention(subject.i)
    one = mention is not None and mention.type in {"organization", "group"} and subject.xpos != "NNS"
    return scene.end(subject.i) if one else None


def _is_part(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Tajikistan is part of the CSTO", "a member of NATO", "the river forms part of the border"."""
    if scene.lemma(token.i) not in {"part", "member", "section", "segment", "stretch"}:
        return
    whole = next(
        (c for c in scene.sentence.children(token.i, "nmod") if phrases.case(scene.sentence, c.i) == "of"), None
    )
    if whole is None:
        return
    who = _whose_part(scene, token)
    if who is None or who.i == whole.i or not _nameable(scene, who) or not _nameable(scene, whole):
        return
    body, one = scene.mention(whole.i), scene.mention(who.i)
    joined = body is not None and body.type == "organization" and one is not None and one.type != "organization"
    relation: RelationKind = "member_of" if joined or scene.lemma(token.i) == "member" else "part_of"
    yield _made(scene, relation, scene.end(who.i), scene.end(whole.i), 0.85)


def _whose_part(scene: Scene, token: Token) -> Token | None:
    sentence = scene.sentence
    if sentence.children(token.i, "cop"):
        return phrases.subject(sentence, token.i)
    if token.relation == "appos" and token.head >= 0:
        return sentence.tokens[token.head]
    if token.relation not in {"obj", "obl", "xcomp"} or token.head < 0:
        return None
    verb = sentence.tokens[token.head]
    as_part = token.relation == "obl" and phrases.case(sentence, token.i) == "as"
    if not as_part and scene.lemma(verb.i) not in words("relation_words", "word", "forms"):
        return None
    subject = phrases.subject(sentence, verb.i)
    if subject is not None and verb.deprel == "acl:relcl" and subject.text.lower() in {"which", "that"}:
        return sentence.tokens[verb.head]
    return subject


def _nameable(scene: Scene, token: Token) -> bool:
    return token.upos in {"NOUN", "PROPN"} or scene.mention(token.i) is not None


def _controls(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "controlled by the Taliban", "ISIL-held building", "the Taliban control the district"."""
    lemma = scene.lemma(token.i)
    if lemma not in words("relation_words", "word", "holds"):
        return
    sentence = scene.sentence
    if token.relation == "amod" and token.head >= 0:
        holder = next((c for c in sentence.children(token.i) if scene.mention(c.i) is not None and c.i < token.i), None)
        if holder is not None:
            yield _made(scene, "controls", scene.end(holder.i), _thing(scene, token.head), 0.85)
        return
    agent = phrases.agent(sentence, token.i)
    if agent is not None and _holder(scene, agent):
        held = sentence.tokens[token.head] if token.relation == "acl" else phrases.subject(sentence, token.i)
        if held is not None:
            yield _made(scene, "controls", scene.end(agent.i), _thing(scene, held.i), 0.85)
    elif lemma != "hold":
        subject = phrases.subject(sentence, token.i)
        objects = sentence.children(token.i, "obj")
        ground = bool(objects) and (scene.is_place(objects[0].i) or objects[0].lemma.lower() in _GROUND)
        if subject is not None and ground and _holder(scene, subject) and not phrases.negated(sentence, token.i):
            yield _made(scene, "controls", scene.end(subject.i), _thing(scene, objects[0].i), 0.8)


_GROUND = frozenset({"territory", "district", "area", "city", "town", "village", "province", "border", "post"})


def _holder(scene: Scene, token: Token) -> bool:
    mention = scene.mention(token.i)
    return mention is not None and mention.type in {"state", "group", "organization", "person"}


def _thing(scene: Scene, i: int) -> End:
    """Return what is held: a place by its name, else the noun without the holder before it."""
    if scene.is_place(i):
        return scene.end(i)
    token = scene.sentence.tokens[i]
    return End(token.text, Span(token.start, token.end))


def _under_control(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "has come under Taliban control", "under the control of the rebels"."""
    if (
        scene.lemma(token.i) not in {"control", "rule", "occupation"}
        or phrases.case(scene.sentence, token.i) != "under"
    ):
        return
    holder = next((c for c in scene.sentence.children(token.i) if _holder(scene, c)), None)
    if holder is None or token.head < 0:
        return
    head = scene.sentence.tokens[token.head]
    held = phrases.subject(scene.sentence, head.i) if head.upos in {"VERB", "AUX"} else head
    if token.relation != "obl" and held is head and head.upos not in {"NOUN", "PROPN"}:
        held = phrases.subject(scene.sentence, token.i)
    if held is not None and held.upos in {"NOUN", "PROPN", "SYM", "PRON"}:
        yield _made(scene, "controls", scene.end(holder.i), _whole(scene, held), 0.85)


def _whole(scene: Scene, held: Token) -> End:
    """Return the thing of which a share is held ("70% of the border")."""
    share = held.text == "%" or held.lemma.lower() in {"percent", "half", "third", "most", "dozens", "part", "quarter"}
    for child in scene.sentence.children(held.i, "nmod"):
        if share and phrases.case(scene.sentence, child.i) == "of":
            return _thing(scene, child.i)
    return _thing(scene, held.i)


def _deployed(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "where about 6,000 Russian troops are deployed", "600 troops remaining in the country"."""
    lemma, sentence = scene.lemma(token.i), scene.sentence
    stays = lemma in words("relation_words", "word", "stays")
    if not stays and not (lemma in words("relation_words", "word", "deploys") and _is_state(sentence, token)):
        return
    who = phrases.subject(sentence, token.i)
    if who is None and token.relation == "acl" and token.head >= 0:
        who = sentence.tokens[token.head]
    mention = scene.mention(who.i) if who is not None else None
    if who is None or mention is None or not _military(mention):
        return
    where = next((c for c in sentence.children(token.i, "obl") if scene.is_place(c.i)), None)
    if where is None and token.deprel == "acl:relcl" and token.head >= 0:
        adverbs = {t.text.lower() for t in sentence.children(token.i, "advmod")}
        where = sentence.tokens[token.head] if "where" in adverbs else None
        where = _place_of(scene, where) if where is not None else None
    if where is not None:
        yield _made(scene, "deployed_in", scene.end(who.i), scene.end(where.i), 0.8)


def _is_state(sentence: Sentence, token: Token) -> bool:
    """Tell whether a deployment stands, and is not under way or planned ("are deployed", "stationed in")."""
    auxiliaries = {t.lemma.lower() for t in sentence.children(token.i, "aux", "aux:pass")}
    return token.xpos == "VBN" and not auxiliaries - {"be"}


def _place_of(scene: Scene, noun: Token) -> Token | None:
    """Return the place that a noun is or stands in ("its base in Tajikistan, where ...")."""
    if scene.is_place(noun.i) and noun.upos == "PROPN":
        return noun
    inside = [c for c in scene.sentence.children(noun.i, "nmod") if c.i > noun.i and scene.is_place(c.i)]
    after = [t for t in scene.sentence.tokens[noun.i + 1 : noun.i + 4] if scene.is_place(t.i) and t.upos == "PROPN"]
    return next(iter(inside + after), None)


def _designated(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "a terrorist organization banned in Russia", "was designated a terrorist group by the United States"."""
    if scene.lemma(token.i) not in words("relation_words", "word", "bans") or token.xpos != "VBN":
        return
    sentence = scene.sentence
    by = [c for c in sentence.children(token.i, "obl") if phrases.case(sentence, c.i) in {"in", "by"}]
    states = [c for c in by if (m := scene.mention(c.i)) is not None and m.type in {"state", "organization"}]
    head = sentence.tokens[token.head] if token.head >= 0 else None
    who = phrases.subject(sentence, token.i)
    if who is None and token.relation == "acl" and head is not None:
        who = phrases.subject(sentence, head.i) if sentence.children(head.i, "cop") else head
        who = sentence.tokens[head.head] if who is head and head.relation == "appos" else who
    target = scene.mention(who.i) if who is not None else None
    if who is None or target is None or target.type not in {"group", "organization", "person", "outlet"}:
        return
    for state in states:
        yield _made(scene, "designated_by", scene.end(who.i), scene.end(state.i), 0.85)


_NOUN = (_located, _standing, _belonging, _part, _member, _is_part, _under_control)
_PATTERNS = {
    "NOUN": (*_NOUN, _state_run),
    "PROPN": (*_NOUN, _state_run),
    "ADJ": (_others, _state_run, _controls),
    "VERB": (_includes, _controls, _deployed, _designated),
}
