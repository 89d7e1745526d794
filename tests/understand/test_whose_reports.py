"""Reports that a land's press tells are not that land's; a month's name in a person's is no month."""

from collections.abc import Callable

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Reports in Kenya said rebels had fled Laro.", "Reports"),
        ("Media reports in Tanzania have said rebels had fled Laro.", "Media reports in Tanzania"),
        ("Russian media reports said rebels had fled Laro.", "Russian media reports"),
        ("The Turkish press said rebels had fled Laro.", "Turkish press"),
        ("A study on Iran said rebels had fled Laro.", "study on Iran"),
        ("A UN report on Syria said rebels had fled Laro.", "United Nations"),
        ("A report by the UN said rebels had fled Laro.", "United Nations"),
    ],
)
def test_what_a_report_is_of_and_where_it_is_printed_is_not_who_says_it(
    understood: Understood, text: str, source: str
) -> None:
    (name,) = {s.chain[-1].source.name for s in understood(text).statements if len(s.chain) > 1}
    assert name == source


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Ken May, a former employee, said that soldiers had fled Laro.", []),
        ("The general, John March, told reporters that rebels had seized Laro.", []),
        ("Prime Minister Theresa May said on March 3 that troops would leave.", ["March 3"]),
        ("The army left in May.", ["May"]),
        ("In March the general left.", ["March"]),
    ],
)
def test_a_month_s_name_behind_a_first_name_is_no_month(understood: Understood, text: str, times: list[str]) -> None:
    assert [time.text for time in understood(text).times] == times
