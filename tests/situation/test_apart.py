"""Statements that links call one event, told apart by the days they say."""

from datetime import date
from itertools import pairwise, permutations

import pytest

from panj import pipeline
from panj.records import Document, Judgement, Link, Reading
from panj.situation import Case, gather
from panj.world import load_world

MONDAY = "Drones struck the market in Kaya on Monday."
THURSDAY = "Drones struck the market in Kaya on Thursday."
NO_DAY = "Drones had struck the market in Kaya, the mayor said."


def read(*texts: tuple[int, str]) -> list[tuple[Document, Reading]]:
    documents = [
        Document(id=f"d{n}", text=text, outlet=f"Outlet {n}", published=date(2024, 5, day))
        for n, (day, text) in enumerate(texts)
    ]
    return list(pipeline.understand_all(documents))


def chain(found: list[tuple[Document, Reading]], by: str = "rule:event") -> list[Link]:
    """Return links from each report's strike to the next's."""
    struck = [next(s.id for s in r.statements if s.event and "struck" in s.event.trigger.of(d.text)) for d, r in found]
    return [
        Link(kind="event", left=a, right=b, judgement=Judgement.SAME, score=0.6, reason="", decided_by=by)
        for a, b in pairwise(struck)
    ]


def case(found: list[tuple[Document, Reading]], links: list[Link]) -> Case:
    documents, readings = zip(*found, strict=True)
    said = [s for r in readings for s in r.statements]
    return gather(documents, readings, said, links, as_of=date(2024, 5, 30), world=load_world())


def strikes(made: Case, found: list[tuple[Document, Reading]]) -> list[str]:
    return [
        next(made.events[s.id] for s in r.statements if s.event and "struck" in s.event.trigger.of(d.text))
        for d, r in found
    ]


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_a_chain_of_links_joins_no_blows_of_two_days(order: tuple[int, ...]) -> None:
    found = read((6, MONDAY), (7, NO_DAY), (9, THURSDAY))
    monday, no_day, thursday = strikes(case([found[n] for n in order], chain(found)), found)
    assert monday != thursday
    assert no_day == monday  # the other was still to come


def test_a_report_without_a_day_speaks_of_what_most_told_of() -> None:
    texts = [(6, MONDAY), (7, MONDAY), (7, MONDAY.replace("Drones", "Jets")), (9, THURSDAY), (10, NO_DAY)]
    found = read(*texts)
    events = strikes(case(found, chain(found)), found)
    assert events[4] == events[0] != events[3]


def test_reports_that_give_the_day_before_or_after_are_of_one_event() -> None:
    found = read((6, MONDAY), (8, MONDAY.replace("Monday", "Tuesday")))
    assert len({*strikes(case(found, chain(found)), found)}) == 1


def test_what_a_person_has_joined_stays_joined() -> None:
    found = read((6, MONDAY), (9, THURSDAY))
    assert len({*strikes(case(found, chain(found)), found)}) == 2
    assert len({*strikes(case(found, chain(found, "person:ada")), found)}) == 1


def test_two_acts_of_one_sentence_are_no_copies_of_each_other() -> None:
    text = "Jets bombed a bridge in Kaya on Monday and gunmen attacked a post near Djibo on Thursday."
    found = read((10, text))
    made = case(found, [])
    acts = {made.events[s.id] for _, r in found for s in r.statements if s.event and s.event.code == "ASSAULT"}
    assert len(acts) == 2


def test_a_report_of_long_before_speaks_of_the_first_that_came() -> None:
    found = read((3, NO_DAY), (13, MONDAY), (16, THURSDAY))
    before, monday, thursday = strikes(case(found, chain(found)), found)
    assert before == monday != thursday
