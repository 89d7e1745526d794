from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.understand.small_trees import small_tree

from panj.english.parsed import Parsed
from panj.records import Document, Interval
from panj.understand.times import find_times, value_of
from panj.understand.times.values import at, bounds, moved

REPORT = date(2021, 7, 8)  # a Thursday


def valued(text: str, **context: str | None) -> tuple[str, str, str | None]:
    found = value_of(text, day=REPORT, **context)
    assert found is not None
    assert found.timex is not None
    return found.timex.type, found.timex.value, found.timex.mod


def days(found: Interval | None) -> tuple[str, str] | None:
    if found is None or found.earliest is None or found.latest is None:
        return None
    return found.earliest.isoformat(), found.latest.isoformat()


def found_in(parsed: Parsed, day: date | None = REPORT) -> tuple[Interval, ...]:
    return find_times(Document(id="d", text=parsed.text, published=day), parsed)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("June 23", "2021-06-23"),
        ("23 June 2020", "2020-06-23"),
        ("Sept. 11", "2021-09-11"),
        ("the 5th of March, 2019", "2019-03-05"),
        ("Friday, July 21, 2017", "2017-07-21"),
        ("2021-07-08", "2021-07-08"),
        ("13.06.2021", "2021-06-13"),
        ("2013", "2013"),
        ("July 2014", "2014-07"),
        ("the 1990s", "199X"),
        ("the 19th century", "18XX"),
        ("the third quarter of 2019", "2019-Q3"),
        ("the second half of 2019", "2019-H2"),
        ("the summer of 2014", "2014-SU"),
        ("last fall", "2020-FA"),
        ("480 BC", "BC0480"),
        ("Christmas Eve", "2021-12-24"),
        ("Thanksgiving Day 1999", "1999-11-25"),
        ("Easter Sunday", "2021-07-04"),
    ],
)
def test_a_named_day_month_or_year_has_its_value(text: str, value: str) -> None:
    assert valued(text)[:2] == ("DATE", value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Wednesday", "2021-07-07", "2021-07-07"),
        ("Thursday", "2021-07-08", "2021-07-08"),
        ("last Friday", "2021-07-02", "2021-07-02"),
        ("next Monday", "2021-07-12", "2021-07-12"),
        ("yesterday", "2021-07-07", "2021-07-07"),
        ("last month", "2021-06-01", "2021-06-30"),
        ("last week", "2021-06-28", "2021-07-04"),
        ("next year", "2022-01-01", "2022-12-31"),
        ("seventeen years ago", "2004-01-01", "2004-12-31"),
        ("three days ago", "2021-07-05", "2021-07-05"),
        ("Tuesday of last week", "2021-06-29", "2021-06-29"),
    ],
)
def test_a_relative_date_counts_from_the_day_of_the_report(text: str, first: str, last: str) -> None:
    assert days(value_of(text, day=REPORT)) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("this week", "2021-07-05", "2021-07-08"),
        ("earlier this week", "2021-07-05", "2021-07-07"),
        ("earlier this year", "2021-01-01", "2021-07-07"),
        ("later this year", "2021-07-09", "2021-12-31"),
        ("this year", "2021-01-01", "2021-12-31"),
    ],
)
def test_a_current_week_ends_with_the_report(text: str, first: str, last: str) -> None:
    assert days(value_of(text, day=REPORT)) == (first, last)


