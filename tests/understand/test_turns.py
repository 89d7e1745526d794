"""Whose turn it is: briefings, interviews, and a name before a colon."""

from collections.abc import Callable

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]

BRIEFING = """MS. LAM: Good afternoon. The Secretary met Foreign Minister Haddad this morning.

We condemn yesterday's attack on the base at Tazirbu, which killed four peacekeepers.

QUESTION: The militia says Turkish drones bombed its convoy. Can you confirm that?

MS. LAM: Our embassy tells us that fighting is continuing in the south of the town.
"""
INTERVIEW = """General Amara Kone commands the standby force at Kandi. He spoke to Jeune Afrique on 15 November.

Q: General, is the junta right that you are preparing an invasion?

A: We have no order to cross the border. Senegal has promised another 800 soldiers.

They have not arrived. Nigeria withdrew a battalion in October.

Kone laughed when he was asked about drones. The force shot down two of them in September.

Q: Is there still room for talks?

Kone: President Tinubu has said the door is open. They expelled the mediator in October.
"""


def chains(text: str, reading: Reading) -> dict[str, set[tuple[str, ...]]]:
    """Return for each word of an act the chains of its statements, the outlet left out."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for statement in reading.statements:
        if statement.event is not None:
            chain = tuple(link.source.name or "" for link in statement.chain[1:])
            found.setdefault(statement.event.trigger.of(text), set()).add(chain)
    return found


def test_a_turn_of_a_briefing_goes_on_over_its_paragraphs(understood: Understood) -> None:
    found = chains(BRIEFING, understood(BRIEFING))
    assert found["condemn"] == found["attack"] == found["killed"] == {("LAM",)}
    assert found["bombed"] == {("QUESTION", "militia")}
    assert found["fighting"] == {("LAM", "embassy")}


def test_who_answers_in_an_interview_is_whom_its_head_presents(understood: Understood) -> None:
    found = chains(INTERVIEW, understood(INTERVIEW))
    assert found["promised"] == found["withdrew"] == found["expelled"] == {("Amara Kone",)}
    assert found["invasion"] == {("Q",)}


def test_a_paragraph_that_tells_of_the_speaker_by_name_is_the_reports_own(understood: Understood) -> None:
    assert chains(INTERVIEW, understood(INTERVIEW))["shot"] == {()}


@pytest.mark.parametrize(
    ("text", "source", "manner"),
    [
        (
            'Governor Ivan Fedorov: "Two people were killed in Orikhiv. The rescue work goes on."',
            "Ivan Fedorov",
            "quote",
        ),
        ('A resident of Tila: "They burned forty houses and killed a teacher."', "resident", "quote"),
        ('Ukraine\'s air force, on Telegram: "Missiles killed two people in Kyiv."', "Ukraine's air force", "quote"),
        ("The General Staff, in its morning report: 12 attacks were repelled. Two were killed.", "General Staff", "p"),
    ],
)
def test_what_stands_behind_a_name_and_a_colon_is_its_saying(
    understood: Understood, text: str, source: str, manner: str
) -> None:
    statements = [s for s in understood(text).statements if s.event is not None]
    assert statements
    for statement in statements:
        assert statement.chain[-1].source.name == source
        assert (statement.chain[-1].manner == "quote") == (manner == "quote")


@pytest.mark.parametrize(
    "text",
    [
        "Afghanistan: Security forces killed two Taliban fighters on Monday.",
        "One thing is clear: the army has lost Goma.",
        "Photo: Reuters. The army shelled Goma.",
        "Breaking: Gunmen killed two soldiers in Goma.",
    ],
)
def test_a_place_or_thing_before_a_colon_says_nothing(understood: Understood, text: str) -> None:
    assert {len(s.chain) for s in understood(text).statements} <= {1}


def test_our_information_is_the_speakers_own(understood: Understood) -> None:
    text = '"Nobody was killed in the strike, according to our information," the mayor said.'
    assert {s.chain[-1].source.name for s in understood(text).statements if s.event} == {"mayor"}
