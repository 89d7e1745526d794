"""Invented articles with their times written in: `[words=value]`, `S:` before the value of a set, `~` between values
that the guidelines leave open, `[words=~]` for what may be found or not, `@` before what counts from the day of the
article: `@-1M`, `@Tue` (that day or the last), `@Tue+` (the next), either with a part of the day (`@-1DTNI`)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from panj.records import Document
from panj.understand.times.values import at, moved

HERE = Path(__file__).parent / "invented"
SETS = ("first", "second")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MARKED = re.compile(r"(\[[^\[\]]*=[^\[\]]*\])")
COUNTED = re.compile(r"@(?:([+-]?\d+)([DWMY])|(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(\+?))(T.*)?\Z")


def documents(name: str) -> Iterator[tuple[Document, list[dict[str, str]]]]:
    """Yield the articles of a set with their gold times; a time without a value is neither missed nor wrong."""
    for article in (HERE / f"{name}.txt").read_text(encoding="utf-8").split("# ")[1:]:
        head, _, body = article.partition("\n")
        number, _, day = head.split()
        yield _read(number, date.fromisoformat(day), body.strip())


def _read(number: str, day: date, body: str) -> tuple[Document, list[dict[str, str]]]:
    text, gold = "", []
    for part in MARKED.split(body):
        words, marked, values = part[1:-1].rpartition("=") if MARKED.fullmatch(part) else (part, "", "")
        if marked:
            value = "~".join(counted(each.removeprefix("S:"), day) for each in values.split("~") if each)
            span = {"start": str(len(text)), "end": str(len(text) + len(words))}
            gold.append({**span, "text": words, "value": value})
        text += words
    return Document(id=number, text=text, published=day), gold


def counted(value: str, day: date) -> str:
    """Return the value that `@` and a distance or a weekday mean on this day; any other as it is."""
    match = COUNTED.match(value)
    if match is None:
        return value
    count, unit, weekday, ahead, part = match.groups()
    if weekday:
        back = (day.weekday() - WEEKDAYS.index(weekday)) % 7
        return (day + timedelta(days=7 if ahead and not back else 7 - back if ahead else -back)).isoformat() + (
            part or ""
        )
    return at(moved(day, int(count), unit) or day, unit) + (part or "")
