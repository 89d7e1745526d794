"""How hostile an act is: by its CAMEO root, for PLOVER has one root for an appeal and for a demand."""

import pytest
from tests.situation.short import lines


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Armenia asked Russia for help.", 3.0),
        ("Eritrea appealed to Sudan for assistance.", 3.0),
        ("Ethiopia demanded that Egypt withdraw its warships.", -5.0),
        ("Chad ordered Sudan to pull back its troops.", -5.0),
        ("Armenia shelled Azerbaijan.", -10.0),
    ],
)
def test_an_appeal_brings_two_closer_and_a_demand_parts_them(text: str, level: float) -> None:
    assert [line.best for line in lines(text, "tension")] == [level]
