"""Who asks, and what they may do: a token, a person whom a trusted proxy names, or whoever sits at this machine."""

import hmac
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.requests import Request

from panj.serve.tokens import SCOPES, Tokens, Use, digest

READS = frozenset({"GET", "HEAD", "OPTIONS"})
INGEST = frozenset({"/add", "/api/v1/documents"})  # what adds reports
ADMIN = frozenset({"/api/v1/audit"})  # what only an admin may read
LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
USER_HEADER = "x-forwarded-user"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Somebody who asks; `name` is "" for whoever sits at this machine."""

    name: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Access:
    """What a desk asks of those who ask it.

    `hosts` are the names it answers to, all if empty. `open` lets everybody in without a token. `secret` is the SHA-256
    of one token with every scope. A user's name in `user_header` counts only from the addresses in `proxies`.
    """

    hosts: frozenset[str] = frozenset(h.strip("[]") for h in LOOPBACK)
    open: bool = True
    tokens: Tokens | None = None
    secret: str | None = None
    proxies: frozenset[str] = frozenset()
    user_header: str = USER_HEADER

    def caller(self, request: Request) -> Caller | None:
        """Return who asks; None for nobody we know, also if the token that they show is none of ours."""
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self._bearer(given.strip())
        address = request.client.host if request.client else ""
        user = request.headers.get(self.user_header, "").strip()[:80]
        if user and address in self.proxies:
            return Caller(name=user, scopes=SCOPES)
        return Caller(name="", scopes=SCOPES) if self.open else None

    def _bearer(self, given: str) -> Caller | None:
        if self.secret and hmac.compare_digest(digest(given), self.secret):
            return Caller(name="token", scopes=SCOPES)
        found = self.tokens.find(given, datetime.now(UTC)) if self.tokens else None
        return Caller(name=found.name, scopes=found.scopes) if found else None

    def note(self, request: Request, who: str, status: int) -> None:
        """Keep a line about a write or a refusal, where there is a file for it."""
        if self.tokens:
            address = request.client.host if request.client else ""
            path = request.url.path[:200]
            now = datetime.now(UTC)
            self.tokens.note(Use(at=now, who=who, address=address, method=request.method, path=path, status=status))


def needed(method: str, path: str) -> str:
    """Return the scope that a request needs."""
    if method in READS:
        return "admin" if path in ADMIN else "read"
    return "ingest" if path in INGEST else "admin"


@dataclass
class Rates:
    """How often each may ask: `burst` at once, then `each_second`. Those who asked longest ago are forgotten first."""

    each_second: float
    burst: float
    clock: Callable[[], float] = time.monotonic
    most: int = 10_000
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def allow(self, who: str) -> bool:
        """Tell whether this one may ask now, and count it."""
        now = self.clock()
        left, at = self._left.pop(who, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.each_second)
        self._left[who] = (left - 1 if left >= 1 else left, now)
        while len(self._left) > self.most:
            self._left.popitem(last=False)
        return left >= 1
