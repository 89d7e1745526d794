"""Panj as a program or a notebook uses it."""

import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import msgspec
import pytest

import panj
from panj.errors import NotFoundError, ReadError

TEXT = """Posts at the border

July 06, 2021

Taliban fighters captured the Shir Khan Bandar crossing on Tuesday, Afghan officials said.

Russia denied that it would send troops to Afghanistan.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.md"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_importing_panj_imports_nothing_of_it() -> None:
    code = "import panj, sys; print([m for m in sys.modules if m.startswith(('panj.', 'msgspec', 'numpy'))])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_every_name_that_is_promised_is_there() -> None:
    assert [name for name in panj.__all__ if not callable(getattr(panj, name))] == []
    with pytest.raises(AttributeError):
        panj.absent  # noqa: B018


def test_a_report_gives_its_statements_and_cannot_be_changed(report: Path) -> None:
    found = panj.load(report)
    assert found.statements
    assert all(s.span.of(found.text) == s.quote for s in found.statements)
    with pytest.raises(FrozenInstanceError):
        found.document = found.document  # type: ignore[misc]


def test_a_notebook_shows_words_of_a_report_as_words(report: Path) -> None:
    found = panj.load(report)
    hostile = msgspec.structs.replace(found.document, title="<script>alert(1)</script>")
    shown = panj.Read(hostile, found.reading)._repr_html_()
    assert "<caption>&lt;script&gt;" in shown
    assert "<script" not in shown


def test_a_report_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        panj.load(tmp_path / "absent.txt")


def test_a_case_keeps_a_report_once_and_answers_for_a_day(report: Path, tmp_path: Path) -> None:
    with panj.open(tmp_path / "case.db") as case:
        with pytest.raises(NotFoundError):
            case.picture()
        (found,) = panj.pipe([report])
        assert (case.add(found), case.add(found)) == (True, False)
        assert set(case.picture("2021-07-06").said) == {s.id for s in found.statements}
        every = case.findings(as_of="2021-07-06")
        assert every
        assert case.findings(every[0].topic, "2021-07-06") == [f for f in every if f.topic == every[0].topic]
        assert case.findings("absent", "2021-07-06") == []
        assert case.brief("2021-07-06").startswith("# Situation as of 2021-07-06")
