"""Who holds a place after it was taken, taken back and left, by several short reports."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Finding
from panj.situation import assess, gather
from panj.understand import understand
from panj.world import load_world


def held(*reports: tuple[int, str]) -> list[tuple[str, str | None, str]]:
    """Return the lines of control of reports of days of one month."""
    documents = [
        Document(id=f"d{n}", text=text, outlet=f"Wire {n}", published=date(2024, 5, day))
        for n, (day, text) in enumerate(reports)
    ]
    readings = [understand(d, parse(d.text), load_world()) for d in documents]
    said = [statement for reading in readings for statement in reading.statements]
    case = gather(documents, readings, said, [], as_of=date(2024, 5, 30), world=load_world())
    found: list[Finding] = [f for f in assess(case, load_world()) if f.topic == "control"]
    return [(f.label, f.value, f.status) for f in found]


TAKEN = (6, "M23 fighters seized the town of Walikale on Monday, residents said.")


@pytest.mark.parametrize(
    ("later", "value"),
    [
        ((12, "The M23 pulled out of the town of Walikale on Sunday, residents said."), "left by March 23 Movement"),
        ((12, "Aid arrived a day after the M23 had left Walikale."), "left by March 23 Movement"),
        ((12, "M23 fighters withdrew to Walikale on Sunday."), "March 23 Movement"),
        ((12, "M23 will pull out of Walikale on Monday."), "March 23 Movement"),
        ((12, "M23 denied that its fighters had left Walikale."), "March 23 Movement"),
        ((12, "Burundian soldiers pulled out of Walikale on Sunday."), "March 23 Movement"),
    ],
)  # fmt: skip
def test_who_has_gone_from_a_place_is_not_said_to_hold_it(later: tuple[int, str], value: str) -> None:
    assert [(label, name) for label, name, _ in held(TAKEN, later)] == [("Walikale", value)]


def test_a_place_that_is_taken_again_after_it_was_left_is_held() -> None:
    left, again = (12, "M23 fighters left Walikale on Sunday."), (20, "M23 fighters seized Walikale on Sunday.")
    assert held(TAKEN, left, again) == [("Walikale", "March 23 Movement", "claimed")]


def test_a_place_that_others_say_was_taken_back_is_contested_by_nobody() -> None:
    again = (9, "M23 fighters retook Walikale on Wednesday, residents said.")
    assert held((7, "Congo's army captured Walikale on Tuesday, residents said."), again) == [
        ("Walikale", "March 23 Movement", "claimed")
    ]


def test_whom_a_report_only_calls_names_is_who_took_it_that_day() -> None:
    named = (9, "When the aggressors occupied Walikale on Monday, the market burned.")
    assert [value for _, value, _ in held(TAKEN, named)] == ["March 23 Movement"]


def test_the_day_of_a_taking_is_the_one_that_the_clause_tells_of() -> None:
    back = (7, "Congo's army recaptured Walikale on Tuesday, residents said.")
    told = (20, "Several were jailed on 6 May, when M23 fighters seized Walikale.")
    assert [value for _, value, _ in held(TAKEN, back, told)] == ["Democratic Republic of the Congo"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gunmen seized Kaya on Monday and held the town for five hours before soldiers returned.", []),
        ("Rebels held Kaya for two days until the army came back.", []),
        ("Rebels seized Kaya on Monday and have held the town for nine days.", ["Kaya"]),
    ],
)
def test_who_held_a_place_for_some_hours_does_not_hold_it(text: str, found: list[str]) -> None:
    assert [label for label, _, _ in held((6, text))] == found


def test_who_lost_a_place_to_nobody_named_does_not_hold_it() -> None:
    taken = (6, "The Congolese army recaptured the town of Walikale on Monday.")
    lost = (12, "The Congolese army said it had lost control of the town of Walikale.")
    assert [value for _, value, _ in held(taken, lost)] == ["left by Democratic Republic of the Congo"]


def test_rebels_of_a_movement_and_the_movement_are_one_holder() -> None:
    first = (6, "Rebels of the M23 seized the town of Walikale, the army said on Monday.")
    second = (7, "M23 rebels have captured Walikale, residents said on Tuesday.")
    assert held(first, second) == [("Walikale", "March 23 Movement", "corroborated")]


@pytest.mark.parametrize("leaving", ["withdrew from", "pulled out of", "abandoned", "left", "have retreated from"])
@pytest.mark.parametrize("ground", ["the town", "the city"])
def test_a_town_named_before_is_left_by_its_noun(leaving: str, ground: str) -> None:
    text = f"El Fasher was shelled on Sunday. The Sudanese army {leaving} {ground}, residents said."
    assert held((14, text)) == [("El Fasher", "left by Sudan", "claimed")]


@pytest.mark.parametrize(
    "text",
    [
        "El Fasher was shelled on Sunday. The Sudanese army withdrew to the town.",
        "El Fasher was shelled on Sunday. The Sudanese army will withdraw from the town.",
        "El Fasher was shelled on Sunday. The Sudanese army denied that it had withdrawn from the town.",
        "El Fasher was shelled on Sunday. Residents left the town hall.",
        "The Sudanese army withdrew from the town.",
    ],
)
def test_no_town_is_left_that_nobody_names_or_leaves(text: str) -> None:
    assert held((14, text)) == []
