"""A report as it was read, and its parts."""

from datetime import date, datetime
from typing import Literal

from panj.records.record import Record, Span

PartKind = Literal[
    "title", "heading", "paragraph", "caption", "credit", "link", "related", "notice", "origin", "byline", "quote"
]


class Part(Record, frozen=True, kw_only=True):
    """A stretch of a document and what it is on the page.

    `span` is None for what is not in the body text (a related headline, a caption taken out): then `text` has it.
    `duplicate_of` is the body stretch that a caption repeats.
    """

    kind: PartKind
    span: Span | None = None
    text: str | None = None
    href: str | None = None
    duplicate_of: Span | None = None


class Provenance(Record, frozen=True, kw_only=True):
    """Where a field of a document was found, and its raw form.

    `source` is json-ld, opengraph, meta, page, text or given.
    """

    field: str
    source: str
    raw: str


class Document(Record, frozen=True, kw_only=True):
    """One report as it was read. `text` is clean and is never changed again.

    Paragraphs, quotations, headings and notices are stretches of it. Title, captions, credits, headlines of other
    articles and the origin stand beside it, as parts without a span. Statements are read only from `paragraph` and
    `quote` parts: a headline or a caption restates the body, often in another's words, and is no second witness.
    `sha256` is of the bytes that it came from. `published` is the outlet's own day.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None
    parts: tuple[Part, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    sha256: str = ""

    def quote(self, span: Span) -> str:
        """Return the document's words under `span`."""
        return self.text[span.start : span.end]
