"""Acts that the tables know, and the everyday senses of the same words, which are no acts."""

from collections.abc import Callable

import pytest

from panj.records import Modality, Reading

Understood = Callable[[str], Reading]


def codes(reading: Reading) -> list[str]:
    return [statement.event.code for statement in reading.statements if statement.event is not None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Frigates escorted the tanker through the strait.", "AID"),
        ("Senators voted against the budget on Tuesday.", "REJECT"),
        ("Kenya repatriated 3,000 Somali refugees.", "COERCE"),
        ("Jets scrambled to intercept two bombers.", "MOBILIZE"),
        ("The battalion crossed the border.", "MOBILIZE"),
        ("Warships entered the strait.", "MOBILIZE"),
        ("Pakistan reopened the border crossing at Torkham.", "CONCEDE"),
        ("Jordan reopened its embassy in Damascus.", "SUPPORT"),
        ("Denmark closed its embassy in Baghdad.", "SANCTION"),
        ("France declared the ambassador persona non grata.", "SANCTION"),
        ("The general warned of retaliation.", "THREATEN"),
        ("Crowds poured into the streets.", "PROTEST"),
        ("Protesters threw stones at the police.", "PROTEST"),
        ("Rebels set fire to a police station.", "ASSAULT"),
        ("A rocket slammed into a hospital.", "ASSAULT"),
        ("The Houthis sank a cargo ship.", "ASSAULT"),
        ("Troops traded fire with militants.", "ASSAULT"),
        ("Riot police broke up the rally.", "ASSAULT"),
        ("Hackers leaked the emails.", "COERCE"),
        ("Pirates boarded the ship.", "COERCE"),
        ("Police took the activist into custody.", "COERCE"),
        ("Parliament impeached the president.", "ACCUSE"),
        ("The envoy flew to Moscow.", "CONSULT"),
        ("China wrote off the debt of Zambia.", "AID"),
        ("Militants overran the army base.", "TAKE"),
        ("Refugees poured over the border.", "FLEE"),
        ("Iran tested a missile on Sunday.", "MOBILIZE"),
        ("The town fell on Monday.", "TAKE"),
        ("The hijacking of the plane ended in Larnaca.", "ASSAULT"),
        ("The recall of the ambassador followed a row.", "SANCTION"),
        ("The toppling of the president shocked the region.", "FALL"),
        ("The downing of the drone raised tensions.", "ASSAULT"),
        ("The handover of the base took place in spring.", "RETREAT"),
        ("The repatriation of refugees began.", "COERCE"),
        ("Shuttle diplomacy by Qatar failed.", "CONSULT"),
        ("Armenia denied that it had opened fire.", "REJECT"),
        ("The minister described the raid as barbaric.", "ACCUSE"),
        ("Egypt was critical of the plan.", "ACCUSE"),
        ("France is grateful to Qatar.", "SUPPORT"),
        ("Observers monitored the ceasefire.", "AID"),
        ("Iran complied with the resolution.", "COOPERATE"),
        ("Tribesmen joined the insurgency.", "COOPERATE"),
        ("The junta hired Russian mercenaries.", "MOBILIZE"),
        ("The deal was signed in Doha.", "AGREE"),
        ("The Mosul operation cost the army hundreds of soldiers.", "ASSAULT"),
        ("The army announced an operation to retake the town.", "ASSAULT"),
        ("Twelve soldiers died in clashes.", "ASSAULT"),
        ("The group claimed responsibility.", "ASSAULT"),
        ("The army vowed to rid the province of militants.", "ASSAULT"),
        ("The rebels met the envoy. The meeting lasted an hour.", "CONSULT"),
        ("Fighting broke out between rival factions.", "ASSAULT"),
        ("Two policemen died in a shoot-out with smugglers.", "ASSAULT"),
        ("Pyongyang launched two missiles into the Sea of Japan.", "MOBILIZE"),
        ("Rescuers pulled survivors from the rubble.", "AID"),
        ("The general announced the call-up of 20,000 reservists.", "MOBILIZE"),
        ("The town is now in rebel hands.", "TAKE"),
        ("The junta gave the ambassador 48 hours to leave.", "THREATEN"),
        ("The ambassador was summoned to the ministry.", "ACCUSE"),
        ("The fighting forced thousands from their homes.", "FLEE"),
        ("Egypt opened the Rafah crossing.", "CONCEDE"),
        ("Lee surrendered his army in April.", "RETREAT"),
        ("The opposition complained of fraud.", "ACCUSE"),
        ("The council met on Monday.", "CONSULT"),
        ("The court commuted the sentence of the dissident.", "CONCEDE"),
        ("Mediators hammered out a deal in Cairo.", "AGREE"),
        ("The two presidents patched up their differences.", "AGREE"),
        ("Parliament gave the green light to the plan.", "AGREE"),
        ("The king rolled out the red carpet for the Chinese president.", "CONSULT"),
        ("Qatar brokered talks between the rivals.", "CONSULT"),
        ("Opposition leaders rallied around the president.", "SUPPORT"),
        ("Ankara and Cairo mended their relations.", "SUPPORT"),
        ("Poland was admitted to NATO.", "COOPERATE"),
        ("The militia teamed up with the army.", "COOPERATE"),
        ("UNICEF vaccinated thousands of children in Chad.", "AID"),
        ("The agency distributed food to displaced families.", "AID"),
        ("Sudan harboured terrorists.", "AID"),
        ("The family paid a ransom.", "CONCEDE"),
        ("The reopening of the border was welcomed.", "CONCEDE"),
        ("The rebel group renounced violence.", "RETREAT"),
        ("The father demanded the return of his son.", "RETREAT"),
        ("The president invited his rival to talks.", "REQUEST"),
        ("Kabul pointed the finger at Pakistan.", "ACCUSE"),
        ("The premier spoke out against the raid.", "ACCUSE"),
        ("Japan lodged a protest with Beijing.", "ACCUSE"),
        ("Israel has denied targeting journalists.", "REJECT"),
        ("The army distanced itself from the statement.", "REJECT"),
        ("The delegation pulled out of the talks.", "REJECT"),
        ("Negotiators failed to reach an agreement.", "REJECT"),
        ("Iran reserved the right to respond.", "THREATEN"),
        ("Demonstrators burned an effigy of the president.", "PROTEST"),
        ("Villagers blocked the highway.", "PROTEST"),
        ("Chile pulled its ambassador from Caracas.", "SANCTION"),
        ("Washington designated the group as a terrorist organization.", "SANCTION"),
        ("The president sacked the army chief.", "SANCTION"),
        ("The king dissolved parliament.", "COERCE"),
        ("Soldiers set up a checkpoint.", "MOBILIZE"),
        ("Police tightened security in the capital.", "MOBILIZE"),
        ("Iran is developing nuclear weapons.", "MOBILIZE"),
        ("Police cordoned off the area.", "COERCE"),
        ("Foreign powers interfere in the internal affairs of Sudan.", "COERCE"),
        ("The rebels control the town.", "TAKE"),
        ("The town was held by the rebels.", "TAKE"),
        ("The army went on the offensive.", "ASSAULT"),
        ("Rebels broke through the front line.", "ASSAULT"),
        ("Insurgents suffered heavy losses in the battle.", "ASSAULT"),
        ("Troops crushed the rebellion.", "ASSAULT"),
        ("Vandals desecrated the cemetery.", "ASSAULT"),
        ("The slaying of the priest shocked the town.", "ASSAULT"),
        ("The use of chemical weapons by the army was condemned.", "ASSAULT"),
        ("The leader went into hiding.", "FLEE"),
        ("Thirty inmates broke out of prison.", "FLEE"),
        ("The general was ousted from power.", "FALL"),
    ],
)
def test_an_act_of_the_news_is_read(understood: Understood, text: str, code: str) -> None:
    assert code in codes(understood(text))


