"""Whose flag flies where, and which of two titles is the post of the one named."""

import pytest

from panj.english import parse
from panj.records import Document
from panj.understand import understand
from panj.world import load_world


def relations(text: str) -> set[tuple[str, str, str]]:
    document = Document(id="d", text=text, outlet="Wire")
    found = understand(document, parse(text), load_world()).statements
    return {(s.relation.subject, s.relation.relation, s.relation.object) for s in found if s.relation}


@pytest.mark.parametrize(
    ("text", "holder", "place"),
    [
        (
            "The white flag of the Taliban has flown over the Afghan half of Ishkashim since Monday.",
            "Taliban",
            "Ishkashim",
        ),
        ("The Russian flag waves over the town of Kherson.", "Russia", "Kherson"),
        ("A Ukrainian flag was flying over Izium.", "Ukraine", "Izium"),
        ("The flag of Azerbaijan flutters over Shusha.", "Azerbaijan", "Shusha"),
        ("The black flag of Islamic State flew over Mosul.", "Islamic State", "Mosul"),
    ],
)
def test_whose_flag_flies_over_a_place_holds_it(text: str, holder: str, place: str) -> None:
    assert (holder, "controls", place) in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "The flag of the Taliban will fly over Kabul.",
        "The Russian flag does not fly over Kherson.",
        "The Ukrainian flag could wave over Izium again.",
    ],
)
def test_a_flag_that_does_not_fly_holds_nothing(text: str) -> None:
    assert not [r for r in relations(text) if r[1] == "controls"]


@pytest.mark.parametrize(
    ("text", "who", "post"),
    [
        ("The Prime Minister and President Hollande spoke.", "Hollande", "President"),
        ("The Special Advisor to Ambassador Saperstein visited Erbil.", "Saperstein", "Ambassador"),
        ("Pentagon spokesman Navy Capt. Jeff Davis said it was quiet.", "Jeff Davis", "Pentagon spokesman"),
        ("In Turkey Minister Ellwood met the coalition.", "Ellwood", "Minister"),
        ("Coalition spokesman Air Force Col. John Dorrian said so.", "John Dorrian", "Coalition spokesman"),
    ],
)
def test_of_two_titles_the_one_beside_the_name_is_the_post(text: str, who: str, post: str) -> None:
    assert (who, "holds_office", post) in relations(text)


def test_what_will_be_part_of_a_force_is_not_yet() -> None:
    text = "FS Forbin will be operating as part of the U.S. Central Command."
    assert not [r for r in relations(text) if r[1] in ("part_of", "member_of")]


@pytest.mark.parametrize(
    "text",
    [
        "Syrian opposition forces took Dabiq.",
        "Libyan militia forces took Sirte.",
        "Afghan resistance forces took Andarab.",
        "Yemeni separatist forces took Aden.",
        "Venezuelan insurgent forces took Guasdualito.",
    ],
)
def test_forces_against_a_state_are_not_its_army(text: str) -> None:
    document = Document(id="d", text=text, outlet="Wire")
    found = understand(document, parse(text), load_world()).statements
    actors = {r.entity for s in found if s.event and s.event.code == "TAKE" for r in s.event.roles if r.role == "actor"}
    assert actors
    assert not any(str(entity).endswith("/armed-forces") for entity in actors)
