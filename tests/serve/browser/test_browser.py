"""The five screens as a person uses them, in a real browser."""

from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys
from tests.serve.browser.visitor import Visitor, added

from panj.ledger import Ledger
from panj.serve.web.pages import LEDGERS

DAY = "as_of=2021-07-08"
SCREENS = {
    "brief": f"/?{DAY}",
    "map": f"/map?{DAY}",
    "control": f"/ledgers/control?{DAY}",
    "requests": f"/ledgers/requests?{DAY}",
    "obligations": f"/ledgers/obligations?{DAY}",
    "documents": f"/documents?{DAY}",
    "document": "",
    "statement": "",
    "network": f"/network?{DAY}",
    "review": f"/review?{DAY}",
    "world": f"/world?{DAY}",
    "entity": f"/world/csto?{DAY}",
    "history": "/history",
    "search": f"/search?q=Taliban&{DAY}",
    "add": "/add",
    "error": "/statements/nothing",
}
SIZES = ((1440, 900), (1024, 768), (390, 844))
HOSTILE = (
    "<script>document.title='stolen'</script>\"'><img src=x onerror=\"document.title='stolen'\"><svg/onload=alert(1)>"
)


def _path(name: str, ledger: Ledger) -> str:
    taken = next(s for s in ledger.statements() if s.event and s.event.code == "TAKE" and s.event.place)
    return {"document": f"/documents/{taken.document}", "statement": f"/statements/{taken.id}"}.get(name, SCREENS[name])


def _serious(visitor: Visitor, axe: str) -> list[dict[str, Any]]:
    visitor.driver.execute_script(axe)
    found = visitor.driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations));"
    )
    return [
        {"rule": v["id"], "impact": v["impact"], "where": [n["target"] for n in v["nodes"]][:4]}
        for v in found
        if v["impact"] in ("serious", "critical", "moderate")
    ]


@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_nothing_serious(visitor: Visitor, ledger: Ledger, axe: str, name: str) -> None:
    visitor.open(_path(name, ledger))
    assert _serious(visitor, axe) == []
    visitor.driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    )
    assert _serious(visitor, axe) == []
    visitor.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.parametrize("name", SCREENS)
def test_no_screen_is_wider_than_what_it_is_shown_on(visitor: Visitor, ledger: Ledger, name: str) -> None:
    for width, height in SIZES:
        visitor.size(width, height)
        visitor.open(_path(name, ledger))
        visitor.picture(f"{name}-{width}")
        assert visitor.driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_every_ledger_is_in_view_among_the_tabs(visitor: Visitor) -> None:
    for width, height in SIZES:
        visitor.size(width, height)
        visitor.open(SCREENS["obligations"])
        places = visitor.driver.execute_script(
            "return [...document.querySelectorAll('.tabs a')].map(a => a.getBoundingClientRect().toJSON())"
        )
        assert len(places) == len(LEDGERS)
        assert all(p["left"] >= 0 and p["right"] <= width and p["bottom"] <= height for p in places)


def test_nothing_is_asked_of_another_machine_and_nothing_breaks_the_policy(visitor: Visitor, ledger: Ledger) -> None:
    visitor.asked_for()
    visitor.driver.get_log("browser")  # type: ignore[no-untyped-call]
    for name in SCREENS:
        visitor.open(_path(name, ledger))
    asked = visitor.asked_for()
    assert len(asked) > len(SCREENS)
    assert [a for a in asked if not a.startswith((visitor.base, "data:", "about:"))] == []
    logged = visitor.driver.get_log("browser")  # type: ignore[no-untyped-call]
    assert [x["message"] for x in logged if "404" not in x["message"]] == []


def test_words_and_statements_light_each_other(visitor: Visitor, ledger: Ledger) -> None:
    visitor.open(_path("document", ledger))
    visitor.press("j")
    lit = visitor.one("mark.lit")
    assert lit.text
    focused = visitor.driver.switch_to.active_element.get_attribute("data-id")
    assert focused
    assert focused in (lit.get_attribute("data-said") or "")
    visitor.all("mark[data-said]")[-1].click()
    chosen = visitor.driver.switch_to.active_element.get_attribute("data-id")
    assert str(chosen) in (visitor.all("mark[data-said]")[-1].get_attribute("data-said") or "")


