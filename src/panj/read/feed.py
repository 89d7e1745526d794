"""Feeds: RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom, JSON Feed; one document an entry.

Feeds are read as they come, broken ones too: libxml2 recovers, entities of documents are never expanded, nothing is
fetched. An entry without its full text is a document of its summary, and its provenance says so.
"""

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from lxml import etree

from panj.errors import ReadError
from panj.read.clean import Block, Given, Head, assemble, tidy, web_address
from panj.read.days import outlets_own_day, stamped
from panj.read.decoding import decode
from panj.read.html import blocks_of_fragment
from panj.records import Document

_MOST = 20_000  # entries of one feed
_NAMED = re.compile(rb"&([a-zA-Z]{2,31});")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[<>]{0,1000}(?:\[.{0,1000000}?\]\s{0,100})?>", re.IGNORECASE | re.DOTALL)
_NUMBERED = re.compile(rb"&#([xX][0-9a-fA-F]{1,8}|[0-9]{1,10});")
_DECLARED = re.compile(rb"\s{0,9}<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]{2,40})")
_OF_XML = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_MEDIA = "{http://search.yahoo.com/mrss/}"


class Entry(NamedTuple):
    """What a feed says of one report, raw; `body` is HTML, `whole` tells whether it is the full text."""

    title: str = ""
    url: str = ""
    published: str = ""
    byline: str = ""
    body: str = ""
    whole: bool = True
    caption: str = ""
    credit: str = ""


class Channel(NamedTuple):
    """What a feed says of itself."""

    title: str = ""
    url: str = ""
    language: str = ""


def read_feed(raw: bytes, name: str, given: Given) -> Iterator[Document | ReadError]:
    """Yield a document for each entry of an RSS or Atom feed, and an error for each that has no text."""
    root = root_of(raw, name)
    channel, entries = entries_of(root, name)
    if not entries:
        raise ReadError(name, "the feed has no entries", advice="look again later")
    for number, element in enumerate(entries[:_MOST], 1):
        yield document_of(entry_of(element), channel, f"{name}#{number}", given)
    if len(entries) > _MOST:
        yield ReadError(
            name, f"only the first {_MOST:,} of {len(entries):,} entries were read", advice="split the feed"
        )


def entries_of(root: Any, name: str) -> tuple[Channel, list[Any]]:  # noqa: ANN401
    """Return what a feed says of itself, and its entries' elements; ReadError if it is none."""
    tags = {"item", "entry"}
    entries = [element for element in root.iter() if isinstance(element.tag, str) and local(element) in tags]
    if not entries and local(root) not in ("rss", "feed", "RDF"):
        raise ReadError(name, f"it is XML, but no feed (<{local(root)}>)", advice="Panj reads RSS, Atom and JSON Feed")
    return _channel(root), entries


def read_json_feed(feed: dict[str, Any], name: str, given: Given) -> Iterator[Document | ReadError]:
    """Yield a document for each item of a JSON Feed (jsonfeed.org, versions 1 and 1.1)."""
    channel = json_channel(feed)
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise ReadError(name, "the feed has no items", advice="look again later")
    for number, item in enumerate(items[:_MOST], 1):
        if isinstance(item, dict):
            yield document_of(json_entry(item), channel, f"{name}#{number}", given)
        else:
            yield ReadError(f"{name}#{number}", "it is no item of a feed", advice="look at the feed's source")


def json_channel(feed: dict[str, Any]) -> Channel:
    """Return what a JSON Feed says of itself."""
    return Channel(_text(feed.get("title")), _text(feed.get("home_page_url")), _text(feed.get("language")))


