"""What one is on, what came of an act, and what is still to be confirmed."""

import pytest
from tests.situation.short import reading_of


@pytest.mark.parametrize(
    ("text", "act", "put"),
    [
        ("Albright met victims on a visit to Kenya.", "visit", "asserted"),
        ("Biden paid tribute on a visit to Kenya.", "visit", "asserted"),
        ("The minister will arrive on a visit to Kenya.", "visit", "planned"),
        ("They talked on a withdrawal.", "withdrawal", "possible"),
        ("As a summit in Warsaw approaches, Germany is worried.", "summit", "forecast"),
        ("As the invasion neared, thousands fled.", "invasion", "forecast"),
        ("The fighting approached the capital on Monday.", "fighting", "asserted"),
        ("The talks are nearing an end.", "talks", "asserted"),
        ("If the attack is confirmed, it will be the first since May.", "attack", "conditional"),
        ("The ministry confirmed the strike on Kherson.", "strike", "asserted"),
        ("The army has not confirmed the attack on Goma.", "attack", "possible"),
        ("The army entered Sake, only to withdraw from the town on Friday.", "withdraw", "asserted"),
        ("Troops were sent only to protect civilians.", "protect", "planned"),
    ],
)
def test_what_is_still_to_be_shown_is_no_fact(text: str, act: str, put: str) -> None:
    document, reading = reading_of(text)
    found = [s for s in reading.statements if s.event and s.event.trigger.of(document.text) == act]
    assert [s.modality for s in found] == [put]
