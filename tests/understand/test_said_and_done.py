"""What is somebody's word and what only his deed: contents whole, and nothing said where somebody praises or acts."""

from collections.abc import Callable

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]


def said(reading: Reading) -> set[tuple[str, str]]:
    """Return each attributed content with the words of its innermost source."""
    return {(s.chain[-1].source.text or "", s.quote.rstrip(",.")) for s in reading.statements if len(s.chain) > 1}


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            'The army is ready, said Col. John "Jay" Miller, a spokesman. "We will not let them pass the river."',
            "Col. John",
            "We will not let them pass the river",
        ),
        (
            'He said Russia faced "a hostile bloc. And we know that it will grow stronger every year."',
            "He",
            'Russia faced "a hostile bloc. And we know that it will grow stronger every year',
        ),
        (
            "Moldova has since proposed turning the mission into a bigger one run by the United Nations.",
            "Moldova",
            "turning the mission into a bigger one run by the United Nations",
        ),
        (
            "Reuters reported that Chad had asked Niger to postpone the operation, a request that the junta refused.",
            "Chad",
            "to postpone the operation",
        ),
        ("Analysts doubt it will come to that: they expect Serbia to offer a trial.", "they", "to offer a trial"),
        ("Guyana's lawmakers are unconvinced that the alert is more than theatre.", "Guyana's lawmakers", "the alert"),
        ("Farmers are worried the government will close its border.", "Farmers", "the government will"),
        ("A group of senators wants him to expel the Chinese ambassador.", "A group of senators", "to expel"),
        (
            "The minister said he was appalled by reports of the murder of hundreds and the burning of farms.",
            "",
            "the murder of hundreds and the burning of farms",
        ),
        (
            "A drone struck a gathering on Saturday, a rebel spokesman said, accusing Bamako of killing 13 civilians.",
            "a rebel spokesman",
            "A drone struck a gathering on Saturday",
        ),
    ],
)
def test_what_is_said_is_whole_and_no_more(understood: Understood, text: str, source: str, content: str) -> None:
    found = said(understood(text))
    assert any(who == source and words.startswith(content) for who, words in found), found


@pytest.mark.parametrize(
    "text",
    [
        "The National Security Council in Manila praised their restraint.",
        "Foreign Secretary Philip Hammond welcomed the unanimous adoption of the resolution as an important step.",
        "Kenya wants to leave the mission.",
        "She declined to say whether sanctions would be restored.",
        "The governor defended his record.",
        "North Korea is considered a threat to the troops in the south.",
        "The law requires candidates to disclose their assets.",
    ],
)
def test_who_praises_wants_or_keeps_silent_says_nothing(understood: Understood, text: str) -> None:
    assert not said(understood(text))


def test_what_the_speaker_does_meanwhile_is_not_said(understood: Understood) -> None:
    found = said(understood('"We must be resolute," she added, referring to the threat of air strikes.'))
    assert {words for _, words in found} == {"We must be resolute"}


def test_each_content_has_its_own_teller(understood: Understood) -> None:
    text = "Officials told the BBC every claim will be assessed, with the Herald reporting no one will be refused."
    assert ("Officials", "every claim will be assessed") in said(understood(text))


def test_who_posts_on_x_ends_his_sentence(understood: Understood) -> None:
    text = '"It is over," Kurti wrote on X. President Vucic warned that Serbia would leave the talks.'
    assert ("President Vucic", "Serbia would leave the talks") in said(understood(text))
