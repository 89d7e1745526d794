"""An arrest of an earlier life has not the day of the report that mentions it."""

import pytest
from tests.situation.short import lines


@pytest.mark.parametrize(
    "text",
    [
        "Ahmed Okoye was first arrested as a student. He now leads the party.",
        "Maria Silva was previously detained for leading protests.",
        "Maria Silva, once arrested by the junta, addressed parliament.",
        "Ahmed Okoye, jailed twice before, was elected.",
        "Maria Silva was imprisoned in her youth.",
    ],
)
def test_who_was_taken_long_ago_is_not_held_today(text: str) -> None:
    assert lines(text, "measures") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Police arrested Maria Silva.", "detained, 2023-05-10"),
        ("Maria Silva was arrested on Monday for the second time.", "detained, 2023-05-08"),
        ("Maria Silva was first arrested in 2019.", "detained, 2019"),
    ],
)
def test_who_was_taken_now_or_on_a_day_is_held(text: str, value: str) -> None:
    assert [f.value for f in lines(text, "measures")] == [value]
