"""The API as a program asks it."""

from datetime import date

import msgspec
import pytest
from fastapi.testclient import TestClient
from tests.serve.conftest import REPORT

from panj.ledger import Ledger, Scope
from panj.serve.export import FORMATS
from panj.serve.picture import picture, whole
from panj.serve.stream import statement_line
from panj.serve.web.app import create_app

BASE = "http://127.0.0.1:8000"
API = "/api/v1"
SAME = {"origin": BASE}


@pytest.fixture
def desk(ledger: Ledger) -> TestClient:
    made = TestClient(create_app(ledger), base_url=BASE)
    made.post(f"{API}/documents", content=REPORT, params={"outlet": "Wire"}, headers=SAME)
    return made


def _all(desk: TestClient, path: str, **asked: str | float) -> list[dict[str, object]]:
    items: list[dict[str, object]] = []
    following: str | None = None
    while True:
        after: dict[str, str | float] = {"after": following} if following else {}
        page = desk.get(f"{API}{path}", params=asked | after).json()
        items += page["items"]
        following = page["next"]
        if following is None:
            return items


def test_a_report_that_is_sent_is_read_once(desk: TestClient, ledger: Ledger) -> None:
    again = desk.post(f"{API}/documents", content=REPORT, params={"outlet": "Wire"}, headers=SAME)
    assert again.status_code == 201
    assert [x["new"] for x in again.json()["items"]] == [False]
    assert ledger.counts()["document"] == 1


def test_a_desk_may_show_what_was_known_then_to_who_asks_for_nothing_else(desk: TestClient, ledger: Ledger) -> None:
    [known] = {s["document"] for s in _all(desk, "/statements")}
    then = ledger.seq
    other = REPORT.replace("July 06", "July 07")
    desk.post(f"{API}/documents", content=other, params={"outlet": "Other"}, headers=SAME)
    old = TestClient(create_app(ledger, at=Scope(known_at=then)), base_url=BASE)
    assert len({s["document"] for s in _all(desk, "/statements")}) == 2
    assert {s["document"] for s in _all(old, "/statements")} == {known}
    assert len(_all(old, "/documents", known_at=ledger.seq)) == 2
    assert f"known_at={then}" in old.get("/documents").text


def test_why_a_statement_holds_is_answered_from_what_was_known_then(desk: TestClient) -> None:
    identity = _all(desk, "/statements")[0]["id"]
    judged = b'{"kind":"confirm","name":"Ada"}'
    assert desk.post(f"{API}/statements/{identity}/judgements", content=judged, headers=SAME).status_code == 201
    assert len(desk.get(f"{API}/statements/{identity}").json()["judgements"]) == 1
    assert desk.get(f"{API}/statements/{identity}", params={"known_at": 1}).json()["judgements"] == []
    assert desk.get(f"{API}/statements/{identity}", params={"known_at": 0}).status_code == 404


@pytest.mark.parametrize("content", [b"", b"  \n"])
def test_nothing_sent_is_told_so(desk: TestClient, content: bytes) -> None:
    answer = desk.post(f"{API}/documents", content=content, headers=SAME)
    assert (answer.status_code, answer.json()["failures"]) == (422, ["there is nothing to read"])


def test_pages_of_statements_hold_each_once_in_the_order_in_which_they_came(desk: TestClient, ledger: Ledger) -> None:
    desk.post(f"{API}/documents", content=REPORT.replace("Tuesday", "Monday"), headers=SAME)
    paged = [x["id"] for x in _all(desk, "/statements", limit=2)]
    assert len(paged) == len(set(paged)) == ledger.counts()["statement"]
    assert paged == [x["id"] for x in _all(desk, "/statements", limit=1000)]


def test_what_is_added_meanwhile_comes_on_a_later_page(desk: TestClient) -> None:
    first = desk.get(f"{API}/statements", params={"limit": 2}).json()
    desk.post(f"{API}/documents", content="July 1, 2021\n\nIran asked Iraq for help on Monday.", headers=SAME)
    rest = _all(desk, "/statements", after=first["next"])
    assert any("Iran" in str(x["quote"]) for x in rest)
    assert not {x["id"] for x in first["items"]} & {x["id"] for x in rest}


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"code": "TAKE"}, lambda x: x["event"]["code"] == "TAKE"),
        ({"happened": "false"}, lambda x: x["denied"] or x["modality"] != "asserted"),
        ({"entity": "ru"}, lambda x: "Russia" in str(x)),
    ],
)
def test_statements_are_narrowed(desk: TestClient, asked: dict[str, str], holds: object) -> None:
    found = _all(desk, "/statements", **asked)
    assert found
    assert all(holds(x) for x in found)  # type: ignore[operator]


