"""What one given actor does to another: the codes of the tables, folded as the codebook folds them."""

import pytest
from tests.understand.trees import trees

from panj.errors import UsageError
from panj.records import Span
from panj.understand.events.coding import code, code_pair, combined, found_in, merged, told_apart
from panj.world import load_world

PAIRS = [
    ("Ukraine accused Russia of shelling a hospital.", "Ukraine", "Russia", "ACCUSE"),
    ("Protesters were detained by police in Minsk.", "police", "Protesters", "COERCE"),
    ("France urged Israel not to attack Rafah.", "France", "Israel", "REQUEST"),
    ("Obama said he would not provide support to Israel.", "Obama", "Israel", "REJECT"),
    ("Obama wants to attack Switzerland.", "Obama", "Switzerland", "THREATEN"),
    ("The United States will supply arms to Israel.", "The United States", "Israel", "AGREE"),
    ("The US claimed that ISIL had attacked Iraq.", "The US", "ISIL", "ACCUSE"),
    ("Russia says Israel must end attacks on Syria.", "Russia", "Israel", "REQUEST"),
    ("Washington lifted sanctions on Sudan.", "Washington", "Sudan", "CONCEDE"),
]


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(("text", "source", "target", "root"), PAIRS)
def test_best_code_between_two_given_actors(text: str, source: str, target: str, root: str) -> None:
    parsed = trees()[text]
    found = found_in(text, parsed, load_world())
    scored = code_pair(parsed, found, place(text, source), place(text, target))
    assert scored[0][0] == root
    assert sum(score for _, score in scored) == pytest.approx(1, abs=0.01)


def test_nothing_is_coded_between_actors_of_a_sentence_without_acts() -> None:
    text = "The two companies met the deadline."
    assert code_pair(trees()[text], (), Span(0, 17), Span(22, 34)) == []


def test_both_readings_share_the_score() -> None:
    assert combined([("AID", 1.0)], [("AID", 0.5), ("SUPPORT", 0.5)], 0.5) == [("AID", 0.75), ("SUPPORT", 0.25)]
    assert combined([], [("AID", 1.0)]) == [("AID", 1.0)]


def test_one_old_root_becomes_the_new_one_that_was_read() -> None:
    assert told_apart([("YIELD", 0.9)], [("RETREAT", 1.0)]) == [("RETREAT", 0.9)]
    assert told_apart([("YIELD", 0.9)], []) == [("CONCEDE", 0.9)]
    assert dict(merged([("CONCEDE", 0.25), ("RETREAT", 0.5), ("AID", 0.5)])) == {"YIELD": 0.75, "AID": 0.5}


def test_actor_that_is_not_in_the_text_is_refused() -> None:
    with pytest.raises(UsageError, match="does not stand in the text"):
        code("Russia attacked Ukraine.", "France", "Ukraine")
