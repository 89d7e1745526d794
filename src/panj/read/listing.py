"""What is listed at an address: the entries of a feed, the pages of a news sitemap, the sitemaps of an index."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from panj.errors import ReadError
from panj.read.clean import Given, web_address
from panj.read.days import stamped
from panj.read.feed import Entry, document_of, entries_of, entry_of, json_channel, json_entry, local, root_of
from panj.read.fetch import Fetched
from panj.records import Document, fingerprint

_MOST = 20_000  # entries that are looked at
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ref_src")


class Item(NamedTuple):
    """One report that is listed.

    `key` is what it is known by, `url` its page, `document` what the list itself says of it, `whole` whether that is
    the full text.
    """

    key: str
    url: str | None = None
    published: date | None = None
    document: Document | None = None
    whole: bool = False


class Listing(NamedTuple):
    """The reports that are listed, and the addresses of further lists."""

    items: tuple[Item, ...] = ()
    further: tuple[str, ...] = ()


def listing(answer: Fetched, given: Given) -> Listing:
    """Return what is listed in an answer; ReadError if it is no list."""
    if answer.body.lstrip()[:1] == b"{":
        return Listing(tuple(islice(_of_json(answer, given), _MOST)))
    root = root_of(answer.body, answer.url)
    if local(root) == "sitemapindex":
        return Listing(further=tuple(islice(_further(root), _MOST)))
    if local(root) == "urlset":
        return Listing(tuple(islice(_of_sitemap(root), _MOST)))
    channel, elements = entries_of(root, answer.url)
    return Listing(tuple(_item(entry_of(x), channel, answer.url, given) for x in elements[:_MOST]))


def _of_json(answer: Fetched, given: Given) -> Iterator[Item]:
    try:
        feed = msgspec.json.decode(answer.body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadError(answer.url, f"no JSON Feed: {error}", advice="look at it in a browser") from None
    items = feed.get("items")
    if "jsonfeed.org" not in str(feed.get("version")) or not isinstance(items, list):
        raise ReadError(answer.url, "it is JSON, but no feed", advice="Panj reads RSS, Atom and JSON Feed")
    for item in items:
        if isinstance(item, dict):
            yield _item(json_entry(item), json_channel(feed), answer.url, given)


def _item(entry: Entry, channel: Any, name: str, given: Given) -> Item:  # noqa: ANN401
    found = document_of(entry, channel, name, given)
    url = web_address(entry.url)
    url = None if url == "#" else url
    document = found if isinstance(found, Document) else None
    key = known_by(url) if url else fingerprint(name, entry.title, entry.published, entry.body)
    return Item(key, url, stamped(entry.published)[0], document, entry.whole and document is not None)


def _further(root: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the sitemaps of an index, the last changed first."""
    found = [(_said(child, "lastmod"), web_address(_said(child, "loc"))) for child in root]
    yield from (url for _, url in sorted(found, key=lambda x: x[0], reverse=True) if url and url != "#")


def _of_sitemap(root: Any) -> Iterator[Item]:  # noqa: ANN401
    for child in root:
        url = web_address(_said(child, "loc"))
        if url and url != "#":
            day = _said(child, "publication_date") or _said(child, "lastmod")
            yield Item(known_by(url), url, stamped(day)[0])


def _said(element: Any, name: str) -> str:  # noqa: ANN401
    found = (x.text or "" for x in element.iter() if isinstance(x.tag, str) and local(x) == name)
    return next(found, "").strip()


def known_by(url: str) -> str:
    """Return an address without what only tells how a reader came there."""
    parts = urlsplit(url)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.lower().startswith(_TRACKING)]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", urlencode(query), ""))
