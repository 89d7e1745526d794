"""Forces whose number somebody puts, speaks of, or estimates."""

import pytest
from tests.situation.short import heads, lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Analysts put the number of Wagner fighters in Mali at 1,000.", ("Wagner fighters", "1,000")),
        ("Juba puts the number of Ugandan soldiers in Yei at over 600.", ("Ugandan soldiers", "over 600")),
        ("Official data speak of 4,200 soldiers on the island.", ("soldiers", "4,200 soldiers")),
    ],
)
def test_a_number_that_is_put_to_forces_is_of_them(text: str, line: tuple[str, str]) -> None:
    assert heads(text, "forces") == [line]


def test_two_who_count_the_same_forces_otherwise_are_in_dispute() -> None:
    text = "The militia put the number of its fighters in the city at 3,000; the government spoke of 8,000."
    assert [f.status for f in lines(text, "forces")] == ["disputed"]


@pytest.mark.parametrize(
    "text",
    [
        "Juba put the number of soldiers killed in Bor at 70.",
        "The ministry said 4,200 soldiers on the island may leave.",
        "The plan would put the number of soldiers in the force at 5,000.",
    ],
)
def test_who_was_killed_or_may_come_stands_nowhere(text: str) -> None:
    assert heads(text, "forces") == []
