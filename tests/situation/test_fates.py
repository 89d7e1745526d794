"""What became of those counted: missing, dead by mishap or of illness, killed in war."""

import pytest
from tests.situation.short import heads


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Fifteen people were killed and 34 were missing after the attack on Laro.", ("people missing", "34")),
        ("The raid left 12 dead, 30 wounded and 4 missing.", ("people missing", "4")),
        ("At least 40 fishermen went missing in the shelling.", ("fishermen missing", "At least 40 fishermen")),
        ("Ten soldiers are still missing after the ambush on Monday.", ("soldiers missing", "Ten soldiers")),
        ("More than 500 civilians are reported missing in Geneina.",
         ("civilians missing in Sudan", "More than 500 civilians")),
        ("The number of missing has risen to 120.", ("people missing", "120")),
        ("More than 1,200 people died in road accidents in Syria last year.",
         ("people dead of accident or disaster in Syria", "More than 1,200 people")),
        ("The bus crash killed 12 people.", ("people dead of accident or disaster", "12 people")),
        ("Two pilots were killed in a plane crash.", ("pilots dead of accident or disaster", "Two pilots")),
        ("Flooding in Derna left 4,000 people dead.",
         ("people dead of accident or disaster in Libya", "4,000 people")),
        ("Measles killed 300 people in Sudan.", ("people dead of illness in Sudan", "300 people")),
        ("Rebels killed 20 villagers in the cholera-stricken town of Beni.",
         ("villagers killed in Democratic Republic of the Congo", "20 villagers")),
        ("Floods cut the road as the army shelled Malakal, killing 14 people.", ("people killed", "14 people")),
        ("Six soldiers were killed when a missile struck their helicopter, which crashed.",
         ("soldiers killed", "Six soldiers")),
        ("A hospital doctor counted 31 bodies.", ("people killed", "31 bodies")),
        ("Fifteen people drowned when a boat capsized. Six bodies have been recovered and nine people are missing.",
         ("people dead of accident or disaster", "Six bodies")),
        ("The Red Cross said 30 bodies had been taken to the morgue.", ("people killed", "30 bodies")),
        ("At least 12 charred bodies were found on Monday.",
         ("people killed", "At least 12 charred bodies")),
    ],
)  # fmt: skip
def test_what_became_of_whom_is_told_in_its_heading(text: str, head: tuple[str, str]) -> None:
    assert head in heads(text, "casualties")


@pytest.mark.parametrize(
    "text",
    [
        "Two pages of the treaty are missing.",
        "The army is missing 40 tanks.",
        "An earthquake injured 9,000 people in Herat.",
        "Some 3,000 people have been infected.",
        "The rate has reached 2.4 deaths per 10,000 people a day.",
        "The army lost 39 artillery systems and 12 howitzers.",
        "Raiders killed 200 cows near Bor.",
        "Two UN bodies found that the army had shelled the camp.",
        "Two rights bodies found the army guilty of abuses.",
        "Russia handed over 909 bodies.",
    ],
)
def test_what_is_no_harm_of_war_is_not_among_it(text: str) -> None:
    assert heads(text, "casualties") == []
