"""Lines of the brief as people read them."""

import re
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from panj import pipeline
from panj.ledger import open_ledger
from panj.records import Document, Finding, Source
from panj.serve.brief import sections, surely
from panj.serve.brief_html import in_html
from panj.serve.demo_command import example_ledger
from panj.serve.picture import Picture, picture
from panj.serve.unknowns import unknowns
from panj.serve.words import about, bounds, called, chain


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


def _picture(*reports: tuple[date, str | None, str]) -> Picture:
    """Return the picture of 20 July 2021 from reports of a day, an outlet and a text."""
    given = [Document(id=f"d{n}", text=t, published=d, outlet=o) for n, (d, o, t) in enumerate(reports)]
    with closing(open_ledger("sqlite://")) as ledger:
        for found, reading in pipeline.understand_all(given):
            pipeline.add(ledger, found, reading, at=datetime(2021, 7, 20, tzinfo=UTC))
        return picture(ledger, as_of=date(2021, 7, 20))


def test_a_topic_of_which_nothing_was_understood_is_named_once_and_has_no_section() -> None:
    shown = _picture((date(2021, 7, 20), "Wire", "Rebels captured Goma on Monday."))
    titles = [s.title for s in sections(shown)]
    assert "Control" in titles
    assert "Drones and missiles" not in titles
    (told,) = [sentence for sentence in unknowns(shown) if sentence.startswith("Nothing was understood")]
    assert "drones and missiles" in told
    assert "control" not in told


def test_what_is_contested_stands_first_and_what_has_grown_stale_last() -> None:
    shown = _picture(
        (date(2021, 5, 1), "Wire", "Rebels captured Bukavu on Saturday."),
        (date(2021, 7, 19), "Wire", "Rebels captured Goma on Monday."),
        (date(2021, 7, 19), "Wire", "Rebels captured Uvira on Monday."),
        (date(2021, 7, 20), "Post", "Congo's army said it had recaptured Uvira on Tuesday."),
    )
    assert [f.status for f in shown.of("control")] == ["contested", "claimed", "stale"]


def test_a_count_of_those_displaced_says_so_wherever_it_stands() -> None:
    shown = _picture((date(2021, 7, 20), "Wire", "Some 900 people fled into Rwanda."))
    (line,) = next(s for s in sections(shown) if s.title == "Displacement and casualties").lines
    assert line.heading == "displaced: people to Rwanda"
    assert any(line.heading == "new · displaced: people to Rwanda" for line in sections(shown)[0].lines)


def test_words_within_other_words_of_a_report_are_no_evidence_of_their_own() -> None:
    shown = _picture((date(2021, 7, 20), "Wire", "Boko Haram claimed responsibility for an attack on a base in Diffa."))
    (line,) = next(s for s in sections(shown) if s.title == "Responsibility").lines
    (finding,) = shown.of("responsibility")
    assert len(finding.statements) > len(line.evidence) == 1


def test_a_day_of_what_was_is_not_told_of_what_lies_ahead() -> None:
    text = "The government vowed on Monday to win back every town that it lost in May."
    shown = _picture((date(2021, 7, 20), "Wire", text))
    assert all("2021-05" not in line.value for s in sections(shown) for line in s.lines)


def test_a_treaty_and_its_source_are_called_by_their_names() -> None:
    with example_ledger() as ledger:
        shown = picture(ledger, as_of=date(2021, 7, 8))
    (charter,) = [line.source for s in sections(shown) for line in s.lines if line.heading.startswith("United Nations")]
    assert charter == "Charter of the United Nations, article 51; Charter of the United Nations (United Nations)"


def test_how_surely_words_are_put_is_told_once() -> None:
    shown = _picture((date(2021, 7, 20), "Wire", "If the road stays shut, the rebels will attack Goma, the army said."))
    ahead = next(s for s in sections(shown) if s.title == "Due, planned and forecast")
    assert [(line.status, surely(line.evidence[0], line)) for line in ahead.lines] == [("conditional", "")]


def test_a_report_without_an_outlet_has_no_unnamed_speaker() -> None:
    shown = _picture((date(2021, 7, 20), None, "Rebels captured Goma on Monday."))
    assert chain(next(iter(shown.said.values())).statement) == "outlet unknown"


def test_a_speaker_is_called_by_the_report_s_words_unless_they_are_long() -> None:
    assert called(Source(name="Hakmi", text="the council member Hakmi")) == "the council member Hakmi"
    assert called(Source(name="Hakmi", text=f"Hakmi, who {'said again and ' * 20}again")) == "Hakmi"


def test_what_changed_in_a_mailed_brief_leads_to_its_line_below_and_no_id_stands_twice() -> None:
    with example_ledger() as ledger:
        page = in_html(picture(ledger, as_of=date(2021, 7, 8)))
    ids = re.findall(r'<li id="(\w+)"', page)
    ways = re.findall(r'href="#(\w+)"', page)
    assert ways
    assert set(ways) <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_statement_is_about_an_act_in_words_with_its_code() -> None:
    shown = _picture((date(2021, 7, 20), "Wire", "A drone hit a clinic in Goma on Monday, killing nine civilians."))
    told = [about(said.statement) for said in shown.said.values()]
    assert any(text.startswith("somebody attacks or fights civilians") and text.endswith(" (ASSAULT)") for text in told)


def test_tension_that_a_trend_can_be_told_of_stands_before_what_is_too_scant() -> None:
    with example_ledger() as ledger:
        for day in (date(2021, 7, 8), date(2021, 8, 15)):
            scant = [f.status == "too few reports" for f in picture(ledger, as_of=day).of("tension")]
            assert scant == sorted(scant)
