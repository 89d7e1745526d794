"""Two dates that a text joins are one stretch of time."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document
from panj.understand.times import find_times
from panj.understand.times.ranges import in_stretches


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He served there from 2013 to 2015.", [("2013 to 2015", date(2013, 1, 1), date(2015, 12, 31))]),
        ("The talks ran from May 3 to June 9.", [("May 3 to June 9", date(2021, 5, 3), date(2021, 6, 9))]),
        ("Between 1994 and 1997 it fought on.", [("1994 and 1997", date(1994, 1, 1), date(1997, 12, 31))]),
        (
            "It fought in 1994 and in 1997.",
            [("1994", date(1994, 1, 1), date(1994, 12, 31)), ("1997", date(1997, 1, 1), date(1997, 12, 31))],
        ),
        (
            "Deaths rose from 12 in 2019 to 40 in 2020.",
            [("2019", date(2019, 1, 1), date(2019, 12, 31)), ("2020", date(2020, 1, 1), date(2020, 12, 31))],
        ),
        ("Ten people died over the past year.", [("the past year", date(2020, 7, 8), date(2021, 7, 8))]),
        ("They are to leave for Doha on Wednesday.", [("Wednesday", date(2021, 7, 14), date(2021, 7, 14))]),
        ("He was a guest at the fair this weekend.", [("this weekend", date(2021, 7, 3), date(2021, 7, 4))]),
        ("The site was hit 30 hours ago.", [("30 hours ago", date(2021, 7, 7), date(2021, 7, 7))]),
    ],
)
def test_a_stretch_has_its_first_and_last_day(text: str, found: list[tuple[str, date, date]]) -> None:
    document = Document(id="d", text=text, published=date(2021, 7, 8))
    times = in_stretches(text, find_times(document, parse(text)))
    assert [(t.text, t.earliest, t.latest) for t in times] == found
