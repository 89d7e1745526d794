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
        ("Rebels attacked Kunduz in Afghanistan.", "ASSAULT", "Kunduz"),
        ("They met in the North Darfur capital El Fasher.", "CONSULT", "El Fasher"),
        ("Russian troops withdrew from Kherson in southern Ukraine.", "RETREAT", "Kherson"),
        ("U.S. forces left Bagram, their largest air base in Afghanistan.", "RETREAT", "Bagram"),
    ],
)
def test_place_is_where_it_happens_and_not_where_one_comes_from(
    understood: Understood, text: str, code: str, place: str | None
) -> None:
    found = only(understood(text), code).place
    assert (found.text if found else None) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The jets bombed targets around the Syrian capital.", "Damascus"),
        ("Clashes erupted in the capital of Chad.", "N'Djamena"),
        ("A bomb exploded in Georgia's old capital.", "Tbilisi"),
        ("Troops took Idlib's provincial capital.", "Idlib's provincial capital"),
        ("Militants attacked the Syrian capital Damascus.", "Damascus"),
        ("A drone struck a refinery in Russia's Samara region.", "Samara region"),
    ],
)
def test_a_capital_named_by_its_land_is_a_town(understood: Understood, text: str, place: str) -> None:
    (found,) = {s.event.place.name for s in understood(text).statements if s.event and s.event.place}
    assert found == place


def test_an_act_that_a_noun_and_its_verb_tell_has_the_day_of_either(understood: Understood) -> None:
    text = "The July 7 bombings in London killed 52 people."
    event = only(understood(text, published=date(2021, 7, 8)), "ASSAULT")
    assert event.when is not None
    assert event.when.earliest == date(2021, 7, 7)


def test_what_goes_on_since_a_day_lasts_to_the_day_of_the_report(understood: Understood) -> None:
    when = only(understood("Some 5,000 people have fled since June 20, 2021.", published=date(2021, 7, 8)), "FLEE").when
    assert when is not None
    assert (when.earliest, when.latest) == (date(2021, 6, 20), date(2021, 7, 8))


@pytest.mark.parametrize(
    ("text", "trigger", "first", "last"),
    [
        ("Gunmen again attacked Djibo on Saturday, six days after a raid on the base.", "raid", 11, 13),
        ("Troops shelled the village on Thursday, two weeks after two soldiers were killed there.", "killed", 1, 3),
        ("The army took the base on Friday, a day after it took the bridge over the river.", "took", 16, 16),
        ("Rebels shelled the camp three days after a blast that killed nine workers.", "killed", 15, 17),
        ("The bloc will pull out of the valley six months after an attack on its base.", "attack", None, None),
        ("The council confirmed a deal on patrolling the hills, two weeks after a clash.", "clash", 4, 6),
        (
            "The bloc suspended Gabon on Friday, a day after men led by General Oligui toppled its ruler.",
            "topp",
            16,
            16,
        ),
        ("The mayor had left two days after an attack on the city hall.", "attack", None, None),
    ],
)
def test_the_day_of_what_a_delay_is_counted_from(
    understood: Understood, text: str, trigger: str, first: int | None, last: int | None
) -> None:
    reading = understood(text, published=date(2024, 5, 19))
    found = [s.event for s in reading.statements if s.event and s.event.trigger.of(text).startswith(trigger)]
    when = found[-1].when
    expected = (date(2024, 5, first), date(2024, 5, last)) if first and last else (None, None)
    assert ((when.earliest, when.latest) if when else (None, None)) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The army bombed two camps in Iraq in answer to the killing of three soldiers.", "killing", None),
        ("The army bombed two camps in Iraq in answer to the killing of three soldiers.", "bombed", "Iraq"),
        ("Six people were arrested in Kabul over the bombing of a bus.", "bombing", None),
        ("Envoys met in Geneva for talks on a truce.", "talks", "Geneva"),
    ],
)
def test_what_is_done_after_or_for_an_act_is_done_elsewhere(
    understood: Understood, text: str, trigger: str, place: str | None
) -> None:
    found = [s.event for s in understood(text).statements if s.event and trigger in s.event.trigger.of(text)]
    assert (found[0].place.text if found[0].place else None) == place


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("A drone hit a bus in Kunduz on Tuesday, killing six and wounding 31.", "killing", 6),
        ("Rebels attacked Kunduz on Sunday, abducting 17 people.", "abducting", 4),
        ("Nine soldiers died when a shell hit their post in Kunduz on Sunday.", "died", 4),
        ("At least 14 people were killed and 60 injured when a missile hit Kunduz on Tuesday.", "killed", 6),
    ],
)
def test_what_comes_of_an_act_is_of_its_day(understood: Understood, text: str, trigger: str, day: int) -> None:
    reading = understood(text, published=date(2021, 7, 8))
    (event,) = [s.event for s in reading.statements if s.event and trigger in text[slice(*_ends(s.event))]]
    assert event.when is not None
    assert event.when.earliest == date(2021, 7, day)


def test_some_of_whom_something_befell_are_not_all(understood: Understood) -> None:
    reading = understood("Officials met on Monday. Rebels freed 40 people, 12 of whom were wounded.")
    wounded = [s.event for s in reading.statements if s.event and s.event.code == "ASSAULT"]
    assert not [role for event in wounded for role in event.roles if "40" in role.text]


def _ends(event: Event) -> tuple[int, int]:
    return event.trigger.start, event.trigger.end
