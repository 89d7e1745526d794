"""Sureness as a share that is right: never falling, never beyond certainty, the same for what has no table."""

from itertools import pairwise

import pytest

from panj.understand.confidence import calibrated, lines

KINDS = ["event", "relation", "claim", "figure"]


@pytest.mark.parametrize("kind", KINDS)
def test_surer_rules_are_never_less_sure_after_calibration(kind: str) -> None:
    shares = [calibrated(kind, step / 100) for step in range(101)]
    assert all(low <= high for low, high in pairwise(shares))
    assert all(0 < share < 1 for share in shares)


def test_every_kind_of_statement_has_a_line() -> None:
    assert set(lines()) == set(KINDS)


def test_a_kind_without_a_line_stays_as_it_is() -> None:
    assert calibrated("no such kind", 0.42) == 0.42
