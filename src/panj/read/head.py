"""What the lines above a report say of it: the day, the outlet, the byline, fields with a name."""

import re
from collections.abc import Container
from functools import cache
from importlib.resources import files
from itertools import pairwise

from panj.read.clean import Head, tidy, web_address
from panj.read.days import Dated, days_within, written_day

_LONGEST_LINE = 160
_LONGEST_NAME = 10  # words: "Ministry of Foreign Affairs of the Republic of Tajikistan | 7 July 2021"
_LONGEST_PERSON = 5  # words
_BYLINE = re.compile(
    r"(?:(?:(?:compiled|prepared|written|edited) )?by|from our correspondents?:?)\s+(?P<who>[^\W\d_].{1,120})",
    re.IGNORECASE,
)
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
_BARS = re.compile(r"\s[|·•–—]\s")
_GENRE = re.compile(
    r"(?:press|news|media) (?:release|statement|advisory|note)|statement|communiqu[eé]|commentary|analysis|briefing",
    re.IGNORECASE,
)
_SERIES = re.compile(  # "Mekong Policy Forum – Briefing Note 14"
    r"(?:[A-Z][a-z]{2,15} ){0,3}(?:Note|Brief|Briefing|Paper|Report|Update|Bulletin|Alert|Commentary|Analysis)"
    r"(?: (?:No\.? ?)?\d{1,4})?"
)
_GENRE_AT_END = re.compile(r"\b(?:Briefing|Statement|Communiqu[eé]|Remarks|Transcript|Update|Report|Release)\Z")
_ENDS = " ,;|·•–—-/()"
_BODIES = frozenset(("and", "of", "the", "for", "in", "on"))  # in the name of a body or an outlet, of no person
_SMALL = _BODIES | {
    "de", "del", "da", "do", "dos", "di", "du", "des", "la", "las", "le", "los", "el", "al",
    "von", "van", "der", "den", "bin", "ibn",
}  # fmt: skip
_DATELINE = re.compile(r"(?:\([A-Z][\w /.]{1,30}\)\s)?(?P<place>[^\W\d_][\w' .,/-]{0,60}?)?[\s,(]{0,3}")
_OPENING = re.compile(  # "MINSK, 19 August (BelTA) -", "QUITO, Ecuador (Inter-Press) --"
    r"[A-Z][A-Z' .-]{2,40}(?:,[\w .,]{1,40})?\s\((?P<agency>[A-Z][\w./-]{1,30}(?: [A-Z][\w./-]{1,20})?)\)"
    r"\s{0,3}(?:--?|[–—:])\s"
)
_AFTER_DATELINE = re.compile(r"\)?\s{0,3}(?:\((?P<agency>[A-Z][\w /]{1,30})\)\s{0,3})?[-–—:.]")


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


def told_line(text: str, head: Head) -> Head | None:
    """Return the head with what a line of the head says, None if the line is no such line.

    "July 08, 2021", "By Jane Doe", "Date: 2021-07-08"; these joined by bars ("Khorog Herald | 12 July 2021") or with
    the day at the end ("Jane Doe, 14 September 2022": whose name that is, the line does not say, so it is not kept).
    """
    if len(text) > _LONGEST_LINE:
        return None
    known, names = head, []
    pieces = [piece.strip() for piece in _BARS.split(text)]
    for piece in pieces:
        told = _told_piece(piece, known)
        if told is None:
            names.append(piece)
        else:
            known = told
    if not names:
        return known
    dated = any(written_day(piece) for piece in pieces)
    if dated and len(names) == 1 and _GENRE_AT_END.search(names[0]) and not head.title:
        return known.with_found("title", names[0], "text", text)  # "Department Press Briefing – December 11, 2023"
    if dated and len(names) == 1 and len(names[0].split()) <= _LONGEST_NAME:
        return known.with_found("outlet", names[0], "text", text)
    return None if dated else _dated_line(text, head)


