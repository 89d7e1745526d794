"""What a request must be before it is answered, and what every answer carries."""

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

from panj.errors import UsageError

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
MOST_BYTES = 10 * 1024 * 1024
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser says "Origin: null" when a form is sent
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
READS = frozenset({"GET", "HEAD", "OPTIONS"})
Next = Callable[[Request], Awaitable[Response]]


def check_bind(host: str, *, token: str | None, insecure: bool) -> None:
    """Raise UsageError for an address that others can reach, unless a token or `--insecure` is given."""
    if host not in LOOPBACK and not token and not insecure:
        raise UsageError(f"--host {host}: others could read and write this ledger; give --token-file, or --insecure")


class Guard:
    """Refuses requests for other hosts, writes from other pages, bodies that are too large, and missing tokens.

    The Host check defends against DNS rebinding, the Origin check against pages that post here. A token is compared by
    its SHA-256 in constant time.
    """

    def __init__(self, hosts: frozenset[str], token_sha256: str | None) -> None:
        self._hosts, self._token = hosts, token_sha256

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Answer a request, or refuse it with one line."""
        refusal = self._refusal(request)
        response = PlainTextResponse(refusal[1] + "\n", status_code=refusal[0]) if refusal else await call_next(request)
        response.headers.update({k: v for k, v in HEADERS.items() if k not in response.headers})
        return response

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        if self._hosts and host not in self._hosts:
            return 421, "this is not the address of this desk"
        if request.method not in READS:
            origin = request.headers.get("origin") or request.headers.get("referer") or ""
            if urlsplit(origin).netloc != request.headers.get("host"):
                return 403, "writes must come from a page of this desk"
            if int(request.headers.get("content-length") or MOST_BYTES + 1) > MOST_BYTES:
                return 413, "more than 10 MB, or of unknown length"
        if self._token and not self._knows(request):
            return 401, "a token is needed: Authorization: Bearer ..."
        return None

    def _knows(self, request: Request) -> bool:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        digest = hashlib.sha256(given.encode()).hexdigest()
        return kind.lower() == "bearer" and hmac.compare_digest(digest, self._token or "")
