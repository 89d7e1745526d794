"""What an analysis tells of bygone years is background: no open request, no duty of today, no help in a sale."""

from tests.situation.short import lines


def test_request_of_years_ago_is_not_open() -> None:
    text = "In 2003 Liberia asked ECOWAS for troops. On Monday Benin asked ECOWAS for troops."
    assert [line.label.split()[0] for line in lines(text, "requests")] == ["Benin"]


def test_request_of_years_ago_calls_up_no_duty_of_today() -> None:
    bygone = lines("In 2010 Kyrgyzstan asked the CSTO for troops.", "obligations")
    today = lines("On Monday Kyrgyzstan asked the CSTO for troops.", "obligations")
    assert not bygone
    assert today


def test_what_so_many_of_a_people_want_is_no_request_of_their_state() -> None:
    text = "The poll found that 56 percent of Georgians wanted closer ties with Russia."
    assert not lines(text, "requests")


def test_sale_is_no_help() -> None:
    assert not lines("Belarus sells weapons to Azerbaijan.", "requests")
    assert lines("Belarus has sent weapons to Azerbaijan.", "requests")


def test_purpose_of_years_ago_is_nothing_to_come() -> None:
    text = "In 2011 Kosovo sent special police to seize two border crossings."
    assert not lines(text, "outlook")
    assert lines("On Monday Kosovo sent special police to seize two border crossings.", "outlook")


def test_town_taken_years_ago_is_not_held_without_a_day() -> None:
    found = lines("In November 2012 the M23 occupied Goma.", "control")
    assert found
    assert all(line.when and line.when.latest and line.when.latest.year == 2012 for line in found)


def test_who_takes_part_is_no_captive() -> None:
    found = lines("It answered with an exercise in which 5,682 men took part.", "numbers")
    assert not [line for line in found if line.label.endswith("held")]
    assert not lines("It answered with an exercise in which 5,682 men took part.", "captives")
