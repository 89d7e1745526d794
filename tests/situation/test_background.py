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
