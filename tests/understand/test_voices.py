"""Chains of two and more: who passes on whom, and who says the second half of a sentence."""

import pytest
from tests.understand.conftest import Understood


def _chains(understood: Understood, text: str) -> set[tuple[tuple[str | None, ...], str]]:
    return {(tuple(link.source.name for link in s.chain[1:]), s.quote) for s in understood(text).statements}


@pytest.mark.parametrize(
    ("text", "chain", "quote"),
    [
        # who passes on at the end what another tells at the head
        ("According to the miners, the shaft collapsed, the army said.", ("army", "miners"), "the shaft collapsed"),
        (
            "According to village elders, 300 families fled Gao, UNICEF reported.",
            ("UNICEF", "village elders"),
            "300 families fled Gao",
        ),
        # who quotes the speaker beside his name
        (
            "Residents quoted by local radio said shells had hit a mosque.",
            ("local radio", "Residents"),
            "shells had hit a mosque",
        ),
        (
            "General Omar Diallo, quoted by Reuters, said the road was open.",
            ("Reuters", "Omar Diallo"),
            "the road was open",
        ),
        # who is quoted behind what he says
        (
            "The rebels had fled the town, the governor was quoted by local media as saying.",
            ("local media", "governor"),
            "The rebels had fled the town",
        ),
        (
            "Shells killed ten people, a nurse and two residents said, hours after the army announced it had left.",
            ("nurse and two residents",),
            "Shells killed ten people",
        ),
        # the second half of a sentence
        ("Kampala reported 12 dead; Juba, 30.", ("South Sudan",), "30"),
        ("The army said 40 rebels had been killed; the rebels, only five.", ("rebels",), "only five"),
        ("The army said it had entered Jowhar; the militia, that it had left it.", ("militia",), "it had left it"),
        ("Doctors spoke of 19 wounded; police spoke of 11.", ("police",), "11"),
        (
            "According to the navy, the ship fired first; according to the crew, the navy fired.",
            ("crew",),
            "the navy fired",
        ),
    ],
)
def test_each_has_said_what_is_his(understood: Understood, text: str, chain: tuple[str, ...], quote: str) -> None:
    assert (chain, quote) in _chains(understood, text)


def test_the_first_half_ends_where_the_second_speaker_stands(understood: Understood) -> None:
    chains = _chains(understood, "Kampala reported 12 dead; Juba, 30.")
    assert (("Uganda",), "12 dead") in chains


def test_a_bare_number_counts_what_another_put_a_number_to(understood: Understood) -> None:
    reading = understood("Juba put the number of its soldiers in Malakal at 900; the rebels spoke of 2,500.")
    assert [(q.low, q.of) for q in reading.quantities] == [(900, "soldiers"), (2500, "soldiers")]


def test_another_official_is_not_the_one_who_spoke_before(understood: Understood) -> None:
    text = "An official in Kasese said rebels had entered the town. Another official said soldiers had fled."
    names = [s.chain[-1].source.name for s in understood(text).statements]
    assert set(names) == {"official", "another official"}


def test_what_a_but_adds_behind_who_said_it_is_told_by_the_report(understood: Understood) -> None:
    chains = _chains(understood, "An envoy met rebels in Kunming, diplomats in Bangkok say, but they refused to sign.")
    assert (("diplomats",), "An envoy met rebels in Kunming") in chains
    assert not any(chain and "refused" in quote for chain, quote in chains)


def test_it_is_the_armed_group_with_letters_in_its_name(understood: Understood) -> None:
    text = "RED-Tabara attacked the post near Burundi's border with Rwanda on Friday. It said ten soldiers were killed."
    assert ("RED-Tabara",) in {chain for chain, _ in _chains(understood, text)}
