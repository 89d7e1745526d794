"""Web pages: trafilatura says which blocks are the body, our own walk what they are and where their links lie."""

import html
import logging
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from lxml import etree

from panj.errors import ReadError
from panj.read.clean import Block, Given, Head, Writer, assemble
from panj.read.decoding import decode
from panj.read.head import told_line
from panj.read.layout import Line, headline, notice_kind, split_credit
from panj.read.match import Page
from panj.read.metadata import Told, told_by
from panj.read.page import MOST_ELEMENTS, Piece, Walk, flat, parsed, resolved, walked
from panj.records import Document, PartKind

_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_LEAST = 250  # characters; a shorter body is tried again with every means that trafilatura has
_SLOWABLE, _FASTABLE = 4_000, 20_000  # elements; up to eight and four seconds on the worst of pages
_SENTENCE = 80  # characters; a shorter block is as likely a label
_PROSE_CELL = 300  # characters; a table with such a cell lays out a page and holds no figures
_TRUSTED = 0.7  # of the page's prose; with less, so is the body
_BESIDE = ("caption", "credit")
_NEAR = 15  # blocks; a picture further off than that from the body is another article's
_MOST_RELATED = 30
_ADVICE = "if the page builds itself with scripts, save it from a browser and read that file"
_CREDITED = re.compile(r"[ (\[]{0,3}(?:photo|image|picture|video)?s? ?(?:credit)?s? ?(?:by\b|:) ?", re.IGNORECASE)
_INNER = frozenset(("p", "head", "item", "list", "quote", "table", "row", "cell", "code"))


class _Extract(NamedTuple):
    """A block that trafilatura takes for body text; `tag` is p, head, quote, item, row or code."""

    tag: str
    text: str


def read_html(
    raw: bytes, name: str, given: Given, *, declared: str | None = None, address: str | None = None
) -> Document:
    """Return the document of a page; ReadError if there is no text of an article in it.

    `declared` is the encoding that the server named, `address` where the page was fetched from.
    """
    charset = _CHARSET.search(raw[:4096])
    decoded = decode(raw, declared or (charset[1].decode("ascii") if charset else None))
    tree = parsed(decoded.text)
    if tree is None:
        raise ReadError(name, "there is no page in it", advice="check how it was saved")
    walk = walked(tree)
    if walk.endless:
        raise ReadError(name, f"the page has more than {MOST_ELEMENTS:,} elements", advice="save the report's text")
    told = told_by(tree, address or given.url)
    head = told.head
    if walk.deep:
        tree = parsed(flat(decoded.text))
        walk = walked(tree)
        head = head.with_note("text", "page", "nested too deeply to be trusted; read without its nesting")
    if walk.elements > _FASTABLE:
        head = head.with_note("text", "page", f"{walk.elements} elements: every block of prose on the page is taken")
    if decoded.lost:
        head = head.with_note("text", "page", f"{decoded.lost} characters are not {decoded.encoding}")
    blocks, head = _blocks(_extracts(tree, walk, told), walk.pieces, told, head)
    if not any(block.kind in ("paragraph", "quote") for block in blocks):
        raise ReadError(name, "no text of an article was found in it", advice=_ADVICE)
    return assemble(blocks, head, raw, given)


def blocks_of_fragment(fragment: str, base: str | None, title: str | None) -> Iterator[Block]:
    """Yield the blocks of a piece of HTML that is the body of a report and nothing else, such as an entry of a feed."""
    tree = parsed(f"<html><body>{fragment}</body></html>")
    walk = walked(tree) if tree is not None else Walk([])
    if walk.deep:
        walk = walked(parsed(flat(f"<html><body>{fragment}</body></html>")))
    body = []
    for piece, where in walk.pieces:
        block = resolved(piece, base)
        if not _same(block.text, title):
            kind = _kind(_Extract("head" if where == "heading" else "p", block.text), block, where)
            body.append(_related(block) if kind == "related" else block._replace(kind=kind))
    yield from _with_notices(body)


def _extracts(tree: Any, walk: Walk, told: Told) -> list[_Extract]:  # noqa: ANN401  lxml-stubs know no HtmlElement
    """Return the blocks of the body, as trafilatura has them; as the page's own fields have them if it finds little.

    Its fast mode loses half a body now and then, so where the page has much more prose its slow mode decides. Both are
    for pages of the size that reports have: the time of the slow one grows with the square of the elements.
    """
    prose = [p.block.text for p in walk.pieces if len(p.block.text) >= _SENTENCE and _link_share(p.block) < 0.3]
    if walk.elements > _FASTABLE:
        return [_Extract("p", text) for text in prose]
    found = _trafilatura(tree, fast=True)
    if walk.elements <= _SLOWABLE and _size(found) < max(_LEAST, _TRUSTED * sum(map(len, prose))):
        found = _trafilatura(tree, fast=False) or found
    run_together = len(found) == 1 and "\n" in (told.body or "").strip()  # trafilatura takes the field, as one block
    if told.body and (run_together or _size(found) < 0.3 * len(told.body)):
        texts = html.unescape(told.body).replace("\r", "\n").split("\n")
        return [_Extract("p", text.strip()) for text in texts if text.strip()]
    return found


def _link_share(block: Block) -> float:
    return sum(anchor.end - anchor.start for anchor in block.anchors) / len(block.text)


