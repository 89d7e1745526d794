"""Web archives: what lies, is cut or damaged costs itself and no neighbour."""

import base64
import gzip
import hashlib
import tracemalloc
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from panj.errors import ReadError
from panj.read import Given, documents
from panj.read.warc import Entry, Fault, documents_in, entries
from panj.records import Document

SAID = "The {} post on the river was taken back on Monday by men of the border service, its commander said. "


def page(name: str) -> bytes:
    body = f"<article><p>{SAID.format(name) * 4}</p></article>"
    return f"<html><head><title>{name}</title></head><body>{body}</body></html>".encode()


def record(name: str, *, length: int | str | None = None, http: bytes = b"", body: bytes | None = None) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + http + b"\r\n" + (page(name) if body is None else body)
    head = (
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: https://a.example/2021/07/08/{name}",
        "WARC-Date: 2021-07-09T00:00:00Z",
        f"Content-Length: {len(block) if length is None else length}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def vouched(record: bytes) -> bytes:
    block = record.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")
    digest = base64.b32encode(hashlib.sha1(block).digest())
    return record.replace(b"WARC-Date", b"WARC-Block-Digest: sha1:" + digest + b"\r\nWARC-Date", 1)


def titles(raw: bytes) -> list[str | None]:
    return [x.title if isinstance(x, Document) else None for x in documents_in(raw, "a.warc", Given())]


def packed(records: Iterable[bytes]) -> bytes:
    return b"".join(map(gzip.compress, records))


Pack = Callable[[Iterable[bytes]], bytes]
PACKS: list[Pack] = [b"".join, packed]


@pytest.mark.parametrize("pack", PACKS)
def test_pages_of_an_archive(pack: Pack, tmp_path: Path) -> None:
    info = record("x").replace(b"Type: response", b"Type: warcinfo")
    request = record("x").replace(b"Type: response", b"Type: request")
    raw = pack([info, record("One"), request, vouched(record("Two"))])
    assert titles(raw) == ["One", "Two"]
    path = tmp_path / ("a.warc.gz" if raw[:1] == b"\x1f" else "a.warc")
    path.write_bytes(raw)
    first, second = documents(str(path))
    assert isinstance(first, Document)
    assert (first.url, str(first.published)) == ("https://a.example/2021/07/08/One", "2021-07-08")
    assert ("fetched", "2021-07-09T00:00:00Z") in [(note.field, note.raw) for note in first.provenance]
    assert isinstance(second, Document)


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_a_page_that_an_archive_keeps_without_an_answer_is_read(kind: str) -> None:
    """ISO 28500: what was made or converted stands as it is, under its own media type."""
    head = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Target-URI: https://a.example/2021/07/08/One",
        "Content-Type: text/html",
        f"Content-Length: {len(page('One'))}",
    )
    raw = "\r\n".join(head).encode() + b"\r\n\r\n" + page("One") + b"\r\n\r\n"
    assert titles(raw + record("Two")) == ["One", "Two"]


LIES = [300, 10**6, 10**9, 2**63, -1, 0, 7, "many", ""]


@pytest.mark.parametrize("length", LIES)
@pytest.mark.parametrize("pack", PACKS)
def test_lying_length_costs_one_record(pack: Pack, length: int | str) -> None:
    raw = pack([record("One"), record("Bad", length=length), record("Three")])
    assert titles(raw) == ["One", None, "Three"]


def test_length_that_swallows_its_neighbour_exactly() -> None:
    one, two, three = record("One"), record("Two"), record("Three")
    swallowing = record("Bad", length=len(record("Bad").partition(b"\r\n\r\n")[2]) - 4 + len(one))
    assert titles(swallowing + one + two + three) == [None, "One", "Two", "Three"]


def test_page_about_archives_is_believed_when_its_digest_vouches() -> None:
    body = page("One") + b"<!-- \r\n\r\nWARC/1.0\r\n -->"
    assert titles(vouched(record("One", body=body)) + record("Two")) == ["One", "Two"]


