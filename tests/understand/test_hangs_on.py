"""What hangs on a condition in its other forms, what falls or is set for a day, and whose day it is."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Modality, Statement
from panj.understand import understand
from panj.world import load_world


def _said(text: str) -> tuple[Statement, ...]:
    document = Document(id="d", text=text, outlet="Wire", published=date(2014, 3, 3))
    return understand(document, parse(text), load_world()).statements


@pytest.mark.parametrize(
    "text",
    [
        "Ghana said that its 450 soldiers will arrive by the end of May, provided that equipment is available.",
        "Ghana will send a battalion on condition that its costs are covered.",
        "Ghana will send troops on the condition that its costs are covered.",
    ],
)
def test_what_is_done_provided_or_on_condition_hangs_on_it(text: str) -> None:
    [sent] = [s for s in _said(text) if s.event and s.event.code == "MOBILIZE"]
    assert (sent.modality, sent.condition is not None) == (Modality.CONDITIONAL, True)


def test_what_somebody_provided_is_no_condition() -> None:
    assert all(s.condition is None for s in _said("The food provided by Japan arrived on Monday."))


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("A referendum would take place on June 27, the minister said.", Modality.PLANNED),
        ("The mandate of the mission will end on 20 August.", Modality.PLANNED),
        ("The election would be postponed, an expert said.", Modality.FORECAST),
        ("Anjouan will fall within two days, a diplomat said.", Modality.FORECAST),
    ],
)
def test_what_is_set_for_a_day_is_planned_and_what_falls_is_foretold(text: str, modality: Modality) -> None:
    assert modality in {s.modality for s in _said(text)}
    assert not {Modality.PLANNED, Modality.FORECAST} - {modality} & {s.modality for s in _said(text)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("At least 58 people were killed in Maseru, and the last troops left in February.", None),
        ("Twelve people were killed in Osh, and 30 were hurt on February 3.", date(2014, 2, 3)),
    ],
)
def test_the_day_of_a_clause_of_its_own_is_not_that_of_the_one_before(text: str, day: date | None) -> None:
    killed = next(s for s in _said(text) if s.event and s.event.code == "ASSAULT" and s.quantities)
    assert killed.event is not None
    assert (killed.event.when.latest if killed.event.when else None) == day


def test_who_was_first_to_do_it_did_it_and_who_wrote_to_ask_asked() -> None:
    [broke] = [
        s for s in _said("Beijing says Manila was first to break the deal.") if s.event and s.event.code == "REJECT"
    ]
    assert broke.modality is Modality.ASSERTED
    asked = [s for s in _said("The president wrote to the council to request troops.") if s.event]
    assert {s.modality for s in asked if s.event and s.event.code == "REQUEST"} == {Modality.ASSERTED}


@pytest.mark.parametrize("verb", ["assesses", "believes", "expects"])
def test_what_one_holds_to_come_is_foretold_though_it_stands_for_another(verb: str) -> None:
    said = _said(f"The institute {verb} that it will attack the town.")
    assert {s.modality for s in said if s.event and s.event.code == "ASSAULT"} == {Modality.FORECAST}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mali announced on February 24 that its force would be ready within ten days.", date(2014, 3, 6)),
        ("He said in January that the war would end within ten days.", date(2014, 2, 10)),
        ("The minister said that aid would arrive within ten days.", date(2014, 3, 13)),
    ],
)
def test_a_term_counts_from_the_day_on_which_it_was_told(text: str, day: date) -> None:
    ahead = [s.event.when if s.event else s.when for s in _said(text) if s.modality is not Modality.ASSERTED]
    assert {when.latest for when in ahead if when} == {day}


def test_the_day_of_a_second_that_clause_is_not_that_of_the_first() -> None:
    said = _said("He said his country would send 900 troops and that the first 150 commandos had landed on Monday.")
    [sent] = [s for s in said if s.event and s.event.code == "MOBILIZE" and s.modality is Modality.PLANNED]
    assert sent.event is not None
    assert sent.event.when is None