@pytest.mark.parametrize(
    ("text", "mod", "first", "last"),
    [
        ("mid-July", "MID", "2021-07-11", "2021-07-20"),
        ("late 2019", "END", "2019-09-01", "2019-12-31"),
        ("the early 2000s", "START", "2000-01-01", "2003-04-30"),
        ("the end of the year", "END", "2021-09-01", "2021-12-31"),
    ],
)
def test_early_mid_and_late_are_thirds(text: str, mod: str, first: str, last: str) -> None:
    assert valued(text)[2] == mod
    assert days(value_of(text, day=REPORT)) == (first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nearly 20 years", ("DURATION", "P20Y", "LESS_THAN")),
        ("at least 72 hours", ("DURATION", "PT72H", "EQUAL_OR_MORE")),
        ("the past two months", ("DURATION", "P2M", None)),
        ("recent weeks", ("DURATION", "PXW", None)),
        ("three decades", ("DURATION", "P30Y", None)),
        ("a year and a half", ("DURATION", "P1.5Y", None)),
        ("half an hour", ("DURATION", "PT30M", None)),
        ("5 1/2 hours", ("DURATION", "PT5H30M", None)),
        ("a year-long siege", ("DURATION", "P1Y", None)),
        ("two-day", ("DURATION", "P2D", None)),
        ("ten brutal months", ("DURATION", "P10M", None)),
        ("every Monday", ("SET", "XXXX-WXX-1", None)),
        ("daily", ("SET", "P1D", None)),
        ("now", ("DATE", "PRESENT_REF", None)),
        ("recently", ("DATE", "PAST_REF", None)),
        ("former", ("DATE", "PAST_REF", None)),
        ("four in the morning", ("TIME", "2021-07-08T04:00", None)),
        ("Wednesday night", ("TIME", "2021-07-07TNI", None)),
        ("last night", ("TIME", "2021-07-07TNI", None)),
        ("10:35 a.m.", ("TIME", "2021-07-08T10:35", None)),
        ("9 pm", ("TIME", "2021-07-08T21:00", None)),
    ],
)
def test_durations_sets_and_times_have_their_type(text: str, expected: tuple[str, str, str | None]) -> None:
    assert valued(text) == expected


def test_a_duration_covers_no_days() -> None:
    assert days(value_of("nearly 20 years", day=REPORT)) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("two days later", "1939-09-03"), ("the following year", "1940"), ("that same day", "1939-09-01")],
)
def test_what_follows_in_a_story_counts_from_the_date_before(text: str, value: str) -> None:
    assert valued(text, anchor="1939-09-01")[1] == value


def test_without_a_day_of_the_report_relative_dates_stay_open() -> None:
    found = value_of("yesterday", day=None)
    assert found is not None
    assert found.timex is not None
    assert found.timex.value == "XXXX-XX-XX"
    assert days(found) is None


def test_a_month_without_a_year_is_read_by_the_tense_unless_it_is_close() -> None:
    assert valued("in October", tense="past")[1] == "2020-10"
    assert valued("in October", tense="future")[1] == "2021-10"
    assert valued("by July 14", tense="past")[1] == "2021-07-14"


def test_words_that_are_no_time_have_no_value() -> None:
    assert value_of("the agreement", day=REPORT) is None


def test_a_weekday_with_will_lies_ahead() -> None:
    parsed = small_tree(
        "They will meet on Monday .",
        "They|PRON|PRP|3|nsubj will|AUX|MD|3|aux meet|VERB|VB|0|root on|ADP|IN|5|case"
        " Monday|PROPN|NNP|3|obl .|PUNCT|.|3|punct",
    )
    assert days(found_in(parsed)[0]) == ("2021-07-12", "2021-07-12")


def test_a_weekday_in_the_past_lies_behind() -> None:
    parsed = small_tree(
        "They met on Monday .",
        "They|PRON|PRP|2|nsubj met|VERB|VBD|0|root on|ADP|IN|4|case Monday|PROPN|NNP|2|obl .|PUNCT|.|2|punct",
    )
    assert days(found_in(parsed)[0]) == ("2021-07-05", "2021-07-05")


def test_a_timetable_in_the_present_lies_ahead() -> None:
    parsed = small_tree(
        "Talks resume Monday .",
        "Talks|NOUN|NNS|2|nsubj resume|VERB|VBP|0|root Monday|PROPN|NNP|2|obl .|PUNCT|.|2|punct",
    )
    assert days(found_in(parsed)[0]) == ("2021-07-12", "2021-07-12")


