"""The pages: each a URL that can be cited, each of one day, each working without script."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from panj import pipeline
from panj.errors import NotFoundError, ReadError, UsageError
from panj.ledger import Filter, Scope
from panj.read import Given, documents_of_bytes
from panj.records import Finding
from panj.serve.board_command import TOPICS
from panj.serve.brief import line, not_known, sections
from panj.serve.read_command import now
from panj.serve.review_command import Act, judge
from panj.serve.web.chart import HEIGHT, WIDTH, chart
from panj.serve.web.desk import Desk, DeskOf
from panj.serve.web.forms import day_of
from panj.serve.web.lit import paragraphs, pieces
from panj.serve.why_command import evidence

LEDGERS = ("control", "forces", "displacement", "casualties", "requests", "obligations", "forecasts", "tension")
MAPPED = ("control", "forces", "displacement", "casualties")
FOUND = 50


pages = APIRouter()


@pages.get("/", response_class=HTMLResponse)
def brief(desk: DeskOf, request: Request, as_of: str | None = None) -> Response:
    """Show the brief of a day."""
    shown = desk.picture(day_of(as_of))
    if shown is None:
        return desk.page(request, "empty.html", title="Nothing read yet")
    return desk.page(
        request,
        "brief.html",
        title=f"Situation as of {shown.case.as_of}",
        shown=shown,
        sections=sections(shown),
        not_known=not_known(shown),
    )


@pages.get("/map", response_class=HTMLResponse)
def map_(desk: DeskOf, request: Request, as_of: str | None = None) -> Response:
    """Show the map of a day with its table."""
    shown = desk.picture(day_of(as_of))
    if shown is None:
        return desk.page(request, "empty.html", title="Nothing read yet")
    drawn = chart(shown.of(*MAPPED))
    days = sorted({d.published for d in desk.ledger.documents() if d.published})
    return desk.page(
        request,
        "map.html",
        title=f"Map, {shown.case.as_of}",
        shown=shown,
        chart=drawn,
        width=WIDTH,
        height=HEIGHT,
        days=days,
        lines={f.id: line(f, shown) for f in shown.of(*MAPPED)},
    )


@pages.get("/ledgers/{topic}", response_class=HTMLResponse)
def ledger(desk: DeskOf, request: Request, topic: str, as_of: str | None = None) -> Response:
    """Show one topic of a day."""
    shown = desk.picture(day_of(as_of))
    if topic not in LEDGERS:
        raise NotFoundError(f"no ledger {topic[:20]!r}; there are {', '.join(LEDGERS)}")
    if shown is None:
        return desk.page(request, "empty.html", title="Nothing read yet")
    found: list[Finding] = shown.of(TOPICS.get(topic, topic))
    return desk.page(
        request,
        "ledger.html",
        title=topic.capitalize(),
        topic=topic,
        topics=LEDGERS,
        shown=shown,
        lines=[line(f, shown) for f in found],
    )


@pages.get("/documents", response_class=HTMLResponse)
def documents(desk: DeskOf, request: Request, as_of: str | None = None) -> Response:
    """List the reports."""
    found = list(desk.ledger.documents(Scope(as_of=day_of(as_of))))
    return desk.page(request, "documents.html", title="Reports", documents=found[::-1])


@pages.get("/documents/{identity}", response_class=HTMLResponse)
def document(desk: DeskOf, request: Request, identity: str) -> Response:
    """Show a report with the words of its statements lit."""
    found = desk.ledger.document(identity)
    said = list(desk.ledger.statements(which=Filter(document=found.id)))
    return desk.page(
        request,
        "document.html",
        title=found.title or "Report",
        document=found,
        statements=said,
        paragraphs=[pieces(found.text, span, said) for span in paragraphs(found.text)],
    )


@pages.get("/statements/{identity}", response_class=HTMLResponse)
def statement(desk: DeskOf, request: Request, identity: str) -> Response:
    """Show the evidence of a statement and what people judged of it."""
    return desk.page(
        request,
        "statement.html",
        title="Evidence",
        evidence=evidence(desk.ledger, identity),
        acts=_acts(desk, identity),
    )


@pages.post("/statements/{identity}")
def act(
    desk: DeskOf,
    identity: str,
    kind: Annotated[str, Form(max_length=20)],
    name: Annotated[str, Form(max_length=80)],
    reason: Annotated[str, Form(max_length=500)] = "",
    change: Annotated[str, Form(max_length=80)] = "",
) -> Response:
    """Keep what a person says of a statement."""
    if not name.strip():
        raise UsageError("a judgement needs your name")
    judge(desk.ledger, Act(kind=kind, identity=identity, reason=reason, changes=(change,) if change else ()), name)
    return RedirectResponse(f"/statements/{desk.ledger.statement(identity).id}", status_code=303)


@pages.get("/network", response_class=HTMLResponse)
def network(desk: DeskOf, request: Request, as_of: str | None = None) -> Response:
    """Show who acts on whom."""
    shown = desk.picture(day_of(as_of))
    if shown is None:
        return desk.page(request, "empty.html", title="Nothing read yet")
    return desk.page(request, "network.html", title="Who acts on whom", shown=shown, edges=_edges(shown))


@pages.get("/history", response_class=HTMLResponse)
def history(desk: DeskOf, request: Request) -> Response:
    """Show what people judged and what could not be read."""
    acts = [x for x in desk.ledger.links() if x.decided_by.startswith("person:")]
    return desk.page(request, "history.html", title="Judgements", acts=acts[::-1], failures=desk.ledger.failures())


@pages.get("/search", response_class=HTMLResponse)
def search(desk: DeskOf, request: Request, q: str = "", as_of: str | None = None) -> Response:
    """Show the statements with some words."""
    scope = Scope(as_of=day_of(as_of))
    found = desk.ledger.search(q[:200], scope, limit=FOUND) if q.strip() else []
    return desk.page(request, "search.html", title="Search", asked=q[:200], found=found, most=FOUND)


@pages.get("/add", response_class=HTMLResponse)
def add_form(desk: DeskOf, request: Request) -> Response:
    """Show the form for a report."""
    return desk.page(request, "add.html", title="Add a report", failures=[])


@pages.post("/add", response_class=HTMLResponse)
def add(
    desk: DeskOf,
    request: Request,
    text: Annotated[str, Form(max_length=1_000_000)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
    outlet: Annotated[str, Form(max_length=120)] = "",
    file: UploadFile | None = None,
) -> Response:
    """Read a pasted or uploaded report into the ledger."""
    given = Given(published=day_of(published), outlet=outlet.strip() or None)
    upload = file.file.read() if file and file.filename else b""
    name, content = (file.filename or "upload", upload) if upload and file else ("pasted.txt", text.encode())
    read = [d for d in documents_of_bytes(content, name, given=given)]
    failures = [str(d) for d in read if isinstance(d, ReadError)]
    good = [d for d in read if not isinstance(d, ReadError)]
    for found, reading in pipeline.understand_all(good, world=desk.world):
        pipeline.add(desk.ledger, found, reading, at=now())
    if len(good) == 1 and not failures:
        return RedirectResponse(f"/documents/{good[0].id}", status_code=303)
    return desk.page(request, "add.html", title="Add a report", failures=failures or ["nothing to read"], status=422)


def _acts(desk: Desk, identity: str) -> list[Any]:
    whole = desk.ledger.statement(identity).id
    return [x for x in desk.ledger.links() if x.left == whole == x.right and x.decided_by.startswith("person:")]


def _edges(shown: Any) -> list[tuple[str, str, str, int, str]]:  # noqa: ANN401
    """Return who did what to whom, how often it was said as a fact, and one statement for it."""
    count: Counter[tuple[str, str, str]] = Counter()
    example: dict[tuple[str, str, str], str] = {}
    for said in shown.case.said:
        if not said.statement.happened or said.statement.event is None:
            continue
        for actor in said.actors:
            for recipient in said.recipients:
                if actor.id != recipient.id:
                    key = (actor.name, said.statement.event.code, recipient.name)
                    count[key] += 1
                    example.setdefault(key, said.id)
    return [(*key, n, example[key]) for key, n in sorted(count.items(), key=lambda x: (-x[1], x[0]))]
