"""Drones, missiles and rockets: how many were launched, how many are said to have been shot down."""

import pytest
from tests.situation.short import heads, lines


@pytest.mark.parametrize(
    ("text", "head", "value"),
    [
        ("Hamas fired 150 rockets at Ashkelon on Monday.", "rockets launched", "150 rockets"),
        ("Azerbaijan shot down two Armenian drones, its defence ministry said.", "Armenian drones shot down", "two"),
        ("Saudi air defences intercepted 8 missiles over Jizan.", "missiles shot down", "8 missiles"),
        ("The navy said it downed five of seven drones.", "drones shot down", "five of seven drones"),
        ("Some 30 missiles were fired at Erbil.", "missiles launched", "30 missiles"),
        ("Haifa was hit by 12 rockets.", "rockets launched", "12 rockets"),
    ],
)
def test_what_flies_was_launched_or_shot_down_by_the_verb_beside_its_count(text: str, head: str, value: str) -> None:
    ((label, told),) = heads(text, "strikes")
    assert label.startswith(head)
    assert value in (told or "")
    assert not lines(text, "forces")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Russian air defenses shot down two Ukrainian missiles and 27 drones over Kursk.", {"two", "27"}),
        ("Russia launched 93 drones overnight, of which 71 were shot down.", {"93", "71"}),
        ("Iran fired 180 missiles at Israel; 120 of them were intercepted.", {"180", "120"}),
        ("Air defences shot down two HIMARS rockets, 14 missiles and 214 drones.", {"two", "14", "214"}),
        ("Ukraine downed 12 missiles and 40 drones on Monday.", {"12", "40"}),
    ],
)
def test_what_is_counted_beside_what_was_shot_down_was_shot_down_too(text: str, values: set[str]) -> None:
    assert {str(told).split()[0] for _, told in heads(text, "strikes")} == values


def test_missiles_that_stand_somewhere_are_forces() -> None:
    text = "China has deployed 16 missiles on Woody Island."
    assert not lines(text, "strikes")
    assert lines(text, "forces")


def test_what_may_be_launched_was_not() -> None:
    assert not lines("Iran could launch 200 missiles at Israel.", "strikes")


def test_bombs_that_are_destroyed_were_not_shot_down() -> None:
    assert not lines("Airstrikes have destroyed 96 vehicle bombs and 11 tunnels, he said.", "strikes")
