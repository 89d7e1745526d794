"""Web pages: body, links, captions, related headlines, metadata with its provenance, pages that lie."""

import json
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from panj.errors import ReadError
from panj.read import Given, documents_of_bytes
from panj.records import Document

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "read"
LONG = "{} paragraph says enough of the border and of the river to be taken for the body of a report by anyone. "


def found(page: str | bytes, given: Given | None = None) -> Document:
    raw = page.encode() if isinstance(page, str) else page
    (document,) = documents_of_bytes(raw, "page.html", door="html", given=given or Given())
    assert isinstance(document, Document), document
    return document


def page(body: str = "", head: str = "", lang: str = "en") -> str:
    paragraphs = "".join(f"<p>{LONG.format(n) * 2}</p>" for n in ("First", "Second", "Third"))
    article = f"<article><h1>The title</h1>{paragraphs}{body}</article>"
    return f"<!doctype html><html lang='{lang}'><head>{head}</head><body>{article}</body></html>"


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def source(document: Document, field: str) -> str:
    return next(note.source for note in document.provenance if note.field == field)


@pytest.mark.parametrize("name", sorted(p.stem for p in GOLDEN.glob("*.html")))
def test_golden_pages(name: str) -> None:
    document = found((GOLDEN / f"{name}.html").read_bytes())
    expected = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert json.loads(msgspec.json.encode(document)) == expected


def test_json_ld_goes_before_opengraph_and_page() -> None:
    head = ld(headline="From JSON-LD") + '<meta property="og:title" content="From OpenGraph"><title>From page</title>'
    document = found(page(head=head))
    assert (document.title, source(document, "title")) == ("From JSON-LD", "json-ld")
    document = found(page(head='<meta property="og:title" content="From OpenGraph"><title>From page</title>'))
    assert (document.title, source(document, "title")) == ("From OpenGraph", "opengraph")
    document = found(page(head="<title>From page</title>"))
    assert (document.title, source(document, "title")) == ("The title", "page")


def test_broken_json_ld_is_passed_over() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script><title>From page</title>'
    assert found(page(head=head)).title == "The title"


def test_json_ld_as_a_statement_of_a_script_is_read() -> None:
    head = ld(headline="From JSON-LD").replace("</script>", ";\n</script>")
    assert found(page(head=head)).title == "From JSON-LD"


def test_a_page_that_calls_itself_xml_is_a_page() -> None:
    raw = f'<?xml version="1.0" encoding="utf-8"?>\n{page()}'.encode()
    (document,) = documents_of_bytes(raw, "page")
    assert isinstance(document, Document)
    assert document.title == "The title"


def test_author_is_never_guessed() -> None:
    assert found(page("<p>By the ministry's account, nobody crossed the river that night.</p>")).byline is None
    assert found(page("<span class='byline'>By Jane Doe</span>")).byline == "Jane Doe"
    assert found(page(head='<meta name="author" content="https://example.org/jane">')).byline is None


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2021-07-08", "2021-07-08"),
        ("2021-07-08T23:30:00-04:00", "2021-07-08"),
        ("Thu, 08 Jul 2021 10:00:00 +0300", "2021-07-08"),
        ("July 8, 2021", "2021-07-08"),
        ("0001-01-01", "None"),
        ("1970-99-01", "None"),
        ("1947-08-15", "1947-08-15"),
        ("14 October 1962", "1962-10-14"),
        ("1970-01-01T00:00:00Z", "None"),
        ("1969-12-31T19:00:00-05:00", "None"),
        ("1900-01-01", "None"),
        ("1899-12-30", "None"),
    ],
)
def test_days_are_sane_and_the_outlets_own(stamp: str, day: str) -> None:
    assert str(found(page(head=ld(datePublished=stamp))).published) == day


def test_address_settles_a_stamp_in_utc_near_midnight() -> None:
    head = ld(datePublished="2021-07-07T22:00:00Z") + '<link rel="canonical" href="https://a.example/2021/07/08/x">'
    document = found(page(head=head))
    assert str(document.published) == "2021-07-08"
    assert document.published_at is not None
    assert source(document, "published") == "json-ld"


def test_day_of_the_address_when_nothing_else_tells() -> None:
    document = found(page(head='<link rel="canonical" href="https://a.example/2021/07/08/x">'))
    assert (str(document.published), source(document, "published")) == ("2021-07-08", "url")


def test_missing_date_is_missing() -> None:
    assert found(page()).published is None


def test_links_have_the_characters_of_their_anchors() -> None:
    document = found(page("<p>" + LONG.format("Last") + 'He <a href="https://b.example/x"> said </a>, twice.</p>'))
    (link,) = [part for part in document.parts if part.kind == "link"]
    assert link.span is not None
    assert (document.quote(link.span), link.href) == ("said", "https://b.example/x")
    assert "He said, twice." in document.text


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "#top"])
def test_addresses_that_must_not_be_followed_are_dropped(href: str) -> None:
    document = found(page(f"<p>{LONG.format('Last')} He <a href='{href}'>said</a> so.</p>"))
    assert all(part.href is None for part in document.parts)


