"""Builds src/panj/world/gazetteer/places.bin from the packages of requirements.txt and our own tables.

    python -m tools.gazetteer.build LOCALES OUTLINES

LOCALES is usr/share/locale of Debian's libgeonames-common, unpacked; OUTLINES countries-10m.json of npm's world-atlas.
"""

import csv
import json
import math
import struct
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tools.gazetteer import sources
from tools.gazetteer.sources import Row

from panj.world.gazetteer.names import fold, rough
from panj.world.gazetteer.store import BLOCK, COLUMNS, DEGREE, MAGIC

TABLES = Path(__file__).parents[2] / "src" / "panj" / "world" / "gazetteer"
# Countries whose names have many romanisations, all found by what these share.
ROUGHLY = frozenset(
    {"AF", "DZ", "EG", "IQ", "IR", "JO", "KW", "LB", "LY", "OM", "PK", "PS", "SA", "SD", "SY", "TN", "YE"}
)
LONGEST = 255  # bytes of a name, as the file counts them


def collect(locales: Path, outlines: Path) -> list[Row]:
    """Return every place of every source, with our own other names."""
    towns = list(sources.cities())
    present = list(sources.provinces(locales, towns))
    rows = [
        *sources.countries(TABLES / "countries.csv"),
        *sources.continents(),
        *present,
        *sources.former_provinces(towns, present),
        *towns,
        *sources.districts(towns),
        *sources.post_towns(towns, present),
        *sources.borders(TABLES.parent / "tables" / "states.csv", json.loads(outlines.read_text())),
        *sources.supplement(TABLES / "features.csv"),
    ]
    add_villages(rows, TABLES / "towns.csv")
    add_aliases(rows, TABLES / "aliases.csv")
    add_world_names(rows, TABLES.parent / "tables")
    correct_points(rows, TABLES / "provinces.csv")
    return rows


def add_villages(rows: list[Row], path: Path) -> None:
    """Add our own towns, and call those of them that GeoNames has as English reports do."""
    known = {row.geonameid: row for row in rows if row.geonameid}
    for row in sources.villages(path):
        if row.geonameid:
            town = known[row.geonameid]
            town.name, town.names = row.name, town.names | row.names
        else:
            rows.append(row)


def add_world_names(rows: Sequence[Row], tables: Path) -> None:
    """Add the world's tables' own name of each state, and what it calls its people and things.

    Some corpora count adjectives as place names.
    """
    states = {row.country.lower(): row for row in rows if row.kind == "country"}
    with (tables / "states.csv").open(newline="") as file:
        for entry in csv.DictReader(file):
            if entry["id"] in states:
                states[entry["id"]].names.add(entry["name"])
    with (tables / "names.csv").open(newline="") as file:
        for entry in csv.DictReader(file):
            if entry["kind"] in ("adjective", "person-singular", "person-plural") and entry["entity"] in states:
                states[entry["entity"]].names.add(entry["name"])


def add_aliases(rows: Sequence[Row], path: Path) -> None:
    """Add our own other names: of a country (`GB`), a province (`US.KY`) or the largest city of a name (`UA:Kyiv`)."""
    areas = {row.province or row.country: row for row in rows if row.kind in ("country", "province")}
    cities: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda r: r.population):
        if row.kind in ("city", "capital"):
            for name in row.names:
                cities[row.country, fold(name)] = row
    with path.open(newline="") as file:
        for line, entry in enumerate(csv.DictReader(file), 2):
            country, colon, name = entry["target"].partition(":")
            target = cities.get((country, fold(name))) if colon else areas.get(country)
            if target is None:
                raise SystemExit(f"{path.name}:{line}: nothing is called {entry['target']}")
            target.names |= set(entry["names"].split("|"))


def correct_points(rows: Sequence[Row], path: Path) -> None:
    """Put provinces whose towns all lie at one end where their middle is."""
    areas = {row.province: row for row in rows if row.kind == "province"}
    with path.open(newline="") as file:
        for entry in csv.DictReader(file):
            row = areas[entry["code"]]
            row.lat, row.lon = float(entry["lat"]), float(entry["lon"])
            row.geonameid = int(entry["geonameid"] or row.geonameid)


