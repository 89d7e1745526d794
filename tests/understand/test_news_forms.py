"""Forms of news reports: who speaks again, who speaks together, what is counted, when and where, each in a sentence."""

from collections.abc import Callable
from datetime import date

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]


def said(reading: Reading) -> set[tuple[str | None, str]]:
    return {(s.chain[-1].source.name, s.quote) for s in reading.statements if len(s.chain) > 1}


def test_who_spoke_last_speaks_again(understood: Understood) -> None:
    text = (
        "The camp is closed, said Ana Lund, head of the agency. "
        "The mayor of Lima, Rosa Diaz, said that water ran short. She also said she would visit the camp."
    )
    assert ("Rosa Diaz", "she would visit the camp") in said(understood(text))


def test_surname_alone_is_whom_it_was_used_for_before(understood: Understood) -> None:
    text = (
        "Pedro Ruiz, brother of President Luis Ruiz, spoke in Quito. Ruiz said the talks went on. "
        "A day later Ruiz said they were over."
    )
    assert {name for name, _ in said(understood(text))} == {"Pedro Ruiz"}


def test_two_who_say_it_together_are_named_together(understood: Understood) -> None:
    assert ("Armenia and Azerbaijan", "the truce held") in said(
        understood("Armenia and Azerbaijan said that the truce held.")
    )


def test_deed_is_what_responsibility_is_claimed_for(understood: Understood) -> None:
    assert ("Islamic State", "the attacks in Tartus") in said(
        understood("ISIL claimed responsibility for the attacks in Tartus.")
    )


def test_a_figure_that_is_put_somewhere_is_what_somebody_says_it_is(understood: Understood) -> None:
    assert ("army", "the death toll at 40") in said(understood("The army put the death toll at 40."))
    assert ("aid group", "the number of people who fled since May at more than 6,500") in said(
        understood("The aid group put the number of people who fled since May at more than 6,500.")
    )
    assert not said(understood("He put the gun at the door."))


def test_reports_of_a_deed_are_in_nobodys_mouth(understood: Understood) -> None:
    assert ("unnamed", "the murder of hundreds of people") in said(
        understood("The minister was appalled by reports of the murder of hundreds of people.")
    )


def test_statement_under_a_colon_is_what_follows_and_not_the_clause_before(understood: Understood) -> None:
    text = "Speaking a year after the siege, Tobias Ellwood said:\n\nThe town is free. We stand by its people."
    assert said(understood(text)) == {("Tobias Ellwood", "The town is free. We stand by its people.")}


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Troops will leave within four to six months.", [(4, 6)]),
        ("We left at quarter to six and arrived at nine o'clock.", []),
        ("All six were freed.", [(6, 6)]),
        ("Two diplomats said the draft was ready.", [(2, 2)]),
        ("There is only one way to end it.", []),
    ],
)
def test_amounts(understood: Understood, text: str, amounts: list[tuple[float, float]]) -> None:
    assert [(q.low, q.high) for q in understood(text).quantities] == amounts


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The mission would end by August 31, 2010.", [date(2010, 8, 31)]),
        ("It happened after the fall of Mosul.", []),
        ("The assault began at about 5 a.m. and was repelled.", [date(2021, 7, 8)]),
        ("The assault began at 9 a.m. on Tuesday.", [date(2021, 7, 6)]),
    ],
)
def test_days(understood: Understood, text: str, days: list[date]) -> None:
    assert [t.earliest for t in understood(text).times if t.earliest] == days


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Two suspects in the Kenya bombing were tried.", ["Kenya"]),
        ("They stood on Bulgarian soil.", ["Bulgarian soil"]),
        ("Gunmen withdrew toward the border with Burkina Faso.", ["border"]),
        ("She was met at the airport.", ["airport"]),
        ("They fought Islamic State of Iraq and the Levant militants.", []),
        ("Bombs went off at two U.S. embassies.", []),
        ("He met members of the Kurdistan regional government.", []),
    ],
)
def test_places(understood: Understood, text: str, places: list[str]) -> None:
    assert [p.text for p in understood(text).places] == places


def test_site_is_where_the_town_is_that_it_is_called_after(understood: Understood) -> None:
    place = understood("Troops landed at Qayyarah Airfield on Monday.").places[0]
    assert (place.text, place.country) == ("Qayyarah Airfield", "IQ")


def test_turns_of_a_transcript_are_their_speakers(understood: Understood) -> None:
    text = (
        "Briefing of the day.\n\nMR. KIRBY: Troops left Kabul on Monday. The talks go on.\n\n"
        "QUESTION: Will they return?\n\nMR. KIRBY: I have nothing to add."
    )
    assert {("KIRBY", "Troops left Kabul on Monday. The talks go on."), ("QUESTION", "Will they return?")} <= said(
        understood(text)
    )


def test_one_line_in_capitals_before_a_colon_is_a_heading(understood: Understood) -> None:
    assert not said(understood("UPDATE: Troops left Kabul on Monday."))


def test_what_is_called_something_is_judged_and_not_demanded(understood: Understood) -> None:
    [told] = [s for s in understood('The army called the report "a fabrication".').statements if len(s.chain) > 1]
    assert told.modality == "asserted"


def test_what_is_close_to_a_number_is_no_forecast(understood: Understood) -> None:
    [told] = understood("The government says it is closer to 4,000.").statements
    assert told.modality == "asserted"
