"""Who disputes in one sentence what another says in it: the claim is the first one's, the denial the second's."""

import pytest
from tests.understand.conftest import Understood

CLAIMED_AND_DENIED = [
    # a noun behind a comma that takes up what was said
    ("Lima said Chilean troops had crossed the line, a claim that Santiago dismissed as fiction.", "Chile"),
    ("The rebels said they had captured Sake, a claim the army rejected.", "army"),
    ("Niamey said French planes had bombed Tillia, an accusation rejected by Paris.", "France"),
    ("Mali accused Algeria of arming the separatists, allegations which Algiers denies.", "Algeria"),
    ("The guerrillas claimed they had seized Puerto Rico, something the defence ministry denied.", "defence ministry"),
    ("Dhaka said guards had fired on fishermen, an accusation that Naypyidaw called a fabrication.", "Myanmar"),
    ("Aden said the port had been shelled, a statement that the Houthis said was false.", "Houthis"),
    # a claim within the noun that is rejected
    ("Baghdad's claim that Turkish planes had bombed Sinjar was dismissed by Ankara as baseless.", "Turkey"),
    ("The junta rejected a claim by the Karen rebels that they had taken Myawaddy.", "junta"),
    ("Iran rejected as fabricated a U.S. allegation that it had attacked a tanker.", "Iran"),
    # "that" and "it" behind a semicolon or a comma
    ("Villagers said soldiers had burned 30 houses; the army called that a lie.", "army"),
    ("Residents said police had killed two boys, but the governor denied it.", "governor"),
]


@pytest.mark.parametrize(("text", "denier"), CLAIMED_AND_DENIED)
def test_a_claim_and_its_denial_have_each_their_speaker(understood: Understood, text: str, denier: str) -> None:
    statements = understood(text).statements
    denials = [s for s in statements if s.denied]
    assert [s.chain[-1].source.name for s in denials] == [denier]
    claims = [s for s in statements if s.span == denials[0].span and not s.denied]
    assert claims
    assert all(len(s.chain) > 1 and s.chain[-1].source.name != denier for s in claims)


def test_who_rejects_what_nobody_named_claims_denies_it_alone(understood: Understood) -> None:
    statements = understood("Chad has dismissed reports that its army bombed Nyala.").statements
    told = [s for s in statements if s.event and s.event.code == "ASSAULT"]
    assert [(s.denied, s.chain[-1].source.name) for s in told] == [(True, "Chad")]


def test_a_claim_of_what_was_not_done_stays_so_when_it_is_rejected(understood: Understood) -> None:
    statements = understood("Quito rejected Peru's claim that its troops had not entered Tiwinza.").statements
    entered = next(s for s in statements if s.event and s.event.code == "TAKE")
    assert entered.denied
    assert entered.chain[-1].source.name == "Peru"


def test_who_has_not_denied_a_report_disputes_nothing(understood: Understood) -> None:
    statements = understood("Rebels said they had taken Bria, a claim the army did not deny.").statements
    assert not [s for s in statements if s.denied and s.event is None]
