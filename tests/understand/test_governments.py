"""Whose government or army "the government" is, where the text names one state above all others."""

import pytest
from tests.understand.conftest import Understood
from tests.understand.told_parties import Case, parties

FORCES = "Togo sealed its border on Monday. The "
CASES = [
    Case(FORCES + "army arrested six smugglers.", "arrested", {"Togo's army"}, {"smugglers"}),
    Case(FORCES + "government asked Mali for help.", "asked", {"Togo's government"}, {"Mali"}),
    Case("Laos is poor. Rebels attacked the military there.", "attacked", {"Rebels"}, {"Laos' military"}),
    Case("Togo and Mali are poor. The army arrested six smugglers.", "arrested", {"army"}, {"smugglers"}),
    Case("Togo is poor, Togo says. Mali is not. The army attacked rebels.", "attacked", {"army"}, {"rebels"}),
    Case(FORCES + "Liberal government asked Mali for help.", "asked", {"Liberal government"}, {"Mali"}),
    Case(FORCES + "police arrested six smugglers.", "arrested", {"police"}, {"smugglers"}),
    Case("The army arrested six smugglers. Togo is poor.", "arrested", {"army"}, {"smugglers"}),
    Case(FORCES + "government of the province asked Mali for help.", "asked", {"government"}, {"Mali"}),
]


@pytest.mark.parametrize("case", CASES, ids=[case.text for case in CASES])
def test_the_government_is_the_foremost_states(understood: Understood, case: Case) -> None:
    event = next(
        s.event for s in understood(case.text).statements if s.event and case.trigger in s.event.trigger.of(case.text)
    )
    assert parties(event, "actor") == case.actors
    assert parties(event, "recipient") == case.recipients


def test_the_pronoun_means_the_same_government(understood: Understood) -> None:
    text = FORCES + "government is weak. It asked Mali for help."
    event = next(s.event for s in understood(text).statements if s.event and s.event.code == "REQUEST")
    assert parties(event, "actor") == {"Togo's government"}
    assert {role.entity for role in event.roles if role.role == "actor"} == {"tg/government"}
