"""Which place each name of a text means, by what the text as a whole speaks of.

A name's candidates are scored by how well known they are and by how they fit the other names: the container named with
it ("Paris, Texas"), its country and province named or meant elsewhere, places near by. Names fit each other, so the
scores are computed in a few rounds, each from the choices of the one before.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from panj.world.gazetteer.find import Found, find
from panj.world.gazetteer.names import fold
from panj.world.gazetteer.store import Site

ROUNDS = 3
CONSIDERED = 60  # candidates of one name, the best known first
LARGE = 1_000_000  # people of a town that is meant anywhere
LEAST = 3  # of them in a text of very many names
FEW = 4  # names of a text, up to which each may be somewhere else
SUPPORT = 0.5  # of a name, that a country needs from the others
SURE = 0.7  # belief in a province that nothing else speaks of, from which it is meant nevertheless
FAR_KM = 700.0
SMALL = 100_000  # people of a town that is not meant very far from most other names, unless its country is named
VERY_FAR_KM = 1000.0
STRAY = 0.2  # of the other names, that lie nearer to a town that is meant
PAIRS = 6000  # candidates of all names of a text together, about; bounds the time
NEAR_KM = 150.0
NEIGHBOURS = 40  # other names whose distance counts
# Fitted on bench/places (belief in the right candidates, L2), then rounded; `town` and `outlet` are set by
# hand, since few texts there have a dateline and none says where its outlet is. Rerun: python -m bench.places.fit
WEIGHTS: dict[str, float] = {
    "population": 1.55,
    "fame": 0.2,
    "exact": 1.1,
    "borrowed": -3.0,
    "country": 2.2,
    "capital": 0.0,
    "province": 0.3,
    "district": -1.0,
    "seated": -2.2,
    "area": 1.4,
    "inside": 4.5,
    "outside": -2.5,
    "town": 4.5,
    "country named": 1.9,
    "province named": 1.0,
    "country meant": 4.4,
    "province meant": 4.0,
    "near": 2.0,
    "outlet": 2.0,
}


class Named(msgspec.Struct, frozen=True):
    """A name of the text.

    `inside` is the position in the list of the name that contains it ("Paris" in "Texas"); `town` tells that it stands
    where only a town does ("WASHINGTON (AP)", "the city of New York").
    """

    text: str
    inside: int | None = None
    town: bool = False


class Choice(msgspec.Struct, frozen=True):
    """The place that a name is taken for, and how much of the belief it has (0 to 1).

    `alone`: it is a town of no great size far from all other names, in a country that nothing else in a text of several
    names speaks of, or a small one very far from most of them.
    """

    site: Site
    confidence: float
    part: bool = False
    alone: bool = False


class Group:
    """Names of one text that are spelled alike and so mean one place.

    `towns` are the provinces in which a town has this name: such a province is seldom meant by it.
    """

    def __init__(self, text: str, candidates: Sequence[Found]) -> None:
        self.text = text
        self.candidates = tuple(candidates)
        self.towns = {f.site.province for f in candidates if _is_seat(f.site)}
        self.container: Group | None = None
        self.is_town = False
        self.belief: list[float] = []

    @property
    def best(self) -> Found:
        """Return the candidate with the most belief."""
        return self.candidates[self.belief.index(max(self.belief))]


def choose(
    names: Sequence[Named], *, country: str = "", weights: Mapping[str, float] = WEIGHTS
) -> tuple[Choice | None, ...]:
    """Return the place of each name, None where the gazetteer has none; `country` is the outlet's (ISO alpha-2)."""
    groups = grouped(names)
    every = tuple(dict.fromkeys(g for g in groups if g))
    settle(every, country, weights)
    context = Context(every)
    return tuple(_choice(group, context) if group else None for group in groups)


