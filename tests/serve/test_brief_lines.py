"""Figures as a line of the brief puts them."""

from datetime import date

import pytest

from panj.records import Finding
from panj.serve.brief import bounds


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(9, 9, "“nine”"), (6, 9, "latest “nine”; said from 6 to 9")],
)
def test_a_range_is_told_only_where_figures_differ(low: float, high: float, said: str) -> None:
    line = Finding(
        id="F1",
        topic="casualties",
        subject="killed",
        label="killed",
        as_of=date(2021, 7, 8),
        rule="numbers/killed",
        status="disputed",
        value="nine",
        low=low,
        best=9,
        high=high,
        statements=("a",),
        against=("b",),
    )
    assert bounds(line) == said
