"""A day that another clause tells is not the day of the act before it; a story told in the present is no plan."""

from collections.abc import Callable
from datetime import date

import pytest

from panj.records import Modality, Reading

DAY = date(2023, 5, 10)
Days = tuple[date, date]


def days(reading: Reading, text: str) -> dict[str, Days | None]:
    """Return the days of each act, by its word."""
    acts = [s.event for s in reading.statements if s.event]
    return {
        text[e.trigger.start : e.trigger.end]: (e.when.earliest, e.when.latest)
        if e.when and e.when.earliest and e.when.latest
        else None
        for e in acts
    }


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The government vowed to win back Kidal that it lost in June.", "vowed"),
        ("Mali rejected the accord it signed in 2015.", "rejected"),
        ("Chad denounced the treaty it ratified in 1998.", "denounced"),
        ("They bombed the depot because it had been used for attacks in March.", "bombed"),
        ("Troops attacked Sake although the rebels had left in March.", "attacked"),
        ("Kenya demanded that the rebels leave Goma by June.", "demanded"),
        ("Serbia insisted that NATO return to Kosovo by June.", "insisted"),
    ],
)
def test_the_day_of_a_clause_behind_an_act_is_not_the_acts(
    understood: Callable[..., Reading], text: str, act: str
) -> None:
    found = days(understood(text, published=DAY), text)
    assert act not in found or found[act] is None


def test_what_is_demanded_is_to_come(understood: Callable[..., Reading]) -> None:
    text = "Kenya demanded that the rebels leave Goma by June."
    assert days(understood(text, published=DAY), text)["leave"] == (date(2023, 6, 1), date(2023, 6, 30))


def test_a_contact_clause_keeps_its_year(understood: Callable[..., Reading]) -> None:
    text = "Mali rejected the accord it signed in 2015."
    assert days(understood(text, published=DAY), text)["signed"] == (date(2015, 1, 1), date(2015, 12, 31))


@pytest.mark.parametrize(
    ("text", "act", "modality"),
    [
        ("The rebels took Masisi on 3 March. The next day the rebels enter Sake.", "enter", Modality.ASSERTED),
        ("On 4 May the militia burns Laro. On the next day, troops attack the camp.", "attack", Modality.ASSERTED),
        ("The envoys meet in Doha next week.", "meet", Modality.PLANNED),
        ("The force withdraws from Kidal next month.", "withdraws", Modality.PLANNED),
    ],
)
def test_the_next_day_of_a_story_is_no_plan(
    understood: Callable[..., Reading], text: str, act: str, modality: Modality
) -> None:
    found = [(s, s.event) for s in understood(text, published=DAY).statements if s.event]
    assert [s.modality for s, event in found if text[event.trigger.start : event.trigger.end] == act] == [modality]
