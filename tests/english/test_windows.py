import pytest
from hypothesis import given
from hypothesis import strategies as st

from panj.english.windows import LONGEST, WINDOW, Window, pack, shape


def one_piece_a_letter(word: str) -> tuple[list[int], int]:
    return [1] * len(word), shape(word)


def windows(paragraphs: list[list[int]], letters: int = 3) -> list[Window]:
    """Pack paragraphs of sentences of so many words of so many letters."""
    text, spans = "", list[list[list[tuple[int, int]]]]()
    for sentences in paragraphs:
        spans.append([])
        for count in sentences:
            spans[-1].append(
                [(len(text) + i * (letters + 1), len(text) + i * (letters + 1) + letters) for i in range(count)]
            )
            text += ("x" * letters + " ") * count
    return list(pack(text, 0, spans, one_piece_a_letter))


def test_sentences_of_a_paragraph_share_a_window() -> None:
    assert [len(window.sentences) for window in windows([[10, 10, 10], [10]])] == [3, 1]


def test_a_window_ends_before_the_sentence_that_does_not_fit() -> None:
    assert [len(window.sentences) for window in windows([[10, 10, 10, 10]])] == [3, 1]


def test_a_dateline_stands_alone() -> None:
    text = "KABUL — The army left. It fled."
    words = [[(0, 5), (6, 7)], [(8, 11), (12, 16), (17, 21), (21, 22)], [(23, 25), (26, 30), (30, 31)]]
    assert [len(w.sentences) for w in pack(text, 0, [words], one_piece_a_letter)] == [1, 2]


def test_a_long_sentence_stands_alone() -> None:
    assert [len(window.words) for window in windows([[5, 70, 5]])] == [5, 70, 5]


def test_a_sentence_that_is_too_long_is_cut_and_says_so() -> None:
    found = windows([[200]])
    assert sum(len(window.words) for window in found) == 200
    assert [cut for window in found for cut in window.cuts][:1] == [False]
    assert all(cut for window in found for cut in window.cuts[1:] or window.cuts if window.number)


@given(st.lists(st.lists(st.integers(1, 300), max_size=6), max_size=4), st.integers(1, 16))
def test_every_word_is_in_one_window_and_none_is_too_long(paragraphs: list[list[int]], letters: int) -> None:
    found = windows(paragraphs, letters)
    assert sum(len(window.words) for window in found) == sum(map(sum, paragraphs))
    assert [window.number for window in found] == list(range(len(found)))
    assert all(window.length <= LONGEST + 2 for window in found)
    assert all(window.length <= WINDOW + 2 for window in found if len(window.sentences) > 1)
    assert all(sum(map(len, window.sentences)) == len(window.words) == len(window.pieces) for window in found)


@pytest.mark.parametrize(
    ("word", "number"),
    [("talks", 1), ("Lavrov", 2), ("A", 2), ("U.S.", 3), ("McCain", 4), ("2021", 5), ("3rd", 6), ("--", 7)],
)
def test_shape(word: str, number: int) -> None:
    assert shape(word) == number
