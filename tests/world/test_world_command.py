"""`panj world` as a person or a program calls it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from panj.errors import NotFoundError, WorldError
from panj.serve.world_command import app


def lines(*arguments: str) -> list[dict[str, object]]:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def texts(section: str, *arguments: str) -> list[str]:
    return [str(line["text"]) for line in lines(*arguments) if line["section"] == section]


def test_an_alliance_is_shown_with_members_duties_and_lapsed_pledges() -> None:
    asked = ("show", "csto", "--as-of", "2021-07-08")
    assert "Tajikistan: member" in texts("members", *asked)
    assert any("Article 4, defend" in text for text in texts("duties", *asked))
    (decision,) = texts("decisions", *asked)
    assert "adopted 2013-09-23" in decision
    assert "lapsed" in decision


def test_every_duty_shown_has_a_source() -> None:
    duties = [line for line in lines("show", "nato", "--as-of", "2021-07-08") if line["section"] == "duties"]
    assert duties
    assert all(line["source"] and line["title"] for line in duties)


def test_a_pledge_is_not_lapsed_before_its_day() -> None:
    (decision,) = texts("decisions", "show", "csto", "--as-of", "2013-10-01")
    assert "Due by 2013-12-23" in decision
    assert "lapsed" not in decision


def test_a_fact_is_said_to_be_stale_after_it_was_checked() -> None:
    def stale(day: str) -> bool:
        (line,) = [x for x in lines("show", "ru/foreign-minister", "--as-of", day) if x["section"] == "offices"]
        return bool(line.get("stale"))

    assert not stale("2022-08-31")
    assert stale("2022-09-01")


def test_a_name_will_do_for_an_id() -> None:
    assert "(taliban)" in str(lines("show", "the Taliban", "--as-of", "2021-07-08")[0]["text"])


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(NotFoundError):
        lines("show", "no such thing")


def test_find_lists_what_bears_a_part_of_a_name() -> None:
    assert "csto" in [row["id"] for row in lines("find", "collective security")]


def test_check_counts_the_rows_of_every_table() -> None:
    counted = {row["table"]: row["rows"] for row in lines("check") if "rows" in row}
    assert {"states", "orgs", "people", "tenures", "members", "duties"} <= counted.keys()


def test_a_wrong_row_of_a_user_s_table_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "orgs.csv").write_text("id,name,kind\nx,X,sect\n")
    with pytest.raises(WorldError, match=r"orgs\.csv:2: kind"):
        lines("show", "x", "--world", str(tmp_path))


def test_two_holders_at_once_are_found(tmp_path: Path) -> None:
    (tmp_path / "tenures.csv").write_text(
        "person,office,start,source\nandrei-rudenko,ru/foreign-minister,2010-01-01,iso-3166\n"
    )
    done = CliRunner().invoke(app, ["check", "--world", str(tmp_path)])
    assert done.exit_code == 1
    assert "holds ru/foreign-minister at once with" in done.stderr
