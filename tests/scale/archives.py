"""Archives made for the tests."""

import gzip
from pathlib import Path

SAID = "Taliban fighters seized {} border posts in Khatlon on Thursday, officials said. The guards left for the river. "


def page(number: int) -> bytes:
    """Return a page about so many posts."""
    body = f"<article><p>{SAID.format(number + 2) * 2}</p></article>"
    return f"<html><head><title>Report {number}</title></head><body>{body}</body></html>".encode()


def record(number: int, body: bytes | None = None) -> bytes:
    """Return the record of a page."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + (page(number) if body is None else body)
    head = (
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: https://a.example/2021/07/08/{number}",
        f"Content-Length: {len(block)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def archive(path: Path, count: int, damaged: int | None = None) -> Path:
    """Write an archive of `count` pages, one of which cannot be unpacked."""
    members = [gzip.compress(record(i), mtime=0) for i in range(count)]
    if damaged is not None:
        member = bytearray(members[damaged])
        member[len(member) // 2 : len(member) // 2 + 20] = b"\xff" * 20
        members[damaged] = bytes(member)
    path.write_bytes(b"".join(members))
    return path
