"""What every format says of a statement: its one line, and whether its speaker puts it as a fact."""

from panj.records import Document
from panj.serve import words
from panj.serve.picture import Picture
from panj.situation import Said


def headline(said: Said) -> str:
    """Return a statement in one line that begins with how it is put, where it is not put as a fact."""
    how = words.certainty(said.statement)
    what = words.subject(said.statement) or said.statement.quote
    return f"[{how}] {what}" if how else what


def claim(said: Said) -> str:
    """Return who says it and in which words."""
    return f"{words.chain(said.statement)}: “{said.statement.quote}”"


def address(shown: Picture, said: Said) -> str | None:
    """Return where the report of a statement stands on the web."""
    return address_of(shown.documents[said.statement.document])


def address_of(document: Document) -> str | None:
    """Return where a report stands on the web, if it is an address of the web."""
    url = document.url
    return url if url and url.startswith(("http://", "https://")) else None
