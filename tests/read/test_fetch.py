"""The network chokepoint: where it goes, where it never goes, what it takes."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from panj.errors import FetchError, ReadError
from panj.read import documents_of_answer
from panj.read.addresses import is_public
from panj.read.fetch import Rules, checked, fetch
from panj.records import Document

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server on this machine whose pages are functions; it notes what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                site.pages[self.path](self)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.rules = Rules(ports=frozenset((80, 443, self.port)), also=("127.0.0.1/32",), seconds=5)

    def url(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def says(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(status)
            for name, value in {"Content_Length": str(len(body)), **headers}.items():
                to.send_header(name.replace("_", "-"), value)
            to.end_headers()
            to.wfile.write(body)

        self.pages[path] = answer


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    thread = threading.Thread(target=found.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    thread.join()


def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "172.31.0.1",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:0:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001:0:53aa:64c::1",
        "2001:db8::1",
        "2a00::5efe:7f00:1",
        "2a00::200:5efe:a00:1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "5f00::1",
        "localhost",
        "",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.0.6.139", "2a00:1450::1", "64:ff9b::808:808", "2002:808:808::1"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example/x",
        "gopher://news.example",
        "javascript:alert(1)",
        "http://",
        "http://news.example:22/",
        "http://news.example:6379/",
        "http://user:pass@news.example/",
        "http://[::1/",
        "http://news.example:99999/",
        "//news.example/x",
    ],
)
def test_schemes_ports_and_names_that_are_refused(url: str) -> None:
    with pytest.raises(FetchError):
        checked(url, url, Rules(), lambda host, port: ["8.8.8.8"])


@pytest.mark.parametrize("host", ["127.0.0.1", "0x7f000001", "2130706433", "127.1", "0177.0.0.1", "[::1]", "localhost"])
def test_loopback_in_every_spelling_is_refused(host: str) -> None:
    with pytest.raises(FetchError, match=r"not public|not known"):
        fetch(f"http://{host}/")


def test_one_bad_address_among_good_ones_refuses_the_name() -> None:
    with pytest.raises(FetchError, match="not public"):
        checked("http://a.example/", "x", Rules(), lambda host, port: ["8.8.8.8", "10.0.0.1"])


def test_page_is_fetched_under_its_own_name(site: Site) -> None:
    site.says("/a?b=c", b"hello", Content_Type="text/html; charset=koi8-r")
    found = fetch(site.url("/a?b=c"), rules=site.rules, resolve=here)
    assert (found.status, found.body, found.media_type, found.charset) == (200, b"hello", "text/html", "koi8-r")
    (path, headers) = site.asked[0]
    assert (path, headers["Host"]) == ("/a?b=c", f"news.example:{site.port}")
    assert "Cookie" not in headers


def test_name_that_resolves_elsewhere_the_next_moment_gains_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.says("/", b"hello")
    asked: list[str] = []

    def first(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    def later(host: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401
        return look_up("10.0.0.1" if host == "news.example" else host, *rest, **more)

    look_up = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", later)
    assert fetch(site.url("/"), rules=site.rules, resolve=first).body == b"hello"
    assert asked == ["news.example"]  # looked up once: what was checked is what was connected to


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:{port}/secret",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "file:///etc/passwd",
        "http://news.example:22/",
        "//10.0.0.1/",
    ],
)
def test_redirect_is_checked_like_the_first_request(site: Site, location: str) -> None:
    site.says("/secret", b"secret")
    site.says("/", b"", 302, Location=location.format(port=site.port))
    rules = Rules(ports=site.rules.ports, also=("203.0.113.7/32",), seconds=5)
    table = {"news.example": "127.0.0.1"}

    def resolve(host: str, port: int) -> list[str]:
        return [table.get(host, host)]

    first = Rules(ports=site.rules.ports, also=("127.0.0.1/32",), seconds=5)
    with pytest.raises(FetchError):
        fetch(site.url("/"), rules=rules, resolve=resolve)
    if "127.0.0.1:" not in location:
        with pytest.raises(FetchError):
            fetch(site.url("/"), rules=first, resolve=resolve)
    assert "/secret" not in [path for path, _ in site.asked]


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.says("/a", b"", 301, Location="b")
    site.says("/b", b"there")
    found = fetch(site.url("/a"), rules=site.rules, resolve=here)
    assert (found.body, found.url) == (b"there", site.url("/b"))
    site.says("/loop", b"", 302, Location="/loop")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(site.url("/loop"), rules=site.rules, resolve=here)
    assert [path for path, _ in site.asked].count("/loop") == 6


def test_large_answer_is_refused(site: Site) -> None:
    site.says("/", b"x" * 300_000)
    rules = Rules(ports=site.rules.ports, also=site.rules.also, most_bytes=200_000)
    with pytest.raises(FetchError, match="larger than 200,000"):
        fetch(site.url("/"), rules=rules, resolve=here)


def test_packed_answer_is_unpacked(site: Site) -> None:
    site.says("/", gzip.compress(b"hello " * 1000), Content_Encoding="gzip")
    assert fetch(site.url("/"), rules=site.rules, resolve=here).body == b"hello " * 1000


def test_bomb_is_refused_by_its_ratio(site: Site) -> None:
    site.says("/", gzip.compress(bytes(9_000_000)), Content_Encoding="gzip")
    with pytest.raises(FetchError, match="200 times"):
        fetch(site.url("/"), rules=site.rules, resolve=here)


@pytest.mark.parametrize("packing", ["br", "gzip, gzip", "compress"])
def test_other_packings_are_refused(site: Site, packing: str) -> None:
    site.says("/", b"x", Content_Encoding=packing)
    with pytest.raises(FetchError, match="packed as"):
        fetch(site.url("/"), rules=site.rules, resolve=here)


def test_what_cannot_be_unpacked_is_an_error(site: Site) -> None:
    site.says("/", b"no gzip", Content_Encoding="gzip")
    with pytest.raises(FetchError, match="cannot be unpacked"):
        fetch(site.url("/"), rules=site.rules, resolve=here)


def test_answer_cut_short_is_an_error(site: Site) -> None:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Content-Length", "1000")
        to.end_headers()
        to.wfile.write(b"only this")

    site.pages["/"] = answer
    with pytest.raises(FetchError, match="cut short"):
        fetch(site.url("/"), rules=site.rules, resolve=here)


@pytest.mark.parametrize("phase", ["headers", "body"])
def test_slow_drip_ends_at_the_deadline(site: Site, phase: str) -> None:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.end_headers() if phase == "body" else to.flush_headers()
        try:
            for _ in range(100):
                to.wfile.write(b"X-A: b\r\n")
                to.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    site.pages["/"] = answer
    rules = Rules(ports=site.rules.ports, also=site.rules.also, seconds=0.5)
    start = time.monotonic()
    with pytest.raises(FetchError, match="too long"):
        fetch(site.url("/"), rules=rules, resolve=here)
    assert time.monotonic() - start < 2


def test_unchanged_page_is_told(site: Site) -> None:
    site.says("/", b"", 304, ETag='"1"')
    found = fetch(site.url("/"), rules=site.rules, resolve=here, headers={"If-None-Match": '"1"'})
    assert (found.status, found.headers["etag"]) == (304, '"1"')
    assert site.asked[0][1]["If-None-Match"] == '"1"'


@pytest.mark.parametrize("status", [404, 500, 403])
def test_refusal_is_one_clear_line(site: Site, status: int) -> None:
    site.says("/", b"no", status)
    with pytest.raises(FetchError, match=f"the server answers {status}"):
        fetch(site.url("/"), rules=site.rules, resolve=here)


def test_https_is_not_spoken_to_a_server_without_it(site: Site) -> None:
    with pytest.raises(FetchError, match="connection failed"):
        fetch(f"https://news.example:{site.port}/", rules=site.rules, resolve=here)


def test_proxies_of_the_environment_are_not_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    site.says("/", b"hello")
    assert fetch(site.url("/"), rules=site.rules, resolve=here).body == b"hello"


def test_page_by_its_address_goes_through_the_door_of_its_media_type(site: Site) -> None:
    text = "The guards said on Monday that the post on the river had been taken back by their own men. "
    page = (
        f"<html><head><title>Посты</title></head><body><article><p>{text * 3}</p><p>Даргаҳ.</p></article></body></html>"
    )
    site.says("/2021/07/08/a", page.encode("utf-16"), Content_Type="text/html; charset=utf-16")
    answer = fetch(site.url("/2021/07/08/a"), rules=site.rules, resolve=here)
    (found,) = documents_of_answer(answer)
    assert isinstance(found, Document)
    assert (found.title, found.url, str(found.published)) == ("Посты", site.url("/2021/07/08/a"), "2021-07-08")
    assert "Даргаҳ." in found.text


@pytest.mark.parametrize(
    ("media", "body"), [("image/png", b"\x89PNG"), ("text/html", b"  "), ("application/pdf", b"%PDF-1.4\0\0\0\0\0\0")]
)
def test_what_is_no_text_is_one_clear_line(site: Site, media: str, body: bytes) -> None:
    site.says("/x", body, Content_Type=media)
    (error,) = documents_of_answer(fetch(site.url("/x"), rules=site.rules, resolve=here))
    assert isinstance(error, ReadError)
    assert str(error).startswith(site.url("/x"))


def test_own_server_is_asked_at_its_port_and_nothing_beside_it(site: Site) -> None:
    rules = Rules(servers=frozenset((("127.0.0.1", site.port),)), seconds=5)
    site.says("/", b"hello")
    site.says("/out", b"", 302, Location=f"http://127.0.0.1:{site.port + 1}/secret")
    site.says("/web", b"", 302, Location="http://127.0.0.1/secret")
    assert fetch(site.url("/"), rules=rules, resolve=here).body == b"hello"
    for path in ("/out", "/web"):
        with pytest.raises(FetchError, match=r"not asked|not public"):
            fetch(site.url(path), rules=rules, resolve=here)
    with pytest.raises(FetchError, match="is not asked"):
        checked(site.url("/"), "x", rules, lambda host, port: ["8.8.8.8"])


def test_own_server_is_not_asked_without_being_named(site: Site) -> None:
    site.says("/", b"secret")
    with pytest.raises(FetchError, match="is not asked"):
        fetch(site.url("/"), resolve=here)
    assert site.asked == []


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("120", 120, 120),
        ("0", 0, 0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 2.5e11, 2.6e11),
    ],
)
def test_refusal_says_how_long_the_server_wants_to_be_left_alone(
    site: Site, said: str, least: float, most: float
) -> None:
    site.says("/", b"", 503, Retry_After=said)
    with pytest.raises(FetchError) as refused:
        fetch(site.url("/"), rules=site.rules, resolve=here)
    assert refused.value.status == 503
    assert refused.value.later is not None
    assert least <= refused.value.later <= most


@pytest.mark.parametrize("said", ["", "soon", "-1", "9" * 400, "Fri, 99 Foo 2099"])
def test_what_no_server_should_say_of_later_is_passed_over(site: Site, said: str) -> None:
    site.says("/", b"", 429, Retry_After=said)
    with pytest.raises(FetchError) as refused:
        fetch(site.url("/"), rules=site.rules, resolve=here)
    assert (refused.value.status, refused.value.later) == (429, None)
