"""Markdown clippings, in the seed's grammar and in ordinary Markdown."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from panj.read import Given, documents, documents_of_bytes
from panj.records import Document

CLIPPING = """

Border Guards Say Post Retaken as Fighting Shifts East

August 03, 2021



Smoke rises over the river on Monday, seen from the northern bank. **Jane Doe / AGENCY**

Smoke rises over the river on Monday, seen from the northern bank, as both sides [claimed](#) the post.

Related article: [Ministry Denies Talks](https://example.org/talks)

"It is ours," the **colonel** [told](https://example.org/a_(b)) reporters in *Khorog*.

The Taliban is a terrorist organization banned in Russia.

Original url:

<https://www.example.org/2021/08/03/border-guards-a1>"""


def one(text: str | bytes, given: Given | None = None, door: str = "markdown") -> Document:
    raw = text.encode() if isinstance(text, str) else text
    (found,) = documents_of_bytes(raw, "test", door=door, given=given or Given())
    assert isinstance(found, Document), found
    return found


def kinds(document: Document) -> list[str]:
    return [part.kind for part in document.parts if part.kind != "link"]


def texts(document: Document, kind: str) -> list[str]:
    return [p.text or document.quote(p.span) for p in document.parts if p.kind == kind and (p.text or p.span)]  # type: ignore[arg-type]


def test_each_block_of_a_clipping_is_told_apart() -> None:
    found = one(CLIPPING)
    assert kinds(found) == ["title", "caption", "credit", "paragraph", "related", "paragraph", "notice", "origin"]
    assert found.title == "Border Guards Say Post Retaken as Fighting Shifts East"
    assert str(found.published) == "2021-08-03"
    assert texts(found, "credit") == ["Jane Doe / AGENCY"]
    assert texts(found, "related") == ["Ministry Denies Talks"]
    assert found.url == "https://www.example.org/2021/08/03/border-guards-a1"
    assert found.outlet == "example.org"


def test_caption_that_repeats_the_body_says_where() -> None:
    found = one(CLIPPING)
    (caption,) = [part for part in found.parts if part.kind == "caption"]
    assert caption.duplicate_of is not None
    assert found.quote(caption.duplicate_of) == "Smoke rises over the river on Monday, seen from the northern bank"
    assert (caption.span, caption.text) == (None, "Smoke rises over the river on Monday, seen from the northern bank.")
    assert found.text.startswith("Smoke rises")


def test_text_has_neither_marks_nor_addresses() -> None:
    found = one(CLIPPING)
    assert '"It is ours," the colonel told reporters in Khorog.' in found.text
    assert not any(mark in found.text for mark in ("*", "[", "](", "http", "<"))


def test_links_cover_their_anchors() -> None:
    found = one(CLIPPING)
    links = [(found.quote(p.span), p.href) for p in found.parts if p.kind == "link" and p.span]
    assert links == [("claimed", "#"), ("told", "https://example.org/a_(b)")]


def test_related_headline_is_beside_the_text() -> None:
    assert "Ministry Denies Talks" not in one(CLIPPING).text


def test_reading_twice_gives_one_id() -> None:
    assert one(CLIPPING) == one(CLIPPING)
    assert one(CLIPPING).id != one(CLIPPING.replace("03", "04")).id


def test_the_seed(shared: Path) -> None:
    (found,) = documents(str(shared / "seed" / "report.md"))
    assert isinstance(found, Document)
    assert found.title == "Tajikistan Seeks Russia-Led Alliance's Aid as Violence Builds on Afghan Border"
    assert str(found.published) == "2021-07-08"
    assert kinds(found).count("paragraph") == 14
    anchors = [found.quote(p.span) for p in found.parts if p.kind == "link" and p.span]
    assert anchors == "reiterated noted said added said fleeing said reported told warned published".split()  # noqa: SIM905
    (caption,) = [part for part in found.parts if part.kind == "caption"]
    assert caption.duplicate_of is not None
    assert texts(found, "notice") == ["The Taliban is a terrorist organization banned in Russia."]
    assert "http" not in found.text


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("A soft\nline end.", "A soft line end."),
        ("**Bold** and *slanted* and _so_ and `code`.", "Bold and slanted and so and code."),
        ("snake_case_name stays.", "snake_case_name stays."),
        ("Taliban* fighters, 2 * 3.", "Taliban fighters, 2 * 3."),
        ("AT&amp;T &mdash; here&nbsp;now.", "AT&T — here now."),
        (r"A \*star\* kept.", "A *star* kept."),
        ("See [the order][1] now.\n\n[1]: https://example.org/order", "See the order now."),
        ("He [said][] so.\n\n[said]: https://example.org", "He said so."),
        ("[Sic] he said.", "[Sic] he said."),
        ("A <b>bold</b> word<br>here.", "A bold word here."),
        ("zero\u200bwidth and soft\u00adhyphen.", "zerowidth and softhyphen."),
        ("Troops (see https://example.org/x.) moved.", "Troops (see .) moved."),
        ("<!-- a note to self --> Seen.", "Seen."),
    ],
)
def test_inline_marks_go_and_words_stay(source: str, clean: str) -> None:
    assert one(source + "\n\nAnother paragraph.").text.startswith(clean)


def test_ordinary_markdown() -> None:
    found = one(
        "---\ntitle: A title\ndate: 2021-07-09\nauthor: Jane Doe\nsource: https://example.org/a\n---\n\n# A title\n\n"
        "One paragraph.\n\n## Background\n\n- first item\n- second item\n\n> Said the minister.\n\n"
        "![A map of the border](map.png)\n*The border, seen from space*\n\n1. A numbered one\n\n---\n\nThe end."
    )
    assert (found.title, str(found.published), found.byline) == ("A title", "2021-07-09", "Jane Doe")
    assert found.url == "https://example.org/a"
    assert texts(found, "heading") == ["Background"]
    assert texts(found, "quote") == ["Said the minister."]
    assert texts(found, "paragraph")[:3] == ["One paragraph.", "first item", "second item"]
    assert "A title" not in found.text


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("July 8, 2021", "2021-07-08"),
        ("8 July 2021", "2021-07-08"),
        ("Thursday, July 8th, 2021, 10:15 a.m.", "2021-07-08"),
        ("Published: Sept. 1, 2021", "2021-09-01"),
        ("2021-07-08", "2021-07-08"),
        ("By Jane Doe | 8 July 2021", "2021-07-08"),
        ("By Jane Doe, July 8, 2021", "2021-07-08"),
        ("Jane Doe, 8 July 2021", "2021-07-08"),
        ("**Jane Doe**\n8-Jul-2021", "2021-07-08"),
        ("Jane Doe\n\nThu 8 Jul 2021 10.15 BST", "2021-07-08"),
        ("Updated 9 July 2021, 10:15 GMT\nPublished: 8 July 2021", "2021-07-08"),
        ("08.07.2021 14:20", "2021-07-08"),
        ("25/07/2021", "2021-07-25"),
    ],
)
def test_date_lines(line: str, day: str) -> None:
    found = one(f"A title\n\n{line}\n\nThe text is here.")
    assert str(found.published) == day
    assert kinds(found)[-1] == "paragraph"
    assert found.text == "The text is here."


