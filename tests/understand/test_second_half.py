"""Who was hurt behind who was killed, as a clause of its own; whose embassy it is and where."""

from collections.abc import Callable

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        (
            "More than 40 people have been killed and more than 90 others wounded in raids in Kabul.",
            "more than 90 others",
        ),
        ("Ten people were killed and dozens more injured in an attack in Kabul.", "dozens"),
        ("Six people were killed and at least 58 injured in a blast in Kabul.", "at least 58"),
    ],
)
def test_the_second_half_is_a_clause_of_its_own_in_the_same_place(understood: Understood, text: str, hurt: str) -> None:
    events = [s.event for s in understood(text).statements if s.event and s.event.quantities]
    figures = {tuple(span.of(text) for span in event.quantities): event.place for event in events}
    assert (hurt,) in figures
    assert all(place is not None and place.country == "AF" for place in figures.values())


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Two men were killed outside the U.S. embassy in the Kenyan capital Nairobi.", "KE"),
        ("Two men were killed outside the U.S. embassy.", None),
        ("Two men were killed near the French consulate in Erbil.", "IQ"),
    ],
)
def test_an_embassy_is_where_it_stands_not_in_whose_it_is(
    understood: Understood, text: str, country: str | None
) -> None:
    (event,) = [s.event for s in understood(text).statements if s.event]
    assert (event.place.country if event.place else None) == country


def test_members_are_those_of_what_they_are_members_of(understood: Understood) -> None:
    text = "Gunmen killed four members of the Kenyan security forces in Wajir."
    assert [q.of for q in understood(text).quantities] == ["members of the Kenyan security forces"]


def test_a_bare_number_of_dead_takes_over_no_noun_of_the_sentence_before(understood: Understood) -> None:
    text = "The shelling killed 12 soldiers. At least seven were killed in Kabul."
    assert [q.of for q in understood(text).quantities] == ["soldiers", None]


def test_an_age_in_a_name_is_kept_whole(understood: Understood) -> None:
    said = understood("The 16-year-old boy said soldiers had burned the village.").statements
    assert "16-year-old boy" in {link.source.name for s in said for link in s.chain}
