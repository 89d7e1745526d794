"""Atom: an entry for each line of the picture that changed, with the words that it rests on."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from panj.serve.export.claims import claim, headline
from panj.serve.export.xml import add, written
from panj.serve.picture import Picture
from panj.situation import Changed


def lines(shown: Picture) -> Iterator[str]:
    """Yield one feed."""
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    add(feed, "id", f"urn:panj:changes:{shown.case.as_of}")
    add(feed, "title", f"What changed from {shown.since} to {shown.case.as_of}")
    add(feed, "updated", f"{shown.case.as_of}T00:00:00Z")
    add(add(feed, "author"), "name", "Panj")
    for changed in shown.changed:
        _entry(feed, shown, changed)
    yield written(feed)


def _entry(feed: ET.Element, shown: Picture, changed: Changed) -> None:
    finding = changed.finding
    evidence, against = shown.evidence(finding)
    said = [f"{headline(s)}; {claim(s)}" for s in evidence] + [f"Against: {claim(s)}" for s in against]
    entry = add(feed, "entry")
    add(entry, "id", f"urn:panj:{finding.id}:{shown.case.as_of}")
    add(entry, "title", f"{changed.change}: {finding.label} [{finding.status}]")
    add(entry, "updated", f"{shown.case.as_of}T00:00:00Z")
    add(entry, "category", term=finding.topic)
    add(entry, "summary", "\n".join(said) or finding.value or finding.status)