def test_caption_and_credit_stand_beside_the_text() -> None:
    figure = (
        "<figure><img src='a'><figcaption>Guards on the bank.<span class='credit'>Photo: J. Doe</span></figcaption>"
    )
    document = found(page(figure + "</figure>"))
    beside = [(part.kind, part.text) for part in document.parts if part.kind in ("caption", "credit")]
    assert beside == [("caption", "Guards on the bank."), ("credit", "J. Doe")]
    assert "Guards on the bank" not in document.text


def test_related_headlines_are_no_text() -> None:
    block = "<div class='related'><ul><li><a href='https://b.example/t'>Talks end with no deal</a></li></ul></div>"
    document = found(page(block + f"<p>{LONG.format('Last')}</p>"))
    assert "Talks end" not in document.text
    assert [part.text for part in document.parts if part.kind == "related"] == ["Talks end with no deal"]


@pytest.mark.parametrize("depth", [150, 250, 300, 2100, 50_000])
def test_deep_nesting_loses_nothing(depth: int) -> None:
    deep = "<div>" * depth + f"<p>{LONG.format('Deep')}</p>" + "</div>" * depth + f"<p>{LONG.format('Last')}</p>"
    document = found(page(deep))
    assert "Deep paragraph" in document.text
    assert "Last paragraph" in document.text
    if depth > 200:
        assert "too deeply" in next(note.raw for note in document.provenance if note.field == "text")


@pytest.mark.parametrize(
    ("declared", "real"),
    [("windows-1251", "utf-8"), ("utf-8", "windows-1252"), ("iso-8859-1", "windows-1252"), ("koi8-r", "koi8-r")],
)
def test_declared_encoding_may_lie(declared: str, real: str) -> None:
    said = "Фарход сказал: нет" if real == "koi8-r" else "“No,” said the café’s owner"
    text = page(f"<p>{LONG.format('Last')} {said}.</p>", head=f"<meta charset='{declared}'>")
    assert said in found(text.encode(real)).text


def test_bytes_that_are_no_characters_are_counted() -> None:
    raw = (
        page(f"<p>{LONG.format('Last')} é XX.</p>", head="<meta charset='utf-8'>").encode().replace(b"XX", b"\xff\xfe")
    )
    document = found(raw)
    assert "2 characters are not utf-8" in [note.raw for note in document.provenance]


@pytest.mark.parametrize(
    "raw", [b"<html><body></body></html>", b"<!doctype html>", b"<html><body><script>x()</script>"]
)
def test_page_without_an_article_is_one_clear_line(raw: bytes) -> None:
    (error,) = documents_of_bytes(raw, "page.html", door="html")
    assert isinstance(error, ReadError)
    assert str(error).startswith("page.html: ")
    assert ";" in str(error)


def test_comment_inside_a_paragraph_costs_nothing() -> None:
    assert (
        "a word inside a sentence"
        in found(page(f"<p>{LONG.format('Last')} a word <!-- x -->inside a sentence.</p>")).text
    )


def test_root_that_closes_itself_is_opened() -> None:
    assert "First paragraph" in found(page().replace("<html lang='en'>", "<html lang='en' />")).text


ASIDE = f"<div>#<div class='sidebar'><p>{LONG.format('Number #')}</p></div></div>"


@pytest.mark.parametrize(
    ("unit", "times"),
    [
        (ASIDE, 32_000),
        ("<div>x<div>y</div></div>", 15_000),
        ("<p>x</p>", 15_000),
        ("<a href='/x'>y</a> ", 15_000),
        ("<li><a>x</a></li>", 15_000),
    ],
)
def test_page_of_many_elements_ends_soon_and_keeps_its_prose(unit: str, times: int) -> None:
    start = time.process_time()
    document = found(page("".join(unit.replace("#", str(i)) for i in range(times))))
    assert time.process_time() - start < 12
    assert "First paragraph" in document.text


def test_page_of_many_elements_costs_no_more_an_element() -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        found(page("<p>x</p>" * times))
        return time.process_time() - start

    assert seconds(95_000) < 95 / 15 * seconds(15_000)


def test_page_without_end_is_one_clear_line() -> None:
    start = time.process_time()
    (error,) = documents_of_bytes(page("<p>x</p>" * 150_000).encode(), "page.html", door="html")
    assert "more than 100,000 elements" in str(error)
    assert time.process_time() - start < 12


def test_truncated_page_keeps_what_is_there() -> None:
    text = page(f"<p>{LONG.format('Last')}")
    assert "Last paragraph" in found(text[: text.index("</article>")]).text


def test_body_from_the_pages_fields_when_the_page_has_none() -> None:
    head = ld(headline="T", articleBody=(LONG.format("One") * 3 + "\n" + LONG.format("Two") * 3))
    document = found(f"<html><head>{head}</head><body><div id='app'></div></body></html>")
    assert [part.kind for part in document.parts].count("paragraph") == 2


def test_hidden_words_are_not_text() -> None:
    assert "\u200b" not in found(page(f"<p>{LONG.format('Last')} zero\u200bwidth \u202eturned</p>")).text


def test_the_identifier_of_languages_can_be_loaded_before_it_is_needed() -> None:
    code = (
        "from panj.read.language import ready; ready(); from py3langid import langid; print(langid.IDENTIFIER is None)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