def json_entry(item: dict[str, Any]) -> Entry:
    """Return what a JSON Feed says of one report."""
    authors = item.get("authors") or [item.get("author")]
    people = [_text(a.get("name")) for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    text = html.escape(_text(item.get("content_text"))).replace("\n\n", "<p>")
    whole = _text(item.get("content_html")) or text
    return Entry(
        title=_text(item.get("title")),
        url=_text(item.get("url")) or _text(item.get("id")),
        published=_text(item.get("date_published")) or _text(item.get("date_modified")),
        byline=", ".join(filter(None, people)),
        body=whole or html.escape(_text(item.get("summary"))),
        whole=bool(whole),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def root_of(raw: bytes, name: str) -> Any:  # noqa: ANN401  lxml-stubs give no common type
    """Return the root of an XML document of which nothing is expanded or fetched; ReadError if it is none."""
    # entities that a document defines are refused with their definitions; &nbsp; and its like are of HTML, not of XML
    declared = _DECLARED.match(raw)
    text = decode(raw, declared[1].decode() if declared else None).text.encode("utf-8")
    text = _NUMBERED.sub(_real, _NAMED.sub(_numbered, _without_doctype(text.lstrip())))
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(name, f"it is no XML: {error}", advice="look at the feed's source") from None
    if root is None:
        raise ReadError(name, "it is no XML", advice="look at the feed's source")
    return root


def _real(found: re.Match[bytes]) -> bytes:
    """Keep a character by its number if there is such a character; libxml2 lets surrogates through."""
    digits = found[1]
    number = int(digits[1:], 16) if digits[:1] in b"xX" else int(digits)
    return b"" if 0xD800 <= number < 0xE000 or number > 0x10FFFF or number == 0 else found[0]


def _without_doctype(raw: bytes) -> bytes:
    at = raw[:4096].upper().find(b"<!DOCTYPE")
    found = _DOCTYPE.match(raw, at) if at >= 0 else None
    return raw[:at] + raw[found.end() :] if found else raw


def _numbered(found: re.Match[bytes]) -> bytes:
    character = html.unescape(found[0].decode()) if found[1] not in _OF_XML else ""
    return found[0] if len(character) != 1 else b"&#%d;" % ord(character)


def local(element: Any) -> str:  # noqa: ANN401
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _channel(root: Any) -> Channel:  # noqa: ANN401
    head = next((child for child in root if isinstance(child.tag, str) and local(child) == "channel"), root)
    said = _children(head)
    return Channel(_first(said, "title"), _link(said), _first(said, "language") or root.get(_XML_LANG, ""))


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _children(element: Any) -> dict[str, list[Any]]:  # noqa: ANN401
    """Return the children by local name, those of media kept under their whole name."""
    found: dict[str, list[Any]] = {}
    for child in element:
        if isinstance(child.tag, str):
            name = child.tag if child.tag.startswith(_MEDIA) else local(child)
            found.setdefault(name, []).append(child)
    return found


def _first(said: dict[str, list[Any]], *names: str) -> str:
    for name in names:
        for element in said.get(name, []):
            if text := "".join(element.itertext()).strip():
                return text
    return ""


def _link(said: dict[str, list[Any]]) -> str:
    for element in said.get("link", []):
        if element.get("rel", "alternate") == "alternate" and (href := element.get("href") or (element.text or "")):
            return str(href).strip()
    return ""


def entry_of(element: Any) -> Entry:  # noqa: ANN401
    """Return what an entry says of its report."""
    said = _children(element)
    authors = [_first(_children(author), "name") or (author.text or "") for author in said.get("author", [])]
    whole = _markup(said, "encoded", "content")
    media = [child for name in ("content", "group") for child in said.get(_MEDIA + name, [])]
    pictures = [_children(child) for child in [element, *media]]
    return Entry(
        title=_first(said, "title"),
        url=_link(said) or _permanent(said),
        published=_first(said, "pubDate", "published", "issued", "date", "updated", "modified"),
        byline=_first(said, "creator")
        or ", ".join(name.strip() for name in authors if "@" not in name and name.strip()),
        body=whole or _markup(said, "description", "summary"),
        whole=bool(whole),
        caption=next((text for x in pictures if (text := _first(x, _MEDIA + "description"))), ""),
        credit=next((text for x in pictures if (text := _first(x, _MEDIA + "credit"))), ""),
    )


def _permanent(said: dict[str, list[Any]]) -> str:
    return next((x.text or "" for x in said.get("guid", []) if x.get("isPermaLink", "true") != "false"), "")


def _markup(said: dict[str, list[Any]], *names: str) -> str:
    """Return the HTML of the first of these elements that has any: escaped, in CDATA, or as XHTML below it."""
    for name in names:
        for element in said.get(name, []):
            if len(element):
                return b"".join(etree.tostring(child, method="html") for child in element).decode("utf-8", "replace")
            if text := (element.text or "").strip():
                return text if element.get("type") != "text" else html.escape(text)
    return ""


def document_of(entry: Entry, channel: Channel, name: str, given: Given) -> Document | ReadError:
    """Return the document of what a feed itself holds of a report."""
    head = _head(entry, channel)
    blocks = list(blocks_of_fragment(entry.body, head.url, head.title)) if entry.body else []
    if not any(block.kind in ("paragraph", "quote") for block in blocks):
        return ReadError(name, "the entry has no text", advice=f"read its page: {entry.url}" if entry.url else "")
    pictured = [Block("caption", tidy(entry.caption) or ""), Block("credit", tidy(entry.credit) or "")]
    raw = msgspec.json.encode(entry)
    return assemble([*pictured, *blocks], head, raw, given)


def _head(entry: Entry, channel: Channel) -> Head:
    url = web_address(entry.url)
    day, at = stamped(entry.published)
    found = {
        "title": (tidy(html.unescape(entry.title)), entry.title),
        "outlet": (tidy(html.unescape(channel.title)), channel.title),
        "url": (None if url == "#" else url, entry.url),
        "published": (outlets_own_day(day, at, url), entry.published),
        "published_at": (at, entry.published),
        "byline": (tidy(entry.byline), entry.byline),
        "language": (tidy(channel.language), channel.language),
    }
    head = Head()
    for field, (value, raw) in found.items():
        head = head.with_found(field, value, "feed", raw)
    return head if entry.whole else head.with_note("text", "feed", "summary only")
