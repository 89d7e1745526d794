"""robots.txt as RFC 9309 has it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panj.read.robots import read_robots


def allows(text: str, path: str) -> bool:
    return read_robots(text.encode()).allow("https://a.example" + path)


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /x", "/x/y", False),
        ("Disallow: /x", "/y", True),
        ("Disallow:", "/x", True),
        ("Disallow: /\nAllow: /p", "/p/1", True),
        ("Allow: /p\nDisallow: /", "/q", False),
        ("Allow: /x\nDisallow: /x", "/x", True),
        ("Disallow: /*.php", "/a/b.php?c", False),
        ("Disallow: /*.php$", "/a/b.php?c", True),
        ("Disallow: /*.php$", "/a.php/b.php", False),
        ("Disallow: /a*b*c", "/a1b2", True),
        ("Disallow: /a*b*c", "/a1b2c3", False),
        ("Disallow: /x$", "/x", False),
        ("Disallow: /x$", "/xy", True),
        ("Disallow: /a%3cd", "/a%3Cd", False),
        ("Disallow: /ü", "/%C3%BC", False),
        ("Disallow: /x # all of it", "/x", False),
        ("no line of ours", "/x", True),
    ],
)
def test_the_longest_rule_that_fits_decides(rules: str, path: str, allowed: bool) -> None:
    assert allows(f"User-agent: *\n{rules}", path) is allowed


def test_a_group_for_us_goes_before_the_one_for_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Panj\nDisallow: /x\nCrawl-delay: 5\n"
    assert allows(text, "/y")
    assert not allows(text, "/x")
    assert read_robots(text.encode()).delay == 5
    assert not allows("User-agent: panj\nDisallow: /a\nUser-agent: *\nUser-agent: panj/1.0\nDisallow: /b", "/b")


def test_worst_rules_are_matched_soon() -> None:
    robots = read_robots(b"User-agent: *\n" + (b"Disallow: /" + b"*a" * 900 + b"b$\n") * 3000)
    start = time.process_time()
    assert robots.allow("https://a.example/" + "a" * 2000)
    assert time.process_time() - start < 2


@given(st.binary(max_size=400), st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_rules(raw: bytes, path: str) -> None:
    assert read_robots(b"User-agent: *\n" + raw).allow("https://a.example/" + path) in (True, False)
