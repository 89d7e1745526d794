"""Which decision is meant."""

from collections.abc import Callable

import pytest

from panj.records import Reading

Understood = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("He recalled a 2013 decision by the CSTO.", "csto/decision-2013-09-23"),
        ("The CSTO met. He cited a 2013 resolution of the alliance.", "csto/decision-2013-09-23"),
    ],
)
def test_a_body_and_a_year_name_its_decision(understood: Understood, text: str, decision: str) -> None:
    assert decision in {m.entity for m in understood(text).mentions}


@pytest.mark.parametrize("text", ["He recalled a 2012 decision by the CSTO.", "He recalled a 2013 decision by NATO."])
def test_a_year_without_a_listed_decision_names_none(understood: Understood, text: str) -> None:
    assert not any("decision" in (m.entity or "") for m in understood(text).mentions)
