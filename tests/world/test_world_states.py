"""All states and territories, by name, adjective, people and capital; the table against an independent list."""

import re

import pytest

from panj.world import load_world
from panj.world.rows import NameKind

WORLD = load_world()
STATES = [row for row in WORLD.tables.states if row.kind in ("state", "territory")]
# Groupings and areas without a code of their own, in the list that we compare with.
NOT_STATES = {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
# The territories that nobody lives in, and those whose people have no settled name in English.
WITHOUT_ADJECTIVE = {"aq", "bv", "gs", "hm", "sj", "tf", "um"}


def of_kind(kind: NameKind) -> list[tuple[str, str]]:
    kinds = {"metonym": ("metonym", "shared-capital")}.get(kind, (kind,))
    return [(n.name, n.entity) for s in WORLD.tables.states for n in WORLD.names_of(s.id) if n.kind in kinds]


def found_in(sentence: str) -> set[str]:
    return {entity for hit in WORLD.match(sentence.split()) for entity in hit.entities}


def missed(names: list[tuple[str, str]], sentence: str) -> list[tuple[str, str]]:
    return [(name, state) for name, state in names if state not in found_in(sentence.format(name))]


def test_there_are_249_states_and_territories_of_iso_3166_and_kosovo() -> None:
    assert len(STATES) == 249
    assert WORLD.entity("xk").kind == "disputed"


@pytest.mark.parametrize(
    ("kind", "sentence", "least"),
    [
        ("name", "envoys of {} met", 264),
        ("adjective", "the {} envoy", 290),
        ("person-plural", "several {} fled", 270),
        ("metonym", "talks in {} ended", 240),
    ],
)
def test_every_state_is_found_by_its_names(kind: NameKind, sentence: str, least: int) -> None:
    names = [(row.name, row.id) for row in WORLD.tables.states] if kind == "name" else of_kind(kind)
    assert len(names) >= least
    assert missed(names, sentence) == []


def test_every_inhabited_state_has_an_adjective() -> None:
    with_one = {state for _, state in of_kind("adjective")}
    assert {row.id for row in STATES} - with_one <= WITHOUT_ADJECTIVE


def test_every_state_has_a_capital_unless_it_is_one() -> None:
    with_one = {state for _, state in of_kind("metonym")}
    assert {row.id for row in STATES if row.kind == "state"} - with_one <= {"mc", "sg", "sm", "va"}


def test_the_common_locale_data_names_no_state_that_is_missing() -> None:
    babel = pytest.importorskip("babel")
    names = babel.Locale("en").territories
    for code, name in names.items():
        if re.fullmatch("[A-Z]{2}", code) and code not in NOT_STATES:
            assert code.lower() in found_in(f"envoys of {name} met"), name
