"""What is claimed: statements of events, relations, figures and words, each with its chain and how surely."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panj.records import Modality, Reading

Understood = Callable[..., Reading]


def test_reading_twice_gives_the_same_ids(understood: Understood) -> None:
    text = "Ukraine said its forces had left the town. Seven soldiers were wounded."
    once, twice = understood(text), understood(text)
    assert [s.id for s in once.statements] == [s.id for s in twice.statements]
    assert len({s.id for s in once.statements}) == len(once.statements)


def test_claim_without_an_event_is_still_a_statement(understood: Understood) -> None:
    text = "Economists said the harvest was good."
    (claim,) = [s for s in understood(text).statements if len(s.chain) == 2]
    assert (claim.quote, claim.event) == ("the harvest was good", None)


def test_figure_in_a_claim_is_carried_by_it(understood: Understood) -> None:
    text = "The Red Cross said 40 villages had no water."
    figures = [span.of(text) for s in understood(text).statements for span in s.quantities if len(s.chain) == 2]
    assert any("40" in figure for figure in figures)


def test_standing_fact_carries_the_figure_that_counts_it(understood: Understood) -> None:
    text = "About 2,500 American troops are stationed in Iraq."
    (standing,) = [s for s in understood(text).statements if s.relation and s.relation.relation == "deployed_in"]
    assert [span.of(text) for span in standing.quantities] == ["About 2,500 American troops"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Chile asked Bolivia to withdraw its troops.", Modality.DEMANDED),
        ("Analysts predicted that the army would attack the port.", Modality.FORECAST),
        ("Asked if Sweden would send troops, the minister declined to comment.", Modality.ASKED),
    ],
)
def test_what_the_speaker_does_decides_how_surely(understood: Understood, text: str, modality: Modality) -> None:
    inside = [s for s in understood(text).statements if len(s.chain) > 1]
    assert inside
    assert {s.modality for s in inside} <= {modality, Modality.HYPOTHETICAL}


def test_sentence_that_yields_nothing_is_unread(understood: Understood) -> None:
    text = "It was a long and quiet evening. Police said two men had been arrested."
    assert [span.of(text) for span in understood(text).unread] == ["It was a long and quiet evening."]


def test_statement_of_the_outlet_has_a_chain_of_one(understood: Understood) -> None:
    reading = understood("Troops from Chad attacked the camp on Monday.")
    assert reading.statements
    assert {len(s.chain) for s in reading.statements} == {1}


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120))
@settings(max_examples=25, deadline=None)
def test_any_text_is_read_with_valid_spans(understood: Understood, text: str) -> None:
    reading = understood(text)
    spans = [s.span for s in reading.statements] + [m.span for m in reading.mentions] + list(reading.unread)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_shouted_headline_and_list_are_read_in_bounds(understood: Understood) -> None:
    text = "MINISTER SAYS WAR OVER\n\n- one strike\n- two strikes; three tanks\n\t| a | b |\n" * 20
    reading = understood(text)
    assert all(span.end <= len(text) for span in reading.unread)
