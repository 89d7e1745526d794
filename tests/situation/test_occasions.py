"""Figures that links join, and days hold apart."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Finding
from panj.situation import Case, assess, gather
from panj.situation.counts.figures import Figure, figures
from panj.situation.counts.occasions import occasions
from panj.understand import understand
from panj.world import load_world


def figure(day: int, text: str) -> Figure:
    return next(f for said in _case(day, text).said for f in figures(said, load_world()) if f.kind == "killed")


def counts(found: list[Figure]) -> list[str]:
    return [f.quantity.text for f in found]


@pytest.mark.parametrize(
    ("reports", "parts"),
    [
        # one blow, its toll corrected, and told of with its day
        ([(6, "A strike on the market in Kaya on Monday killed nine people."),
          (9, "The strike of 6 May in Kaya killed 11 people.")], [["nine people", "11 people"]]),
        # a second blow at the same town
        ([(6, "A strike on the market in Kaya on Monday killed nine people."),
          (9, "A strike on the port of Kaya on Thursday killed 14 people.")], [["nine people"], ["14 people"]]),
        # news of its report's day, by a clause that has none
        ([(6, "A strike on the market in Kaya on Monday killed nine people."),
          (9, "Shells hit the port of Kaya, killing 14 people who waited there.")], [["nine people"], ["14 people"]]),
        # no day of its own: with the last before it
        ([(6, "A strike on the market in Kaya on Monday killed nine people."),
          (20, "A strike on Kaya on Monday killed 14 people."),
          (22, "The strike killed 15 people.")], [["nine people"], ["14 people", "15 people"]]),
    ],
)  # fmt: skip
def test_tolls_of_days_far_apart_are_of_two_events(reports: list[tuple[int, str]], parts: list[list[str]]) -> None:
    assert [counts(part) for _, part in occasions([figure(*r) for r in reports])] == parts


def test_what_lasted_longer_than_a_week_is_of_no_day() -> None:
    one = figure(6, "A strike on the market in Kaya on Monday killed nine people.")
    other = figure(30, "Attacks since 1 April have killed 90 people.")
    assert counts(occasions([one, other])[0][1]) == ["nine people", "90 people"]


def _case(day: int, text: str) -> Case:
    document = Document(id=f"d{day}", text=text, outlet="Wire", published=date(2024, 5, day))
    reading = understand(document, parse(text), load_world())
    return gather([document], [reading], reading.statements, [], as_of=date(2024, 5, 30), world=load_world())


def _lines(text: str, topic: str) -> list[Finding]:
    return [f for f in assess(_case(6, text), load_world()) if f.topic == topic]


def test_deaths_and_injuries_are_people_killed_and_wounded() -> None:
    text = "Partners verified 8 deaths and 34 injuries in the attack on the camp."
    lines = {(f.label, f.value) for f in _lines(text, "casualties")}
    assert lines == {("people killed", "8 deaths"), ("people wounded", "34 injuries")}


def test_who_has_gone_back_is_displaced_no_more() -> None:
    text = "Some 9,400 people fled Wad Ashana last week; about 1,200 have since gone back."
    found = [(f.label, f.value) for f in _lines(text, "displacement")]
    assert found == [("people", "Some 9,400 people"), ("people returned", "about 1,200")]
