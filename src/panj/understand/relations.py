"""Standing facts that a text states or takes for granted."""

from collections.abc import Sequence

from panj.english.parsed import Parsed
from panj.records import Document, Mention, Place, Relation, Span
from panj.world import World


def find_relations(
    document: Document, parsed: Parsed, mentions: Sequence[Mention], places: Sequence[Place], world: World
) -> tuple[tuple[Relation, Span, float], ...]:
    """Return the relations with the words that say them and how sure the pattern is."""
    return ()
