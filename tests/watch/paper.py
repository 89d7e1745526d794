"""Newspapers on this machine: feeds and pages, and everything that goes wrong with servers."""

import json
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


def page(number: int) -> bytes:
    """Return a page about so many posts."""
    said = f"Taliban fighters seized {number + 2} border posts in Khatlon on Thursday, officials said. "
    text = said + f"The guards of post {number} left for the river with their families and their cattle. "
    body = f"<article><p>{text * 2}</p></article>"
    return f"<html><head><title>Report {number}</title></head><body>{body}</body></html>".encode()


class Paper:
    """A server whose answers are functions; it counts what was asked."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        paper = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                paper.asked[self.path] += 1
                paper.headers[self.path] = dict(self.headers)
                paper.pages.get(self.path, status(404))(self)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer((host, 0), Handler)
        self.server.daemon_threads = True
        self.at = f"{host}:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def close(self) -> None:
        """End the server."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://{self.at}{path}"

    def says(self, path: str, body: bytes, kind: str = "text/html", **headers: str) -> None:
        """Answer a path with a body."""
        self.pages[path] = status(200, body, Content_Type=kind, **headers)

    def prints(self, numbers: list[int], feed: str = "/rss") -> None:
        """List reports in a feed of summaries, and put up their pages."""
        for number in numbers:
            self.says(f"/{number}", page(number))
        self.says(feed, rss([self.url(f"/{n}") for n in numbers]), "application/rss+xml")


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    """Return what answers with a status."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(code)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(body)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """Return what answers first so, then so, and then always like the last."""
    left = list(answers)
    return lambda to: (left.pop(0) if len(left) > 1 else left[0])(to)


def cut(body: bytes) -> Answer:
    """Return what ends half-way."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Content-Length", str(len(body)))
        to.end_headers()
        to.wfile.write(body[: len(body) // 2])

    return answer


def rss(urls: list[str], text: str = "") -> bytes:
    """Return a feed of reports with a summary, or with a text."""
    items = "".join(
        f"<item><title>Item {u}</title><link>{u}</link><description>{text or 'In short: ' + u}</description></item>"
        for u in urls
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>{items}</channel></rss>'.encode()


def json_feed(url: str, number: int) -> bytes:
    """Return a JSON Feed of one report with its full text."""
    item = {"id": url, "url": url, "title": "Whole", "content_html": page(number).decode()}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": [item]}).encode()


def sitemap(days: dict[str, str]) -> bytes:
    """Return a news sitemap of pages with their days."""
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    rows = "".join(
        f"<url><loc>{u}</loc><n:news><n:publication_date>{d}</n:publication_date></n:news></url>"
        for u, d in days.items()
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><urlset xmlns="{space}" xmlns:n="{news}">{rows}</urlset>'.encode()


def sitemap_index(urls: list[str]) -> bytes:
    """Return an index of sitemaps."""
    rows = "".join(f"<sitemap><loc>{u}</loc></sitemap>" for u in urls)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><sitemapindex xmlns="{space}">{rows}</sitemapindex>'.encode()
