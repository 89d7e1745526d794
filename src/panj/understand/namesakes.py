"""Of several that bear a name, the one that a text means: by the states that it names, and by what follows."""

from collections import Counter
from collections.abc import Sequence

from panj.english.parsed import Parsed, Sentence
from panj.world import Candidate, Hit, World
from panj.world.gazetteer import find

SHARED = "shared-capital"
SEATS = frozenset({"metonym", SHARED})


def meant(parsed: Parsed, hits: Sequence[Sequence[Hit]], world: World) -> list[list[Hit]]:
    """Return the names of each sentence with the candidates that the text leaves, those of none left out.

    A capital of a common name ("Victoria") counts only if the text names its state otherwise; "Paris, Missouri" is no
    capital; of two Houses of Commons it is that of the state named most.
    """
    sure = [hit.candidates[0] for found in hits for hit in found if len(hit.entities) == 1]
    named = Counter(_country(c, world) for c in sure if c.kind != SHARED)
    return [
        [kept for hit in found if (kept := _kept(hit, sentence, _beside(hit, found), named, world)) is not None]
        for sentence, found in zip(parsed.sentences, hits, strict=True)
    ]


def _beside(hit: Hit, found: Sequence[Hit]) -> bool:
    """Tell whether another listed name follows after a comma: then they are a list ("Baghdad, Tehran and Ankara")."""
    return any(other.first == hit.last + 1 for other in found)


def _kept(hit: Hit, sentence: Sentence, listed: bool, named: Counter[str], world: World) -> Hit | None:
    candidates = [c for c in hit.candidates if c.kind != SHARED or named[_country(c, world)]]
    if not listed:
        candidates = [c for c in candidates if c.kind not in SEATS or not _is_elsewhere(hit, sentence, c, world)]
    if len({c.entity for c in candidates}) > 1:
        most = max(named[_country(c, world)] for c in candidates)
        candidates = [c for c in candidates if named[_country(c, world)] == most]
    return Hit(hit.first, hit.last, tuple(candidates)) if candidates else None


def _country(candidate: Candidate, world: World) -> str:
    entity = world.find_entity(candidate.entity)
    return (entity.country if entity else None) or candidate.entity


def _is_elsewhere(hit: Hit, sentence: Sentence, candidate: Candidate, world: World) -> bool:
    """Tell whether the town is another one: a province of another state follows that has a town of this name."""
    after = [token.text for token in sentence.tokens[hit.last : hit.last + 2]]
    if len(after) < 2 or after[0] != "," or not after[1][:1].isupper():
        return False
    country = _country(candidate, world)
    provinces = {f.site.country.lower() for f in find(after[1]) if f.site.kind == "province"} - {country}
    if not provinces:
        return False
    town = " ".join(token.text for token in sentence.tokens[hit.first : hit.last])
    return any(found.site.country.lower() in provinces for found in find(town))
