"""What is offered or agreed to be sent or taken in is pledged, and who gives beside another gets nothing."""

import pytest
from tests.situation.short import lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Turkey offered to send 500 troops to Somalia.", [("help of Turkey", "pledged")]),
        ("Rwanda has agreed to send 1,000 police to Haiti.", [("help of Rwanda", "pledged")]),
        ("Fiji promised to deploy 160 soldiers to Golan.", [("help of Fiji", "pledged")]),
        ("Uganda agreed to take in 2,000 Afghans.", [("help of Uganda", "pledged")]),
        ("Chad agreed to take in 40,000 refugees.", [("help of Chad", "pledged")]),
        ("Italy promised to receive wounded children.", [("help of Italy", "pledged")]),
        ("Russia agreed to send a delegation to Geneva.", []),
        ("Iran vowed to send troops to the border.", []),
        ("Israel agreed to send soldiers home.", []),
        ("Chad agreed not to send fighters to Goma.", []),
        ("Kenya agreed to accept the verdict.", []),
        ("The UAE donated $20m to Sudan and Qatar $5m.",
         [("help of Qatar", "delivered"), ("help of United Arab Emirates for Sudan", "delivered")]),
    ],
)  # fmt: skip
def test_what_is_offered_is_pledged(text: str, found: list[tuple[str, str]]) -> None:
    assert sorted((f.label, f.status) for f in lines(text, "requests")) == found


def test_what_is_agreed_to_be_sent_answers_who_asked() -> None:
    [line] = lines("Haiti asked Kenya for police. Kenya agreed to send 1,000 police to Haiti.", "requests")
    assert (line.label, line.status) == ("Haiti asks Kenya", "pledged")
