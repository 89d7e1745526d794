"""What each block of a clipping is: title, date line, caption, paragraph, related headline, notice, origin."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from panj.read.clean import Anchor, Block, Head, trimmed
from panj.read.days import written_day
from panj.read.head import is_body, is_heading, is_name, issuer, of_dateline, told_line
from panj.records import PartKind

_LONGEST_TITLE = 250
_LONGEST_NOTICE = 400
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


def _head(lines: Sequence[Line], head: Head) -> tuple[Sequence[Line], Head, list[Block]]:
    """Return the lines after the head, the head, and its blocks."""
    blocks: list[Block] = []
    titled = False
    while lines:
        if kind := _edge(lines[0].text, "any") or _edge(lines[0].text, "start"):
            blocks.append(Block(kind, lines[0].text, lines[0].anchors))
            head = told_line(lines[0].text, head) or head
        elif name := _issuer(lines, head, titled=titled):
            head = head.with_found("outlet", name, "text", lines[0].text)
            blocks.append(Block("byline", lines[0].text))
        elif told := _told(lines, head, titled=titled):
            titled = titled or told[0].title != head.title
            head, kept = told
            blocks += [kept] if kept else []
        elif not titled and _is_title(lines, head):
            titled = True
            head = head.with_found("title", lines[0].text, "text", lines[0].text)
            blocks.append(Block("title", lines[0].text, lines[0].anchors))
        else:
            break
        lines = lines[1:]
    return lines, of_dateline(lines[0].text, head) if lines else head, blocks


def _issuer(lines: Sequence[Line], head: Head, *, titled: bool) -> str | None:
    """Return who issues the report if the first line names it: above its title, between it and the day, or below both.

    Above the title only if a title follows; below the day only an outlet: a body may be the heading of a section.
    """
    first = lines[0]
    if head.outlet or first.form not in ("text", "italic") or first.rows > 1:
        return None
    if titled and head.published:
        dated = len(lines) > 1 and written_day(lines[1].text) is not None
        return issuer(first.text) if dated else issuer(first.text, kinds=("news",))
    untold = [i for i in range(1, min(len(lines), 4)) if told_line(lines[i].text, head) is None]
    follows = untold and _is_title(lines[untold[0] :], head) if not titled else len(untold) < min(len(lines), 4) - 1
    if follows and not titled and issuer(lines[untold[0]].text, kinds=("news",)):
        return None  # the line itself is the title: "League Votes Force for Kuwait", then the agency
    named = issuer(first.text) if follows else None
    return named or (first.text if titled and follows and is_body(first.text) else None)


def _is_title(lines: Sequence[Line], head: Head) -> bool:
    first = lines[0]
    if head.title:
        return first.text == head.title
    if first.form == "heading":
        return True
    alone = first.form == "text" and first.rows == 1 and len(lines) > 1 and not first.addresses
    sentence = first.text.endswith((".", ":", ";", ",")) and not first.text.endswith(("U.S.", "U.N.", "U.K."))
    return alone and 0 < len(first.text) <= _LONGEST_TITLE and not sentence


def _told(lines: Sequence[Line], head: Head, *, titled: bool) -> tuple[Head, Block | None] | None:
    """Return the head with what the first line says, and the block to keep of it; None if it says nothing of it."""
    first = lines[0]
    if first.form not in ("text", "italic"):
        return None
    told = told_line(first.text, head)
    if told is not None:
        named = bool(told.byline) or told.published == head.published or written_day(first.text) is not None
        return told, None if named else Block("byline", first.text)
    if len(lines) > 1 and not head.published and (titled or is_name(first.text)):
        after = told_line(lines[1].text, head)
        if after is not None and after.published and (titled or (len(lines) > 2 and _is_title(lines[2:], head))):
            return head, Block("byline" if is_heading(first.text) else "paragraph", first.text, first.anchors)
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
