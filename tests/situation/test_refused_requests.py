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
