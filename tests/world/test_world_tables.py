"""Rows that are wrong are named by file, line and column, and then nothing is loaded."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panj.errors import WorldError
from panj.world import cache, load_world
from panj.world.check import questionable_rows
from panj.world.load import read_folders
from panj.world.rows import TABLES, OrgRow
from panj.world.tables import SHIPPED, read_table


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def written(folder: Path, **tables: str) -> Path:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("table", "text", "where"),
    [
        ("orgs", "id,name,kind\nx,X,alliance\ny,Y,sect\n", "orgs.csv:3: kind:"),
        ("orgs", "id,name,kind\nX Y,X,alliance\n", "orgs.csv:2: id:"),
        ("orgs", "id,name,kind,country\nx,X,alliance,qq\n", "orgs.csv:2: country: there is no state 'qq'"),
        ("orgs", "id,name,kind,colour\nx,X,alliance,red\n", "orgs.csv:1: colour: no such column"),
        ("orgs", "id,name\nx,X\n", "orgs.csv:1: kind: the column is missing"),
        ("orgs", "id,name,kind\nx,X\n", "orgs.csv:2: -: 2 values for 3 columns"),
        ("orgs", "id,name,kind\nx,X,alliance\nx,Z,alliance\n", "orgs.csv:3: id: the same as line 2"),
        ("orgs", 'id,name,kind\nx,"X,alliance\n', "orgs.csv:2: -: not CSV"),
        ("orgs", "id,name,kind,start,end\nx,X,alliance,2021,2020\n", "orgs.csv:2: end: 2020 is not after 2021"),
        ("orgs", "id,name,kind,start\nx,X,alliance,2021-02-30\n", "orgs.csv:2: start:"),
        ("members", "party,org,source\ntj,csto,nowhere\n", "members.csv:2: source: there is no source 'nowhere'"),
        ("tenures", "person,office,source\ntj,ru/president,iso-3166\n", "tenures.csv:2: person: there is no person"),
        ("borders", "a,b,km,source\naf,tj,far,iso-3166\n", "borders.csv:2: km:"),
        ("titles", "office,title\nno-such,boss\n", "titles.csv:2: office: there is no office 'no-such'"),
        ("planets", "id\nx\n", "planets.csv:1: -: no such table"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, table: str, text: str, where: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    with pytest.raises(WorldError) as raised:
        load_world(written(folder, **{table: text}))
    assert str(raised.value).startswith(where)


def test_a_table_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "orgs.csv").write_bytes(b"id,name,kind\nx,\xff,alliance\n")
    with pytest.raises(WorldError, match=r"orgs\.csv:1: -: not UTF-8: byte 15"):
        load_world(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="no such folder"):
        load_world(tmp_path / "nowhere")


def test_a_user_s_rows_are_laid_over_ours(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    written(
        folder,
        orgs="id,name,kind,country\ndesk,The Desk,company,tj\ncsto,CSTO of ours,alliance,\n",
        names="entity,name,kind\ndesk,Deskers,alias\n",
    )
    world = load_world(folder)
    assert world.name("csto") == "CSTO of ours"
    assert world.named("Deskers") == ("desk",)
    assert world.members("csto")
    assert load_world().name("csto") == "Collective Security Treaty Organization"


def test_what_was_kept_is_what_was_read() -> None:
    first = load_world.__wrapped__()
    kept = list(cache.folder().glob("world-*.msgpack"))
    second = load_world.__wrapped__()
    assert len(kept) == 1
    assert second.tables == first.tables
    assert second.spellings == first.spellings


def test_a_kept_file_that_is_damaged_counts_as_none() -> None:
    load_world.__wrapped__()
    (kept,) = cache.folder().glob("world-*.msgpack")
    kept.write_bytes(b"\x00" + kept.read_bytes()[1:100])
    assert load_world.__wrapped__().find_entity("tj") is not None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_world.__wrapped__().find_entity("tj") is not None


def test_the_shipped_tables_raise_no_question() -> None:
    assert [str(error) for error in questionable_rows(read_folders([SHIPPED]), load_world())] == []


def test_every_fact_has_a_source_that_is_listed() -> None:
    world = load_world()
    used = {row.source for table in TABLES for row in getattr(world.tables, table) if hasattr(row, "source")}
    assert used <= set(world.sources)


@given(st.text(max_size=400))
def test_any_text_is_a_table_or_an_error_that_names_it(text: str) -> None:
    named = "orgs.csv"
    try:
        list(read_table("orgs.csv", text, OrgRow))
    except WorldError as error:
        named = error.file
    assert named == "orgs.csv"


def test_the_data_package_describes_every_column() -> None:
    described = json.loads((SHIPPED / "datapackage.json").read_text(encoding="utf-8"))
    columns = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in described["resources"]}
    assert columns == {name: [f.name for f in msgspec.structs.fields(kind)] for name, kind in TABLES.items()}


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", staticmethod(homeless))
    assert load_world.__wrapped__().find_entity("tj") is not None
