"""`panj review` on a terminal: one key a decision, which says what it does and how to take it back."""

import builtins
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serve.conftest import REPORT, Panj, Ran

from panj.serve import output


def gone_through(panj: Panj, patch: pytest.MonkeyPatch, *typed: str) -> Ran:
    """Go through the queue with these answers, and nothing after them."""
    answers: Iterator[str] = iter(typed)

    def answered(_: str) -> str:
        told = next(answers, None)
        if told is None:
            raise EOFError
        return told

    with patch.context() as patched:
        patched.setattr(builtins, "input", answered)
        patched.setattr(sys.stdin, "isatty", lambda: True)
        patched.setattr(output, "to_person", lambda **_: True)
        return panj("review", "--as", "ada")


@pytest.fixture
def waiting(panj: Panj, tmp_path: Path) -> list[str]:
    """Read a report and return whose judgement waits, the least sure first."""
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    panj("read", str(tmp_path / "report.md"))
    return [str(row["id"]) for row in panj("review").rows]


def test_each_key_does_what_it_says(panj: Panj, monkeypatch: pytest.MonkeyPatch, waiting: list[str]) -> None:
    ran = gone_through(panj, monkeypatch, "c", "so it is", "s", "", "r", "", "q")
    assert f"1 of {len(waiting)}" in ran.err
    assert f"panj review --id {waiting[0]} --act undo" in ran.err
    left = [row["id"] for row in panj("review").rows]
    assert left == [waiting[1], waiting[2], *waiting[4:]]


def test_another_key_tells_the_keys_and_an_end_at_why_keeps_nothing(
    panj: Panj, monkeypatch: pytest.MonkeyPatch, waiting: list[str]
) -> None:
    ran = gone_through(panj, monkeypatch, "?", "r")
    assert "it counts no more" in ran.err
    assert ran.code == 0
    assert f"2 of {len(waiting)}" not in ran.err
    assert [row["id"] for row in panj("review").rows] == waiting
