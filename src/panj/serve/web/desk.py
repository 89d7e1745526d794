"""What the pages share: the ledger, the picture of a day, and the words of templates."""

import re
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from panj.ledger import EVERYTHING, Ledger, Scope
from panj.ledger.listing import Day, days, recorded
from panj.records import Span
from panj.serve import brief, words
from panj.serve.picture import Picture, Pictures
from panj.serve.web.forms import day_asked, number_of
from panj.serve.web.kept import Kept
from panj.serve.web.strip import strip
from panj.world import load_world

PICTURES = 6  # held ready; the statements are the same in all
BYTES = 128 * 1024 * 1024  # of answers held ready
NAVIGATION = (
    ("/", "Brief"),
    ("/map", "Map"),
    ("/ledgers/control", "Ledgers"),
    ("/documents", "Evidence"),
    ("/network", "Network"),
    ("/review", "Review"),
    ("/world", "World"),
    ("/history", "History"),
)
PARTS = {"/statements": "/documents"}  # pages that stand under another screen
CARRIED = ("as_of", "known_at")  # what goes with every link
COOKIE = "panj_name"  # who judges here, so that it need not be typed twice
_DAY = re.compile(r"\b[12]\d{3}-\d\d(?:-\d\d)?\b")
YEAR = 365 * 24 * 3600


class Desk:
    """One ledger with its pictures kept ready; safe to use from several threads.

    `at` is what is shown where an address asks for no day and no transaction.
    """

    def __init__(self, ledger: Ledger, at: Scope = EVERYTHING) -> None:
        self.ledger = ledger
        self.at = {
            "as_of": at.as_of.isoformat() if at.as_of else "",
            "known_at": "" if at.known_at is None else str(at.known_at),
        }
        self.world = load_world()
        self._drawing = Pictures(ledger, self.world)
        self._pictures, self._days, self._bytes = Kept(PICTURES), Kept(PICTURES), Kept(BYTES, len)
        folder = str(files("panj.serve.web") / "templates")
        self._templates = Environment(
            loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, auto_reload=False,
        )  # fmt: skip
        self._templates.globals.update(words=words, brief=brief, navigation=NAVIGATION)
        self._templates.filters.update(safe_href=safe_href, plainly=words.plainly, unbroken=unbroken)
        self._templates.tests.update(same_words=Span.overlaps, coded=lambda text: words.plainly(text) != text)

    def picture(self, as_of: date | None, known_at: int | None = None) -> Picture | None:
        """Return the picture of a day, by default that of the newest report; None for an empty ledger."""
        day = as_of or self.ledger.last_published()
        if day is None:
            return None
        made: Picture = self._pictures.get(
            (day, known_at, self.ledger.seq),
            lambda: self._drawing.of(day, known_at=known_at),
        )
        return made

    def days(self, known_at: int | None = None) -> list[Day]:
        """Return the days with reports."""
        found: list[Day] = self._days.get((known_at, self.ledger.seq), lambda: days(self.ledger, known_at=known_at))
        return found

    def bytes(self, what: tuple[Any, ...], make: Callable[[], bytes]) -> bytes:
        """Return what was written for this state of the ledger, or write it."""
        written: bytes = self._bytes.get((*what, self.ledger.seq), make)
        return written

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
        """Return a page; the day and the state of knowledge that were asked for go with every link."""
        query = request.query_params
        carried = {name: asked for name in CARRIED if (asked := query.get(name) or self.at[name])}
        here = request.url.path

        def link(path: str, **parameters: str) -> str:
            asked = carried | parameters
            return f"{path}?{urlencode(asked)}" if asked else path

        def with_day(day: date) -> str:
            return f"{here}?{urlencode({**query, 'as_of': day.isoformat()})}"

        text = self._templates.get_template(template).render(
            link=link,
            with_day=with_day,
            here=here,
            screen=next((to for part, to in PARTS.items() if here.startswith(part)), here),
            asked=dict(query),
            as_of=carried.get("as_of"),
            known_at=carried.get("known_at"),
            recorded=self._recorded(carried.get("known_at")),
            strip=values.pop("strip", None),
            you=you(request),
            **values,
        )
        return HTMLResponse(text, status_code=status)

    def strip_of(self, seen: "Seen") -> Any:  # noqa: ANN401 - a strip for the page
        """Return the strip of days that a page of a day bears."""
        day = seen.as_of or self.ledger.last_published()
        return strip(self.days(seen.known_at), day) if day else None

    def _recorded(self, seq: str | None) -> Any:  # noqa: ANN401 - an instant or nothing
        return recorded(self.ledger, int(seq)) if seq and seq.isdecimal() and len(seq) < 12 else None


class Seen:
    """What an address asks to be shown: up to which day, and what the ledger held after which transaction."""

    def __init__(self, as_of: str | None = None, known_at: str | None = None) -> None:
        self.as_of = day_asked(as_of)
        self.known_at = number_of(known_at)

    @property
    def scope(self) -> Scope:
        """The same for a ledger."""
        return Scope(as_of=self.as_of, known_at=self.known_at)


def safe_href(url: str | None) -> str | None:
    """Return an address that a page may link to: http or https, else None."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def unbroken(text: str) -> Markup:
    """Return text for a page in which no line ends within a day: "2021-07-08" breaks at its hyphens."""
    return Markup(_DAY.sub(r"<time>\g<0></time>", str(escape(text))))


def you(request: Request) -> str:
    """Return who judges here: whom a token or a proxy names, else whom the last judgement of this browser named."""
    named = getattr(request.state, "user", None)
    return str(named or unquote(request.cookies.get(COOKIE, "")))[:80]


def remember(response: Response, name: str) -> None:
    """Let the browser keep who judges here."""
    response.set_cookie(COOKIE, quote(name), max_age=YEAR, httponly=True, samesite="strict")


async def _desk_of(request: Request) -> Desk:  # not waiting for a thread, as a plain function would
    found = request.app.state.desk
    assert isinstance(found, Desk)
    return found


async def _seen_of(request: Request, as_of: str | None = None, known_at: str | None = None) -> Seen:
    at = request.app.state.desk.at
    return Seen(as_of or at["as_of"], known_at or at["known_at"])


DeskOf = Annotated[Desk, Depends(_desk_of)]
SeenOf = Annotated[Seen, Depends(_seen_of)]
