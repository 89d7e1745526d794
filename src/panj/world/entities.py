"""Whom or what an id of the tables stands for."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from panj.world.tables import Tables

Shape = Literal["state", "organisation", "person", "office", "body", "border", "treaty", "decision"]


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Whom or what an id stands for. `kind` is the table's own word, `country` whose it is."""

    id: str
    name: str
    shape: Shape
    kind: str
    country: str | None = None
    parent: str | None = None
    sector: str | None = None
    qid: str | None = None
    start: str = ""
    end: str = ""


def border_id(a: str, b: str) -> str:
    """Return the id of the border between two states, whichever is named first."""
    return f"border:{min(a, b)}-{max(a, b)}"


def entities(tables: Tables) -> Iterable[Entity]:
    """Yield every listed entity; offices and bodies of states are composed when they are asked for."""
    for s in tables.states:
        yield Entity(
            id=s.id, name=s.name, shape="state", kind=s.kind, country=s.id, parent=s.claimed_by or None,
            qid=s.qid or None, start=s.start, end=s.end,
        )  # fmt: skip
    for o in tables.orgs:
        yield Entity(
            id=o.id, name=o.name, shape="organisation", kind=o.kind, country=o.country or None,
            parent=o.parent or None, sector=o.sector or None, qid=o.qid or None, start=o.start, end=o.end,
        )  # fmt: skip
    for p in tables.people:
        yield Entity(id=p.id, name=p.name, shape="person", kind="person", country=p.country or None, qid=p.qid or None)
    adjectives = {s.id: s.adjective or s.name for s in tables.states}
    for a, b in sorted({(r.a, r.b) for r in tables.borders}):
        name = f"{adjectives.get(a, a)}-{adjectives.get(b, b)} border"
        yield Entity(id=border_id(a, b), name=name, shape="border", kind="border")
    for t in tables.treaties:
        yield Entity(id=t.id, name=t.name, shape="treaty", kind="treaty", parent=t.org or None, start=t.signed)
    for d in tables.decisions:
        yield Entity(id=d.id, name=d.name, shape="decision", kind="decision", parent=d.org, start=d.adopted)
