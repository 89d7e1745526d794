"""What others have coded, and our own stream, back into a ledger."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from panj.errors import ReadError
from panj.records import Modality
from panj.serve.export.acled import COLUMNS
from panj.serve.imports.acled import read_acled
from panj.serve.imports.stream import Coded, read_stream

Panj = Callable[..., Any]
EXAMPLES = Path(__file__).parents[2] / "examples" / "panj-2021"

BATTLE = {
    "event_id_cnty": "AFG90001",
    "event_date": "22 June 2021",
    "time_precision": "1",
    "sub_event_type": "Non-state actor overtakes territory",
    "actor1": "Taliban",
    "inter1": "Rebel group",
    "actor2": "Military Forces of Afghanistan (2004-2021)",
    "inter2": "State forces",
    "country": "Afghanistan",
    "admin1": "Kunduz",
    "location": "Sher Khan Bandar",
    "latitude": "37.1833",
    "longitude": "68.6",
    "geo_precision": "1",
    "source": "Pajhwok Afghan News",
    "notes": "On 22 June 2021, Taliban fighters took the port.",
    "fatalities": "9",
    "timestamp": "1625011200",
}


def _table(*rows: dict[str, str], mark: str = ",") -> bytes:
    lines = [COLUMNS, *([f'"{row.get(name, "")}"' for name in COLUMNS] for row in rows)]
    return "\r\n".join(mark.join(line) for line in lines).encode()


def _read(*rows: dict[str, str], outlet: str | None = None) -> list[Coded]:
    found = list(read_acled(_table(*rows), "table.csv", outlet=outlet))
    assert not [f for f in found if isinstance(f, ReadError)], found
    return [f for f in found if not isinstance(f, ReadError)]


def _error(*rows: dict[str, str]) -> str:
    (found,) = read_acled(_table(*rows), "table.csv")
    assert isinstance(found, ReadError)
    return str(found)


def test_a_row_is_a_statement_of_acled_through_its_source() -> None:
    ((document, reading),) = _read(BATTLE)
    taken, deaths = reading.statements
    assert [(link.source.name, link.manner) for link in taken.chain] == [
        ("ACLED", "narrated"),
        ("Pajhwok Afghan News", "paraphrase"),
    ]
    assert (document.outlet, str(document.published)) == ("ACLED", "2021-06-30")
    assert taken.event
    assert taken.event.code == "TAKE"
    assert [(r.role, r.entity) for r in taken.event.roles] == [("actor", "taliban"), ("recipient", "af/armed-forces")]
    assert taken.event.place
    assert (taken.event.place.name, taken.event.place.country) == ("Sher Khan Bandar", "AF")
    assert deaths.event
    assert deaths.event.code == "ASSAULT"
    assert [(q.low, q.approximate) for q in reading.quantities] == [(9, True)]


def test_every_span_of_a_row_lies_in_its_text() -> None:
    ((document, reading),) = _read(BATTLE)
    text = document.text
    for said in reading.statements:
        assert said.span.of(text) == said.quote
        assert said.event
        assert [r.span.of(text) for r in said.event.roles] == [r.text for r in said.event.roles]
        assert said.chain[1].source.span
        assert said.chain[1].source.span.of(text) == "Pajhwok Afghan News"
    assert [p.span.of(text) for p in reading.places] == ["Sher Khan Bandar"]
    assert [q.span.of(text) for q in reading.quantities] == ["9 fatalities"]
    assert BATTLE["notes"] in text


@pytest.mark.parametrize(
    ("change", "roles"),
    [
        ({"sub_event_type": "Armed clash"}, ["actor", "actor"]),  # actor 1 and 2 imply no direction
        ({"sub_event_type": "Attack", "inter2": "Civilians"}, ["actor", "recipient"]),
        ({"sub_event_type": "Attack", "inter1": "7"}, ["recipient", "actor"]),
        ({"sub_event_type": "Government regains territory"}, ["recipient", "actor"]),
        ({"sub_event_type": "Non-state actor overtakes territory", "inter2": "Rebel group"}, []),  # who took it?
    ],
)
def test_a_direction_is_read_only_where_the_type_says_it(change: dict[str, str], roles: list[str]) -> None:
    ((_, reading),) = _read(BATTLE | change)
    event = reading.statements[0].event
    assert event
    assert [r.role for r in event.roles] == roles


@pytest.mark.parametrize("kind", ["Disrupted weapons use", "Change to group/activity", "Other", "Something new"])
def test_a_type_that_says_no_act_is_words_only(kind: str) -> None:
    ((_, reading),) = _read(BATTLE | {"sub_event_type": kind})
    (said,) = reading.statements
    assert said.event is None
    assert said.modality is Modality.ASSERTED


@pytest.mark.parametrize(
    ("precision", "days"),
    [("1", ("2021-06-22", "2021-06-22")), ("2", ("2021-06-16", "2021-06-28")), ("3", ("2021-06-01", "2021-06-30"))],
)
def test_a_day_is_as_precise_as_it_is_coded(precision: str, days: tuple[str, str]) -> None:
    ((_, reading),) = _read(BATTLE | {"time_precision": precision})
    assert (str(reading.times[0].earliest), str(reading.times[0].latest)) == days


def test_a_row_that_says_no_deaths_gives_no_figure() -> None:
    ((_, reading),) = _read(BATTLE | {"fatalities": "0"})
    assert reading.quantities == ()
    assert len(reading.statements) == 1


def test_a_place_may_lie_where_the_degrees_end() -> None:
    ((_, reading),) = _read(BATTLE | {"latitude": "-90", "longitude": "180"})
    assert [(p.lat, p.lon) for p in reading.places] == [(-90.0, 180.0)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"event_id_cnty": "cc4d85c3"}, "no id of ACLED"),
        ({"event_date": "Tuesday"}, "is no day"),
        ({"latitude": "137"}, "no latitude"),
        ({"latitude": "nan"}, "no latitude"),
        ({"longitude": "180.01"}, "no latitude or longitude"),
        ({"longitude": "east"}, "could not convert"),
    ],
)
def test_a_row_that_is_none_is_one_error_with_its_line(change: dict[str, str], why: str) -> None:
    message = _error(BATTLE | change)
    assert message.startswith("table.csv:2: ")
    assert why in message


def test_a_table_with_semicolons_and_one_without_the_columns() -> None:
    ((document, _),) = [f for f in read_acled(_table(BATTLE, mark=";"), "t") if not isinstance(f, ReadError)]
    assert document.title == "ACLED AFG90001"
    (error,) = read_acled(b"a,b\n1,2\n", "t")
    assert "no column event_id_cnty" in str(error)


def test_a_table_of_another_is_not_taken_for_acleds() -> None:
    ((document, reading),) = _read(BATTLE | {"event_id_cnty": "cc4d85c3"}, outlet="Our desk")
    assert document.outlet == "Our desk"
    assert reading.statements[0].chain[0].source.name == "Our desk"


def test_a_newer_row_replaces_the_older_which_stays_known(panj: Panj, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(_table(BATTLE))
    assert panj("import", "acled", str(table)).rows[0]["new"] == 1
    assert panj("import", "acled", str(table)).rows[0] | {"ledger": ""} == {
        "new": 0, "known_already": 1, "replaced": 0, "failed": 0, "ledger": "",
    }  # fmt: skip
    table.write_bytes(_table(BATTLE | {"fatalities": "12", "timestamp": "1625875200"}))
    assert panj("import", "acled", str(table)).rows[0]["replaced"] == 1
    deaths = [row for row in panj("board", "casualties").rows if "fatalities" in str(row)]
    assert len(deaths) == 1
    assert "12 fatalities" in str(deaths[0])
    before = [row for row in panj("board", "casualties", "--as-of", "2021-07-01").rows if "fatalities" in str(row)]
    assert "9 fatalities" in str(before)


def test_what_panj_exports_for_acled_comes_back_under_its_own_name(panj: Panj, tmp_path: Path) -> None:
    panj("read", str(EXAMPLES / "2021-06-23-khorog-herald-shir-khan-bandar.md"))
    table = tmp_path / "table.csv"
    table.write_text(panj("export", "--to", "acled").out, encoding="utf-8")
    refused = panj("import", "acled", str(table))
    assert (refused.code, refused.rows[0]["new"]) == (3, 0)
    kept = panj("import", "acled", str(table), "--outlet", "Panj", "--ledger", str(tmp_path / "other.db"))
    assert kept.code == 0
    assert kept.rows[0]["new"]


# The stream


def _stream(panj: Panj, report: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = panj("read", str(report), "--json").rows
    assert {r["kind"] for r in found} == {"document", "reading", "statement"}
    return found


def _lines(rows: list[dict[str, Any]], indent: int | None = None) -> list[bytes]:
    return "\n".join(json.dumps(row, indent=indent) for row in rows).encode().splitlines(keepends=True)


def test_an_export_comes_back_whole(panj: Panj, report: Path, tmp_path: Path) -> None:
    panj("read", str(report))
    first = panj("export", "--to", "jsonl").out
    (tmp_path / "kept.jsonl").write_text(first, encoding="utf-8")
    other = ("--ledger", str(tmp_path / "other.db"))
    assert panj("import", "jsonl", str(tmp_path / "kept.jsonl"), *other).rows[0]["new"] == 1
    assert panj("import", "jsonl", str(tmp_path / "kept.jsonl"), *other).rows[0]["known_already"] == 1
    assert panj("export", "--to", "jsonl", *other).out == first


def test_what_was_read_here_is_not_read_again_from_a_stream(panj: Panj, report: Path, tmp_path: Path) -> None:
    panj("read", str(report))
    (tmp_path / "kept.jsonl").write_text(panj("export", "--to", "jsonl").out, encoding="utf-8")
    assert panj("import", "jsonl", str(tmp_path / "kept.jsonl")).rows[0]["known_already"] == 1


def test_statements_through_jq_are_exported(panj: Panj, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`panj read --json | jq 'select(.kind=="statement")' | panj export --to geojson -`; jq writes over many lines."""
    rows = _stream(panj, report)
    told = [r for r in rows if r["kind"] == "statement"]
    piped = b"".join(_lines(told, indent=2))
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", "from panj.serve.cli import main; main()", "export", "--to", "geojson", "-"]
    ran = subprocess.run(command, input=piped, capture_output=True, env=environment, check=True)
    placed = {f["id"]: f["properties"] for f in json.loads(ran.stdout)["features"]}
    assert placed
    assert set(placed) <= {r["id"] for r in told}
    quotes = {r["id"]: r["quote"] for r in told}
    assert all(p["quote"] == quotes[i] and p["published"] == "2021-07-06" for i, p in placed.items())


