"""What a request must be before it is answered, and what every answer carries."""

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from panj.errors import UsageError
from panj.serve.web.access import LOOPBACK, READS, Access, Caller, Rates, needed

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
WRITES = (10.0, 60.0)  # a second, and at once: of one caller
REMOTE_READS = (100.0, 400.0)
FAILURES = (1.0, 20.0)  # requests with a token that is none of ours, of one address
Refusal = tuple[int, str]


def check_bind(host: str, access: Access, *, insecure: bool) -> None:
    """Raise UsageError for an address that others can reach, unless tokens, a proxy or `--insecure` are given."""
    if host not in LOOPBACK and not (access.tokens or access.secret or access.proxies) and not insecure:
        raise UsageError(
            f"--host {host}: others could read and write this ledger; "
            "make a token with `panj token add NAME`, name a --proxy, or say --insecure"
        )


class Guard:
    """Refuses requests for other hosts, writes from other pages, bodies that are too large, those unknown, and floods.

    The Host check defends against DNS rebinding, the Origin check against pages that post here; a request that bears a
    token of ours comes from no such page.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access
        self._writes, self._reads, self._failures = Rates(*WRITES), Rates(*REMOTE_READS), Rates(*FAILURES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with one line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        caller, refusal = self._judge(request)
        status = 0

        async def bearing(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if refusal:
            wait = {"Retry-After": "1"} if refusal[0] == 429 else None
            response = PlainTextResponse(refusal[1] + "\n", status_code=refusal[0], headers=wait)
            await response(scope, receive, bearing)
        else:
            scope.setdefault("state", {})["user"] = caller.name if caller else ""
            await self._app(scope, receive, bearing)
        if status not in (429, 421) and (request.method not in READS or status in (401, 403)):
            await run_in_threadpool(self._access.note, request, caller.name if caller else "", status)

    def _judge(self, request: Request) -> tuple[Caller | None, Refusal | None]:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        if self._access.hosts and host not in self._access.hosts:
            return None, (421, "this is not the address of this desk")
        caller, address = self._access.caller(request), request.client.host if request.client else ""
        if caller is None:
            if not self._failures.allow(address):
                return None, (429, "too many requests without a token of ours")
            return None, (401, "a token is needed: Authorization: Bearer ...; make one with `panj token add NAME`")
        who = caller.name or address
        if address not in LOOPBACK and not self._reads.allow(who):
            return caller, (429, "too many requests; wait a second")
        need = needed(request.method, request.url.path)
        if need not in caller.scopes:
            return caller, (403, f"this needs a token with the scope {need}")
        return caller, None if request.method in READS else self._of_write(request, who)

    def _of_write(self, request: Request, who: str) -> Refusal | None:
        origin = request.headers.get("origin") or request.headers.get("referer") or ""
        bearer = request.headers.get("authorization", "").lower().startswith("bearer ")
        if not bearer and urlsplit(origin).netloc != request.headers.get("host"):
            return 403, "writes must come from a page of this desk, or bear a token"
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return 413, "more than 10 MB, or of unknown length"
        return None if self._writes.allow(who) else (429, "too many writes; wait a second")
