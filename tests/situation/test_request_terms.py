"""Requests from the words of reports: stage, forum, legal basis, condition and day."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Finding
from panj.situation import Case, gather, outlook, requests
from panj.understand import understand
from panj.world import load_world


def told(text: str, day: date = date(2022, 9, 14), as_of: date | None = None) -> Case:
    document = Document(id="d", text=text, outlet="Wire", published=day)
    reading = understand(document, parse(text), load_world())
    return gather([document], [reading], reading.statements, [], as_of=as_of or day, world=load_world())


def asked(text: str, **days: date) -> list[Finding]:
    return list(requests.assess(told(text, **days), load_world()))


def terms(line: Finding) -> dict[str, str]:
    return {term.kind: term.text for term in line.terms}


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Armenia asked the CSTO for help under Article 4 of its founding treaty.", "Article 4 of its founding treaty"),
        ("Armenia appealed to Russia under the 1997 treaty of friendship.", "the 1997 treaty of friendship"),
        (
            "Poland asked NATO for talks under Article 4 of the North Atlantic Treaty.",
            "Article 4 of the North Atlantic Treaty",
        ),
        ("Invoking Chapter VII, Niger asked the United Nations for troops.", "Chapter VII"),
        ("Kinshasa asked SADC for support in line with its mutual defence pact.", "its mutual defence pact"),
        ("Guyana asked Brazil for help, citing resolution 2065.", "resolution 2065"),
    ],
)
def test_a_request_carries_its_legal_basis(text: str, basis: str) -> None:
    assert basis in {terms(line).get("basis") for line in asked(text)}


@pytest.mark.parametrize(
    ("text", "forum"),
    [
        ("Armenia asked Russia for help at a session of the CSTO Permanent Council.", "CSTO Permanent Council"),
        ("Lebanon asked France for help at a meeting of the Arab League.", "Arab League"),
        (
            "Armenia asked Russia for help. The request was discussed at a session of the Permanent Council.",
            "Permanent Council",
        ),
    ],
)
def test_a_request_carries_the_forum_in_which_it_is_raised(text: str, forum: str) -> None:
    (line,) = asked(text)
    assert terms(line)["forum"] == forum


def test_a_request_is_acknowledged_where_the_same_report_says_that_it_is_discussed() -> None:
    (line,) = asked("Armenia asked the CSTO for help. The request was considered in Moscow on Tuesday.")
    assert line.status == "acknowledged"
    (line,) = asked("Armenia asked the CSTO for help. The request was not considered in Moscow.")
    assert line.status == "asked"


def test_a_request_keeps_its_condition_and_its_day_and_lapses() -> None:
    text = "Mali asked France to withdraw its troops by September 30 if the talks fail."
    (line,) = asked(text)
    assert (terms(line)["condition"], str(line.due), line.status) == ("if the talks fail", "2022-09-30", "asked")
    (line,) = asked(text, as_of=date(2022, 10, 5))
    assert line.status == "lapsed"


def test_help_that_is_set_aside_is_more_than_promised_and_not_yet_there() -> None:
    statuses = {
        text: [f.status for f in asked(text)]
        for text in (
            "Germany promised to send tanks to Ukraine.",
            "Germany has approved the delivery of tanks to Ukraine.",
            "Germany has delivered tanks to Ukraine.",
        )
    }
    assert list(statuses.values()) == [["pledged"], ["allocated"], ["delivered"]]


def test_partners_that_nobody_names_are_answered_for_by_any_known_giver() -> None:
    (line,) = asked("Ukraine asked its Western partners for tanks. Germany promised to send tanks to Ukraine.")
    assert line.status == "pledged"


def test_help_of_anybody_answers_no_wish_of_another_kind() -> None:
    text = "Ukraine asked its Western partners to lift the ban on long strikes. Germany sent tanks to Ukraine."
    (line,) = (f for f in asked(text) if f.label.startswith("Ukraine asks"))
    assert line.status == "asked"


def test_several_who_ask_ask() -> None:
    (line,) = asked("The coup leaders asked Mali for help.")
    assert line.label == "coup leaders ask Mali"


@pytest.mark.parametrize(
    ("text", "status", "due"),
    [
        ("A decision on an inquiry is expected by Friday.", "forecast", "2022-09-16"),
        ("The truce is due to end on September 19.", "planned", "2022-09-19"),
        ("On Monday the leaders gave the junta seven days to hand back power.", "demanded", "2022-09-19"),
        ("A team of experts must report within 60 days.", "demanded", "2022-11-13"),
    ],
)
def test_what_is_due_in_words_is_in_the_outlook(text: str, status: str, due: str) -> None:
    lines = outlook.assess(told(text), load_world())
    assert (status, due) in {(f.status, str(f.due)) for f in lines}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The envoy insisted on the disarming of the Lions Brigade militia as a first step.", []),
        ("Mothers of captives demanded lists of all prisoners.", []),
        ("Chad insisted on the return of its central bank to the regional council.", []),
        ("The regional council has ordered the compulsory evacuation of families with children.", []),
        ("Chad asked for the withdrawal of Sudanese troops.", ["Chad asks Sudan"]),
        ("Chad sought the help of France.", ["Chad asks France"]),
    ],
)
def test_whom_what_is_asked_for_befalls_is_not_asked_for_it(text: str, labels: list[str]) -> None:
    assert [line.label for line in asked(text)] == labels


def test_a_forum_is_told_once_with_initials_and_without() -> None:
    (line,) = asked("Kyiv requested an urgent meeting of the U.N. Security Council.")
    assert [term.text for term in line.terms if term.kind == "forum"] == ["United Nations Security Council"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("We take note of the sanctions, and invite the United Nations to do as much.", "Wire asks United Nations"),
        ("Partners ask Sudan to guarantee access.", "Partners ask Sudan"),
        ("Rights lawyers called on Chad to leave.", "Rights lawyers ask Chad"),
    ],
)
def test_who_asks_is_named_as_one_or_several(text: str, label: str) -> None:
    assert [line.label for line in asked(text)] == [label]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Congo accused Rwanda of supplying the M23 with guns.", []),
        ("Chad blamed Libya for arming the rebels of FACT.", []),
        ("Kenya accused Uganda of theft. Kenya sent tents to Somalia.", ["help of Kenya for Somalia"]),
    ],
)
def test_help_that_somebody_is_accused_of_is_none_that_was_given(text: str, labels: list[str]) -> None:
    assert [line.label for line in asked(text) if line.label.startswith("help")] == labels


def test_help_that_hangs_on_being_asked_answers_no_request() -> None:
    text = (
        "Somalia called on the Arab League for help. Egypt would send 5,000 troops to Somalia if Mogadishu asked for "
        "them, an official said."
    )
    assert {line.status for line in asked(text)} == {"asked"}


def test_has_refused_right_behind_a_request_refuses_it() -> None:
    (line,) = asked("Washington has asked Tokyo to send destroyers. Tokyo has refused, a diplomat said.")
    assert line.status == "refused"


def test_whose_release_is_demanded_is_not_asked_whoever_stands_beside_him() -> None:
    assert not asked("The bloc demanded the release of former president Ali Bongo and minister Rose Ossouka.")


def test_who_has_not_asked_is_not_refused() -> None:
    text = (
        "Paris asked its partners for military help. France has not asked NATO for help under Article 5 of its treaty, "
        "two diplomats said."
    )
    assert {line.status for line in asked(text)} == {"asked"}


@pytest.mark.parametrize(
    "text",
    [
        "The federal government ordered the closure of 47 boarding schools.",
        "The minister demanded the reform of the police.",
        "France called for an investigation of the Chadian army.",
        "The opposition demanded the dissolution of parliament.",
    ],
)
def test_what_something_is_to_befall_is_not_asked_for_it(text: str) -> None:
    assert not [f for f in asked(text) if " asks " in f.label]


def test_who_is_asked_for_an_investigation_is_asked() -> None:
    assert asked("Chad asked the African Union for an investigation of the attack.")


def ahead(text: str) -> dict[str, str]:
    return {f.label: terms(f).get("condition", "") for f in outlook.assess(told(text), load_world())}


def test_a_condition_told_in_other_words_stands_beside_what_hangs_on_it() -> None:
    text = (
        "If the attacks continue, Interior Minister John Murkomen told reporters, Kenya will send 500 troops to Lamu."
    )
    assert ahead(text) == {"Kenya will send 500 troops to Lamu": "If the attacks continue"}


def test_a_condition_by_itself_is_no_line_and_what_a_relative_clause_tells_hides_no_plan() -> None:
    text = '"If the attacks continue," Murkomen said, "we will rebuild the fence that the rebels destroyed."'
    assert list(ahead(text)) == ["we will rebuild the fence that the rebels destroyed."]
