"""How many a force numbers, told without a verb of stationing, and what is no strength."""

import pytest
from tests.situation.short import heads, lines


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The army's forces in the province number 48,000 men, the governor said.", ("men", "48,000 men")),
        ("The Kenyan contingent in Haiti numbers 720 police officers.",
         ("Kenyan police officers in Haiti", "720 police officers")),
        ("The Turkish garrison in Idlib is 8,000 strong.", ("Turkish garrison in Syria", "8,000")),
        ("The strength of the Chadian force in Diffa was given as 3,300 men.", ("Chadian men in Niger", "3,300 men")),
        ("The Sudanese army's strength in El Obeid stands at 12,000 men.", ("Sudanese men in Sudan", "12,000 men")),
        ("M23 fields about 6,500 fighters in Rutshuru.",
         ("fighters of March 23 Movement in Democratic Republic of the Congo", "about 6,500 fighters")),
        ("The 900-strong Ghanaian battalion is encamped in Bawku.",
         ("Ghanaian battalion in Ghana", "900-strong Ghanaian battalion")),
        ("The commander said his men numbered 3,000 in the canyon.", ("men", "3,000")),
        ("Eritrean troops, whose number is put at 20,000 by a diplomat, are massed near Shiraro.",
         ("Eritrean troops in Shiraro", "20,000")),
        ("Georgian gunmen, estimated by the mayor at 1,500, stood near Gori.", ("Georgian gunmen in Georgia", "1,500")),
        ("Colombia moved 2,000 men, bringing the force there to 7,000.", ("Colombian force", "7,000")),
        ("A diplomat put the rebels around Bozoum at 400.", ("rebels in Central African Republic", "400")),
        ("U.S. forces, who had 1,000 soldiers in the northeast of Syria, have left three bases.",
         ("American soldiers in Syria", "1,000 soldiers")),
        ("Rwanda has sent 300 more soldiers and Russia 300 instructors to Mozambique.",
         ("Russian instructors in Mozambique", "300 instructors")),
        ("The ministry put the contingent in Mali at 1,400 soldiers.", ("soldiers in Mali", "1,400 soldiers")),
    ],
)  # fmt: skip
def test_what_a_body_of_forces_numbers_is_its_strength(text: str, head: tuple[str, str]) -> None:
    assert heads(text, "forces") == [head]


@pytest.mark.parametrize(
    ("text", "value", "facts"),
    [
        ("The army put the force at 7,000; a diplomat spoke of 4,000.", "7,000", ("7,000", "4,000")),
        ("The army put the force at 7,000, while a diplomat spoke of 4,000.", "7,000", ("7,000", "4,000")),
        ("Residents put the garrison at 900 men, while the army spoke of 1,500.", "1,500", ("1,500", "900 men")),
        ("The chief said his men numbered 3,000. Military intelligence puts them at 800.", "800", ("800", "3,000")),
        ("Kabul said it had 600 police in Kunduz; the Taliban put the number at 250.", "250", ("250", "600 police")),
    ],
)
def test_a_second_speaker_counts_the_same_force_otherwise(text: str, value: str, facts: tuple[str, ...]) -> None:
    (line,) = lines(text, "forces")
    assert (line.value, line.status, line.facts) == (value, "disputed", facts)


@pytest.mark.parametrize(
    "text",
    [
        "The province has 40,000 men of military age.",
        "The force would number 5,000 soldiers in Haiti.",
        "The group once had 9,000 fighters in Borno.",
        "The hospital treated 300 soldiers in Laro.",
        "200 soldiers who fled Goma reached Rwanda.",
        "The army fired at 200 men in Kidal.",
        "The rebels put the force in Goma at 7,000 if Uganda joined.",
        "Number 10 was not told how many there were.",
    ],
)
def test_who_is_helped_has_fled_or_may_come_is_no_force_that_stands_somewhere(text: str) -> None:
    assert heads(text, "forces") == []


def test_forces_at_a_base_are_in_its_country() -> None:
    told = [label for label, _ in heads("Britain has 300 soldiers at a base in Gao.", "forces")]
    assert told
    assert all(label.endswith("in Mali") for label in told)
