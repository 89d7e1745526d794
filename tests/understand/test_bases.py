"""Whose base it is."""

from collections.abc import Callable

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]


def entities(reading: Reading, word: str = "base") -> list[str | None]:
    return [m.entity for m in reading.mentions if m.text.lower().endswith(word)]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Russia put its military base in Armenia on alert.", "ru/102nd-base"),
        ("The Russian base in Kyrgyzstan held drills.", "ru/kant"),
        ("China enlarged its naval base in Djibouti.", "cn/djibouti-base"),
        ("Moscow is ready to use the Tajik military base.", "ru/201st-base"),
    ],
)
def test_a_base_is_its_owner_s_not_its_host_s(understood: Understood, text: str, base: str) -> None:
    assert base in entities(understood(text))


@pytest.mark.parametrize(
    "text",
    ["The French military base was shelled.", "Germany closed its military base in Kenya.", "The base was shelled."],
)
def test_a_base_that_is_not_settled_by_owner_and_host_stays_local(understood: Understood, text: str) -> None:
    assert all(entity is None or entity.startswith("~") for entity in entities(understood(text)))
