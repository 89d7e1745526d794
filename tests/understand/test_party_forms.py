"""Who did it to whom, by the forms of `bench/forms` in which it was lost: where English puts the parties of an act."""

import pytest
from tests.understand.conftest import Understood
from tests.understand.told_parties import Case, named

from panj.english import parse
from panj.understand.trees.rehung import rehung

CASES = [
    # beside the subject
    Case("Turkey, along with Kenya, raided Greece.", "raided", {"Turkey", "Kenya"}, {"Greece"}),
    Case("NATO, long the strongest power in the region, attacked Greece.", "attacked", {"NATO"}, {"Greece"}),
    Case("The army, rather than the rebels, shelled the base.", "shelled", {"army"}, {"base"}),
    Case("Turkey attacked Greece, not Cyprus.", "attacked", {"Turkey"}, {"Greece"}),
    Case("Officials said that gunmen, not Uganda, ambushed villagers.", "ambushed", {"gunmen"}, {"villagers"}),
    Case("Turkey attacked not only Greece but Cyprus.", "attacked", {"Turkey"}, {"Greece", "Cyprus"}),
    Case("Oman, Qatar and Kuwait said they had sanctioned Iran.", "sanctioned", {"Oman", "Qatar", "Kuwait"}, {"Iran"}),
    # clauses without a subject of their own
    Case("Kenya called for Turkey to attack Greece.", "attack", {"Turkey"}, {"Greece"}),
    Case("Diplomats warned of plans for Turkey to attack Greece.", "attack", {"Turkey"}, {"Greece"}),
    Case("Kenya accused NATO of having armed Greece.", "armed", {"NATO"}, {"Greece"}),
    Case("The 47th Brigade stopped short of attacking Hamas.", "attacking", {"47th Brigade"}, {"Hamas"}),
    Case("Greece, which Turkey held talks with last week, has a new king.", "talks", {"Turkey"}, {"Greece"}),
    # nouns
    Case("It was the first attack by the RSF on Hamas since May.", "attack", {"Rapid Support Forces"}, {"Hamas"}),
    Case("Turkey's attack, the second on Greece in a week, raised fears of war.", "attack", {"Turkey"}, {"Greece"}),
    Case("The raid Ethiopia carried out on Eritrea went on.", "raid", {"Ethiopia"}, {"Eritrea"}),
    Case("Hamas was the target of a raid by Turkey.", "raid", {"Turkey"}, {"Hamas"}),
    Case("Turkey is ready for talks with Greece.", "talks", {"Turkey"}, {"Greece"}),
    Case("Turkey reopened the border under a deal with Greece.", "deal", {"Turkey"}, {"Greece"}),
    Case("Qatar hosted talks between Turkey and Greece.", "talks", {"Qatar"}, {"Turkey", "Greece"}),
    # who is meant
    Case("Hamas spoke on Monday. Hezbollah was attacked by the group.", "attacked", {"Hamas"}, {"Hezbollah"}),
    Case("In its attack on Hamas, Hezbollah lost ground.", "attack", {"Hezbollah"}, {"Hamas"}),
    Case("Turkey spoke. In its attack on Hamas, Hezbollah lost ground.", "attack", {"Hezbollah"}, {"Hamas"}),
    Case("Thousands of students came. They protested against Kenya.", "protested", {"students"}, {"Kenya"}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.text for case in CASES])
def test_parties_of_an_act(understood: Understood, case: Case) -> None:
    assert named(understood, case) == (case.actors, case.recipients)


HANGING = (
    "They waited for negotiations to take place.",
    "The plan is for Turkey to attack Greece.",
    "Diplomats warned of plans for the people of Mali to leave.",
    "Kenya called for France, Germany and Britain to leave.",
    "It is for Turkey to decide what is left for Greece to do.",
    "He asked for the road to the town to be opened for aid to enter.",
)


@pytest.mark.parametrize("text", HANGING)
def test_nothing_hangs_on_itself(text: str) -> None:
    for sentence in rehung(parse(text)).sentences:
        for token in sentence.tokens:
            at, steps = token, 0
            while at.head >= 0 and steps <= len(sentence.tokens):
                at, steps = sentence.tokens[at.head], steps + 1
            assert steps < len(sentence.tokens)
