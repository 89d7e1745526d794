"""Who holds what: "controlled by the Taliban", "rebel-held Idlib", "has come under their control", "their base"."""

from collections.abc import Iterator

from panj.english.parsed import Token
from panj.lexicon import acts, words
from panj.records import Mention, Span
from panj.understand.relations import grammar
from panj.understand.relations.scene import End, Found, Scene, made, read_at
from panj.understand.trees import phrases

HOLDERS = frozenset({"state", "group", "organization", "person"})
FLAGS = words("role_words", "word", "flag")
RULE = frozenset({"control", "rule", "occupation"})
SHARES = words("relation_words", "word", "share")
OWNING = frozenset({"", "of", "by", "'s", "’s"})  # before whose control it is, not where: "under control in Bara"
PAST = frozenset({"had", "when", "after", "before", "until"})  # who "had occupied" it, or "when they occupied it"


@read_at(words("relation_words", "word", "holds"))
def find_controls(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "controlled by the Taliban", "ISIL-held building", "the Taliban control the district"."""
    sentence = scene.sentence
    if token.relation == "amod" and token.head >= 0:
        yield from _held_before(scene, token)
        return
    agent = phrases.agent(sentence, token.i)
    if agent is not None and _holder(scene, agent):
        held = sentence.tokens[token.head] if token.relation == "acl" else phrases.subject(sentence, token.i)
        if held is not None and _is_held(scene, held):
            yield made(scene, "controls", scene.end(agent.i), _whole(scene, held), 0.85)
    elif not phrases.passive(sentence, token.i) and not phrases.negated(sentence, token.i):
        yield from _holding(scene, token)


@read_at(words("relation_words", "word", "flies"))
def find_flag(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the white flag of the Taliban has flown over Ishkashim", "a Russian flag now waves over the town hall"."""
    sentence = scene.sentence
    if grammar.unreal(sentence, token):
        return
    flag = grammar.relative_subject(scene, token)
    if flag is None or scene.lemma(flag.i) not in FLAGS or phrases.negated(sentence, token.i):
        return
    whose = [c for c in sentence.children(flag.i, "nmod", "nmod:poss", "compound", "amod") if _holder(scene, c)]
    below = [
        c for c in sentence.children(token.i, "obl", "obj") if phrases.case(sentence, c.i) in {"over", "above", "on"}
    ]
    for ground in below[:1] if whose else ():
        yield made(
            scene, "controls", scene.end(whose[0].i), _whole(scene, grammar.named_of(scene, ground) or ground), 0.7
        )


def _held_before(scene: Scene, token: Token) -> Iterator[Found]:
    """Yield who holds what in "rebel-held Idlib", "the Houthi-controlled port of Hodeidah"."""
    tokens = scene.sentence.tokens
    near = tokens[token.i - 2] if token.i > 1 and tokens[token.i - 1].text in grammar.MARKS else None
    if near is None or not (near.upos == "NOUN" or _holder(scene, near)) or near.text.lower() == "state":
        return
    if token.head > token.i and scene.lemma(token.head) not in {"company", "media", "newspaper", "agency", "outlet"}:
        yield made(scene, "controls", scene.end(near.i), _whole(scene, tokens[token.head]), 0.85)


def _holding(scene: Scene, token: Token) -> Iterator[Found]:
    """Yield who holds what in "Boko Haram still controls parts of Borno", "Crimea, which Russia annexed"."""
    sentence = scene.sentence
    seized = scene.lemma(token.i) in {"annex", "occupy"} and not grammar.unreal(sentence, token)
    beside = sentence.words_below(token.i, "aux", "advmod", "mark")
    seized = seized and beside.isdisjoint(PAST)  # and now?
    backshifted = token.xpos == "VBD" and token.deprel == "ccomp"  # "said that the group held the valley"
    if not (grammar.is_present(scene, token) or seized or (backshifted and not sentence.children(token.i, "aux"))):
        return
    holder = grammar.relative_subject(scene, token)
    ground = next((t for t in sentence.children(token.i, "obj") if t.text.lower() not in grammar.RELATIVES), None)
    if ground is None and token.deprel == "acl:relcl" and token.head >= 0:
        ground = sentence.tokens[token.head]
        part = _part(scene, ground)
        if part is not None and holder is not None and _holder(scene, holder):
            yield made(scene, "controls", scene.end(holder.i), part, 0.8)
            return
    if holder is None or ground is None or holder.i == ground.i or not _holder(scene, holder):
        return
    if _is_held(scene, ground):
        yield made(scene, "controls", scene.end(holder.i), _whole(scene, ground), 0.8)


def _part(scene: Scene, token: Token) -> End | None:
    """Return the part of a place that a clause behind it is of: "the northern districts of Bara, which it holds"."""
    named = grammar.named_of(scene, token)
    if named is None or token.text.lower() not in words("terms", "word", "part"):
        return None
    return End(scene.spot(named.i).name, Span(token.start, named.end))


def _is_held(scene: Scene, token: Token) -> bool:
    if grammar.is_ground(scene, token):
        return True
    return _is_share(token) and any(
        grammar.is_ground(scene, c) for c in scene.sentence.children(token.i, "nmod", "obl")
    )


def _is_share(token: Token) -> bool:
    return token.text == "%" or token.lemma.lower() in SHARES


def _holder(scene: Scene, token: Token) -> bool:
    return grammar.actor(scene, token.i, HOLDERS) is not None


def _fighters(token: Token) -> bool:
    """Tell whether a common noun before "control" or "hands" is whose it is: "junta control", "the rebels' hands"."""
    whose = token.relation in {"compound", "amod", "nmod"} and token.upos == "NOUN"
    return whose and token.lemma.lower() in acts.any_of("force", "government")


@read_at(RULE | {"hand"})
def find_under_control(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "has come under Taliban control", "under the control of the rebels", "in the hands of the rebels"."""
    case = phrases.case(scene.sentence, token.i)
    hands = scene.lemma(token.i) == "hand" and token.xpos == "NNS" and case in {"in", "into"}
    if not hands and (scene.lemma(token.i) not in RULE or case != "under"):
        return
    beside = scene.sentence.children(token.i)
    whose = (
        c
        for c in beside
        if c.relation not in {"nsubj", "obl"} and _holder(scene, c) and phrases.case(scene.sentence, c.i) in OWNING
    )
    holder = next(whose, None) or next(filter(_fighters, beside), None)
    head = scene.sentence.tokens[token.head] if token.head >= 0 else token
    if holder is None or phrases.negated(scene.sentence, token.i) or phrases.negated(scene.sentence, head.i):
        return
    if scene.sentence.children(token.i, "cop") or head is token:
        held = grammar.relative_subject(scene, token)
    elif head.upos in {"VERB", "AUX"}:
        held = grammar.relative_subject(scene, head)
    else:
        held = head
    named = End(_many(holder), Span(holder.start, holder.end)) if _fighters(holder) else scene.end(holder.i)
    kept = held is not None and held.upos in {"NOUN", "PROPN", "SYM", "PRON"}
    if held is not None and kept and not grammar.unreal(scene.sentence, head) and (not hands or _is_held(scene, held)):
        yield made(scene, "controls", named, _whole(scene, held), 0.85)


def _many(fighter: Token) -> str:
    """Return fighters in the plural, an army as it is: "rebel control" is that of rebels, "army control" the army's."""
    one = fighter.xpos == "NN" and fighter.lemma.lower() in words("role_words", "word", "fighter")
    return f"{fighter.text}s" if one else fighter.text


def _whole(scene: Scene, held: Token) -> End:
    """Return the thing that is held: of a share ("70% of the border") the whole, of "the port of X" X."""
    for child in scene.sentence.children(held.i, "nmod", "obl"):
        if _is_share(held) and phrases.case(scene.sentence, child.i) == "of":
            return _thing(scene, child)
    return _thing(scene, grammar.named_of(scene, held) or held)


def _thing(scene: Scene, token: Token) -> End:
    """Return what is held: a place by its name, else the noun without the holder before it."""
    if scene.is_place(token.i):
        return scene.spot(token.i)
    named = grammar.named_of(scene, token)
    if named is None and token.upos == "PROPN":
        return scene.end(token.i)  # "Ras al-Ayn", not its first word
    return scene.spot(named.i) if named is not None else End(token.text, Span(token.start, token.end))


@read_at(frozenset({"control"}))
def find_in_control(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "the rebels have full control of the town", "the Taliban, in control of the district"."""
    sentence = scene.sentence
    inside = (c for c in sentence.children(token.i, "nmod", "obl") if phrases.case(sentence, c.i) in {"of", "over"})
    ground = next(inside, None)
    if ground is None or not _is_held(scene, ground):
        return
    holder = _controller(scene, token)
    if holder is not None and _holder(scene, holder):
        yield made(scene, "controls", scene.end(holder.i), _whole(scene, ground), 0.8)


def _controller(scene: Scene, token: Token) -> Token | None:
    """Return who has a control that stands: of "have", "keep" the subject, of "in control" whom it is said of."""
    sentence = scene.sentence
    if phrases.negated(sentence, token.i):
        return None
    if phrases.case(sentence, token.i) == "in":
        if token.relation == "nmod" and not sentence.children(token.head, "case"):
            return sentence.tokens[token.head]  # "Rebels in control of three districts"
        return phrases.subject(sentence, token.i) if sentence.children(token.i, "cop") else None
    verb = sentence.tokens[token.head] if token.relation == "obj" and token.head >= 0 else None
    has = verb is not None and scene.lemma(verb.i) in words("relation_words", "word", "keeps")
    if verb is None or not has or not grammar.is_present(scene, verb) or phrases.negated(sentence, verb.i):
        return None
    return grammar.relative_subject(scene, verb)


@read_at(words("relation_words", "word", "base"))
def find_owned_base(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "its military base in Tajikistan": whose it is holds it."""
    for owner in scene.sentence.children(token.i, "nmod:poss"):
        holder = grammar.actor(scene, owner.i, frozenset({"state", "group"}))
        if holder is not None and holder.name:
            own = End(holder.name, holder.span, holder.entity)
            yield made(scene, "controls", own, _site(scene, token, holder), 0.7)


def _site(scene: Scene, token: Token, holder: Mention) -> End:
    adjective = scene.world.adjective(holder.entity) if holder.entity else None
    first, _ = phrases.chunk(scene.sentence, token.i)
    kept = [t for t in scene.sentence.tokens[first : token.i + 1] if t.upos in {"ADJ", "NOUN"}]
    name = " ".join(t.text for t in kept)
    place = next((c for c in scene.sentence.children(token.i, "nmod") if c.i > token.i and scene.is_place(c.i)), None)
    where = f" in {scene.end(place.i).name}" if place is not None else ""
    return End(f"{adjective or holder.name} {name}{where}", Span(token.start, token.end))
