"""Of several that bear a name, the one that a text means: by the states that it names, and by what follows."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from panj.english.parsed import Parsed, Sentence
from panj.world import Candidate, Hit, World
from panj.world.gazetteer import find

SHARED = "shared-capital"
SEATS = frozenset({"metonym", SHARED})


def meant(parsed: Parsed, hits: Sequence[Sequence[Hit]], world: World) -> list[list[Hit]]:
    """Return the names of each sentence with the candidates that the text leaves, those of none left out.

    A capital of a common name ("Victoria") counts only if the text names its state otherwise; one that is once said to
    be elsewhere ("Paris, Missouri") counts nowhere; of two Houses of Commons it is that of the state named most.
    """
    sure = [hit.candidates[0] for found in hits for hit in found if len(hit.entities) == 1]
    named = Counter(_country(c, world) for c in sure if c.kind != SHARED)
    pairs = list(zip(parsed.sentences, hits, strict=True))
    gone = {
        _words(hit, sentence)
        for sentence, found in pairs
        for hit in found
        if _is_elsewhere(hit, sentence, found, world)
    }
    pairs = [(s, [hit for hit in found if not _ends_another(hit, s, found)]) for s, found in pairs]
    short = _shortened(pairs)
    return [
        [kept for hit in found if (kept := _kept(hit, named, world, gone=_words(hit, sentence) in gone)) is not None]
        for sentence, found in ((s, [_as_named(hit, s, short) for hit in found]) for s, found in pairs)
    ]


def _shortened(pairs: Sequence[tuple[Sentence, Sequence[Hit]]]) -> Mapping[str, Candidate]:
    """Return whom a name means that is part of the name of one whom the text names in full.

    "The Red Crescent" is the Sudanese one where that alone is named, and not the international one by its own name too.
    """
    named = {_words(hit, s): hit.candidates[0] for s, found in pairs for hit in found if len(hit.entities) == 1}
    names = Counter(candidate.entity for candidate in named.values())
    whole: dict[str, dict[str, Candidate]] = defaultdict(dict)  # by words behind the first of a name
    for name, candidate in named.items():
        for words in _behind_first(name):
            whole[words][candidate.entity] = candidate
    short: dict[str, Candidate] = {}
    for words, alone in named.items():
        others = [c for c in whole.get(words, {}).values() if c.entity != alone.entity] if alone.kind == "alias" else []
        if len(others) == 1 and names[alone.entity] == 1:
            short[words] = others[0]
    return short


def _behind_first(name: str) -> Iterator[str]:
    """Yield each run of words of a name, but for those with its first word."""
    words = name.split(" ")
    yield from (" ".join(words[i:j]) for i in range(1, len(words)) for j in range(i + 1, len(words) + 1))


def _as_named(hit: Hit, sentence: Sentence, short: Mapping[str, Candidate]) -> Hit:
    full = short.get(_words(hit, sentence)) if short else None
    return Hit(hit.first, hit.last, (full,)) if full else hit


def _kept(hit: Hit, named: Counter[str], world: World, *, gone: bool) -> Hit | None:
    candidates = [c for c in hit.candidates if c.kind != SHARED or named[_country(c, world)]]
    candidates = [c for c in candidates if c.kind not in SEATS or not gone]
    if len({c.entity for c in candidates}) > 1:
        most = max(named[_country(c, world)] for c in candidates)
        candidates = [c for c in candidates if named[_country(c, world)] == most]
    return Hit(hit.first, hit.last, tuple(candidates)) if candidates else None


def _ends_another(hit: Hit, sentence: Sentence, found: Sequence[Hit]) -> bool:
    """Tell whether a name of several is the end of another name: "the Democratic Congress" is a party."""
    if hit.first < 2 or len(hit.candidates) < 2 or hit.last - hit.first > 1 or len(hit.entities) < 2:
        return False
    before = sentence.tokens[hit.first - 1]
    named = before.text[:1].isupper() and before.upos in {"ADJ", "PROPN"} and before.type != "time"
    return named and not any(other.first <= before.i < other.last for other in found)


def _words(hit: Hit, sentence: Sentence) -> str:
    return " ".join([token.text for token in sentence.tokens[hit.first : hit.last]])


def _country(candidate: Candidate, world: World) -> str:
    entity = world.find_entity(candidate.entity)
    return (entity.country if entity else None) or candidate.entity


def _is_elsewhere(hit: Hit, sentence: Sentence, found: Sequence[Hit], world: World) -> bool:
    """Tell whether a capital is another town: a province of another state follows that has a town of this name.

    Another listed name after the comma makes it a list ("Baghdad, Tehran and Ankara").
    """
    if hit.candidates[0].kind not in SEATS:
        return False
    after = [token.text for token in sentence.tokens[hit.last : hit.last + 2]]
    if len(after) < 2 or after[0] != "," or not after[1][:1].isupper():
        return False
    if any(other.first == hit.last + 1 for other in found):
        return False
    provinces = {one.site.country.lower() for one in find(after[1]) if one.site.kind == "province"}
    provinces -= {_country(hit.candidates[0], world)}
    return bool(provinces) and any(one.site.country.lower() in provinces for one in find(_words(hit, sentence)))
