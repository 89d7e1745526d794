"""Two titles before one name are one person; a title with an article of its own is another's."""

import pytest
from tests.situation.short import reading_of


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Former senator and Secretary of State Hillary Clinton met Zelensky in Kyiv.", 1),
        ("Former first lady and presidential candidate Hillary Clinton criticised Trump.", 1),
        ("Vice President and army chief Constantino Chiwenga met Putin.", 1),
        ("Former president and opposition leader John Mahama criticised the army.", 1),
        ("President Biden and Secretary of State Antony Blinken met Zelensky.", 2),
        ("Turkish President Erdogan and Foreign Minister Hakan Fidan met Putin.", 2),
        ("The president and Foreign Minister Hakan Fidan met Putin.", 2),
    ],
)
def test_two_titles_before_a_name_are_one_person(text: str, actors: int) -> None:
    (event,) = [s.event for s in reading_of(text)[1].statements if s.event]
    assert sum(role.role == "actor" for role in event.roles) == actors
