"""The pages of review and of the world."""

import re

import pytest
from fastapi.testclient import TestClient
from tests.serve.browser.visitor import added

from panj.ledger import Ledger
from panj.serve.review_command import queue
from panj.serve.web.app import create_app
from panj.serve.why_command import evidence

BASE = "http://127.0.0.1"
FROM_HERE = {"origin": BASE}
FIRST = "Taliban fighters captured the city of Kunduz on Sunday, officials said."
SECOND = "Residents said that government forces might have left Kunduz."


@pytest.fixture
def desk(ledger: Ledger) -> TestClient:
    return TestClient(create_app(ledger), base_url=BASE)


def _waiting(page: str) -> list[str]:
    return re.findall(r'data-id="(\w+)"', page)


def test_review_shows_the_least_sure_first_with_its_words_in_their_report(desk: TestClient, ledger: Ledger) -> None:
    added(ledger, FIRST)
    added(ledger, SECOND)
    page = desk.get("/review").text
    assert _waiting(page) == [s.id for s in queue(ledger)]
    sure = [int(x) for x in re.findall(r"(\d+) in 100", page)]
    assert sure == sorted(sure)
    assert "<mark>" in page


def test_nothing_can_be_judged_before_a_name_is_given_and_then_it_leaves_the_queue(
    desk: TestClient, ledger: Ledger
) -> None:
    added(ledger, FIRST)
    assert 'value="confirm"' not in desk.get("/review").text
    assert "name" in desk.post("/review", data={"name": " "}, headers=FROM_HERE).text
    page = desk.post("/review", data={"name": "Ada"}, headers=FROM_HERE).text
    assert 'value="confirm"' in page
    judged = _waiting(page)[0]
    asked = {"kind": "reject", "reason": "another town", "back": "review"}
    after = desk.post(f"/statements/{judged}", data=asked, headers=FROM_HERE)
    assert after.url.path == "/review"
    assert judged not in _waiting(after.text)
    assert "another town" in desk.get("/history").text
    desk.post(f"/statements/{judged}", data={"kind": "undo"}, headers=FROM_HERE)
    assert judged in _waiting(desk.get("/review").text)


def test_review_of_a_day_shows_what_had_been_published_by_then(desk: TestClient, ledger: Ledger) -> None:
    added(ledger, FIRST)
    assert _waiting(desk.get("/review?as_of=2021-07-07").text) == []
    assert _waiting(desk.get("/review?as_of=2021-07-08").text)


def test_a_long_queue_comes_in_pages(desk: TestClient, ledger: Ledger) -> None:
    for town in ("Kunduz", "Herat", "Kandahar", "Taloqan", "Fayzabad", "Mazar-e-Sharif", "Jalalabad", "Ghazni"):
        for day in ("Monday", "Tuesday", "Friday"):
            added(ledger, f"Taliban fighters captured the city of {town} on {day}.")
    first, second = (_waiting(desk.get(f"/review?page={n}").text) for n in (1, 2))
    assert [*first, *second] == [s.id for s in queue(ledger)][: len(first) + len(second)]
    assert second
    assert not {*first} & {*second}


def test_the_world_finds_by_name_and_by_abbreviation(desk: TestClient) -> None:
    assert 'href="/world/csto"' in desk.get("/world?q=CSTO").text
    assert "Sergei Lavrov" in desk.get("/world?q=lavrov").text
    assert "know nobody" in desk.get("/world?q=Zzyzx").text


def test_who_acts_in_the_reports_leads_to_what_is_known_of_him(desk: TestClient, ledger: Ledger) -> None:
    added(ledger, FIRST)
    assert 'href="/world/taliban"' in desk.get("/world").text


def test_an_entity_is_shown_as_of_the_day_each_fact_with_its_source(desk: TestClient) -> None:
    then, later = desk.get("/world/csto?as_of=2021-07-08").text, desk.get("/world/csto?as_of=2025-01-01").text
    assert "Stanislav Zas" in then
    assert "Stanislav Zas" not in later
    assert "An armed attack" in then
    assert then.count("Source: ") > 10
    assert "/world/tj?as_of=2021-07-08" in then


@pytest.mark.parametrize("identity", ["nobody", "<script>", "ru/<b>"])
def test_whom_the_world_does_not_know_is_told_inertly(desk: TestClient, identity: str) -> None:
    page = desk.get(f"/world/{identity}")
    assert page.status_code == 404
    assert "<script>alert" not in page.text
    assert "<b>" not in page.text


def test_an_office_and_a_border_have_pages(desk: TestClient) -> None:
    assert "Sergei Lavrov" in desk.get("/world/ru/foreign-minister?as_of=2021-07-08").text
    assert "km" in desk.get("/world/border:af-tj").text


def test_what_stands_around_the_words_begins_and_ends_with_a_whole_word(ledger: Ledger) -> None:
    around = "Residents of the valley had been waiting for weeks without any news of it at all. " * 4
    made = added(ledger, f"{around}{FIRST} {around}")
    told = next(s for s in ledger.statements() if "captured the city" in s.quote)
    found = evidence(ledger, told.id)
    assert found.before.startswith("… ")
    assert found.after.endswith(" …")
    whole = {*made.text.replace(told.quote, " ").split()}
    assert {*found.before.split()[1:], *found.after.split()[:-1]} <= whole


def test_programs_ask_for_the_queue_and_for_the_world(desk: TestClient, ledger: Ledger) -> None:
    added(ledger, FIRST)
    waiting = desk.get("/api/v1/review").json()["items"]
    assert [x["id"] for x in waiting] == [s.id for s in queue(ledger)]
    held = desk.get("/api/v1/world/csto?as_of=2021-07-08").json()
    members = {x["other"] for x in held["items"] if x["section"] == "members"}
    assert {"tj", "ru", "am"} <= members
    assert all(x["title"] for x in held["items"] if x["section"] == "members")
    assert desk.get("/api/v1/world/nobody").status_code == 404