def test_a_statement_that_quotes_other_words_is_refused(panj: Panj, report: Path) -> None:
    rows = _stream(panj, report)
    statement = next(r for r in rows if r["kind"] == "statement")
    statement["quote"] = "x" * len(statement["quote"])
    (found,) = read_stream(_lines(rows), "s")
    assert isinstance(found, ReadError)
    assert "quotes other words" in str(found)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "ends within a record"),
        (b"[1]", "each line is an object"),
        (b"nonsense", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'{"a": 1}', "without a kind"),
        (b'{"kind": "document", "id": "a"}', "missing required field"),
        (b'{"kind": "statement", "id": "s", "document": "d", "span": [0, 1], "quote": "a", "chain": []}', "outlet"),
        (
            b'{"kind": "document", "id": "a", "text": "b", "parts": [{"kind": "title", "span": [0, 9]}]}',
            "outside of its text",
        ),
    ],
)
def test_a_hostile_record_is_one_error(line: bytes, why: str) -> None:
    (found,) = read_stream([line], "s")
    assert isinstance(found, ReadError)
    assert why in str(found)


def test_statements_without_their_report_are_not_imported(panj: Panj, report: Path) -> None:
    rows = [r for r in _stream(panj, report) if r["kind"] == "statement"]
    (found,) = read_stream(_lines(rows), "s")
    assert isinstance(found, ReadError)
    assert "keep the document lines" in str(found)
    ((document, reading),) = (f for f in read_stream(_lines(rows), "s", alone=True) if not isinstance(f, ReadError))
    assert all(s.span.of(document.text) == s.quote for s in reading.statements)
    assert msgspec.json.encode(reading.statements[0].quote)


def test_a_file_that_is_not_there_is_told(panj: Panj, tmp_path: Path) -> None:
    for command, code in ((("import", "jsonl"), 3), (("export", "--to", "csv"), 1)):
        ran = panj(*command, str(tmp_path / "absent"))
        assert ran.code == code
        assert "No such file" in ran.err
