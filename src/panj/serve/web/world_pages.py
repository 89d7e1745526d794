"""The pages of the world: who is known to the tables, what held of each on a day, and from which source."""

from collections import Counter
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from panj.serve.picture import Picture
from panj.serve.read_command import now
from panj.serve.web.desk import DeskOf, SeenOf
from panj.serve.world_facts import about, bearers
from panj.world.sides import Side

MOST_FOUND = 100
MOST_NAMED = 40

world_pages = APIRouter(include_in_schema=False)


@world_pages.get("/world", response_class=HTMLResponse)
def world(desk: DeskOf, request: Request, seen: SeenOf, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Show who bears a name, or, where none is asked for, of whom the reports speak most."""
    found = bearers(desk.world, q.strip()) if q.strip() else []
    shown = None if found else desk.picture(seen.as_of, seen.known_at)
    return desk.page(
        request,
        "world.html",
        title="World",
        q=q,
        found=found[:MOST_FOUND],
        more=len(found) > MOST_FOUND,
        named=_named(shown) if shown else [],
        counts=Counter(entity.shape for entity in desk.world.entities()),
        sources=len(desk.world.sources),
        country=desk.world.name,
    )


@world_pages.get("/world/{identity:path}", response_class=HTMLResponse)
def entity(desk: DeskOf, request: Request, identity: str, seen: SeenOf) -> Response:
    """Show what is known of one entity on a day, each fact with its source."""
    found = desk.world.entity(identity)
    day = seen.as_of or desk.ledger.last_published() or now().date()
    first, *facts = about(desk.world, found, day)
    return desk.page(
        request,
        "entity.html",
        title=found.name,
        entity=found,
        day=day,
        described=first.text.partition(": ")[2],
        sections=[(section, list(lines)) for section, lines in groupby(facts, key=lambda line: line.section)],
        stale=sum(line.stale for line in facts),
        strip=desk.strip_of(seen),
    )


def _named(shown: Picture) -> list[tuple[Side, int]]:
    """Return those of the world for whom somebody acts in the reports, with in how many statements, the most first."""
    parties = [side for said in shown.case.said for side in {*said.actors, *said.recipients} if side.known]
    return sorted(Counter(parties).items(), key=lambda item: (-item[1], item[0].name))[:MOST_NAMED]
