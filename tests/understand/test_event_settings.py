"""Where an act takes place, and since when it goes on."""

from collections.abc import Callable
from datetime import date

import pytest

from panj.records import Event, Reading

Understood = Callable[..., Reading]


def only(reading: Reading, code: str) -> Event:
    (event,) = [s.event for s in reading.statements if s.event and s.event.code == code]
    return event


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("A shell killed two people in the village of Adre, six kilometres from the border.", "ASSAULT", "Adre"),
        ("The bloc deployed 2,900 soldiers from Kenya and Malawi in December.", "MOBILIZE", None),
        ("Thousands fled from Kunduz on Monday.", "FLEE", "Kunduz"),
    ],
)
def test_place_is_where_it_happens_and_not_where_one_comes_from(
    understood: Understood, text: str, code: str, place: str | None
) -> None:
    found = only(understood(text), code).place
    assert (found.text if found else None) == place


def test_what_goes_on_since_a_day_lasts_to_the_day_of_the_report(understood: Understood) -> None:
    when = only(understood("Some 5,000 people have fled since June 20, 2021.", published=date(2021, 7, 8)), "FLEE").when
    assert when is not None
    assert (when.earliest, when.latest) == (date(2021, 6, 20), date(2021, 7, 8))
