"""Clean text from pieces: blocks of a page, and the document that they make."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace as replaced

from panj.read.days import day_in_path
from panj.read.language import language_of
from panj.records import Document, Part, PartKind, Provenance, Span, fingerprint

# What a reader never sees: soft hyphen, zero-width and direction marks, controls but tab and line ends.
_UNSEEN = dict.fromkeys(
    [0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
    + [c for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\t\n\r\x85"]
)
_CLINGS = re.compile(r"[,;:!?)]|\.(?:\s|$)")
_FINAL = (".", "!", "?", '."', '!"', '?"', ".”", "!”", "?”", ":")
_SPACES = re.compile(r"\s+")
_IN_TEXT = frozenset(("heading", "paragraph", "quote", "notice"))
_READ = frozenset(("paragraph", "quote"))
_SHORTEST_REPEAT = 30  # letters; a shorter caption ("President Emomali Rahmon") recurs by chance


class Anchor(NamedTuple):
    """Characters of a block that link to `href`."""

    start: int
    end: int
    href: str | None


class Block(NamedTuple):
    """A stretch of a page and what it is there; `anchors` are offsets into its own text."""

    kind: PartKind
    text: str
    anchors: tuple[Anchor, ...] = ()
    href: str | None = None


class Writer:
    """Gathers the clean text of one block: white space runs become one space, unseen characters go."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._anchors: list[Anchor] = []
        self.length = 0
        self._spaced = True

    def write(self, raw: str) -> None:
        """Add a piece as it stands in the source."""
        piece = _SPACES.sub(" ", raw.translate(_UNSEEN))
        if self._spaced and piece.startswith(" "):
            piece = piece[1:]
        if (
            self._spaced and self._pieces and _CLINGS.match(piece)
        ):  # "<a>officials </a>, who": the space is the markup's
            self._pieces[-1] = self._pieces[-1][:-1]
            self.length -= 1
            if self._anchors and self._anchors[-1].end > self.length:
                self._anchors[-1] = self._anchors[-1]._replace(end=self.length)
        if piece:
            self._pieces.append(piece)
            self.length += len(piece)
            self._spaced = piece.endswith(" ")

    @property
    def ends_sentence(self) -> bool:
        """Tell whether what was written so far could be a whole sentence."""
        return bool(self._pieces) and self._pieces[-1].rstrip().endswith(_FINAL)

    def link(self, start: int, href: str | None) -> None:
        """Note that what was written since `start` links to `href`."""
        self._anchors.append(Anchor(start, self.length, href))

    def block(self, kind: PartKind, href: str | None = None) -> Block:
        """Return what was written, trimmed."""
        text = "".join(self._pieces).rstrip()
        return Block(kind, text, trimmed(text, self._anchors), href)


