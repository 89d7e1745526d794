"""Towns that change hands twice: whose they are by the last word, and what "the village" takes up."""

import pytest
from tests.situation.test_successors import Told, findings

from panj.situation import changes


def holders(*reports: Told) -> dict[str, tuple[str | None, str]]:
    return {f.label: (f.value, f.status) for f in findings(*reports) if f.topic == "control"}


def test_a_village_is_the_one_that_was_taken_not_the_town_it_lies_north_of() -> None:
    text = "The Ethiopian army captured the village of Kobo, north of Dessie, on Friday."
    text += " Rebels retook the village hours later."
    assert holders(("2021-10-08", "AFP", text)) == {"Kobo": ("Rebels", "contested")}


def test_a_place_under_somebody_s_control_is_held() -> None:
    text = "A separatist leader, Denis Pushilin, said on Friday that Klishchiivka was under Russian control."
    assert holders(("2023-05-05", "TASS", text)) == {"Klishchiivka": ("Russia", "claimed")}


def test_the_army_of_the_land_is_the_state_s() -> None:
    first = ("2020-01-20", "AFP", "The Syrian army captured Maarat al-Numan on Monday, the Observatory said.")
    found = holders(
        first, ("2020-01-22", "SANA", "State media said that the army had regained control of Maarat al-Numan.")
    )
    assert found["Maarat al-Numan"] == ("Syria", "corroborated")


def test_who_takes_a_place_back_changes_the_line_and_contradicts_nobody_s_past() -> None:
    first = ("2022-09-01", "AFP", "Russian troops captured Balakliia on Thursday.")
    again = ("2022-09-03", "AFP", "Ukrainian forces retook Balakliia on Saturday, Kyiv said.")
    (changed,) = [c for c in changes(findings(first), findings(first, again)) if c.finding.topic == "control"]
    assert changed.change == "changed"


@pytest.mark.parametrize("part", ["Elements of", "Units of", "Soldiers of", "Members of", "Two battalions of", ""])
@pytest.mark.parametrize("whole", ["the Russian 90th Tank Division", "Russia's 5th Brigade", "the Russian army"])
def test_what_a_part_of_a_state_s_forces_takes_is_held_by_the_state(part: str, whole: str) -> None:
    text = f"{part} {whole}".strip()
    report = ("2024-11-24", "AFP", f"{text[:1].upper()}{text[1:]} seized Avdiivka.")
    assert holders(report) == {"Avdiivka": ("Russia", "claimed")}


def test_a_brigade_of_nobody_s_has_its_number_and_is_no_other() -> None:
    first = ("2024-11-23", "AFP", "Elements of the 36th Brigade captured Bakhmut on Friday.")
    second = ("2024-11-24", "AFP", "The Ukrainian 3rd Assault Brigade recaptured Bakhmut on Saturday.")
    assert holders(first) == {"Bakhmut": ("36th Brigade", "claimed")}
    assert holders(first, second)["Bakhmut"][0] == "Ukraine"


def test_fighters_of_a_group_take_for_the_group() -> None:
    report = ("2022-11-24", "AFP", "A Wagner unit seized Soledar on Wednesday. Fighters of the M23 captured Bunagana.")
    assert {name: value for name, (value, _) in holders(report).items()} == {
        "Soledar": "Wagner Group",
        "Bunagana": "March 23 Movement",
    }


@pytest.mark.parametrize("tie", ["backed", "trained", "funded", "allied", "supported"])
@pytest.mark.parametrize("who", ["Turkish-{} forces", "Turkish-{} troops", "A Turkish-{} brigade"])
def test_what_those_take_whom_a_state_backs_is_not_the_state_s(who: str, tie: str) -> None:
    found = holders(("2018-03-18", "AFP", f"{who.format(tie)} captured Afrin on Sunday."))
    assert [value for value, _ in found.values()] == [f"{who.format(tie).removeprefix('A ')}"]
