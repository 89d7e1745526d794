"""From a document and its parse to all that it yields: actors, times, places, figures, and who claims what."""

from panj.english.parsed import Parsed
from panj.records import Document, Interval, Modality, Reading
from panj.understand.attribution import find_attributions
from panj.understand.attribution.speakers import voices, with_speakers
from panj.understand.events import find_events
from panj.understand.events.settings import Setting
from panj.understand.mentions import find_mentions
from panj.understand.modality import modality_of
from panj.understand.modality.imagined import with_scenarios
from panj.understand.modality.prospects import find_prospects
from panj.understand.places import as_places, find_places
from panj.understand.places.grounds import with_grounds
from panj.understand.quantities import find_quantities
from panj.understand.relations import find_relations
from panj.understand.relations.notices import find_notices
from panj.understand.statements import Placed, state_all, unread
from panj.understand.times import find_times
from panj.understand.times.ranges import in_stretches
from panj.understand.trees.rehung import rehung
from panj.world import World

__all__ = ["understand"]


def understand(document: Document, parsed: Parsed, world: World) -> Reading:
    """Return the reading of a document; the parse must be of the document's own text."""
    parsed = with_scenarios(with_grounds(rehung(parsed), document.published, world))
    times = in_stretches(document.text, find_times(document, parsed))
    quantities = find_quantities(document, parsed, times)
    named = find_mentions(document, parsed, world)
    places = find_places(document, parsed, named, world)
    sayable = [t for t in times if not (document.published and t.earliest and t.earliest > document.published)]
    attributions = find_attributions(parsed, named, sayable, voices(document, world))
    mentions = as_places(with_speakers(document, parsed, named, attributions, world), places)
    placed = [
        Placed(found, modality_of(parsed.sentences[found.sentence], found.token))
        for found in find_events(document, parsed, mentions, times, quantities, places)
    ]
    acts: dict[int, list[tuple[int, Interval | None]]] = {}
    for one in placed:
        fact = one.judged.modality is Modality.ASSERTED
        acts.setdefault(one.found.sentence, []).append((one.found.token, None if fact else one.found.event.when))
    ahead = find_prospects(parsed, times, document.published, acts)
    relations = (*find_relations(parsed, mentions, places, world), *find_notices(document, world))
    setting = Setting(times, quantities, (), document.published)
    stated = state_all(document, parsed, attributions, (*placed, *ahead), relations, setting)
    return Reading(
        document=document.id,
        mentions=mentions,
        times=times,
        quantities=quantities,
        places=places,
        statements=stated,
        unread=unread(parsed, stated),
    )