def test_a_day_that_is_none_is_text() -> None:
    assert one("A title\n\nFebruary 30, 2021\n\nThe text.").published is None


def test_a_day_that_two_countries_read_differently_is_none() -> None:
    assert one("A title\n\n07/08/2021\n\nThe text.").published is None


def test_a_name_beside_the_day_is_kept_and_not_taken_for_an_author() -> None:
    found = one("A title\n\nThe Border Post, July 8, 2021\n\nThe text is here.")
    assert (found.byline, found.outlet) == (None, None)
    assert [part.text for part in found.parts if part.kind == "byline"] == ["The Border Post, July 8, 2021"]


def test_a_sentence_with_a_day_is_no_date_line() -> None:
    text = "Talks on July 8, 2021 failed."
    found = one(f"A title\n\n{text}\n\nMore text.")
    assert found.published is None
    assert found.text.startswith(text)


@pytest.mark.parametrize(
    ("start", "day", "outlet"),
    [
        ("DUSHANBE, July 8, 2021 (Reuters) - ", "2021-07-08", "Reuters"),
        ("KABUL, Afghanistan, 8 July 2021 — ", "2021-07-08", None),
        ("DUSHANBE (July 8, 2021) - ", "2021-07-08", None),
        ("Since July 8, 2021 the post was closed. ", "None", None),
    ],
)
def test_datelines_tell_the_day(start: str, day: str, outlet: str | None) -> None:
    found = one(f"A title\n\n{start}Tajikistan asked its allies for help.\n\nMore text.")
    assert (str(found.published), found.outlet) == (day, outlet)
    assert found.text.startswith(start)


