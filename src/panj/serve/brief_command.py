"""`panj brief`: the brief of a day on a terminal, as Markdown, or as one HTML file; frozen if asked."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

from panj import pipeline
from panj.ledger import Ledger
from panj.serve import output, words
from panj.serve.brief import MOST_EVIDENCE, MOST_LINES, Line, sections, surely
from panj.serve.brief_html import in_html
from panj.serve.held import day_asked, held
from panj.serve.picture import Picture, collector_resting, picture
from panj.serve.unknowns import counted, unknowns
from panj.situation import Said

Form = Literal["plain", "markdown", "html"]
WIDTH = 118  # characters of a line for a terminal
MEDIA: dict[Form, str] = {"plain": "text/plain", "markdown": "text/markdown", "html": "text/html"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which brief: of which day, known at which transaction, in which form, into which file, and whether kept."""

    as_of: date | None = None
    known_at: int | None = None
    form: Form = "plain"
    file: str | None = None
    freeze: bool = False


def brief(asked: Asked, *, ledger: str | None) -> None:
    """Write a brief; without a day, that of the newest report."""
    with held(ledger) as opened:
        write_brief(opened, asked)


def write_brief(ledger: Ledger, asked: Asked) -> None:
    """Write the brief of an open ledger."""
    day = day_asked(ledger, asked.as_of, asked.known_at)
    shown = picture(ledger, as_of=day, known_at=asked.known_at)
    text = _FORMS[asked.form](shown)
    if asked.file and asked.file != "-":
        Path(asked.file).write_text(text, encoding="utf-8")
        output.complain(f"wrote {asked.file}")
    elif asked.form == "plain" and output.to_person(as_json=False):
        output.write_text(in_plain(shown, min(WIDTH, output.console().width)))
    else:
        output.write_text(text)
    if asked.freeze:
        now = datetime.now(UTC)
        kept = ledger.freeze(text.encode(), MEDIA[asked.form], as_of=day, version=pipeline.version(), at=now)
        output.complain(f"kept as {kept}; `panj serve` shows it at /frozen/{kept}")


def in_plain(shown: Picture, width: int = WIDTH) -> str:
    """Return a brief for a terminal, in lines of at most `width` characters."""
    with collector_resting():
        return "\n".join(_plain_lines(shown, width)) + "\n"


def _plain_lines(shown: Picture, width: int) -> Iterator[str]:
    yield f"SITUATION AS OF {shown.case.as_of}   {counted(shown)}   changes since {shown.since}"
    for section in sections(shown, MOST_LINES):
        yield ""
        yield section.title.upper()
        if not section.lines:
            yield f"  {section.empty}"
        for line in section.lines:
            yield from wrapped(_head(line), "  ", "      ", width)
            for row in _evidence(line):
                yield from wrapped(row, "      ", "        ", width)
        if section.more:
            yield f"  and {section.more} that no report spoke of later; `panj board` and `panj brief --md` tell all"
    yield ""
    yield "NOT KNOWN"
    for sentence in unknowns(shown):
        yield from wrapped(sentence, "  ", "    ", width)


def wrapped(text: str, first: str, rest: str, width: int = WIDTH) -> list[str]:
    """Return the lines of a text as `textwrap` makes them, a longer word by itself; mostly several times as fast."""
    if not text.isprintable():  # other spaces than the plain one
        return textwrap.wrap(
            text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )
    row = _row(width - len(first)).match(text)
    if row is None:
        return []
    lines = [f"{first}{row[1] or row[2]}"]
    if row.end() < len(text):
        lines += [f"{rest}{words or word}" for words, word in _row(width - len(rest)).findall(text, row.end())]
    return lines


@cache
def _row(most: int) -> re.Pattern[str]:
    """Return the pattern for as many words as so many characters hold, at least one, and the spaces behind them."""
    return re.compile(rf"(?:(.{{0,{most - 1}}}[^ ])(?= |\Z)| *+([^ ]++)) *+")


def in_markdown(shown: Picture) -> str:
    """Return a brief as Markdown; words of reports are escaped."""
    with collector_resting():
        return "\n".join(_markdown_lines(shown)) + "\n"


def _markdown_lines(shown: Picture) -> Iterator[str]:
    yield f"# Situation as of {shown.case.as_of}"
    yield ""
    yield f"{counted(shown)}; changes since {shown.since}."
    for section in sections(shown):
        yield from ("", f"## {section.title}", "")
        if not section.lines:
            yield section.empty
        for line in section.lines:
            yield f"- {_escape(_head(line))}"
            yield from (f"  - {_escape(row)}" for row in _evidence(line))
    yield from ("", "## Not known", "", *(f"- {_escape(sentence)}" for sentence in unknowns(shown)))


def _head(line: Line) -> str:
    if line.bare:
        return f"{_said(line.evidence[0], '', line).rpartition(' · ')[0]}: {line.told}  {line.id[:8]}"
    return f"{line.told}  {line.id if line.id.startswith('F') else line.id[:8]}"


def _evidence(line: Line) -> Iterator[str]:
    yield from line.details
    if line.bare:
        return
    yield from (_said(s, "", line) for s in line.evidence[-MOST_EVIDENCE:])
    if len(line.evidence) > MOST_EVIDENCE:
        yield f"and {len(line.evidence) - MOST_EVIDENCE} more statements"
    yield from (_said(s, "against: ", line) for s in line.against[-MOST_EVIDENCE:])
    if line.source:
        yield f"source: {line.source}"


def _said(said: Said, label: str, line: Line) -> str:
    """Return who says it, through whom, when, how surely, in which words; the heading's words are not told twice."""
    how = surely(said, line)
    sure = f" ({how})" if how else ""
    carried = f", also in {', '.join(line.also[said.id])}" if said.id in line.also else ""
    quote = "" if said.words == line.heading else f": “{' '.join(said.words.split())}”"
    return f"{label}{said.day} {words.chain(said.statement)}{carried}{sure}{quote} · {said.id[:8]}"


def _escape(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|" else c for c in text)


_FORMS = {"plain": in_plain, "markdown": in_markdown, "html": in_html}
