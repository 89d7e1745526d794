"""Who was hurt behind who was killed; a title that is shortened ends no sentence."""

import pytest
from tests.situation.short import DAY, heads, reading_of

from panj.situation.gather import gather
from panj.world import load_world


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The shelling killed 12 soldiers and wounded 31 others.", ("others wounded", "31 others")),
        ("Two officers died and three more were wounded.", ("people wounded", "three")),
        ("Blasts killed scores of people and injured over 2,000 others.", ("others wounded", "over 2,000 others")),
        ("More than 40 people have been killed and more than 90 others wounded in raids in Kabul.",
         ("others wounded in Afghanistan", "more than 90 others")),
    ],
)  # fmt: skip
def test_who_is_hurt_behind_who_is_killed_is_a_figure_of_its_own(text: str, head: tuple[str, str]) -> None:
    found = heads(text, "casualties")
    assert head in found
    assert not [value for label, value in found if value == head[1] and "killed" in label]


def test_a_shortened_title_ends_no_sentence() -> None:
    document, reading = reading_of("Rep. Okoye met Gen. Petrov in Minsk. They agreed on a truce.")
    case = gather([document], [reading], reading.statements, [], as_of=DAY, world=load_world())
    assert "Rep. Okoye met Gen. Petrov in Minsk" in {said.words for said in case.said}
