"""The pages of evidence: reports with their words lit, statements, what people say of them; search, and adding."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from panj import pipeline
from panj.errors import ReadError, UsageError
from panj.ledger import Filter, Scope
from panj.ledger.listing import days_of, documents, documents_with, reading_of, statements_page
from panj.read import Given, documents_of_bytes
from panj.records import Judgement, Link, Statement
from panj.serve import words
from panj.serve.matching import matches
from panj.serve.read_command import now
from panj.serve.review_command import Act, judge
from panj.serve.web.desk import Desk, DeskOf, SeenOf, remember, you
from panj.serve.web.forms import cursor_of, cursor_text, day_asked
from panj.serve.web.judged import by_people, judged, said
from panj.serve.web.lit import paragraphs, pieces
from panj.serve.why_command import evidence

FOUND = 50
LISTED = 60
CANDIDATES = 40  # statements offered for a merge
PASTED = 1_000_000  # letters

evidence_pages = APIRouter(include_in_schema=False)


@evidence_pages.get("/documents", response_class=HTMLResponse)
def reports(desk: DeskOf, request: Request, seen: SeenOf, after: str | None = None) -> Response:
    """List the reports, the newest first."""
    found, following = documents(desk.ledger, seen.scope, after=cursor_of(after), limit=LISTED, newest=True)
    total = sum(d.reports for d in desk.days(seen.known_at) if seen.as_of is None or d.day <= seen.as_of)
    return desk.page(
        request,
        "documents.html",
        title="Reports",
        strip=desk.strip_of(seen),
        documents=found,
        following=cursor_text(following),
        total=total,
    )


@evidence_pages.get("/documents/{identity:path}", response_class=HTMLResponse)
def document(desk: DeskOf, request: Request, identity: str, seen: SeenOf) -> Response:
    """Show a report with the words of its statements lit."""
    found = desk.ledger.document(identity)
    scope = Scope(known_at=seen.known_at)  # the day does not bear on what a report says
    known = list(desk.ledger.statements(scope, Filter(document=found.id)))
    reading = reading_of(desk.ledger, found.id, scope)
    return desk.page(
        request,
        "document.html",
        title=found.title or "Report",
        document=found,
        statements=judged(desk.ledger, known, scope),
        paragraphs=[pieces(found.text, span, known) for span in paragraphs(found.text)],
        unread=[span.of(found.text) for span in reading.unread] if reading else [],
        said=said,
    )


@evidence_pages.get("/statements/{identity}", response_class=HTMLResponse)
def statement(desk: DeskOf, request: Request, identity: str, seen: SeenOf) -> Response:
    """Show the evidence of a statement and what people judged of it."""
    found = evidence(desk.ledger, identity, Scope(known_at=seen.known_at))
    related = _last(found.related)
    return desk.page(
        request,
        "statement.html",
        title="Evidence",
        evidence=found,
        judged=judged(desk.ledger, [found.statement], seen.scope)[0],
        related=related,
        days=days_of(desk.ledger, {other.document for _, other in related}),
        candidates=_candidates(desk, found.statement),
        acts=by_people(desk.ledger.links_about(found.statement.id, scope=seen.scope)),
        said=said,
    )


@evidence_pages.post("/statements/{identity}")
def act(
    desk: DeskOf,
    request: Request,
    identity: str,
    kind: Annotated[str, Form(max_length=20)],
    name: Annotated[str, Form(max_length=80)] = "",
    reason: Annotated[str, Form(max_length=500)] = "",
    change: Annotated[str, Form(max_length=80)] = "",
    other: Annotated[str, Form(max_length=80)] = "",
    back: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Keep what a person says of a statement."""
    who = (getattr(request.state, "user", None) or name or you(request)).strip()
    if not who:
        raise UsageError("a judgement needs your name: it is kept beside what you say")
    held = desk.ledger.statement(identity)
    changes = (change,) if change and kind == "edit" else ()
    made = Act(kind=kind, identity=held.id, reason=reason.strip(), changes=changes, other=other.strip() or None)
    judge(desk.ledger, made, who)
    query = f"?{request.url.query}" if request.url.query else ""
    to = {
        "document": f"/documents/{quote(held.document)}{query}#s-{held.id}",
        "review": f"/review{query}",
    }.get(back, f"/statements/{held.id}{query}")
    response = RedirectResponse(to, status_code=303)
    remember(response, who)
    return response


