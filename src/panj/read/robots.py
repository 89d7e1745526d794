"""What a site asks of programs that read it: robots.txt (RFC 9309), with Crawl-delay."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

_LARGEST = 512_000  # bytes; RFC 9309 2.5 asks for 500 KiB at least
_LONGEST = 2_000  # characters of a path, and at most so many rules
_NAME = "panj"
_ANY = "*"
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,3})?")
_SAFE = "/:@!$&'()*+,;=~?%"


class Robots(NamedTuple):
    """Paths that may and may not be asked for, and how many seconds to leave between two requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allow(self, url: str) -> bool:
        """Tell whether an address may be asked for: the longest rule that fits decides, leave goes before refusal."""
        parts = urlsplit(url)
        path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [(len(rule), leave) for rule, leave in self.rules if _fits(rule, path)]
        return max(fitting)[1] if fitting else True


def read_robots(raw: bytes) -> Robots:
    """Return what a robots.txt asks of us; lines that say nothing are passed over."""
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    fresh = True
    for field, value in _lines(raw):
        if field == "user-agent":
            named = [] if not fresh else named
            named.append(value.lower().split("/")[0].strip())
            fresh = True
        elif field in ("allow", "disallow", "crawl-delay"):
            fresh = False
            for name in named:
                groups.setdefault(name, []).append((field, value))
        for name in named:
            groups.setdefault(name, [])
    ours = groups.get(_NAME, groups.get(_ANY, []))
    rules = tuple((_plain(value), field == "allow") for field, value in ours if field != "crawl-delay" and value)
    delays = [float(value) for field, value in ours if field == "crawl-delay" and _NUMBER.fullmatch(value)]
    return Robots(rules[:_LONGEST], max(delays, default=None))


def _lines(raw: bytes) -> Iterator[tuple[str, str]]:
    whole = raw if len(raw) <= _LARGEST else raw[: raw.rfind(b"\n", 0, _LARGEST) + 1]  # half a rule is another rule
    for line in whole.decode("utf-8", "replace").lstrip("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().lower(), value.strip()[:_LONGEST]


def _plain(path: str) -> str:
    return quote(unquote(path[:_LONGEST], errors="replace"), safe=_SAFE)


def _fits(rule: str, path: str) -> bool:
    """Tell whether a path begins as a rule says; `*` is anything, `$` at its end is the end."""
    ends = rule.endswith("$")
    first, *rest = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for i, piece in enumerate(rest):
        if ends and i == len(rest) - 1:
            return path.endswith(piece) and len(path) - len(piece) >= at
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not ends or at == len(path)
