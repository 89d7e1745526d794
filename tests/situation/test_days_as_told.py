"""A day is shown no more exactly than it is told, and nobody's wish for another's luck is a request."""

from datetime import date

import pytest
from tests.situation.short import lines


@pytest.mark.parametrize(
    ("text", "topic", "value"),
    [
        ("In 2022, Ukraine asked Germany for tanks.", "requests", "asked 2022"),
        ("In March Ukraine asked NATO for jets.", "requests", "asked 2023-03"),
        ("On 4 March Ukraine asked NATO for jets.", "requests", "asked 2023-03-04"),
        ("Ahmed Okoye, who was arrested in 2021, has been moved to another prison.", "measures", "detained, 2021"),
        ("In 2022 Norway pledged 14 tanks to Ukraine.", "requests", "pledged 2022; “14 tanks”"),
        ("The UN sought $5 million for Chad in January.", "requests", "asked 2023-01; “$5 million”"),
    ],
)
def test_of_a_year_or_a_month_no_day_is_made(text: str, topic: str, value: str) -> None:
    assert [f.value for f in lines(text, topic)] == [value]


def test_of_days_that_are_no_month_the_last_is_shown() -> None:
    assert [f.value for f in lines("Last week Moldova asked Romania for gas.", "requests")] == [
        f"asked {date(2023, 5, 7)}"
    ]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Macron wants others to succeed.", []),
        ("“I want people to say that we did our best,” Biden said.", []),
        ("“I just want you to know how sorry we are,” the minister said.", []),
        ("Turkey wants Sweden to prosper.", []),
        ("Kyiv wants Berlin to send tanks.", ["Ukraine asks Germany"]),
        ("France wants Mali to hold elections.", ["France asks Mali"]),
    ],
)
def test_who_only_wishes_another_luck_asks_for_nothing(text: str, asked: list[str]) -> None:
    assert [f.label for f in lines(text, "requests")] == asked
