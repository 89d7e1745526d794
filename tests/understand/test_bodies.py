"""Bodies of states in lists and inside longer phrases."""

from collections.abc import Callable

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]


def entities(reading: Reading) -> set[str | None]:
    return {m.entity for m in reading.mentions}


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Russian and Belarusian troops held a drill.", {"ru/armed-forces", "by/armed-forces"}),
        ("U.S. and Iraqi officials met on Monday.", {"us/officials", "iq/officials"}),
        ("Chinese, Indian and Nepali soldiers took part.", {"cn/armed-forces", "in/armed-forces", "np/armed-forces"}),
    ],
)
def test_each_state_of_a_list_has_its_own_body(understood: Understood, text: str, bodies: set[str]) -> None:
    assert bodies <= entities(understood(text))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Kenyan military withdrawal from the town ended.", "ke/armed-forces"),
        ("He cited a British intelligence community report.", "gb/intelligence-community"),
        ("The Iraqi government offensive began.", "iq/government"),
    ],
)
def test_a_body_inside_another_noun_s_phrase_is_named(understood: Understood, text: str, body: str) -> None:
    assert body in entities(understood(text))


def test_a_state_beside_another_s_forces_keeps_out_of_them(understood: Understood) -> None:
    found = entities(understood("Fighting between Armenia and Azerbaijani forces went on."))
    assert "am" in found
    assert "am/armed-forces" not in found
