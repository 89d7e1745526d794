"""The formats of tables, alerts and the web of data, read by the library of those who take them."""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import capparser
import msgspec
import openpyxl
import pyarrow.parquet
import pytest
from followthemoney import model
from followthemoney.graph import Graph
from followthemoney.types import registry
from pyld import jsonld

from panj.errors import UsageError
from panj.records import Document, Reading, Source
from panj.serve.demo_command import example_ledger
from panj.serve.export import FORMATS, acled, gdelt, parquet
from panj.serve.picture import Picture, picture, whole
from panj.situation.case import Report
from panj.situation.said import Said

Panj = Callable[..., Any]
DAY = date(2021, 7, 8)


@pytest.fixture(scope="module")
def shown() -> Picture:
    with example_ledger() as ledger:
        return whole(ledger, picture(ledger, as_of=DAY))


def _text(shown: Picture, form: str, **options: str) -> str:
    ((_, content),) = FORMATS[form].files(shown, **options)
    return content.decode()


def _not_facts(shown: Picture) -> set[str]:
    found = {s.id for s in shown.case.said if not s.statement.happened}
    assert found
    return found


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_picture_gives_the_same_bytes(shown: Picture, form: str) -> None:
    first = list(FORMATS[form].files(shown))
    assert first == list(FORMATS[form].files(shown))
    assert all(content for _, content in first)


