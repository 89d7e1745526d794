"""Scenarios: what happens in one is no fact; what a text tells beside it is."""

from collections.abc import Callable

import pytest

from panj.records import Modality, Reading

Understood = Callable[..., Reading]

CEDED = "Under pressure from its lenders, Morvia withdraws two brigades from the valley by June."


def put(reading: Reading) -> dict[str, Modality]:
    """Return how the act of each trigger is put."""
    return {s.quote: s.modality for s in reading.statements if s.event}


@pytest.mark.parametrize(
    "text",
    [
        "In the worst scenario, the rebels seize the airport and Morvia shells Solin. Up to 30,000 people flee.",
        "Three scenarios are conceivable. In the first, the rebels seize the airport and Morvia shells Solin.",
        f"Scenario 1: Partial withdrawal\n\n{CEDED} The rebels release 40 prisoners.",
        "The second scenario begins with a strike. Morvia shells Solin and the rebels seize the airport.",
    ],
)
def test_what_happens_in_a_scenario_is_no_fact(understood: Understood, text: str) -> None:
    found = put(understood(text))
    assert found
    assert set(found.values()) == {Modality.HYPOTHETICAL}


@pytest.mark.parametrize(
    "text",
    [
        "In the worst scenario, the war goes on.\n\nMorvia shelled Solin last week. The rebels hold the airport.",
        "The report describes a bleak scenario. Morvia shells Solin every day.",
        "In the first, slow phase the rebels shell Solin. The army shells it back.",
        "In a scenario like this, as in 2014, nobody wins. Morvia shelled Solin last week.",
    ],
)
def test_what_is_told_beside_a_scenario_stays_a_fact(understood: Understood, text: str) -> None:
    assert Modality.ASSERTED in put(understood(text)).values()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Rumours that ballot papers had been burned in Sorov proved to be false.", "burned"),
        ("The lawyer said there was no evidence that the fighters were under his command.", "the fighters were under"),
    ],
)
def test_what_a_false_report_says_is_said_not_to_be(understood: Understood, text: str, content: str) -> None:
    (told,) = [s for s in understood(text).statements if content in s.quote and "evidence" not in s.quote]
    assert told.denied


def test_a_figure_is_put_as_the_helper_of_its_verb_puts_it(understood: Understood) -> None:
    (figure,) = understood("Casualties could reach 50,000.").statements
    assert figure.modality is Modality.POSSIBLE
