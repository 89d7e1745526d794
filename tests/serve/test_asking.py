"""What a question is put to, which day it is about, and what is said where the answer is empty."""

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.serve.test_output import Terminal

from panj.errors import UsageError
from panj.ledger import Scope
from panj.serve.brief_command import Asked, brief
from panj.serve.commands.asking import Topic
from panj.serve.demo_command import example_ledger
from panj.serve.diff_command import diff, read_rules
from panj.serve.review_command import review
from panj.serve.topics import BOARDS
from panj.serve.web.pages import LEDGERS

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
    panj: Panj, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    panj("read", str(report))
    terminal, ledger = Terminal(), str(tmp_path / "panj.db")
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    brief(Asked(), ledger=ledger)
    diff("7d", ledger=ledger, as_of=None, rules=None, as_json=False)
    told = capfd.readouterr().err
    lines = terminal.getvalue().splitlines()
    assert lines[0].startswith("SITUATION AS OF")
    assert f"--ledger {ledger}" in told
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    "command",
    [
        ("brief", "--html", "absent/b.html"),
        ("brief", "--html", "."),
        ("serve", "--host", "0.0.0.0", "--token-file", "absent"),
        ("read", "report.md", "--shards", "report.md"),
    ],
)
def test_a_file_that_cannot_be_read_or_written_is_one_line(
    panj: Panj, report: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(report.parent)
    panj("read", str(report))
    ran = panj(*command)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "check the name" in ran.err


def test_a_person_goes_through_statements_and_the_end_of_input_ends_it(
    panj: Panj, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panj("read", str(report))
    before = [row["id"] for row in panj("review").rows]
    terminal, answers = Terminal(), iter(["x", "c", "that is what it says"])

    def asked(_: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", terminal)
        patch.setattr(sys, "stdin", Terminal())
        patch.setattr("builtins.input", asked)
        patch.setenv("COLUMNS", "80")
        review(Scope(), ledger=str(tmp_path / "panj.db"), name="ada", act=None, as_json=False)
    assert max(map(len, terminal.getvalue().splitlines())) <= 80
    assert [row["id"] for row in panj("review").rows] == before[1:]


def test_a_wrong_value_of_an_edit_is_told_the_right_ones(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    identity = panj("review").rows[0]["id"]
    ran = panj("review", "--id", identity, "--act", "edit", "--set", "modality=perhaps", "--as", "ada")
    assert (ran.code, "asserted, possible" in ran.err) == (2, True)


def test_a_report_without_a_title_is_listed_by_its_first_words(panj: Panj, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(UNDATED)
    panj("read", str(tmp_path / "t.txt"))
    (row,) = panj("list", "documents").rows
    assert row["name"].startswith("“Taliban fighters captured the town of Kunduz")


def test_a_search_gives_all_and_of_one_party_and_act_if_asked(panj: Panj) -> None:
    with example_ledger() as ledger:
        where = str(ledger.engine.url.database)
        found = panj("list", "statements", "--search", "border", "--ledger", where).rows
        assert len(found) > 50
        named = panj("list", "events", "--search", "border", "--actor", "CSTO", "--code", "AID", "--ledger", where).rows
        assert named
        assert {row["code"] for row in named} == {"AID"}
        assert {row["id"] for row in named} < {row["id"] for row in found}
        wrong = panj("list", "statements", "--actor", "Nosuch", "--ledger", where)
        assert (wrong.code, "nobody the world knows" in wrong.err) == (2, True)
        for useless in (("figures", "--actor", "csto"), ("failures", "--as-of", "2021-07-08")):
            assert panj("list", *useless, "--ledger", where).code == 2


def test_a_forecast_has_the_day_that_its_words_tell(panj: Panj, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Analysts expect that the talks will resume by 25 September.\n")
    panj("read", str(tmp_path / "t.txt"), "--date", "2022-09-16")
    assert {row["due"] for row in panj("forecast", "list").rows} == {"2022-09-25"}


def test_a_topic_has_one_name_in_commands_on_pages_and_in_rules() -> None:
    assert tuple(Topic) == BOARDS == tuple(LEDGERS)
