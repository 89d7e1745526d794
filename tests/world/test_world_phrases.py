"""A phrase for an actor, and the country and sector that it says."""

from datetime import date

import pytest

from panj.world import load_world
from panj.world.phrases import read_phrase

WORLD = load_world()


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("two Kyrgyz border guards", "KGZ", "MIL"),
        ("Uzbek lawmakers", "UZB", "LEG"),
        ("the Kazakh foreign ministry", "KAZ", "GOV"),
        ("Armenia's Defense Ministry", "ARM", "GOV+MIL"),
        ("unnamed officials", "", "GOV"),
        ("a team of Indian doctors", "IND", "MED"),
        ("a former Mossad officer", "ISR", "ELI"),
        ("Islamabad", "PAK", "GOV"),
        ("Pakistan", "PAK", ""),
        ("farmers in Ukraine", "UKR", "AGR"),
        ("European Union officials", "EUR", "GOV"),
        ("Boko Haram", "NGA", "REB"),
        ("the IDF", "ISR", "MIL"),
        ("Karachi police", "PAK", "COP"),
        ("a mysterious wombat", "", "UNK"),
    ],
)
def test_country_is_from_the_names_and_sector_from_the_head(phrase: str, country: str, sector: str) -> None:
    coded = read_phrase(WORLD, phrase)
    assert (coded.country, coded.sector) == (country, sector)


def test_a_person_is_what_the_day_makes_them() -> None:
    assert read_phrase(WORLD, "Donald Trump", date(2019, 4, 1)).sector == "GOV"
    assert read_phrase(WORLD, "Donald Trump", date(2022, 4, 1)).sector == "ELI"
