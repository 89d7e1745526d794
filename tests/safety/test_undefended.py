"""Each defence of SECURITY.md's table is needed: without it, the test that the table names fails."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.safety.undefended import DEFENCES, SLIPS, Defence

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py::\w+)`")


@pytest.fixture(scope="module")
def fallen() -> dict[str, dict[str, Any]]:
    """Return what became of each test without its defence, in a process of its own that has limits."""
    call = [sys.executable, "-m", "tests.safety.undefended"]
    ran = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(lines) == len(DEFENCES), ran.stderr[-2000:]
    return {line["test"]: line for line in lines}


@pytest.mark.timeout(1000)
@pytest.mark.parametrize("defence", DEFENCES, ids=lambda d: d.test.rpartition("::")[2])
def test_without_its_defence_the_attack_succeeds(defence: Defence, fallen: dict[str, dict[str, Any]]) -> None:
    found = fallen[defence.test]
    assert found["ran"] >= 1
    assert found["fell"], "the test passes without the defence"
    assert not found["fell"].startswith(SLIPS)
    assert defence.hangs or "EnoughError" not in found["fell"]


def test_every_row_of_the_table_has_a_defence_that_is_taken_out() -> None:
    rows = [line for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if "`tests/" in line]
    tried = {defence.test for defence in DEFENCES}
    assert [row for row in rows if row.startswith("| ") and not tried.intersection(NAMED.findall(row))] == []


def test_every_defence_that_is_taken_out_is_in_the_table() -> None:
    named = set(NAMED.findall((ROOT / "SECURITY.md").read_text(encoding="utf-8")))
    assert {defence.test for defence in DEFENCES} <= named
