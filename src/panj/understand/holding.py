"""Facts that a clause carries: members included, ground held, forces that stand somewhere, bans."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.records import RelationKind, Span
from panj.understand import phrases
from panj.understand.belonging import is_military
from panj.understand.scene import End, Found, Scene, made


def find_includes(scene: Scene, token: Token) -> Iterator[Found]:
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
            yield made(scene, "member_of", scene.end(member.i), body, 0.85)


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


def find_is_part(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "Tajikistan is part of the CSTO", "a member of NATO", "the river forms part of the border"."""
    if scene.lemma(token.i) not in {"part", "member", "section", "segment", "stretch"}:
        return
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
    body, one = scene.mention(whole.i), scene.mention(who.i)
    joined = body is not None and body.type == "organization" and one is not None and one.type != "organization"
    relation: RelationKind = "member_of" if joined or scene.lemma(token.i) == "member" else "part_of"
    yield made(scene, relation, scene.end(who.i), scene.end(whole.i), 0.85)


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


def _bounded(scene: Scene, token: Token) -> bool:
    """Tell whether a whole is a place or a body that the text has named, not "the problem" or "the plan"."""
    mention = scene.mention(token.i)
    return (
        scene.is_place(token.i)
        or scene.lemma(token.i) == "border"
        or (mention is not None and mention.type in {"organization", "group"} and mention.rule not in {"noun", "role"})
    )


def _nameable(scene: Scene, token: Token) -> bool:
    return token.upos in {"NOUN", "PROPN"} or scene.mention(token.i) is not None


def find_controls(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "controlled by the Taliban", "ISIL-held building", "the Taliban control the district"."""
    lemma = scene.lemma(token.i)
    if lemma not in words("relation_words", "word", "holds"):
        return
    sentence = scene.sentence
    if token.relation == "amod" and token.head >= 0:
        holder = next((c for c in sentence.children(token.i) if scene.mention(c.i) is not None and c.i < token.i), None)
        if holder is not None:
            yield made(scene, "controls", scene.end(holder.i), _thing(scene, token.head), 0.85)
        return
    agent = phrases.agent(sentence, token.i)
    if agent is not None and _holder(scene, agent):
        held = sentence.tokens[token.head] if token.relation == "acl" else phrases.subject(sentence, token.i)
        if held is not None and _is_ground(scene, held):
            yield made(scene, "controls", scene.end(agent.i), _thing(scene, held.i), 0.85)
    elif lemma != "hold":
        subject = phrases.subject(sentence, token.i)
        objects = sentence.children(token.i, "obj")
        ground = bool(objects) and _is_ground(scene, objects[0])
        if subject is not None and ground and _holder(scene, subject) and not phrases.negated(sentence, token.i):
            yield made(scene, "controls", scene.end(subject.i), _thing(scene, objects[0].i), 0.8)


def _is_ground(scene: Scene, token: Token) -> bool:
    return scene.is_place(token.i) or scene.lemma(token.i) in words("relation_words", "word", "ground")


def _holder(scene: Scene, token: Token) -> bool:
    mention = scene.mention(token.i)
    return mention is not None and mention.type in {"state", "group", "organization", "person"}


def _thing(scene: Scene, i: int) -> End:
    """Return what is held: a place by its name, else the noun without the holder before it."""
    if scene.is_place(i):
        return scene.end(i)
    token = scene.sentence.tokens[i]
    return End(token.text, Span(token.start, token.end))


def find_under_control(scene: Scene, token: Token) -> Iterator[Found]:
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
        yield made(scene, "controls", scene.end(holder.i), _whole(scene, held), 0.85)


def _whole(scene: Scene, held: Token) -> End:
    """Return the thing of which a share is held ("70% of the border")."""
    share = held.text == "%" or held.lemma.lower() in {"percent", "half", "third", "most", "dozens", "part", "quarter"}
    for child in scene.sentence.children(held.i, "nmod"):
        if share and phrases.case(scene.sentence, child.i) == "of":
            return _thing(scene, child.i)
    return _thing(scene, held.i)


def find_deployed(scene: Scene, token: Token) -> Iterator[Found]:
    """Find "where about 6,000 Russian troops are deployed", "600 troops remaining in the country"."""
    lemma, sentence = scene.lemma(token.i), scene.sentence
    stays = lemma in words("relation_words", "word", "stays")
    if not stays and not (lemma in words("relation_words", "word", "deploys") and _is_state(sentence, token)):
        return
    who = phrases.subject(sentence, token.i)
    if who is None and token.relation == "acl" and token.head >= 0:
        who = sentence.tokens[token.head]
    mention = scene.mention(who.i) if who is not None else None
    if who is None or mention is None or not is_military(mention):
        return
    where = next((c for c in sentence.children(token.i, "obl") if scene.is_place(c.i)), None)
    if where is None and token.deprel == "acl:relcl" and token.head >= 0:
        adverbs = {t.text.lower() for t in sentence.children(token.i, "advmod")}
        where = sentence.tokens[token.head] if "where" in adverbs else None
        where = _place_of(scene, where) if where is not None else None
    if where is not None:
        yield made(scene, "deployed_in", scene.end(who.i), scene.end(where.i), 0.8)


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


def find_designated(scene: Scene, token: Token) -> Iterator[Found]:
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
        yield made(scene, "designated_by", scene.end(who.i), scene.end(state.i), 0.85)
