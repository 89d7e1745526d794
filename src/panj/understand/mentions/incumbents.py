"""Who holds the office that a text speaks of: "the Turkish president", "the Russian leader", once it has named them."""

from datetime import date

from panj.lexicon import words
from panj.understand.mentions.coreference import Choice
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.referents import Referent, Referents
from panj.world import World

AT_THE_TOP = ("president", "prime-minister", "supreme-leader", "chancellor", "monarch")
LEADING = words("role_words", "word", "leading")
FARTHEST = 40  # sentences
NOT_HELD = words("role_words", "word", "not-held")


def resolve_office(draft: Draft, known: Referents, world: World, day: date | None) -> Choice | None:
    """Return the person named before who holds the office that a title means, by the text or by the tables.

    "Leader" with a state means who is at its top; of several that could be meant, nobody is.
    """
    title_words = set((draft.role or "").lower().replace("-", " ").split())
    if draft.country is None or draft.type != "person" or draft.plural or not title_words or title_words & NOT_HELD:
        return None
    people = [r for r in known.recent(draft.sentence, FARTHEST) if r.type == "person" and not r.plural]
    fitting = [r for r in people if "/" not in r.entity and _holds(r, draft, title_words, world, day)]
    return (fitting[0], 0.8) if len(fitting) == 1 else None


def _holds(r: Referent, draft: Draft, title_words: set[str], world: World, day: date | None) -> bool:
    if r.entity == draft.entity or r.country != draft.country:
        return False
    titles = [set(role.lower().replace("-", " ").split()) for role in r.roles if r.in_office]
    if title_words == {"leader"}:
        wanted = {f"{draft.country}/{office}" for office in AT_THE_TOP}
        return any(title & LEADING for title in titles) or _in_office(r, wanted, world, day)
    return title_words in titles or (draft.entity is not None and _in_office(r, {draft.entity}, world, day))


def _in_office(r: Referent, offices: set[str], world: World, day: date | None) -> bool:
    return not r.entity.startswith("~") and any(row.office in offices for row in world.offices_held(r.entity, day))
