"""Many words looked for at once are found just where any of them begins a word."""

import re

from hypothesis import given
from hypothesis import strategies as st

from panj.situation.case import begins

WORDS = st.lists(st.text("abc -", min_size=1, max_size=4).filter(lambda w: w[0] != " "), min_size=1, max_size=8)


@given(WORDS, st.text("abc2 -.é\n", max_size=40))
def test_some_word_begins_as_one_of_these_do(words: list[str], text: str) -> None:
    one_by_one = any(re.search(rf"(?<![a-z0-9]){re.escape(word)}", text) for word in words)
    assert begins(tuple(words), text) == one_by_one
