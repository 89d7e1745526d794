"""Whom a pronoun or "the country" means."""

from collections.abc import Callable

import pytest
from tests.understand.small_trees import small_tree

from panj.records import Mention, Reading
from panj.understand.mentions.coreference import resolve_members
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.referents import Referent, Referents

Understood = Callable[..., Reading]


def named(reading: Reading, words: str) -> list[str | None]:
    """Return the names that these words are taken for, in order."""
    return [m.name for m in reading.mentions if m.text == words]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Maria Silva arrived in Lisbon. She met the mayor.", "She", "Maria Silva"),
        ("President Lula da Costa spoke. He left at noon.", "He", "Lula da Costa"),
        ("Georgia closed its border on Monday.", "its", "Georgia"),
        ("Hezbollah fired rockets. The group said nothing.", "The group", "Hezbollah"),
        ("Peru has asked for aid. The country was hit by floods.", "The country", "Peru"),
        ("Egyptian soldiers left the base. They crossed the desert.", "They", "Egyptian soldiers"),
    ],
)
def test_anaphor_takes_the_name_of_its_antecedent(understood: Understood, text: str, words: str, name: str) -> None:
    assert named(understood(text), words) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Ion Popa met Victor Munteanu to discuss Hamas. They left at noon.", "Ion Popa and Victor Munteanu"),
        ("Peru held talks with Chile about the rebels. They agreed to meet again.", "Peru and Chile"),
        ("Talks between Peru and Chile took place in Rome. They agreed on a line.", "Peru and Chile"),
        ("Mali and Niger have left the bloc. They accused it of a plot.", "Mali and Niger"),
        ("Ion Popa met families of the hostages. They wept.", "families"),
        ("Peru and Chile said the Houthis had attacked a ship. They fired two rockets.", "Houthis"),
        ("Peru and Chile said the rebels had attacked a convoy. They fired two rockets.", "rebels"),
    ],
)
def test_they_are_those_who_dealt_with_each_other_unless_one_of_them_is_many(
    understood: Understood, text: str, name: str
) -> None:
    assert named(understood(text), "They") == [name]


def test_they_who_go_on_stay_those_who_met(understood: Understood) -> None:
    reading = understood("Ion Popa met Victor Munteanu. They spoke of Hamas. They also signed a treaty with Peru.")
    assert named(reading, "They") == ["Ion Popa and Victor Munteanu"] * 2
    signed = next(s.event for s in reading.statements if s.event and s.event.code == "AGREE")
    assert {role.name for role in signed.roles if role.role == "actor"} == {"Ion Popa", "Victor Munteanu"}


def test_they_of_a_quotation_are_those_who_met_in_it(understood: Understood) -> None:
    said = (
        'A spokesman said: "The president met King Felipe to discuss trade. The president praised Spain. They agreed."'
    )
    assert named(understood(said), "They") == ["president and Felipe"]


def test_he_is_the_subject_and_not_the_last_person_named(understood: Understood) -> None:
    text = "President Ion Popa met Victor Munteanu in Iasi. He left before noon."
    assert named(understood(text), "He") == ["Ion Popa"]


def test_country_that_is_left_is_not_the_one_whose_troops_leave(understood: Understood) -> None:
    text = "Chad condemned the raid. Few French soldiers remain in the country."
    assert named(understood(text), "the country") == ["Chad"]


def test_country_where_a_state_acts_is_another_one(understood: Understood) -> None:
    text = "Niger closed its border. France, which keeps 1,500 troops in the country, protested."
    assert named(understood(text), "the country") == ["Niger"]


def test_country_of_the_title_is_the_country_that_a_report_speaks_of(understood: Understood) -> None:
    text = "Niger closed its border. Guinea protested. French troops remain in the country."
    assert named(understood(text, title="Niger's junta shuts border"), "the country") == ["Niger"]


def test_we_of_a_body_s_head_is_the_body(understood: Understood) -> None:
    text = 'NATO Secretary-General Jens Stoltenberg said: "We have no plans to do so."'
    assert named(understood(text), "We") == ["NATO"]


def test_we_in_an_officials_quotation_is_the_state(understood: Understood) -> None:
    text = 'Norwegian Prime Minister Kari Hansen said: "We will send two ships."'
    assert named(understood(text), "We") == ["Norway"]


def test_i_in_a_quotation_is_the_speaker(understood: Understood) -> None:
    text = '"I saw the plane fall," said farmer Josef Braun.'
    assert named(understood(text), "I") == ["Josef Braun"]


def test_we_in_a_press_release_is_the_state_that_publishes_it(understood: Understood) -> None:
    text = "We remain committed to the peace process."
    assert named(understood(text, outlet="US Department of State"), "We") == ["United States"]


