"""What a question is put to, which day it is about, and what is said where the answer is empty."""

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.serve.test_output import Terminal

from panj.errors import UsageError
from panj.serve.brief_command import Asked, brief
from panj.serve.diff_command import diff, read_rules

Panj = Callable[..., Any]
UNDATED = "Taliban fighters captured the town of Kunduz, officials said.\n"


@pytest.mark.parametrize(
    "question",
    [
        ("list", "statements"),
        ("why", "0"),
        ("board", "control"),
        ("diff",),
        ("brief",),
        ("export", "--to", "csv"),
        ("review",),
        ("review", "--names"),
        ("forecast", "list"),
        ("forecast", "score"),
        ("forecast", "resolve", "0", "yes", "--as", "ada"),
        ("ledger", "backup", "copy.db"),
        ("ledger", "rebuild"),
    ],
)
def test_a_question_to_a_ledger_that_is_not_there_names_it_and_makes_none(
    panj: Panj, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = panj(*question, "--ledger", str(tmp_path / "typo.db"))
    assert (ran.code, ran.out) == (1, "")
    assert "there is no ledger at" in ran.err
    assert "typo.db" in ran.err
    assert not list(tmp_path.glob("*.db"))


def test_reports_without_a_day_are_said_to_be_left_out(panj: Panj, report: Path, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(UNDATED)
    read = panj("read", str(report), str(tmp_path / "t.txt"))
    assert "“Taliban fighters captured the town of Kunduz" in read.err
    assert "left out: 1 report that tells no day" in panj("brief").err
    assert panj("brief", "--as-of", "2021-07-08").err == ""


def test_a_day_before_any_report_is_said_to_be_one(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    ran = panj("brief", "--as-of", "2001-01-01")
    assert (ran.code, "the first is of 2021-07-0" in ran.err) == (0, True)
    assert "No report had been published by 2001-01-01." in ran.out
    assert "CONTROL" not in ran.out


def test_an_empty_folder_is_said_to_hold_nothing(panj: Panj, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    ran = panj("read", str(tmp_path / "in"))
    assert (ran.code, "nothing to read in" in ran.err) == (0, True)


@pytest.mark.parametrize("mark", ["%PDF-1.7\nwords", "PK\x03\x04words"])
def test_a_pdf_and_an_office_file_are_refused_by_name(panj: Panj, tmp_path: Path, mark: str) -> None:
    (tmp_path / "report").write_text(mark)
    ran = panj("read", str(tmp_path / "report"), "--json")
    assert (ran.code, ran.out) == (3, "")
    assert "is not read; " in ran.err


def test_a_wrong_day_is_told_how_to_write_it(panj: Panj) -> None:
    for command in (("brief", "--as-of"), ("read", "x", "--date"), ("forecast", "list", "--as-of")):
        ran = panj(*command, "yesterday")
        assert (ran.code, "write it as 2021-07-08" in ran.err) == (2, True)


def test_a_rule_for_a_topic_is_named_as_a_board_is_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rule]]\nname = "plans"\ntopic = "forecasts"\n')
    assert read_rules(rules)[0].topic == "forecasts"
    for wrong, told in (('topic = "casulties"', "casualties"), ('change = "newer"', "newer"), ("", "no [[rule]]")):
        rules.write_text(f'[[rule]]\nname = "plans"\n{wrong}\n' if wrong else '[[rules]]\nname = "plans"\n')
        with pytest.raises(UsageError) as refused:
            read_rules(rules)
        assert told in str(refused.value)


def test_a_rule_about_forecasts_raises_an_alert(panj: Panj, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Analysts expect that Kunduz will fall by 25 September.\n")
    panj("read", str(tmp_path / "t.txt"), "--date", "2021-07-08")
    (tmp_path / "rules.toml").write_text('[[rule]]\nname = "plans"\ntopic = "forecasts"\n')
    assert [row["alert"] for row in panj("diff", "--rules", str(tmp_path / "rules.toml")).rows] == [["plans"]]


def test_changes_are_not_told_from_a_later_day(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    ran = panj("diff", "--since", "2030-01-01")
    assert (ran.code, "give an earlier day" in ran.err) == (2, True)


def test_a_port_that_is_taken_is_said_to_be_before_the_address_is_shown(panj: Panj) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = panj("serve", "--examples", "--port", str(taken.getsockname()[1]))
    assert ran.code == 2
    assert "--port" in ran.err
    assert "Panj on" not in ran.err


def test_a_brief_and_its_changes_keep_within_the_terminal(
    panj: Panj, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panj("read", str(report))
    terminal, ledger = Terminal(), str(tmp_path / "panj.db")
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    brief(Asked(), ledger=ledger)
    diff("7d", ledger=ledger, as_of=None, rules=None, as_json=False)
    lines = terminal.getvalue().splitlines()
    assert lines[0].startswith("SITUATION AS OF")
    assert max(map(len, lines)) <= 80