def test_a_long_export_is_written_piece_by_piece(shown: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    whole_text = _text(shown, "jsonl")
    monkeypatch.setattr("panj.serve.export.AT_ONCE", 20)
    pieces = list(FORMATS["jsonl"].written(shown))
    assert b"".join(pieces).decode() == whole_text
    assert max(piece.count(b"\n") for piece in pieces) == 20


@pytest.mark.parametrize(("form", "library"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_a_library_that_is_not_installed_is_named(
    shown: Picture, monkeypatch: pytest.MonkeyPatch, form: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"{library}.*panj\[tables\]"):
        list(FORMATS[form].files(shown))


# GDELT


def test_a_row_of_gdelt_has_61_columns_and_is_a_fact(shown: Picture) -> None:
    assert len(gdelt.COLUMNS) == 61
    rows = [dict(zip(gdelt.COLUMNS, line.split("\t"), strict=True)) for line in _text(shown, "gdelt").splitlines()]
    assert rows
    facts = {int(s.id[:15], 16) for s in shown.case.said if s.statement.happened}
    for row in rows:
        assert int(row["GlobalEventID"]) in facts
        assert row["EventCode"].startswith(row["EventBaseCode"])
        assert row["QuadClass"] in "1234"
        assert int(row["NumSources"]) <= int(row["NumArticles"]) <= int(row["NumMentions"])
    assert {r["Actor1Code"] for r in rows} >= {"TJK", "AFGREBTAL"}
    assert {r["ActionGeo_CountryCode"] for r in rows} >= {"TI", "AF"}  # FIPS has TI for Tajikistan


def test_copies_and_other_tellings_of_an_event_are_one_row_of_gdelt(shown: Picture) -> None:
    told = [
        shown.case.events[s.id]
        for s in shown.case.said
        if s.statement.happened and s.statement.event and s.statement.event.cameo
    ]
    assert len(set(told)) < len(told)
    assert len(_text(shown, "gdelt").splitlines()) == len(set(told))


# PLOVER


def test_a_plover_event_is_a_fact_and_its_offsets_hold_the_words(shown: Picture) -> None:
    rows = [json.loads(line) for line in _text(shown, "plover").splitlines()]
    assert not {r["id"] for r in rows} & _not_facts(shown)
    assert not {r["event_type"] for r in rows} & {"TAKE", "FLEE", "FALL"}
    parties = [(r, p) for r in rows for a in r["attributes"].values() for p in a if p["qa_start_char"] is not None]
    assert parties
    assert all(r["event_text"][p["qa_start_char"] : p["qa_end_char"]] == p["text"] for r, p in parties)
    assert ("TJK", "GOV") in {(p["country"], p["code_1"]) for _, p in parties if "country" in p}


# CAP


def test_an_alert_is_a_restricted_draft_of_facts(shown: Picture) -> None:
    alert = capparser.parse(stringXML=_text(shown, "cap"))
    assert (alert.status[0], alert.scope[0]) == ("Draft", "Restricted")
    assert not set(alert.sender[0] + alert.identifier[0]) & set(" ,<&")  # CAP 1.2, 3.2.1
    lines = {c.finding.id: c.finding for c in shown.changed}
    told = {p.value[0] for i in alert.info[0] for p in i.parameter[0] if p.valueName[0] == "panj-line"}
    assert len(told) == len(alert.info[0])
    assert {i.certainty[0] for i in alert.info[0]} == {"Unknown"}
    assert told <= lines.keys()
    assert {"control", "casualties"} <= {lines[i].topic for i in told}
    assert not {s for i in told for s in lines[i].statements} & _not_facts(shown)


def test_an_alert_is_actual_only_by_a_person_by_name(shown: Picture, panj: Panj, report: Path) -> None:
    alert = capparser.parse(stringXML=_text(shown, "cap", issued_by="A. Duty <officer>"))
    assert (alert.status[0], alert.source[0]) == ("Actual", "issued by A. Duty <officer>")
    panj("read", str(report))
    assert "<status>Draft<" in panj("export", "--to", "cap").out
    assert "<status>Actual<" in panj("export", "--to", "cap", "--actual", "A. Duty").out
    assert panj("export", "--to", "atom", "--actual", "A. Duty").code == 2


# JSON-LD


def _expanded(shown: Picture) -> list[dict[str, Any]]:
    found = jsonld.expand(json.loads(_text(shown, "jsonld")))
    return [node for part in found for node in part.get("@graph", [part])]


def test_annotations_select_the_words_of_their_report(shown: Picture) -> None:
    nodes = {n["@id"]: n for n in _expanded(shown)}
    oa, schema = "http://www.w3.org/ns/oa#", "https://schema.org/"
    annotations = [n for n in nodes.values() if f"{oa}Annotation" in n["@type"]]
    assert len(annotations) == len(shown.case.said)
    for note in annotations:
        target = note[f"{oa}hasTarget"][0]
        text = nodes[target[f"{oa}hasSource"][0]["@id"]][f"{schema}articleBody"][0]["@value"]
        position, quoted = target[f"{oa}hasSelector"]
        start, end = (int(position[oa + edge][0]["@value"]) for edge in ("start", "end"))
        exact = quoted[f"{oa}exact"][0]["@value"]
        assert text[start:end] == exact
        before, after = (quoted.get(oa + edge, [{"@value": ""}])[0]["@value"] for edge in ("prefix", "suffix"))
        assert before + exact + after in text


def test_only_what_is_put_as_a_fact_is_about_an_event(shown: Picture) -> None:
    claims = [n for n in _expanded(shown) if "https://schema.org/Claim" in n.get("@type", ())]
    about = {n["@id"].rpartition(":")[2] for n in claims if "https://schema.org/about" in n}
    assert about
    assert not about & _not_facts(shown)
    assert len(jsonld.to_rdf(json.loads(_text(shown, "jsonld")))["@default"]) > 10 * len(claims)


# XLSX


def _book(shown: Picture) -> openpyxl.Workbook:
    ((_, content),) = FORMATS["xlsx"].files(shown)
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_workbook_is_one_that_a_person_can_work_with(shown: Picture) -> None:
    book = _book(shown)
    assert book.sheetnames == ["Read me", "Picture", "Evidence", "Statements", "Reports"]
    for page in book.worksheets[1:]:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref
        assert all(page.column_dimensions[cell.column_letter].width >= 6 for cell in page[1])
    rows = list(book["Statements"].iter_rows(min_row=2))
    assert len(rows) == len(shown.case.said)
    assert all(isinstance(row[0].value, datetime) and row[0].number_format == "yyyy-mm-dd" for row in rows)
    put = {row[13].value: (row[3].value, row[4].value) for row in rows}
    assert all((put[i] == ("asserted", "yes")) is (i not in _not_facts(shown)) for i in put)


def test_ids_of_a_workbook_lead_to_their_rows(shown: Picture) -> None:
    book = _book(shown)
    linked = [row for row in book["Picture"].iter_rows(min_row=2) if row[-1].hyperlink]
    assert linked
    for row in linked:
        sheet, _, cell = row[-1].hyperlink.location.partition("!")
        assert book[sheet][cell].value == row[-1].value
    for row in book["Evidence"].iter_rows(min_row=2):
        sheet, _, cell = row[-1].hyperlink.location.partition("!")
        assert book[sheet][f"N{cell[1:]}"].value == row[-1].value


# Parquet


def test_each_table_is_a_file_whose_rows_join(shown: Picture) -> None:
    read = {n: pyarrow.parquet.read_table(io.BytesIO(c)) for n, c in FORMATS["parquet"].files(shown)}
    assert set(read) == {f"{name}.parquet" for name in parquet.TABLES}
    rows = {name.removesuffix(".parquet"): table.to_pylist() for name, table in read.items()}
    texts = {d["id"]: d["text"] for d in rows["documents"]}
    assert len(rows["statements"]) == len(shown.case.said)
    assert all(texts[s["document"]][s["start"] : s["end"]] == s["quote"] for s in rows["statements"])
    assert {s["id"] for s in rows["statements"] if not s["happened"]} == _not_facts(shown)
    ids = {s["id"] for s in rows["statements"]}
    assert {e["statement"] for e in rows["evidence"]} <= ids
    assert {c["statement"] for c in rows["chain"]} == ids
    assert str(read["statements.parquet"].schema.field("published").type) == "date32[day]"
    assert any(s["confidence"] < 1 for s in rows["statements"])
    events = {s.id: s.statement.event for s in shown.case.said}
    placed = [(p, s) for s in rows["statements"] if (e := events[s["id"]]) and (p := e.place)]
    assert placed
    for place, row in placed:
        assert (row["lat"], row["lon"], row["geonameid"]) == (place.lat, place.lon, place.geonameid)
        assert (row["place"], row["country"], row["precision"]) == (
            place.name or place.text,
            place.country,
            place.precision,
        )


def test_parquet_goes_to_a_folder(panj: Panj, report: Path, tmp_path: Path) -> None:
    panj("read", str(report))
    refused = panj("export", "--to", "parquet")
    assert (refused.code, refused.out) == (2, "")
    assert "--out" in refused.err
    assert panj("export", "--to", "parquet", "--out", str(tmp_path / "tables")).code == 0
    assert {p.stem for p in (tmp_path / "tables").iterdir()} == set(parquet.TABLES)


# FollowTheMoney, by its own model


def test_followthemoney_takes_every_value(shown: Picture) -> None:
    rows = [json.loads(line) for line in _text(shown, "ftm").splitlines()]
    for row in rows:
        entity = model.get_proxy(row, cleaned=False)
        for name, values in row["properties"].items():
            assert len(entity.get(name)) == len(set(values)), (row["schema"], name, values)


def test_followthemoney_draws_who_was_involved(shown: Picture) -> None:
    graph = Graph(edge_types=(registry.entity,))
    for line in _text(shown, "ftm").splitlines():
        graph.add(model.get_proxy(json.loads(line), cleaned=False))
    captions = {n.proxy.caption for n in graph.iternodes() if n.proxy is not None}
    assert {"Taliban", "Tajikistan"} <= captions
    assert {e.prop.name for e in graph.iteredges() if e.prop} >= {"involved", "proof"}
    kinds = {json.loads(x)["schema"] for x in _text(shown, "ftm").splitlines()}
    assert kinds >= {"Article", "Event", "Note", "LegalEntity", "Organization"}


# All


def test_acled_has_all_columns_in_its_order(shown: Picture) -> None:
    rows = list(csv.DictReader(io.StringIO(_text(shown, "acled"), newline="")))
    assert tuple(rows[0]) == acled.COLUMNS
    assert len(acled.COLUMNS) == 31
    assert {(r["country"], r["iso"]) for r in rows} >= {("Afghanistan", "4")}
    assert all(r["timestamp"].isdigit() for r in rows)


HOSTILE = "=cmd|'/c calc'!A1\t<script>alert(1)</script>\x1b[31m\x00\N{RIGHT-TO-LEFT OVERRIDE}{{7*7}}"


def _hostile(shown: Picture) -> Picture:
    """The picture as it would be of reports whose every name is an attack."""

    def said_by(said: Any) -> Any:  # noqa: ANN401 - a Said
        statement = said.statement
        source = Source(name=HOSTILE, text=HOSTILE)
        chain = tuple(msgspec.structs.replace(link, source=source) for link in statement.chain)
        attacked = msgspec.structs.replace(statement, chain=chain, quote=HOSTILE)
        made = Said(attacked, said.day, HOSTILE, said.witness, lambda _: None)
        for name in Said.__annotations__:
            setattr(made, name, getattr(said, name))
        return made

    from dataclasses import replace

    reports = (Report(r.document, r.day, tuple(map(said_by, r.said))) for r in shown.case.reports)
    case = msgspec.structs.replace(shown.case, reports=tuple(reports))
    documents = {
        i: msgspec.structs.replace(d, title=HOSTILE, outlet=HOSTILE, url=f"javascript:{HOSTILE}", byline=HOSTILE)
        for i, d in shown.documents.items()
    }
    return replace(shown, case=case, documents=documents)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_hostile_words_are_words_in_every_format(shown: Picture, form: str) -> None:
    content = b"".join(content for _, content in FORMATS[form].files(_hostile(shown)))
    if not FORMATS[form].needs:
        assert b"\x1b" not in content
        assert b"\x00" not in content
    if FORMATS[form].media.endswith("+xml"):
        assert b"<script" not in content
    if form == "xlsx":
        cells = [
            c for page in openpyxl.load_workbook(io.BytesIO(content)).worksheets for r in page.iter_rows() for c in r
        ]
        assert any(str(c.value).startswith("=cmd") for c in cells)
        assert not [c for c in cells if c.data_type == "f"]
        assert all(c.quotePrefix for c in cells if str(c.value).startswith("="))
        assert not [c for c in cells if c.hyperlink and "javascript" in str(c.hyperlink.target)]
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            assert not [n for n in parts.namelist() if "externalLink" in n or "vba" in n.lower()]


def test_records_used_here_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Document(id="a", text="b").text = "c"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Reading(document="a").document = "b"  # type: ignore[misc]


def test_a_person_reads_acts_in_words(shown: Picture) -> None:
    told = {row[5].value for row in _book(shown)["Statements"].iter_rows(min_row=2)}
    assert "Taliban takes ground" in " ".join(filter(None, told))
    assert not [t for t in told if t and " TAKE" in t]
