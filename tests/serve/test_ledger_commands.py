"""`panj doctor` and `panj ledger` as a person calls them, and `--known-at` on what answers."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from panj.ledger import open_ledger
from panj.ledger.copying import digests

Panj = Callable[..., Any]


def _states(ran: Any) -> dict[str, str]:  # noqa: ANN401 - how a command ended
    return {row["what"]: row["state"] for row in ran.rows}


def test_a_sound_ledger_is_called_sound(panj: Panj, report: Path) -> None:
    panj("read", str(report))
    ran = panj("doctor")
    assert ran.code == 0
    names = "model world schema database sequence clock records search standing answers failures disk"
    assert list(_states(ran)) == names.split()
    assert {s for what, s in _states(ran).items() if what != "disk"} == {"ok"}


def test_where_there_is_no_ledger_the_doctor_makes_none(panj: Panj, tmp_path: Path) -> None:
    ran = panj("doctor")
    assert (ran.code, ran.rows[-1]["state"]) == (0, "look")
    assert "none" in ran.rows[-1]["found"]
    assert not (tmp_path / "panj.db").exists()


HARM = {
    "sequence": ["DROP TRIGGER txn_no_delete", "DELETE FROM txn WHERE seq = 1"],
    "records": ["DROP TRIGGER reading_no_update", "UPDATE reading SET record = x'00112233'"],
    "search": ["DELETE FROM search_docsize WHERE id IN (SELECT id FROM search_docsize LIMIT 1)"],
    "standing": ["DELETE FROM standing"],
    "answers": ["UPDATE answers SET record = x'00'"],
    "database": ["DROP TRIGGER document_no_delete", "DELETE FROM document"],
}


@pytest.mark.parametrize("harmed", HARM)
def test_what_is_wrong_is_told_with_what_to_do_next(panj: Panj, report: Path, tmp_path: Path, harmed: str) -> None:
    panj("read", str(report))
    panj("review", "--as", "A", "--act", "confirm", "--id", str(panj("list", "statements").rows[0]["id"]))
    with sqlite3.connect(tmp_path / "panj.db") as raw:
        for statement in HARM[harmed]:
            raw.execute(statement)
    raw.close()
    ran = panj("doctor")
    assert ran.code == 1
    row = next(r for r in ran.rows if r["what"] == harmed)
    assert row["state"] == "wrong"
    assert row["found"]
    assert row["next"].startswith(("panj ", "restore a backup"))


def test_words_that_were_changed_are_found_out(panj: Panj, report: Path, tmp_path: Path) -> None:
    panj("read", str(report))
    with sqlite3.connect(tmp_path / "panj.db") as raw:
        raw.execute("DROP TRIGGER document_no_update")
        raw.execute("UPDATE document SET text = replace(text, '300', '900')")
    raw.close()
    ran = panj("doctor")
    assert (ran.code, _states(ran)["records"]) == (1, "wrong")
    told = panj("brief")
    assert told.code == 1
    assert "damaged" in told.err
    assert "Traceback" not in told.err


def test_what_still_stands_is_made_anew(panj: Panj, report: Path, tmp_path: Path) -> None:
    panj("read", str(report))
    with sqlite3.connect(tmp_path / "panj.db") as raw:
        raw.execute("DELETE FROM standing")
    raw.close()
    assert panj("ledger", "rebuild").code == 0
    assert _states(panj("doctor"))["standing"] == "ok"


def test_a_ledger_goes_into_a_backup_and_comes_back(panj: Panj, report: Path, tmp_path: Path) -> None:
    panj("read", str(report))
    kept, again = str(tmp_path / "kept.db"), str(tmp_path / "again.db")
    assert panj("ledger", "backup", kept).code == 0
    assert panj("ledger", "restore", kept, "--ledger", again).code == 0
    assert panj("brief", "--ledger", again).out == panj("brief").out
    refused = panj("ledger", "restore", kept)
    assert (refused.code, "not empty" in refused.err) == (1, True)
    missing = panj("ledger", "copy", str(tmp_path / "nothing.db"), again)
    assert (missing.code, "there is no ledger at" in missing.err) == (1, True)


def test_a_ledger_moves_to_the_team_s_database(
    panj: Panj, report: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("new_database")()
    panj("read", str(report))
    ran = panj("ledger", "copy", str(tmp_path / "panj.db"), address)
    assert ran.code == 0
    there = open_ledger(address)
    assert [r["sha256"] for r in ran.rows] == [d.sha256 for d in digests(there)]
    there.close()
    assert panj("brief", "--ledger", address).out == panj("brief").out
    assert panj("doctor", "--ledger", address).code == 0
    assert panj("ledger", "backup", str(tmp_path / "team.db"), "--ledger", address).code == 0
    assert panj("brief", "--ledger", str(tmp_path / "team.db")).out == panj("brief").out


def test_every_command_that_answers_takes_known_at(panj: Panj, report: Path, tmp_path: Path) -> None:
    panj("read", str(report))
    statement = panj("list", "statements").rows[0]["id"]
    asked = (
        ("list", "statements"),
        ("list", "documents"),
        ("list", "figures"),
        ("why", str(statement)),
        ("board", "control"),
        ("diff", "--since", "3d"),
        ("brief",),
        ("export", "--to", "csv"),
        ("forecast", "list"),
        ("forecast", "score"),
        ("review",),
        ("review", "--names"),
    )
    then = [panj(*words, "--known-at", "1").out for words in asked]
    assert all(then[:5])
    later = tmp_path / "later.md"
    later.write_text("Later\n\nJuly 07, 2021\n\nTaliban fighters captured Khorog on Tuesday, officials said.\n")
    panj("read", str(later))
    panj("review", "--as", "A", "--act", "reject", "--id", str(statement))
    assert [panj(*words, "--known-at", "1").out for words in asked] == then
    assert panj("brief").out != then[6]
