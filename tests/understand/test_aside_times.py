"""The day of what a clause adds to a thing is not the day of what is done to it."""

import pytest
from tests.situation.short import reading_of


@pytest.mark.parametrize(
    ("text", "act", "day"),
    [
        ("The army retook the dam, lost in April.", "retook", None),
        ("The offensive to retake Mosul, seized by IS in 2014, began on Monday.", "offensive", "Monday"),
        ("Rebels shelled the airport, captured by the army in April.", "shelled", None),
        ("The strike on the bridge, built in 1984, took place on Monday.", "strike", "Monday"),
        ("The army, accused of looting in April, attacked the town on Tuesday.", "attacked", "Tuesday"),
        ("Troops attacked the town of Kidal that rebels seized in April.", "attacked", None),
        ("The army is fighting to win back Bunagana, which it lost in April.", "win back", None),
        ("Rebels shelled the airport, captured by the army in April.", "captured", "April"),
        ("Rebels retook Goma on Monday.", "retook", "Monday"),
        ("On Tuesday, gunmen abducted 12 villagers.", "abducted", "Tuesday"),
        ("The base that was attacked on 3 March was rebuilt.", "attacked", "3 March"),
    ],
)
def test_an_act_has_its_own_day(text: str, act: str, day: str | None) -> None:
    document, reading = reading_of(text)
    events = [s.event for s in reading.statements if s.event and s.event.trigger.of(document.text) == act]
    assert [e.when.text if e.when else None for e in events] == [day]
