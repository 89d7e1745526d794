"""The page of review: what the machine is least sure of, for people to judge."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from panj.errors import UsageError
from panj.serve.review_command import queue
from panj.serve.web.desk import DeskOf, SeenOf, remember
from panj.serve.web.judged import judged, said
from panj.serve.why_command import evidence

WAITING = 20  # statements on a page

review_pages = APIRouter(include_in_schema=False)


@review_pages.get("/review", response_class=HTMLResponse)
def review(desk: DeskOf, request: Request, seen: SeenOf, page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """Show the statements that nobody has judged, the least sure first, each with its words in their report."""
    waiting = queue(desk.ledger, seen.scope, after=(page - 1) * WAITING, most=WAITING + 1)
    shown = waiting[:WAITING]
    return desk.page(
        request,
        "review.html",
        title="Review",
        waiting=[(evidence(desk.ledger, j.now.id, seen.scope), j) for j in judged(desk.ledger, shown, seen.scope)],
        more=len(waiting) > WAITING,
        page=page,
        said=said,
    )


@review_pages.post("/review")
def begin(request: Request, name: Annotated[str, Form(max_length=80)] = "") -> Response:
    """Let the browser keep who judges, before anything is judged."""
    if not name.strip():
        raise UsageError("a judgement needs your name: it is kept beside what you say")
    response = RedirectResponse(f"/review?{request.url.query}".rstrip("?"), status_code=303)
    remember(response, name.strip())
    return response
