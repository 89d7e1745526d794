"""Panj from a program or a notebook: read reports, keep a case, ask for the picture of a day."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from types import TracebackType

from panj import pipeline
from panj.errors import NotFoundError, ReadError
from panj.ledger import Ledger, open_ledger
from panj.read import Given
from panj.records import Document, Event, Finding, Mention, Place, Quantity, Reading, Span, Statement
from panj.serve import words
from panj.serve.brief_command import in_markdown
from panj.serve.brief_html import in_html
from panj.serve.days import day_of
from panj.serve.picture import Picture, Pictures
from panj.serve.read_command import now
from panj.situation import Said

AnyPath = str | Path


@dataclass(frozen=True)
class Read:
    """One report and all that it yields."""

    document: Document
    reading: Reading

    @property
    def text(self) -> str:
        """The clean text that every span counts in."""
        return self.document.text

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What is claimed, by whom, and how surely."""
        return self.reading.statements

    @property
    def events(self) -> tuple[Event, ...]:
        """What statements describe; only `statement.happened` tells whether it is put as a fact."""
        return tuple(s.event for s in self.reading.statements if s.event)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Amounts with their bounds."""
        return self.reading.quantities

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Who is named."""
        return self.reading.mentions

    @property
    def places(self) -> tuple[Place, ...]:
        """Where."""
        return self.reading.places

    @property
    def unread(self) -> tuple[Span, ...]:
        """The sentences that yielded nothing."""
        return self.reading.unread

    def _repr_html_(self) -> str:
        heads = ("said by", "how", "about", "words")
        rows = ((words.chain(s), words.certainty(s) or "asserted", words.subject(s), s.quote) for s in self.statements)
        return in_table(self.document.title or self.document.outlet or self.document.id, heads, rows)

    def __repr__(self) -> str:
        title = self.document.title or self.document.id
        return f"<Read {title!r}: {len(self.statements)} statements, {len(self.unread)} sentences not understood>"


class Case:
    """An open ledger; close it, or use it in a `with`."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._drawing = Pictures(ledger)

    def __enter__(self) -> "Case":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger."""
        self.ledger.close()

    def add(self, found: Read) -> bool:
        """Add a report; False if it is there already."""
        return pipeline.add(self.ledger, found.document, found.reading, at=now())

    def picture(self, as_of: date | str | None = None) -> Picture:
        """Return the picture of a day, by default that of the newest report."""
        day = day_of(as_of) if isinstance(as_of, str) else as_of or self.ledger.last_published()
        if day is None:
            raise NotFoundError("the ledger holds no report")
        return self._drawing.of(day)

    def findings(self, topic: str | None = None, as_of: date | str | None = None) -> list[Finding]:
        """Return the lines of the picture, of one topic if it is named."""
        return [f for f in self.picture(as_of).findings if topic in (None, f.topic)]

    def figures(self, about: str = "", as_of: date | str | None = None) -> "Figures":
        """Return the lines with a figure that speak of `about`: each of its words begins a word of theirs.

        A line's words are its own, its topic's, and those that one of its statements quotes.
        """
        shown = self.picture(as_of)
        wanted = tuple(w for w in _words(about) if w not in _SMALL)
        counted = (f for f in shown.findings if (f.low, f.best, f.high) != (None, None, None))
        found = (Figure(f, *map(tuple, shown.evidence(f))) for f in counted)
        return Figures(f for f in found if f.speaks_of(wanted))

    def brief(self, as_of: date | str | None = None) -> "Brief":
        """Return the brief of a day."""
        return Brief(self.picture(as_of))