def test_a_deadline_lies_ahead() -> None:
    parsed = small_tree(
        "He set a Dec. 11 deadline .",
        "He|PRON|PRP|2|nsubj set|VERB|VBD|0|root a|DET|DT|6|det Dec.|PROPN|NNP|6|compound"
        " 11|NUM|CD|4|nummod deadline|NOUN|NN|2|obj .|PUNCT|.|2|punct",
    )
    assert days(found_in(parsed)[0]) == ("2021-12-11", "2021-12-11")


def test_a_delay_names_the_event_that_starts_its_clock() -> None:
    parsed = small_tree(
        "It may fall as soon as six months after the withdrawal .",
        "It|PRON|PRP|3|nsubj may|AUX|MD|3|aux fall|VERB|VB|0|root as|ADV|RB|5|advmod"
        " soon|ADV|RB|3|advmod as|ADP|IN|8|case six|NUM|CD|8|nummod months|NOUN|NNS|5|obl"
        " after|ADP|IN|11|case the|DET|DT|11|det withdrawal|NOUN|NN|3|obl .|PUNCT|.|3|punct",
    )
    (delay,) = found_in(parsed)
    assert delay.text == "as soon as six months"
    assert delay.after is not None
    assert delay.after.of(parsed.text) == "the withdrawal"
    assert delay.delay_days == (182, None)


def test_a_clock_time_takes_the_day_after_it() -> None:
    (found,) = found_in(Parsed("It begins at 9 a.m. on Tuesday.", ()))
    assert found.text == "9 a.m. on Tuesday"
    assert found.timex is not None
    assert found.timex.value == "2021-07-06T09:00"


@pytest.mark.parametrize(
    "text",
    ["A total of 2000 people fled.", "Resolution 2254 was adopted.",
     "He may leave.", "The March for Life began.",
     "She, in her seventies, left.", "The former minister left."],
)  # fmt: skip
def test_what_looks_like_a_date_but_is_none_covers_no_days(text: str) -> None:
    assert [found.text for found in found_in(Parsed(text, ())) if found.earliest] == []


def test_a_history_reads_each_date_against_the_one_before() -> None:
    text = (
        "In January 1939 war loomed. On September 1, 1939, Germany attacked. On October 5 the last units gave up. "
        "In April 1940 it went on. By June 1940 France fell. In May 1941 and June 1941, July 1942, August 1943."
    )
    values = [found.timex.value for found in found_in(Parsed(text, ()), date(2009, 12, 19)) if found.timex]
    assert "1939-10-05" in values


@given(st.text(max_size=300))
def test_any_text_gives_times_inside_it_and_in_order(text: str) -> None:
    found = found_in(Parsed(text, ()))
    spans = [each.span for each in found if each.span]
    assert all(each.text == each.span.of(text) for each in found if each.span)
    assert all(left.end <= right.start for left, right in pairwise(spans))


WORDS = ["two", "days", "ago", "last", "the", "May", "2014", "-", "of", "week", "31", "9", "a.m.", "Q", "BC", "early"]


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_run_of_time_words_is_read_on_any_day(words: list[str], day: date) -> None:
    text = " ".join(words)
    for found in found_in(Parsed(text, ()), day):
        assert found.span is not None
        assert found.timex is not None


@given(st.dates(date(1000, 1, 1), date(9000, 12, 31)), st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE"]))
def test_the_value_of_a_unit_covers_the_day_it_was_made_from(day: date, unit: str) -> None:
    covered = bounds(at(day, unit))
    assert covered is not None
    assert covered[0] <= day <= covered[1]


@given(st.dates(date(1000, 1, 1), date(9000, 12, 31)), st.integers(-500, 500))
def test_days_moved_and_moved_back_are_the_same(day: date, count: int) -> None:
    assert moved(day, count, "D") == day + timedelta(days=count)
