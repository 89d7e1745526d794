from datetime import date

import pytest

from panj import pipeline, understand
from panj.errors import ReadError
from panj.records import Document, Part, Reading, Span


def _document(name: str) -> Document:
    text = "Taliban fighters captured the city of Kunduz on Sunday."
    part = Part(kind="paragraph", span=Span(0, len(text)))
    return Document(id=name, text=text, language="en", published=date(2021, 8, 9), parts=(part,))


def test_a_report_on_which_a_rule_breaks_is_told_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    real = understand.understand

    def breaks(document: Document, *rest: object) -> Reading:
        if document.id == "b":
            raise ValueError("span 5:3 is empty")
        return real(document, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(understand, "understand", breaks)
    failures: list[ReadError] = []
    documents = [_document(name) for name in ("a", "b", "c")]
    read = [d.id for d, _ in pipeline.understand_all(documents, failed=failures.append)]
    assert read == ["a", "c"]
    assert "b: could not be understood" in str(failures[0])
    with pytest.raises(ValueError, match="span"):
        list(pipeline.understand_all(documents))
