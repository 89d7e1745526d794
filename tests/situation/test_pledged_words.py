"""What several pledge, what is declined, and what is denied to have been asked, in the words of agencies."""

import pytest
from tests.situation.short import heads, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guinea and Djibouti each pledged a battalion.", [("Djibouti", "pledged"), ("Guinea", "pledged")]),
        ("Mali and Niger have promised to send 300 tents.", [("Mali", "pledged"), ("Niger", "pledged")]),
        ("Oslo has promised a second one.", [("Norway", "pledged")]),
        ("Kazakhstan said it would deliver 900 tons of flour.", [("Kazakhstan", "pledged")]),
        ("Russia would send humanitarian aid, Kremlin spokesman Ivan Petrov said.", [("Russia", "pledged")]),
        ("Zambia declined to contribute troops.", [("Zambia", "refused")]),
        ("Hungary refused to send any weapons to Kyiv.", [("Hungary", "refused")]),
        ("Turkey refused to give details.", []),
        ("Rwanda refused to withdraw its troops.", []),
    ],
)
def test_what_is_pledged_and_declined_without_a_request_has_a_line(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted((f.label.removeprefix("help of "), f.status) for f in lines(text, "requests")) == expected


def test_what_is_only_pledged_is_told_apart_from_what_was_given() -> None:
    [(_, value)] = heads("Sweden, which gave 9 tanks in March, has promised 5 howitzers.", "requests")
    assert value == "delivered 2023-03; “9 tanks”; pledged “5 howitzers”"


@pytest.mark.parametrize(
    "text",
    [
        "State television said Mali had asked Russia for weapons, which Mali denied.",
        "Kenya rejected claims by Somali media that Somalia had asked Egypt for weapons.",
    ],
)
def test_a_request_that_somebody_denies_is_contested(text: str) -> None:
    [line] = lines(text, "requests")
    assert line.status == "contested"
    assert line.against


def test_what_one_is_at_is_no_request_that_is_granted() -> None:
    text = "The opposition said that Lesotho was not at war and called on SADC to withdraw its team."
    assert [f.status for f in lines(text, "requests")] == ["asked"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Costa Rican Security Minister Jose Tijerino asked the OAS for help.", "Costa Rica asks"),
        (
            "Lesotho is small. In Lesotho, Prime Minister Tom Thabane asked SADC for troops to calm Lesotho.",
            "Lesotho asks",
        ),
        (
            "Lesotho is small. In Lesotho, former Prime Minister Tom Thabane asked SADC to calm Lesotho.",
            "Tom Thabane asks",
        ),
        ("Afghan rebel spokesman Zabi Karimov asked NATO for help.", "Zabi Karimov asks"),
    ],
)
def test_who_bears_a_title_of_state_asks_for_it(text: str, label: str) -> None:
    assert [found[: len(label)] for found, _ in heads(text, "requests")] == [label]


@pytest.mark.parametrize(
    "text", ["Nicaragua said its soldiers would stay.", "Nicaragua vowed a new era for its soldiers."]
)
def test_what_one_says_of_his_own_soldiers_is_no_pledge(text: str) -> None:
    assert heads(text, "requests") == []


def test_a_pledge_with_a_day_is_due_on_it_and_lapses_after_it() -> None:
    [line] = lines("Kazakhstan said it would deliver 900 tons of wheat by the end of June.", "requests")
    assert (line.status, str(line.due)) == ("pledged", "2023-06-30")


def test_a_report_s_own_voice_asks_and_is_asked_by_its_name() -> None:
    text = "The Security Council requested me to report every four months on the situation in Somalia."
    assert [label for label, _ in heads(text, "requests")] == ["Security Council asks Wire"]


def test_of_two_who_are_asked_only_the_one_that_declines_refuses() -> None:
    text = "Chad asked Mali and Niger for air support. Mali sent two drones to Chad; Niger declined, citing a war."
    assert [(f.label[-5:].strip(), f.status) for f in lines(text, "requests")] == [
        ("Mali", "delivered"),
        ("Niger", "refused"),
    ]


def test_what_one_acted_to_do_is_no_plan() -> None:
    assert lines("Reagan said he had acted to protect about 1,000 Americans.", "outlook") == []


def test_people_counted_are_nobody_s_name() -> None:
    assert lines("More than 100 have been arrested.", "measures") == []


def test_what_several_are_asked_for_is_not_asked() -> None:
    text = "East Timor asked Fiji, Tonga and Malaysia for troops and police."
    assert [label for label, _ in heads(text, "requests")] == [
        f"East Timor asks {who}" for who in ("Fiji", "Malaysia", "Tonga")
    ]


def test_people_killed_or_kidnapped_are_no_dead() -> None:
    text = "In January, at least 806 people were killed, injured or kidnapped, including some 300 gang members."
    assert lines(text, "casualties") == []
