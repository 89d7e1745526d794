"""Forces sent to a state: apart if it asked for them, a hostile act if it disputes that or fights them."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Finding
from panj.situation import assess, gather
from panj.understand import understand
from panj.world import load_world

DAY = date(1998, 9, 25)


def tension(*texts: str, days: tuple[date, ...] = ()) -> dict[str, Finding]:
    """Return the lines of tension by their heading, of reports of one day or of these."""
    world = load_world()
    held = [
        Document(id=f"d{n}", text=text, outlet=f"Wire {n}", published=days[n] if days else DAY)
        for n, text in enumerate(texts)
    ]
    readings = [understand(d, parse(d.text), world) for d in held]
    said = [s for r in readings for s in r.statements]
    case = gather(held, readings, said, [], as_of=max(d.published or DAY for d in held), world=world)
    return {f.label: f for f in assess(case, world) if f.topic == "tension"}


@pytest.mark.parametrize(
    "text",
    [
        "The Maldives' president appealed to India for troops. India sent 500 soldiers to the Maldives.",
        "India sent 500 soldiers to the Maldives after the government in Male requested military help.",
        "The Maldives invited India to send troops. India has sent 500 soldiers to the Maldives.",
        "The Maldives asked Pakistan, Malaysia and India for military help. India sent 500 soldiers to the Maldives.",
    ],
)
def test_forces_that_come_to_who_asked_are_no_hostile_act(text: str) -> None:
    line = tension(text)["India and Maldives"]
    assert (line.value, line.best) == ("asked for: 1 MOBILIZE", None)
    assert line.facts == ("Maldives asked for forces of India: Wire 0, 1998-09-25",)


def test_another_report_tells_whose_president_asked() -> None:
    asked = "Ranil Senanayake asked Vietnam for troops. Vietnam sent 1,300 soldiers to Sri Lanka."
    assert tension(asked)["Sri Lanka and Vietnam"].best is not None
    line = tension(asked, "Sri Lanka's President Ranil Senanayake left the capital.")
    assert line["Sri Lanka and Vietnam"].value == "asked for: 1 MOBILIZE"


def test_forces_that_nobody_asked_for_stay_hostile() -> None:
    lines = tension("Chad asked France for troops. France sent 900 soldiers to Chad. Libya sent troops to Chad.")
    assert lines["France and Chad"].best is None
    assert lines["Libya and Chad"].value == "1 MOBILIZE"


def test_who_asked_and_then_disputes_it_was_not_asked() -> None:
    claimed = "Moscow said that Estonia had asked Russia to send troops. Russia sent 400 soldiers to Estonia."
    denied = "Estonia denied that it had asked for Russian troops."
    line = tension(claimed, denied)["Estonia and Russia"]
    assert "MOBILIZE" in (line.value or "")
    assert "asked for: " not in (line.value or "")
    assert "disputed by Estonia, 1998-09-25" in line.facts
    assert line.against
    assert any("only Russia says so" in fact for fact in line.facts)


def test_forces_that_fight_those_they_come_to_are_no_guests() -> None:
    lines = tension(
        "Cambodia's president asked Vietnam for troops. Vietnam sent 2,000 soldiers to Cambodia."
        " Vietnamese forces attacked Cambodian soldiers."
    )
    assert "1 MOBILIZE" in (lines["Cambodia and Vietnam"].value or "").split("; ")[0]
    assert "not set apart" in lines["Cambodia and Vietnam"].facts


def test_what_the_sender_alone_says_stands_until_anybody_speaks_against_it() -> None:
    sent = "Uganda sent 200 soldiers to Burundi. Uganda said the soldiers were sent at the request of Burundi."
    line = tension(sent)["Burundi and Uganda"]
    assert line.value == "asked for: 1 MOBILIZE"
    assert "only Uganda says so" in line.facts[0]
    line = tension(sent, "Kenya condemned the Ugandan deployment in Burundi as an invasion.")["Burundi and Uganda"]
    assert line.value == "1 MOBILIZE"
    assert "disputed by Kenya, 1998-09-25" in line.facts


def test_a_third_state_s_dispute_is_told_and_does_not_undo_a_request() -> None:
    line = tension(
        "Chad asked France for troops. France sent 900 soldiers to Chad.",
        "Libya called the French deployment in Chad an act of aggression.",
    )["France and Chad"]
    assert line.value == "asked for: 1 MOBILIZE"
    assert "disputed by Libya, 1998-09-25" in line.facts
    assert line.against


def test_a_separatist_leader_does_not_ask_for_the_state() -> None:
    line = tension("Somaliland asked Ethiopia for troops. Ethiopia sent 900 soldiers to Somalia.")[
        "Ethiopia and Somalia"
    ]
    assert line.value == "1 MOBILIZE"


def test_a_fellow_of_an_alliance_that_was_asked_is_a_guest_only_if_no_word_speaks_against_him() -> None:
    asked = "Nepal asked SAARC for troops. India sent 400 soldiers to Nepal."
    assert "asked for" in (tension(asked)["India and Nepal"].value or "")
    charged = tension(f"{asked} Nepal accused India of backing the rebels.")["India and Nepal"]
    assert "asked for: " not in (charged.value or "")


def test_who_was_asked_to_leave_is_no_guest_any_more() -> None:
    days = (date(1998, 9, 10), date(1998, 9, 20), date(1998, 9, 25))
    line = tension(
        "Zambia asked Malawi for military help.",
        "Zambia asked Malawi to withdraw its troops.",
        "Malawi sent 300 more soldiers to Zambia.",
        days=days,
    )["Malawi and Zambia"]
    assert "1 MOBILIZE" in (line.value or "")
    assert "asked for: " not in (line.value or "")
    assert "asked to leave 1998-09-20" in line.facts


def test_a_president_of_no_named_state_asks_for_where_his_report_is_as_long_as_nothing_speaks_against_it() -> None:
    text = "President Lamin Sowah asked Vietnam for troops. Vietnam sent 900 soldiers to Sri Lanka."
    assert tension(text)["Sri Lanka and Vietnam"].value == "asked for: 1 MOBILIZE"
    disputed = tension(text, "Sri Lanka accused Vietnam of aggression.")["Sri Lanka and Vietnam"]
    assert "asked for: " not in (disputed.value or "")


def test_forces_sent_to_an_ally_are_named_apart_and_count_once_the_two_fight() -> None:
    sent = "Russia sent 300 soldiers to Belarus. Russia criticised Belarus over gas."
    line = tension(sent)["Belarus and Russia"]
    assert line.value == "1 ACCUSE; to an ally: 1 MOBILIZE"
    fought = "Kyrgyzstan sent 300 soldiers to Tajikistan. Kyrgyz forces attacked Tajik soldiers."
    assert tension(fought)["Kyrgyzstan and Tajikistan"].value == "1 ASSAULT, 1 MOBILIZE"
