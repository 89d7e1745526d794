import random

from training.swap import collected, swapped
from training.windows import NAMES, Sentence


def sentence(words: str, xpos: str, heads: list[int], tags: str) -> Sentence:
    """Make a sentence whose name tags are sure."""
    names = [frozenset([NAMES.index(tag)]) for tag in tags.split()]
    count = len(names)
    return Sentence(words.split(), ["X"] * count, xpos.split(), heads, ["dep"] * count, names, [], True)


VISIT = sentence("Jo Smith visited Rome", "NNP NNP VBD NNP", [3, 1, 0, 3], "B-PER I-PER O B-LOC")
ORDER = sentence("Ann Lee met the US", "NNP NNP VBD DT NNP", [3, 1, 0, 5, 3], "B-PER I-PER O O B-LOC")


def test_names_change_places_with_names_of_their_kind_tags_and_tree() -> None:
    swaps = collected([[VISIT, ORDER]])
    found = {tuple(swapped(VISIT, swaps, 1.0, random.Random(seed)).words) for seed in range(20)}
    people, places = [("Jo", "Smith"), ("Ann", "Lee")], ["Rome", "US"]
    assert found == {(*person, "visited", place) for person in people for place in places}


def test_what_is_not_changed_stays_as_it_was() -> None:
    swaps = collected([[VISIT, ORDER]])
    changed = swapped(VISIT, swaps, 1.0, random.Random(3))
    assert (changed.heads, changed.xpos, changed.names) == (VISIT.heads, VISIT.xpos, VISIT.names)
    assert swapped(VISIT, swaps, 0.0, random.Random(3)) == VISIT


def test_names_that_are_not_sure_are_left_alone() -> None:
    doubtful = sentence("Jo Smith slept", "NNP NNP VBD", [3, 1, 0], "B-PER I-PER O")
    doubtful.names[0] |= {0}
    swaps = collected([[doubtful, VISIT]])
    assert swapped(doubtful, swaps, 1.0, random.Random(1)).words == doubtful.words
