import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panj.english.tokens import words


def forms(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The U.S. forces quit.", "The U.S. forces quit ."),
        ("by Sept. 11, Gen. Scott Miller", "by Sept. 11 , Gen. Scott Miller"),
        ("Lt. Col. J. Smith", "Lt. Col. J. Smith"),
        ("Resolution No. 5. No. It is not.", "Resolution No. 5 . No . It is not ."),
    ],
)
def test_abbreviations_keep_their_stop(text: str, tokens: str) -> None:
    assert forms(text) == tokens.split()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("don't can't she'd've", "do n't ca n't she 'd 've"),
        ("Russia’s and the soldiers' posts", "Russia ’s and the soldiers ' posts"),
        ("cannot gonna o'clock O'Brien", "can not gon na o'clock O'Brien"),
        ("DON'T", "DO N'T"),
    ],
)
def test_clitics_are_words(text: str, tokens: str) -> None:
    assert forms(text) == tokens.split()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("the 1,400-kilometer Afghan-Tajik border", "the 1,400 - kilometer Afghan - Tajik border"),
        ("an anti-Taliban ex-minister, re-elected mid-July", "an anti-Taliban ex-minister , re-elected mid-July"),
        ("a U.S.-led force of Lashkar-e-Taiba", "a U.S. - led force of Lashkar - e - Taiba"),
        ("2014-2017 and 2021-07-08", "2014 - 2017 and 2021-07-08"),
    ],
)
def test_hyphens_part_words_but_not_prefixes(text: str, tokens: str) -> None:
    assert forms(text) == tokens.split()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("up to 70% of $4.5m, 3,000,000.", "up to 70 % of $ 4.5 m , 3,000,000 ."),
        ("US$12bn at 5pm on the 3rd in the 1990s", "US$ 12 bn at 5 pm on the 3rd in the 1990s"),
        ("9/11, 3.5.", "9/11 , 3.5 ."),
    ],
)
def test_numbers_are_parted_from_units_and_currencies(text: str, tokens: str) -> None:
    assert forms(text) == tokens.split()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("see https://panj.org/a?b=c. Or a@b.org.", "see https://panj.org/a?b=c . Or a@b.org ."),
        ("**Nozim / TASS** wait... what?!", "** Nozim / TASS ** wait ... what ?!"),
        ("quit—they “fled.”", "quit — they “ fled . ”"),
        ("Taj\u00adik sources", "Taj\u00adik sources"),
    ],
)
def test_addresses_and_signs(text: str, tokens: str) -> None:
    assert forms(text) == tokens.split()


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_words_are_in_order_and_cover_all_that_is_seen(text: str) -> None:
    spans = words(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    between = [text[a[1] : b[0]] for a, b in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True)]
    assert not any(gap.strip("\u200b\ufeff \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f").strip() for gap in between)


@pytest.mark.parametrize("unit", ["a", "a.", "a-", "a'", "1,", "1.", "@a.", "re-", "'", "=", ".", "http://", "a_", "é́"])
def test_hostile_input_takes_linear_time(unit: str) -> None:
    text = (unit * 50_000)[:50_000]
    words(text)
    began = time.process_time()
    words(text)
    assert time.process_time() - began < 0.5