def test_lines_above_a_press_release() -> None:
    found = one("PRESS RELEASE\n\nFor immediate release\n\n8 July 2021\n\nMinister visits border\n\nHe saw the post.")
    assert (found.title, str(found.published)) == ("Minister visits border", "2021-07-08")
    assert texts(found, "paragraph") == ["He saw the post."]


def test_given_fills_only_what_lacks() -> None:
    from datetime import date

    given = Given(title="Given", outlet="Given Post", published=date(2020, 1, 1))
    found = one(CLIPPING, given)
    assert found.title != "Given"
    assert str(found.published) == "2021-08-03"
    assert found.outlet == "Given Post"
    bare = one("Only a sentence here.", given)
    assert (bare.title, str(bare.published), bare.text) == ("Given", "2020-01-01", "Only a sentence here.")


def test_news_of_a_ban_is_no_notice() -> None:
    found = one("Title\n\nThe group is a terrorist organization banned in Russia.\n\nIt attacked the post.")
    assert kinds(found) == ["title", "paragraph", "paragraph"]


@forall(st.text(max_size=300))
def test_any_text_gives_parts_inside_it(text: str) -> None:
    for found in documents_of_bytes(text.encode("utf-8", "replace"), "any", door="markdown"):
        if isinstance(found, Document):
            for part in found.parts:
                assert part.span is None or part.span.end <= len(found.text)


@forall(st.text(alphabet="[]()!*_`<>\\#- \nah:/.|", max_size=200))
def test_any_tangle_of_marks_is_read(text: str) -> None:
    for found in documents_of_bytes(text.encode(), "any", door="markdown"):
        if isinstance(found, Document):
            assert all(part.span is None or part.span.end <= len(found.text) for part in found.parts)


def test_front_matter_of_a_web_clipper() -> None:
    found = one('---\ntitle: "A: b"\npublished: 2021-07-08T10:00:00Z\nauthor:\n  - "[[Jane Doe]]"\n---\nOne.\n\nTwo.')
    assert (found.title, str(found.published), found.byline) == ("A: b", "2021-07-08", "Jane Doe")
    assert found.text == "One.\n\nTwo."


def test_source_given_as_a_link_at_the_end_is_the_origin() -> None:
    found = one("# T\n\nOne.\n\n---\n\nSource: [The Herald](https://herald.example/2021/07/08/a)")
    assert (found.url, str(found.published), found.text) == (
        "https://herald.example/2021/07/08/a",
        "2021-07-08",
        "One.",
    )
    assert kinds(found) == ["title", "paragraph", "origin"]


def test_address_that_contradicts_the_day_is_noted() -> None:
    found = one(CLIPPING.replace("August 03, 2021", "August 13, 2021"))
    assert str(found.published) == "2021-08-13"
    assert ("published", "the address says 2021-08-03") in [(note.field, note.raw) for note in found.provenance]


def test_labels_without_links_are_headlines_of_others() -> None:
    found = one("# T\n\nOne.\n\nRelated:\n\n- [A headline of another story](https://a.example/2)\n\nTwo.")
    assert kinds(found) == ["title", "paragraph", "related", "paragraph"]


@pytest.mark.parametrize("line", ["Press release, 15 September 2022", "Statement, 15 September 2022"])
def test_a_genre_beside_the_day_is_a_date_line(line: str) -> None:
    assert one(f"Ministry on the Attack\n\n{line}\n\nThe border was attacked.").published == date(2022, 9, 15)


def test_a_link_by_reference_finds_its_address_in_any_case() -> None:
    found = one("# T\n\nThe ministry [said so][Its Statement].\n\n[its statement]: https://example.org/s")
    assert texts(found, "paragraph") == ["The ministry said so."]
    assert [p.href for p in found.parts if p.kind == "link"] == ["https://example.org/s"]


def test_a_source_with_more_in_its_line_is_no_origin() -> None:
    found = one("# T\n\nThe post was retaken.\n\nSource: [The Herald](https://a.example/1), by its own account")
    assert ("origin" in kinds(found), found.url) == (False, None)


def test_a_name_is_no_byline_where_the_day_is_known_already() -> None:
    lines = "Kabul Has Fallen\n\nBy Jane Doe\n\nThe city was taken."
    assert texts(one(f"---\ntitle: T\ndate: 2021-08-15\n---\n\n{lines}"), "byline") == []
