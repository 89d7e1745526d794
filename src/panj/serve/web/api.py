"""The API: the records as they are, in pages, with the ledger's sequence as their version."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from panj.errors import NotFoundError
from panj.ledger import Filter, Scope
from panj.serve.board_command import TOPICS, rows
from panj.serve.stream import document_line, statement_line
from panj.serve.web.desk import Desk, DeskOf
from panj.serve.web.forms import day_of
from panj.serve.why_command import evidence

MOST = 1000
Limit = Annotated[int, Query(ge=1, le=MOST)]
Cursor = Annotated[int, Query(ge=0)]
JSON_LINES = "application/jsonl"


api = APIRouter()


def _answer(desk: Desk, request: Request, value: Any) -> Response:  # noqa: ANN401 - whatever msgspec encodes
    tag = f'"{desk.ledger.seq}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(msgspec.json.encode(value), media_type="application/json", headers={"ETag": tag})


def _paged(desk: Desk, request: Request, found: Iterable[dict[str, Any]], after: int, limit: int) -> Response:
    if JSON_LINES in request.headers.get("accept", ""):
        return StreamingResponse(_lines(found), media_type=JSON_LINES)
    page = list(islice(found, after, after + limit + 1))
    following = after + limit if len(page) > limit else None
    return _answer(desk, request, {"items": page[:limit], "next": following})


@api.get("/documents")
def documents(
    desk: DeskOf, request: Request, as_of: str | None = None, after: Cursor = 0, limit: Limit = 100
) -> Response:
    """Return reports, oldest first."""
    found = desk.ledger.documents(Scope(as_of=day_of(as_of)))
    return _paged(desk, request, map(document_line, found), after, limit)


@api.get("/documents/{identity}")
def document(desk: DeskOf, request: Request, identity: str) -> Response:
    """Return one report."""
    return _answer(desk, request, document_line(desk.ledger.document(identity)))


@api.get("/statements")
def statements(
    desk: DeskOf,
    request: Request,
    as_of: str | None = None,
    entity: str | None = None,
    code: str | None = None,
    after: Cursor = 0,
    limit: Limit = 100,
) -> Response:
    """Return statements, by entity and code if given."""
    found = desk.ledger.statements(Scope(as_of=day_of(as_of)), Filter(entity=entity, code=code))
    return _paged(desk, request, map(statement_line, found), after, limit)


@api.get("/statements/{identity}")
def why(desk: DeskOf, request: Request, identity: str) -> Response:
    """Return one statement with its words in their report, and the statements for and against it."""
    found = evidence(desk.ledger, identity)
    related = [{"link": msgspec.to_builtins(x), "statement": statement_line(s)} for x, s in found.related]
    return _answer(desk, request, statement_line(found.statement) | {"context": found.context, "related": related})


@api.get("/findings/{topic}")
def findings(desk: DeskOf, request: Request, topic: str, as_of: str | None = None) -> Response:
    """Return the lines of one topic of a day."""
    shown = desk.picture(day_of(as_of))
    if shown is None:
        raise NotFoundError("the ledger holds no report")
    found = list(rows(shown.of(TOPICS.get(topic, topic)), shown))
    return _answer(desk, request, {"as_of": shown.case.as_of, "items": found, "next": None})


@api.get("/search")
def search(desk: DeskOf, request: Request, q: str, as_of: str | None = None, limit: Limit = 50) -> Response:
    """Return statements that hold all of some words, best first."""
    found = desk.ledger.search(q[:200], Scope(as_of=day_of(as_of)), limit=limit)
    return _answer(desk, request, {"items": [statement_line(s) for s in found], "next": None})


def _lines(found: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for row in found:
        yield msgspec.json.encode(row) + b"\n"
