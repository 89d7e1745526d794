"""Panj from a program or a notebook: read reports, keep a case, ask for the picture of a day."""

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
from panj.serve.picture import Picture, picture
from panj.serve.read_command import now

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
        body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
        head = "".join(f"<th>{name}</th>" for name in heads)
        title = escape(self.document.title or self.document.outlet or self.document.id)
        return f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


class Case:
    """An open ledger; close it, or use it in a `with`."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

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
        day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of or self.ledger.last_published()
        if day is None:
            raise NotFoundError("the ledger holds no report")
        return picture(self.ledger, as_of=day)

    def findings(self, topic: str | None = None, as_of: date | str | None = None) -> list[Finding]:
        """Return the lines of the picture, of one topic if it is named."""
        return [f for f in self.picture(as_of).findings if topic in (None, f.topic)]

    def brief(self, as_of: date | str | None = None) -> str:
        """Return the brief of a day as Markdown."""
        return in_markdown(self.picture(as_of))


def load(path: AnyPath, *, published: date | None = None, outlet: str | None = None) -> Read:
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
