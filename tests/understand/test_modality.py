"""Whether an act is put as a fact: sentences of the kinds that FactBank and Karttunen's implicatives tell apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.understand.trees import tree

from panj.english import parse
from panj.english.parsed import Sentence, Token
from panj.records import Modality
from panj.understand.modality import modality_of

FACTS = [
    ("Russia withdrew its troops from Syria.", "withdrew"),
    ("The army managed to retake the town.", "retake"),
    ("Soldiers were forced to flee into Tajikistan.", "flee"),
    ("The army continued to shell the town.", "shell"),
    ("The rebels had to surrender.", "surrender"),
    ("The army claimed to have killed 50 rebels in the raid.", "killed"),
    ("The government has yet to respond to the attack.", "attack"),
    ("Iran reportedly fired missiles at a base in Iraq.", "fired"),
    ("The minister regretted that the talks had collapsed.", "collapsed"),
    ("Before the Taliban captured the city, thousands fled.", "captured"),
    ("Turkey stopped bombing the area.", "bombing"),
    ("The minister said rebels had attacked a convoy.", "attacked"),
    ("The bombing, which killed 12 people, was condemned by the United Nations.", "killed"),
    ("Officials have not said why the visas were denied.", "denied"),
    ("This fight against the militants will be aided by Syrians.", "fight"),
    ("The United Nations estimates that thousands of people have fled.", "fled"),
    ("He did not say how many missiles had been launched.", "launched"),
    ("It is unacceptable that the army has attacked a hospital.", "attacked"),
    ("The president met Biden before visiting Tehran.", "visiting"),
    ("The government failed to address violence against the Rohingya.", "violence"),
    ("Fighting between the army and the rebels has displaced thousands of people.", "Fighting"),
    ("I want to thank the soldiers for their service.", "thank"),
]
DENIED = [
    ("Russia denied that it had attacked the convoy.", "attacked"),
    ("The rebels refused to withdraw from the city.", "withdraw"),
    ("The government did not sign the agreement.", "sign"),
    ("The militants failed to seize the airport.", "seize"),
    ("There is no evidence that Iran supplied weapons to the rebels.", "supplied"),
    ("The defense ministry denied a report that two soldiers had been killed.", "killed"),
    ("The Kremlin dismissed reports that its troops had withdrawn.", "withdrawn"),
    ("The police prevented protesters from storming the parliament.", "storming"),
    ("Moscow ruled out sending peacekeepers.", "sending"),
    ("Turkey stopped short of imposing sanctions.", "imposing"),
    ("The rebels never attacked the village.", "attacked"),
    ("The government has stopped short of declaring a state of emergency.", "declaring"),
    ("No troops entered the city.", "entered"),
]
OTHERS = [
    ("The junta demanded that the pullout be immediate.", "pullout", Modality.DEMANDED, False),
    ("Israel may have carried out the strike.", "strike", Modality.POSSIBLE, False),
    ("Officials warned that the group could attack embassies.", "attack", Modality.POSSIBLE, False),
    ("The group is believed to have carried out the bombing.", "bombing", Modality.POSSIBLE, False),
    ("Investigators believe that the group bombed the market.", "bombed", Modality.ASSERTED, False),
    ("The siege of the town did not end until March.", "siege", Modality.ASSERTED, False),
    ("The rebels did not attack the port until Friday.", "attack", Modality.ASSERTED, False),
    ("The detentions were not linked to the bombing.", "bombing", Modality.ASSERTED, False),
    ("The detentions were not linked to the bombing.", "detentions", Modality.ASSERTED, False),
    ("The accord will allow Chad to send troops to the north.", "send", Modality.PLANNED, False),
    ("The alleged attack took place on Friday.", "attack", Modality.POSSIBLE, False),
    ("The threat of an attack remains high.", "attack", Modality.POSSIBLE, False),
    ("If Russia invades Ukraine, NATO will send troops to Poland.", "invades", Modality.CONDITIONAL, False),
    ("If Russia invades Ukraine, NATO will send troops to Poland.", "send", Modality.CONDITIONAL, False),
    ("Unless the rebels surrender, the army will storm the city.", "storm", Modality.CONDITIONAL, False),
    ("Any attack will be met with force.", "attack", Modality.CONDITIONAL, False),
    ("Had the rebels attacked, the city would have fallen.", "attacked", Modality.HYPOTHETICAL, False),
    ("He said he would have attacked the base.", "attacked", Modality.HYPOTHETICAL, False),
    ("The United States plans to withdraw its troops from Afghanistan.", "withdraw", Modality.PLANNED, False),
    ("The army will attack the rebels tomorrow.", "attack", Modality.PLANNED, False),
    ("The rebels agreed to lay down their arms in exchange for amnesty.", "lay", Modality.PLANNED, False),
    ("The talks were scheduled to begin on Monday.", "talks", Modality.PLANNED, False),
    ("North Korea's planned missile test has been postponed.", "test", Modality.PLANNED, False),
    ("Plans for an invasion were discovered.", "invasion", Modality.PLANNED, False),
    ("The U.S. urged Rwanda to stop supporting the rebels.", "supporting", Modality.DEMANDED, True),
    ("The rebels have yet to surrender.", "surrender", Modality.PLANNED, True),
    ("The rebels have to surrender.", "surrender", Modality.DEMANDED, False),
    ("The council is to hold an emergency meeting on Tuesday.", "hold", Modality.PLANNED, False),
    ("France will withdraw its troops within six months, the president said.", "withdraw", Modality.PLANNED, False),
    ("The liberation of the city will free thousands.", "liberation", Modality.FORECAST, False),
    (
        "The herders will be sent back once officials have guaranteed their safety.",
        "guaranteed",
        Modality.PLANNED,
        False,
    ),
    ("The army was on the verge of capturing the city.", "capturing", Modality.HYPOTHETICAL, False),
    ("An attack on one member is an attack on all.", "attack", Modality.HYPOTHETICAL, False),
    ("NATO has no plans to send troops to Ukraine.", "send", Modality.PLANNED, True),
    ("Moscow said it did not intend to invade Ukraine.", "invade", Modality.PLANNED, True),
    ("Analysts predict that the government will fall within six months.", "fall", Modality.FORECAST, False),
    ("The army had been expected to capture the town last week.", "capture", Modality.FORECAST, False),
    ("Experts fear that the Taliban will attack Kabul.", "attack", Modality.FORECAST, False),
    ("The UN called for an immediate ceasefire.", "ceasefire", Modality.DEMANDED, False),
    ("The commander ordered his troops to open fire on the crowd.", "open", Modality.DEMANDED, False),
    ("The alliance should send peacekeepers to the border.", "send", Modality.DEMANDED, False),
    ("France urged Israel not to attack Rafah.", "attack", Modality.DEMANDED, True),
    ("The governor urged residents to evacuate.", "evacuate", Modality.DEMANDED, False),
    ("Is Russia planning to attack Ukraine?", "attack", Modality.ASKED, False),
    ("The mayor asked whether police had arrested the suspects.", "arrested", Modality.ASKED, False),
    ("It is unclear whether Israel carried out the strike.", "strike", Modality.ASKED, False),
]


@pytest.mark.parametrize(("text", "word"), FACTS)
def test_what_is_put_as_a_fact(text: str, word: str) -> None:
    sentence, i = tree(text, word)
    judged = modality_of(sentence, i)
    assert (judged.modality, judged.denied) == (Modality.ASSERTED, False)


@pytest.mark.parametrize(("text", "word"), DENIED)
def test_what_is_put_as_not_having_happened(text: str, word: str) -> None:
    sentence, i = tree(text, word)
    judged = modality_of(sentence, i)
    assert (judged.modality, judged.denied) == (Modality.ASSERTED, True)


@pytest.mark.parametrize(("text", "word", "modality", "denied"), OTHERS)
def test_what_is_no_fact(text: str, word: str, modality: Modality, denied: bool) -> None:
    sentence, i = tree(text, word)
    judged = modality_of(sentence, i)
    assert (judged.modality, judged.denied) == (modality, denied)


def test_condition_is_the_words_that_the_act_hangs_on() -> None:
    text = "If Russia invades Ukraine, NATO will send troops to Poland."
    sentence, i = tree(text, "send")
    condition = modality_of(sentence, i).condition
    assert condition is not None
    assert condition.of(text).rstrip(", ") == "If Russia invades Ukraine"


def test_subject_of_would_is_the_condition() -> None:
    text = "A Russian invasion of Ukraine would destroy the alliance."
    sentence, i = tree(text, "invasion")
    judged = modality_of(sentence, i)
    assert judged.modality is Modality.CONDITIONAL


RELATIONS = st.sampled_from(
    [
        "nsubj",
        "obj",
        "obl",
        "nmod",
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "acl:relcl",
        "conj",
        "mark",
        "aux",
        "case",
        "advmod",
    ]
)


@given(st.lists(st.tuples(st.integers(0, 30), RELATIONS, st.sampled_from(["VERB", "NOUN", "ADJ"])), min_size=1))
def test_any_tree_is_judged(shape: list[tuple[int, str, str]]) -> None:
    """Each word depends on an earlier one; whatever the relations, the way up ends."""
    tokens = tuple(
        Token(i, i * 2, i * 2 + 1, "x", "x", upos, "NN", above % i if i else -1, relation if i else "root")
        for i, (above, relation, upos) in enumerate(shape)
    )
    sentence = Sentence(0, len(tokens) * 2, tokens)
    for token in tokens:
        assert isinstance(modality_of(sentence, token.i).modality, Modality)


def test_a_chain_of_purposes_ends_in_no_fact() -> None:
    tokens = []
    for i in range(240):
        above = -1 if i == 0 else i - 2 if i % 2 == 0 else i - 1
        relation = "root" if i == 0 else "advcl" if i % 2 == 0 else "mark"
        text, upos = ("fight", "VERB") if i % 2 == 0 else ("to", "PART")
        tokens.append(Token(i, i * 6, i * 6 + 2, text, text, upos, "VB", above, relation))
    sentence = Sentence(0, 240 * 6, tuple(tokens))
    assert modality_of(sentence, 238).modality is not Modality.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers went to the border to disarm militias, retake the town and open the road.",
        "The troops were sent to protect civilians, support the government and expel the rebels.",
        "Rebels came to the town to burn the market, seize the bridge and kill the mayor.",
        "The army launched an offensive to retake Lashio, relieve the garrison and reopen the highway.",
    ],
)
def test_no_aim_of_a_list_is_a_fact(text: str) -> None:
    (sentence,) = parse(text).sentences
    opening = next(t.i for t in sentence.tokens if t.text == "to" and t.upos == "PART")
    aims = [modality_of(sentence, t.i).modality for t in sentence.tokens[opening:] if t.upos == "VERB"]
    assert len(aims) == 3
    assert set(aims) == {Modality.PLANNED}
