"""Acts whose tree hangs them on the wrong word, and words that only seem to deny or to plan what is told."""

import pytest

from panj.english import parse
from panj.records import Modality
from panj.understand.modality import modality_of


@pytest.mark.parametrize(
    ("text", "word", "modality", "denied"),
    [
        ("The rebels fled, but not before killing two soldiers.", "killing", Modality.ASSERTED, False),
        ("Nearly simultaneous bombings at the embassies killed 257 people.", "bombings", Modality.ASSERTED, False),
        (
            "She was scheduled to lay flowers, talk to guards who survived the blast and meet with the president.",
            "meet",
            Modality.PLANNED,
            False,
        ),
        (
            "The UK will work to pursue an end to the regime's bombing campaign, a ceasefire and free access.",
            "ceasefire",
            Modality.PLANNED,
            False,
        ),
        ("The relatives are seeking to block his return to Cuba.", "return", Modality.HYPOTHETICAL, False),
        (
            "She advised them to stay in Batken until the withdrawal had been verified by both sides.",
            "withdrawal",
            Modality.CONDITIONAL,
            False,
        ),
        ("The rebels refused to extend a truce beyond the New Year.", "truce", Modality.ASSERTED, False),
        ("The raid provoked protests in the capital.", "protests", Modality.ASSERTED, False),
        ("He added that the treaty would be signed at the NATO summit in April.", "summit", Modality.PLANNED, False),
        ("She said the NATO summit would produce an initiative.", "summit", Modality.PLANNED, False),
        ("The jets arrived to join the fight in support of Operation Anvil.", "support", Modality.ASSERTED, False),
        ("The squadron plans to fly in support of Operation Anvil.", "support", Modality.PLANNED, False),
        ("Crowds marched to the palace on Sunday to demand reforms.", "demand", Modality.ASSERTED, False),
        ("The president will hand in a report to Congress for more funding.", "funding", Modality.PLANNED, False),
        ("Saudi Arabia will not stand idly by.", "stand", Modality.PLANNED, False),
    ],
)
def test_an_act_is_put_as_its_sentence_puts_it(text: str, word: str, modality: Modality, *, denied: bool) -> None:
    sentence = parse(text).sentences[0]
    token = next(t for t in sentence.tokens if t.text == word)
    found = modality_of(sentence, token.i)
    assert (found.modality, found.denied) == (modality, denied)
