from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.understand.small_trees import small_tree

from panj.english.parsed import Parsed
from panj.records import Document, Quantity, Reading
from panj.understand.quantities import find_quantities
from panj.understand.quantities.amounts import amount_at
from panj.understand.quantities.numerals import terms
from panj.understand.times import find_times

Bounds = tuple[float | None, float | None]


def quantities(parsed: Parsed) -> tuple[Quantity, ...]:
    document = Document(id="d", text=parsed.text)
    return find_quantities(document, parsed, find_times(document, parsed))


def measured(text: str) -> list[tuple[float | None, float | None, str | None]]:
    return [(found.low, found.high, found.unit) for found in quantities(Parsed(text, ()))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-five thousand", 25_000),
        ("two hundred and fifty", 250),
        ("1.5 million", 1_500_000),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("two and a half", 2.5),
        ("1,400", 1_400),
        ("5 1/2", 5.5),
        ("nineteen", 19),
        ("three hundred thousand", 300_000),
        ("a hundred", 100),
    ],
)
def test_words_and_digits_write_one_number(text: str, value: float) -> None:
    (term,) = terms(text)
    assert term.number == value


@pytest.mark.parametrize(
    ("text", "low"),
    [("dozens", 24), ("hundreds", 200), ("tens of thousands", 20_000), ("hundreds of thousands", 200_000)],
)
def test_a_vague_plural_is_a_lower_bound(text: str, low: float) -> None:
    found = amount_at(terms(text), 0)
    assert found is not None
    assert (found.low, found.high, found.approximate) == (low, None, True)


@pytest.mark.parametrize(
    ("text", "bounds", "approximate"),
    [
        ("over 20 km", (20, None), False),
        ("at least 13 km", (13, None), False),
        ("up to 70 km", (None, 70), False),
        ("nearly 20 km", (None, 20), True),
        ("within 48 km", (None, 48), False),
        ("about 500 km", (500, 500), True),
        ("some 500 km", (500, 500), True),
        ("only 5 km", (5, 5), False),
        ("50 km or more", (50, None), False),
        ("between 10 and 15 km", (10, 15), False),
        ("10 to 15 km", (10, 15), False),
        ("10-15 km", (10, 15), False),
        ("one or two km", (1, 2), False),
        ("20-plus km", (20, None), False),
    ],
)
def test_words_beside_a_number_bound_it(text: str, bounds: Bounds, approximate: bool) -> None:
    (found,) = quantities(Parsed(text, ()))
    assert (found.low, found.high, found.approximate) == (*bounds, approximate)
    assert found.text.startswith(text.split()[0]) or text.startswith(("only", "between"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 1,400-kilometer border", (1400, 1400, "km")),
        ("70% of it", (70, 70, "%")),
        ("15 per cent", (15, 15, "%")),
        ("$2bn", (2e9, 2e9, "USD")),
        ("$2-3 million", (2e6, 3e6, "USD")),
        ("£59.5 million", (59.5e6, 59.5e6, "GBP")),
        ("5,000 rubles", (5000, 5000, "RUB")),
        ("18,000 square kilometers", (18000, 18000, "km2")),
        ("three hours", (3, 3, "hour")),
        ("for weeks", (2, None, "week")),
        ("several days", (3, None, "day")),
        ("three-quarters of the country", (75, 75, "%")),
        ("a third of it", (33.33, 33.33, "%")),
        ("more than half the force", (50, None, "%")),
        ("one in five", (20, 20, "%")),
        ("millions of dollars", (2e6, None, "USD")),
        ("they were twice denied", (2, 2, "time")),
        ("a 17-year-old", (17, 17, "year")),
    ],
)
def test_a_measure_has_its_unit(text: str, expected: tuple[float, float, str]) -> None:
    assert measured(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2254", "Article 5", "an F-16", "the 201st base", "COVID-19", "call 910-432-3383", "on June 23",
        "in 2013", "No. 2",
        "33.783°N",
        "[1] as cited", "one of the nations", "twice as many", "5G", "the first half", "a quarter",
        "he lived in 1,2,3,", "24/7", "9/11",
    ],
)  # fmt: skip
def test_names_dates_and_comparisons_are_no_amounts(text: str) -> None:
    assert measured(text) == []


