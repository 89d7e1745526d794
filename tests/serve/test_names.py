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


def _holders(panj: Panj) -> set[tuple[str, str]]:
    return {(row["subject"], row["value"].partition(";")[0]) for row in panj("board", "control").rows}


def _read(panj: Panj, folder: Path, **reports: str) -> None:
    for name, words in reports.items():
        (folder / f"{name}.txt").write_text(words + "\n")
        assert panj("read", str(folder / f"{name}.txt"), "--date", "2021-07-08").code == 0


def test_two_names_become_one_by_a_person_s_word_until_another_takes_it_back_and_reading_again_changes_nothing(
    panj: Panj, tmp_path: Path
) -> None:
    _read(
        panj,
        tmp_path,
        a="The Nuristan Liberation Army seized Kunduz on Tuesday.",
        b="The NLA captured Fayzabad on Tuesday.",
    )
    apart = _holders(panj)
    assert len({who for _, who in apart}) == 2
    (row,) = [r for r in panj("review", "--names").rows if r["name"] == "NLA"]
    (whole,) = [name for name in row["like"] if name.endswith("Nuristan Liberation Army")]
    act = ("review", "--names", "--id", "NLA", "--entity", whole)
    panj(*act, "--act", "same", "--as", "ada", "--reason", "so they sign")
    assert {who for _, who in _holders(panj)} == {whole}
    _read(panj, tmp_path, b="The NLA captured Fayzabad on Tuesday.")
    assert {who for _, who in _holders(panj)} == {whole}
    panj(*act, "--act", "undo", "--as", "bob")
    assert _holders(panj) == apart
