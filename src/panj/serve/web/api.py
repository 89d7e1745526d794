"""The API: the records as they are, in pages, with the ledger's sequence as their version."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response, StreamingResponse

from panj import pipeline
from panj.errors import NotFoundError, ReadError, UsageError
from panj.ledger import Filter
from panj.ledger import listing as listed
from panj.read import Given, documents_of_bytes
from panj.serve.board_command import row
from panj.serve.brief import Line, sections
from panj.serve.export import FORMATS
from panj.serve.picture import Picture, whole
from panj.serve.read_command import now
from panj.serve.review_command import Act, judge, queue
from panj.serve.stream import document_line, reading_line, statement_bytes, statement_line
from panj.serve.topics import TOPICS
from panj.serve.unknowns import unknowns
from panj.serve.web.access import Access
from panj.serve.web.desk import Desk, DeskOf, SeenOf
from panj.serve.web.forms import cursor_of, cursor_text, day_asked, number_of
from panj.serve.why_command import evidence
from panj.serve.world_facts import about

MOST = 1000
Limit = Annotated[int, Query(ge=1, le=MOST, description="The most records in one answer.")]
After = Annotated[str | None, Query(max_length=200, description="`next` of the page before.")]
JSON_LINES = "application/jsonl"
_encode = msgspec.json.Encoder().encode


async def version(desk: DeskOf, request: Request) -> str:
    """Return the ledger's version as an ETag; 304 if whoever asks has it."""
    tag = f'"{desk.ledger.seq}"'
    if request.headers.get("if-none-match") == tag:
        raise HTTPException(304, headers={"ETag": tag})
    return tag


async def _sent(request: Request) -> bytes:  # FastAPI's own body would be taken apart where the sender calls it JSON
    return await request.body()


def _body(media: str, kind: type | None = None) -> dict[str, Any]:
    """Return what the description of the API says of a body."""
    schema = next(iter(msgspec.json.schema_components([kind])[1].values())) if kind else {}
    return {"requestBody": {"required": True, "content": {media: {"schema": schema}}}}


Tag = Annotated[str, Depends(version)]
Sent = Annotated[bytes, Depends(_sent)]
api = APIRouter()


@api.get("/documents")
def documents(
    desk: DeskOf, request: Request, seen: SeenOf, tag: Tag, after: After = None, limit: Limit = 100
) -> Response:
    """Return reports, oldest first."""
    if _streamed(request):
        return _lines(map(document_line, desk.ledger.documents(seen.scope)), tag)
    found, following = listed.documents(desk.ledger, seen.scope, after=cursor_of(after), limit=limit)
    return _page(map(document_line, found), cursor_text(following), tag)


@api.post("/documents", status_code=201, openapi_extra=_body("application/octet-stream"))
def add(
    desk: DeskOf,
    content: Sent,
    name: Annotated[str, Query(max_length=200, description="A file's name: its ending tells the format.")] = "body.md",
    published: Annotated[str | None, Query(description="The day of a report that says none.")] = None,
    outlet: Annotated[str | None, Query(max_length=120)] = None,
) -> Response:
    """Read one or more reports into the ledger: Markdown, text, HTML, a feed, JSON lines."""
    given = Given(published=day_asked(published), outlet=outlet)
    found = list(documents_of_bytes(content, name, given=given)) if content.strip() else []
    failures = [str(d) for d in found if isinstance(d, ReadError)]
    good = [d for d in found if not isinstance(d, ReadError)]
    items = []
    for document, reading in pipeline.understand_all(good, world=desk.world):
        new = pipeline.add(desk.ledger, document, reading, at=now())
        items.append({"id": document.id, "new": new, "statements": len(reading.statements)})
    status = 201 if items else 422
    return _json(
        {"items": items, "failures": failures or ([] if items else ["there is nothing to read"])}, status=status
    )


@api.get("/documents/{identity:path}/reading")
def reading(desk: DeskOf, seen: SeenOf, tag: Tag, identity: str) -> Response:
    """Return what was understood of one report: its reading and its statements."""
    held = desk.ledger.document(identity, seen.scope)
    found = listed.reading_of(desk.ledger, held.id, seen.scope)
    if found is None:
        raise NotFoundError(f"{identity}: not read")
    said = desk.ledger.statements(seen.scope, Filter(document=held.id))
    return _json(reading_line(found) | {"statements": [statement_line(s) for s in said]}, tag)


@api.get("/documents/{identity:path}")
def document(desk: DeskOf, seen: SeenOf, tag: Tag, identity: str) -> Response:
    """Return one report."""
    return _json(document_line(desk.ledger.document(identity, seen.scope)), tag)