@pytest.mark.parametrize(
    "text",
    [
        "She escorted him to the door.",
        "The restaurant reopened after a renovation.",
        "The shop closed its doors.",
        "The players entered the port for dinner.",
        "The kids threw stones into the lake.",
        "She set the table on fire by accident.",
        "Prices fell on Monday.",
        "The plane landed in Denver on time.",
        "The golfer sank a putt.",
        "He hijacked the conversation.",
        "She boarded the train.",
        "The rain poured over the roof.",
        "He travelled to Paris with his wife.",
        "The player hit back in the second set.",
        "The bank approved my loan last week.",
        "The sink overran with water.",
        "The cook scrambled two eggs for breakfast.",
        "My phone was taken in for repair.",
        "The doctor warned of side effects.",
        "They let the dog in.",
        "The operation on his knee lasted three hours.",
        "The test of the new oven went well.",
        "The landing of the plane was smooth.",
        "The recall of the cars cost millions.",
        "The handover of the keys is at noon.",
        "A freeze on hiring was announced.",
        "The city fell on hard times.",
        "The bridge fell on a car.",
        "The library cancelled my card.",
        "The company shut down the old network.",
        "The farmer slaughtered his pigs.",
        "She controls the budget.",
        "The company did not respond to a request for comment.",
        "The shop held a sale.",
    ],
)
def test_an_everyday_sense_is_no_act(understood: Understood, text: str) -> None:
    assert codes(understood(text)) == []


def test_what_may_happen_or_is_denied_is_not_asserted(understood: Understood) -> None:
    for text in ("The army did not sink the ship.", "Denmark may close its embassy in Baghdad."):
        events = [s for s in understood(text).statements if s.event is not None]
        assert events
        assert all(s.denied or s.modality != Modality.ASSERTED for s in events)


def test_a_day_beside_an_act_in_a_caption_is_read_without_harm(understood: Understood) -> None:
    text = (
        "The Fall of the Citadel, painted by Ada Bell fewer than ten years after this pivotal moment "
        "in the Harran Revolution, depicts the 1736 assault on the Citadel complex."
    )
    assert "ASSAULT" in codes(understood(text))
