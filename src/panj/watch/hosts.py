"""Politeness: one request at a time to a host, a pause between two, and what its robots.txt asks."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from panj.errors import FetchError
from panj.read.fetch import Fetched
from panj.read.robots import Robots, read_robots

Ask = Callable[[str, Mapping[str, str], bool], Fetched]
"""Fetches an address with some headers; the last argument tells whether the desk's own servers may be asked."""

DAY = 86_400.0
_SLOWEST = 60.0  # seconds; a longer Crawl-delay is a way of saying no, which robots.txt can say plainly
NOTHING = Robots()


class RefusedError(FetchError):
    """The site asks programs to stay away from an address."""


class Host:
    """One site: when it may be asked again, whether it is being asked, and its robots.txt for a day."""

    def __init__(self, pause: float) -> None:
        self.free = 0.0
        self.busy = False
        self._pause = pause
        self._robots = NOTHING
        self._known_until = 0.0

    def asked(self, now: float, later: float | None = None) -> None:
        """Note that a request has ended; `later` is how long the site wants to be left alone."""
        delay = min(self._robots.delay or 0.0, _SLOWEST)
        self.busy = False
        self.free = now + max(self._pause, delay, min(later or 0.0, DAY))

    def bring_forward(self, seconds: float) -> None:
        """Let what is put off be due sooner: the clock has gone back by so much."""
        self.free -= seconds
        self._known_until -= seconds

    def fetch(self, ask: Ask, url: str, headers: Mapping[str, str], own: bool, now: float) -> Fetched:
        """Return what is at an address if the site lets programs ask for it; FetchError if not."""
        if now >= self._known_until:
            self._robots = _robots(ask, url, own)
            self._known_until = now + DAY
        if not self._robots.allow(url):
            raise RefusedError(url, "the site's robots.txt asks programs not to read it", advice="ask the site")
        return ask(url, headers, own)


def _robots(ask: Ask, url: str, own: bool) -> Robots:
    """Return what a site asks; a site without robots.txt asks nothing, one that fails is asked again later."""
    parts = urlsplit(url)
    try:
        return read_robots(ask(f"{parts.scheme}://{parts.netloc}/robots.txt", {}, own).body)
    except FetchError as error:
        if error.status is not None and 400 <= error.status < 500 and error.status != 429:
            return NOTHING
        raise