def _told_piece(piece: str, known: Head) -> Head | None:
    if day := written_day(piece):
        return known.with_found("published", day, "text", piece)
    if (who := _BYLINE.fullmatch(piece)) and not piece.endswith("."):
        days = days_within(who["who"])
        name = who["who"][: days[0].start].rstrip(_ENDS) if days else who["who"]
        person, _, paper = name.rpartition(", ")
        if person and issuer(paper, kinds=("news",)):  # "By Jane Doe, The Associated Press"
            name, known = person, known.with_found("outlet", paper, "text", piece)
        return _with_day(known.with_found("byline", name, "text", piece), days, piece) if name else None
    pair = _FIELD.fullmatch(piece)
    return field(pair["key"], pair["value"], known) if pair else None


def _dated_line(text: str, head: Head) -> Head | None:
    """Return the head with the day of a line that is one or two days and no more than a name or a genre beside them."""
    days = days_within(text)
    bounds = [0, *(x for day in days for x in (day.start, day.end)), len(text)]
    rest = [text[a:b].strip(_ENDS) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    names = [name for name in rest if name]
    if not days or len(names) > 1 or not all(is_name(name) or _GENRE.fullmatch(name) for name in names):
        return None
    return _with_day(head, days, text)


def _with_day(head: Head, days: tuple[Dated, ...], raw: str) -> Head:
    """Return the head with the day of publishing rather than that of a change."""
    first = next((day for day in days if not day.changed), days[0] if days else None)
    return head.with_found("published", first.day, "text", raw) if first else head


def is_name(text: str) -> bool:
    """Tell whether a line is a name and nothing else ("Jane Doe", "The Moscow Times")."""
    words = text.split()
    capital = [word for word in words if word[:1].isupper()]
    small = all(word.lower() in _SMALL for word in words if word not in capital)
    return 0 < len(capital) <= _LONGEST_PERSON and small and not text.endswith((".", ":", "?", "!", '"', "”"))


def is_body(text: str) -> bool:
    """Tell whether a line is a name, and by its small words of no person ("Watchers for the Vanni")."""
    small = {word.lower() for word in text.split()[1:] if word[:1].islower()}
    return is_name(text) and not small.isdisjoint(_BODIES)


def is_heading(text: str) -> bool:
    """Tell whether a line is written as names and headings are ("Policy Forum – Briefing Note 14")."""
    capital = (word[:1].isupper() or word.lower() in _SMALL or not word[:1].isalpha() for word in text.split())
    return all(capital) and not text.endswith((".", "?", "!"))


def issuer(text: str, *, kinds: Container[str] = ("body", "news")) -> str | None:
    """Return who issues a report if a line above it is a name of such ("Mail & Courier, Johannesburg"), else None.

    A genre before it is no part of the name ("Commentary, The Pacific Analyst"), nor is the town behind a comma.
    """
    genre, comma, rest = text.partition(", ")
    if comma and _GENRE.fullmatch(genre):
        return rest if is_name(rest) else None
    if _issuers().get(text.lower()) in kinds:  # "Al Jazeera"
        return text
    if _BYLINE.fullmatch(text):
        return None
    named, _, series = text.partition(" – ")
    if series and _SERIES.fullmatch(series):
        text = named
    words = text.replace(",", " ,").split()
    if not is_heading(text) or len(words) > _LONGEST_NAME or text.endswith(":"):
        return None
    for word, after in pairwise([*words, ","]):
        alone = after[0] in ",(" or after.lower() in _SMALL
        if _issuers().get(word.lower(), "") in kinds and (alone or text == f"{word} {after}"):  # "UNHCR Colombia"
            return re.split(r" ?\(|,", text)[0]
    return None


@cache
def _issuers() -> dict[str, str]:
    lines = files(__package__).joinpath("issuers.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def of_dateline(paragraph: str, head: Head) -> Head:
    """Return the head with the day and the agency of a dateline: "DUSHANBE, July 8, 2021 (Reuters) - ..."."""
    if opening := _OPENING.match(paragraph):
        head = head.with_found("outlet", opening["agency"], "dateline", opening[0])
    day = next(iter(days_within(paragraph)), None)
    if day is None or not _DATELINE.fullmatch(paragraph[: day.start]):
        return head
    after = _AFTER_DATELINE.match(paragraph, day.end)
    if after is None:
        return head
    raw = paragraph[: after.end()]
    return head.with_found("published", day.day, "dateline", raw).with_found("outlet", after["agency"], "dateline", raw)
