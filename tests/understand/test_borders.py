"""Which border is meant."""

from collections.abc import Callable

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]


def borders(reading: Reading) -> list[str | None]:
    return [m.entity for m in reading.mentions if m.entity and m.entity.startswith("border:")]


@pytest.mark.parametrize(
    ("text", "border"),
    [
        ("Shots were heard on the Afghan-Pakistani border.", "border:af-pk"),
        ("Guards closed the Chad-Sudan border on Monday.", "border:sd-td"),
        ("Finland closed its border with Russia, and Poland closed the border with Belarus.", "border:by-pl"),
        ("They met at the border between India and Nepal.", "border:in-np"),
        ("Turkey's border with Syria stayed open.", "border:sy-tr"),
    ],
)
def test_two_states_name_their_border(understood: Understood, text: str, border: str) -> None:
    assert border in borders(understood(text))


def test_one_state_s_border_is_the_one_with_the_neighbour_spoken_of(understood: Understood) -> None:
    assert borders(understood("Uzbekistan sent more troops to the Afghan border.")) == ["border:af-uz"]


def test_the_border_is_the_last_one_named(understood: Understood) -> None:
    found = borders(understood("Shots were heard on the Afghan-Pakistani border. Traders fled across the border."))
    assert found == ["border:af-pk", "border:af-pk"]


@pytest.mark.parametrize(
    "text", ["Two border guards were hurt in Chad.", "The border was closed.", "The Chad-France border is no border."]
)
def test_what_no_two_neighbours_share_is_no_known_border(understood: Understood, text: str) -> None:
    assert borders(understood(text)) == []
