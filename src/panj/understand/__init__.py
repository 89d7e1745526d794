"""From a document and its parse to all that it yields: actors, times, places, figures, and who claims what."""

import importlib
from typing import Any

from panj.english.parsed import Parsed
from panj.records import Document, Reading
from panj.understand import statements
from panj.understand.attribution import find_attributions
from panj.understand.mentions import find_mentions
from panj.understand.relations import find_relations
from panj.understand.speakers import voices, with_speakers
from panj.world import World


def _stage(module: str, function: str, *arguments: Any) -> Any:  # noqa: ANN401
    try:
        found = getattr(importlib.import_module(f"panj.understand.{module}"), function, None)
    except ImportError:
        return ()
    return found(*arguments) if found else ()


def understand(document: Document, parsed: Parsed, world: World) -> Reading:
    """Return the reading of a document; the parse must be of the document's own text."""
    times = _stage("times", "find_times", document, parsed)
    quantities = _stage("quantities", "find_quantities", document, parsed, times)
    mentions = find_mentions(document, parsed, world)
    places = _stage("places", "find_places", document, parsed, mentions, world)
    attributions = find_attributions(parsed, mentions, times, voices(document, world))
    mentions = with_speakers(document, parsed, mentions, attributions, world)
    found = _stage("events", "find_events", document, parsed, mentions, times, quantities, places)
    placed = [
        statements.Placed(
            event=f.event,
            sentence=f.sentence,
            token=f.token,
            confidence=f.confidence,
            judged=_stage("modality", "modality_of", parsed.sentences[f.sentence], f.token) or statements.Judged(),
        )
        for f in found
    ]
    relations = find_relations(parsed, mentions, places, world)
    stated = statements.state_all(document, parsed, attributions, placed, relations, quantities)
    return Reading(
        document=document.id,
        mentions=mentions,
        times=times,
        quantities=quantities,
        places=places,
        statements=stated,
        unread=statements.unread(parsed, stated),
    )


__all__ = ["understand"]