def test_a_statement_is_rejected_and_taken_back_with_keys_alone(visitor: Visitor, ledger: Ledger) -> None:
    visitor.open(_path("document", ledger))
    visitor.press("j")
    identity = visitor.driver.switch_to.active_element.get_attribute("data-id")
    visitor.press("r")  # the name is asked for first
    visitor.press("Ada" + Keys.ESCAPE)
    visitor.press("r")
    row = f"[data-id='{identity}']"
    visitor.until(lambda: "rejected by Ada" in visitor.one(row).text)
    assert visitor.driver.switch_to.active_element.get_attribute("data-id") == identity
    visitor.press("u")
    visitor.until(lambda: "rejected by Ada" not in visitor.one(f"{row} > .source").text)
    acts = [x.judgement.value for x in ledger.links_about(str(identity)) if x.decided_by == "person:Ada"]
    assert acts == ["different", "undone"]


def test_the_queue_is_gone_through_with_keys_alone(visitor: Visitor, ledger: Ledger) -> None:
    visitor.open(SCREENS["review"])
    visitor.one("[name='name']").send_keys("Ada" + Keys.ENTER)
    visitor.one("button[value='confirm']")
    first, second = (str(row.get_attribute("data-id")) for row in visitor.all("[data-id]")[:2])
    visitor.press("j")
    visitor.press("c")
    visitor.until(lambda: visitor.all("[data-id]")[0].get_attribute("data-id") == second)
    assert visitor.until(lambda: visitor.driver.switch_to.active_element.get_attribute("data-id") == second)
    assert [x.decided_by for x in ledger.links_about(first) if x.left == x.right] == ["person:Ada"]


def test_a_correction_changes_the_brief_and_its_undoing_restores_it(visitor: Visitor, ledger: Ledger) -> None:
    path = _path("statement", ledger)
    identity = path.split("/")[-1]
    visitor.open("/ledgers/control?as_of=2021-09-17")
    before = visitor.one("main").text
    visitor.open(path)
    visitor.one("[data-name]").send_keys("Ada")
    visitor.driver.execute_script("document.querySelector(\"[name='change']\").value = 'modality=planned'")
    visitor.one("button[value='edit']").click()
    visitor.until(lambda: "changed by Ada" in visitor.one("h1").text)
    visitor.open("/history")
    assert "planned" in visitor.one("table").text
    visitor.open("/ledgers/control?as_of=2021-09-17")
    assert visitor.one("main").text != before
    visitor.open(f"/statements/{identity}")
    visitor.press("u")
    visitor.until(lambda: "changed by" not in visitor.one("h1").text)
    visitor.open("/ledgers/control?as_of=2021-09-17")
    assert visitor.one("main").text == before


def test_the_slider_moves_the_day_without_loading_the_page(visitor: Visitor) -> None:
    visitor.open(f"/map?{DAY}")
    visitor.driver.execute_script("window.same = true")
    first = visitor.one("#shown").get_attribute("datetime")
    visitor.one("#slider").send_keys(Keys.ARROW_LEFT * 3)
    visitor.until(lambda: "as_of=2021-07-05" in visitor.driver.current_url)
    visitor.until(lambda: visitor.one("#shown").get_attribute("datetime") == "2021-07-05")
    assert first == "2021-07-08"
    assert visitor.driver.execute_script("return window.same")
    assert visitor.driver.switch_to.active_element.get_attribute("id") == "slider"


def test_the_map_comes_closer_and_fits_again(visitor: Visitor) -> None:
    visitor.open(f"/map?{DAY}")
    before = visitor.one("svg.wide .land").get_attribute("d")
    visitor.one("#view-closer").click()
    visitor.until(lambda: "view=" in visitor.driver.current_url)
    assert visitor.one("svg.wide .land").get_attribute("d") != before
    visitor.driver.back()
    visitor.until(lambda: visitor.one("svg.wide .land").get_attribute("d") == before)