def grouped(names: Sequence[Named]) -> list[Group | None]:
    """Return the group of each name: one for each spelling, and each container where one spelling has several."""
    known: dict[tuple[str, str], Group] = {}
    containers = {fold(n.text): fold(names[n.inside].text) for n in reversed(names) if n.inside is not None}
    result: list[Group | None] = []
    considered = min(CONSIDERED, max(LEAST, PAIRS // max(1, len({name.text for name in names}))))
    for name in names:
        key = fold(name.text)
        around = fold(names[name.inside].text) if name.inside is not None else containers.get(key, "")
        if (key, around) not in known and (found := find(name.text)):
            known[key, around] = Group(name.text, _best_known(found, considered))
        result.append(known.get((key, around)))
    for name, group in zip(names, result, strict=True):
        if group and name.inside is not None:
            group.container = result[name.inside]
        if group and name.town:
            group.is_town = True
    return result


def _is_seat(site: Site) -> bool:
    """Tell whether a town is so called that its province of the same name is seldom meant ("New York")."""
    return site.kind in ("city", "capital") and (site.exact or site.population >= LARGE)


def _best_known(found: Sequence[Found], considered: int) -> Sequence[Found]:
    if len(found) <= considered:
        return found
    large = ("country", "province", "region")
    return sorted(found, key=lambda f: (f.site.kind not in large, -f.site.population))[:considered]


def settle(groups: Sequence[Group], country: str, weights: Mapping[str, float]) -> None:
    """Give each group's candidates their belief."""
    for group in groups:
        group.belief = [1.0]
    unsure = [group for group in groups if len(group.candidates) > 1]
    alone = [[_score(standing(f, group, country), weights) for f in group.candidates] for group in unsure]
    for group, scores in zip(unsure, alone, strict=True):
        group.belief = _softmax(scores)
    for _ in range(ROUNDS if unsure else 0):
        context = Context(groups)
        group_beliefs = [
            _softmax(
                [
                    _score(fitting(f, group, context), weights, start)
                    for f, start in zip(group.candidates, scores, strict=True)
                ]
            )
            for group, scores in zip(unsure, alone, strict=True)
        ]
        for group, belief in zip(unsure, group_beliefs, strict=True):
            group.belief = belief


class Context:
    """What the names of a text mean together, as of the last round.

    `own` is the belief of each name in each country and province.
    """

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.countries: dict[str, float] = {}
        self.provinces: dict[str, float] = {}
        self.named: dict[str, int] = {}
        self.own: dict[Group, dict[str, float]] = {}
        for group in groups:
            own = self.own[group] = {}
            for found, belief in zip(group.candidates, group.belief, strict=True):
                site = found.site
                self.countries[site.country] = self.countries.get(site.country, 0.0) + belief
                self.provinces[site.province] = self.provinces.get(site.province, 0.0) + belief
                for code in (site.country, site.province):
                    own[code] = own.get(code, 0.0) + belief
            best = group.best.site
            if best.kind in ("country", "province"):
                code = best.province or best.country
                self.named[code] = self.named.get(code, 0) + 1
        self.points = [(g, g.best.site) for g in groups if g.best.site.kind not in ("country", "continent", "sea")]


def standing(found: Found, group: Group, country: str) -> dict[str, float]:
    """Return what speaks for a candidate whatever the text is."""
    site = found.site
    area = site.kind not in ("country", "capital", "city", "province", "district")
    return {
        "population": math.log10(site.population + 100) - 2,
        "fame": math.log2(site.fame + 1),
        "exact": float(site.exact),
        "borrowed": float(not site.exact and site.population < LARGE and _is_borrowed(site.name, group.text)),
        site.kind if not area else "area": 1.4,
        "seated": float(site.kind in ("province", "district") and site.province in group.towns),
        "outlet": float(bool(country) and site.country == country),
    }


def _is_borrowed(own: str, name: str) -> bool:
    """Tell whether a name is no form of a place's own: "Quebec" of New Britain, Connecticut."""
    first = fold(name)[:1]
    return not any(word.startswith(first) for word in fold(own).split())


def features(found: Found, group: Group, context: Context, country: str) -> dict[str, float]:
    """Return all that speaks for a candidate in this text."""
    return standing(found, group, country) | fitting(found, group, context)


def fitting(found: Found, group: Group, context: Context) -> dict[str, float]:
    """Return what speaks for a candidate as the text's other names are taken now."""
    site = found.site
    result: dict[str, float] = {}
    if group.container is not None:
        result["inside" if contains(group.container.best.site, site) else "outside"] = 1.0
    result["town"] = float(group.is_town and site.kind in ("city", "capital"))
    others = max(len(context.groups) - 1, 1)
    own = context.own[group]
    if site.country:
        is_country = site.kind == "country"
        result["country named"] = float(not is_country and site.country in context.named)
        result["country meant"] = (context.countries[site.country] - own[site.country]) / others
    if site.province:
        is_province = site.kind == "province"
        result["province named"] = float(not is_province and site.province in context.named)
        result["province meant"] = (context.provinces[site.province] - own[site.province]) / others
    if site.kind not in ("country", "continent", "sea"):
        result["near"] = math.log1p(nearness(site, group, context))
    return result


def nearness(site: Site, group: Group, context: Context) -> float:
    """Return how many other names lie near, each counted less the farther away."""
    total = 0.0
    for other, point in context.points[:NEIGHBOURS]:
        if other is not group and other is not group.container:
            total += _fading(site.lat, site.lon, point.lat, point.lon)
    return total


@lru_cache(maxsize=50_000)
def _fading(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return math.exp(-_flat_km(lat, lon, other_lat, other_lon) / NEAR_KM)


def rough_km(one: Site, other: Site) -> float:
    """Return the distance on a flat map between two places, good enough for near ones."""
    return _flat_km(one.lat, one.lon, other.lat, other.lon)


def _flat_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    east = abs(lon - other_lon)
    east = min(east, 360 - east) * math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(lat - other_lat, east)


def contains(area: Site, site: Site) -> bool:
    """Tell whether a place lies in an area, by their codes, or near the middle of one without code."""
    if area.kind == "country":
        return site.country == area.country and site.kind != "country"
    if area.kind == "province":
        return site.province == area.province and site.kind != "province"
    if area.province and site.province:
        return area.province == site.province and rough_km(area, site) < NEAR_KM
    return rough_km(area, site) < NEAR_KM


def _score(present: Mapping[str, float], weights: Mapping[str, float], start: float = 0.0) -> float:
    return sum([weights.get(name, 0.0) * value for name, value in present.items()], start)


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _choice(group: Group, context: Context) -> Choice:
    best = group.best
    alone = len(context.groups) > FEW and _is_alone(best.site, group, context)
    return Choice(site=best.site, confidence=round(max(group.belief), 3), part=best.part, alone=alone)


def _is_alone(site: Site, group: Group, context: Context) -> bool:
    known = group.container is not None or site.population >= LARGE
    if site.kind == "province":
        known = group.container is not None or max(group.belief) >= SURE
    if known or site.kind not in ("city", "district", "quarter", "province", "river") or not site.country:
        return False
    away = [rough_km(site, point) for other, point in context.points if other is not group]
    if context.countries[site.country] - context.own[group][site.country] < SUPPORT:
        return min(away, default=math.inf) > FAR_KM
    stray = sum(km < VERY_FAR_KM for km in away) < STRAY * len(away)
    return stray and site.population < SMALL and site.country not in context.named
