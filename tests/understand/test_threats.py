"""What one says one may do is a threat to whom it would be done; what others may do is none."""

import pytest
from tests.situation.short import reading_of


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("Iran warned it would strike Israel.", ["Israel"]),
        ("India warned it would retaliate against Pakistan.", ["Pakistan"]),
        ("Kyiv warned that its drones could hit Russian refineries.", [None]),
        ("Hezbollah threatened Cyprus.", ["Cyprus"]),
        ("The general warned that rebels could attack schools in Kaya.", []),
        ("Police warned that gangs might kidnap travellers on the road to Jacmel.", []),
        ("Analysts warned that Israel may strike Iran's reactors.", []),
        ("The UN warned that the fighting could displace 200,000 people.", []),
    ],
)
def test_a_threat_is_of_what_one_may_do_oneself(text: str, against: list[str | None]) -> None:
    events = [s.event for s in reading_of(text)[1].statements if s.event and s.event.code == "THREATEN"]
    assert [next((r.name for r in e.roles if r.role == "recipient"), None) for e in events] == against
