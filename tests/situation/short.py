"""The lines of the picture of one short report."""

from datetime import date

from panj.english import parse
from panj.records import Document, Finding
from panj.situation import assess, gather
from panj.understand import understand
from panj.world import load_world

DAY = date(2023, 5, 10)


def lines(text: str, topic: str) -> list[Finding]:
    """Return a topic's lines of a report of one text."""
    document = Document(id="d", text=text, outlet="Wire", published=DAY)
    reading = understand(document, parse(text), load_world())
    case = gather([document], [reading], reading.statements, [], as_of=DAY, world=load_world())
    return [f for f in assess(case, load_world()) if f.topic == topic]


def heads(text: str, topic: str) -> list[tuple[str, str | None]]:
    return [(f.label, f.value) for f in lines(text, topic)]
