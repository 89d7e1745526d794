"""What briefs of real news showed wrongly: the wounded beside the killed, embassies, branches, long quotations."""

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


@pytest.mark.parametrize(
    ("text", "speaker", "entity"),
    [
        ("Amnesty Nigeria said troops had burned the village.", "Amnesty Nigeria", None),
        ("UNICEF Chad said 40 children were ill.", "UNICEF", "un/unicef"),
        ("Nazi Germany said it had taken the port.", "Germany", "de"),
    ],
)
def test_a_branch_in_a_land_does_not_speak_for_the_land(
    understood: Understood, text: str, speaker: str, entity: str | None
) -> None:
    last = [s.chain[-1].source for s in understood(text).statements if len(s.chain) > 1]
    assert {source.name for source in last} == {speaker}
    assert {source.entity for source in last if not (source.entity or "").startswith("~")} == (
        {entity} if entity else set()
    )


def test_a_quotation_that_the_next_paragraph_goes_on_with_is_its_speakers(understood: Understood) -> None:
    text = (
        "Aid worker Anna Okoye said: “Many have nothing. A lot of the guests had jobs.\n\n"
        "“It can happen to anybody.”\n\nThe camp is full."
    )
    said = [s for s in understood(text).statements if s.span.of(text).startswith("It can happen")]
    assert [s.chain[-1].source.name for s in said] == ["Anna Okoye"]


def test_who_says_what_is_done_at_anothers_urging_is_not_urged(understood: Understood) -> None:
    text = "A source said Keita is still in the running, at the urging of Marie Sow."
    roles = [r for s in understood(text).statements if s.event and s.event.code == "REQUEST" for r in s.event.roles]
    assert "A source" not in {role.text for role in roles if role.role == "recipient"}


def test_a_state_has_no_secretary_general_and_anothers_base_is_no_base_named_before(understood: Understood) -> None:
    text = (
        "Russia keeps 7,000 troops at its 201st military base. U.S. forces left Bagram, their largest air base.\n\n"
        "Tajikistan asked the CSTO for help. Its secretary-general, Stanislav Zas, said the bloc would respond."
    )
    meant = {m.span.of(text): m.entity for m in understood(text).mentions}
    assert meant["Its"] == "csto"
    assert meant["their largest air base"] != "ru/201st-base"


def test_how_long_a_road_is_is_no_part_of_its_name(understood: Understood) -> None:
    (road, _) = understood("The rebels control the 40-mile road to Adre.").places
    assert road.name == "road to Adre"
