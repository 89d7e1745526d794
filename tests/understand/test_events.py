"""What somebody does to somebody: a sentence, its trigger, and who did it to whom."""

import pytest
from tests.understand.trees import acts

ACTS = [
    ("Russia withdrew its troops from Syria.", "withdrew", "RETREAT", ["Russia"], ["Syria"]),
    ("The village was shelled by government forces on Monday.", "shelled", "ASSAULT", ["government forces"], []),
    ("Protesters were detained by police in Minsk.", "detained", "COERCE", ["police"], ["Protesters"]),
    ("Ukraine accused Russia of shelling a hospital.", "accused", "ACCUSE", ["Ukraine"], ["Russia"]),
    ("Ukraine accused Russia of shelling a hospital.", "shelling", "ASSAULT", ["Russia"], ["hospital"]),
    ("France urged Israel not to attack Rafah.", "urged", "REQUEST", ["France"], ["Israel"]),
    ("France urged Israel not to attack Rafah.", "attack", "ASSAULT", ["Israel"], []),
    ("Germany's decision to send tanks to Ukraine was condemned by Moscow.", "send", "AID", ["Germany"], ["Ukraine"]),
    (
        "Germany's decision to send tanks to Ukraine was condemned by Moscow.",
        "condemned",
        "ACCUSE",
        ["Russia"],
        ["Germany"],
    ),
    ("Talks between Armenia and Azerbaijan broke down.", "Talks", "CONSULT", ["Armenia", "Azerbaijan"], []),
    ("Washington lifted sanctions on Sudan.", "lifted", "CONCEDE", ["United States"], ["Sudan"]),
    ("Kazakhstan offered to host the peace talks.", "offered", "AGREE", ["Kazakhstan"], []),
    ("The two countries cut diplomatic ties in 2016.", "cut diplomatic ties", "SANCTION", ["countries"], []),
    ("Thousands marched against the government in Tbilisi.", "marched", "PROTEST", ["Thousands"], ["government"]),
    ("NATO has no plans to send troops to Ukraine.", "send", "MOBILIZE", ["NATO"], ["Ukraine"]),
    ("Rebels are said to have taken control of the border crossing.", "taken control", "TAKE", ["Rebels"], []),
    ("Soldiers were forced to flee into Tajikistan.", "flee", "FLEE", ["Soldiers"], []),
    ("Analysts predict that the government will fall within six months.", "fall", "FALL", ["government"], []),
    (
        "The president threatened to impose sanctions on Turkey.",
        "impose sanctions",
        "SANCTION",
        ["president"],
        ["Turkey"],
    ),
    ("Police used tear gas to disperse the protesters.", "disperse", "ASSAULT", ["Police"], ["protesters"]),
    (
        "Armenia and Azerbaijan accused each other of shelling towns.",
        "accused",
        "ACCUSE",
        ["Armenia", "Azerbaijan"],
        ["Armenia", "Azerbaijan"],
    ),
    ("Azerbaijan says its troops have captured the town.", "captured", "TAKE", ["Azerbaijani troops"], []),
    ("France would pull its 2,400 troops out of Mali.", "pull", "RETREAT", ["France"], ["Mali"]),
    ("Migrants crossing the Channel were rescued.", "crossing", "FLEE", ["Migrants"], []),
    ("Moscow ruled out sending peacekeepers.", "ruled out", "REJECT", ["Russia"], []),
    ("We call for an end to the attacks on Aleppo.", "end", "RETREAT", [], []),
    ("A rebel attack killed 12 soldiers.", "attack killed", "ASSAULT", ["rebel"], ["soldiers"]),
    ("Thousands fled fighting in the north.", "fighting", "ASSAULT", [], []),
    ("Iran rejected accusations that it arms the rebels.", "rejected", "REJECT", ["Iran"], []),
    ("American forces destroyed two anti-ship missiles.", "destroyed", "ASSAULT", ["American forces"], []),
    (
        "The president faced sharp criticism for violence against the Rohingya.",
        "criticism",
        "ACCUSE",
        [],
        ["president"],
    ),
    (
        "Fighting between the army and the rebels has displaced thousands of people.",
        "Fighting",
        "ASSAULT",
        ["army", "rebels"],
        [],
    ),
    ("The resolution demanded full access for the agency.", "demanded", "REQUEST", ["resolution"], []),
    ("The army withdrew after being attacked by drones.", "attacked", "ASSAULT", [], ["army"]),
]
NO_ACTS = [
    "The coalition has been fighting inflation and poverty.",
    "The star was captured on camera as she fell ill.",
    "The hurricane killed 30 people in Florida.",
    "He was killed in a car accident.",
    "The vaccine attacks the virus.",
    "The two companies met the deadline.",
]


