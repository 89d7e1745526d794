"""What the pages share: the ledger, the picture of a day, and the words of templates."""

import threading
from collections import OrderedDict
from datetime import date
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from panj.ledger import Ledger
from panj.serve import brief, words
from panj.serve.picture import Picture, picture
from panj.world import load_world

KEPT = 16  # pictures held ready

NAVIGATION = (
    ("/", "Brief"),
    ("/map", "Map"),
    ("/ledgers/control", "Ledgers"),
    ("/documents", "Evidence"),
    ("/network", "Network"),
    ("/history", "History"),
    ("/search", "Search"),
    ("/add", "Add"),
)


class Desk:
    """One ledger with its pictures kept ready; safe to use from several threads."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.world = load_world()
        self._pictures: OrderedDict[tuple[date, int], Picture] = OrderedDict()
        self._lock = threading.Lock()
        folder = str(files("panj.serve.web") / "templates")
        self._templates = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
        self._templates.globals.update(words=words, brief=brief, navigation=NAVIGATION)
        self._templates.filters["safe_href"] = safe_href

    def picture(self, as_of: date | None) -> Picture | None:
        """Return the picture of a day, by default that of the newest report; None for an empty ledger."""
        day = as_of or self.ledger.last_published()
        if day is None:
            return None
        key = (day, self.ledger.seq)
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        made = picture(self.ledger, as_of=day, world=self.world)
        with self._lock:
            self._pictures[key] = made
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        return made

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
        """Return a page; `as_of` of the request goes with every link."""
        as_of = request.query_params.get("as_of")

        def link(path: str, **parameters: str) -> str:
            asked = {"as_of": as_of, **parameters} if as_of else parameters
            return f"{path}?{urlencode(asked)}" if asked else path

        text = self._templates.get_template(template).render(link=link, here=request.url.path, as_of=as_of, **values)
        return HTMLResponse(text, status_code=status)


def safe_href(url: str | None) -> str | None:
    """Return an address that a page may link to: http or https, else None."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def _desk_of(request: Request) -> Desk:
    found = request.app.state.desk
    assert isinstance(found, Desk)
    return found


DeskOf = Annotated[Desk, Depends(_desk_of)]
