"""The lines of a brief for a terminal are those that `textwrap` makes."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from panj.serve.brief_command import WIDTH, wrapped

WORDS = st.lists(
    st.text("ab“é-,.", max_size=WIDTH + 9) | st.sampled_from(("", "word", "\t", "\n", "\u00a0")), max_size=60
)


@given(WORDS.map(" ".join))
def test_lines_are_those_of_textwrap(text: str) -> None:
    expected = textwrap.wrap(
        text,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    assert list(wrapped(text, "  ", "      ")) == expected
