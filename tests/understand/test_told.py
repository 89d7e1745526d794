"""Whose an act is that a noun names alone, where the text tells of most acts of its kind."""

import pytest
from tests.understand.conftest import Understood
from tests.understand.told_parties import Case, parties

CASES = [
    Case(
        "Chad and Iran signed a treaty. Chad and Iran have signed a trade pact. Experts doubt the border treaty.",
        "border treaty",
        {"Chad", "Iran"},
        set(),
    ),
    Case(
        "Chad and Iran signed a treaty. Mali and Togo agreed to a truce. Experts doubt the border treaty.",
        "border treaty",
        set(),
        set(),
    ),
    Case(
        "France bombed Hamas. France shelled Hamas. Mali attacked Hamas. Iran's airstrikes went on.",
        "airstrikes",
        {"Iran"},
        {"Hamas"},
    ),
    Case(
        "France bombed civilians. France shelled civilians. Mali attacked civilians. Iran's airstrikes went on.",
        "airstrikes",
        {"Iran"},
        set(),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.text for case in CASES])
def test_most_acts_of_a_kind_tell_whose_one_is(understood: Understood, case: Case) -> None:
    text = case.text
    word = case.trigger.rpartition(" ")[2]
    event = [s.event for s in understood(text).statements if s.event and word in s.event.trigger.of(text)][-1]
    assert parties(event, "actor") == case.actors
    assert parties(event, "recipient") == case.recipients
