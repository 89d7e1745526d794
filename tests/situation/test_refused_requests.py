"""A request of which the text only tells who turned it down was put to him, and is refused."""

import pytest
from tests.situation.short import lines


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Paris turned down Bamako's request for more helicopters.", "Mali asks France"),
        ("Somalia's call for an emergency meeting was turned down by the Arab League.", "Somalia asks Arab League"),
        ("Cairo has rejected Khartoum's demand that it close the consulate.", "Sudan asks Egypt"),
        ("A request from Lima for more patrols was declined by Bogota.", "Peru asks Colombia"),
    ],
)
def test_who_turns_a_request_down_was_asked(text: str, label: str) -> None:
    assert [(f.label, f.status) for f in lines(text, "requests")] == [(label, "refused")]


@pytest.mark.parametrize(
    "text",
    [
        "Ankara has neither accepted nor rejected Kyiv's request for an escort.",
        "Jordan has not rejected Syria's request for water.",
    ],
)
def test_who_has_not_rejected_a_request_has_refused_nothing(text: str) -> None:
    assert [f.status for f in lines(text, "requests")] == ["asked"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Paris rejected a demand that it withdraw its soldiers.", "France turns down a demand"),
        ("Cairo has rejected calls to close the base.", "Egypt turns down a call"),
        ("Tehran dismissed the ultimatum.", "Iran turns down an ultimatum"),
        ("Turkey rejected a proposal for a truce in Idlib.", "Turkey turns down a proposal"),
    ],
)
def test_what_is_turned_down_is_a_line_though_nobody_says_who_asked(text: str, label: str) -> None:
    assert (label, "refused") in [(f.label, f.status) for f in lines(text, "requests")]


@pytest.mark.parametrize("text", ["Niamey refused to call a vote.", "Lima declined to comment on requests for aid."])
def test_who_will_not_do_or_say_something_turns_no_demand_down(text: str) -> None:
    assert not [f for f in lines(text, "requests") if "turns down" in f.label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Portugal asked for a vote as soon as possible.", "call of Portugal"),
        ("The Kremlin called for dialogue on Monday.", "call of Russia"),
        ("Japan has asked for access to two more sites.", "call of Japan"),
    ],
)
def test_who_asks_nobody_in_particular_has_a_line_of_his_own(text: str, label: str) -> None:
    assert [(f.label, f.status) for f in lines(text, "requests")] == [(label, "asked")]


@pytest.mark.parametrize(
    "text", ["Chad ended its call for sanctions.", "Oman asked Iran for gas.", "A call for help came."]
)
def test_a_noun_and_a_request_of_somebody_are_no_such_call(text: str) -> None:
    assert not [f for f in lines(text, "requests") if f.label.startswith("call of")]


def test_a_meeting_that_is_only_set_at_a_request_is_no_help_that_came() -> None:
    told = lines("The Security Council scheduled a session for Friday at Chad's request.", "requests")
    assert [f.status for f in told] == ["acknowledged"]
