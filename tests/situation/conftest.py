"""Statements made by hand, small enough that the right line can be seen at once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from panj.records import (
    Attribution,
    Document,
    Event,
    Interval,
    Place,
    Quantity,
    Reading,
    Role,
    Source,
    Span,
    Statement,
    fingerprint,
)
from panj.situation import Case, gather
from panj.world import World, load_world

NAMES = {"taliban": "Taliban", "af": "Afghanistan", "tj": "Tajikistan", "ru": "Russia", "csto": "CSTO"}
Reports = list[tuple[Document, Reading]]


def report(
    code: str,
    *,
    day: int = 5,
    outlet: str = "Wire",
    words: str = "words of the report",
    actor: str | None = None,
    recipient: str | None = None,
    place: str | None = None,
    figure: tuple[str, float | None, float | None, str, str | None] | None = None,
    when: Interval | None = None,
    trigger: int = 5,
    **fields: Any,  # noqa: ANN401 - any field of a statement
) -> tuple[Document, Reading]:
    """Return a report of July 2021 with one statement; `figure` is text, low, high, of what, unit; the first
    `trigger` characters of the words name the act.
    """
    name = fingerprint(code, day, outlet, words, actor, recipient, place, figure, sorted(fields.items()))
    roles = tuple(
        Role(role=role, span=Span(0, 1), text=x, entity=x, name=NAMES.get(x, x))  # type: ignore[arg-type]
        for role, x in (("actor", actor), ("recipient", recipient))
        if x
    )
    quantities: tuple[Quantity, ...] = ()
    if figure:
        text, low, high, of, unit = figure
        quantities = (Quantity(span=Span(0, len(text)), text=text, low=low, high=high, of=of, unit=unit),)
    event = Event(
        id=name,
        code=code,
        trigger=Span(0, trigger),
        roles=roles,
        place=Place(span=Span(0, 1), text=place, name=place) if place else None,
        when=when,
        quantities=tuple(q.span for q in quantities),
    )
    published = date(2021, 7, 1) + timedelta(day - 1)
    document = Document(id=name, text=words, outlet=outlet, published=published)
    statement = Statement(
        id="s" + name,
        document=name,
        span=Span(0, len(words)),
        quote=words,
        chain=(Attribution(source=Source(name=outlet)),),
        event=event,
        **fields,
    )
    return document, Reading(document=name, quantities=quantities, statements=(statement,))


def case_of(reports: Reports, day: int = 8, links: tuple[Any, ...] = ()) -> Case:
    """Return the case of a day of July 2021."""
    statements = [s for _, r in reports for s in r.statements]
    as_of = date(2021, 7, 1) + timedelta(day - 1)
    return gather([d for d, _ in reports], [r for _, r in reports], statements, links, as_of=as_of, world=load_world())


@pytest.fixture
def make() -> Callable[..., tuple[Document, Reading]]:
    return report


@pytest.fixture
def case() -> Callable[..., Case]:
    return case_of


@pytest.fixture(scope="session")
def world() -> World:
    return load_world()
