"""The pages of a day: each a URL that can be cited, each working without script."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from panj import pipeline
from panj.errors import NotFoundError, UsageError
from panj.ledger import failures
from panj.ledger.listing import links_by_people, moments
from panj.records import Finding
from panj.serve.brief import MOST_LINES, line, sections
from panj.serve.brief_html import in_html
from panj.serve.picture import Picture
from panj.serve.read_command import now
from panj.serve.topics import SECTIONS, TOPICS, called
from panj.serve.unknowns import unknowns
from panj.serve.web.chart import NARROW, WIDE, chart, fitting, moved, placed, state, where
from panj.serve.web.desk import DeskOf, Seen, SeenOf
from panj.serve.web.forms import box_of
from panj.serve.web.graph import NARROW as NARROW_SHEET
from panj.serve.web.graph import graph
from panj.serve.web.judged import difference
from panj.serve.web.network import edges

LEDGERS = {
    "control": "Who holds what: the last claim for each place, who claims it, and what stands against it.",
    "measures": "What is in force, open or closed: truces, crossings, sieges, sanctions, embassies, mandates.",
    "forces": "Whose forces are where, and how many: the latest figure, and the range of what is said.",
    "displacement": "Who fled, from where to where, and how many.",
    "casualties": "Who was killed, wounded or is missing, and how many.",
    "captives": "Who was captured, detained or set free, and how many.",
    "need": "How many go hungry or need help.",
    "strikes": "How many drones, missiles and rockets were launched, and how many are said to have been shot down.",
    "requests": "Who asked whom, and how far the answer has come. A pledge is no delivery.",
    "obligations": "What treaties bind those concerned to, in the treaties' own conditions.",
    "forecasts": "What somebody plans, orders or foretells, and by when. None of it has happened yet.",
    "responsibility": "Who says that an attack was his, who denies it, and what nobody has claimed.",
    "tension": "How those concerned speak of and act towards each other, on Goldstein's scale.",
}
LEDGERS_OF = {  # in which ledgers the lines of a section stand
    title: tuple(board for board, topic in TOPICS.items() if topic in topics) for title, topics in SECTIONS.items()
}
MOST_EDGES = 300
MAPPED = ("control", "forces", "displacement", "casualties")
FRAMED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # a kept brief carries its style in itself
EMPTY: dict[str, Any] = {"title": "Nothing read yet"}

pages = APIRouter(include_in_schema=False)


@pages.get("/", response_class=HTMLResponse)
def brief(desk: DeskOf, request: Request, seen: SeenOf) -> Response:
    """Show the brief of a day."""
    shown = desk.picture(seen.as_of, seen.known_at)
    if shown is None:
        return desk.page(request, "empty.html", **EMPTY)
    return desk.page(
        request,
        "brief.html",
        title=f"Situation as of {shown.case.as_of}",
        shown=shown,
        strip=desk.strip_of(seen),
        sections=sections(shown, MOST_LINES),
        ledgers=LEDGERS_OF,
        unknowns=unknowns(shown),
        findings=_by_id(shown),
    )


@pages.get("/brief.html", response_class=HTMLResponse)
def brief_file(desk: DeskOf, seen: SeenOf) -> Response:
    """Give the brief of a day as one file that opens from a mail."""
    shown = _picture(desk, seen)
    name = f"attachment; filename=brief-{shown.case.as_of}.html"
    headers = {"Content-Disposition": name, "Content-Security-Policy": FRAMED}
    return HTMLResponse(in_html(shown), headers=headers)


@pages.post("/freeze")
def freeze(desk: DeskOf, seen: SeenOf) -> Response:
    """Keep the brief of a day for ever, byte for byte."""
    shown = _picture(desk, seen)
    text = in_html(shown).encode()
    kept = desk.ledger.freeze(text, "text/html", as_of=shown.case.as_of, version=pipeline.version(), at=now())
    return RedirectResponse(f"/frozen/{kept}", status_code=303)


@pages.get("/frozen/{identity}")
def frozen(desk: DeskOf, identity: str) -> Response:
    """Show a brief that was kept."""
    media, content = desk.ledger.frozen(identity)
    return Response(content, media_type=f"{media}; charset=utf-8", headers={"Content-Security-Policy": FRAMED})


@pages.get("/map", response_class=HTMLResponse)
def map_(desk: DeskOf, request: Request, seen: SeenOf, view: str | None = None) -> Response:
    """Show the map of a day with its table."""
    shown = desk.picture(seen.as_of, seen.known_at)
    if shown is None:
        return desk.page(request, "empty.html", **EMPTY)
    found = shown.of(*MAPPED)
    can, cannot = placed(found)
    box = box_of(view) or fitting(can)
    charts = {"wide": chart(can, box, WIDE), "narrow": chart(can, box, NARROW)}
    moves = {
        "closer": moved(box, closer=1.6),
        "wider": moved(box, closer=1 / 1.6),
        "west": moved(box, east=-0.35),
        "east": moved(box, east=0.35),
        "north": moved(box, north=0.35),
        "south": moved(box, north=-0.35),
    }
    return desk.page(
        request,
        "map.html",
        title=f"Map, {shown.case.as_of}",
        shown=shown,
        strip=desk.strip_of(seen),
        charts=charts,
        moves=moves,
        view=view,
        placed=can,
        unplaced=cannot,
        lines={f.id: line(f, shown) for f in found},
        state=state,
        where=where,
    )


@pages.get("/ledgers/{topic}", response_class=HTMLResponse)
def ledger(
    desk: DeskOf, request: Request, topic: str, seen: SeenOf, page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> Response:
    """Show one topic of a day."""
    if topic not in LEDGERS:
        raise NotFoundError(f"no ledger {topic[:20]!r}; there are {', '.join(LEDGERS)}")
    shown = desk.picture(seen.as_of, seen.known_at)
    if shown is None:
        return desk.page(request, "empty.html", **EMPTY)
    count = {t: len(shown.of(TOPICS[t])) for t in LEDGERS}
    found: list[Finding] = shown.of(TOPICS[topic])
    return desk.page(
        request,
        "ledger.html",
        title=f"{called(topic).capitalize()}, {shown.case.as_of}",
        topic=topic,
        topics=count,
        called=called,
        says=LEDGERS[topic],
        shown=shown,
        strip=desk.strip_of(seen),
        lines=[line(f, shown) for f in found[(page - 1) * MOST_LINES : page * MOST_LINES]],
        page=page,
        pages=-(-len(found) // MOST_LINES),
        findings=_by_id(shown),
    )


@pages.get("/network", response_class=HTMLResponse)
def network(desk: DeskOf, request: Request, seen: SeenOf) -> Response:
    """Show who acts on whom."""
    shown = desk.picture(seen.as_of, seen.known_at)
    if shown is None:
        return desk.page(request, "empty.html", **EMPTY)
    found = edges(shown.case, desk.world)
    return desk.page(
        request,
        "network.html",
        title=f"Network, {shown.case.as_of}",
        shown=shown,
        strip=desk.strip_of(seen),
        edges=found,
        graphs={"wide": graph(found), "narrow": graph(found, NARROW_SHEET)},
        most=MOST_EDGES,
    )


@pages.get("/history", response_class=HTMLResponse)
def history(desk: DeskOf, request: Request, seen: SeenOf) -> Response:
    """Show what the ledger held when, what people judged, and what could not be read."""
    acts = [(txn, x, difference(x)) for txn, x in links_by_people(desk.ledger, seen.scope)]
    return desk.page(
        request,
        "history.html",
        title="History",
        moments=moments(desk.ledger),
        acts=acts,
        failures=[(x.source, x.why) for x in failures(desk.ledger)],
        counts=desk.ledger.counts(),
    )


def _picture(desk: DeskOf, seen: Seen) -> Picture:
    shown = desk.picture(seen.as_of, seen.known_at)
    if shown is None:
        raise UsageError("the ledger holds no report with a day")
    return shown


def _by_id(shown: Picture) -> dict[str, Any]:
    return {f.id: f for f in shown.findings}
