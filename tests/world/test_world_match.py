"""A name in a text and the entity that it stands for on a day."""

from datetime import date

import pytest

from panj.world import load_world

DAY = date(2021, 7, 8)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("The Russian minister", ["ru"]),
        ("U.S. forces quit the region", ["us"]),
        ("he told us about them", []),
        ("the Afghan-Tajik border", ["af", "tj"]),
        ("People 's Republic of China", ["cn"]),
        ("the Permanent Council of the CSTO", ["csto/permanent-council"]),
        ("Türkiye and Côte d'Ivoire", ["tr", "ci"]),
        ("a turkey in a jordan shop", []),
    ],
)
def test_the_longest_name_wins_by_its_case_rule(text: str, entities: list[str]) -> None:
    hits = load_world().match(text.split(), DAY)
    assert [hit.entities[0] for hit in hits] == entities


def test_a_hit_tells_where_its_words_are() -> None:
    (hit,) = load_world().match(["Tajikistan", "'s", "neighbour"], DAY)
    assert (hit.first, hit.last) == (0, 1)


def test_a_hit_of_two_words_covers_both() -> None:
    (hit,) = load_world().match(["in", "Saudi", "Arabia", "today"], DAY)
    assert (hit.first, hit.last) == (1, 3)


@pytest.mark.parametrize(
    "text", ["the New Mexico desert", "across South America", "ex-Soviet states", "pro-Russian separatists"]
)
def test_a_state_s_name_in_another_s_is_not_the_state(text: str) -> None:
    assert load_world().match(text.split(), DAY) == []


@pytest.mark.parametrize(("day", "found"), [(date(2021, 7, 8), True), (date(2001, 7, 8), False)])
def test_one_of_many_deputies_is_meant_only_while_in_office(day: date, found: bool) -> None:
    assert bool(load_world().match(["Andrey", "Rudenko"], day)) is found


def test_a_head_of_state_is_meant_after_the_office_too() -> None:
    assert load_world().match(["Barack", "Obama"], date(2021, 7, 8))
