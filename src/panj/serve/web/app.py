"""The application over one ledger."""

from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from panj.errors import LedgerError, NotFoundError, PanjError
from panj.ledger import EVERYTHING, Ledger, Scope
from panj.serve.web import api, evidence_pages, pages, review_pages, world_pages
from panj.serve.web.access import Access
from panj.serve.web.desk import Desk
from panj.serve.web.guard import HEADERS, Guard

STATUS = {NotFoundError: 404, LedgerError: 503}


def create_app(ledger: Ledger, access: Access | None = None, at: Scope = EVERYTHING) -> FastAPI:
    """Return the pages and the API over an open ledger; without `access` for whoever sits at this machine.

    `at` is what is shown to those who ask for no day and no transaction.
    """
    given = access or Access()
    app = FastAPI(title="Panj", openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None)
    desk = Desk(ledger, at)
    app.add_middleware(Guard, access=given)
    app.state.access = given
    app.mount("/static", StaticFiles(directory=str(files("panj.serve.web") / "static")), name="static")
    app.state.desk = desk
    app.include_router(pages.pages)
    app.include_router(evidence_pages.evidence_pages)
    app.include_router(review_pages.review_pages)
    app.include_router(world_pages.world_pages)
    app.include_router(api.api, prefix="/api/v1")
    _tell_errors(app, desk)
    return app


def _tell_errors(app: FastAPI, desk: Desk) -> None:
    """Let every error be answered as a page or, to a program, as JSON, with what is wrong in words."""

    def refused(request: Request, why: str, status: int) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": why}, status_code=status)
        return desk.page(request, "error.html", status=status, title="That did not work", why=why)

    @app.exception_handler(PanjError)
    def failed(request: Request, error: PanjError) -> Response:
        return refused(request, str(error), next((s for kind, s in STATUS.items() if isinstance(error, kind)), 422))

    @app.exception_handler(HTTPException)
    def absent(request: Request, error: HTTPException) -> Response:
        if error.status_code == 304:
            return Response(status_code=304, headers=error.headers)
        return refused(
            request, "there is no such page" if error.status_code == 404 else error.detail, error.status_code
        )

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> Response:
        fields = ", ".join(str(e["loc"][-1]) for e in error.errors())
        return refused(request, f"this cannot be understood: {fields}", 422)

    @app.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> Response:
        why = f"a fault of ours ({type(error).__name__}); nothing was changed. The terminal of `panj serve` says where."
        answer = refused(request, why, 500)
        answer.headers.update(HEADERS)  # this answer does not pass the guard
        return answer
