from panj.english.answers import Answer, Run
from panj.english.parsed import Sentence, Token
from panj.english.speech import segments

SOURCE, CUE, CONTENT = range(3)


def answer(number: int, start: int, words: int, runs: list[Run]) -> Answer:
    """A window of words of one letter, two characters apart."""
    tokens = tuple(Token(i, start + 2 * i, start + 2 * i + 1, "x", "x", "X", "FW", i - 1, "dep") for i in range(words))
    return Answer(0, number, [False], [Sentence(start, start + 2 * words, tokens)], runs)


def test_source_and_content_know_their_cue_by_its_place() -> None:
    runs = [Run(CONTENT, 0, 3, True, 0.9, 2), Run(SOURCE, 3, 4, True, 0.8, 2), Run(CUE, 4, 5, True, 0.7)]
    found = segments([answer(0, 0, 6, runs)])
    assert [(s.kind, s.start, s.end, s.cue) for s in found] == [
        ("content", 0, 5, 2),
        ("source", 6, 7, 2),
        ("cue", 8, 9, None),
    ]


def test_a_content_that_goes_on_in_the_next_window_is_one() -> None:
    first = answer(0, 0, 4, [Run(CUE, 0, 1, True, 1.0), Run(CONTENT, 1, 4, True, 1.0, 0)])
    second = answer(1, 10, 4, [Run(CONTENT, 0, 3, False, 0.5)])
    found = segments([first, second])
    assert [(s.kind, s.start, s.end, s.cue, s.score) for s in found] == [
        ("cue", 0, 1, None, 1.0),
        ("content", 2, 15, 0, 0.75),
    ]


def test_a_content_that_begins_anew_stays_apart() -> None:
    first = answer(0, 0, 4, [Run(CONTENT, 1, 4, True, 1.0)])
    second = answer(1, 10, 4, [Run(CONTENT, 0, 3, True, 0.5)])
    assert len(segments([first, second])) == 2


def test_a_content_grows_only_from_the_window_right_before() -> None:
    first = answer(0, 0, 4, [Run(CONTENT, 1, 4, True, 1.0)])
    between, last = answer(1, 10, 4, []), answer(2, 20, 4, [Run(CONTENT, 0, 3, False, 0.5)])
    assert len(segments([first, between, last])) == 2