@pytest.mark.parametrize("path", ["/documents", "/statements"])
def test_long_lists_come_as_lines(desk: TestClient, path: str) -> None:
    lines = desk.get(f"{API}{path}", headers={"accept": "application/jsonl"})
    assert lines.headers["content-type"].startswith("application/jsonl")
    assert len(lines.text.splitlines()) == len(_all(desk, path))


@pytest.mark.parametrize(
    "path",
    ["/documents", "/statements", "/findings", "/findings/control", "/brief", "/search?q=help", "/days", "/judgements"],
)
def test_who_has_the_newest_is_told_so_until_something_is_added(desk: TestClient, path: str) -> None:
    tag = desk.get(f"{API}{path}").headers["etag"]
    assert desk.get(f"{API}{path}", headers={"if-none-match": tag}).status_code == 304
    desk.post(f"{API}/documents", content="July 1, 2021\n\nIran asked Iraq for help on Monday.", headers=SAME)
    assert desk.get(f"{API}{path}", headers={"if-none-match": tag}).status_code == 200


def test_the_brief_has_its_lines_with_the_ids_of_their_statements(desk: TestClient) -> None:
    brief = desk.get(f"{API}/brief", params={"as_of": "2021-07-06"}).json()
    lines = [line for section in brief["sections"] for line in section["lines"]]
    ids = {x["id"] for x in _all(desk, "/statements")}
    assert lines
    assert {i for line in lines for i in (*line["evidence"], *line["against"])} <= ids
    assert all(isinstance(x, str) for x in brief["not_known"])


def test_a_day_before_any_report_has_no_lines_and_what_was_not_yet_known_is_not_shown(desk: TestClient) -> None:
    assert desk.get(f"{API}/findings", params={"as_of": "2021-07-01"}).json()["items"] == []
    assert desk.get(f"{API}/statements", params={"known_at": "0"}).json()["items"] == []


def test_a_report_has_its_reading(desk: TestClient, ledger: Ledger) -> None:
    identity = next(ledger.documents()).id
    reading = desk.get(f"{API}/documents/{identity}/reading").json()
    assert len(reading["statements"]) == ledger.counts()["statement"]
    assert {"mentions", "times", "places", "quantities", "unread"} <= reading.keys()


def test_statements_are_chosen_by_code_report_sureness_and_whether_they_came_about(desk: TestClient) -> None:
    every = _all(desk, "/statements")
    sure = sorted({float(str(s["confidence"])) for s in every})
    assert len(sure) > 1
    for least in (sure[0], sure[-1], 1.0):
        found = _all(desk, "/statements", least=least)
        assert found == [s for s in every if float(str(s["confidence"])) >= least]
    told, rest = (_all(desk, "/statements", happened=x) for x in ("true", "false"))
    assert told
    assert all(s["modality"] == "asserted" and not s["denied"] for s in told)
    assert sorted(str(s["id"]) for s in (*told, *rest)) == sorted(str(s["id"]) for s in every)
    assert _all(desk, "/statements", document=str(every[0]["document"])) == every
    assert _all(desk, "/statements", document="none") == []


def test_reports_come_page_by_page_each_once(desk: TestClient, ledger: Ledger) -> None:
    for day in ("07", "08", "09"):
        desk.post(f"{API}/documents", content=REPORT.replace("July 06", f"July {day}"), headers=SAME)
    assert [d["id"] for d in _all(desk, "/documents", limit=1)] == [d.id for d in ledger.documents()]
    assert ledger.counts()["document"] == 4


def test_a_judgement_is_sent_and_shows(desk: TestClient) -> None:
    identity = str(_all(desk, "/statements", code="TAKE")[0]["id"])
    path = f"{API}/statements/{identity}/judgements"
    sent = desk.post(path, content=b'{"kind":"edit","name":"Ada","changes":["modality=planned"]}', headers=SAME)
    assert sent.status_code == 201
    assert [x["judgement"] for x in desk.get(f"{API}/statements/{identity}").json()["judgements"]] == ["supersedes"]
    assert len(desk.get(f"{API}/judgements").json()["items"]) == 1


