import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from panj.reconcile import witness_keys
from panj.reconcile.corrections import corrections
from panj.reconcile.witness import containment, copies
from panj.records import Document, Judgement, Link
from panj.situation.judged import joined

WORDS = [f"word{i}" for i in range(3000)]


def _text(seed: int, words: int = 300) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def _report(name: str, text: str, *, title: str = "", outlet: str = "Wire", day: int = 8) -> Document:
    return Document(id=name, text=text, title=title or name, outlet=outlet, published=date(2021, 7, day))


def test_wire_copy_that_was_cut_short_is_one_witness() -> None:
    wire = _report("wire", _text(1, 400))
    cut = _report("cut", "KHOROG (Wire) - " + " ".join(wire.text.split()[:150]), outlet="Herald")
    (link,) = copies(cut, [wire])
    assert (link.left, link.right, link.judgement) == ("cut", "wire", Judgement.SAME)
    assert link.score > 0.9


def test_two_reports_with_one_quotation_in_common_are_two_witnesses() -> None:
    quote = _text(3, 25)
    assert copies(_report("a", _text(1) + " " + quote), [_report("b", _text(2) + " " + quote)]) == ()


def test_numbers_of_a_daily_release_are_not_copies() -> None:
    text = _text(1)
    releases = [_report(f"d{n}", text, title=f"January {n}: strikes continue", day=n) for n in (9, 10)]
    assert containment(releases[0].text, releases[1].text) == 1.0
    assert copies(releases[0], releases[1:]) == ()


@given(st.integers(0, 50), st.integers(60, 900))
def test_a_copy_is_found_through_its_keys(seed: int, words: int) -> None:
    long = _report("a", _text(seed, 1000))
    cut = _report("b", " ".join(long.text.split()[:words]))
    assert len(witness_keys(long) & witness_keys(cut)) >= 3 or words < 150


def test_a_correction_supersedes_what_it_corrects_and_only_within_its_outlet() -> None:
    old = _report("old", _text(1), day=7)
    new = _report("new", "Correction: an earlier version gave a wrong figure. " + _text(1), day=8)
    other = _report("other", _text(1), outlet="Herald", day=7)
    found = [(x.left, x.right) for x in corrections(new, [old, other]) if x.judgement is Judgement.SUPERSEDES]
    assert found == [("new", "old")]


def test_a_correction_is_found_from_either_side() -> None:
    old = _report("old", _text(1), day=7)
    new = _report("new", "Correction: an earlier version gave a wrong figure. " + _text(1), day=8)
    assert corrections(new, [old]) == corrections(old, [new]) != ()


@given(st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_a_text_that_very_many_carry_is_one_witness_in_any_order_by_few_links(chance: random.Random) -> None:
    carried = _text(1, 200)
    reports = [_report(f"d{n:02}", f"Outlet {n} says: {carried}", title="Soldiers flee") for n in range(50)] + [
        _report("z", _text(2, 200))
    ]
    chance.shuffle(reports)
    links: list[Link] = []
    for n, report in enumerate(reports):
        links += copies(report, reports[:n])
    assert len(links) <= 21 * 20 // 2 + 50
    found = joined([r.id for r in reports], links, "document")
    assert {found[r.id] for r in reports} == {"d00", "z"}
