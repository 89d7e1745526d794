"""Two counts of one sentence, each where its own words put it; what is only wanted somewhere; years behind a comma."""

import pytest
from tests.situation.short import heads, lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The attacks killed 130 in Paris and 32 in Brussels.",
         [("people killed in Belgium", "32"), ("people killed in France", "130")]),
        ("The raids killed 12 people in Diffa, Niger, and nine in Maiduguri.",
         [("people killed in Niger", "12 people"), ("people killed in Nigeria", "nine")]),
        ("The strikes killed 12 people in Homs and 8 in Aleppo.",
         [("people killed in Syria", "12 people"), ("people killed in Syria", "8")]),
        ("Bombings at embassies in Dar es Salaam, Tanzania, and Nairobi, Kenya, killed 258 people.",
         [("people killed", "258 people")]),
        ("Attacks in Togo and Benin killed 40 people.", [("people killed", "40 people")]),
        ("Attacks in Lomé, Togo, killed 40 people.", [("people killed in Togo", "40 people")]),
    ],
)  # fmt: skip
def test_of_two_counts_each_has_its_own_place_and_one_of_two_lands_has_none(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert sorted(heads(text, "casualties")) == sorted(found)


def test_a_count_behind_another_s_day_is_not_of_that_day() -> None:
    text = "Shelling killed seven civilians in Goma on Monday and three in Kigali on Tuesday."
    days = {f.value: f.when and str(f.when.earliest) for f in lines(text, "casualties")}
    assert days == {"seven civilians": "2023-05-08", "three": None}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Two people died in Turkey after contracting the flu virus.", "people dead of illness in Turkey"),
        ("At least 27 people have died from the virus.", "people dead of illness"),
        ("The fever has spread to Romania. So far 50 people have died of it.", "people dead of illness"),
        ("The agency counts 19,273 confirmed cases and 117 deaths.", "people dead of illness"),
        ("A strike on a ward for people with cholera killed 12 people.", "people killed"),
    ],
)
def test_who_dies_of_what_spreads_is_not_killed(text: str, label: str) -> None:
    assert [f.label for f in lines(text, "casualties")] == [label]


def test_daily_attacks_that_killed_so_many_killed_them_in_all() -> None:
    found = heads("Daily attacks near Laro killed nine people.", "casualties")
    assert found == [("people killed in Laro", "nine people")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The plan calls for 3,000 French soldiers in Niger.", []),
        ("The plan would require 3,000 French soldiers in Niger.", []),
        ("Italy wants 600 soldiers in Libya.", []),
        ("The deal would put 4,000 Russian troops in Mali.", []),
        ("Chad rejected a proposal for 600 peacekeepers in Niger.", []),
        ("There are 3,000 French soldiers in Niger.", [("French soldiers in Niger", "3,000 French soldiers")]),
    ],
)
def test_forces_that_are_only_wanted_somewhere_do_not_stand_there(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "forces") == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ahmed Karimi was arrested in Dushanbe on March 3, 2019.", "detained, 2019-03-03"),
        ("Ahmed Karimi was detained on 3 March, 2019, the court said.", "detained, 2019-03-03"),
        ("Ahmed Karimi was arrested in Dushanbe on March 3, two days after a raid.", "detained, 2023-03-03"),
    ],
)
def test_a_year_behind_a_comma_is_the_year_of_the_day(text: str, value: str) -> None:
    assert [f.value for f in lines(text, "measures")] == [value]


def test_whose_people_are_counted_is_not_where_they_were_killed() -> None:
    assert heads("The raids left a consul and three other Americans dead.", "casualties") == [
        ("Americans killed", "three other Americans")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"We are at war with a radical group," Rubio said.', []),
        ('"We got to shoot with them for two weeks," the colonel said.', []),
        ("The rebels claimed an attack on the port of Bara.", ["an attack on the port of Bara"]),
        ("The attack on the port was claimed by the rebels.", ["The attack on the port"]),
    ],
)
def test_who_is_at_war_claims_no_attack(text: str, found: list[str]) -> None:
    assert [f.label for f in lines(text, "responsibility")] == found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Some candidates have called for the United States to send ground forces to Syria.", []),
        ("Several bloggers want Russia to mobilize its reserves.", []),
        ("The Kremlin ordered Russian reserves to be mobilized by June 3, 2023.", ["ordered"]),
    ],
)
def test_who_would_have_another_send_forces_orders_none(text: str, status: list[str]) -> None:
    assert [f.status for f in lines(text, "outlook")] == status


@pytest.mark.parametrize(
    "text",
    [
        "A poll from Acme Law School released on Monday found support for the truce.",
        "A study by Northern State University was released on Monday.",
    ],
)
def test_no_school_is_set_free(text: str) -> None:
    assert lines(text, "measures") == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Ivan Petrov was asked by a caller why soldiers were coming to Togo.", 0),
        ("Benin asked Togo how many soldiers it had.", 0),
        ("Benin asked Togo to send soldiers.", 1),
        ("Benin asked Togo for soldiers.", 1),
    ],
)
def test_who_is_asked_a_question_is_asked_for_nothing(text: str, asked: int) -> None:
    assert len(lines(text, "requests")) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attempted to seize the hospital from soldiers in Bara.",
        "The army of Togo tried to retake the port from the rebels.",
        "The army of Togo has repeatedly attempted to capture the port.",
    ],
)
def test_who_tried_to_take_a_place_does_not_plan_to(text: str) -> None:
    assert lines(text, "outlook") == []


def test_who_plans_to_take_a_place_does() -> None:
    assert [f.status for f in lines("The army of Togo plans to retake the port.", "outlook")] == ["planned"]
