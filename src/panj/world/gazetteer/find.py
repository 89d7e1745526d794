"""What places bear a name: exactly, or with the word for their kind or a direction taken off."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from panj.world.gazetteer.names import fold, rough
from panj.world.gazetteer.store import Site, shipped


class Found(msgspec.Struct, frozen=True, gc=False):
    """A place that a name may mean.

    `part`: the name takes only a part of it ("northern Syria"). `rough`: the name is another romanisation of its names.
    """

    site: Site
    part: bool = False
    rough: bool = False


@lru_cache(maxsize=4096)
def find(name: str) -> tuple[Found, ...]:
    """Return the places that a name may mean, in no order; none for a name that is not known."""
    key = fold(name).removeprefix("the ")
    return (
        tuple(_bearing(key))
        or tuple(_less_kind(key))
        or tuple(_part_of(key))
        or tuple(_romanised(key))
        or tuple(_seat_of(key))
    )


def best_known(name: str, count: int) -> tuple[Site, ...]:
    """Return at most `count` places that a name may mean, countries and areas first, then by size."""
    large = ("country", "continent", "region", "province")
    sites = [found.site for found in find(name)]
    return tuple(sorted(sites, key=lambda site: (site.kind not in large, -site.population))[:count])


def _bearing(key: str) -> Iterator[Found]:
    store = shipped()
    return (Found(site=store.site(number, key)) for number in store.numbers(key))


def _romanised(key: str) -> Iterator[Found]:
    return (Found(site=found.site, rough=True) for found in _bearing(rough(key)))


@cache
def _words(sort: str) -> Mapping[str, frozenset[str]]:
    """Return the words of one sort with the kinds of place that each leaves.

    Sort kind says what a place is ("Diyala Province"), part takes a part of it, whose point is the whole's.
    """
    with files(__package__).joinpath("words.csv").open(encoding="utf-8") as file:
        return {row["word"]: frozenset(row["kinds"].split()) for row in csv.DictReader(file) if row["sort"] == sort}


def _less_kind(key: str) -> Iterator[Found]:
    """Yield the places of the right kind, the word for it taken off: "Diyala Province", "city of Mosul"."""
    kinds, words = _words("kind"), key.split()
    if len(words) < 2:
        return
    if words[-1] in kinds:
        left, bare = kinds[words[-1]], words[:-1]
    elif words[0] in kinds:
        left, bare = kinds[words[0]], words[2:] if words[1] == "of" else words[1:]
    else:
        return
    yield from (found for found in _bearing(" ".join(bare)) if found.site.kind in left)


def _seat_of(key: str) -> Iterator[Found]:
    """Yield the town that a site is called after: "Qayyarah Airfield West", "Guantanamo Naval Station"."""
    words = key.split()
    last = next((i for i, word in enumerate(words) if word in _words("facility")), 0)
    kept = [word for word in words[:last] if word not in _words("service")]
    if last and kept:
        towns = (*_bearing(" ".join(kept)), *_romanised(" ".join(kept)))
        yield from (Found(site=found.site, part=True) for found in towns if found.site.kind in ("city", "capital"))


def _part_of(key: str) -> Iterator[Found]:
    """Yield the whole of a part: "northern Syria", "north and east Syria", "downtown Cairo"."""
    rest = key.split()
    while rest and rest[0] in (*_words("part"), "and"):
        rest = rest[1:]
    whole = " ".join(rest)
    if whole and whole != key:
        yield from (Found(site=found.site, part=True) for found in (*_bearing(whole), *_less_kind(whole)))
