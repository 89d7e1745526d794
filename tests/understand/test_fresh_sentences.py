"""Sentences of fresh reports: who is a member of what, whose country it is, whose words stand before a semicolon."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Modality, Reading
from panj.understand import understand
from panj.world import load_world


def reading(text: str) -> Reading:
    document = Document(id="d", text=text, outlet="Wire", published=date(2022, 2, 24))
    return understand(document, parse(text), load_world())


def test_nobody_is_a_member_of_a_state_or_of_it() -> None:
    text = "The Presidency of Bosnia and Herzegovina agreed. Milorad Dodik, its Serb member, said that it was late."
    bodies = {s.relation.object for s in reading(text).statements if s.relation and s.relation.relation == "member_of"}
    assert bodies <= {"Presidency"}
    text = "He was a previous member of the War Committee of the group."
    assert not [s for s in reading(text).statements if s.relation and s.relation.relation == "member_of"]


def test_the_country_is_none_of_those_in_a_list() -> None:
    text = (
        "EUFOR serves in Bosnia. Soldiers from Austria, Bulgaria, Romania and Slovakia will join the 600 troops "
        "who are already in the country."
    )
    where = {s.relation.object for s in reading(text).statements if s.relation and s.relation.relation == "deployed_in"}
    assert not where & {"Austria", "Bulgaria", "Romania", "Slovakia"}


def test_according_to_speaks_of_what_stands_before_it_not_behind_the_semicolon() -> None:
    text = "More than 400 people fled to Syria, according to officials in Damascus; the agency put the figure at 280."
    told = [(s.chain[-1].source.text or "", s.quote) for s in reading(text).statements if len(s.chain) > 1]
    assert any("officials" in who and "400" in quote for who, quote in told)
    assert [who for who, quote in told if "280" in quote] == ["the agency"]


def test_names_behind_what_is_said_are_said_too() -> None:
    text = "The rebels captured three towns on Sunday, including Kunduz and Taloqan, officials said."
    assert [s for s in reading(text).statements if s.event and s.event.code == "TAKE" and "Taloqan" in s.quote]


@pytest.mark.parametrize("word", ["If", "Unless"])
def test_a_clause_that_is_a_mere_condition_keeps_its_opening_word(word: str) -> None:
    found = [s.quote for s in reading(f"{word} the attacks go on, insurers expect losses.").statements]
    assert not [q for q in found if q.startswith("the attacks go on")]


def test_what_will_be_said_without_an_act_is_not_put_as_a_fact() -> None:
    found = reading("A further battalion will be put on higher readiness, Jens Stoltenberg told reporters.").statements
    assert [s.modality for s in found if "battalion" in s.quote] == [Modality.PLANNED]


def test_nobody_says_what_stands_behind_the_semicolon_that_ends_his_saying() -> None:
    text = "Some 300 men crossed at Kaya overnight, a Syrian officer said; Baghdad's government denied that any had."
    told = {s.quote: [a.source.text for a in s.chain[1:]] for s in reading(text).statements}
    assert told["any had"] == ["Baghdad's government"]


def test_a_road_that_links_two_makes_no_allies() -> None:
    text = "The road that links Armenia with Karabakh is closed. The militants are linked to al-Qaeda."
    found = [s.relation for s in reading(text).statements if s.relation and s.relation.relation == "allied_with"]
    assert [(r.subject, r.object) for r in found] == [("militants", "al-Qaeda")]


def test_what_has_been_blocked_is_not_planned() -> None:
    text = "The corridor has been blocked since 12 December 2021 and 120,000 people are without food."
    assert {s.modality for s in reading(text).statements} == {Modality.ASSERTED}


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        ("The army, which said that it had destroyed four sites, left.", "The army", "it had destroyed four sites"),
        ("The agency, which said 400 people had fled, called for help.", "The agency", "400 people had fled"),
    ],
)
def test_who_says_something_in_a_relative_clause_is_its_source(text: str, who: str, content: str) -> None:
    told = {s.quote: s.chain[-1].source.text for s in reading(text).statements if len(s.chain) > 1}
    assert told.get(content) == who


def test_the_group_of_seven_counts_nobody() -> None:
    told = reading("The Group of Seven called on both sides to show restraint.").statements
    (found,) = (s.event for s in told if s.event)
    assert [role.name for role in found.roles if role.role == "actor"] == ["G7"]


def test_what_is_to_fall_falls_in_no_autumn() -> None:
    assert not reading("Dachne would be the first settlement to fall.").times
    assert reading("The talks will resume in the fall.").times


def test_two_towns_in_capitals_are_a_dateline() -> None:
    found = reading("SURIN/PHNOM PENH - Thailand said that its forces had left.").statements
    assert {a.source.name for s in found for a in s.chain[1:]} == {"Thailand"}


def test_a_trading_partner_is_no_ally() -> None:
    found = [s.relation for s in reading("China is Thailand's largest trading partner.").statements if s.relation]
    assert not found


def test_others_wounded_are_of_the_people_and_not_of_the_huts_before() -> None:
    text = "Fighters killed 38 people and burned 60 huts. Another 22 were wounded."
    assert reading(text).quantities[-1].of == "people"


def test_drones_that_back_a_force_are_no_allies() -> None:
    found = [s.relation for s in reading("An Israeli force backed by drones entered Blida.").statements if s.relation]
    assert not [r for r in found if r.relation == "allied_with"]


def told_in(text: str) -> list[str]:
    return [s.event.trigger.of(text) for s in reading(text).statements if s.event]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Its air defences repelled the attack and destroyed three boats.", "destroyed"),
        ("France urged Rwanda to leave and called on Uganda to end its support.", "called"),
        ("Shelling of Koro on Monday killed four people.", "Shelling"),
        ("The first of two battalions arrived in Kaya on Friday.", "arrived"),
        ("Trucks with food reached Zamzam, the first such delivery since April.", "delivery"),
        ("Fighters retook the town of Sake four days after the army captured it.", "captured"),
        ("The president spelled out the understanding reached in Doha last week.", "understanding"),
        ("A rocket tore into a school in Kherson on Tuesday.", "tore"),
    ],
)
def test_what_is_told_by_a_second_verb_a_gerund_a_row_or_a_pronoun_is_an_act_too(text: str, told: str) -> None:
    assert told in told_in(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A truck tore through the barrier on a bend.", "tore"),
        ("The storm claimed nine lives in Homs.", "claimed nine lives"),
        ("The soldiers took it from the table in the town.", "took it"),
    ],
)
def test_what_wind_wheels_and_hands_do_is_no_act(text: str, word: str) -> None:
    assert word not in told_in(text)
