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
        ("Nigeria and Ghana have each promised a battalion for a force of 3,000 men.",
         [("help of Ghana", "pledged"), ("help of Nigeria", "pledged")]),
        ("Switzerland has promised 2 million francs.", [("help of Switzerland", "pledged")]),
        ("Canada delivered satellite images worth $500,000.", [("help of Canada", "delivered")]),
        ("India extended a credit line of $200 million to Oman.", [("help of India", "delivered")]),
        ("France announced 40 million euros for Lebanon's army.", [("help of France", "pledged")]),
        ("Algeria sent 14 planes with relief goods.", [("help of Algeria", "delivered")]),
        ("Chad refused to join the mission.", [("help of Chad", "refused")]),
        ("Moscow offered talks with the ministry in Warsaw.", []),
        ("Cuba offered condolences to Haiti.", []),
        ("Washington agreed to sell Doha 36 jets.", []),
        ("Peru said 3 million dollars for the port was too little.", []),
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
