"""Standing facts that a text states or takes for granted: who belongs to what, holds what, stands where."""

from collections.abc import Sequence

from panj.english.parsed import Parsed
from panj.records import Mention, Place
from panj.understand import belonging, described, holding
from panj.understand.lookup import Lookup
from panj.understand.offices import find_offices
from panj.understand.scene import Found, Scene
from panj.world import World

NOUN = (
    belonging.find_located,
    belonging.find_standing,
    belonging.find_belonging,
    belonging.find_part,
    belonging.find_member,
    belonging.find_state_run,
    holding.find_is_part,
    holding.find_under_control,
    described.find_seat,
    described.find_wing,
    described.find_in_control,
)
PATTERNS = {
    "NOUN": NOUN,
    "PROPN": NOUN,
    "ADJ": (belonging.find_others, belonging.find_state_run, holding.find_controls, described.find_backed),
    "VERB": (
        holding.find_includes,
        holding.find_controls,
        holding.find_deployed,
        holding.find_designated,
        described.find_backed,
        described.find_seated,
        described.find_kept,
    ),
}


def find_relations(
    parsed: Parsed, mentions: Sequence[Mention], places: Sequence[Place], world: World
) -> tuple[Found, ...]:
    """Return the relations with the words that say them and how sure the pattern is, each fact once."""
    lookup = Lookup(mentions)
    starts = {offset: place for place in places for offset in range(place.span.start, place.span.end)}
    found: list[Found] = list(find_offices(parsed, mentions, lookup, world))
    for sentence in parsed.sentences:
        scene = Scene(parsed.text, sentence, lookup, starts, world)
        for token in sentence.tokens:
            for relation in PATTERNS.get(token.upos, ()):
                found.extend(relation(scene, token))
    return _once(found)


def _once(found: Sequence[Found]) -> tuple[Found, ...]:
    kept: dict[tuple[str, str, str], Found] = {}
    for relation, span, sure in found:
        key = relation.relation, relation.subject.lower(), relation.object.lower()
        if key[1] != key[2] and (key not in kept or kept[key][2] < sure):
            kept[key] = relation, span, sure
    return tuple(kept.values())
