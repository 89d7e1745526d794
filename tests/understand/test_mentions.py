"""Who is named: words and the entity that they are taken for."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panj.english import parse
from panj.english.parsed import Parsed
from panj.records import Document, Mention, Part, Reading, Span
from panj.understand.mentions import find_mentions
from panj.understand.mentions.names import short_forms
from panj.understand.trees.lookup import Lookup, Stretches
from panj.world import load_world

Understood = Callable[..., Reading]


def mention_of(reading: Reading, words: str) -> Mention:
    """Return the only mention with these words; fails if there is none or more."""
    (found,) = [m for m in reading.mentions if m.text == words]
    return found


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("Armenia left the meeting in Minsk early.", "Armenia", "am"),
        ("The Kazakh delegation left early.", "Kazakh", "kz"),
        ("NATO held an exercise in the Baltic.", "NATO", "nato"),
        ("Taliban fighters entered the town.", "Taliban", "taliban"),
    ],
)
def test_names_of_the_world_by_name_adjective_and_abbreviation(
    understood: Understood, text: str, words: str, entity: str
) -> None:
    assert mention_of(understood(text), words).entity == entity


def test_title_and_name_are_one_person_with_country_and_role(understood: Understood) -> None:
    found = mention_of(
        understood("Kenyan Health Minister Jane Wanjiru resigned."), "Kenyan Health Minister Jane Wanjiru"
    )
    assert (found.name, found.type, found.country, found.role) == ("Jane Wanjiru", "person", "ke", "Health Minister")


def test_country_and_role_make_a_body_of_the_state(understood: Understood) -> None:
    found = mention_of(understood("More than 300 Malian soldiers crossed the river."), "More than 300 Malian soldiers")
    assert (found.entity, found.name, found.number) == ("ml/armed-forces", "Malian soldiers", 300)
    assert found.code == "MLI/MIL"


def test_bounds_of_a_count_are_no_part_of_a_name(understood: Understood) -> None:
    reading = understood("At least six people died in the flood.")
    assert [m.name for m in reading.mentions if m.type == "group"] == ["six people"]


def test_unnamed_people_stay_local_and_without_a_country(understood: Understood) -> None:
    found = mention_of(understood("Three unnamed officials resigned."), "Three unnamed officials")
    assert found.entity is not None
    assert found.entity.startswith("~")
    assert (found.country, found.number, found.code) == (None, 3, "-/GOV")


def test_surname_is_the_person_named_before(understood: Understood) -> None:
    reading = understood("General Tomasz Wilk arrived on Monday. Wilk then inspected the troops.")
    first, second = mention_of(reading, "General Tomasz Wilk"), mention_of(reading, "Wilk")
    assert first.entity == second.entity
    assert second.name == "Tomasz Wilk"


def test_two_people_of_one_surname_are_not_merged_by_likeness(understood: Understood) -> None:
    reading = understood("Anna Kowalska met Piotr Nowak. Later Ewa Nowicka spoke.")
    people = [m.entity for m in reading.mentions if m.type == "person"]
    assert len(people) == len(set(people)) == 3


def test_apposition_joins_name_and_role(understood: Understood) -> None:
    reading = understood("Lena Fischer, the German ambassador to Chile, left the capital.")
    assert mention_of(reading, "the German ambassador").name == "Lena Fischer"


def test_abbreviation_defined_in_brackets_is_its_long_form() -> None:
    text = "The Mountain Rescue Council (MRC) met. The MRC voted."
    parsed = parse(text)
    start, end = short_forms(text, parsed.sentences)["MRC"]
    assert text[start:end].strip() == "Mountain Rescue Council"


def test_description_of_an_alliance_is_the_one_that_the_text_names(understood: Understood) -> None:
    text = (
        "Kyrgyzstan has asked a Russia-led alliance for help. "
        "The Collective Security Treaty Organization will meet on Friday."
    )
    assert mention_of(understood(text), "a Russia-led alliance").entity == "csto"


def test_capitals_of_a_headline_make_no_name_of_a_description() -> None:
    headline = "Kazakhstan Asks for Russian-Led Alliance's Help as Riots Spread"
    text = f"{headline}\n\nThe Collective Security Treaty Organization, which also includes Russia, met on Monday."
    spans = [Span(0, len(headline)), Span(len(headline) + 2, len(text))]
    document = Document(id="d", text=text, parts=tuple(Part(kind="paragraph", span=span) for span in spans))
    mentions = find_mentions(document, parse(text, spans), load_world())
    assert [m.entity for m in mentions if m.text == "Russian-Led Alliance"] == ["csto"]


def test_state_codes_follow_the_day() -> None:
    world = load_world()
    text = "The Taliban closed the border."

    def code(day: date) -> str | None:
        document = Document(id="d", text=text, published=day)
        return next(m.code for m in find_mentions(document, parse(text), world) if m.entity == "taliban")

    assert code(date(2021, 7, 8)) == "AFG/REB"
    assert code(date(2022, 7, 8)) == "AFG/GOV"


def test_smallest_mention_around_a_character_is_found() -> None:
    outer = Mention(span=Span(0, 20), text="Chad's envoy Ali Bah")
    inner = Mention(span=Span(0, 4), text="Chad")
    lookup = Lookup([outer, inner])
    assert [lookup.at(i) for i in (1, 10, 20)] == [inner, outer, None]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=30), st.integers(0, 60), st.integers(1, 9))
@settings(deadline=None)
def test_stretches_finds_all_that_overlap_and_nothing_else(
    pairs: list[tuple[int, int]], start: int, length: int
) -> None:
    spans = [Span(a, a + n) for a, n in pairs]
    window = Span(start, start + length)
    found = Stretches(spans, lambda span: span).over(window.start, window.end)
    assert sorted(found) == sorted(span for span in spans if span.overlaps(window))


def test_a_post_with_an_article_is_whoever_holds_it_and_no_name(understood: Understood) -> None:
    text = "Tajikistan's Permanent Representative Hasan Sultonov spoke. The Permanent Representative asked for help."
    (asked,) = [s.event for s in understood(text).statements if s.event and s.event.code == "REQUEST"]
    assert [r.name for r in asked.roles if r.role == "actor"] == ["Hasan Sultonov"]


def test_empty_text_has_no_mentions() -> None:
    document = Document(id="d", text="")
    assert find_mentions(document, Parsed(text="", sentences=()), load_world()) == ()


def test_a_capital_of_a_common_name_stands_for_its_state_only_if_the_state_is_named(understood: Understood) -> None:
    assert "sc" not in {m.entity for m in understood("Police in Victoria closed the road.").mentions}
    both = understood("The Seychelles sent a boat. Victoria denied it.").mentions
    assert [m.entity for m in both if m.text == "Victoria"] == ["sc"]


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("NATO met on Monday. Members of the alliance voted for the plan.", "Members", "nato"),
        ("NATO met on Monday. The member states of the alliance voted for the plan.", "The member states", "nato"),
        ("NATO met on Monday. The allies agreed on a plan.", "The allies", "nato"),
        ("Leaders of the member states of the CSTO agreed on a plan.", "the member states", "csto"),
        ("NATO met on Monday. Two members of the alliance voted for the plan.", "Two members", None),
        ("NATO met on Monday. Members of parliament voted for the plan.", "Members", None),
        ("Members of NATO and the CSTO met.", "Members", None),
    ],
)
def test_members_of_a_body_stand_for_it_unless_only_some_are_meant(
    understood: Understood, text: str, words: str, entity: str | None
) -> None:
    found = {m.text: m.entity for m in understood(text).mentions}
    local = found[words] is None or str(found[words]).startswith("~")
    assert found[words] == entity if entity else local


@pytest.mark.parametrize("name", ["Lai Ching-te", "Kim Jong-un", "Yoon Suk-yeol", "Tsai Ing-wen"])
def test_a_name_whose_last_part_is_hyphenated_is_whole(understood: Understood, name: str) -> None:
    reading = understood(f"The leader, {name}, rejected the plan on Monday. President {name} spoke to reporters.")
    assert {m.name for m in reading.mentions if m.type == "person"} == {name}


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("The envoy met Kosovo's Serb leaders.", "Kosovo's Serb leaders", "xk/officials"),
        ("Latvia's Russian-speaking deputies left the hall.", "Latvia's Russian-speaking deputies", "lv/parliament"),
        ("Lebanon's Syrian refugees marched to the border.", "Lebanon's Syrian refugees", "sy/refugees"),
        ("Saudi-led forces bombed the port.", "Saudi-led forces", "sa/armed-forces"),
    ],
)
def test_who_leads_some_land_is_of_the_land_and_not_of_his_people(
    understood: Understood, text: str, words: str, entity: str
) -> None:
    assert mention_of(understood(text), words).entity == entity
