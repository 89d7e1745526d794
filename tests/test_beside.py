"""Training examples of two relations: the marked actors stay those of the one that is asked about."""

import random

from training.relations import beside
from training.windows import Window


def example(words: str, *marks: tuple[int, int]) -> Window:
    split = words.split()
    return Window(split, [1] * len(split), "plv", roots=frozenset([3]), marks=marks)


def test_the_actors_asked_about_stay_marked_wherever_the_other_relation_stands() -> None:
    asked = example("Iran struck Iraq .", (0, 0), (1, 1), (2, 2), (3, 3))
    for seed in range(20):
        joined = beside(asked, example("Egypt met Oman ."), random.Random(seed))
        at = {marker: place for place, marker in joined.marks}
        assert joined.words[at[0] : at[1]] == ["Iran"]
        assert joined.words[at[2] : at[3]] == ["Iraq"]
        assert {"Egypt", "Oman"} <= set(joined.words)
        assert joined.roots == asked.roots
        assert len(joined.sentence) == len(joined.words)
        assert joined.sentence == sorted(joined.sentence)
