"""Whose words a clause is: by a phrase beside it, by whom one cites, and who "it" and "the witness" are that say it."""

from collections.abc import Callable

import pytest

from panj.records import Modality, Reading

Understood = Callable[..., Reading]


def said(reading: Reading) -> set[tuple[tuple[str, ...], str]]:
    """Return each statement of somebody's with the names of its chain, the outlet left out."""
    attributed = [s for s in reading.statements if len(s.chain) > 1]
    return {(tuple(link.source.name or "" for link in s.chain[1:]), s.quote) for s in attributed}


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Nine soldiers were killed, per the defence ministry.", "defence ministry", "Nine soldiers were killed"),
        ("By the ministry's count, 40 soldiers were killed.", "ministry", "40 soldiers were killed"),
        ("In the army's version, rebels opened fire first.", "army", "rebels opened fire first"),
        ("In the view of the ministry, the rebels have lost Bor.", "ministry", "the rebels have lost Bor"),
        ("As Deng put it, the rebels had fled Bor.", "Deng", "the rebels had fled Bor"),
        ("Rumours spread that Goita had been arrested.", "unnamed", "Goita had been arrested"),
        ("The base, which the army said had been destroyed, was shelled again.", "army", "had been destroyed"),
    ],
)
def test_a_phrase_beside_it_gives_a_clause_to_somebody(
    understood: Understood, text: str, source: str, content: str
) -> None:
    assert said(understood(text)) == {((source,), content)}


@pytest.mark.parametrize(
    "text",
    [
        "The army killed 40 soldiers per day.",
        "Rebels were driven out by the force of the army's fire.",
        "He was struck by the oil man's view of the war, and troops left Bor.",
        "By our count, 40 soldiers were killed.",
        "Rebels killed two men on the governor's estate.",
    ],
)
def test_a_measure_or_a_cause_is_nobodys_account(understood: Understood, text: str) -> None:
    assert not said(understood(text))


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        (
            "The paper reported on Monday, quoting two diplomats, that soldiers had fled Goma.",
            ("paper", "two diplomats"),
            "soldiers had fled Goma",
        ),
        (
            "The daily said, citing eyewitnesses, that soldiers had burned two houses.",
            ("daily", "eyewitnesses"),
            "soldiers had burned two houses",
        ),
    ],
)
def test_whom_one_cites_between_commas_has_said_what_follows(
    understood: Understood, text: str, chain: tuple[str, ...], content: str
) -> None:
    assert said(understood(text)) == {(chain, content)}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The army shelled Goma. The crew said the ship was hit. It said four men were killed.", "crew"),
        ("The ministry was shut. The regulator said the plant was shelled. It said two were killed.", "regulator"),
        ("Questioned by Stolz, the witness admitted that four men were killed.", "witness"),
        ("Standing beside Lavrov, the minister said four men were killed.", "minister"),
    ],
)
def test_who_spoke_last_is_who_goes_on(understood: Understood, text: str, source: str) -> None:
    found = {chain for chain, quote in said(understood(text)) if quote.endswith("were killed")}
    assert found == {(source,)}


def test_the_officer_of_one_land_is_not_that_of_another_whether_tables_know_it_or_not(understood: Understood) -> None:
    text = (
        "The representative of Sierra Leone said rebels had fled. The representative of Lower Sarat said two people "
        "were killed. He said soldiers had fled."
    )
    found = understood(text).statements
    first, second, third = (
        next(s.chain[-1].source.entity for s in found if s.quote == quote)
        for quote in ("rebels had fled", "two people were killed", "soldiers had fled")
    )
    assert first != second == third


def test_what_one_says_besides_is_not_what_one_rejects(understood: Understood) -> None:
    text = "The envoy rejected that assessment, stressing that rebels had shelled the port."
    assert (("envoy",), "rebels had shelled the port") in said(understood(text))
    assert not any("stressing" in quote for _, quote in said(understood(text)))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The minister made two points: the road had been opened, and two men had been killed.",
            "minister",
            "the road had been opened, and two men had been killed",
        ),
        (
            "The ministry listed the losses: 40 men killed, two tanks burned.",
            "ministry",
            "40 men killed, two tanks burned",
        ),
        ("Guterres called on both sides to stop fighting.", "Guterres", "both sides to stop fighting"),
    ],
)
def test_what_is_listed_or_called_for_is_its_speakers(
    understood: Understood, text: str, source: str, content: str
) -> None:
    assert ((source,), content) in said(understood(text))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor gave no reasons: soldiers had fled Bor.",
        "The strike had one aim: it killed the general.",
        "The army sent a message: it bombed Bor.",
    ],
)
def test_a_colon_behind_a_deed_tells_what_the_report_tells(understood: Understood, text: str) -> None:
    assert not any(chain for chain, _ in said(understood(text)))


def test_what_one_is_asked_about_is_not_demanded(understood: Understood) -> None:
    found = understood("Reporters asked the ministry about the missing soldiers.").statements
    assert {s.modality for s in found if s.chain[-1].source.name == "Reporters"} == {Modality.ASKED}


def test_whom_an_accusation_is_by_is_no_part_of_it(understood: Understood) -> None:
    text = "Mali's army was accused by rights groups of killing civilians, including 500 people in Moura in March 2022."
    (said,) = {s.quote for s in understood(text).statements if s.chain[-1].source.name == "rights groups"}
    assert said == "killing civilians, including 500 people in Moura in March 2022"
    assert not [s.relation for s in understood(text).statements if s.relation and s.relation.object == "March"]