@pytest.mark.parametrize(("text", "trigger", "code", "actors", "recipients"), ACTS)
def test_act_with_its_actors(text: str, trigger: str, code: str, actors: list[str], recipients: list[str]) -> None:
    found = {event.trigger.of(text): event for event in acts(text)}
    assert trigger in found, sorted(found)
    event = found[trigger]
    names = {part: [r.name for r in event.roles if r.role == part] for part in ("actor", "recipient")}
    assert (event.code, names["actor"], names["recipient"]) == (code, actors, recipients)


@pytest.mark.parametrize("text", NO_ACTS)
def test_other_senses_are_no_acts(text: str) -> None:
    assert [event.trigger.of(text) for event in acts(text)] == []


def test_subject_noun_and_verb_that_say_one_act_are_one() -> None:
    text = "The attack killed 20 people and wounded 30."
    assert [event.trigger.of(text) for event in acts(text)] == ["attack killed"]


def test_a_second_verb_done_to_others_and_a_noun_away_from_its_verb_are_acts_by_themselves() -> None:
    text = (
        "The army shelled a market and killed nine people. The attack on the town of Bara on Monday killed 27 people."
    )
    assert [event.trigger.of(text) for event in acts(text)] == ["shelled", "killed", "attack", "killed"]


def test_who_is_dead_or_left_dead_has_suffered_an_act_and_a_dead_deal_has_not() -> None:
    text = "Fighting broke out on Sunday. Five are dead. The deal is dead. The attack left 19 dead."
    assert [e.trigger.of(text) for e in acts(text) if e.code == "ASSAULT"] == ["Fighting", "dead", "attack left"]


def test_bare_back_reference_takes_the_actors_named_before() -> None:
    text = "Rebels attacked an army base. The attack lasted two hours."
    last = acts(text)[-1]
    assert last.trigger.of(text) == "attack"
    assert [role.name for role in last.roles if role.role == "actor"] == ["Rebels"]


def test_described_act_takes_no_actors_from_before() -> None:
    text = "Rebels attacked an army base. A car bomb attack in Kabul killed five people."
    assert not [role for role in acts(text)[-1].roles if role.role == "actor"]


def test_asked_for_help_gives_helper_and_helped() -> None:
    text = "Tajikistan asked Russia for assistance."
    help_asked = {event.trigger.of(text): event for event in acts(text)}["assistance"]
    names = {role.role: role.name for role in help_asked.roles}
    assert names == {"actor": "Russia", "recipient": "Tajikistan"}


def test_every_event_has_an_id_of_its_own() -> None:
    text = "Ukraine accused Russia of shelling a hospital."
    ids = [event.id for event in acts(text)]
    assert len(set(ids)) == len(ids) == 2


def test_nobody_is_no_actor() -> None:
    text = "No group has claimed responsibility for the attack."
    assert acts(text)[-1].roles == ()


def test_the_attack_is_not_the_answer_to_it() -> None:
    text = "The army said it had killed 15 jihadists. The attack lasted two hours."
    assert acts(text)[-1].roles == ()
