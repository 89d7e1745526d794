from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panj.english.decode import broken, label_scores, runs, tree, viterbi

FLOAT = np.float32


def test_viterbi_finds_what_trying_all_finds() -> None:
    rng = np.random.default_rng(1)
    scores, moves = rng.normal(size=(3, 5, 3)).astype(FLOAT), rng.normal(size=(1, 3, 3)).astype(FLOAT)
    starts, lengths = rng.normal(size=(1, 3)).astype(FLOAT), np.array([5, 3, 1])
    found = viterbi(scores, lengths, moves, starts)
    for row, length in enumerate(lengths):

        def total(tags: tuple[int, ...], row: int = row) -> float:
            steps = sum(moves[0, a, b] for a, b in pairwise(tags))
            return float(starts[0, tags[0]] + steps + sum(scores[row, i, tag] for i, tag in enumerate(tags)))

        best = max(product(range(3), repeat=int(length)), key=total)
        assert tuple(found[row, :length]) == best
        assert not found[row, length:].any()


def test_broken_names_the_sentences_that_are_no_tree() -> None:
    sentence = np.array([[0, 1, 1, 2, 2, 3], [0, 1, 1, 1, -1, -1]])
    heads = np.array([[0, 1, 4, 3, 0], [0, 0, 2, 0, 0]])
    assert broken(heads, sentence) == [(0, 2), (1, 1)]


def total(arcs: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(arcs[i, head] for i, head in enumerate(heads)))


def is_tree(heads: tuple[int, ...]) -> bool:
    def reaches(i: int) -> bool:
        seen = set()
        while i and i not in seen:
            seen.add(i)
            i = heads[i - 1]
        return i == 0

    return heads.count(0) == 1 and all(map(reaches, range(1, len(heads) + 1)))


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_tree_is_the_best_of_all_trees_with_one_root(size: int, seed: int) -> None:
    arcs = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(FLOAT)
    best = max(filter(is_tree, product(range(size + 1), repeat=size)), key=lambda heads: total(arcs, heads))
    found = tuple(int(head) for head in tree(arcs))
    assert is_tree(found)
    assert total(arcs, found) == pytest.approx(total(arcs, best), abs=1e-4)


@pytest.mark.parametrize("size", [1, 60, 250])
def test_tree_of_a_long_sentence_has_one_root(size: int) -> None:
    arcs = np.random.default_rng(size).normal(size=(size, size + 1)).astype(FLOAT)
    assert is_tree(tuple(int(head) for head in tree(arcs)))


def test_labels_are_scored_from_what_both_share() -> None:
    ones, out = np.ones((1, 4), dtype=FLOAT), np.array([[1, 0, 0.5], [0, 2, 0]], dtype=FLOAT)
    gelu_of_3 = 2.99595
    assert label_scores(ones, ones, out)[0] == pytest.approx([gelu_of_3 + 0.5, 2 * gelu_of_3], abs=1e-4)


def test_a_run_that_opens_inside_goes_on_from_before() -> None:
    assert runs([2, 2, 0, 1, 2, 1, 3, 4]) == [(0, 0, 2, False), (0, 3, 5, True), (0, 5, 6, True), (1, 6, 8, True)]
