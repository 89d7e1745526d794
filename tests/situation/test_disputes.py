"""What one side claims and another denies in the same report stands on the board as disputed."""

import pytest
from tests.situation.short import lines

from panj.records import Finding


def _line(text: str, topic: str) -> Finding:
    found = lines(text, topic)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels said they had captured Bukavu, a claim the army rejected.",
        "The junta rejected a claim by the Karen rebels that they had taken Myawaddy.",
        "The army said it had taken Malakal; a rebel spokesman called that a lie.",
        "The rebels said they had withdrawn from Rutshuru; local officials disputed that.",
    ],
)
def test_a_place_whose_taking_another_denies_is_contested(text: str) -> None:
    line = _line(text, "control")
    assert line.status == "contested"
    assert line.against


@pytest.mark.parametrize(
    "text",
    [
        "The governor said raiders had killed 26 people, a toll the army disputed.",
        "The militia claimed that it had killed 14 soldiers, a figure the ministry called exaggerated.",
    ],
)
def test_a_figure_that_another_disputes_is_in_dispute(text: str) -> None:
    assert _line(text, "casualties").status == "disputed"


@pytest.mark.parametrize(
    "text",
    [
        "Mali says Algeria supplies the Houthis with weapons, which Algiers denies.",
        "Mali says Algeria supplies the Houthis with weapons. Algiers has denied the accusations.",
    ],
)
def test_help_that_its_giver_denies_is_no_help_given(text: str) -> None:
    assert lines(text, "requests") == []
    assert [f.value for f in lines(text, "tension") if "Houthis" in f.label] == ["alleged: 1 AID"]


def test_a_denial_of_one_thing_disputes_nothing_else_that_a_briefing_says() -> None:
    text = (
        "MR. SALEH: Good afternoon. The council met today.\n\nQUESTION: Who is in Sabha?\n\n"
        "MR. SALEH: General Omar's Northern Army holds Sabha and the Brak air base. Council forces took Murzuq. "
        "The Africa Command says that Chad has sent jets to Brak; Ndjamena has denied that. I cannot confirm either."
    )
    assert {"Sabha", "Murzuq"} <= {f.label for f in lines(text, "control")}
    assert not any(f.against for f in lines(text, "control"))
