"""A sentence in, its reading out."""

from collections.abc import Callable
from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Reading
from panj.understand import understand
from panj.world import load_world

Understood = Callable[..., Reading]


@pytest.fixture(scope="session")
def understood() -> Understood:
    """Return a function from a text, with its outlet and day, to its reading."""
    world = load_world()

    def read(
        text: str, *, outlet: str = "Example Wire", published: date = date(2021, 7, 8), title: str | None = None
    ) -> Reading:
        document = Document(id="d", text=text, outlet=outlet, published=published, title=title)
        return understand(document, parse(text), world)

    return read
