"""Who says an aside: whoever tells the whole sentence before he is named, else the reporter."""

import pytest
from tests.situation.short import reading_of


@pytest.mark.parametrize(
    ("text", "act", "speaker"),
    [
        ("The corridor, through which 300,000 people had fled, was closed, the minister said.", "fled", "minister"),
        ("The base, from which drones were launched, was hit, according to the governor.", "launched", "governor"),
        ("The bridge, which was bombed on Friday, is closed to traffic, the mayor said.", "bombed", "mayor"),
        ("The minister said the corridor, through which 300,000 people had fled, was closed.", "fled", None),
        ("The minister said the bridge, which was bombed on Friday, was closed.", "bombed", None),
    ],
)
def test_who_is_named_at_the_end_says_the_asides_too(text: str, act: str, speaker: str | None) -> None:
    document, reading = reading_of(text)
    found = [s for s in reading.statements if s.event and s.event.trigger.of(document.text) == act]
    assert [s.chain[-1].source.name if len(s.chain) > 1 else None for s in found] == [speaker]
