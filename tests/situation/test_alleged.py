"""What somebody is only accused of is no act that came about; what is condemned is."""

import pytest
from tests.situation.short import heads


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Azerbaijan accused Armenia of shelling its villages.", "1 ACCUSE; alleged: 1 ASSAULT"),
        ("Rwanda was accused of sending troops into Congo.", "alleged: 1 MOBILIZE"),
        ("Belgrade accused Pristina of attacking Serbs and summoned the ambassador.", "1 ACCUSE; alleged: 1 ASSAULT"),
        ("Amid accusations that Eritrea had attacked Ethiopia, the envoy left.", "alleged: 1 ASSAULT"),
        ("Armenia shelled Azerbaijani villages.", "1 ASSAULT"),
        ("The UN said that Rwanda had attacked Congo.", "1 ASSAULT"),
        ("Ethiopia attacked Eritrea, and Sudan condemned it.", "1 ASSAULT"),
        ("Eritrea denied that it had attacked Ethiopia.", None),
    ],
)
def test_what_one_is_accused_of_is_told_apart(text: str, value: str | None) -> None:
    found = [v for label, v in heads(text, "tension") if label.count(" and ") == 1 and "Sudan" not in label]
    assert found == ([value] if value else [])
