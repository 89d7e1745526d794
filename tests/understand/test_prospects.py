"""What is to come in words that name no act, and the clock of what somebody is given a time for."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Modality, Statement
from panj.understand import understand
from panj.world import load_world

DAY = date(2023, 8, 2)  # a Wednesday


def stated(text: str) -> list[tuple[Statement, Document]]:
    document = Document(id="d", text=text, outlet="Wire", published=DAY)
    return [(s, document) for s in understand(document, parse(text), load_world()).statements]


def due(text: str) -> set[tuple[str, str | None]]:
    """Return how each statement about what lies ahead is put, and its last day."""
    found = [(s.modality.value, s.days) for s, _ in stated(text) if s.modality is not Modality.ASSERTED]
    return {(put, str(when.latest)) for put, when in found if when and when.latest}


@pytest.mark.parametrize(
    ("text", "put", "last"),
    [
        ("The ultimatum expires on August 6.", "planned", "2023-08-06"),
        ("The mandate of the mission ends on August 31.", "planned", "2023-08-31"),
        ("The truce is due to end on August 19.", "planned", "2023-08-19"),
        ("A ruling is expected before December 3.", "forecast", "2023-12-03"),
        ("Council members were expected to vote on August 30.", "forecast", "2023-08-30"),
        ("Two teams of experts are expected in Georgetown by the end of August.", "forecast", "2023-08-31"),
        ("The ceasefire was extended until August 20.", "planned", "2023-08-20"),
        ("A team of experts must report to the organ within 60 days.", "demanded", "2023-10-01"),
        ("Germany wants its soldiers to be home by May 2024.", "demanded", "2024-05-31"),
        ("They visited the camp, which closes on August 9.", "planned", "2023-08-09"),
    ],
)
def test_a_day_ahead_of_the_report_is_due_though_no_act_is_understood(text: str, put: str, last: str) -> None:
    assert (put, last) in due(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mission ended on July 31.",
        "Within two weeks they had built the camp.",
        "The treaty of 1992 has 15 articles.",
        "I am deeply saddened on this Thanksgiving Day.",
        "The centre released the results of the September 17 airstrike inquiry.",
        "Those able to take part should dial 888-847-6592.",
        "The paper said on Tuesday that it was quiet.",
        "He said that the mission ended in July, not on August 31.",
    ],
)
def test_what_is_over_is_not_due(text: str) -> None:
    assert due(text) == set()


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Leaders gave the junta seven days to hand back power, saying on Sunday that they might use force.",
            "2023-08-06",
        ),
        ("On Monday the army gave the rebels 48 hours to lay down their arms.", "2023-08-02"),
        ("On Tuesday the court gave Venezuela ten days to reply.", "2023-08-11"),
    ],
)
def test_who_is_given_days_has_them_from_the_day_that_is_told_beside(text: str, last: str) -> None:
    assert ("demanded", last) in due(text)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("The Taliban gave the garrison 48 hours to surrender.", "The Taliban gave"),
        ("Burkina Faso asked French forces in January to leave within a month.", "Burkina Faso asked"),
        ("The council granted the parties 30 days to agree on a map.", "The council granted"),
    ],
)
def test_where_no_day_is_told_the_words_of_the_giving_start_the_clock(text: str, clock: str) -> None:
    found = {
        document.text[s.days.after.start : s.days.after.end]
        for s, document in stated(text)
        if s.days and s.days.after and s.modality is not Modality.ASSERTED
    }
    assert clock in found


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("A decision is expected at the session.", Modality.FORECAST),
        ("A new resolution is anticipated.", Modality.FORECAST),
        ("An early return is unlikely.", Modality.FORECAST),
        ("The organization is prepared to use its rapid reaction forces.", Modality.CONDITIONAL),
        ("If the situation worsens, the alliance will open an office in Dushanbe.", Modality.CONDITIONAL),
        ("South Africa would pay for the mission if the bloc asked it to.", Modality.CONDITIONAL),
    ],
)
def test_what_is_foretold_or_hangs_on_a_condition_is_stated_in_words(text: str, put: Modality) -> None:
    assert put in {s.modality for s, _ in stated(text)}


def test_what_was_likely_in_the_past_is_no_forecast() -> None:
    assert not [s for s, _ in stated("It is likely that it was a rocket.") if s.modality is Modality.FORECAST]


@pytest.mark.parametrize(
    "text",
    [
        "Armenia appealed to Russia under the 1997 treaty.",
        "Poland appealed to NATO after the 2006 war.",
        "Guyana appealed to Brazil under the 1966 Geneva Agreement.",
    ],
)
def test_the_year_of_a_treaty_is_not_the_time_of_the_appeal(text: str) -> None:
    asked = [s.event.when for s, _ in stated(text) if s.event and s.event.code == "REQUEST"]
    assert asked == [None]


def test_who_asks_for_something_on_a_condition_asks_no_question() -> None:
    text = "Ali said that his country would ask the council for help if Venezuela moved its forces to the border."
    assert Modality.ASKED not in {s.modality for s, _ in stated(text)}
    assert Modality.ASKED in {s.modality for s, _ in stated("Reporters asked if Venezuela had moved its forces.")}


def test_what_a_draft_would_do_is_planned() -> None:
    text = "France was drafting a resolution that would complete the withdrawal within six months of its adoption."
    ((put, clock),) = [
        (s.modality, document.text[s.days.after.start : s.days.after.end])
        for s, document in stated(text)
        if s.days and s.days.after
    ]
    assert (put, clock) == (Modality.PLANNED, "its adoption")


def test_a_clause_keeps_the_if_that_it_begins_with() -> None:
    text = "If the situation worsens, the alliance will open an office."
    assert {s.quote for s, _ in stated(text)} == {text.rstrip(".")}


@pytest.mark.parametrize(
    ("text", "act", "clock"),
    [
        ("The government could fall six months after the withdrawal.", "FALL", "the withdrawal"),
        ("Kabul may fall three weeks after the ceasefire.", "TAKE", "the ceasefire"),
        ("Refugees could flee two days after the attack.", "FLEE", "the attack"),
    ],
)
def test_a_length_of_time_before_after_is_no_part_of_the_name_of_what_follows(text: str, act: str, clock: str) -> None:
    whens = [s.event.when for s, _ in stated(text) if s.event and s.event.code == act]
    assert [w.after.of(text) for w in whens if w and w.after] == [clock]


@pytest.mark.parametrize("verb", ["ordered", "announced", "authorized", "approved"])
def test_a_mobilisation_that_is_decided_is_not_yet_done_by_that(verb: str) -> None:
    said = [s for s, _ in stated(f"The president {verb} the mobilisation of reservists.") if s.event]
    assert [
        s.event.trigger.of(f"The president {verb} the mobilisation of reservists.")
        for s in said
        if s.event and s.event.code == "MOBILIZE"
    ] == ["mobilisation"]


def test_what_somebody_hopes_this_week_is_no_plan() -> None:
    text = "This Sunday I hope you will join me in thanking the troops."
    document = Document(id="d", text=text, outlet="Wire", published=date(2024, 5, 10))
    found = understand(document, parse(text), load_world()).statements
    assert not [s for s in found if s.when is not None]


@pytest.mark.parametrize(
    "text",
    [
        "The dispute over the pipeline was resolved by the two governments.",
        "The town was considered safe by the aid groups.",
        "Bail was set at $25,000.",
        "The fire was set at night.",
        "These posts are key, even if they are small.",
        "He was dedicated to his men.",
    ],
)
def test_a_word_for_a_plan_that_says_how_something_is_plans_nothing(text: str) -> None:
    assert {s.modality for s, _ in stated(text)} <= {Modality.ASSERTED}


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("A sale of the jets is being considered.", Modality.PLANNED),
        ("The garrison was resolved to hold the bridge.", Modality.PLANNED),
        ("The talks are set for Friday.", Modality.PLANNED),
        ("It is important to keep the road open.", Modality.DEMANDED),
    ],
)
def test_a_plan_that_is_told_as_one_stays_one(text: str, put: Modality) -> None:
    assert put in {s.modality for s, _ in stated(text)}


def test_who_warns_of_how_things_are_foretells_nothing() -> None:
    text = "Doctors warned that the hospital is without power. Doctors warned that the hospital will be without power."
    assert [s.modality for s, _ in stated(text)] == [Modality.ASSERTED, Modality.FORECAST]


def test_what_is_assured_of_the_past_is_no_plan() -> None:
    said = [s for s, _ in stated("Manila gave assurances that no cement was aboard.") if len(s.chain) > 1]
    assert [s.modality for s in said] == [Modality.ASSERTED]


def test_no_number_of_a_telephone_is_a_year_that_something_is_due() -> None:
    assert due("Witnesses are asked to call the police at 519-661-5670.") == set()


def test_the_next_decade_runs_from_the_report() -> None:
    assert due("Growth will average 3 per cent over the next decade.") == {("forecast", "2033-08-01")}  # by days