def test_each_mark_of_the_map_stands_in_the_table(visitor: Visitor) -> None:
    visitor.open(f"/map?{DAY}")
    rows = [str(mark.get_dom_attribute("href"))[1:] for mark in visitor.all("svg.wide a[href^='#row-']")]
    assert rows
    assert all(visitor.all(f"tr[id='{row}']") for row in rows)


def test_a_pasted_report_is_read_and_its_words_are_lit(visitor: Visitor, ledger: Ledger) -> None:
    visitor.open("/add")
    visitor.one("textarea").send_keys("Taliban fighters captured the city of Kunduz on Sunday, officials said.")
    visitor.driver.execute_script("document.querySelector(\"[name='published']\").value = '2021-08-09'")
    visitor.one("[name='outlet']").send_keys("Wire")
    visitor.one("form.add button").click()
    assert "Kunduz" in visitor.one("mark[data-said]").text
    assert visitor.all(".statements [data-id]")


def test_an_uploaded_report_is_read(visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text(
        "# Kunduz falls\n\nAugust 9, 2021\n\nTaliban fighters captured Kunduz on Sunday.\n", encoding="utf-8"
    )
    visitor.open("/add")
    visitor.one("input[type='file']").send_keys(str(file))
    visitor.one("form.add button").click()
    visitor.until(lambda: "/documents/" in visitor.driver.current_url)
    assert "Kunduz falls" in visitor.one("h1").text


def test_nothing_to_read_is_told_beside_the_form(visitor: Visitor) -> None:
    visitor.open("/add")
    visitor.one("form.add button").click()
    assert "nothing to read" in visitor.one("[role='alert']").text


def test_search_from_any_page_with_a_key(visitor: Visitor) -> None:
    visitor.open(f"/map?{DAY}")
    visitor.press("/")
    visitor.press("Taliban" + Keys.ENTER)
    visitor.until(lambda: "/search" in visitor.driver.current_url)
    assert visitor.all(".line")
    assert DAY in visitor.driver.current_url


def test_all_works_without_script(visitor: Visitor, ledger: Ledger) -> None:
    visitor.open("/add")
    visitor.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    visitor.open(f"/map?{DAY}")
    assert visitor.all("svg.wide .mark")
    visitor.one(".step[rel='prev']").click()
    visitor.until(lambda: "as_of=2021-07-07" in visitor.driver.current_url)
    visitor.open(_path("document", ledger))
    visitor.one(".statements summary").click()
    visitor.one("[data-name]").send_keys("Ada")
    visitor.one(".statements button[value='confirm']").click()
    visitor.until(lambda: "confirmed by Ada" in visitor.one(".statements").text)
    visitor.open(f"/?{DAY}")
    visitor.all(".tools button")[-1].click()
    visitor.until(lambda: "/frozen/" in visitor.driver.current_url)


def test_hostile_words_are_inert_on_every_screen(visitor: Visitor, ledger: Ledger) -> None:
    words = (
        f"Taliban {HOSTILE} fighters captured Kunduz on Sunday, {HOSTILE} said. Russia {HOSTILE} asked Iran for help."
    )
    made = added(ledger, words, title=HOSTILE, outlet=HOSTILE, byline=HOSTILE, url="javascript:document.title='stolen'")
    for name in SCREENS:
        visitor.open(f"/documents/{made.id}" if name == "document" else _path(name, ledger))
        assert visitor.driver.title.endswith("Panj")
        assert "stolen" not in visitor.driver.title.split(" · ")[-1]
        assert visitor.all("main img, main script, main [onerror], main [onload], main a[href^='javascript:']") == []
    assert visitor.driver.execute_script("return document.title") != "stolen"


def test_a_desk_that_went_away_is_told(visitor: Visitor) -> None:
    visitor.open(f"/?{DAY}")
    visitor.driver.execute_script("window.fetch = () => Promise.reject(new Error('gone'))")
    visitor.one(".step[rel='prev']").click()
    assert "panj serve" in visitor.one("#complaint").text
