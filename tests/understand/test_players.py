"""Who takes part in an act, and how it is put, where the words around it have to say so."""

from collections.abc import Callable

import pytest

from panj.records import Modality, Reading, Statement

Understood = Callable[[str], Reading]

PLAYERS = [
    ("Gunmen attacked a military camp in Mali, killing 16 soldiers.", "ASSAULT", ["Gunmen"], ["soldiers"]),
    ("The United States condemned the Russian attack.", "ACCUSE", ["United States"], ["Russia"]),
    ("France called for an end to Russia's attacks on Kyiv.", "REQUEST", ["France"], ["Russia"]),
    ("Suspects in the Kenya bombing fled.", "ASSAULT", [], []),
    ("U.S. strikes on Iran went on.", "ASSAULT", ["United States"], ["Iran"]),
    ("France remains committed to working with Turkey.", "SUPPORT", ["France"], ["Turkey"]),
    (
        "Iran rejected U.S. accusations that it supplies the Houthis with weapons.",
        "ACCUSE",
        ["United States"],
        ["Iran"],
    ),
    ("The rebels pushed the army back.", "ASSAULT", ["rebels"], ["army"]),
    ("Israel attacked Aleppo.", "ASSAULT", ["Israel"], []),
    ("Israel's occupation of the West Bank was condemned.", "TAKE", ["Israel"], ["West Bank"]),
    ("The charity provided 400 families with seeds.", "AID", ["charity"], ["families"]),
    ("Japan handed over five patrol boats to Kenya.", "AID", ["Japan"], ["Kenya"]),
    ("Some 400 Rohingya crossed the river into Bangladesh after clashes.", "FLEE", ["Rohingya"], []),
]
TAKEN_UP = [
    ("Six aid workers were killed on Saturday. The attack took place near Juba.", "attack", [], ["aid workers"]),
    ("Carter met Abadi in Baghdad. The meeting lasted an hour.", "meeting", ["Carter", "Abadi"], []),
    ("Carter met Abadi in Baghdad. The two leaders discussed the war.", "discussed", ["Carter", "Abadi"], []),
]
PUT = [
    ("The king took action to release the prisoners.", "CONCEDE", Modality.ASSERTED, False),
    ("The council agreed to help people affected by the war.", "ASSAULT", Modality.ASSERTED, False),
    ("France said it would pull out, accusing the junta of theft.", "ACCUSE", Modality.ASSERTED, False),
    ("Britain has supported the liberation of Mosul.", "TAKE", Modality.ASSERTED, False),
    ("Neither France nor Germany paid money to Libya.", "AID", Modality.ASSERTED, True),
    ("Libya insisted on aid from Europe.", "AID", Modality.DEMANDED, False),
    ("Two suspects were handed over to Kenya for trial.", "ACCUSE", Modality.PLANNED, False),
    ("QUESTION: Secretary Kerry, did you discuss Aleppo?", "CONSULT", Modality.ASKED, False),
    ("The ministry said troops would arrive on Friday.", "MOBILIZE", Modality.PLANNED, False),
    ("The mayor denied that 2,000 people had left for Goma after the attack.", "FLEE", Modality.ASSERTED, True),
    ("The mayor asked for a second delivery of flour.", "AID", Modality.DEMANDED, False),
    ("The ministers discussed the conflict in Ukraine.", "ASSAULT", Modality.ASSERTED, False),
    ("A withdrawal of troops remains unlikely.", "RETREAT", Modality.ASSERTED, True),
    ("Negotiators are close to a deal.", "AGREE", Modality.HYPOTHETICAL, False),
    ("The ministry dismissed reports of a coup.", "TAKE", Modality.ASSERTED, True),
    ("The minister warned against attacking the camp.", "ASSAULT", Modality.POSSIBLE, False),
    ("Should the rebels attack, the army will respond.", "ASSAULT", Modality.CONDITIONAL, False),
    ("The army must stop so that talks have a chance.", "CONSULT", Modality.POSSIBLE, False),
]


def of_code(reading: Reading, code: str) -> Statement:
    found = [s for s in reading.statements if s.event is not None and s.event.code == code]
    assert found, [s.event.code for s in reading.statements if s.event is not None]
    return found[0]


@pytest.mark.parametrize(("text", "code", "actors", "recipients"), PLAYERS)
def test_players_of_an_act(
    understood: Understood, text: str, code: str, actors: list[str], recipients: list[str]
) -> None:
    event = of_code(understood(text), code).event
    assert event is not None
    names = {part: [role.name for role in event.roles if role.role == part] for part in ("actor", "recipient")}
    assert (names["actor"], names["recipient"]) == (actors, recipients)


@pytest.mark.parametrize(("text", "trigger", "actors", "recipients"), TAKEN_UP)
def test_players_that_the_text_named_before(
    understood: Understood, text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    found = [s.event for s in understood(text).statements if s.event is not None]
    event = next(event for event in found if event.trigger.of(text) == trigger)
    names = {part: [role.name for role in event.roles if role.role == part] for part in ("actor", "recipient")}
    assert (names["actor"], names["recipient"]) == (actors, recipients)


@pytest.mark.parametrize(("text", "code", "modality", "denied"), PUT)
def test_how_an_act_is_put(understood: Understood, text: str, code: str, modality: Modality, denied: bool) -> None:
    statement = of_code(understood(text), code)
    assert (statement.modality, statement.denied) == (modality, denied)


@pytest.mark.parametrize("about", ["condemned", "opposed", "praised", "rejected", "welcomed"])
@pytest.mark.parametrize("deed", ["An attack", "The invasion", "The raid"])
def test_who_does_something_about_an_act_has_not_done_it(understood: Understood, deed: str, about: str) -> None:
    reading = understood(f"{deed} {about} by France killed nine people in Goma.")
    killed = [s.event for s in reading.statements if s.event and s.event.code in {"ASSAULT", "TAKE"}]
    assert killed
    assert not [r.name for event in killed for r in event.roles if r.role == "actor"]


@pytest.mark.parametrize("doing", ["carried out", "launched", "led", "ordered", "planned"])
def test_who_does_an_act_by_a_light_verb_has_done_it(understood: Understood, doing: str) -> None:
    reading = understood(f"An attack {doing} by the Taliban killed nine people in Kunduz.")
    assert "Taliban" in {r.name for s in reading.statements if s.event for r in s.event.roles if r.role == "actor"}


@pytest.mark.parametrize("means", ["brokered", "mediated", "facilitated"])
def test_who_brokers_a_truce_does_not_keep_it(understood: Understood, means: str) -> None:
    reading = understood(f"A ceasefire {means} by Qatar came into force on Monday.")
    kept = [s.event for s in reading.statements if s.event and s.event.code == "RETREAT"]
    assert kept
    assert not [r.name for event in kept for r in event.roles]


@pytest.mark.parametrize(
    "withheld", ["declined to confirm", "refused to say", "stopped short of saying", "avoided saying"]
)
def test_what_somebody_would_not_say_is_neither_so_nor_denied(understood: Understood, withheld: str) -> None:
    reading = understood(f"The mayor {withheld} that soldiers killed the villagers.")
    (killed,) = [s for s in reading.statements if s.event and s.event.code == "ASSAULT"]
    assert (killed.modality, killed.denied) == (Modality.POSSIBLE, False)


def test_what_somebody_says_by_refusing_is_said(understood: Understood) -> None:
    reading = understood("The mayor refused, saying that soldiers killed the villagers.")
    (killed,) = [s for s in reading.statements if s.event and s.event.code == "ASSAULT"]
    assert (killed.modality, killed.denied) == (Modality.ASSERTED, False)
