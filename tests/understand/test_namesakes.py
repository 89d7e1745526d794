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
