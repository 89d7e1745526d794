"""Who says what stands before, by a verb before his name; what is reported by nobody named; an aside of somebody's."""

import pytest
from tests.understand.conftest import Understood


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nearly 3,000 have been killed, about half of them civilians, says the monitoring group ACLED.", "ACLED"),
        ("The rebels still hold the road to Goma, say bus drivers questioned for this report.", "bus drivers"),
        ('"A mission to count the dead again," lawmaker Aram Petrosian scoffed.', "Aram Petrosian"),
    ],
)
def test_who_stands_behind_his_verb_of_saying_says_it(understood: Understood, text: str, speaker: str) -> None:
    chains = [s.chain for s in understood(text).statements if len(s.chain) > 1]
    assert chains
    assert {chain[-1].source.name for chain in chains} == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "Some 50,000 people are estimated to have fled Goma.",
        "50,000 persons estimated to have fled Goma since 6 February.",
        "The rebels are reported to have taken Goma.",
    ],
)
def test_what_is_reported_or_estimated_by_nobody_named_is_told_and_not_asked_for(
    understood: Understood, text: str
) -> None:
    assert [s.modality for s in understood(text).statements if s.event] == ["asserted"]


def test_an_aside_between_commas_alone_is_of_whom_it_names(understood: Understood) -> None:
    text = "Chadian units, some 2,500 strong according to their command, crossed into Nigeria and retook Gamboru."
    speakers = {s.chain[-1].source.name for s in understood(text).statements if s.event and s.event.code == "TAKE"}
    assert speakers == {"Example Wire"}


def test_the_minister_of_a_release_with_a_capital_is_the_one_it_names_first(understood: Understood) -> None:
    text = (
        "The Minister of Foreign Affairs, Jonas Petraitis, spoke. The Minister of the Interior, Ona Kazlaite, has "
        'asked for 700 more soldiers. "This is a lie," the Minister said.'
    )
    [said] = [s for s in understood(text).statements if s.quote.startswith("This is a lie")]
    assert said.chain[-1].source.name == "Jonas Petraitis"
