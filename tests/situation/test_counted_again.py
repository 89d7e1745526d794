"""Figures that are of those just counted, people where one crosses, land that is counted in square kilometres."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Finding
from panj.situation import assess, gather
from panj.understand import understand
from panj.world import load_world

DAY = date(2021, 8, 5)


def lines(text: str, topic: str) -> list[Finding]:
    document = Document(id="d", text=text, outlet="Wire", published=DAY)
    reading = understand(document, parse(text), load_world())
    case = gather([document], [reading], reading.statements, [], as_of=DAY, world=load_world())
    return [f for f in assess(case, load_world()) if f.topic == topic]


@pytest.mark.parametrize(
    ("text", "topic", "best"),
    [
        ("Uzbekistan hosts 2,500 foreign troops at Termez. Russia sent 1,800 of them.", "forces", 1800),
        (
            "Some 900 refugees crossed into Chad on Monday. A first group of about 280 left by plane.",
            "displacement",
            280,
        ),
        (
            "Some 900 soldiers fled into Tajikistan on Monday. About 300 of them returned on Tuesday.",
            "displacement",
            300,
        ),
        ("More than 2,000 refugees arrived in Adre. A second wave of 450 crossed on Tuesday.", "displacement", 450),
        ("Some 600 Afghan soldiers crossed into Uzbekistan. A group of 84 crossed on Sunday.", "displacement", 84),
    ],
)
def test_some_of_those_just_counted_are_counted_as_these(text: str, topic: str, best: float) -> None:
    assert best in [f.best for f in lines(text, topic)]


@pytest.mark.parametrize(
    "text",
    [
        "Some 900 refugees crossed into Chad on Monday. About 300 of them may return.",
        "The army bought 900 shells. A group of 84 failed.",
    ],
)
def test_of_them_that_may_be_or_of_things_is_no_figure(text: str) -> None:
    assert not {300, 84} & {f.best for f in lines(text, "displacement")}


@pytest.mark.parametrize(
    "text",
    [
        "More than 1,000 people were waiting on the island.",
        "Some 400 people were stranded at the Spin Boldak crossing.",
        "About 2,000 people were massed near the Polish border.",
        "Some 600 people were stuck on the river bank.",
        "At least 300 people were camped along the frontier.",
    ],
)
def test_people_who_wait_where_one_crosses_are_on_the_way(text: str) -> None:
    assert len(lines(text, "displacement")) == 1


@pytest.mark.parametrize(
    "text", ["More than 1,000 people were waiting for the president.", "Some 400 people were gathered in the square."]
)
def test_people_who_wait_for_something_else_are_not(text: str) -> None:
    assert lines(text, "displacement") == []


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Guyana controls the 160,000 square kilometers of Essequibo.", "Guyana"),
        (
            "Officials said that Azerbaijani forces had occupied 10 square kilometers of Armenian territory.",
            "Azerbaijan",
        ),
        ("Ukrainian troops captured 1,000 square kilometres of territory.", "Ukraine"),
        ("Russia holds 7,000 square kilometres in the north.", "Russia"),
        ("The ministry said that Ethiopian forces had seized 40 square kilometers of land.", "Ethiopia"),
    ],
)
def test_land_is_held_by_whom_the_words_before_the_verb_name(text: str, holder: str) -> None:
    assert holder in {f.value for f in lines(text, "control")}


def test_what_a_clause_adds_about_the_land_is_no_claim_of_its_own() -> None:
    text = "Guyana controls the 160,000 square kilometers of Essequibo, which make up two thirds of its territory."
    assert [f.label for f in lines(text, "control")] == ["160,000 square kilometers of Essequibo"]


def test_a_place_is_shown_as_the_report_writes_it() -> None:
    assert [f.label for f in lines("The Taliban captured Ishkashim on Sunday.", "control")] == ["Ishkashim"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "M23 rebels took control of the towns of Rutshuru, Kiwanja and Bunagana.",
            {"Rutshuru", "Kiwanja", "Bunagana"},
        ),
        ("The Taliban captured Taloqan, Sheberghan and the city of Sar-e Pol.", {"Taloqan", "Sheberghan", "Sar-e Pol"}),
        ("The army recaptured Homs, Syria.", {"Homs"}),
        ("Rebels captured Homs and the army shelled Aleppo.", {"Homs"}),
    ],
)
def test_each_place_of_a_list_is_held(text: str, held: set[str]) -> None:
    assert {f.label for f in lines(text, "control")} == held


@pytest.mark.parametrize(
    "text",
    [
        "The army and the rebels both control stretches of the 1,400-kilometre border.",
        "Guyana's army holds part of the 60-kilometre road.",
    ],
)
def test_the_whole_of_which_a_part_is_held_is_not_held(text: str) -> None:
    assert lines(text, "control") == []


def test_a_road_is_called_without_its_length() -> None:
    assert [f.label for f in lines("The rebels control the 40-mile road to Adre.", "control")] == ["road to Adre"]
