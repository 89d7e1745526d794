"""`panj brief`: the brief of a day on a terminal or as Markdown."""

from collections.abc import Iterator
from datetime import date

from panj.errors import NotFoundError
from panj.ledger import Ledger, open_ledger
from panj.serve import output, settings, words
from panj.serve.brief import MOST_EVIDENCE, Line, Section, not_known, sections
from panj.serve.picture import Picture, last_day, picture
from panj.situation import Said


def brief(*, ledger: str | None, as_of: date | None, markdown: bool) -> None:
    """Write the brief of a day; without a day, that of the newest report."""
    where = settings.ledger_location(ledger)
    opened = open_ledger(where)
    try:
        write_brief(opened, as_of=as_of, markdown=markdown)
    finally:
        opened.close()


def write_brief(ledger: Ledger, *, as_of: date | None, markdown: bool) -> None:
    """Write the brief of an open ledger."""
    day = as_of or last_day(ledger)
    if day is None:
        raise NotFoundError("the ledger holds no report with a day; read some with `panj read FILE`")
    shown = picture(ledger, as_of=day)
    lines = in_markdown(shown) if markdown else in_plain(shown)
    for text in lines:
        output.console().print(output.inert(text), soft_wrap=markdown)


def in_plain(shown: Picture) -> Iterator[str]:
    """Yield the lines of a brief for a terminal."""
    yield f"SITUATION AS OF {shown.case.as_of}   {len(shown.documents)} reports   changes since {shown.since}"
    for section in sections(shown):
        yield ""
        yield section.title.upper()
        if not section.lines:
            yield f"  {section.empty}"
        for line in section.lines:
            yield f"  {_head(line)}"
            yield from (f"      {row}" for row in _evidence(line))
    yield ""
    yield "NOT KNOWN"
    yield f"  {not_known(shown)}"


def in_markdown(shown: Picture) -> Iterator[str]:
    """Yield the lines of a brief as Markdown; words of reports are escaped."""
    yield f"# Situation as of {shown.case.as_of}"
    yield ""
    yield f"{len(shown.documents)} reports; changes since {shown.since}."
    for section in sections(shown):
        yield from ("", f"## {section.title}", "")
        if not section.lines:
            yield section.empty
        for line in section.lines:
            yield f"- **{_escape(_head(line))}**"
            yield from (f"  - {_escape(row)}" for row in _evidence(line))
    yield from ("", "## Not known", "", not_known(shown))


def _head(line: Line) -> str:
    said = f" — {line.value}" if line.value else ""
    status = f"  [{line.status}]" if line.status else ""
    return f"{line.heading}{said}{status}  {line.id}"


def _evidence(line: Line) -> Iterator[str]:
    yield from (_said(s, "") for s in line.evidence[-MOST_EVIDENCE:])
    if len(line.evidence) > MOST_EVIDENCE:
        yield f"and {len(line.evidence) - MOST_EVIDENCE} more statements"
    yield from (_said(s, "against: ") for s in line.against[-MOST_EVIDENCE:])
    if line.source:
        yield f"source: {line.source}"


def _said(said: Said, label: str) -> str:
    how = words.certainty(said.statement)
    sure = f" ({how})" if how else ""
    return f"{label}“{said.statement.quote}”{sure} {said.day} {words.chain(said.statement)} · {said.id[:8]}"


def _escape(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|" else c for c in text)


__all__ = ["Section", "brief", "in_markdown", "in_plain", "write_brief"]
