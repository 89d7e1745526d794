"""Which of several of one name is meant."""

from collections.abc import Callable

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]


def entities(reading: Reading) -> set[str | None]:
    return {m.entity for m in reading.mentions}


@pytest.mark.parametrize(
    ("text", "meant", "other"),
    [
        ("Canada waits. The House of Commons votes today.", "ca/commons", "gb/commons"),
        ("Britain waits. The House of Commons votes today.", "gb/commons", "ca/commons"),
        ("Kinshasa was calm. Congo holds elections today.", "cd", "cg"),
        ("Brazzaville was calm. Congo holds elections today.", "cg", "cd"),
        ("The Philippines waits. Congress votes today.", "ph/congress", "us/congress"),
    ],
)
def test_the_state_named_most_decides(understood: Understood, text: str, meant: str, other: str) -> None:
    found = entities(understood(text))
    assert meant in found
    assert other not in found


def test_a_town_with_another_state_s_province_after_it_is_no_capital(understood: Understood) -> None:
    assert "fr" not in entities(understood("A man from Paris, Texas, was arrested."))
    assert "fr" not in entities(understood("A man from Paris, Missouri, was arrested. He left Paris late."))
    assert "fr" in entities(understood("A man from Paris, France, was arrested."))
    assert "iq" in entities(understood("Baghdad, Tehran and Ankara sent envoys."))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The Sudanese Red Crescent said a medic was shot. The Red Crescent buried him.", {"sd/red-crescent"}),
        ("Gunmen attacked a convoy of the Syrian Arab Red Crescent near Idlib.", {"sy/red-crescent"}),
        ("The Iranian Red Crescent Society sent teams. The Red Crescent found 12 people.", {"ir/red-crescent"}),
        ("The Red Cross Society of China sent medicine.", {"cn/red-cross"}),
        ("Kenya's Red Cross evacuated 60 people from Lamu.", {"ke/red-cross"}),
        ("The ICRC and the Turkish Red Crescent met. The Red Cross left first.", {"icrc", "tr/red-crescent"}),
        ("The Red Cross visited prisoners in Yemen.", {"icrc"}),
    ],
)
def test_a_red_cross_of_a_state_is_its_own_and_what_is_short_for_it(
    understood: Understood, text: str, meant: set[str]
) -> None:
    found = {m.entity for m in understood(text).mentions if "Red C" in m.text or m.text == "ICRC"}
    assert found == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Brussels imposed sanctions on Belarus.", "eu"),
        ("Kyiv asked Brussels for air defence systems.", "eu"),
        ("Talks between Brussels and London ended.", "eu"),
        ("EU leaders met Belgian ministers. Brussels, the EU said, would pay.", "eu"),
        ("Belgium recalled its ambassador. Brussels accused Kinshasa of arresting a Belgian citizen.", "be"),
    ],
)
def test_brussels_is_the_union_s_seat_unless_the_text_is_of_belgium(
    understood: Understood, text: str, meant: str
) -> None:
    assert {m.entity for m in understood(text).mentions if m.text == "Brussels"} == {meant}


@pytest.mark.parametrize("text", ["A bomb exploded in Brussels.", "Ministers met in Brussels on Monday."])
def test_in_brussels_is_the_town(understood: Understood, text: str) -> None:
    assert [place.name for place in understood(text).places] == ["Brussels"]
