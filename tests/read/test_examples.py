"""The reports written for the project, as the reader sees them."""

from datetime import date
from pathlib import Path

import pytest

from panj.read import documents
from panj.records import Document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "panj-2021"
MARK = "Written for the Panj project"


@pytest.fixture(scope="module")
def reports() -> list[Document]:
    found = list(documents(str(EXAMPLES)))
    assert all(isinstance(x, Document) for x in found), [x for x in found if not isinstance(x, Document)]
    return [x for x in found if isinstance(x, Document)]


def test_there_are_at_least_sixteen_of_that_summer(reports: list[Document]) -> None:
    assert len(reports) >= 16
    for report in reports:
        assert report.published is not None, report.title
        assert date(2021, 6, 1) <= report.published <= date(2021, 9, 30)
        assert report.title
        assert report.outlet
        assert report.language == "en"


def test_each_file_is_marked() -> None:
    for path in EXAMPLES.iterdir():
        said = path.read_text(encoding="utf-8")
        assert MARK in said or path.name == "README.md", path.name


def test_the_mark_is_never_read_as_news(reports: list[Document]) -> None:
    for report in reports:
        read = [part.span.of(report.text) for part in report.parts if part.kind in ("paragraph", "quote") and part.span]
        assert read
        assert not any(MARK in text for text in read), report.title


def test_texts_are_clean(reports: list[Document]) -> None:
    for report in reports:
        assert "http" not in report.text, report.title
        assert not set("*[]<>#|").intersection(report.text), report.title


def test_wire_copy_and_reprints_share_their_paragraphs(reports: list[Document]) -> None:
    def body(outlet: str, day: str) -> str:
        (text,) = [r.text for r in reports if r.outlet == outlet and str(r.published) == day]
        return " ".join(text.split())

    copied = "A total of 1,037 servicemen crossed the border at seven points in the morning"
    for outlet, day in (
        ("Steppe Wire", "2021-07-05"),
        ("Vakhsh Daily", "2021-07-05"),
        ("Panj Valley Post", "2021-07-06"),
    ):
        assert copied in body(outlet, day)


def test_each_file_is_described() -> None:
    described = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in EXAMPLES.iterdir() if p.name not in described and p.name != "README.md"] == []
