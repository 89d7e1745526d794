"""Each export, read by the library of those who take it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import geojson_pydantic
import icalendar
import networkx
import pytest
import stix2

from panj.serve.demo_command import example_ledger
from panj.serve.export import FORMATS, cells
from panj.serve.picture import Picture, picture

Panj = Callable[..., Any]
Features = geojson_pydantic.FeatureCollection[geojson_pydantic.Feature[Any, Any]]


@pytest.fixture(scope="module")
def shown() -> Picture:
    with example_ledger() as ledger:
        day = ledger.last_published()
        assert day
        return picture(ledger, as_of=day)


@pytest.fixture
def export(shown: Picture) -> Callable[[str], str]:
    def write(form: str) -> str:
        chosen = FORMATS[form]
        return "".join(line + chosen.end for line in chosen.lines(shown))

    return write


def _not_facts(shown: Picture) -> set[str]:
    found = {s.id for s in shown.case.said if not s.statement.happened}
    assert found
    return found


def test_json_lines_hold_every_statement(shown: Picture, export: Callable[[str], str]) -> None:
    rows = [json.loads(line) for line in export("jsonl").splitlines()]
    assert {r["id"] for r in rows if r["kind"] == "statement"} == set(shown.said)
    assert {r["id"] for r in rows if r["kind"] == "finding"} == {f.id for f in shown.findings}


def test_geojson_is_points_that_say_what_did_not_happen(shown: Picture, export: Callable[[str], str]) -> None:
    found: Features = geojson_pydantic.FeatureCollection.model_validate_json(export("geojson"))
    assert found.features
    for feature in found.features:
        assert feature.properties is not None
        assert feature.properties["happened"] is (feature.id not in _not_facts(shown))
        assert feature.properties["happened"] or feature.properties["name"].startswith("[")


def test_acled_rows_are_facts_with_a_place(shown: Picture, export: Callable[[str], str]) -> None:
    rows = list(csv.DictReader(io.StringIO(export("acled"), newline="")))
    assert rows
    for row in rows:
        assert row["event_id_cnty"] not in _not_facts(shown)
        assert row["geo_precision"] in "123"
        assert row["fatalities"] == ""


def test_csv_has_a_row_for_each_statement_and_says_how_it_is_put(shown: Picture, export: Callable[[str], str]) -> None:
    rows = {r["id"]: r for r in csv.DictReader(io.StringIO(export("csv"), newline=""))}
    assert set(rows) == set(shown.said)
    assert all((rows[i]["certainty"] != "asserted") is (i in _not_facts(shown)) for i in rows)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "\r@x", " =1", "＝1"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    (read,) = next(csv.reader(io.StringIO(cells.row([cell]))))
    assert read == f"'{cell.strip()}"


def test_a_number_below_zero_stays_a_number() -> None:
    assert cells.row([-1.5, None, "plain"]) == "-1.5,,plain"


def test_the_calendar_has_every_due_day_and_forecasts_are_tentative(
    shown: Picture, export: Callable[[str], str]
) -> None:
    text = export("ics")
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    events = {str(e["UID"]): e for e in icalendar.Calendar.from_ical(text).walk("VEVENT")}
    due = {f"{f.id}@panj": f for f in shown.findings if f.due}
    assert due
    assert {uid: e.decoded("DTSTART") for uid, e in events.items()} == {uid: f.due for uid, f in due.items()}
    assert all(events[u]["STATUS"] == "TENTATIVE" for u, f in due.items() if f.topic != "obligations")


def test_the_feed_has_every_change(shown: Picture, export: Callable[[str], str]) -> None:
    feed = feedparser.parse(export("atom"))
    assert not feed.bozo
    assert shown.changed
    assert [e.id.split(":")[2] for e in feed.entries] == [c.finding.id for c in shown.changed]


def test_an_edge_is_a_fact_only_if_no_statement_of_it_is_less(export: Callable[[str], str]) -> None:
    graph = networkx.parse_graphml(export("graphml"), force_multigraph=True)
    edges = [data for _, _, data in graph.edges(data=True)]
    assert any(not e["happened"] for e in edges)
    assert all(e["happened"] is (e["certainty"] == "asserted") for e in edges)


def test_the_bundle_is_stix_with_the_same_ids_each_time(shown: Picture, export: Callable[[str], str]) -> None:
    bundle = stix2.parse(export("stix"))
    assert export("stix") == export("stix")
    notes = [o for o in bundle.objects if o.type == "note"]
    assert len(notes) == len(shown.said)
    assert {o.type for o in bundle.objects} <= {"report", "note", "identity", "opinion"}
    assert sum(n.abstract.startswith("[") for n in notes) >= len(_not_facts(shown))


def test_an_event_of_followthemoney_is_a_fact(shown: Picture, export: Callable[[str], str]) -> None:
    rows = [json.loads(line) for line in export("ftm").split("\n") if line]
    ids = {r["id"] for r in rows}
    events = [r for r in rows if r["schema"] == "Event"]
    assert events
    assert not {r["id"].removeprefix("panj-event-") for r in events} & _not_facts(shown)
    assert all(set(r["properties"].get("involved", [])) <= ids for r in events)


@pytest.mark.parametrize("form", sorted(f for f in FORMATS if not FORMATS[f].needs))
def test_the_command_writes_each_format(panj: Panj, report: Path, form: str) -> None:
    panj("read", str(report))
    ran = panj("export", "--to", form)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out


def test_an_empty_ledger_is_told_so(panj: Panj) -> None:
    ran = panj("export", "--to", "csv")
    assert ran.code == 1
    assert "there is no ledger at" in ran.err