def _trafilatura(tree: Any, *, fast: bool) -> list[_Extract]:  # noqa: ANN401
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it complains of pages that we report ourselves
    try:
        found = trafilatura.bare_extraction(tree, fast=fast, include_comments=False)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return []  # its faults cost it the page, and then the page is one that has no article
    return list(_leaves(found.body, "p")) if found is not None and not isinstance(found, dict) else []


def _leaves(element: Any, tag: str) -> Iterator[_Extract]:  # noqa: ANN401
    """Yield the innermost blocks of a body, in order."""
    writer = Writer()
    writer.write(element.text or "")
    broken = False
    for child in element:
        cells = [" ".join(cell.itertext()) for cell in child] if child.tag == "row" else []
        if cells and max(map(len, cells)) < _PROSE_CELL:
            yield from _written(writer, tag)
            writer = Writer()
            writer.write(" | ".join(cells))
            yield from _written(writer, "row")
            writer = Writer()
        elif not isinstance(child.tag, str):  # a comment: only what follows it is text
            pass
        elif child.tag in _INNER:
            yield from _written(writer, tag)
            writer = Writer()
            yield from _leaves(child, child.tag if child.tag not in ("list", "table") else tag)
        elif child.tag == "lb":
            if broken or writer.ends_sentence:
                yield from _written(writer, tag)
                writer = Writer()
            writer.write(" ")
        else:
            writer.write("".join(child.itertext()))
        broken = child.tag == "lb" and not (child.tail or "").strip()
        writer.write(child.tail or "")
    yield from _written(writer, tag)


def _written(writer: Writer, tag: str) -> Iterator[_Extract]:
    text = writer.block("paragraph").text
    if text:
        yield _Extract(tag, text)


def _size(extracts: Sequence[_Extract]) -> int:
    return sum(len(extract.text) for extract in extracts)


def _blocks(extracts: Sequence[_Extract], pieces: Sequence[Piece], told: Told, head: Head) -> tuple[list[Block], Head]:
    """Return the blocks of the report: captions and credits, the body, headlines of other articles."""
    page = Page(pieces)
    found = [(extract, *page.find(extract.text)) for extract in extracts]
    places = [at for _, _, at in found if at is not None]
    aside = sum(len(block.text) for _, block, at in found if at is not None and pieces[at].where in _BESIDE)
    trusted = aside < 0.3 * _size(extracts)  # a page that calls its whole body a caption is not to be believed
    body: list[Block] = []
    begun = False
    for extract, piece, at in found:
        block = resolved(piece, head.url)
        where = pieces[at].where if at is not None and trusted else ""
        if not begun:
            told_by_line = told_line(block.text, head)
            if _same(block.text, head.title) or _same(block.text, head.byline) or told_by_line:
                head = told_by_line or head
                continue
        kind = _kind(extract, block, where)
        begun = begun or kind == "paragraph"
        body.append(block._replace(kind=kind) if kind != "related" else _related(block))
    body = _with_notices(body)
    around = range(min(places) - _NEAR, max(places) + 4) if places else range(0)
    near = [piece for i, piece in enumerate(pieces) if i in around and piece.where in _BESIDE]
    return [*_captions(near, told, body), *body, *_others(pieces, body, head.url)], head


def _kind(extract: _Extract, block: Block, where: str) -> PartKind:
    if where in ("caption", "credit"):
        return "caption" if where == "caption" else "credit"
    if headline(Line(block.text, block.anchors), listed=where == "related"):
        return "related"
    if extract.tag == "head":
        return "heading"
    return "quote" if extract.tag == "quote" or where == "quote" else "paragraph"


def _related(block: Block) -> Block:
    return headline(Line(block.text, block.anchors), listed=True) or block._replace(kind="related")


def _with_notices(body: list[Block]) -> list[Block]:
    tail = sum(1 for _ in takewhile(lambda b: b.kind == "related" or notice_kind(b.text, at_end=True), reversed(body)))
    found = []
    for i, block in enumerate(body):
        kind = notice_kind(block.text, at_end=i >= len(body) - tail) if block.kind == "paragraph" else None
        found.append(block._replace(kind=kind) if kind else block)
    return found


def _captions(near: Sequence[Piece], told: Told, body: Sequence[Block]) -> Iterator[Block]:
    """Yield what stands under the pictures, and what the page's fields say of them, each once."""
    seen = {_squashed(block.text) for block in body if block.kind in ("caption", "credit")}
    stated = [(caption, credit) for caption, credit in told.captions]
    for piece in near:
        if piece.where == "credit":
            stated.append(("", _CREDITED.sub("", piece.block.text, count=1)))
        else:
            above, credit = split_credit(piece.block.text)
            stated.append((above, credit or ""))
    kinds: tuple[PartKind, PartKind] = ("caption", "credit")
    for pair in stated:
        for kind, text in zip(kinds, pair, strict=True):
            key = _squashed(text)
            if key and not any(key in other for other in seen):
                seen.add(key)
                yield Block(kind, text)


def _others(pieces: Sequence[Piece], body: Sequence[Block], base: str | None) -> Iterator[Block]:
    """Yield the headlines of other articles that the page shows."""
    seen = {_squashed(block.text) for block in body}
    listed = (
        _related(resolved(piece.block, base)) for piece in pieces if piece.where == "related" and piece.block.anchors
    )
    for block in listed:
        key = _squashed(block.text)
        if len(seen) < _MOST_RELATED + len(body) and len(block.text.split()) >= 4 and key not in seen:
            seen.add(key)
            yield block


def _same(text: str, other: str | None) -> bool:
    return bool(other) and _squashed(text) == _squashed(other or "")


def _squashed(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