def test_damaged_digest_is_an_error() -> None:
    damaged = vouched(record("Bad")).replace(b"commander", b"gommander")
    assert titles(record("One") + damaged + record("Three")) == ["One", None, "Three"]


def test_damaged_member_costs_itself() -> None:
    bad = bytearray(gzip.compress(record("Bad")))
    bad[60:80] = bytes(20)
    found = titles(gzip.compress(record("One")) + bytes(bad) + gzip.compress(record("Three")))
    assert (found[0], found[-1]) == ("One", "Three")
    assert found.count(None) >= 1


def test_cut_file_says_so() -> None:
    raw = packed([record("One"), record("Two")])
    found = list(documents_in(raw[:-40], "a.warc.gz", Given()))
    assert [type(x) for x in found] == [Document, ReadError]
    assert "cut short" in str(found[1])


def test_bomb_in_a_member_is_left_shut() -> None:
    bomb = gzip.compress(record("Bad", body=bytes(60_000_000)))
    raw = gzip.compress(record("One")) + bomb + gzip.compress(record("Three"))
    tracemalloc.start()
    found = titles(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found[0], found[-1]) == ("One", "Three")
    assert peak < 50_000_000


def test_bomb_in_a_page_is_left_shut() -> None:
    body = gzip.compress(bytes(15_000_000))
    raw = record("Bad", http=b"Content-Encoding: gzip\r\n", body=body) + record("Two")
    bad, two = documents_in(raw, "a.warc", Given())
    assert "unpacks to more than 200 times its size" in str(bad)
    assert isinstance(two, Document)


ONE = page("One")


@pytest.mark.parametrize(
    ("http", "body"),
    [
        (b"Content-Encoding: gzip\r\n", gzip.compress(page("One"))),
        (b"Content-Encoding: deflate\r\n", zlib.compress(page("One"))),
        (b"Content-Encoding: gzip\r\n", page("One")),
        (b"Transfer-Encoding: chunked\r\n", b"5\r\n%b\r\n%x;x\r\n%b\r\n0\r\n\r\n" % (ONE[:5], len(ONE) - 5, ONE[5:])),
        (b"Transfer-Encoding: chunked\r\n", page("One")),
    ],
)
def test_packed_and_chunked_pages(http: bytes, body: bytes) -> None:
    assert titles(record("One", http=http, body=body)) == ["One"]


def test_page_cut_by_the_crawler_is_marked() -> None:
    raw = record("One").replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date")
    (found,) = documents_in(raw, "a.warc", Given())
    assert isinstance(found, Document)
    assert "cut when it was fetched (length)" in [note.raw for note in found.provenance]


@pytest.mark.parametrize(
    ("old", "new"), [(b"200 OK", b"404 No"), (b"text/html", b"image/png"), (b"HTTP/1.1", b"ICY 1.1 ")]
)
def test_other_answers_are_no_reports(old: bytes, new: bytes) -> None:
    assert titles(record("x").replace(old, new) + record("Two")) == ["Two"]


@forall(st.lists(st.binary(max_size=40), max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_bytes_between_records_are_counted_and_cost_nothing(noise: list[bytes]) -> None:
    noise = [x for x in noise if b"WARC" not in x and not x.startswith(b"\x1f\x8b")]
    raw = record("One") + b"".join(x + b"\r\n\r\n" + record("Two") for x in noise)
    found = list(entries(raw))
    assert sum(isinstance(x, Entry) for x in found) == 1 + len(noise)
    assert sum(isinstance(x, Fault) for x in found) == sum(bool(x.strip()) for x in noise)


@forall(st.binary(max_size=400), st.integers(0, 300))
@settings(max_examples=200, deadline=None)
def test_any_damage_is_survived(damage: bytes, at: int) -> None:
    raw = packed([record("One"), record("Two")])
    found = list(entries(raw[:at] + damage + raw[at:]))
    assert all(isinstance(x, Entry | Fault) for x in found)
