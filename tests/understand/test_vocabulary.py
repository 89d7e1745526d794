"""Acts that the tables know, and the everyday senses of the same words, which are no acts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from panj.records import Modality, Reading

Understood = Callable[[str], Reading]
_LINES = Path(__file__).with_name("vocabulary.txt").read_text(encoding="utf-8").splitlines()
FORMS = [tuple(line.split(" | ", 1)) for line in _LINES if not line.startswith("#")]


def codes(reading: Reading) -> list[str]:
    return [statement.event.code for statement in reading.statements if statement.event is not None]


@pytest.mark.parametrize(("code", "text"), [form for form in FORMS if form[0] != "-"])
def test_an_act_of_the_news_is_read(understood: Understood, code: str, text: str) -> None:
    assert code in codes(understood(text))


@pytest.mark.parametrize("text", [text for code, text in FORMS if code == "-"])
def test_an_everyday_sense_is_no_act(understood: Understood, text: str) -> None:
    assert codes(understood(text)) == []


def test_what_may_happen_or_is_denied_is_not_asserted(understood: Understood) -> None:
    for text in ("The army did not sink the ship.", "Denmark may close its embassy in Baghdad."):
        events = [s for s in understood(text).statements if s.event is not None]
        assert events
        assert all(s.denied or s.modality != Modality.ASSERTED for s in events)


def test_a_day_beside_an_act_in_a_caption_is_read_without_harm(understood: Understood) -> None:
    text = (
        "The Fall of the Citadel, painted by Ada Bell fewer than ten years after this pivotal moment "
        "in the Harran Revolution, depicts the 1736 assault on the Citadel complex."
    )
    assert "ASSAULT" in codes(understood(text))


@pytest.mark.parametrize(
    "errand",
    [
        "Thousands of people moved to Berlin for work.",
        "The families of two pilots arrived in Paris for the funeral.",
        "Some 300 people walked to the office.",
        "Ten people left the room.",
    ],
)
def test_an_errand_told_after_an_attack_is_no_flight(understood: Understood, errand: str) -> None:
    assert "FLEE" not in codes(understood(f"Rebels shelled the town on Monday. {errand}"))


def test_grain_that_is_traded_is_no_aid(understood: Understood) -> None:
    assert codes(understood("Grain arrived in the port of Hamburg.")) == []
