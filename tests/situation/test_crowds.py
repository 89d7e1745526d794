"""Figures of one event that are of different people, and what is counted beside an act and not by it."""

from itertools import pairwise

import pytest
from tests.situation.short import DAY, heads, lines, reading_of

from panj.records import Judgement, Link
from panj.situation import assess, gather
from panj.world import load_world


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the dead of two sides
        (
            "The army said that eleven of its soldiers died and 30 gunmen were killed in Laro on Monday.",
            {("soldiers killed", "eleven of its soldiers"), ("gunmen killed in Laro", "30 gunmen")},
        ),
        # of two places
        (
            "Doctors verified 6 deaths in the raid of 3 May in Laro and 2 deaths in the raid of 8 May in Dubo.",
            {("people killed", "6 deaths"), ("people killed", "2 deaths")},
        ),
        # part of those killed, who were more
        ("Funerals were held for three of the nine miners killed at Laro on Monday.", set()),
        (
            "Three of the nine miners were killed at Laro on Monday.",
            {("miners killed in Laro", "Three of the nine miners")},
        ),
    ],
)
def test_one_speaker_disputes_no_figure_of_his_own(text: str, found: set[tuple[str, str]]) -> None:
    assert set(heads(text, "casualties")) == found
    assert {f.status for f in lines(text, "casualties")} <= {"single source"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Some 2,100 people have been displaced since the murder of 18 shepherds near Laro.",
            [("people", "Some 2,100 people")],
        ),
        ("The gang fled towards Laro and left 14 bodies.", []),
        (
            "The raid left 12 dead (9 soldiers, 3 civilians) and caused the flight of 3,400 people.",
            [("people", "3,400 people")],
        ),
        (
            "An estimated 4,200 households fled Laro. The number of people displaced by the fighting is put at 33,000.",
            [("households", "An estimated 4,200 households"), ("people", "33,000")],
        ),
    ],
)
def test_who_is_displaced_is_who_fled(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "displacement") == found


def told_of_one_event(*texts: str) -> list[tuple[str, list[str]]]:
    """Return the casualties and displaced of reports of a day whose statements links hold for one event."""
    read = [reading_of(text, str(n)) for n, text in enumerate(texts)]
    said = [s for _, reading in read for s in reading.statements]
    links = [Link(kind="event", left=a.id, right=b.id, judgement=Judgement.SAME) for a, b in pairwise(said)]
    case = gather([d for d, _ in read], [r for _, r in read], said, links, as_of=DAY, world=load_world())
    found = [f for f in assess(case, load_world()) if f.topic in ("casualties", "displacement")]
    return [(f.status, sorted(f.facts)) for f in found]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        # soldiers are no civilians
        (
            ("The raid on Laro killed 20 soldiers.", "The raid on Laro killed 23 civilians."),
            [("single source", ["23 civilians"]), ("single source", ["20 soldiers"])],
        ),
        # families are no people
        (
            ("Some 60 families fled Laro.", "Around 8,000 people fled Laro."),
            [("single source", ["Some 60 families"]), ("single source", ["Around 8,000 people"])],
        ),
        # who tells two tolls apart tells what others count
        (
            (
                "Mortars in Laro killed five traders.",
                "A mine near Laro killed three people.",
                "Partners said that mortars killed five people and a mine killed three people.",
            ),
            [("corroborated", ["five people", "five traders"]), ("corroborated", ["three people"])],
        ),
        # the citizens of one state are not all who were there, nor those of another
        (
            (
                "Chad said 24 people had been killed in the clashes in Laro.",
                "Sudan said 24 of its citizens had been killed in the clashes in Laro.",
                "Sudan's army said 35 of its citizens had been killed in the clashes in Laro.",
            ),
            [("single source", ["24 people"]), ("disputed", ["24 of its citizens", "35 of its citizens"])],
        ),
        # two voices do dispute
        (
            ("The raid on Laro killed 20 soldiers.", "The raid on Laro killed 35 soldiers."),
            [("disputed", ["20 soldiers", "35 soldiers"])],
        ),
    ],
)
def test_figures_of_one_event_are_told_apart_by_who_is_counted(
    texts: tuple[str, ...], found: list[tuple[str, list[str]]]
) -> None:
    assert sorted(told_of_one_event(*texts)) == sorted(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a measure is nobody
        (
            "A missile hit a tanker on Monday, injuring four of its crew, some 30 nautical miles off Yemen.",
            [("crew wounded in Yemen", "four of its crew")],
        ),
        # deaths by their own noun, whosever they are
        ("The raid caused six civilian deaths in Laro.", [("people killed in Laro", "six civilian deaths")]),
        ("The clash killed nine, five of them children.", [("children killed", "five of them children")]),
    ],
)
def test_the_heading_says_who_was_counted(text: str, found: list[tuple[str, str]]) -> None:
    assert set(found) <= set(heads(text, "casualties"))
    assert not [label for label, _ in heads(text, "casualties") if "mile" in label or "them" in label]


def test_what_does_the_harm_is_not_among_those_harmed() -> None:
    text = "Laro came under fire on Friday night, when two rockets killed 12 people in a school."
    assert heads(text, "casualties") == [("people killed", "12 people")]
    for told in (
        "At least 14 miners were killed in three incidents near Laro.",
        "At least 14 miners were killed by two gunmen near Laro.",
    ):
        assert heads(told, "casualties") == [("miners killed in Laro", "At least 14 miners")]
    assert heads("Three gunmen killed five guards in Laro.", "casualties") == [("guards killed in Laro", "five guards")]
    assert heads("Three fishermen were killed near Laro.", "casualties") == [
        ("fishermen killed in Laro", "Three fishermen")
    ]


def test_a_day_behind_two_counts_is_that_of_the_nearer() -> None:
    text = "The rebels killed 6 soldiers in Laro on 3 May and 2 soldiers in Dubo."
    days = {f.value: str(f.when.latest) if f.when else None for f in lines(text, "casualties")}
    assert days == {"6 soldiers": "2023-05-03", "2 soldiers": None}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The rebels killed 60 soldiers in Laro on 3 May and 20 soldiers in Dubo.", []),
        ("A first contact took place at Gao on Wednesday between an envoy and two officers.", []),
        ("About 400 soldiers are in Laro.", [("soldiers in Laro", "About 400 soldiers")]),
    ],
)
def test_who_was_killed_or_met_somebody_is_no_force(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "forces") == found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The strike killed 30 people, 11 of them civilians.", ["11 of them civilians"]),
        ("At least 24 people died in the attack, including seven soldiers.", ["including seven soldiers"]),
        ("Forty-two people were killed, nine of whom were police officers.", ["nine of whom were police officers"]),
        ("Officials said 35 people were killed, of whom 15 were minors.", ["of whom 15 were minors"]),
        (
            "A total of 130 people were killed, including 58 children and 31 women.",
            ["including 58 children and 31 women"],
        ),
        ("The bombing killed 12 soldiers and seven civilians.", []),
        ("Twenty people died and seven of the wounded are in hospital.", []),
        ("The shelling killed 21 people, including in the village of Zap.", []),
        ("Militants killed 40 villagers, including women and children, in Benue.", []),
    ],
)
def test_a_part_stands_beside_its_whole(text: str, parts: list[str]) -> None:
    found = lines(text, "casualties")
    assert [term.text for line in found for term in line.terms] == parts
    assert {line.status for line in found} == {"single source"}
    assert "15" not in {line.value for line in found}
