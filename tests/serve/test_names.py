from collections.abc import Callable
from pathlib import Path
from typing import Any

Panj = Callable[..., Any]


def test_an_unknown_name_is_a_candidate_with_its_place(panj: Panj, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Colonel Rustam Yodgorov said that troops had arrived. Yodgorov praised them.\n")
    panj("read", str(tmp_path / "t.txt"), "--date", "2021-07-08")
    rows = [r for r in panj("review", "--names").rows if "Yodgorov" in r["name"]]
    assert rows
    assert rows[0]["mentions"] >= 1
    assert len(rows[0]["span"]) == 2


def test_a_person_s_word_about_a_name_holds_and_can_be_taken_back(panj: Panj, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Fighters of the Border Wolves captured the city of Kunduz on Tuesday.\n")
    panj("read", str(tmp_path / "t.txt"), "--date", "2021-07-08")
    (before,) = panj("board", "control").rows
    act = ("review", "--names", "--id", before["value"].partition(";")[0], "--entity", "taliban", "--as", "ada")
    assert panj(*act, "--act", "same").rows[0]["judgement"] == "same"
    (after,) = panj("board", "control").rows
    assert after["value"].startswith("Taliban")
    panj(*act, "--act", "undo")
    (undone,) = panj("board", "control").rows
    assert undone["value"] == before["value"]


def test_a_name_cannot_be_nobody(panj: Panj) -> None:
    assert panj("review", "--names", "--id", "X", "--entity", "nobody-at-all", "--act", "same", "--as", "a").code == 1
    assert panj("review", "--names", "--act", "same").code == 2
