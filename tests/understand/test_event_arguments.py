"""Deep arguments: passives, shared and understood subjects, relative clauses, light verbs."""

import pytest
from tests.understand.trees import tree

from panj.understand.trees.arguments import arguments
from panj.understand.trees.predicates import surface_subjects
from panj.understand.trees.verbs import is_passive, particle

ARGUMENTS = [
    ("The village was shelled by government forces on Monday.", "shelled", "obj", "village"),
    ("The village was shelled by government forces on Monday.", "shelled", "subj", "forces"),
    ("They were denied visas to enter the country.", "denied", "iobj", "They"),
    ("They were denied visas to enter the country.", "denied", "obj", "visas"),
    ("The rebels attacked the base and captured the town.", "captured", "subj", "rebels"),
    ("The general who ordered the attack was arrested.", "ordered", "subj", "general"),
    ("France urged Israel not to attack Rafah.", "attack", "subj", "Israel"),
    ("The rebels promised the army to withdraw.", "withdraw", "subj", "rebels"),
    ("The police prevented protesters from storming the parliament.", "storming", "subj", "protesters"),
    ("The army carried out an attack on the town.", "attack", "subj", "army"),
    ("The army carried out an attack on the town.", "attack", "on", "town"),
    ("The army came under attack.", "attack", "on", "army"),
    ("The coalition supports the fighters through airstrikes against ISIL.", "airstrikes", "subj", "coalition"),
    ("The town had been under bombardment.", "bombardment", "on", "town"),
    ("Two countries, Armenia and Georgia, condemned the raid.", "condemned", "subj", "Armenia"),
]


@pytest.mark.parametrize(("text", "word", "slot", "filler"), ARGUMENTS)
def test_filler_of_a_slot(text: str, word: str, slot: str, filler: str) -> None:
    sentence, i = tree(text, word)
    fillers = [sentence.tokens[j].text for j in arguments(sentence, i).get(slot, ())]
    assert filler in fillers


def test_particle_belongs_to_its_verb() -> None:
    sentence, i = tree("The army carried out an attack on the town.", "carried")
    assert particle(sentence, i) == "out"


def test_perfect_participle_is_active() -> None:
    sentence, i = tree("The Kremlin dismissed reports that its troops had withdrawn.", "withdrawn")
    assert not is_passive(sentence, i)
    assert [sentence.tokens[j].text for j in surface_subjects(sentence, i)] == ["troops"]
