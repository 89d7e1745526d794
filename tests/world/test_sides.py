from datetime import date

import pytest

from panj.records import Judgement, Link
from panj.situation.judged import names_by_person
from panj.world import load_world
from panj.world.sides import NOBODY, Called, changes_sides, side

DAY = date(2021, 7, 8)


def _id(name: str, called: Called = NOBODY) -> str:
    return side(None, name, DAY, load_world(), called).id


def _word(left: str, right: str, judgement: Judgement, who: str = "ada") -> Link:
    return Link(kind="actor", left=left.lower(), right=right, judgement=judgement, decided_by=f"person:{who}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zabihullah Karimov", "Zabiullah Karimov"),
        ("al-Nasiriya Brigade", "Al Nasiriyah Brigade"),
        ("Sergei Yodgorov", "Sergey Yodgorov"),
    ],
)
def test_spellings_of_an_unknown_name_are_one_party(one: str, other: str) -> None:
    assert _id(one) == _id(other)


def test_two_who_share_a_surname_and_a_bare_surname_stay_apart() -> None:
    assert len({_id(name) for name in ("Rustam Yodgorov", "Farhod Yodgorov", "Yodgorov")}) == 3


def test_a_person_keeps_two_spellings_apart_and_another_takes_it_back() -> None:
    one, other = "Zabihullah Karimov", "Zabiullah Karimov"
    apart = [_word(other, f"~{one}", Judgement.DIFFERENT)]
    assert _id(other, names_by_person(apart)) != _id(one, names_by_person(apart))
    undone = [*apart, _word(other, f"~{one}", Judgement.UNDONE, "bob")]
    assert _id(other, names_by_person(undone)) == _id(one, names_by_person(undone))


def test_a_name_said_to_be_another_follows_it_to_an_entity_of_the_world() -> None:
    words = [_word("PFN", "~Popular Front", Judgement.SAME), _word("Popular Front", "taliban", Judgement.SAME)]
    assert _id("PFN", names_by_person(words)) == _id("Popular Front", names_by_person(words)) == "taliban"


def test_who_changes_no_sides_acts_for_the_same_on_every_day() -> None:
    world = load_world()
    days = [date(year, 3, 1) for year in range(1990, 2027, 4)]
    change = {e.id for e in world.entities() if len({side(e.id, e.name, day, world) for day in days}) > 1}
    told = {e.id for e in world.entities() if changes_sides(e.id, e.name, world)}
    assert change
    assert change <= told
    assert not changes_sides(None, "The commander", world)