def test_the_counted_noun_comes_from_the_tree() -> None:
    parsed = small_tree(
        "About 6,000 Russian troops are deployed .",
        "About|ADV|RB|2|advmod 6,000|NUM|CD|4|nummod Russian|ADJ|JJ|4|amod troops|NOUN|NNS|6|nsubj:pass"
        " are|AUX|VBP|6|aux:pass deployed|VERB|VBN|0|root .|PUNCT|.|6|punct",
    )
    (found,) = quantities(parsed)
    assert (found.text, found.of, found.unit) == ("About 6,000 Russian troops", "Russian troops", None)
    assert (found.low, found.high, found.approximate) == (6000, 6000, True)


def test_a_share_names_its_whole() -> None:
    parsed = small_tree(
        "Up to 70% of the border fell .",
        "Up|ADP|IN|3|advmod to|ADP|IN|1|fixed 70|NUM|CD|4|nummod %|SYM|NN|8|nsubj of|ADP|IN|7|case"
        " the|DET|DT|7|det border|NOUN|NN|4|nmod fell|VERB|VBD|0|root .|PUNCT|.|8|punct",
    )
    (found,) = quantities(parsed)
    assert (found.low, found.high, found.unit) == (None, 70, "%")
    assert found.share_of is not None
    assert found.share_of.of(parsed.text) == "the border"


def test_two_unnamed_who_speak_are_a_source_and_no_figure() -> None:
    parsed = small_tree(
        "Two unnamed officials told Politico .",
        "Two|NUM|CD|3|nummod unnamed|ADJ|JJ|3|amod officials|NOUN|NNS|4|nsubj told|VERB|VBD|0|root"
        " Politico|PROPN|NNP|4|obj .|PUNCT|.|4|punct",
    )
    assert quantities(parsed) == ()


def test_tens_of_thousands_count_what_follows() -> None:
    parsed = small_tree(
        "Tens of thousands of Afghans waited .",
        "Tens|NOUN|NNS|6|nsubj of|ADP|IN|3|case thousands|NOUN|NNS|1|nmod of|ADP|IN|5|case Afghans|PROPN|NNPS|3|nmod"
        " waited|VERB|VBD|0|root .|PUNCT|.|6|punct",
    )
    (found,) = quantities(parsed)
    assert (found.text, found.of, found.low) == ("Tens of thousands of Afghans", "Afghans", 20_000)


def test_many_who_speak_are_a_figure() -> None:
    parsed = small_tree(
        "Thirty officials told Politico .",
        "Thirty|NUM|CD|2|nummod officials|NOUN|NNS|3|nsubj told|VERB|VBD|0|root Politico|PROPN|NNP|3|obj"
        " .|PUNCT|.|3|punct",
    )
    assert [found.low for found in quantities(parsed)] == [30]


def test_the_two_sides_point_and_do_not_count() -> None:
    parsed = small_tree(
        "The two sides agreed .",
        "The|DET|DT|3|det two|NUM|CD|3|nummod sides|NOUN|NNS|4|nsubj agreed|VERB|VBD|0|root .|PUNCT|.|4|punct",
    )
    assert quantities(parsed) == ()


@given(st.text(max_size=300))
def test_any_text_gives_quantities_inside_it_and_in_order(text: str) -> None:
    found = quantities(Parsed(text, ()))
    assert all(each.text == each.span.of(text) for each in found)
    assert all(left.span.start < right.span.start for left, right in pairwise(found))


WORDS = [
    "over",
    "two",
    "hundred",
    "and",
    "a",
    "half",
    "million",
    "%",
    "$",
    "5",
    "-",
    "to",
    "of",
    "in",
    "thirds",
    "km",
    "1,000",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_run_of_number_words_is_read(words: list[str]) -> None:
    for found in quantities(Parsed(" ".join(words), ())):
        assert found.low is not None or found.high is not None


def test_ranging_from_opens_a_range_and_rising_from_none() -> None:
    assert measured("Its reach is ranging from ten to 15 km.") == [(10, 15, "km")]
    assert (10, 15, "km") not in measured("It rose from 10 to 15 km.")


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Some 12,000 people crossed into Chad. A further 400 fled to Libya.", "people"),
        ("Nearly 900 families left Adre. Another 2,000 have crossed the river.", "families"),
        ("The army lost 12 tanks. Another 20 crossed the river.", "tanks"),
        ("The army lost 12 tanks. In Bria 20 fled.", None),
    ],
)
def test_one_more_of_the_same_is_of_what_was_counted_last(
    understood: Callable[..., Reading], text: str, of: str | None
) -> None:
    assert understood(text).quantities[-1].of == of
