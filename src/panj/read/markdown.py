"""Markdown clippings: the blocks of a page as a converter or a person wrote them down."""

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from panj.read.clean import Block, Given, Head, Writer, assemble, web_address
from panj.read.head import field
from panj.read.layout import Line, laid_out
from panj.records import Document

_COMMENT_OPENS, _COMMENT_CLOSES = "<!--", "-->"
_FRONT = 60  # lines; front matter longer than that is none
_REFERENCE = re.compile(
    r" {0,3}\[(?P<label>[^\[\]\n]{1,200})\]:[ \t]*<?(?P<href>[^\s<>]{1,2000})>?(?:[ \t]+[\"'(].{0,500})?"
)
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,100}|(?:-[ \t]*){3,100}|(?:_[ \t]*){3,100})")
_ATX = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>\S.*)?)?")
_ITEM = re.compile(r"[ \t]{0,8}(?:[-*+•]|\d{1,3}[.)])[ \t]+(?P<text>\S.*)")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_TABLE_RULE = frozenset("|:- \t")
_HREF = r"(?:<[^<>\n]{0,2000}>|(?:[^()\s]|\([^()\s]{0,200}\)){0,2000})"
_TITLE = r"(?:\s{1,4}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?"
_INLINE = re.compile(
    rf"""
      \\(?P<escaped>[!-/:-@\[-`{{-~])
    | \[\s*!\[(?P<linked_alt>[^\[\]]{{0,1000}})\]\({_HREF}{_TITLE}\s?\)\s*\]\({_HREF}{_TITLE}\s?\)
    | !\[(?P<alt>[^\[\]]{{0,1000}})\]\({_HREF}{_TITLE}\s?\)
    | \[(?P<anchor>(?:[^\[\]]|\[[^\[\]]{{0,200}}\]){{1,1000}})\]
      (?:\((?P<href>{_HREF}){_TITLE}\s?\)|\[(?P<label>[^\[\]]{{0,200}})\])
    | \[\^[^\[\]\s]{{1,40}}\]:?
    | \[(?P<short>[^\[\]]{{1,200}})\]
    | <(?P<address>https?://[^\s<>]{{1,2000}})>
    | </?[a-zA-Z][^<>]{{0,1000}}>
    | (?P<bare>\bhttps?://[^\s<>"'\]]{{1,2000}})
    | (?P<mark>\*{{1,3}}|_{{1,3}}|~~|`{{1,3}})
    """,
    re.VERBOSE,
)


class _Row(NamedTuple):
    """The physical lines of one block, joined."""

    raw: str
    form: Literal["text", "heading", "quote"]
    rows: int = 1


