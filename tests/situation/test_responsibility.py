"""Who says that an attack was his, who denies it, what nobody has claimed; and what only looks like that."""

import pytest
from tests.situation.short import heads


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (
            "Boko Haram claimed responsibility for the attack on a base in Diffa that killed 12 soldiers.",
            ("the attack on a base in Diffa", "claimed by Boko Haram"),
        ),
        (
            "No organisation has yet claimed the kidnapping of the engineers near Maiduguri.",
            ("the kidnapping of the engineers near Maiduguri", "claimed by nobody"),
        ),
        (
            "There was no claim of responsibility for the raids, which killed nine people in Borno.",
            ("the raids", "claimed by nobody"),
        ),
        ("The attack was claimed by JNIM.", ("The attack", "claimed by Jama'at Nasr al-Islam wal-Muslimin")),
        (
            "The PKK denied responsibility for the bombing in Istanbul.",
            ("the bombing in Istanbul", "denied by Kurdistan Workers' Party"),
        ),
        (
            "ISIS claimed the attack on a bus in Karachi, but police said a rival group was behind it.",
            ("the attack on a bus in Karachi", "claimed by Islamic State"),
        ),
    ],
)
def test_an_act_stands_with_who_claims_or_denies_it(text: str, head: tuple[str, str]) -> None:
    assert heads(text, "responsibility") == [head]


@pytest.mark.parametrize(
    "text",
    [
        "The army said it had shelled the town of Kafr Zita.",
        "Officials blamed the PKK for the bombing in Kayseri.",
        "Nobody has been arrested for the attack on the mosque in Quetta.",
        "The Tigray People's Liberation Front claims the town of Alamata.",
        "The rebels claimed to have shot down a helicopter near Pibor.",
        "The mayor claimed the attack was over.",
    ],
)
def test_who_is_blamed_or_tells_of_battle_claims_nothing(text: str) -> None:
    assert heads(text, "responsibility") == []
