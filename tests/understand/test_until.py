"""What holds until a day holds from now to that day; what is put off until then is of that day."""

import pytest
from tests.situation.short import reading_of

NOW = "2023-05-10"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "act", "days"),
    [
        ("The border will be closed until Friday.", "closed", (NOW, "2023-05-12")),
        ("The truce holds until Tuesday.", "truce", (NOW, "2023-05-16")),
        ("The curfew remains in place until 20 May.", "curfew", (NOW, "2023-05-20")),
        ("The talks were postponed until next week.", "talks", ("2023-05-15", "2023-05-21")),
        ("Rebels held the town until Friday.", "held", ("2023-05-05", "2023-05-05")),
        ("The fighting lasted until Tuesday.", "fighting", ("2023-05-09", "2023-05-09")),
        ("Turkey closed the crossing until further notice.", "closed", None),
        ("Kenya will send 1,000 police over the next year.", "send", (NOW, "2024-05-09")),
    ],
)
def test_what_lasts_until_a_day_lasts_from_now(text: str, act: str, days: tuple[str, str] | None) -> None:
    document, reading = reading_of(text)
    (found,) = [s for s in reading.statements if s.event and s.event.trigger.of(document.text) == act]
    when = found.event.when if found.event else None
    assert ((str(when.earliest), str(when.latest)) if when else None) == days
    assert found.condition is None