@evidence_pages.get("/search", response_class=HTMLResponse)
def search(
    desk: DeskOf, request: Request, seen: SeenOf, q: str = "", actor: str = "", code: str = "", day: str = ""
) -> Response:
    """Show the statements and reports with some words, of some actor, act or day."""
    asked, entity, on = q[:200].strip(), _entity(desk, actor[:80].strip()), day_asked(day)
    found = _found(desk, seen.scope, asked, on, Filter(entity=entity, code=code or None))
    plain = asked and not (actor or code or day)
    return desk.page(
        request,
        "search.html",
        title="Search",
        q=asked,
        actor=actor[:80],
        code=code,
        day=day,
        unknown=bool(actor.strip()) and entity is None,
        entity=entity,
        names={e: desk.world.name(e) for e in desk.world.named(asked)[:3]} if plain else {},
        reports=documents_with(desk.ledger, asked.split(), seen.scope, limit=8) if plain else [],
        found=found[:FOUND],
        days=days_of(desk.ledger, {s.document for s in found[:FOUND]}),
        more=len(found) > FOUND,
        codes=words.codes(),
    )


def _found(desk: Desk, scope: Scope, asked: str, on: date | None, which: Filter) -> Sequence[Statement]:
    """Return the statements with some words, of a day, or else of an actor or act; none if nothing is asked."""
    if asked:
        found = [s for s in desk.ledger.search(asked, scope, limit=FOUND * 4) if matches(s, which)]
        held = {d.id for d in documents(desk.ledger, scope, on=on, limit=1000)[0]} if on else None
        return found if held is None else [s for s in found if s.document in held]
    if on:
        reports, _ = documents(desk.ledger, scope, on=on, limit=FOUND)
        of_report = (Filter(document=d.id, entity=which.entity, code=which.code) for d in reports)
        return [s for filtered in of_report for s in desk.ledger.statements(scope, filtered)]
    return statements_page(desk.ledger, scope, which, limit=FOUND + 1)[0] if which.entity or which.code else []


@evidence_pages.get("/add", response_class=HTMLResponse)
def add_form(desk: DeskOf, request: Request) -> Response:
    """Show the form for a report."""
    return desk.page(request, "add.html", title="Add a report", failures=[], text="", read=[])


@evidence_pages.post("/add", response_class=HTMLResponse)
def add(
    desk: DeskOf,
    request: Request,
    text: Annotated[str, Form(max_length=PASTED)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
    outlet: Annotated[str, Form(max_length=120)] = "",
    file: UploadFile | None = None,
) -> Response:
    """Read a pasted or uploaded report into the ledger."""
    given = Given(published=day_asked(published), outlet=outlet.strip() or None)
    upload = file.file.read() if file and file.filename else b""
    name, content = (file.filename or "upload", upload) if upload and file else ("pasted.txt", text.encode())
    found = list(documents_of_bytes(content, name, given=given)) if content.strip() else []
    failures = [str(d) for d in found if isinstance(d, ReadError)]
    good = [d for d in found if not isinstance(d, ReadError)]
    for held, reading in pipeline.understand_all(good, world=desk.world):
        pipeline.add(desk.ledger, held, reading, at=now())
    if len(good) == 1 and not failures:
        return RedirectResponse(f"/documents/{quote(good[0].id)}", status_code=303)
    if not found:
        failures = ["There is nothing to read: paste the words of a report, or choose a file."]
    return desk.page(
        request,
        "add.html",
        title="Add a report",
        failures=failures,
        text=text,
        read=good,
        status=422 if failures else 200,
    )


def _entity(desk: Desk, name: str) -> str | None:
    """Return whom a name or an id stands for."""
    if not name:
        return None
    named = desk.world.named(name)
    return named[0] if named else name if any(e.id == name for e in desk.world.entities()) else None


def _last(related: Iterable[tuple[Link, Statement]]) -> list[tuple[Link, Statement]]:
    """Return the last judgement about each pair, less what was undone."""
    last = {(link.kind, other.id): (link, other) for link, other in related}
    return [(link, other) for link, other in last.values() if link.judgement is not Judgement.UNDONE]


def _candidates(desk: Desk, held: Statement) -> list[Statement]:
    """Return statements that may speak of the same event: of the same code, near in the list."""
    if held.event is None:
        return []
    found, _ = statements_page(desk.ledger, which=Filter(code=held.event.code), limit=CANDIDATES)
    return [s for s in found if s.id != held.id]
