"""The network's word on acts beside the rules': what it may add, and what it may not change."""

from datetime import date

import msgspec
import numpy as np
import pytest

from panj.english import Parsed, Sentence, parse
from panj.english.acts import CODES, MOODS, Sense, joined, senses
from panj.records import Document, Modality
from panj.understand.events import find_events
from panj.understand.modality.climb import Judged
from panj.understand.modality.weighed import put

WIDTH = len(CODES) + 1 + len(MOODS) + 1
NONE, MOOD = len(CODES), len(CODES) + 1
SURE = 9.0


def sensed(sentence: Sentence, i: int, sign: int, score: float) -> Sentence:
    """Return a sentence of whose word `i` the network says one thing, and of the others that they are no acts."""
    scores = np.zeros((len(sentence.tokens), WIDTH), np.float32)
    scores[:, :NONE] = -SURE
    scores[:, NONE] = SURE
    scores[i, NONE] = 0.0
    scores[i, sign] = score
    return msgspec.structs.replace(sentence, sense=Sense(*senses(scores)))


@pytest.mark.parametrize(
    ("rules", "mood", "score", "expected"),
    [
        (Judged(Modality.PLANNED), "asserted", SURE, Judged()),
        (Judged(Modality.FORECAST, denied=True), "asserted", SURE, Judged(denied=True)),
        (Judged(Modality.DEMANDED), "asserted", SURE, Judged(Modality.DEMANDED)),  # an order is not yet the deed
        (Judged(Modality.PLANNED), "asserted", 3.0, Judged(Modality.PLANNED)),  # not sure enough to make a fact
        (Judged(Modality.PLANNED), "demanded", SURE, Judged(Modality.PLANNED)),
        (Judged(Modality.PLANNED, by_row=True), "asserted", SURE, Judged(Modality.PLANNED, by_row=True)),
        (Judged(Modality.POSSIBLE), "asserted", SURE, Judged(Modality.POSSIBLE)),
        (Judged(Modality.HYPOTHETICAL), "asserted", SURE, Judged(Modality.HYPOTHETICAL)),
        (Judged(), "planned", SURE, Judged()),
    ],
)
def test_a_plan_becomes_a_fact_if_the_network_is_very_sure_and_nothing_else_changes(
    rules: Judged, mood: str, score: float, expected: Judged
) -> None:
    sentence = parse("The army shelled the town.").sentences[0]
    assert put(sensed(sentence, 2, MOOD + MOODS.index(mood), score), 2, rules) == expected


BEFORE = "The army shelled the mill."


def read(text: str, word: str, code: str, score: float) -> list[tuple[str, str, list[str]]]:
    """Return the acts of a text, of one word of which the network says what it is."""
    whole = parse(text).sentences
    at, i = next((k, token.i) for k, one in enumerate(whole) for token in one.tokens if token.text == word)
    parsed = Parsed(text, (*whole[:at], sensed(whole[at], i, CODES.index(code), score), *whole[at + 1 :]))
    found = find_events(Document(id="d", text=text, published=date(2024, 5, 6)), parsed, (), (), (), ())
    return [(f.event.trigger.of(text), f.event.code, [r.text for r in f.event.roles]) for f in found]


def test_a_word_that_no_table_has_is_an_act_behind_another_if_the_network_is_sure() -> None:
    text = f"{BEFORE} Gunmen zarked the villagers."
    assert read(text, "zarked", "ASSAULT", SURE)[1] == ("zarked", "ASSAULT", ["Gunmen", "the villagers"])
    assert [trigger for trigger, _, _ in read(text, "zarked", "ASSAULT", 0.0)] == ["shelled"]


def test_the_network_alone_makes_no_act_and_no_flight() -> None:
    assert read("Gunmen zarked the villagers.", "zarked", "ASSAULT", SURE) == []
    text = f"{BEFORE} The villagers zarked."
    assert [trigger for trigger, _, _ in read(text, "zarked", "FLEE", SURE)] == ["shelled"]


def test_what_a_table_says_is_not_read_otherwise() -> None:
    assert read("Gunmen attacked the villagers.", "attacked", "AID", SURE)[0][1] == "ASSAULT"


def test_a_sentence_read_in_two_parts_keeps_what_is_said_of_both() -> None:
    one, other = (Sense(*(np.full((n, wide), n, np.float32) for wide in (20, 8))) for n in (2, 3))
    whole = joined(one, other)
    assert whole is not None
    assert whole.put[:, 0].tolist() == [2, 2, 3, 3, 3]
    assert joined(one, None) is None
