"""Outlets and companies of a state: "the state-run RIA Novosti", "Syrian state news agency SANA"."""

from collections.abc import Iterator

from panj.english.parsed import Token
from panj.lexicon import words
from panj.records import Mention, Span
from panj.understand.relations import grammar
from panj.understand.relations.scene import End, Found, Scene, made, read_at

HYPHENS = frozenset({"-", "‑"})
PRESS = frozenset(
    {"news", "media", "agency", "broadcaster", "television", "tv", "radio", "newspaper", "daily", "channel"}
)
FIRMS = frozenset({"company", "firm", "giant", "bank", "airline", "oil", "gas", "energy", "operator", "monopoly"})
REACH = 8
ENDING = frozenset({",", ".", ";", '"', "”"})


@read_at(forms=frozenset({"state", "official"}))
def find_state_run(scene: Scene, token: Token) -> Iterator[Found]:
    """Find an outlet or firm that is said to be a state's, with the state named, or the state of a known outlet."""
    tokens = scene.sentence.tokens
    word = token.text.lower()
    following = [t.text.lower() for t in tokens[token.i + 1 : token.i + 3]]
    run = len(following) == 2 and following[0] in HYPHENS and following[1] in words("relation_words", "word", "state")
    press = bool(following) and following[0] in PRESS | FIRMS
    if not (word == "state" and (run or press)) and word != "official":
        return
    near = tokens[token.i + 1 : token.i + 1 + REACH]
    end = next((k for k, t in enumerate(near) if t.text in ENDING or _tells(t)), len(near))
    if word == "official" and not any(t.text.lower() in PRESS for t in near[:end]):
        return
    body = _body(scene, near[:end])
    if body is None or not body.name:
        return
    state = _state_before(scene, token) or _own_state(scene, body, token)
    if state is not None:
        yield made(scene, "state_run", End(body.name, body.span, body.entity), state, 0.85)


def _tells(token: Token) -> bool:
    """Tell whether a verb begins what is told; "owned" in "state-owned" only describes."""
    return token.upos == "VERB" and token.relation != "amod"


def _body(scene: Scene, near: tuple[Token, ...]) -> Mention | None:
    named = [m for t in near if t.upos == "PROPN" and (m := scene.mention(t.i)) is not None]
    return next((m for m in named if m.type in {"outlet", "organization"} and m.rule != "role"), None)


def _state_before(scene: Scene, token: Token) -> End | None:
    """Return the state that an adjective or possessive before the words names."""
    for owner in grammar.before(scene, token):
        mention = scene.mention(owner.i)
        state = scene.world.find_entity(mention.country) if mention is not None and mention.country else None
        if mention is not None and mention.type == "state" and state is not None:
            return End(state.name, mention.span, state.id)
    return None


def _own_state(scene: Scene, body: Mention, token: Token) -> End | None:
    """Return the country of a body that the tables know."""
    country = scene.world.find_entity(body.country or "")
    return End(country.name, Span(token.start, token.end), country.id) if country is not None else None
