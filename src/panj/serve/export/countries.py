"""What other formats call a country."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from panj.world import World


class Codes(NamedTuple):
    """FIPS 10-4 letters and the ISO 3166-1 number of a country; "" for what it has not."""

    fips: str = ""
    number: str = ""


def codes(country: str | None) -> Codes:
    """Return the codes of a country by its two letters."""
    return _table().get((country or "").upper(), Codes())


def name(country: str | None, world: World) -> str:
    """Return the name of a country by its two letters, the letters themselves if the world has none."""
    entity = world.find_entity(country.lower()) if country else None
    return entity.name if entity else country or ""


@cache
def _table() -> dict[str, Codes]:
    text = files(__package__).joinpath("countries.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {row["code"]: Codes(row["fips"], row["number"]) for row in csv.DictReader(lines)}
