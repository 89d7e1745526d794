import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import partial

import pytest
from fastapi.testclient import TestClient

from panj import pipeline
from panj.ledger import Ledger
from panj.records import Document, Part, Span, fingerprint
from panj.serve.picture import picture
from panj.serve.web.app import create_app
from panj.serve.web.desk import safe_href, unbroken
from panj.serve.web.kept import Kept

BASE = "http://127.0.0.1:8000"
SAME = {"origin": BASE}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
TEXT = (
    "Taliban fighters captured the city of Kunduz on Sunday, officials said.\n\n"
    "More than 300 Afghan soldiers fled into Tajikistan on Monday. Tajikistan asked Russia for help."
)


def _document(
    title: str = "Kunduz falls", *, outlet: str = "Wire", text: str = TEXT, url: str | None = None
) -> Document:
    spans, start = [], 0
    for line in text.split("\n\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 2
    return Document(
        id=fingerprint(title, outlet, text),
        text=text,
        title=title,
        outlet=outlet,
        url=url,
        language="en",
        published=date(2021, 8, 9),
        parts=tuple(Part(kind="paragraph", span=s) for s in spans),
    )


def _add(ledger: Ledger, document: Document) -> Document:
    for found, reading in pipeline.understand_all([document]):
        pipeline.add(ledger, found, reading, at=datetime(2021, 8, 10, tzinfo=UTC))
    return document


@pytest.fixture
def desk(ledger: Ledger) -> TestClient:
    return TestClient(create_app(ledger), base_url=BASE)


SCREENS = (
    "/",
    "/map",
    "/ledgers/control",
    "/ledgers/forecasts",
    "/documents",
    "/network",
    "/history",
    "/search?q=Kunduz",
    "/add",
    "/review",
    "/world",
    "/world?q=Taliban",
    "/world/csto",
)


@pytest.mark.parametrize("path", SCREENS)
def test_every_screen_opens_on_an_empty_ledger_and_says_what_to_do(desk: TestClient, path: str) -> None:
    page = desk.get(path)
    assert page.status_code == 200
    assert re.search(r"<h1>.+</h1>", page.text, re.DOTALL)


@pytest.mark.parametrize("path", SCREENS)
def test_every_screen_opens_on_reports(desk: TestClient, ledger: Ledger, path: str) -> None:
    _add(ledger, _document())
    assert desk.get(path).status_code == 200


def test_the_brief_shows_lines_whose_words_open(desk: TestClient, ledger: Ledger) -> None:
    _add(ledger, _document())
    page = desk.get("/").text
    identity = re.search(r"/statements/(\w+)", page)
    assert identity
    assert "<mark>" in desk.get(f"/statements/{identity[1]}").text


def test_a_day_before_the_reports_shows_none_of_them(desk: TestClient, ledger: Ledger) -> None:
    _add(ledger, _document())
    assert "Kunduz" not in desk.get("/?as_of=2021-08-01").text
    assert "Kunduz" in desk.get("/?as_of=2021-08-09").text


def test_the_lit_text_of_a_report_is_its_text(desk: TestClient, ledger: Ledger) -> None:
    document = _add(ledger, _document())
    page = desk.get(f"/documents/{document.id}").text
    lit = "".join(re.findall(r'<p class="text">(.*?)</p>', page, re.DOTALL))
    assert re.sub(r"<[^>]+>", "", lit) == document.text.replace("\n\n", "")


@pytest.mark.parametrize("path", ["/", "/documents", "/network", "/map", "/search?q=Kunduz", "/review"])
def test_words_of_a_report_are_inert(desk: TestClient, ledger: Ledger, path: str) -> None:
    text = TEXT.replace("officials", f"officials {HOSTILE}")
    document = _add(ledger, _document(HOSTILE, outlet=HOSTILE, text=text, url="javascript:alert(3)"))
    for page in (desk.get(path).text, desk.get(f"/documents/{document.id}").text):
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "javascript:" not in page


@pytest.mark.parametrize("path", ["/search", "/world"])
def test_what_is_typed_into_search_comes_back_inert(desk: TestClient, path: str) -> None:
    assert "<script>alert" not in desk.get(path, params={"q": HOSTILE}).text


@pytest.mark.parametrize("path", ["/", "/api/v1/documents", "/nothing", "/static/desk.css"])
def test_every_answer_carries_the_policy(desk: TestClient, path: str) -> None:
    headers = desk.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_no_page_asks_for_anything_from_elsewhere(desk: TestClient, ledger: Ledger) -> None:
    _add(ledger, _document())
    for path in SCREENS:  # a link to a source is followed only by who follows it
        page = re.sub(r'<a href="[^"]+" rel="noreferrer nofollow">', "", desk.get(path).text)
        assert re.findall(r'(?:src|href|action)="(?:https?:)?//', page) == []


def test_another_host_name_is_refused(desk: TestClient) -> None:
    assert desk.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("origin", [{}, {"origin": "http://evil.example"}])
def test_a_write_from_another_page_is_refused(desk: TestClient, ledger: Ledger, origin: dict[str, str]) -> None:
    assert desk.post("/add", data={"text": TEXT, "published": "2021-08-09"}, headers=origin).status_code == 403
    assert ledger.counts()["document"] == 0


def test_a_pasted_report_is_read_and_shown(desk: TestClient, ledger: Ledger) -> None:
    page = desk.post("/add", data={"text": TEXT, "published": "2021-08-09", "outlet": "Wire"}, headers=SAME)
    assert page.status_code == 200
    assert "captured" in page.text
    assert ledger.counts()["document"] == 1


def test_nothing_pasted_is_said_so(desk: TestClient) -> None:
    page = desk.post("/add", data={"text": " "}, headers=SAME)
    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_a_judgement_is_kept_shown_and_undone(desk: TestClient, ledger: Ledger) -> None:
    _add(ledger, _document())
    identity = next(s.id for s in ledger.statements() if s.event and s.event.code == "TAKE")
    for kind, shown in (("reject", False), ("undo", True)):
        data = {"kind": kind, "name": "Ada", "reason": "misread"}
        assert desk.post(f"/statements/{identity}", data=data, headers=SAME).status_code == 200
        assert (f"/statements/{identity}" in desk.get("/ledgers/control").text) is shown
    assert "misread" in desk.get("/history").text


@pytest.mark.parametrize(
    ("path", "status"), [("/statements/nothing", 404), ("/ledgers/weather", 404), ("/?as_of=soon", 422)]
)
def test_what_does_not_work_is_said_on_a_page(desk: TestClient, path: str, status: int) -> None:
    page = desk.get(path)
    assert (page.status_code, 'role="alert"' in page.text) == (status, True)


def test_the_api_pages_and_says_when_nothing_changed(desk: TestClient, ledger: Ledger) -> None:
    for n in range(3):
        _add(ledger, _document(f"Report {n}"))
    first = desk.get("/api/v1/documents", params={"limit": 2})
    assert len(first.json()["items"]) == 2
    last = desk.get("/api/v1/documents", params={"limit": 2, "after": first.json()["next"]}).json()
    assert (len(last["items"]), last["next"]) == (1, None)
    assert desk.get("/api/v1/documents", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    lines = desk.get("/api/v1/statements", headers={"accept": "application/jsonl"}).text.splitlines()
    assert len(lines) == ledger.counts()["statement"]


def test_an_api_error_is_json(desk: TestClient) -> None:
    assert "nothing has this id" in desk.get("/api/v1/documents/none").json()["error"]


@pytest.mark.parametrize("asked", [{"as_of": "1000-01-01"}, {"as_of": "8999-12-31"}, {"known_at": "0"}])
@pytest.mark.parametrize("path", ["/", "/map", "/ledgers/control", "/documents", "/network", "/history", "/search"])
def test_a_day_far_away_and_a_ledger_before_its_first_report_are_pages_too(
    desk: TestClient, ledger: Ledger, path: str, asked: dict[str, str]
) -> None:
    _add(ledger, _document())
    assert desk.get(path, params=asked).status_code == 200


def test_no_line_of_a_page_ends_within_a_day() -> None:
    assert (
        unbroken("due 2021-09-30, said <2021-06>") == "due <time>2021-09-30</time>, said &lt;<time>2021-06</time>&gt;"
    )
    assert unbroken("12021-09-30 of 1,037") == "12021-09-30 of 1,037"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x", None, ""])
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert safe_href(url) is None
    assert safe_href("https://example.org/a") == "https://example.org/a"


def test_a_merge_makes_one_event_and_its_undoing_two_again(desk: TestClient, ledger: Ledger) -> None:
    _add(ledger, _document())
    _add(ledger, _document("Elsewhere", outlet="Post", text="Taliban fighters captured the city of Herat on Sunday."))
    one, other = (s.id for s in ledger.statements() if s.event and s.event.code == "TAKE")
    for kind, merged in (("merge", True), ("unmerge", False)):
        desk.post(f"/statements/{one}", data={"kind": kind, "name": "Ada", "other": other}, headers=SAME)
        case = picture(ledger, as_of=date(2021, 8, 9)).case
        assert (case.events[one] == case.events[other]) is merged


def test_a_note_leaves_a_judgement_as_it_is(desk: TestClient, ledger: Ledger) -> None:
    _add(ledger, _document())
    identity = next(s.id for s in ledger.statements() if s.event and s.event.code == "TAKE")
    for kind in ("reject", "note"):
        desk.post(f"/statements/{identity}", data={"kind": kind, "name": "Ada", "reason": "see the map"}, headers=SAME)
    assert identity not in desk.get("/ledgers/control").text
    assert desk.get(f"/statements/{identity}").text.count("see the map") == 2


def test_a_judgement_without_a_name_is_refused_and_the_name_then_remembered(desk: TestClient, ledger: Ledger) -> None:
    _add(ledger, _document())
    identity = next(ledger.statements()).id
    assert desk.post(f"/statements/{identity}", data={"kind": "confirm"}, headers=SAME).status_code == 422
    desk.post(f"/statements/{identity}", data={"kind": "confirm", "name": "Åsa"}, headers=SAME)
    assert desk.post(f"/statements/{identity}", data={"kind": "undo"}, headers=SAME).status_code == 200
    assert {x.decided_by for x in ledger.links() if x.left == x.right} == {"person:Åsa"}


def test_a_correction_shows_before_and_after_and_the_state_before_it_can_be_shown(
    desk: TestClient, ledger: Ledger
) -> None:
    _add(ledger, _document())
    identity = next(s.id for s in ledger.statements() if s.event and s.event.code == "TAKE")
    before = ledger.seq
    change = {"kind": "edit", "name": "Ada", "change": "modality=planned"}
    assert desk.post(f"/statements/{identity}", data=change, headers=SAME).status_code == 200
    assert "<del>asserted</del> → <ins>planned</ins>" in desk.get("/history").text
    assert identity not in desk.get("/ledgers/control").text
    assert identity in desk.get(f"/ledgers/control?known_at={before}").text


def test_a_frozen_brief_stays_as_it_was(desk: TestClient, ledger: Ledger) -> None:
    _add(ledger, _document())
    page = desk.post("/freeze", headers=SAME)
    assert "/frozen/" in str(page.url)
    _add(ledger, _document("Another"))
    assert desk.get(str(page.url)).content == page.content


@pytest.mark.parametrize(
    "query", ["actor=Tajikistan", "actor=tj&code=REQUEST", "day=2021-08-09", "q=Kunduz&code=TAKE", "code=FLEE"]
)
def test_search_by_actor_act_and_day(desk: TestClient, ledger: Ledger, query: str) -> None:
    _add(ledger, _document())
    assert "/statements/" in desk.get(f"/search?{query}").text
    assert "No statement" in desk.get(f"/search?{query}&as_of=2021-08-01").text


@pytest.mark.parametrize("path", ["/documents?after=x", "/map?view=1,2", "/?known_at=-1", "/search?q=a&day=soon"])
def test_a_malformed_address_is_told_so(desk: TestClient, ledger: Ledger, path: str) -> None:
    _add(ledger, _document())
    assert desk.get(path).status_code == 422


def test_reports_are_listed_page_by_page_newest_first(
    desk: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panj.serve.web.evidence_pages.LISTED", 2)
    for n in range(3):
        _add(ledger, _document(f"Report {n}"))
    first = desk.get("/documents").text
    following = re.search(r'href="(/documents\?after=[^"]+)"', first)
    assert following
    titles = re.findall(r"Report \d", first + desk.get(following[1]).text)
    assert sorted(titles) == ["Report 0", "Report 1", "Report 2"]


@pytest.mark.parametrize("path", ["/", "/api/v1/documents"])
def test_a_fault_of_ours_is_told_without_its_inside(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("panj.serve.web.desk.Desk.picture", broken)
    monkeypatch.setattr("panj.ledger.listing.documents", broken)
    answer = TestClient(create_app(ledger), base_url=BASE, raise_server_exceptions=False).get(path)
    assert (answer.status_code, "fault of ours" in answer.text, "secret" in answer.text) == (500, True, False)
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_what_is_kept_ready_is_made_once_and_the_longest_unused_goes() -> None:
    made: list[int] = []

    def make(number: int) -> bytes:
        made.append(number)
        return b"x" * 4

    kept = Kept(10, len)
    for number in (1, 2, 1, 3, 1, 2):
        kept.get((number,), partial(make, number))
    assert made == [1, 2, 3, 2]


def test_those_who_ask_at_once_wait_for_one_making() -> None:
    made: list[int] = []
    kept = Kept(2)

    def make() -> int:
        made.append(1)
        time.sleep(0.05)
        return 7

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: kept.get(("a",), make), range(4))) == {7}
    assert made == [1]


def test_a_long_ledger_comes_in_pages_and_a_long_section_says_how_many_more(
    desk: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panj.serve.web.pages.MOST_LINES", 1)
    _add(ledger, _document())
    towns = "Taliban fighters captured Herat on Sunday. Taliban fighters captured Kandahar on Sunday."
    _add(ledger, _document("Others", text=towns))
    pages = [desk.get("/ledgers/control", params={"page": n}).text for n in (1, 2, 3)]
    held = [place for page in pages for place in re.findall(r'<th scope="row">([^<]+)</th>', page)]
    assert sorted(held) == ["Herat", "Kandahar", "Kunduz"]
    assert "There is no such page" in desk.get("/ledgers/control?page=9").text
    assert "All of control" in desk.get("/").text


def _told(ledger: Ledger, day: date, text: str) -> None:
    report = Document(id=fingerprint(text), text=text, outlet="Wire", language="en", published=day)
    _add(ledger, report)


def test_help_that_nobody_asked_for_is_not_drawn_as_an_answer(desk: TestClient, ledger: Ledger) -> None:
    _told(ledger, date(2021, 8, 9), "France pledged 20 million euros for Chad.")
    page = desk.get("/ledgers/requests?as_of=2021-08-09").text
    steps = re.findall(r'<li class="(now|done|)"[^>]*>(\w+)</li>', page)
    assert ("now", "pledged") in steps
    assert not {"asked", "acknowledged"} & {step for _, step in steps}


def test_evidence_of_another_year_tells_its_year(desk: TestClient, ledger: Ledger) -> None:
    _told(ledger, date(2020, 3, 5), "Rebels captured Goma on Thursday.")
    _told(ledger, date(2021, 8, 9), "Rebels captured Uvira on Sunday.")
    page = desk.get("/?as_of=2021-08-09").text
    control = page[page.index('id="control"') :]
    assert "<time>2020-03-05</time> · " in control
    assert control.index("Uvira") < control.index("Goma")


def test_a_place_of_the_control_table_opens_every_claim_for_it(desk: TestClient, ledger: Ledger) -> None:
    _told(ledger, date(2021, 8, 7), "Rebels hold Uvira, the governor said on Saturday.")
    _told(ledger, date(2021, 8, 9), "Rebels captured Uvira, two residents said on Monday.")
    (uvira,) = [f for f in picture(ledger, as_of=date(2021, 8, 9)).of("control") if f.label == "Uvira"]
    page = desk.get("/ledgers/control?as_of=2021-08-09").text
    assert all(f"/statements/{identity}" in page for identity in uvira.statements)


def test_what_a_search_finds_has_its_day(desk: TestClient, ledger: Ledger) -> None:
    _add(ledger, _document())
    assert "<time>2021-08-09</time> · <span" in desk.get("/search?q=Kunduz").text


def test_what_speaks_of_the_same_event_has_its_day_and_how_surely_it_is_put(desk: TestClient, ledger: Ledger) -> None:
    _told(ledger, date(2021, 8, 9), "Rebels captured Uvira on Sunday, the governor said.")
    _told(ledger, date(2021, 8, 10), "Rebels captured Uvira on Sunday, two residents said.")
    taken = next(s for s in ledger.statements() if s.event and s.event.code == "TAKE")
    page = desk.get(f"/statements/{taken.id}").text
    related = page[page.index("For and against") :]
    assert re.search(r"<time>2021-08-(09|10)</time> · ", related)


def test_an_error_and_an_empty_map_are_told_in_whole_sentences(desk: TestClient, ledger: Ledger) -> None:
    _add(ledger, _document())
    assert "There is no such page" in desk.get("/nothing").text
    assert "Everything has a point" not in desk.get("/map?as_of=2001-01-01").text
    assert 'aria-current="page"' not in desk.get("/nothing").text


def test_no_line_of_a_search_has_an_empty_heading_or_its_words_twice(desk: TestClient, ledger: Ledger) -> None:
    _told(ledger, date(2021, 7, 8), "A decision on the border is expected by Friday.")
    [line] = re.findall(r'<li class="line".*?</li>', desk.get("/search?q=border").text)
    assert "<h3></h3>" not in line
    assert line.count("expected by Friday") == 1


def test_a_day_before_every_report_offers_nothing_to_print_or_keep(desk: TestClient, ledger: Ledger) -> None:
    _add(ledger, _document())
    assert "Freeze" in desk.get("/").text
    empty = desk.get("/?as_of=2001-01-01").text
    assert "No report had been published by this day" in empty
    assert [w for w in ("Freeze", "One file", "changes since") if w in empty] == []