@api.get("/statements")
def statements(
    desk: DeskOf,
    request: Request,
    seen: SeenOf,
    tag: Tag,
    entity: Annotated[str | None, Query(max_length=200, description="Whom it names, as in `panj world find`.")] = None,
    code: Annotated[str | None, Query(max_length=20, description="Of its event, as REQUEST or TAKE.")] = None,
    document: Annotated[str | None, Query(max_length=200, description="Of one report, by its whole id.")] = None,
    happened: Annotated[bool | None, Query(description="Whether it is put as a fact that came about.")] = None,
    least: Annotated[float, Query(ge=0, le=1, description="The least confidence.")] = 0.0,
    after: After = None,
    limit: Limit = 100,
) -> Response:
    """Return statements in the order in which they came into the ledger; later ones come after all earlier ones."""
    which = Filter(document=document, code=code, entity=entity, happened=happened, least=least)
    if _streamed(request):
        return _lines(map(statement_line, desk.ledger.statements(seen.scope, which)), tag)
    start = number_of(after) or 0
    found, following = listed.json_page(desk.ledger, seen.scope, which, after=start, limit=limit)
    return _kept_page(found, following, tag)


@api.get("/statements/{identity}")
def why(desk: DeskOf, seen: SeenOf, tag: Tag, identity: str) -> Response:
    """Return one statement with its words in their report, and every judgement about it."""
    found = evidence(desk.ledger, identity, seen.scope)
    related = [{"link": msgspec.to_builtins(x), "statement": statement_line(s)} for x, s in found.related]
    links = desk.ledger.links_about(found.statement.id, scope=seen.scope)
    judged = [msgspec.to_builtins(x) for x in links if x.left == x.right]
    more = {"context": found.context, "related": related, "judgements": judged}
    return _json(statement_line(found.statement) | more, tag)


class Judging(msgspec.Struct, forbid_unknown_fields=True):
    """A judgement that is sent: what kind, by whom, why; `changes` of an edit, `other` of a merge."""

    kind: str
    name: str = ""
    reason: str = ""
    changes: tuple[str, ...] = ()
    other: str | None = None


@api.post("/statements/{identity}/judgements", status_code=201, openapi_extra=_body("application/json", Judging))
def judgement(desk: DeskOf, request: Request, identity: str, content: Sent) -> Response:
    """Keep what a person says of a statement: confirm, reject, edit, note, undo, merge, split, unmerge."""
    try:
        asked = msgspec.json.decode(content, type=Judging)
    except msgspec.DecodeError as error:
        raise UsageError(f"no judgement: {error}") from error
    who = (getattr(request.state, "user", "") or asked.name).strip()[:80]
    if not who:
        raise UsageError("a judgement needs a name: it is kept beside what is said")
    act = Act(
        kind=asked.kind, identity=identity, reason=asked.reason[:500], changes=asked.changes[:10], other=asked.other
    )
    return _json(msgspec.to_builtins(judge(desk.ledger, act, who)), status=201)


@api.get("/judgements")
def judgements(desk: DeskOf, seen: SeenOf, tag: Tag, limit: Limit = 100) -> Response:
    """Return what people judged, the newest first, each with its transaction."""
    found = listed.links_by_people(desk.ledger, seen.scope, limit=limit)
    return _page(({"txn": txn, **msgspec.to_builtins(x)} for txn, x in found), None, tag)


@api.get("/review")
def review(desk: DeskOf, seen: SeenOf, tag: Tag, limit: Limit = 50) -> Response:
    """Return the statements that nobody has judged, the least sure first."""
    return _page(map(statement_line, queue(desk.ledger, seen.scope, most=limit)), None, tag)


@api.get("/world/{identity:path}")
def world(desk: DeskOf, seen: SeenOf, tag: Tag, identity: str) -> Response:
    """Return what the tables of the world hold of an entity on a day, each fact with its source."""
    day = seen.as_of or desk.ledger.last_published(seen.scope) or now().date()
    facts = about(desk.world, desk.world.entity(identity), day)
    return _json({"as_of": day, "items": [msgspec.to_builtins(x) for x in facts], "next": None}, tag)


@api.get("/findings")
def all_findings(desk: DeskOf, seen: SeenOf, tag: Tag) -> Response:
    """Return every line of the picture of a day."""
    shown = _picture(desk, seen)
    return _json({"as_of": shown.case.as_of, "items": [row(f, shown) for f in shown.findings], "next": None}, tag)


@api.get("/findings/{topic}")
def findings(desk: DeskOf, seen: SeenOf, tag: Tag, topic: str) -> Response:
    """Return the lines of one topic of a day."""
    if topic not in TOPICS:
        raise NotFoundError(f"no topic {topic[:20]!r}; there are {', '.join(TOPICS)}")
    shown = _picture(desk, seen)
    found = [row(f, shown) for f in shown.of(TOPICS[topic])]
    return _json({"as_of": shown.case.as_of, "items": found, "next": None}, tag)


