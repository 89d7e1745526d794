import math
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panj.records import Attribution, Interval, Link, Mention, Modality, Quantity, Source, Span, Statement


def _mention(confidence: float) -> Mention:
    return Mention(span=Span(0, 1), text="x", confidence=confidence)


def test_a_span_is_never_empty_or_turned_round() -> None:
    for start, end in ((3, 3), (4, 2), (-1, 2)):
        with pytest.raises(ValueError, match="span"):
            Span(start, end)


def test_a_span_travels_as_a_pair() -> None:
    assert msgspec.json.encode(Span(2, 12)) == b"[2,12]"


@given(st.floats())
def test_a_confidence_that_is_no_share_is_refused(value: float) -> None:
    if math.isfinite(value) and 0 <= value <= 1:
        assert _mention(value).confidence == value
    else:
        with pytest.raises(ValueError, match="confidence"):
            _mention(value)


@given(st.none() | st.floats(), st.none() | st.floats())
def test_a_quantity_survives_its_own_json(low: float | None, high: float | None) -> None:
    try:
        quantity = Quantity(span=Span(0, 4), text="many", low=low, high=high)
    except ValueError:
        return
    assert msgspec.json.decode(msgspec.json.encode(quantity), type=Quantity) == quantity


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="hreff"):
        msgspec.json.decode(b'{"span": [0, 1], "text": "x", "hreff": "y"}', type=Mention)


def test_a_statement_needs_somebody_to_say_it() -> None:
    with pytest.raises(ValueError, match="outlet"):
        Statement(id="s", document="d", span=Span(0, 1), quote="x", chain=())


def test_only_what_is_asserted_and_not_denied_happened() -> None:
    chain = (Attribution(source=Source(name="TASS")),)
    said = [
        Statement(id="s", document="d", span=Span(0, 1), quote="x", chain=chain, modality=m, denied=denied)
        for m in Modality
        for denied in (False, True)
    ]
    assert [(s.modality, s.denied) for s in said if s.happened] == [(Modality.ASSERTED, False)]


def test_an_interval_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="before"):
        Interval(earliest=date(2021, 7, 8), latest=date(2021, 7, 1))


def test_a_link_scores_between_nought_and_one() -> None:
    with pytest.raises(ValueError, match="score"):
        Link(kind="event", left="a", right="b", judgement="same", score=1.5)  # type: ignore[arg-type]