def test_we_in_a_newspaper_is_nobody(understood: Understood) -> None:
    assert named(understood("We have updated this article."), "We") == []


def test_a_person_is_never_it(understood: Understood) -> None:
    reading = understood("Ahmed Khan visited the dam. It was damaged in May.")
    assert "Ahmed Khan" not in named(reading, "It")


def test_first_mention_of_a_country_with_no_name_resolves_to_nothing(understood: Understood) -> None:
    found: list[Mention] = [m for m in understood("The country is at peace.").mentions if m.text == "The country"]
    assert found == []


@pytest.mark.parametrize(("one", "other"), [("alliance", "igo"), ("igo", "alliance")])
def test_of_a_body_and_the_phrase_that_stands_for_it_the_body_is_meant_whatever_its_kind(one: str, other: str) -> None:
    (sentence,) = small_tree("states met", "states|NOUN|NNS|2|nsubj met|VERB|VBD|0|root").sentences
    known = Referents()
    for entity, kind in (("~1", one), ("nato", other)):
        body = Referent(entity=entity, name=entity, type="organization", sentence=0, position=3)
        known.bodies[kind][entity] = body
    draft = Draft(sentence=1, first=0, last=0, head=0, form="noun", type="state", role="member states", plural=True)
    choice = resolve_members(draft, sentence, known, [])
    assert choice is not None
    assert choice[0].entity == "nato"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Chadian President Ali Bako met us. The Chadian president left at noon.", "The Chadian president", "Ali Bako"),
        ("Peruvian Premier Rosa Diaz met us. The Peruvian leader left at noon.", "The Peruvian leader", "Rosa Diaz"),
        ("Former Chadian President Ali Bako met us. The Chadian president left.", "The Chadian president", None),
        ("Chadian Minister Ali Bako met us. The Chadian president left.", "The Chadian president", None),
    ],
)
def test_holder_of_an_office_is_who_was_named_with_it(
    understood: Understood, text: str, words: str, name: str | None
) -> None:
    assert named(understood(text), words) == [name or "Chadian president"]


def test_name_with_a_common_noun_describes_no_other_body(understood: Understood) -> None:
    reading = understood("MIAMI (AP) - Rain fell. The U.S. Naturalization Service said nobody was held.")
    assert "Associated Press" not in named(reading, "The U.S. Naturalization Service")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mali's junta expelled an envoy. Relations with Algeria soured. Some 900 Russian troops are in the country.",
         "Mali"),
        ("Haiti asked for help. Kenya offered to lead a force. Police officers will be deployed in the country.",
         "Haiti"),
        ("Niger revoked the pact. Chad protested. The coalition has 900 men across the country.", "Niger"),
        ("Rebels took a town in Somalia. Ethiopia sent men. The last Ugandan soldiers will leave the country.",
         "Somalia"),
        ("Iraq's parliament voted to end the mission. Iran applauded. The mission has 2,500 men in the country.",
         "Iraq"),
        ("Peru closed a bridge. Bolivia has denied keeping soldiers in the country.", "Peru"),
        ("Niger closed its border. Chad protested. Experts fear a collapse of the Chadian government months after the "
         "French withdrawal from the country.", "Chad"),
        ("Niger closed its border. Chad protested. Germany fears a collapse of the Chadian government months after the "
         "French withdrawal from the country.", "Chad"),
    ],
)  # fmt: skip
def test_the_country_where_something_is_is_that_of_which_a_report_tells(
    understood: Understood, text: str, name: str
) -> None:
    assert named(understood(text), "the country") == [name]


def test_troops_that_are_somebodys_own_are_not_those_of_another_named_before(understood: Understood) -> None:
    text = (
        "M23 fighters backed by Rwandan troops took the hill. The Congolese government said its troops held the town."
    )
    assert named(understood(text), "its troops") == ["troops"]


def test_what_people_are_ethnically_makes_them_no_army_of_a_state(understood: Understood) -> None:
    state, people = "Armenian forces took the hill.", "Ethnic Armenian forces took the hill."
    assert [m.entity for m in understood(state).mentions if m.text.endswith("forces")] == ["am/armed-forces"]
    assert [m.entity for m in understood(people).mentions if m.text.endswith("forces")] == ["~1"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru has a new dam. The dam is old. The water behind the dam is deep, and it is cold.",
        "Engineers in Kenya tested the engine. The engine failed because it was old.",
    ],
)
def test_it_is_nobody_where_a_thing_is_likelier(understood: Understood, text: str) -> None:
    assert named(understood(text), "it") == [None]


def test_who_is_named_in_a_quotation_is_not_who_says_it(understood: Understood) -> None:
    text = 'Josef Braun spoke in Graz. "Nobody thanked Karl Huber," he added.'
    assert named(understood(text), "he") == ["Josef Braun"]