@api.get("/brief")
def brief(desk: DeskOf, seen: SeenOf, tag: Tag) -> Response:
    """Return the brief of a day, section by section, each line with the ids of its statements."""
    day = seen.as_of or desk.ledger.last_published(seen.scope)
    made = desk.bytes(("api brief", day, seen.known_at), lambda: _encode(_brief(_picture(desk, seen))))
    return Response(made, media_type="application/json", headers={"ETag": tag})


@api.get("/exports/{form}")
def export(desk: DeskOf, seen: SeenOf, tag: Tag, form: str) -> Response:
    """Return the picture of a day in a format that others take, as `panj export` writes it."""
    chosen = FORMATS.get(form)
    if chosen is None or chosen.several:
        raise NotFoundError(
            f"no format {form!r} in one file; there are {', '.join(f for f in FORMATS if not FORMATS[f].several)}"
        )

    def make() -> bytes:
        ((_, content),) = chosen.files(whole(desk.ledger, _picture(desk, seen), known_at=seen.known_at))
        return content

    made = desk.bytes(("export", form, seen.as_of, seen.known_at), make)
    named = {"ETag": tag, "Content-Disposition": f'attachment; filename="panj.{form}"'}
    return Response(made, media_type=chosen.media, headers=named)


@api.get("/search")
def search(
    desk: DeskOf, seen: SeenOf, tag: Tag, q: Annotated[str, Query(max_length=200)], limit: Limit = 50
) -> Response:
    """Return statements that hold all of some words, best first."""
    return _kept_page(listed.json_search(desk.ledger, q, seen.scope, limit=limit), None, tag)


@api.get("/days")
def days(desk: DeskOf, seen: SeenOf, tag: Tag) -> Response:
    """Return the days with reports, and how many each has."""
    return _page(({"day": d.day, "reports": d.reports} for d in desk.days(seen.known_at)), None, tag)


@api.get("/moments")
def moments(desk: DeskOf, tag: Tag) -> Response:
    """Return the days on which the ledger grew, each with its last transaction, to ask with `known_at`."""
    return _page((m._asdict() for m in listed.moments(desk.ledger)), None, tag)


@api.get("/audit")
def audit(request: Request, limit: Limit = 100) -> Response:
    """Return who wrote and who was refused, the newest first; needs the scope admin."""
    access: Access = request.app.state.access
    return _page(map(msgspec.to_builtins, access.tokens.uses(limit) if access.tokens else ()), None, None)


def _brief(shown: Picture) -> dict[str, Any]:
    return {
        "as_of": shown.case.as_of,
        "since": shown.since,
        "reports": len(shown.documents),
        "sections": [{"title": s.title, "lines": list(map(_line, s.lines))} for s in sections(shown)],
        "not_known": unknowns(shown),
        "made": datetime.now(UTC),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "heading": line.heading,
        "value": line.value,
        "status": line.status,
        "evidence": [s.id for s in line.evidence],
        "against": [s.id for s in line.against],
        "details": line.details,
        "source": line.source,
        "also": line.also,
    }


def _picture(desk: Desk, seen: Any) -> Picture:  # noqa: ANN401 - what an address asks for
    shown = desk.picture(seen.as_of, seen.known_at)
    if shown is None:
        raise NotFoundError("the ledger holds no report")
    return shown


def _streamed(request: Request) -> bool:
    return JSON_LINES in request.headers.get("accept", "")


def _page(items: Iterable[dict[str, Any]], following: str | None, tag: str | None) -> Response:
    return _json({"items": list(items), "next": following}, tag)


def _kept_page(found: Iterable[msgspec.Raw], following: int | None, tag: str) -> Response:
    items = b",".join(statement_bytes(bytes(raw)) for raw in found)
    content = b'{"items":[%b],"next":%b}' % (items, b'"%d"' % following if following else b"null")
    return Response(content, media_type="application/json", headers={"ETag": tag})


def _json(value: Any, tag: str | None = None, *, status: int = 200) -> Response:  # noqa: ANN401 - what msgspec encodes
    headers = {"ETag": tag} if tag else None
    return Response(_encode(value), media_type="application/json", headers=headers, status_code=status)


def _lines(found: Iterable[dict[str, Any]], tag: str) -> Response:
    def lines() -> Iterator[bytes]:
        for one in found:
            yield _encode(one) + b"\n"

    return StreamingResponse(lines(), media_type=JSON_LINES, headers={"ETag": tag})