@dataclass(frozen=True)
class Figure:
    """A line with a figure, the statements that it rests on, and those against it."""

    finding: Finding
    said: tuple[Said, ...]
    against: tuple[Said, ...]

    @property
    def bounds(self) -> str:
        """The figure in words, "up to 70 %"; of a score its value."""
        f = self.finding
        if f.low is not None and f.low == f.high:
            known = f"{f.low:,g}"
        elif f.low is not None and f.high is not None:
            known = f"{f.low:,g} to {f.high:,g}"
        elif f.low is not None:
            known = f"{f.low:,g} or more"
        else:
            known = f"up to {f.high:,g}" if f.high is not None else f"{f.best:,g}"
        return f"{known} {f.unit}" if f.unit else known

    def speaks_of(self, wanted: Iterable[str]) -> bool:
        """Tell whether the line, with one of its statements, has words that begin so."""
        f = self.finding
        own = _words(" ".join(filter(None, (f.topic, f.label, f.subject, f.value, f.status))))
        told = [own | _words(s.statement.quote) for s in self.said] or [own]
        return any(all(any(w.startswith(start) for w in among) for start in wanted) for among in told)

    def __repr__(self) -> str:
        who = "; ".join(f"{s.day} {words.chain(s.statement)}" for s in self.said)
        disputed = f", {len(self.against)} against" if self.against else ""
        return f"<Figure {self.finding.id} {self.finding.label}: {self.bounds} [{self.finding.status}{disputed}] {who}>"


class Figures(tuple[Figure, ...]):
    """Lines with figures; a notebook shows each with who says it, in which words."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        heads = ("line", "figure", "status", "day", "said by", "words", "id")
        rows = (row for figure in self for row in _figure_rows(figure))
        return in_table("", heads, rows)


@dataclass(frozen=True)
class Brief:
    """The brief of a day: as text it is Markdown."""

    picture: Picture

    def __str__(self) -> str:
        return in_markdown(self.picture)

    def __repr__(self) -> str:
        shown = self.picture
        return f"<Brief as of {shown.case.as_of}: {len(shown.findings)} lines of {len(shown.documents)} reports>"

    def to_html(self, file: AnyPath) -> None:
        """Write one HTML file that needs nothing beside it."""
        Path(file).write_text(in_html(self.picture), encoding="utf-8")

    def to_markdown(self, file: AnyPath) -> None:
        """Write a Markdown file."""
        Path(file).write_text(str(self), encoding="utf-8")

    def _repr_html_(self) -> str:
        page = escape(in_html(self.picture), quote=True)
        return f'<iframe sandbox srcdoc="{page}" style="width:100%;height:36em;border:1px solid #ccc"></iframe>'


def _figure_rows(figure: Figure) -> Iterator[tuple[str, ...]]:
    f = figure.finding
    for said in (*figure.said, *figure.against):
        how = "against" if said in figure.against else f.status
        chain, quote = words.chain(said.statement), said.statement.quote
        yield (f.label, figure.bounds, how, f"{said.day}", chain, quote, said.id[:8])


def in_table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in HTML; every cell is text."""
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    named = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


_WORD = re.compile(r"\w+")
_SMALL = frozenset({"the", "a", "an", "of", "in", "on", "at", "to", "by", "from", "under", "and", "for", "with"})


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def read_report(path: AnyPath, *, published: date | None = None, outlet: str | None = None) -> Read:
    """Read one report; ReadError if it cannot be read."""
    for found in pipe([path], published=published, outlet=outlet):
        return found
    raise ReadError(str(path), "holds no report")


def pipe(paths: Iterable[AnyPath], *, published: date | None = None, outlet: str | None = None) -> Iterator[Read]:
    """Yield each report of files and folders; the first that cannot be read raises ReadError."""
    given = Given(published=published, outlet=outlet)
    found = pipeline.documents(map(str, paths), given, _raise)
    for document, reading in pipeline.understand_all(found):
        yield Read(document, reading)


def open_case(ledger: AnyPath) -> Case:
    """Open a ledger, a file or an SQLAlchemy URL; a file that is not there is made."""
    return Case(open_ledger(str(ledger)))


def _raise(error: ReadError) -> None:
    raise error
