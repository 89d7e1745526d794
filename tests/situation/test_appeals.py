"""Appeals for money, and help that is set aside, announced, ended or only summed up."""

import pytest
from tests.situation.short import heads, lines, reading_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("OCHA appealed for $95 million on Monday.", "“$95 million”"),
        (
            "UNICEF is asking for 40 million euros for Haiti, of which 6 million euros has been received.",
            "“40 million euros”; “6 million euros” of it come in",
        ),
        ("UNHCR has asked for $61 million. So far 12 per cent of that has been funded.",
         "“$61 million”; “12 per cent” of it come in"),
        ("UNHCR has asked for $61 million. The roof has a slope of 12 per cent.", "“$61 million”"),
        ("UNHCR has asked for $61 million. It hopes that half of that will be covered by May.", "“$61 million”"),
    ],
)  # fmt: skip
def test_an_appeal_tells_what_is_asked_for_and_what_of_it_has_come(text: str, value: str) -> None:
    (line,) = lines(text, "requests")
    assert (line.label.split()[0], line.status) == ("appeal", "asked")
    assert str(line.value).partition("; ")[2] == value


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        (
            "The 2025 Humanitarian Needs and Response Plan, which requires US$4.16 billion, was 28 per cent funded.",
            "2025 Humanitarian Needs and Response Plan",
            "“US$4.16 billion”; “28 per cent” of it come in",
        ),
        (
            "The US$2.5 billion response plan for Chad is only 12 per cent funded.",
            "response plan for Chad",
            "“US$2.5 billion”; “12 per cent” of it come in",
        ),
    ],
)
def test_a_plan_asks_for_its_sum_before_or_behind_its_name(text: str, label: str, value: str) -> None:
    (line,) = lines(text, "requests")
    assert (line.label, str(line.value).partition("; ")[2]) == (label, value)


def test_a_plan_to_build_asks_nobody() -> None:
    assert not lines("The $2.5 billion plan for a new port was approved.", "requests")


def test_what_came_in_is_of_the_last_appeal_before_it() -> None:
    text = "UNHCR appealed for $61 million. UNICEF appealed for $8 million. Its appeal is 9 percent funded."
    found = {f.label: f.value or "" for f in lines(text, "requests")}
    assert "9 percent" not in found["appeal of UNHCR"]
    assert "9 percent" in found["appeal of UNICEF"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Denmark has allocated 90 million kroner for Yemen.", "allocated"),
        ("The World Bank approved a $200 million grant to Jordan.", "allocated"),
        ("Italy announced an additional $9 million on Tuesday.", "pledged"),
        ("Donors pledged $2 billion at a conference in Brussels.", "pledged"),
        ("Austria has promised Lebanon 7 million euros.", "pledged"),
        ("Spain gave Chad 3 million euros.", "delivered"),
        ("Canada has given 8.5 million Canadian dollars.", "delivered"),
        ("The European Union gave 700,000 euros for blankets.", "delivered"),
    ],
)
def test_help_that_is_announced_or_set_aside_is_not_yet_delivered(text: str, status: str) -> None:
    assert {f.status for f in lines(text, "requests")} == {status}


@pytest.mark.parametrize(
    "text",
    [
        "The agency halted food rations for 40,000 people in Niger.",
        "Belgium suspended all military aid to Mali.",
        "A new tranche came, bringing total British aid to Yemen to $70 million.",
    ],
)
def test_help_that_ends_or_is_only_summed_up_is_no_gift(text: str) -> None:
    assert [f.label for f in lines(text, "requests") if f.label.startswith("help")] == []
    assert "helps" not in str(heads(text, "tension"))


def test_refugees_to_whom_something_else_is_done_are_no_count_of_the_displaced() -> None:
    assert heads("Police detained 80 refugees in Izmir.", "displacement") == []
    assert heads("Kenya hosts 80,000 refugees.", "displacement") != []


def test_a_lack_that_lasts_to_a_day_is_no_plan() -> None:
    assert lines("The agency has a shortfall of $30 million to the end of the year.", "outlook") == []


def test_a_national_society_is_not_the_international_committee() -> None:
    _, reading = reading_of("The Malian Red Cross said that 300 people had fled. The Red Cross treated 20.")
    assert {m.entity for m in reading.mentions if "Red Cross" in m.text} == {"ml/red-cross"}
    _, reading = reading_of("The Malian Red Cross and the ICRC met. The Red Cross treated 20.")
    assert {m.text: m.entity for m in reading.mentions}["Red Cross"] == "icrc"


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("The 2023 response plan for Mali requires $751 million; only 4 per cent is funded.",
         "2023 response plan for Mali", "“$751 million”; “4 per cent” of it come in"),
        ("The flash appeal for Nepal of $15 million is 32 per cent funded.",
         "flash appeal for Nepal", "“$15 million”; “32 per cent” of it come in"),
        ("UNHCR said that its plan for $93 million was 15 per cent funded.",
         "appeal of", "“$93 million”; “15 per cent” of it come in"),
    ],
)  # fmt: skip
def test_the_sum_of_an_appeal_is_told_without_saying_who_asks(text: str, label: str, value: str) -> None:
    (line,) = lines(text, "requests")
    assert line.label.startswith(label)
    assert str(line.value).partition("; ")[2] == value


def test_a_year_in_the_name_of_a_plan_is_no_day_that_is_due() -> None:
    assert lines("The 2023 Humanitarian Response Plan, which seeks $15 million, is 8 percent funded.", "outlook") == []
