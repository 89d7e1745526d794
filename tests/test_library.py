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


EXAMPLES = Path(__file__).parents[1] / "examples" / "panj-2021"


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
    found = panj.read(report)
    assert found.statements
    assert all(s.span.of(found.text) == s.quote for s in found.statements)
    with pytest.raises(FrozenInstanceError):
        found.document = found.document  # type: ignore[misc]


def test_a_notebook_shows_words_of_a_report_as_words(report: Path) -> None:
    found = panj.read(report)
    hostile = msgspec.structs.replace(found.document, title="<script>alert(1)</script>")
    shown = panj.Read(hostile, found.reading)._repr_html_()
    assert "<caption>&lt;script&gt;" in shown
    assert "<script" not in shown


def test_a_report_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        panj.read(tmp_path / "absent.txt")


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
        assert str(case.brief("2021-07-06")).startswith("# Situation as of 2021-07-06")


def test_figures_are_found_by_words_and_say_who_says_them(tmp_path: Path) -> None:
    with panj.open(tmp_path / "case.db") as case:
        for found in panj.pipe([EXAMPLES / "2021-07-08-amu-courier-lavrov.md"]):
            case.add(found)
        (border,) = case.figures(about="border under Taliban control", as_of="2021-07-08")
        assert border.bounds == "up to 70 %"
        assert "Andrei Rudenko" in repr(border)
        assert case.figures(about="border under Martian control") == ()
        every = case.figures()
        assert len(every) > 1
        assert all(f.said for f in every)
        shown = every._repr_html_()
        assert "up to 70% of the border" in shown
        assert shown.count("<tr>") == 1 + sum(len(f.said) + len(f.against) for f in every)


def test_a_brief_is_written_as_one_page_and_shown_apart(report: Path, tmp_path: Path) -> None:
    with panj.open(tmp_path / "case.db") as case:
        for found in panj.pipe([report]):
            case.add(found)
        brief = case.brief()
    brief.to_html(tmp_path / "brief.html")
    brief.to_markdown(tmp_path / "brief.md")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "Shir Khan Bandar" in page
    assert (tmp_path / "brief.md").read_text(encoding="utf-8") == str(brief)
    assert brief._repr_html_().startswith("<iframe sandbox srcdoc=")
    assert "as of 2021-07-06" in repr(brief)


def test_the_room_that_reads_is_a_room_and_a_function(report: Path) -> None:
    code = (
        "import sys, panj.read as room, panj; from panj.read import Given; "
        "assert panj.read is room is sys.modules['panj.read']; print(len(panj.read(sys.argv[1]).statements))"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(report)], capture_output=True, text=True, check=True)
    assert int(ran.stdout) > 0


def test_a_program_that_calls_it_is_checked_by_types(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("""
import panj

found = panj.read("report.html")
reveal_type(found)
with panj.open("case.db") as case:
    reveal_type(case.figures(about="border", as_of="2021-07-08"))
    case.brief().to_html("brief.html")
    case.add(panj)
""")
    run = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--cache-dir",
        str(tmp_path / "cache"),
        str(program),
    ]
    ran = subprocess.run(run, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert 'Revealed type is "panj.serve.library.Read"' in ran.stdout, ran.stdout + ran.stderr
    assert "panj.serve.library.Figures" in ran.stdout
    assert ran.stdout.count(" error: ") == 1  # the module is no Read
