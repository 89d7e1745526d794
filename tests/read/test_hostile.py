"""Everything read is hostile: bounded time on the worst characters, errors of our own only, spans inside the text."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

import panj.read as room
from panj.errors import ReadError
from panj.read import Given, documents_of_bytes
from panj.read.fetch import Fetched
from panj.read.listing import listing
from panj.records import Document

SIZES = (500, 3_000, 15_000)  # characters; the small ones so that what is not linear fails early
PAGE = 50_000
WORST = (
    *("a", " ", "\n", "[", "(", "<", "*", "_", "-", "|", "\\", "`", ">", "#", "&", "/", ":", "\u00a0", "é"),
    *("[a", "](", "![", "[![", "<a ", "<!--", "**a", "a ", "a\n", "\n\n", "- ", "> ", "| ", "--", "&a", "http://a"),
    *("a.", "a, ", "By a ", "July 8, ", "1.", "[a](", "[a](a(", "related ", "photo by ", "(photo: ", "is a "),
    *("<p>", "<div>", "</p>", "<script>", "<p class='caption'>", "source ", "original ", "WARC/1.0\r\n", "<a href=x>"),
)


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    for module in pkgutil.iter_modules(room.__path__):
        found = vars(importlib.import_module(f"panj.read.{module.name}"))
        for name, value in found.items():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, re.Pattern):
                    yield f"{module.name}.{name}", each


def hostile(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


@pytest.mark.parametrize("size", SIZES)
def test_every_pattern_is_linear_on_its_worst_characters(size: int) -> None:
    tried = 0
    for name, pattern in patterns():
        for unit in WORST:
            for text in (hostile(unit, size) + "\x01", "x" + hostile(unit, size) + "]"):
                spent = seconds(pattern, text)
                assert spent < 0.1, f"{name} needs {spent:.2f} s for {size} characters of {unit!r}"
                tried += 1
    assert tried > 1000


def seconds(pattern: re.Pattern[str] | re.Pattern[bytes], text: str) -> float:
    start = time.process_time()
    for how in (pattern.search, pattern.match, pattern.fullmatch):
        how(text if isinstance(pattern.pattern, str) else text.encode())  # type: ignore[arg-type]
    return time.process_time() - start


@pytest.mark.parametrize("door", ["markdown", "plain", "html", "feed", "jsonl", "json", "warc"])
def test_every_door_ends_soon_on_the_worst_characters(door: str) -> None:
    for unit in WORST:
        start = time.process_time()
        found = list(documents_of_bytes(hostile(unit, PAGE).encode(), "x", door=door))
        assert all(isinstance(x, Document | ReadError) for x in found)
        assert time.process_time() - start < 2, (door, unit)


TANGLE = st.text(alphabet=st.sampled_from("<>/\"'= abpdivscriptlh1&;!-[]()\n*#|:.é\u202e\u200b\0"), max_size=300)


@pytest.mark.parametrize("door", ["markdown", "plain", "html", "feed", "json", "jsonl", "warc"])
@forall(raw=st.one_of(st.binary(max_size=300), TANGLE.map(lambda text: text.encode())))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_documents_or_errors_of_our_own(door: str, raw: bytes) -> None:
    for found in documents_of_bytes(raw, "x", door=door):
        if isinstance(found, Document):
            assert all(part.span is None or part.span.end <= len(found.text) for part in found.parts)
        else:
            assert isinstance(found, ReadError)


MARKUP = st.lists(
    st.sampled_from(
        (
            *(
                "<p>",
                "</p>",
                "<a href='/x'>",
                "</a>",
                "<div class='related'>",
                "</div>",
                "<br>",
                "<li>",
                "<table><tr><td>",
            ),
            *(
                "<figure><figcaption>",
                "</figcaption></figure>",
                "<h2>",
                "</h2>",
                "<blockquote>",
                "</blockquote>",
                "&nbsp;",
            ),
            *("The guards said so on Monday. ", "Read also: ", "said", ", ", " ", "<script>x</script>", "<!-- c -->"),
        )
    ),
    max_size=60,
)


@forall(MARKUP)
@settings(max_examples=150, deadline=None)
def test_links_always_cover_words_of_their_page(pieces: list[str]) -> None:
    lead = "<p>The post on the river was taken back on Monday by men of the border service, an officer said.</p>" * 3
    raw = f"<html><body><article>{lead}{''.join(pieces)}</article></body></html>".encode()
    for found in documents_of_bytes(raw, "x", door="html"):
        if isinstance(found, Document):
            spans = [part.span for part in found.parts if part.span and part.kind != "link"]
            assert all(a.end <= b.start for a, b in pairwise(spans))
            for part in found.parts:
                if part.kind == "link" and part.span:
                    words = found.quote(part.span)
                    assert words == words.strip() != ""
                    assert any(span.holds(part.span) for span in spans)


@pytest.mark.parametrize("name", ["../../etc/passwd\0", "a\0b", "con" * 2000])
def test_names_that_no_system_takes_are_one_clear_line(name: str) -> None:
    from panj.read import documents

    (found,) = documents(name)
    assert isinstance(found, ReadError)


def test_named_pipe_is_not_waited_for(tmp_path: object) -> None:
    import os
    from pathlib import Path

    from panj.read import documents

    pipe = Path(str(tmp_path)) / "pipe.md"
    os.mkfifo(pipe)
    (found,) = documents(str(pipe))
    assert isinstance(found, ReadError)
    assert list(documents(str(tmp_path))) == []


def test_packed_file_is_no_bomb(tmp_path: object) -> None:
    import gzip
    from pathlib import Path

    from panj.read import documents

    path = Path(str(tmp_path)) / "a.txt.gz"
    path.write_bytes(gzip.compress(bytes(50_000_000)))
    (found,) = documents(str(path))
    assert "200 times" in str(found)
    path.write_bytes(gzip.compress(b"A title\n\nThe text of it."))
    (read,) = documents(str(path))
    assert isinstance(read, Document)
    assert read.title == "A title"


def test_endless_markdown_is_one_clear_line() -> None:
    (error,) = documents_of_bytes(b"[a](b) *c* " * 200_000, "x.md", door="markdown")
    assert str(error) == "x.md: it is larger than 2,000,000 bytes; split it, or name it .txt"


LISTS = st.lists(
    st.sampled_from(
        (
            *(
                "<rss>",
                "<channel>",
                "<item>",
                "</item>",
                "<link>",
                "</link>",
                "http://a/",
                "<guid>",
                "<entry>",
                "<feed>",
            ),
            *(
                "<urlset>",
                "<url>",
                "<loc>",
                "</loc>",
                "</url>",
                "<sitemapindex>",
                "<sitemap>",
                "<lastmod>",
                "2021-07-08",
            ),
            *(
                '{"version":"https://jsonfeed.org/version/1","items":[',
                '{"url":"',
                '"}',
                "]}",
                "&#0;",
                "]]>",
                "\0",
                "#",
            ),
            *("http://[", "?utm_source=a&b", "javascript:", "<!DOCTYPE x [", "&a;", "é", " "),
        )
    ),
    max_size=40,
)


@forall(st.one_of(st.binary(max_size=300), LISTS.map(lambda pieces: "".join(pieces).encode())))
@settings(max_examples=300, deadline=None)
def test_any_list_gives_addresses_of_the_web_or_an_error_of_our_own(raw: bytes) -> None:
    try:
        found = listing(Fetched(url="https://a.example/", status=200, body=raw), Given())
    except ReadError:
        return
    for url in (*(item.url for item in found.items), *found.further):
        assert url is None or url.startswith(("http://", "https://"))
