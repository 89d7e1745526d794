"""Help of which no amount is told, and in whose mouth it is pledged."""

import pytest
from tests.situation.short import heads


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Qatar sent three cargo planes to Beirut with medical supplies.", "help of Qatar for Lebanon"),
        ("Egypt sent two planes carrying medicine and tents to Benghazi.", "help of Egypt"),
        ("India flew in medicine and tents for Kahramanmaras.", "help of India"),
        ("Turkey has delivered tents to Idlib.", "help of Turkey"),
        ("The United States pledged an additional $45 million in aid, Blinken said.", "help of United States"),
        ("Russia sent two planes carrying soldiers to Benghazi.", None),
        ("Russia sent two warships to Tartus.", None),
        ("The minister sent condolences to Tehran.", None),
        ("Airlines flew in passengers from Tripoli.", None),
        ("The company sent a letter to Madrid.", None),
    ],
)
def test_help_without_a_number_is_help(text: str, label: str | None) -> None:
    assert [found for found, _ in heads(text, "requests")] == ([label] if label else [])