def key_blocks(names: Mapping[str, Sequence[int]]) -> tuple[bytes, bytes]:
    """Return the sections `keys` and `blocks`."""
    keys, blocks, before = bytearray(), bytearray(), b""
    for i, (key, numbers) in enumerate(sorted((k.encode(), v) for k, v in names.items())):
        if i % BLOCK == 0:
            blocks += struct.pack("<I", len(keys))
            before = b""
        shared = next(
            (j for j, (a, b) in enumerate(zip(before, key, strict=False)) if a != b), min(len(before), len(key))
        )
        keys += bytes((shared, len(key) - shared)) + key[shared:] + struct.pack("<H", len(numbers))
        keys += b"".join(number.to_bytes(3, "little") for number in numbers)
        before = key
    return bytes(keys), bytes(blocks)


def labels_of(rows: Sequence[Row]) -> tuple[bytes, list[int]]:
    """Return the section `labels` and where in it each place's name begins."""
    labels, offsets = bytearray(), []
    for row in rows:
        offsets.append(len(labels))
        labels += row.name.encode() + b"\n"
    return bytes(labels), offsets


def sections(rows: Sequence[Row]) -> tuple[dict[str, bytes], dict[str, list[str]]]:
    """Return the file's sections, and the lists that numbers in them stand for."""
    names: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        keys = {fold(name).removeprefix("the ") for name in row.names}
        if row.country in ROUGHLY:
            keys |= {rough(key) for key in keys}
        for key in keys:
            if key and len(key.encode()) <= LONGEST:
                names[key].append(number)
    lists = {
        "kinds": sorted({row.kind for row in rows}),
        "countries": sorted({row.country for row in rows}),
        "provinces": sorted({row.province for row in rows}),
    }
    at = {name: {value: i for i, value in enumerate(values)} for name, values in lists.items()}
    labels, offsets = labels_of(rows)
    columns: dict[str, Iterator[int]] = {
        "geonameid": (row.geonameid for row in rows),
        "lat": (round(row.lat * DEGREE) for row in rows),
        "lon": (round(row.lon * DEGREE) for row in rows),
        "population": (row.population for row in rows),
        "country": (at["countries"][row.country] for row in rows),
        "province": (at["provinces"][row.province] for row in rows),
        "kind": (at["kinds"][row.kind] for row in rows),
        "fame": (min(row.fame, 255) for row in rows),
        "label": iter(offsets),
    }
    keys, blocks = key_blocks(names)
    packed = {name: struct.pack(f"<{len(rows)}{COLUMNS[name]}", *values) for name, values in columns.items()}
    return {"keys": keys, "blocks": blocks, "labels": labels, **packed}, lists


def write(path: Path, parts: Mapping[str, bytes], lists: Mapping[str, list[str]]) -> None:
    """Write the file, each section at a multiple of eight."""
    offset, places = 0, {}
    for name, content in parts.items():
        places[name] = [offset, len(content)]
        offset += math.ceil(len(content) / 8) * 8
    room = 8192 * 16
    header = json.dumps({"sections": {n: [o + room, s] for n, (o, s) in places.items()}, **lists}).encode()
    with path.open("wb") as file:
        file.write((MAGIC + struct.pack("<I", len(header)) + header).ljust(room, b" "))
        for content in parts.values():
            file.write(content.ljust(math.ceil(len(content) / 8) * 8, b"\0"))


def main() -> None:
    """Build the file."""
    rows = collect(Path(sys.argv[1]), Path(sys.argv[2]))
    parts, lists = sections(rows)
    write(TABLES / "places.bin", parts, lists)
    sys.stdout.write(f"{len(rows):,} places, {sum(map(len, parts.values())):,} bytes\n")


if __name__ == "__main__":
    main()
