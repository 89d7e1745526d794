"""What each block of a clipping is: title, date line, caption, paragraph, related headline, notice, origin."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from panj.read.clean import Anchor, Block, Head, tidy, trimmed, web_address
from panj.read.days import written_day
from panj.records import PartKind

_LONGEST_TITLE = 250
_LONGEST_NOTICE = 400
_LONGEST_OUTLET = 10  # words: "Ministry of Foreign Affairs of the Republic of Tajikistan | 7 July 2021"
_RELATED = re.compile(
    r"(?:related(?: (?:articles?|stor(?:y|ies)|news|reading|content|coverage|topics?))?|read (?:also|more|next|too)"
    r"|also read|see also|more on (?:this|the) (?:story|topic|subject)|further reading|more from [^:]{2,40}|don't miss)"
    r"\s*(?P<colon>:)?\s*",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"(?:original(?:ly)?(?: (?:url|article|link|source|published|at|on|in|by))*|source(?: url)?|url|link)\s*:?",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|from our correspondents?:?)\s+(?P<who>[^\W\d_].{1,120})", re.IGNORECASE)
_FIELD = re.compile(r"(?P<key>[A-Za-z][A-Za-z_ -]{1,20}):\s*(?P<value>\S.*)")
_FIELDS = {
    "title": ("title", "headline"),
    "published": ("date", "published", "published at", "published_at", "posted", "issued"),
    "byline": ("author", "authors", "byline", "by"),
    "outlet": ("outlet", "source", "publication", "publisher", "site", "site_name", "agency", "newspaper"),
    "url": ("url", "link", "source_url", "canonical", "original url", "original"),
    "language": ("language", "lang"),
}
_FIELD_OF = {key: field for field, keys in _FIELDS.items() for key in keys}
_CREDIT = re.compile(
    r"[\s(\[–—-]{1,5}(?:photo|image|picture|photograph|credit)s?(?: credit)? ?(?:by\b|:|/) ?"
    r"(?P<who>[^()\[\]]{2,100})[)\]]?\.?$",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"[^/.!?]{2,60} / [^/.!?]{2,60}")


class Line(NamedTuple):
    """A block before anyone knows what it is; `strong` is what is bold, `addresses` were taken out of the text."""

    text: str
    anchors: tuple[Anchor, ...] = ()
    strong: tuple[tuple[int, int], ...] = ()
    addresses: tuple[str, ...] = ()
    form: Literal["text", "heading", "quote", "image", "italic"] = "text"
    rows: int = 1


def laid_out(lines: Sequence[Line], head: Head) -> tuple[list[Block], Head]:
    """Return what each line is, in order, and the head with what the lines say of the report."""
    lines, head, blocks = _head(lines, head)
    ends = _first_of_the_end(lines)
    body = list(_body(lines, ends))
    for block in body:
        if block.kind == "origin":
            head = head.with_found("url", block.href, "text", block.href or "")
    return [*blocks, *body], head


def field(key: str, value: str, head: Head) -> Head | None:
    """Return the head with a field that the report names ("Date: 8 July 2021"), None if the key says nothing to us."""
    name = _FIELD_OF.get(key.strip().lower())
    raw = value.strip().strip("\"'")
    if name is None or not raw:
        return None
    if name == "outlet" and web_address(raw):
        name = "url"
    found: object = tidy(raw)
    if name == "published":
        found = written_day(raw) or written_day(raw[:10])
    elif name == "url":
        found = web_address(raw)
    return head.with_found(name, found, "text", raw) if found else None


def _head(lines: Sequence[Line], head: Head) -> tuple[Sequence[Line], Head, list[Block]]:
    """Return the lines after the head, the head, and its blocks."""
    blocks: list[Block] = []
    while lines and (kind := _edge(lines[0].text, "any")):
        blocks.append(Block(kind, lines[0].text, lines[0].anchors))
        lines = lines[1:]
    if lines and _is_title(lines, head):
        first = lines[0]
        head = head.with_found("title", first.text, "text", first.text)
        blocks.append(Block("title", first.text, first.anchors))
        lines = lines[1:]
    while lines:
        told = told_line(lines[0], head)
        if told is None:
            break
        head, lines = told, lines[1:]
    return lines, head, blocks


def _is_title(lines: Sequence[Line], head: Head) -> bool:
    first = lines[0]
    if head.title:
        return first.text == head.title
    if first.form == "heading":
        return True
    alone = first.form == "text" and first.rows == 1 and len(lines) > 1 and not first.addresses
    sentence = first.text.endswith((".", ":", ";", ",")) and not first.text.endswith(("U.S.", "U.N.", "U.K."))
    told = told_line(first, head) is not None or _edge(first.text, "any") is not None
    return alone and 0 < len(first.text) <= _LONGEST_TITLE and not sentence and not told


def told_line(line: Line, head: Head) -> Head | None:
    """Return the head with what a line of the head says, None if the line is no such line.

    "July 08, 2021", "By Jane Doe", "Date: 2021-07-08", and these joined by bars: "Khorog Herald | 12 July 2021".
    """
    if line.form not in ("text", "italic") or len(line.text) > 160:
        return None
    pieces = [piece.strip() for piece in re.split(r"\s[|·•–—]\s", line.text)]
    known = head
    names = []
    dated = False
    for piece in pieces:
        if day := written_day(piece):
            known, dated = known.with_found("published", day, "text", piece), True
        elif (who := _BYLINE.fullmatch(piece)) and not piece.endswith("."):
            known = known.with_found("byline", who["who"], "text", piece)
        elif (pair := _FIELD.fullmatch(piece)) and (more := field(pair["key"], pair["value"], known)):
            known = more
        else:
            names.append(piece)
    if not names:
        return known
    if dated and len(names) == 1 and len(names[0].split()) <= _LONGEST_OUTLET:
        return known.with_found("outlet", names[0], "text", line.text)
    return None


def _first_of_the_end(lines: Sequence[Line]) -> int:
    """Return where the last run of lines begins that are no news: notices, origin, credits, other headlines."""
    at = len(lines)
    while at and (_edge(lines[at - 1].text, "end") or _is_tail(lines[at - 1])):
        at -= 1
    return at


def _is_tail(line: Line) -> bool:
    return not line.text or _ORIGIN.fullmatch(line.text) is not None or bool(headline(line) or _sourced(line))


def _sourced(line: Line) -> Block | None:
    """Return the origin that a line gives as a link ("Source: [The Herald](https://...)"), None if it gives none."""
    label, colon, name = line.text.partition(":")
    if not colon or len(line.anchors) != 1 or not _ORIGIN.fullmatch(label.strip()):
        return None
    start, end, href = line.anchors[0]
    return Block("origin", name.strip(), href=href) if href and line.text[start:end] == name.strip() else None


def _body(lines: Sequence[Line], ends: int) -> Iterator[Block]:
    """Yield what each line of the body is; from `ends` on, notices of the end of a page count."""
    begun = False  # a paragraph was seen
    origin = listed = pictured = False  # the line before opened an origin, a list of headlines, a picture
    for i, line in enumerate(lines):
        address = line.addresses[0] if line.addresses else None
        source = _sourced(line) if i >= ends else None
        if source or (address and (origin or _ORIGIN.fullmatch(line.text))):
            yield source or Block("origin", "", href=address)
            origin = False
            continue
        origin = _ORIGIN.fullmatch(line.text) is not None
        if origin:
            continue
        related = headline(line, listed=listed)
        if related is not None:
            listed = not related.text
            if related.text:
                yield related
            continue
        listed = listed and line.form == "heading"
        kind = _edge(line.text, "end" if i >= ends else "any")
        if kind is None and (pictured or not begun):
            caption = list(_caption(line, pictured=pictured))
            pictured = line.form == "image"
            if caption:
                yield from caption
                continue
        begun = begun or (kind is None and line.form in ("text", "italic"))
        pictured = line.form == "image"
        yield from _plain(line, kind)


def _plain(line: Line, kind: PartKind | None) -> Iterator[Block]:
    if line.form == "image":
        if " " in line.text:
            yield Block("caption", line.text)
    elif line.text:
        by_form: dict[str, PartKind] = {"heading": "heading", "quote": "quote"}
        yield Block(kind or by_form.get(line.form, "paragraph"), line.text, line.anchors)
    for address in line.addresses:
        yield Block("link", "", href=address)


def headline(line: Line, *, listed: bool = False) -> Block | None:
    """Return the headline of another article that a line is, without its label; an empty one for a label alone."""
    if line.form == "image" or len(line.text) > _LONGEST_TITLE:
        return None
    label = _RELATED.match(line.text)
    start = label.end() if label else 0
    rest = line.text[start:]
    anchored = sum(a.end - a.start for a in line.anchors if a.start >= start)
    href = next((a.href for a in line.anchors if a.end > start), line.addresses[0] if line.addresses else None)
    linked = bool(rest) and anchored >= 0.8 * len(rest)
    if label and not rest:
        return Block("related", "")
    if label and (label["colon"] or linked) and not rest.endswith("."):
        return Block("related", rest, href=href)
    alone = linked and len(rest.split()) >= 4 and not rest.endswith((".", "?", "!", "”", '"'))
    return Block("related", rest, href=href) if alone or (listed and linked) else None


def _caption(line: Line, *, pictured: bool) -> Iterator[Block]:
    """Yield the caption and credit that a line before the first paragraph, or under a picture, is."""
    if line.form not in ("text", "italic"):
        return
    text = line.text
    if line.strong and line.strong[-1][1] == len(text) and line.strong[-1][0] > 0:
        at = line.strong[-1][0]
        bold, before = text[at:], text[:at].rstrip()
        if len(bold.split()) <= 10 and (_SLASHED.fullmatch(bold) or before.endswith((".", "!", "?"))):
            yield Block("caption", before, trimmed(before, line.anchors))
            yield Block("credit", bold)
        return
    above, credit = split_credit(text)
    if credit:
        yield Block("caption", above, trimmed(above, line.anchors))
        yield Block("credit", credit)
    elif pictured and line.form == "italic":
        yield Block("caption", text, line.anchors)


def split_credit(caption: str) -> tuple[str, str | None]:
    """Return a caption without its credit, and the credit ("... on Monday. Photo: Jane Doe / AGENCY")."""
    tail = max(0, len(caption) - 140)
    found = _CREDIT.search(caption, tail)
    return (caption[: found.start()].rstrip(), found["who"].strip()) if found else (caption, None)


def _edge(text: str, where: str) -> PartKind | None:
    """Return what a line is that the table of notices knows, `where` on the page it stands."""
    if not 0 < len(text) <= _LONGEST_NOTICE:
        return None
    return next((kind for kind, place, form in _notices() if place in ("any", where) and form.fullmatch(text)), None)


def notice_kind(text: str, *, at_end: bool) -> PartKind | None:
    """Return `notice` or `credit` if a line is one by law or habit, None if it is news."""
    return _edge(text, "end" if at_end else "any")


@cache
def _notices() -> tuple[tuple[PartKind, str, re.Pattern[str]], ...]:
    lines = files(__package__).joinpath("notices.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    kinds: dict[str, PartKind] = {"notice": "notice", "credit": "credit"}
    return tuple((kinds[kind], where, re.compile(form, re.IGNORECASE)) for kind, where, form in rows)
