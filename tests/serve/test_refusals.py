"""What a newcomer mistypes and what a stranger tries: each is told in words, and nothing is changed."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Panj = Callable[..., Any]
CALL = [sys.executable, "-c", "from panj.serve.cli import main; main()"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("brief", "--as-of", "0001-01-01"), "years 1000 to 8999"),
        (("diff", "--since", "0001-01-01"), "as 7d"),
        (("diff", "--since", "-5d"), "as 7d"),
        (("list", "events", "--known-at", "-1"), "--known-at"),
        (("brief", "--known-at", "abc"), "it should be a valid integer\n"),
        (("list", "nothing"), "'WHAT': 'nothing' is not one of"),
        (("list", "events", "--code", "NOPE"), "the codes are"),
        (("why", ""), "panj list statements"),
        (("forecast", "add", " ", "--due", "2021-08-31", "--probability", "60", "--as", "ada"), "needs words"),
        (("forecast", "add", "x", "--due", "2021-08-31", "--probability", "60", "--as", ""), "--as"),
        (("forecast", "resolve", "x", "yes", "--as", ""), "--as"),
        (("brief", "--md", "--html", "brief.html"), "leave out --md or --html"),
        (("review", "--entity", "taliban"), "--names"),
        (("read", "x.md", "--shards", "shards", "--json"), "leave out --json"),
        (("read", "x.md", "--keep", "topic"), "--shards"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage_and_says_what_to_write(
    panj: Panj, report: Path, arguments: tuple[str, ...], told: str
) -> None:
    panj("read", str(report))
    ran = panj(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.parametrize(
    "command", [("list", "statements"), ("list", "actors"), ("review",), ("review", "--names"), ("forecast", "list")]
)
def test_a_list_of_an_empty_ledger_says_what_next(panj: Panj, tmp_path: Path, command: tuple[str, ...]) -> None:
    panj("read", str(tmp_path / "nothing.md"))
    ran = panj(*command)
    assert (ran.code, ran.out) == (0, "")
    assert "panj read FILE" in ran.err


def test_a_list_in_which_nothing_is_says_so(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    assert "nothing of this" in panj("list", "events", "--search", "Zzyzx").err
    assert "try a part" in panj("world", "find", "Zzyzx").err


def test_a_transaction_still_to_come_is_told(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    assert "the last transaction is 1" in panj("brief", "--known-at", "99").err
    assert "the last transaction" not in panj("brief", "--known-at", "1").err


def test_a_backup_that_is_not_there_is_told_by_its_name(panj: Panj, tmp_path: Path) -> None:
    ran = panj("ledger", "restore", str(tmp_path / "none.db"), "--ledger", str(tmp_path / "new.db"))
    assert (ran.code, ran.out) == (1, "")
    assert "no such backup" in ran.err
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("command", [("brief",), ("list", "events"), ("doctor",), ("ledger", "backup", "b.db")])
@pytest.mark.parametrize("address", ["{}/none.db", "sqlite:///{}/none.db", "{}/empty.db"])
def test_a_question_makes_no_ledger(panj: Panj, tmp_path: Path, command: tuple[str, ...], address: str) -> None:
    (tmp_path / "empty.db").touch()
    ran = panj(*command, "--ledger", address.format(tmp_path))
    assert "there is no" in ran.err + ran.out
    assert not (tmp_path / "none.db").exists()
    assert (tmp_path / "empty.db").read_bytes() == b""


def test_the_database_of_another_program_is_left_as_it_is(panj: Panj, report: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.db"
    connection = sqlite3.connect(theirs)
    connection.execute("CREATE TABLE places (url)")
    connection.close()
    before = theirs.read_bytes()
    asked, read = (panj(*x, "--ledger", str(theirs)) for x in (["brief"], ["read", str(report)]))
    assert (asked.code, read.code) == (1, 1)
    assert "another program" in asked.err
    assert "another program" in read.err
    tokens = panj("token", "list", "--tokens", str(theirs))
    assert (tokens.code, "more than tokens" in tokens.err) == (2, True)
    assert theirs.read_bytes() == before
    assert panj("token", "list", "--tokens", str(report)).code == 2


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, panj: Panj, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in" / "closed").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text("Taliban fighters captured the town on Tuesday.\n")
    listed = os.scandir

    def scandir(folder: str) -> Any:  # noqa: ANN401 - the root user may read every folder
        if str(folder).endswith("closed"):
            raise PermissionError(13, "Permission denied", folder)
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    ran = panj("read", str(tmp_path / "in"), "--date", "2021-07-08")
    assert (ran.code, ran.rows[0]["new"]) == (3, 1)
    assert f"{tmp_path / 'in' / 'closed'}: the system says: Permission denied" in ran.err


def test_a_file_that_is_not_there_keeps_no_other_from_being_imported(panj: Panj, report: Path, tmp_path: Path) -> None:
    (tmp_path / "ours.jsonl").write_text(panj("read", str(report), "--json").out)
    ran = panj("import", "jsonl", str(tmp_path / "absent.jsonl"), str(tmp_path / "ours.jsonl"))
    assert (ran.code, ran.rows[0]["new"], ran.rows[0]["failed"]) == (3, 1, 1)
    assert "absent.jsonl: No such file" in ran.err


def test_a_brief_can_be_written_where_no_quotation_mark_can(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    told = subprocess.run(
        [*CALL, "brief"], env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, b"")
    assert rb"\u201c" in told.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", [("brief",), ("list", "events"), ("export", "--to", "csv")])
def test_an_output_that_is_full_is_told_in_one_line(panj: Panj, report: Path, arguments: tuple[str, ...]) -> None:
    panj("read", str(report))
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run([*CALL, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr == "panj: standard output: No space left on device; write to another place\n"


def test_a_file_that_was_written_is_named(panj: Panj, report: Path, tmp_path: Path) -> None:
    panj("read", str(report))
    for command in (("brief", "--html"), ("export", "--to", "csv", "--out")):
        file = tmp_path / command[0]
        ran = panj(*command, str(file))
        assert (ran.code, ran.out, ran.err) == (0, "", f"wrote {file}\n")
        assert file.stat().st_size


def test_which_panj_it_is(panj: Panj) -> None:
    ran = panj("--version")
    assert (ran.code, ran.out[:7]) == (0, "panj 0.")
