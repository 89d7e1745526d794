"""The one place where Panj reaches the network.

Only http and https, only ports 80 and 443, only public addresses: every address that a name resolves to is checked, the
connection goes to an address that was checked (a name that resolves differently the next moment gains nothing), and
each redirect is checked as the first request was. Bytes, decompression and time are capped. No proxies, cookies or
credentials.
"""

import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib import metadata
from ipaddress import ip_address, ip_network
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from panj.errors import FetchError
from panj.read.addresses import is_public
from panj.read.packing import unpacked

Resolve = Callable[[str, int], Sequence[str]]

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PORTS = {"http": 80, "https": 443}
_CHUNK = 65_536
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/json;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What a request may cost and where it may go.

    `most_bytes` counts the body as it is after decompression, `ratio` is how many times larger than what came over the
    wire it may grow, `seconds` the whole exchange with its redirects; `also` names networks that may be asked though
    they are not public, `ports` the ports, `servers` addresses with their one port (a desk's own server).
    """

    most_bytes: int = 10_000_000
    ratio: int = 200
    seconds: float = 30.0
    redirects: int = 5
    ports: frozenset[int] = frozenset((80, 443))
    also: tuple[str, ...] = ()
    servers: frozenset[tuple[str, int]] = frozenset()


RULES = Rules()


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What came back: the last address asked, its status (200 or 304), headers by lower-case name, and the body."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The media type without its parameters, "" if the server names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server names."""
        found = re.search(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{2,40})", self.headers.get("content-type", ""), re.I)
        return found[1] if found else None


class Target(NamedTuple):
    """A request that may be made: where to, and the address that was checked for it."""

    parts: SplitResult
    host: str
    port: int
    address: str


def resolved(host: str, port: int) -> Sequence[str]:
    """Return every address that the system knows for a host."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(
    url: str, *, rules: Rules = RULES, resolve: Resolve = resolved, headers: Mapping[str, str] | None = None
) -> Fetched:
    """Return what is at an address; FetchError if it must not be asked, does not answer, or sends too much.

    `headers` are for conditional requests (If-None-Match, If-Modified-Since); then the status may be 304.
    """
    deadline = time.monotonic() + rules.seconds
    at = url
    for _ in range(rules.redirects + 1):
        target = checked(at, url, rules, resolve)
        with _answer(target, url, deadline, headers or {}) as answer:
            if answer.status not in _REDIRECTS:
                return _read(answer, at, url, rules)
            at = urljoin(at, answer.getheader("Location") or "")
    raise FetchError(url, f"more than {rules.redirects} redirects", advice="open it in a browser and save the page")


def checked(at: str, url: str, rules: Rules, resolve: Resolve) -> Target:
    """Return the target of a request to `at`, or FetchError in the name of `url` if it must not be made."""
    try:
        parts = urlsplit(at.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise FetchError(url, f"{at!r} is no address: {error}", advice="check the address") from None
    if parts.scheme not in _PORTS or not host:
        raise FetchError(url, f"{at!r} is no http or https address", advice="Panj follows no others")
    if port not in rules.ports and port not in {own for _, own in rules.servers}:
        raise FetchError(url, f"port {port} is not asked", advice="only the ports of the web are")
    if parts.username is not None or parts.password is not None:
        raise FetchError(url, "the address holds a name or a password", advice="leave them out")
    return Target(parts, host, port, _address(host, port, url, rules, resolve))


def _address(host: str, port: int, url: str, rules: Rules, resolve: Resolve) -> str:
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
        found = list(resolve(name, port))
    except (OSError, UnicodeError) as error:
        raise FetchError(url, f"{host} is not known ({error})", advice="check the name and the connection") from None
    if not found:
        raise FetchError(url, f"{host} has no address", advice="check the name and the connection")
    for address in found:
        if (address, port) in rules.servers:
            continue
        if port not in rules.ports:
            raise FetchError(url, f"port {port} of {address} is not asked", advice="only the ports of the web are")
        if not is_public(address) and not _allowed(address, rules.also):
            raise FetchError(
                url, f"{host} is at {address}, which is not public", advice="Panj asks public servers only"
            )
    return found[0]


def _allowed(address: str, networks: Sequence[str]) -> bool:
    try:
        return any(ip_address(address) in ip_network(network) for network in networks)
    except ValueError:
        return False


@contextmanager
def _answer(
    target: Target, url: str, deadline: float, headers: Mapping[str, str]
) -> Iterator[http.client.HTTPResponse]:
    """Give the answer to a request. A watch shuts the connection at the deadline, however slowly the bytes come."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(url, "it took too long", advice="try again later")
    connection = _Connection(target, left)
    watch = threading.Timer(left, connection.cut)
    watch.daemon = True
    try:
        watch.start()
        try:
            connection.connect()
            connection.request("GET", _path(target.parts), headers=_headers(target, headers))
            with connection.getresponse() as answer:
                yield answer
        finally:
            watch.cancel()
        if connection.was_cut:  # an answer that ends with its connection looks whole
            raise TimeoutError
    except (OSError, http.client.HTTPException, ValueError) as error:
        late = connection.was_cut or time.monotonic() >= deadline
        why = "it took too long" if late else f"the connection failed ({str(error) or type(error).__name__})"
        raise FetchError(url, why, advice="try again later") from None
    finally:
        connection.release()


class _Connection(http.client.HTTPConnection):
    """A connection to the address that was checked, under the name that was asked for."""

    def __init__(self, target: Target, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self._target = target
        self.was_cut = False
        self._held: socket.socket | None = None

    def connect(self) -> None:
        """Open the connection, with TLS for https."""
        # `_held` is ours: http.client lets go of its socket before the body is read
        self._held = socket.create_connection((self._target.address, self._target.port), self.timeout)
        if self._target.parts.scheme == "https":
            context = ssl.create_default_context()
            secured = context.wrap_socket(self._held, server_hostname=self._target.host, do_handshake_on_connect=False)
            self._held = secured
            secured.do_handshake()
        self.sock = self._held

    def release(self) -> None:
        """Close everything."""
        self.close()
        if self._held is not None:
            self._held.close()

    def cut(self) -> None:
        """Shut the connection from another thread; whoever reads from it stops."""
        self.was_cut = True
        if self._held is not None:
            try:
                socket.socket.shutdown(self._held, socket.SHUT_RDWR)  # TLS's own would wait for a lock
            except OSError:  # it is shut already
                return


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else path


def _headers(target: Target, more: Mapping[str, str]) -> dict[str, str]:
    shown = f"[{target.host}]" if ":" in target.host else target.host.encode("idna").decode("ascii")
    named = shown if target.port == _PORTS[target.parts.scheme] else f"{shown}:{target.port}"
    own = {
        "Host": named,
        "User-Agent": f"Panj/{metadata.version('panj')}",
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    return {**own, **more}


def _read(answer: http.client.HTTPResponse, at: str, url: str, rules: Rules) -> Fetched:
    headers = {name.lower(): value for name, value in answer.getheaders()}
    if answer.status == 304:
        return Fetched(url=at, status=304, headers=headers)
    if answer.status != 200:
        why = f"the server answers {answer.status} {answer.reason}"[:200]
        raise FetchError(url, why, advice="check the address", status=answer.status, later=_later(headers))
    return Fetched(url=at, status=200, headers=headers, body=_body(answer, headers, url, rules))


def _later(headers: Mapping[str, str]) -> float | None:
    """Return how many seconds the server asks to be left alone (Retry-After: seconds or a day, RFC 9110 10.2.3)."""
    said = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", said):
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time()) if said else None
    except (ValueError, OverflowError):
        return None


def _body(answer: http.client.HTTPResponse, headers: Mapping[str, str], url: str, rules: Rules) -> bytes:
    came = 0

    def chunks() -> Iterator[bytes]:
        nonlocal came
        while chunk := answer.read(_CHUNK):
            came += len(chunk)
            yield chunk

    try:
        packing = headers.get("content-encoding", "")
        body = unpacked(chunks(), packing, most=rules.most_bytes, ratio=rules.ratio)
    except (http.client.HTTPException, OSError):
        raise
    except ValueError as error:
        raise FetchError(url, str(error), advice="save the page from a browser") from None
    length = headers.get("content-length", "")
    if answer.length or (length.isdigit() and came < int(length)):
        raise FetchError(url, "the answer was cut short", advice="try again later")
    return body
