"""Who is meant by names that run on, by a role behind another's name, and what is no firm of a state."""

import pytest

from panj.english import parse
from panj.records import Document, Reading
from panj.understand import understand
from panj.world import load_world


def _read(text: str) -> Reading:
    return understand(Document(id="d", text=text, outlet="Wire"), parse(text), load_world())


def test_a_surname_of_two_parts_is_one() -> None:
    reading = _read("Paul Quinn-Judge of the International Crisis Group predicted that the vote would be postponed.")
    assert "Paul Quinn-Judge" in {m.name for m in reading.mentions}


def test_the_congress_of_another_name_is_no_legislature() -> None:
    reading = _read("The opposition Democratic Congress has rejected the deployment.")
    assert not any((m.entity or "~")[0] != "~" for m in reading.mentions)


@pytest.mark.parametrize("who", ["an official of the bloc", "a spokesman of the union"])
def test_a_role_that_tells_the_sentence_is_not_the_one_named_before_it(who: str) -> None:
    reading = _read(f"The bloc will deploy troops in Lesotho at the request of Prime Minister Tom Thabane, {who} said.")
    told = [s for s in reading.statements if s.event and s.event.code == "MOBILIZE"]
    assert {s.chain[-1].source.name for s in told} == {who.split()[1]}


def test_an_official_who_told_an_agency_makes_it_no_agency_of_the_state() -> None:
    reading = _read("A U.S. Embassy official told Kyodo News that the ships would stay.")
    assert not any(s.relation and s.relation.relation == "state_run" for s in reading.statements)


def test_what_is_handed_over_is_so_much_and_no_more() -> None:
    [count] = _read("Poland handed over 14 tanks to Ukraine.").quantities
    assert (count.low, count.high) == (14, 14)


def test_an_aside_that_says_whose_words_they_are_is_none_of_them() -> None:
    reading = _read("Kenya has asked Uganda to send troops, two officials said, and Rwanda has pledged to help.")
    chains = {tuple(link.source.text for link in s.chain[1:]) for s in reading.statements}
    assert ("two officials",) in chains
    assert not any(s.quote == "two officials said" for s in reading.statements)


def test_its_minister_is_not_who_tells_of_him_with_a_title_of_his_own() -> None:
    reading = _read(
        "Rebels killed its prime minister, Dominica's Prime Minister Eugenia Charles said in the United States."
    )
    assert {m.country for m in reading.mentions if m.name == "Eugenia Charles"} == {"dm"}


def test_a_role_with_a_clause_of_its_own_is_the_one_named_before_it() -> None:
    text = "They spoke by telephone last year with Junaid Hussain, a member who told them to conduct an attack."
    assert "Junaid Hussain" in {m.name for m in _read(text).mentions if m.text.startswith("a member")}


@pytest.mark.parametrize("title", ["representative", "ambassador", "envoy", "spokesman"])
@pytest.mark.parametrize("others", ["Russian Federation", "Republic of Korea", "Taliban"])
def test_one_who_speaks_for_a_state_is_not_he_who_speaks_for_another(title: str, others: str) -> None:
    first = f"The {title} of the United States said that Iran had attacked."
    reading = _read(f"{first} The {title} of the {others} said that Israel had attacked.")
    assert len({m.entity for m in reading.mentions if m.role == title}) == 2
    assert not [s for s in reading.statements if s.relation]
    by = {s.chain[-1].source.name for s in reading.statements if len(s.chain) > 1}
    assert f"{title} of the United States" in by


@pytest.mark.parametrize(
    "body", ["China's coast guard", "The Turkish coast guard", "The Chadian junta", "A Kenyan navy contingent"]
)
def test_a_body_is_taken_up_by_it_and_no_person_is(body: str) -> None:
    reading = _read(f"{body} said the Philippine vessels had come near. It said that it had warned them.")
    first, *_, last = [s for s in reading.statements if len(s.chain) > 1]
    assert last.chain[-1].source.entity == first.chain[-1].source.entity
    assert {m.type for m in reading.mentions if m.text == body} == {"organization"}


@pytest.mark.parametrize("title", ["National Security Adviser", "Foreign Minister", "Prime Minister"])
@pytest.mark.parametrize("state", ["The Philippines'", "Armenia's", "Chad's"])
def test_an_officer_named_behind_his_title_is_one_person(title: str, state: str) -> None:
    reading = _read(
        f'{state} {title}, Eduardo Reyes, said the deal was dead. "We will never yield," he told reporters.'
    )
    assert {s.chain[-1].source.name for s in reading.statements if len(s.chain) > 1} == {"Eduardo Reyes"}


@pytest.mark.parametrize("claim", ["claims almost the entire sea", "claims the islands"])
@pytest.mark.parametrize(
    "rest", ["a court found that it had no right to it", "a 2016 ruling found that its claims had no basis"]
)
def test_what_stands_behind_a_claim_to_ground_is_not_its_claimant_s_word(claim: str, rest: str) -> None:
    reading = _read(f"China {claim}; {rest}.")
    theirs = [s.quote for s in reading.statements if s.chain[-1].source.name == "China"]
    assert not [quote for quote in theirs if "found" in quote or "right" in quote or "basis" in quote]


@pytest.mark.parametrize(
    ("which", "unit"), [("Tribal", False), ("An infantry", True), ("The 4th", True), ("Deep", False)]
)
def test_a_division_is_one_of_troops_if_its_words_say_so(which: str, unit: bool) -> None:
    reading = _read(f"{which} division in Libya has grown, a resident said.")
    assert any("division" in m.text for m in reading.mentions) is unit
