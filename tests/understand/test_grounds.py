"""Names of places that the model of English takes for people, or of which it sees a part only."""

from collections.abc import Callable

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]


def taken(reading: Reading) -> set[str]:
    """Return the words for the places that a text tells of."""
    return {place.text for place in reading.places}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Soldiers retook Mushaki.", {"Mushaki"}),
        ("Rebels captured Bunagana and Sake.", {"Bunagana", "Sake"}),
        ("Rebels hold Al-Fulah.", {"Al-Fulah"}),
        ("The military still holds Muse, the crossing.", {"Muse"}),
        ("The Arakan Army seized Paletwa and Mrauk-U.", {"Paletwa", "Mrauk-U"}),
        ("Gangs control Port-au-Prince.", {"Port-au-Prince"}),
        ("A militia claimed to have recaptured In-Delimane.", {"In-Delimane"}),
    ],
)
def test_what_is_taken_is_a_place(understood: Understood, text: str, places: set[str]) -> None:
    found = understood(text)
    assert taken(found) == places
    assert [s.event.code for s in found.statements if s.event] == ["TAKE"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Residents of Ménaka and Ansongo fled.", {"Ménaka", "Ansongo"}),
        ("People came to Monguno. Returns to Banki, Bama and Dikwa go on.", {"Banki", "Bama", "Dikwa"}),
        (
            "Displaced, by district:\nMuidumbe: 3,400\nMeluco: 905\nQuissanga: 640\n",
            {"Muidumbe", "Meluco", "Quissanga"},
        ),
        ("Dead, by commune: Tabarre 14, Kenscoff 9, Cornillon 2.", {"Tabarre", "Kenscoff", "Cornillon"}),
    ],
)
def test_what_stands_among_places_is_one(understood: Understood, text: str, places: set[str]) -> None:
    assert places <= taken(understood(text))


def test_names_with_figures_that_are_nobodys_towns_are_no_places(understood: Understood) -> None:
    assert not taken(understood("Votes counted so far: Garcia 120, Lopez 90, Santos 40."))


@pytest.mark.parametrize(
    "text",
    [
        "Police captured Guzman.",
        "Commandos seized Nicolas Maduro. Soldiers captured Maduro.",
        "Rebels captured Commander Masisi.",
        "Carlos Lyman spoke. Soldiers captured Lyman.",
    ],
)
def test_who_is_captured_is_no_place(understood: Understood, text: str) -> None:
    assert not taken(understood(text))


def test_two_names_with_a_hyphen_between_are_two(understood: Understood) -> None:
    assert "Moscow-Kyiv" not in taken(understood("The Moscow-Kyiv road was cut. Pro-Russia forces left."))


def test_a_second_verb_of_taking_takes_its_own_place(understood: Understood) -> None:
    found = understood("Ukrainian forces liberated Kucheriv Yar and cleared Sukhetske.").statements
    assert {s.event.place.text for s in found if s.event and s.event.place} == {"Kucheriv Yar", "Sukhetske"}
