"""What is to come by its own clause: on what it hangs, by which day, and plans that change what is in force."""

import pytest
from tests.situation.short import lines


def told(text: str) -> dict[str, tuple[str, str]]:
    """Return how each thing to come stands and by when, by its words."""
    return {f.label: (f.status, str(f.due or "")) for f in lines(text, "outlook")}


@pytest.mark.parametrize(
    "text",
    [
        "They would not leave any town until Kinshasa agreed to direct talks",
        "Its helicopters would stay as long as the last convoy was on the road",
        "U.S. troops would leave as soon as order was restored",
        "Elections will be held as soon as security permits",
    ],
)
def test_what_will_be_only_until_or_once_something_is_hangs_on_it(text: str) -> None:
    assert told(f"{text}, the minister said.") == {text: ("conditional", "")}


@pytest.mark.parametrize(
    "text", ["The embassy will stay shut until Friday.", "Chad will keep its troops there until the end of May."]
)
def test_what_lasts_until_a_day_hangs_on_nothing(text: str) -> None:
    assert not [status for status, _ in told(text).values() if status == "conditional"]


def test_a_day_in_an_aside_is_not_that_of_the_plan_beside_it() -> None:
    text = "The pact, which expires in July, is to be signed again in Oslo next Thursday"
    assert told(f"{text}, an official said.") == {text: ("planned", "2023-05-11")}


def test_a_day_behind_a_semicolon_is_of_another_plan() -> None:
    [line] = told("If Rashid is arrested, his forces would abandon the deal; the rains begin in June.").values()
    assert line == ("conditional", "")


@pytest.mark.parametrize(
    "text", ["Lithuania will reopen its embassy in Kyiv", "Oman will suspend its treaty with Yemen"]
)
def test_a_plan_to_change_what_is_in_force_is_told_though_it_has_no_day(text: str) -> None:
    assert told(f"{text}.") == {text: ("planned", "")}


def test_a_plan_that_changes_nothing_in_force_and_has_no_day_is_not_told() -> None:
    assert not told("The court will close the hearing to minorities.")
