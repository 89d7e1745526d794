"""RSS, Atom, RDF and JSON feeds, sound and broken."""

import json

import pytest

from panj.errors import ReadError
from panj.read import documents_of_bytes
from panj.read.doors import Found
from panj.records import Document

LONG = "The guards said on Monday that the post on the river had been taken back by their own men. "
NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(*items: str) -> bytes:
    channel = f"<channel><title>Desk</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0" {NAMES}>{channel}</rss>'.encode()


def item(body: str = LONG, **fields: str) -> str:
    inside = "".join(f"<{name.replace('_', ':')}>{text}</{name.replace('_', ':')}>" for name, text in fields.items())
    return f"<item>{inside}<content:encoded><![CDATA[<p>{body}</p>]]></content:encoded></item>"


def read(raw: bytes) -> list[Found]:
    return list(documents_of_bytes(raw, "feed.xml"))


def only(raw: bytes) -> Document:
    (found,) = read(raw)
    assert isinstance(found, Document), found
    return found


def test_rss_entry_with_its_full_text() -> None:
    found = only(
        rss(
            item(
                LONG + 'He <a href="https://b.example/x">said</a> so.',
                title="A &amp;amp; B",
                link="https://a.example/1",
                pubDate="Mon, 19 Jul 2021 23:30:00 -0400",
                dc_creator="Jane Doe",
                media_content="<media:description>A yak.</media:description><media:credit>J. Roe</media:credit>",
            )
        )
    )
    assert (found.title, found.outlet, found.byline) == ("A & B", "Desk", "Jane Doe")
    assert (str(found.published), found.url) == ("2021-07-19", "https://a.example/1")
    assert [(p.kind, p.text) for p in found.parts if p.kind in ("caption", "credit")] == [
        ("caption", "A yak."),
        ("credit", "J. Roe"),
    ]
    (link,) = [part for part in found.parts if part.kind == "link"]
    assert link.span is not None
    assert (found.quote(link.span), link.href) == ("said", "https://b.example/x")


def test_atom_entry_with_xhtml() -> None:
    raw = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Desk</title><entry><title>T</title>'
        '<link rel="self" href="https://a.example/self"/><link href="https://a.example/1"/>'
        "<published>2021-07-19T10:00:00+05:00</published><author><name>Jane Doe</name></author>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LONG}</p><p>Two.</p></div></content>'
        "</entry></feed>"
    )
    found = only(raw.encode())
    assert (found.title, found.byline, found.url) == ("T", "Jane Doe", "https://a.example/1")
    assert found.text == f"{LONG.strip()}\n\nTwo."


def test_rdf_entry() -> None:
    raw = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Desk</title></channel><item><title>T</title>'
        f"<link>https://a.example/1</link><dc:date>2021-07-19</dc:date><description>{LONG}</description></item></rdf:RDF>"
    )
    found = only(raw.encode())
    assert (found.outlet, str(found.published)) == ("Desk", "2021-07-19")


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Desk",
        "items": [
            {"id": "1", "url": "https://a.example/1", "title": "T", "content_html": f"<p>{LONG}</p>"},
            {"id": "2", "title": "U", "content_text": f"{LONG}\n\nThree < four.", "authors": [{"name": "Jane Doe"}]},
            {"id": "3", "title": "V"},
        ],
    }
    first, second, third = documents_of_bytes(json.dumps(feed).encode(), "feed.json", door="json")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, second.byline) == ("T", "Jane Doe")
    assert second.text.endswith("\n\nThree < four.")
    assert isinstance(third, ReadError)


def test_summary_says_that_it_is_one() -> None:
    found = only(rss(f"<item><title>T</title><description>{LONG}</description></item>"))
    assert "summary only" in [note.raw for note in found.provenance]


def test_entry_without_text_costs_itself() -> None:
    found = read(rss("<item><title>T</title><link>https://a.example/1</link></item>", item(title="U")))
    assert [type(x) for x in found] == [ReadError, Document]
    assert str(found[0]) == "feed.xml#1: the entry has no text; read its page: https://a.example/1"


@pytest.mark.parametrize(
    "broken",
    [
        rss(item(title="Fish & chips"), item(title="U")),
        rss(item(title="No&nbsp;break"), item(title="U")),
        rss(item(title="A < B"), item(title="U")),
        rss(item(title="T"), item(title="U"))[:-30],
        b"\n\n  " + rss(item(title="T"), item(title="U")),
        rss(item(title="T\x08"), item(title="U")),
    ],
)
def test_broken_feed_keeps_its_entries(broken: bytes) -> None:
    found = read(broken)
    assert [type(x) for x in found] == [Document, Document]


def test_entities_are_never_expanded() -> None:
    bombs = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    raw = f'<!DOCTYPE rss [<!ENTITY e0 "boom">{bombs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'.encode()
    raw += rss(item(title="&e11;&f;"), item(title="U")).removeprefix(b'<?xml version="1.0"?>')
    found = read(raw)
    assert not any("boom" in str(x) or "root:" in str(x) for x in found)
    assert any(isinstance(x, Document) and x.title == "U" for x in found)


def test_harmless_doctype_is_read() -> None:
    raw = b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/x.dtd">'
    assert only(raw + rss(item(title="T")).removeprefix(b'<?xml version="1.0"?>')).title == "T"


def test_other_xml_is_one_clear_line() -> None:
    (found,) = read(b'<?xml version="1.0"?><urlset><url><loc>https://a.example</loc></url></urlset>')
    assert str(found) == "feed.xml: it is XML, but no feed (<urlset>); Panj reads RSS, Atom and JSON Feed"


def test_same_entry_in_a_later_fetch_is_the_same_document() -> None:
    first = only(rss(item(title="T", link="https://a.example/1")))
    later = read(rss(item(title="New"), item(title="T", link="https://a.example/1")))
    assert first in later


@pytest.mark.parametrize("number", ["&#xD800;", "&#55296;", "&#0;", "&#x110000;"])
def test_numbers_of_no_character_are_dropped(number: str) -> None:
    assert only(rss(item(title=f"A{number}B"))).title == "AB"


def test_feed_in_another_encoding() -> None:
    raw = rss(item(title="Граница")).replace(b'version="1.0"?', b'version="1.0" encoding="windows-1251"?', 1)
    assert only(raw.decode().encode("windows-1251")).title == "Граница"
    assert only(raw).title == "Граница"  # declared so, and yet in UTF-8


def test_mark_that_is_no_name() -> None:
    (found,) = documents_of_bytes(b"<:", "feed.xml", door="feed")
    assert isinstance(found, ReadError)
