"""The gazetteer's file: sorted names and flat tables of places, read where they lie.

The file is `PANJGAZ1`, the length of a JSON header (uint32), the header, and sections that begin at multiples of 8, all
little-endian. The header names each section's offset and size in bytes, and the lists that numbers stand for (`kinds`,
`countries`, `provinces`).

`keys` is blocks of 16 folded names in order. A name is: bytes shared with the name before it (uint8, 0 at the head of a
block), bytes that follow (uint8), these bytes, how many places bear it (uint16), and their numbers (uint24 each).
`blocks` are the offsets of the blocks in `keys`. `labels` are the places' own names, each ended by a line feed, in the
order of the places; `label` is the offset of each.
"""

import json
import mmap
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from panj.errors import WorldError
from panj.world.gazetteer.names import fold

MAGIC = b"PANJGAZ1"
FILE = Path(__file__).parent / "places.bin"
BLOCK = 16
# Section -> the C type of its items, as `memoryview.cast` names it.
COLUMNS: dict[str, Literal["B", "H", "I", "i"]] = {
    "geonameid": "I",
    "lat": "i",
    "lon": "i",
    "population": "I",
    "country": "B",
    "province": "H",
    "kind": "B",
    "fame": "B",
    "label": "I",
}
DEGREE = 10_000  # `lat` and `lon` are in steps of 1/10,000 degree, about 11 m

Kind = Literal[
    "country",
    "capital",
    "city",
    "province",
    "district",
    "continent",
    "region",
    "river",
    "lake",
    "sea",
    "coast",
    "island",
    "mountain",
    "desert",
    "pass",
    "crossing",
    "border",
    "base",
    "site",
    "quarter",
]


class Site(msgspec.Struct, frozen=True, gc=False):
    """One place of the gazetteer, in WGS 84 degrees.

    `country` is an ISO 3166 alpha-2 code, or "" for none; `province` a GeoNames first-order code (`US.TX`), or "".
    `population` is 0 where unknown, `fame` how many names the sources give it; `exact` tells whether the name looked
    for is the place's own, not another one of its names. `number` is its row in the file.
    """

    number: int
    name: str
    kind: Kind
    lat: float
    lon: float
    country: str
    province: str
    geonameid: int | None
    population: int
    fame: int
    exact: bool


class Store:
    """An open gazetteer file."""

    def __init__(self, path: Path) -> None:
        if sys.byteorder != "little":
            raise WorldError(path.name, 0, "file", "the gazetteer needs a little-endian machine")
        with path.open("rb") as file:
            self._map = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        if self._map[: len(MAGIC)] != MAGIC:
            raise WorldError(path.name, 0, "file", "not a gazetteer of this version")
        size = int.from_bytes(self._map[8:12], "little")
        self._header: dict[str, Any] = json.loads(bytes(self._map[12 : 12 + size]))
        self._keys = self._section("keys")
        self._labels = self._section("labels")
        self._blocks = self._section("blocks").cast("I")
        self._columns = {name: self._section(name).cast(code) for name, code in COLUMNS.items()}

    def __len__(self) -> int:
        return len(self._columns["kind"])

    def numbers(self, key: str) -> tuple[int, ...]:
        """Return the rows of the places that bear a folded name."""
        wanted = key.encode()
        for found, postings in self._block(self._block_of(wanted)):
            if found == wanted:
                return tuple(int.from_bytes(postings[i : i + 3], "little") for i in range(0, len(postings), 3))
            if found > wanted:
                break
        return ()

    def site(self, number: int, key: str = "") -> Site:
        """Return the place in row `number`, found by the folded name `key`."""
        row = {name: column[number] for name, column in self._columns.items()}
        name = self._label(row["label"])
        return Site(
            number=number,
            name=name,
            kind=self._header["kinds"][row["kind"]],
            lat=row["lat"] / DEGREE,
            lon=row["lon"] / DEGREE,
            country=self._header["countries"][row["country"]],
            province=self._header["provinces"][row["province"]],
            geonameid=row["geonameid"] or None,
            population=row["population"],
            fame=row["fame"],
            exact=fold(name) == key,
        )

    def _section(self, name: str) -> memoryview:
        offset, size = self._header["sections"][name]
        return self._map[offset : offset + size]

    def _label(self, offset: int) -> str:
        end = offset
        while self._labels[end] != 10:
            end += 1
        return bytes(self._labels[offset:end]).decode()

    def _block_of(self, wanted: bytes) -> int:
        """Return the last block whose first name is not after `wanted`."""
        low, high = 0, len(self._blocks)
        while high - low > 1:
            middle = (low + high) // 2
            start = self._blocks[middle]
            if bytes(self._keys[start + 2 : start + 2 + self._keys[start + 1]]) <= wanted:
                low = middle
            else:
                high = middle
        return low

    def _block(self, number: int) -> Iterator[tuple[bytes, memoryview]]:
        """Yield the names of one block with the bytes of their postings."""
        at = self._blocks[number]
        end = self._blocks[number + 1] if number + 1 < len(self._blocks) else len(self._keys)
        name = b""
        while at < end:
            shared, more = self._keys[at], self._keys[at + 1]
            name = name[:shared] + bytes(self._keys[at + 2 : at + 2 + more])
            at += 2 + more
            count = int.from_bytes(self._keys[at : at + 2], "little")
            yield name, self._keys[at + 2 : at + 2 + 3 * count]
            at += 2 + 3 * count


@cache
def shipped() -> Store:
    """Return the gazetteer that comes with the package, opened once."""
    return Store(FILE)
