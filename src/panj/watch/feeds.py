"""`feeds.toml`: which feeds are watched, how often, and how politely (docs/watch.md)."""

import re
import tomllib
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from panj.errors import UsageError

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LENGTH = re.compile(r"([0-9]{1,6})([smhd])")

Length = Annotated[str, msgspec.Meta(pattern="^[0-9]{1,6}[smhd]$")]


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One feed: its address, the outlet of its reports, how often it is asked, whether its reports' pages are read."""

    url: Annotated[str, msgspec.Meta(pattern="^https?://")]
    outlet: str | None = None
    every: Length | None = None
    pages: bool | None = None


class Feeds(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All feeds and what holds for each that says nothing else."""

    feed: Annotated[tuple[Feed, ...], msgspec.Meta(min_length=1)]
    every: Length = "15m"
    pause: Length = "2s"
    retry: Length = "1m"
    tries: Annotated[int, msgspec.Meta(ge=1, le=100)] = 5
    timeout: Length = "30s"
    connections: Annotated[int, msgspec.Meta(ge=1, le=64)] = 8
    pages: bool = True
    allow_private: tuple[str, ...] = ()

    def every_seconds(self, feed: Feed) -> float:
        """Return how many seconds to leave between two requests for a feed."""
        return seconds(feed.every or self.every)

    def wants_pages(self, feed: Feed) -> bool:
        """Tell whether the page behind an entry without its full text is read."""
        return self.pages if feed.pages is None else feed.pages

    @property
    def servers(self) -> frozenset[tuple[str, int]]:
        """The desk's own servers, which are asked though they are not public."""
        return frozenset(server(written) for written in self.allow_private)

    def is_own(self, feed: Feed) -> bool:
        """Tell whether a feed is on one of the desk's own servers; only these may lead there."""
        parts = urlsplit(feed.url)
        return (parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)) in self.servers


def seconds(length: str) -> float:
    """Return a length of time such as 15m in seconds."""
    found = _LENGTH.fullmatch(length)
    if not found:
        raise UsageError(f"{length!r} is no length of time; write 30s, 15m, 2h or 1d")
    return float(int(found[1]) * _SECONDS[found[2]])


def server(written: str) -> tuple[str, int]:
    """Return address and port of `127.0.0.1:8080` or `[::1]:8080`."""
    address, _, port = written.rpartition(":")
    try:
        return str(ip_address(address.strip("[]"))), int(port)
    except ValueError:
        raise UsageError(f"allow_private: {written!r} is no address with a port; write 127.0.0.1:8080") from None


def load_feeds(path: Path) -> Feeds:
    """Return what a file asks for; UsageError with what is wrong and where."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        feeds = msgspec.convert(raw, Feeds)
        _ = feeds.servers
    except OSError as error:
        raise UsageError(
            f"{path}: {error.strerror or error}; name a file of feeds, as docs/watch.md shows one"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not TOML: {error}") from None
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}: {error}; docs/watch.md shows every field") from None
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None
    twice = {feed.url for feed in feeds.feed if sum(x.url == feed.url for x in feeds.feed) > 1}
    if twice:
        raise UsageError(f"{path}: {sorted(twice)[0]} stands there twice")
    return feeds
