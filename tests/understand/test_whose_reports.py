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


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Nearly simultaneous bombings in Lomé, on Aug. 7, killed 258 people.", False),
        ("Almost daily attacks on convoys killed 12 soldiers.", False),
        ("Almost all attacks on the convoys failed.", False),
        ("Rebels nearly captured Laro.", True),
        ("It was almost a war.", True),
    ],
)
def test_what_was_nearly_daily_was_there_and_what_was_nearly_done_was_not(
    understood: Understood, text: str, denied: bool
) -> None:
    acts = [s for s in understood(text).statements if s.event]
    assert acts
    assert any(s.denied for s in acts) == denied


def test_what_somebody_fails_to_mention_is_the_reporter_s(understood: Understood) -> None:
    text = "Petrov failed to mention the attack on the consulate that killed four Kenyans."
    assert {len(s.chain) for s in understood(text).statements} == {1}


@pytest.mark.parametrize(
    "head",
    ["Minister for the East, Ivan Petrov said:", "Governor of the North, Ivan Petrov added:", "Ivan Petrov said:"],
)
def test_under_a_title_a_name_and_a_colon_all_paragraphs_are_his(understood: Understood, head: str) -> None:
    text = f"{head}\nRebels have fled Laro.\nThe army has taken Bara. They have shelled the port."
    said = [s for s in understood(text).statements if s.event]
    assert len(said) > 2
    assert {s.chain[-1].source.name for s in said} == {"Ivan Petrov"}


def test_a_quotation_of_many_sentences_is_its_speaker_s_to_the_closing_mark(understood: Understood) -> None:
    text = (
        'Gen. Ivan Petrov, commander of Northern Central Command said, "Rebels have fled Laro. In Bara, with the '
        'support of the 60-nation coalition, the army has taken the port. We will continue to support them."'
    )
    said = [s for s in understood(text).statements if s.event]
    assert {s.chain[-1].source.name for s in said} == {"Ivan Petrov"}


def test_who_goes_home_says_nothing(understood: Understood) -> None:
    text = '"Instead of making sure that soldiers come back safe, she goes home, they shelled it," Petrov stated.'
    assert {s.chain[-1].source.name for s in understood(text).statements} == {"Petrov"}