def test_a_body_is_taken_as_it_is_whatever_its_sender_calls_it(desk: TestClient) -> None:
    identity = str(_all(desk, "/statements")[0]["id"])
    judged = {"kind": "confirm", "name": "Ada"}
    assert desk.post(f"{API}/statements/{identity}/judgements", json=judged, headers=SAME).status_code == 201
    report = {"text": "Taliban fighters captured Taloqan, officials said.", "published": "2021-08-08"}
    sent = desk.post(f"{API}/documents", params={"name": "report.json"}, json=report, headers=SAME)
    assert (sent.status_code, sent.json()["items"][0]["new"]) == (201, True)
    described = desk.get(f"{API}/openapi.json").json()["paths"][f"{API}/statements/{{identity}}/judgements"]
    assert "kind" in described["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'{"kind":"praise","name":"Ada"}', b'{"kind":"confirm"}', b'{"kind":"confirm","nam":"Ada"}']
)
def test_what_is_no_judgement_is_refused_with_words(desk: TestClient, body: bytes) -> None:
    identity = str(_all(desk, "/statements")[0]["id"])
    answer = desk.post(f"{API}/statements/{identity}/judgements", content=body, headers=SAME)
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_an_export_is_what_the_command_writes(desk: TestClient, ledger: Ledger) -> None:
    day = date(2021, 7, 6)
    shown = whole(ledger, picture(ledger, as_of=day))
    for form in ("geojson", "xlsx", "cap"):
        ((_, written),) = FORMATS[form].files(shown)
        got = desk.get(f"{API}/exports/{form}", params={"as_of": f"{day}"})
        assert got.content == written
        assert got.headers["content-disposition"].startswith("attachment")
    assert "<status>Draft<" in got.text  # nobody can make it Actual from a browser
    several = desk.get(f"{API}/exports/parquet")
    assert (several.status_code, "jsonl, csv" in several.json()["error"]) == (404, True)
    assert desk.get(f"{API}/exports/absent").status_code == 404


@pytest.mark.parametrize("path", ["/statements?after=x", "/documents?after=x", "/statements?limit=0", "/brief?as_of=x"])
def test_a_malformed_question_is_told_so(desk: TestClient, path: str) -> None:
    assert desk.get(f"{API}{path}").status_code == 422


def test_every_address_of_the_api_is_described(desk: TestClient) -> None:
    described = desk.get(f"{API}/openapi.json").json()["paths"]
    assert {p.removeprefix(API) for p in described if p.startswith(API)} >= {
        "/documents", "/documents/{identity}", "/documents/{identity}/reading", "/statements", "/statements/{identity}",
        "/statements/{identity}/judgements", "/judgements", "/findings", "/findings/{topic}", "/brief", "/search",
        "/days", "/moments", "/audit", "/exports/{form}",
    }  # fmt: skip
    assert not any(p for p in described if not p.startswith(API))


def test_a_page_says_the_same_as_the_stream(desk: TestClient, ledger: Ledger) -> None:
    streamed = {x.id: msgspec.json.decode(msgspec.json.encode(statement_line(x))) for x in ledger.statements()}
    assert {str(x["id"]): x for x in _all(desk, "/statements", limit=3)} == streamed
    found = desk.get(f"{API}/search", params={"q": "Tajikistan"}).json()["items"]
    assert desk.get(f"{API}/search", params={"q": "Tajikistan", "as_of": "2021-07-05"}).json()["items"] == []
    assert desk.get(f"{API}/search", params={"q": "Tajikistan", "known_at": 0}).json()["items"] == []
    assert len(desk.get(f"{API}/search", params={"q": "Tajikistan", "limit": 1}).json()["items"]) == 1
    assert found == [streamed[x.id] for x in ledger.search("Tajikistan")]


def test_a_topic_that_there_is_not_is_no_empty_answer(desk: TestClient) -> None:
    wrong = desk.get(f"{API}/findings/casulties")
    assert (wrong.status_code, "casualties" in wrong.json()["error"]) == (404, True)
    assert desk.get(f"{API}/findings/forecasts").status_code == 200
