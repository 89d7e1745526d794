"""Hints are found just where a word begins as one of them does, however many are looked for at once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panj.situation.hints import (
    APPEALS,
    AVOWING,
    DENIES,
    FORCES,
    GATES,
    HOSTILE,
    PLANS,
    SHIPS,
    TAKEN_UP,
    THINGS,
    hints,
    told,
)

KINDS = (APPEALS, AVOWING, DENIES, FORCES, GATES, HOSTILE, PLANS, SHIPS, TAKEN_UP, THINGS)
PIECES = st.lists(st.sampled_from([w for kind in KINDS for w in kind] + ["s", "ed", " ", "-", ".", "é", "2", "a of"]))


@given(PIECES)
def test_a_hint_is_told_wherever_a_word_begins_with_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    for kind in KINDS:
        if any(re.search(rf"(?<![a-z0-9]){re.escape(word)}", text) for word in kind):
            assert told(hints(text), kind)


@pytest.mark.parametrize("text", ["word123 word4", "", "reborder", "discharge", "seaport"])
def test_nothing_is_told_where_no_word_begins_with_a_hint(text: str) -> None:
    assert not any(told(hints(text), kind) for kind in KINDS)


def test_what_nobody_looks_for_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody looks for"):
        told(hints("a pledge"), ("pledge",))
