"""Captives who are held or set free, and people who go hungry."""

import pytest
from tests.situation.short import heads, lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The rebels freed 14 prisoners.", [("prisoners freed", "14 prisoners")]),
        ("Gunmen abducted 60 villagers.", [("villagers held", "60 villagers")]),
        ("More than 700 people were arrested at the march.", [("people held", "More than 700 people")]),
        ("The front said it had released 100 of some 900 soldiers.",
         [("soldiers freed", "100 of some 900 soldiers")]),
        ("Gunmen are holding a Swiss pilot seized in 2023.", [("Swiss pilot held", "a Swiss pilot")]),
        ("Rebels kidnapped a priest in Bambari.", [("priest held in Central African Republic", "a priest")]),
        ("Rebels released three kidnapped engineers.", [("kidnapped engineers freed", "three kidnapped engineers")]),
        ("The police freed 12 abducted teachers.", [("abducted teachers freed", "12 abducted teachers")]),
        ("A bishop was kidnapped and later freed.", [("bishop freed", "A bishop")]),
        ("Four fishermen were taken hostage off Puntland.", [("fishermen held in Somalia", "Four fishermen")]),
        ("The police said nine rebels were killed and 33 people arrested.", [("people held", "33 people")]),
        ("The staff reported 350 Russians killed and 90 captured.", [("people held", "90")]),
        ("Seven soldiers whom rebels had captured were handed over to the Red Cross.",
         [("soldiers freed", "Seven soldiers")]),
        ("On 13 July each side returned 95 prisoners of war.", [("prisoners freed", "95 prisoners")]),
        ("Kyiv handed over 233 people and received 73.", [("people freed", "233 people")]),
        ("The mission handed over 12 documents.", []),
        ("More than 2,900 people are still held by the parties.", [("people held", "More than 2,900 people")]),
        ("Some 2,900 people held a rally.", []),
        ("Russia still holds 6,000 Ukrainian soldiers and at least 16,000 civilians.",
         [("Ukrainian soldiers held", "6,000 Ukrainian soldiers"), ("civilians held", "at least 16,000 civilians")]),
        ("They spoke of a swap of 1,000 for 1,000 prisoners.", []),
        ("Russia handed over 909 bodies and received 41 in return.", []),
        ("The bodies of 19 hostages have been returned to Israel.", []),
        ("Gunmen released 23 of the 35 pupils they had seized in March.",
         [("pupils freed", "23 of the 35 pupils")]),
        ("Forty pupils were abducted in Kuriga on Thursday, of whom 12 have been freed.",
         [("people freed", "12"), ("pupils held in Nigeria", "Forty pupils")]),
        ("23 nurses who had been detained in Kobo were released on Monday.", [("nurses freed", "23 nurses")]),
        ("Five detained fighters escaped from a prison in Qamishli.", []),
        ("A convoy was captured near Bamako.", []),
        ("A group of villagers was abducted in Katsina.", []),
        ("A patrol boat was seized by Iran.", []),
        ("Police may arrest a suspect.", []),
        ("About 40 hostages could be freed in May.", []),
        ("Egypt detained two ships and released 40 tonnes of grain.", []),
        ("The army denied that it had captured 30 rebels.", []),
        ("Under the deal the rebels are to free 181 detainees.", []),
    ],
)  # fmt: skip
def test_captives_are_counted_as_held_or_freed(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "captives") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Mali 2.6 million people, a tenth of the population, face acute hunger.",
         [("people facing hunger", "2.6 million people")]),
        ("Some 300,000 people are already living in famine-like conditions.",
         [("people facing hunger", "Some 300,000 people")]),
        ("Some 2.1 million people in Darfur face IPC Phase 4 or worse, including 180,000 in Phase 5.",
         [("people facing hunger", "Some 2.1 million people")]),
        ("About 25 million people - half the population - are acutely hungry, the WFP said.",
         [("people facing hunger", "About 25 million people")]),
        ("More than 770,000 children are acutely malnourished.",
         [("children facing hunger", "More than 770,000 children")]),
        ("Across Sudan, 30.4 million people need humanitarian assistance.",
         [("people in need of help in Sudan", "30.4 million people")]),
        ("In Yemen 18.2 million people are in need of aid, OCHA said.",
         [("people in need of help in Yemen", "18.2 million people")]),
        ("Some 500,000 people will need food aid by June.", []),
        ("If the road stays closed, 300,000 people could face famine.", []),
        ("More than 16 million people are expected to face hunger.", []),
    ],
)  # fmt: skip
def test_people_who_go_hungry_are_counted(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "need") == found


def test_a_name_with_a_number_of_its_own_meets_nobody() -> None:
    assert heads("Kenya hosts more than 500,000 of them and Chad 630,000.", "tension") == []


def test_food_for_so_many_is_no_count_of_the_displaced() -> None:
    assert heads("Trucks carrying food for 17,000 people are stuck at the border.", "displacement") == []


def test_who_died_or_is_missing_is_not_all_killed() -> None:
    assert heads("So far this year 2,800 people have died or gone missing.", "casualties") == [
        ("people dead or missing", "2,800 people")
    ]


def test_soldiers_whom_somebody_holds_are_captives_not_his_forces() -> None:
    assert heads("Azerbaijan holds 40 Armenian soldiers.", "captives") == [
        ("Armenian soldiers held", "40 Armenian soldiers")
    ]
    text = "Azerbaijan is believed to hold 40 Armenian soldiers."
    assert heads(text, "forces") == heads(text, "captives") == []


def test_a_reward_is_no_help() -> None:
    assert heads("Colombia offered a reward of $300,000.", "requests") == []


def test_nobody_plans_to_go_hungry() -> None:
    assert "planned" not in {f.status for f in lines("Some 2 million people will face hunger by August.", "outlook")}