def trimmed(text: str, anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Return the anchors without white space at their ends, those that cover nothing left out."""
    found = []
    for start, end, href in anchors:
        covered = text[start:end]
        first, last = start + len(covered) - len(covered.lstrip()), start + len(covered.rstrip())
        if first < last:
            found.append(Anchor(first, last, href))
    return tuple(found)


def tidy(raw: str | None) -> str | None:
    """Return one clean line, None if nothing is left."""
    return _SPACES.sub(" ", (raw or "").translate(_UNSEEN)).strip() or None


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the user says of a report, for what the report itself lacks."""

    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None


NOTHING_GIVEN = Given()


@dataclass(frozen=True, kw_only=True)
class Head:
    """The fields of a report, and where each was found."""

    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None
    provenance: tuple[Provenance, ...] = field(default=())

    def with_found(self, name: str, value: object, source: str, raw: str) -> "Head":
        """Return the head with one more field, unless it has that one already."""
        if value is None or getattr(self, name) is not None:
            return self
        return replace(self, **{name: value}).with_note(name, source, raw)  # type: ignore[arg-type]

    def with_note(self, name: str, source: str, raw: str) -> "Head":
        """Return the head with one more remark on a field."""
        return replace(self, provenance=(*self.provenance, Provenance(field=name, source=source, raw=raw)))

    def with_given(self, given: Given) -> "Head":
        """Return the head with what is given in place of what is missing."""
        head = self
        for name in ("title", "outlet", "published", "url"):
            value = getattr(given, name)
            head = head.with_found(name, value, "given", str(value))
        return head


def web_address(href: str | None) -> str | None:
    """Return an http(s) address, "#" for one that was taken out, None for anything that must not be followed."""
    href = tidy(href)
    if href is None or href.startswith("#"):
        return "#" if href else None
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    return href if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def outlet_of(url: str | None) -> str | None:
    """Return the outlet that publishes at an address: its name if the world knows the domain, else the domain."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    if not host:
        return None
    from panj.world import load_world

    world = load_world()
    known = world.outlet(host)
    return world.entity(known.org).name if known else host.removeprefix("www.").removeprefix("m.")


def assemble(blocks: Sequence[Block], head: Head, raw: bytes, given: Given = NOTHING_GIVEN) -> Document:
    """Return the document that the blocks make, in their order.

    In the text: headings, paragraphs, quotations, notices. Beside it, as parts without a span: title, captions,
    credits, bylines, headlines of other articles, the origin. Only paragraphs and quotations make statements.
    """
    head = _with_day_of_address(head).with_given(given)
    text, parts = _laid_out(_with_head([block for block in blocks if block.text or block.href], head))
    return document_of(head, text, parts, raw, told=_body(text, parts))


def document_of(head: Head, text: str, parts: Sequence[Part], raw: bytes, *, told: str) -> Document:
    """Return the document of a text that came in these bytes; `told` is what its language is known by."""
    sha256 = hashlib.sha256(raw).hexdigest()
    day = head.published.isoformat() if head.published else ""
    return Document(
        id=fingerprint(sha256, head.title or "", day),
        text=text,
        title=head.title,
        outlet=head.outlet or outlet_of(head.url),
        published=head.published,
        published_at=head.published_at,
        url=head.url,
        byline=head.byline,
        language=language_of(told, head.language),
        parts=tuple(with_repeats(text, parts)),
        provenance=head.provenance,
        sha256=sha256,
    )


def _with_day_of_address(head: Head) -> Head:
    """Take the day that the address bears for want of another, and note it where it contradicts."""
    day = day_in_path(head.url)
    if day and head.published and abs((day - head.published).days) > 1:
        return head.with_note("published", "url", f"the address says {day}")
    return head.with_found("published", day, "url", head.url or "")


def _with_head(blocks: list[Block], head: Head) -> list[Block]:
    """Return the blocks with what the head tells and no block does: title, byline, origin."""
    kinds = {block.kind for block in blocks}
    told: list[Block] = []
    if head.title and "title" not in kinds:
        told.append(Block("title", head.title))
    if head.byline and "byline" not in kinds:
        told.append(Block("byline", head.byline))
    origin = [Block("origin", "", href=head.url)] if head.url and "origin" not in kinds else []
    return [*told, *blocks, *origin]


def _laid_out(blocks: Sequence[Block]) -> tuple[str, list[Part]]:
    pieces: list[str] = []
    parts: list[Part] = []
    at = 0
    for block in blocks:
        if block.kind not in _IN_TEXT or not block.text:
            parts.append(Part(kind=block.kind, text=block.text or None, href=block.href))
            continue
        if pieces:
            pieces.append("\n\n")
            at += 2
        pieces.append(block.text)
        parts.append(Part(kind=block.kind, span=Span(at, at + len(block.text)), href=block.href))
        parts += [Part(kind="link", span=Span(at + a.start, at + a.end), href=a.href) for a in block.anchors]
        at += len(block.text)
    return "".join(pieces), parts


def _body(text: str, parts: Iterable[Part]) -> str:
    return "\n".join(part.span.of(text) for part in parts if part.kind in _READ and part.span)


def with_repeats(text: str, parts: Sequence[Part]) -> Iterable[Part]:
    """Yield the parts, each caption that a paragraph says word for word with the place where it says it."""
    body = [part.span for part in parts if part.kind in _READ and part.span]
    for part in parts:
        said = part.span.of(text) if part.span else part.text
        repeated = _repeat(text, said or "", body) if part.kind == "caption" else None
        yield replaced(part, duplicate_of=repeated) if repeated else part


def _repeat(text: str, caption: str, body: Iterable[Span]) -> Span | None:
    words = caption.rstrip(" .…")
    if len(words) < _SHORTEST_REPEAT:
        return None
    for span in body:
        at = text.find(words, span.start, span.end)
        if at >= 0:
            return Span(at, at + len(words))
    return None