def read_markdown(raw: bytes, text: str, given: Given) -> Document:
    """Return the document of a Markdown clipping."""
    physical = _without_comments(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    physical, head = _front_matter(physical)
    physical, references = _references(physical)
    lines = [line for row in _rows(physical) if (line := _line(row, references))]
    blocks, head = laid_out(lines, head)
    if not blocks and lines:
        blocks = [Block("paragraph", line.text) for line in lines]
    return assemble(blocks, head, raw, given)


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (opens := text.find(_COMMENT_OPENS, at)) >= 0:
        closes = text.find(_COMMENT_CLOSES, opens)
        if closes < 0:  # an unclosed comment is text: nothing is lost silently
            break
        kept.append(text[at:opens])
        at = closes + len(_COMMENT_CLOSES)
    return "".join([*kept, text[at:]])


def _front_matter(lines: list[str]) -> tuple[list[str], Head]:
    """Return the lines after the front matter (`key: value` between two `---`), and the fields it names."""
    first = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or lines[first].strip() != "---":
        return lines, Head()
    last = next((i for i in range(first + 1, min(len(lines), first + _FRONT)) if lines[i].strip() == "---"), None)
    if last is None:
        return lines, Head()
    head, key = Head(), ""
    for line in lines[first + 1 : last]:
        if line.lstrip().startswith("- "):  # one of a list; the first counts
            value = line.lstrip("- \t")
        else:
            key, _, value = line.partition(":")
        head = field(key, value.strip().strip("\"'").removeprefix("[[").removesuffix("]]"), head) or head
    return lines[last + 1 :], head


def _references(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    found: dict[str, str] = {}
    kept = []
    for line in lines:
        reference = _REFERENCE.fullmatch(line) if line.lstrip().startswith("[") else None
        if reference and not reference["label"].startswith("^"):
            found.setdefault(reference["label"].lower(), reference["href"])
        else:
            kept.append(line)
    return kept, found


def _rows(lines: list[str]) -> Iterator[_Row]:
    """Yield the blocks: paragraphs joined over soft line ends, headings, items, quotations, rows of tables."""
    held: list[str] = []
    quoted = False
    for kind, line in _kinds(lines):
        if held and (kind == "text" or (kind == "quote" and quoted) or (kind == "item" and not _interrupts(line))):
            held.append(line)
            continue
        if held:
            heading = kind == "underline" and not quoted
            yield _Row("\n".join(held), "heading" if heading else "quote" if quoted else "text", len(held))
            held.clear()
        if kind == "heading":
            yield _Row(line, "heading")
        elif kind == "alone":
            yield _Row(line, "text")
        elif kind in ("text", "quote", "item"):
            held.append(_ITEM.sub(r"\g<text>", line) if kind == "item" else line)
            quoted = kind == "quote"
    if held:
        yield _Row("\n".join(held), "quote" if quoted else "text", len(held))


def _kinds(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what each physical line is by itself, and what of it is text."""
    fenced = False
    for line in lines:
        bare = line.strip()
        if _FENCE.match(line):
            fenced = not fenced
            yield "blank", ""
        elif not bare or (set(bare) <= _TABLE_RULE and "|" in bare):
            yield "blank", ""
        elif fenced:
            yield "alone", line
        elif len(bare) >= 2 and bare in ("=" * len(bare), "-" * len(bare)):
            yield "underline", ""
        elif _RULE.fullmatch(line):
            yield "blank", ""
        elif atx := _ATX.fullmatch(line):
            yield "heading", (atx["text"] or "").rstrip("# \t")
        elif _ITEM.fullmatch(line):
            yield "item", line
        elif bare.startswith(">"):
            quoted = bare.lstrip("> \t")
            yield ("quote", quoted) if quoted else ("blank", "")
        elif bare.startswith("|"):
            yield "alone", " | ".join(cell.strip() for cell in bare.strip("|").split("|"))
        else:
            yield "text", line


def _interrupts(item: str) -> bool:
    # CommonMark 0.31, 5.3: only a list that starts with 1 may interrupt a paragraph
    return not item.lstrip()[0].isdigit() or item.lstrip().startswith(("1.", "1)"))


def _line(row: _Row, references: dict[str, str]) -> Line | None:
    inline = _Inline(references)
    inline.read(row.raw)
    block = inline.writer.block("paragraph")
    if not block.text and inline.pictures:
        return Line(" ".join(inline.pictures), form="image")
    if not block.text and not inline.addresses:
        return None
    strong = tuple((a, min(b, len(block.text))) for a, b in inline.strong if a < b)
    whole = any((0, len(block.text)) == stretch for stretch in inline.slanted)
    form = "italic" if whole and row.form == "text" else row.form
    return Line(block.text, block.anchors, strong, tuple(inline.addresses), form, row.rows)


class _Inline:
    """Reads the inside of a block: links, emphasis, pictures, addresses."""

    def __init__(self, references: dict[str, str]) -> None:
        self.writer = Writer()
        self.strong: list[tuple[int, int]] = []
        self.slanted: list[tuple[int, int]] = []
        self.addresses: list[str] = []
        self.pictures: list[str] = []
        self._references = references
        self._open: dict[str, int] = {}

    def read(self, raw: str, depth: int = 0) -> None:
        """Write the clean text of a stretch; anchors may hold emphasis, and that is as deep as it goes."""
        at = 0
        for found in _INLINE.finditer(raw):
            self.writer.write(html.unescape(raw[at : found.start()]))
            at = found.end()
            self._token(found, raw, depth)
        self.writer.write(html.unescape(raw[at:]))

    def _token(self, found: re.Match[str], raw: str, depth: int) -> None:
        if (escaped := found["escaped"]) is not None:
            self.writer.write(escaped)
        elif (alt := found["linked_alt"] or found["alt"]) is not None:
            self._picture(alt)
        elif found["anchor"] is not None:
            self._anchor(found, depth)
        elif (short := found["short"]) is not None:
            href = self._references.get(short.lower())
            self._link(short, href, depth) if href else self.writer.write(f"[{short}]")
        elif address := found["address"] or found["bare"]:
            rest = address.rstrip(".,;:!?)")
            self.addresses.append(rest)
            self.writer.write(address[len(rest) :] if found["bare"] else "")
        elif mark := found["mark"]:
            self._mark(mark, raw[max(0, found.start() - 1) : found.start()], raw[found.end() : found.end() + 1])
        elif found.group().lower().startswith("<br"):
            self.writer.write(" ")

    def _picture(self, alt: str) -> None:
        block = Writer()
        block.write(html.unescape(alt))
        self.pictures.append(block.block("caption").text)

    def _anchor(self, found: re.Match[str], depth: int) -> None:
        href = found["href"]
        if href is None:
            label = found["label"] or found["anchor"]
            href = self._references.get(label.lower())
            if href is None:
                self.writer.write(found.group())
                return
        self._link(found["anchor"], href, depth)

    def _link(self, anchor: str, href: str | None, depth: int) -> None:
        start = self.writer.length
        if depth:
            self.writer.write(html.unescape(anchor))
        else:
            self.read(anchor, depth + 1)
        self.writer.link(start, web_address((href or "").strip("<>")))

    def _mark(self, mark: str, before: str, after: str) -> None:
        """Drop a mark of emphasis; keep an underscore inside a word, and a star that stands alone."""
        opens = bool(after) and not after.isspace()
        closes = bool(before) and not before.isspace()
        inside = mark.startswith("_") and before.isalnum() and after.isalnum()
        if inside or not (opens or closes):
            self.writer.write(mark)
        elif closes and mark in self._open:
            stretch = (self._open.pop(mark), self.writer.length)
            (self.strong if len(mark) >= 2 else self.slanted).append(stretch)
        elif opens:
            self._open[mark] = self.writer.length
