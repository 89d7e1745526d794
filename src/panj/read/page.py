"""Our own walk over a page: its blocks in order, with links and what surrounds them.

It finds no body: that is trafilatura's part (html.py). It says of each block what it is and where its links are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple
from urllib.parse import urljoin

from lxml import etree

from panj.read.clean import Block, Writer, tidy, web_address

Where = Literal["", "caption", "credit", "related", "quote", "heading"]

MOST_ELEMENTS = 100_000
_DEEPEST = 200  # libxml2 drops what lies deeper than 256 elements, and what follows it, without a word
_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
_UNREAD_NAMES = """
    head script style noscript template svg iframe object select button textarea math canvas audio video map
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNREAD = frozenset(_UNREAD_NAMES.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CAPTION = re.compile(r"\b(?:wp-)?caption\b|caption-?text|image-?caption|photo-?caption|figcaption|media-?caption")
_CREDIT = re.compile(r"\bcredits?\b|photo-?credit|image-?credit|copyright-?holder|photo-?author|image-?source")
_RELATED = re.compile(
    r"\brelated|\bread-?(?:more|also|next|too)\b|\bsee-?also\b|\bmore-?(?:stories|news|on|from)\b|\brecommend"
    r"|\bmost-?(?:read|popular|viewed)\b|\btrending\b|\byou-?may-?(?:also-?)?like"
)


_HEAD = 5000  # characters
_CLOSED_ROOT = re.compile(r"(<html\b[^<>]{0,500}?)\s{0,5}/>", re.IGNORECASE)  # "<html lang='en'/>" ends a page at once


class Piece(NamedTuple):
    """A block of the page and what surrounds it there."""

    block: Block
    where: Where


@dataclass
class Walk:
    """The blocks of a page in order and how many elements it has (those that hold no text left out).

    `deep` if it nests deeper than a parser can be trusted with; `endless` if the walk stopped at MOST_ELEMENTS.
    """

    pieces: list[Piece]
    elements: int = 0
    deep: bool = False

    @property
    def endless(self) -> bool:
        """Tell whether there is more on the page."""
        return self.elements > MOST_ELEMENTS


def parsed(text: str) -> Any:  # noqa: ANN401  lxml-stubs know no HtmlElement
    """Return the tree of a page; None if there is none."""
    from lxml import html

    # huge_tree moves the depth at which libxml2 drops text from 256 to 2,048; `walked` tells when that is near
    # comments inside a paragraph would cost trafilatura the paragraph
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    text = _CLOSED_ROOT.sub(r"\1>", text[:_HEAD].replace("\0", "")) + text[_HEAD:].replace("\0", "")
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def walked(tree: Any) -> Walk:  # noqa: ANN401
    """Return the blocks of a page; their links are as the page has them (`resolved` makes them whole)."""
    walk = Walk([])
    walker = _Walker()
    walk.pieces.extend(walker.pieces(tree))
    walk.deep = walker.deepest > _DEEPEST
    walk.elements = walker.elements
    return walk


def flat(text: str) -> str:
    """Return a page with every element that nests taken out, so that no text is lost to the parser's limit."""
    return _EMPTY.sub("<p>", _TAG.sub(_flattened, _without_code(text)))


def _without_code(text: str) -> str:
    """Return a page without its scripts and styles, in one pass: what is opened and never closed is left as it is."""
    kept, at, closed = [], 0, {"script": True, "style": True}
    for opening in _OPENED.finditer(text):
        name = opening[1].lower()
        if opening.start() < at or not closed[name]:
            continue
        closing = _CLOSED[name].search(text, opening.end())
        closed[name] = closing is not None
        if closing:
            kept.append(text[at : opening.start()])
            at = closing.end()
    return " ".join((*kept, text[at:]))


def _flattened(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    return tag[0] if name in _FLAT else "<p>" if name in _BLOCKS else " "


_FLAT = frozenset(("html", "head", "body", "title", "meta", "link", "p", "h1", "h2", "h3", "a", "time", "li", "br"))
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,5000}>")
_EMPTY = re.compile(r"(?:<p>\s*){2,}")
_OPENED = re.compile(r"<(script|style)\b[^<>]{0,2000}>", re.IGNORECASE)
_CLOSED = {name: re.compile(rf"</{name}\s{{0,10}}>", re.IGNORECASE) for name in ("script", "style")}


class _Walker:
    """Carries the state of one walk: the block being written, open links, what surrounds them."""

    def __init__(self) -> None:
        self.deepest = 0
        self.elements = 0
        self._writer = Writer()
        self._links: list[tuple[int, str | None]] = []
        self._around: list[tuple[int, Where]] = []
        self._broken = False

    def pieces(self, tree: Any) -> Iterator[Piece]:  # noqa: ANN401
        """Yield the blocks in order."""
        depth = 0
        walk = etree.iterwalk(tree, events=("start", "end", "comment"))
        for event, element in walk:
            if event == "comment":
                self._tail(element)
                continue
            tag = element.tag
            if event == "start":
                depth += 1
                self.elements += 1
                if self.elements > MOST_ELEMENTS:
                    return
                self.deepest = max(self.deepest, depth)
                if tag in _UNREAD:
                    walk.skip_subtree()
                    continue
                yield from self._opened(tag, element, depth)
            else:
                if tag not in _UNREAD:
                    yield from self._closed(tag, depth)
                self._tail(element)
                depth -= 1
        yield from self._flushed()

    def _opened(self, tag: str, element: Any, depth: int) -> Iterator[Piece]:  # noqa: ANN401
        where = _where(tag, element)
        if tag in _BLOCKS or where in ("credit", "caption"):
            yield from self._flushed()
        if tag == "br":
            if self._broken or self._writer.ends_sentence:
                yield from self._flushed()
            self._writer.write(" ")
            self._broken = True
        if where:
            self._around.append((depth, where))
        if tag == "a":
            self._links.append((self._writer.length, element.get("href")))
        if element.text:
            self._write(element.text)

    def _closed(self, tag: str, depth: int) -> Iterator[Piece]:
        if tag == "a" and self._links:
            start, href = self._links.pop()
            self._writer.link(min(start, self._writer.length), href)
        ends = bool(self._around) and self._around[-1][0] == depth
        if tag in _BLOCKS or (ends and self._around[-1][1] in ("credit", "caption")):
            yield from self._flushed()
        if ends:
            self._around.pop()

    def _tail(self, element: Any) -> None:  # noqa: ANN401
        if element.tail:
            self._write(element.tail)

    def _write(self, text: str) -> None:
        self._broken = self._broken and text.isspace()
        self._writer.write(text)

    def _flushed(self) -> Iterator[Piece]:
        if not self._writer.length:
            return
        block = self._writer.block("paragraph")
        self._writer = Writer()
        self._links = [(0, href) for _, href in self._links]
        self._broken = False
        if block.text:
            yield Piece(block, self._surrounding())

    def _surrounding(self) -> Where:
        kinds = {where for _, where in self._around}
        order: tuple[Where, ...] = ("credit", "caption", "related", "heading", "quote")
        return next((kind for kind in order if kind in kinds), "")


def _where(tag: str, element: Any) -> Where:  # noqa: ANN401
    if tag == "figcaption":
        return "caption"
    if tag in _HEADINGS:
        return "heading"
    if tag == "blockquote":
        return "quote"
    if tag in ("html", "body", "article", "main"):
        return ""
    return _named(f"{element.get('class') or ''} {element.get('id') or ''}"[:300])


@lru_cache(maxsize=4096)
def _named(names: str) -> Where:
    """Return what an element is by its class and id."""
    names = names.lower()
    if _CREDIT.search(names):
        return "credit"
    if _CAPTION.search(names):
        return "caption"
    return "related" if _RELATED.search(names) else ""


def resolved(block: Block, base: str | None) -> Block:
    """Return a block with its links made whole; those that must not be followed keep their characters only."""
    if not block.anchors:
        return block
    return block._replace(anchors=tuple(a._replace(href=_whole(base, a.href)) for a in block.anchors))


def _whole(base: str | None, href: str | None) -> str | None:
    href = tidy(href)
    if not href or href.startswith("#"):
        return None
    try:
        return web_address(urljoin(base or "", href))
    except ValueError:
        return None
