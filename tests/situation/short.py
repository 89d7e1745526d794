"""The lines of the picture of one short report."""

from datetime import date

from panj.english import parse
from panj.records import Document, Finding, Reading
from panj.situation import assess, gather
from panj.understand import understand
from panj.world import load_world

DAY = date(2023, 5, 10)


def lines(text: str, topic: str) -> list[Finding]:
    """Return a topic's lines of a report of one text."""
    document, reading = reading_of(text)
    case = gather([document], [reading], reading.statements, [], as_of=DAY, world=load_world())
    return [f for f in assess(case, load_world()) if f.topic == topic]


def reading_of(text: str, name: str = "d") -> tuple[Document, Reading]:
    """Return a report of one text, and what is understood of it."""
    document = Document(id=name, text=text, outlet="Wire", published=DAY)
    return document, understand(document, parse(text), load_world())


def heads(text: str, topic: str) -> list[tuple[str, str | None]]:
    return [(f.label, f.value) for f in lines(text, topic)]
