from collections.abc import Callable

import pytest

from panj.records import Modality, Reading

Understood = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "asks", "asked"),
    [
        ("Armenia turned to Russia for help.", "am", "ru"),
        ("Tajikistan turned to the CSTO with a request for help.", "tj", "csto"),
        ("Poland requested urgent consultations with NATO.", "pl", "nato"),
        ("Ukraine requested more tanks from Germany.", "ua", "de"),
    ],
)
def test_one_who_turns_to_another_for_help_asks_it(understood: Understood, text: str, asks: str, asked: str) -> None:
    events = [s.event for s in understood(text).statements if s.event and s.event.code == "REQUEST"]
    assert (asks, asked) in [tuple(r.entity for r in e.roles) for e in events]


def test_what_one_is_due_to_do_has_not_happened(understood: Understood) -> None:
    said = understood("The soldiers are due to complete their withdrawal by Sept. 11.").statements
    assert [s.modality for s in said if s.event and s.event.code == "RETREAT"] == [Modality.PLANNED]


@pytest.mark.parametrize(
    "text",
    [
        "Hungary criticised Serbia's proposal to ban Roma migrants.",
        "Kovac is seeking election in the north of Serbia.",
    ],
)
def test_nobody_is_asked_by_what_is_proposed_or_sought(understood: Understood, text: str) -> None:
    events = [s.event for s in understood(text).statements if s.event and s.event.code == "REQUEST"]
    assert not [role for event in events for role in event.roles if role.role == "recipient"]
