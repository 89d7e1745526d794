"""Figures as a line of the brief puts them."""

from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from panj import pipeline
from panj.ledger import open_ledger
from panj.records import Document, Finding, Source
from panj.serve.brief import sections
from panj.serve.demo_command import example_ledger
from panj.serve.picture import picture
from panj.serve.words import bounds, called


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(9, 9, "“nine”"), (6, 9, "latest “nine”; said from 6 to 9")],
)
def test_a_range_is_told_only_where_figures_differ(low: float, high: float, said: str) -> None:
    line = Finding(
        id="F1",
        topic="casualties",
        subject="killed",
        label="killed",
        as_of=date(2021, 7, 8),
        rule="numbers/killed",
        status="disputed",
        value="nine",
        low=low,
        best=9,
        high=high,
        statements=("a",),
        against=("b",),
    )
    assert bounds(line) == said


def test_a_long_section_shows_what_reports_spoke_of_last_in_its_order_and_counts_the_rest() -> None:
    with example_ledger() as ledger:
        shown = picture(ledger, as_of=date(2021, 7, 20))
    whole, cut = sections(shown), sections(shown, 3)
    assert [s.count for s in cut[:-2]] == [len(s.lines) for s in whole[:-2]]
    assert any(s.more for s in cut)
    for every, few in zip(whole[:-2], cut[:-2], strict=True):
        kept = {line.id for line in few.lines}
        assert few.lines == tuple(line for line in every.lines if line.id in kept)
    control = {f.id: max(shown.said[i].day for i in f.statements) for f in shown.of("control")}
    kept = {line.id for line in cut[2].lines}
    assert min(control[i] for i in kept) >= max(day for i, day in control.items() if i not in kept)


def test_words_that_put_their_acts_otherwise_than_as_facts_say_which() -> None:
    text = "The army shelled Goma on Monday and did not attack Bukavu. The mission has not sent any troops to Goma."
    report = Document(id="d", text=text, published=date(2021, 7, 8), outlet="Wire")
    with closing(open_ledger("sqlite://")) as ledger:
        for found, reading in pipeline.understand_all([report]):
            pipeline.add(ledger, found, reading, at=datetime(2021, 7, 8, tzinfo=UTC))
        shown = picture(ledger, as_of=date(2021, 7, 8))
    said = {line.heading.split()[1]: line.status for s in sections(shown) for line in s.lines if line.bare}
    assert said["army"] == "said not to be: attack"
    assert said["mission"] == "said not to be: sent"


def test_words_of_which_others_are_most_are_told_once_and_not_lost() -> None:
    text = "The troops were sent to protect civilians, support the government and expel the rebels from Cabo Delgado."
    report = Document(id="d", text=text, published=date(2021, 7, 8), outlet="Wire")
    with closing(open_ledger("sqlite://")) as ledger:
        for found, reading in pipeline.understand_all([report]):
            pipeline.add(ledger, found, reading, at=datetime(2021, 7, 8, tzinfo=UTC))
        shown = picture(ledger, as_of=date(2021, 7, 8))
    also = next(s for s in sections(shown) if s.title == "Also said")
    assert [line.heading for line in also.lines] == [text.rstrip(".")]


def test_words_of_bygone_years_that_do_not_name_the_year_are_given_it() -> None:
    text = "In 1999 Manila deliberately grounded the Sierra Madre to stop the Chinese advance."
    report = Document(id="d", text=text, published=date(2021, 7, 8), outlet="Wire")
    with closing(open_ledger("sqlite://")) as ledger:
        for found, reading in pipeline.understand_all([report]):
            pipeline.add(ledger, found, reading, at=datetime(2021, 7, 8, tzinfo=UTC))
        shown = picture(ledger, as_of=date(2021, 7, 8))
    said = {line.heading: line.status for s in sections(shown) for line in s.lines if line.bare}
    assert {status for heading, status in said.items() if "1999" not in heading} == {"of 1999"}


def test_a_speaker_is_called_by_the_report_s_words_unless_they_are_long() -> None:
    assert called(Source(name="Hakmi", text="the council member Hakmi")) == "the council member Hakmi"
    assert called(Source(name="Hakmi", text=f"Hakmi, who {'said again and ' * 20}again")) == "Hakmi"
