"""People of whom no verb of flight is told: received, in shelters, back home; and what only looks like it."""

import pytest
from tests.situation.short import heads


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Tanzania has received 70,187 Burundians since April.",
            [("Burundians hosted in Tanzania", "70,187 Burundians")],
        ),
        ("Bangladesh is home to 900,000 Rohingya.", [("Rohingya hosted in Bangladesh", "900,000 Rohingya")]),
        ("Uganda had taken in 45,000 people from Congo by Friday.", [("people hosted in Uganda", "45,000 people")]),
        (
            "Lebanon hosts 1.1 million Syrians and Turkey 1.9 million.",
            [("Syrians hosted in Lebanon", "1.1 million Syrians"), ("people hosted in Turkey", "1.9 million")],
        ),
        ("Some 62,000 have crossed into Chad since the fighting began.", [("people to Chad", "Some 62,000")]),
        ("About 11,000 are in shelters in Beira.", [("people in shelters in Beira", "About 11,000")]),
        ("She said 300 of them were sheltering in a school in Obock.", [("people in shelters in Obock", "300")]),
        ("More than 300,000 had returned home by March.", [("people returned", "More than 300,000")]),
        ("Some 4,000 residents remain in Avdiivka.", [("residents remaining in Avdiivka", "Some 4,000 residents")]),
        (
            "Some 4,000 civilians, among them 900 children, remain trapped in Mariupol.",
            [("civilians remaining in Mariupol", "Some 4,000 civilians")],
        ),
        (
            "Around 300 residents are still stranded in Bakhmut, the mayor said.",
            [("residents remaining in Bakhmut", "Around 300 residents")],
        ),
        (
            "Fewer than 200 of 1,500 families returned to Bara.",
            [("families returned", "Fewer than 200 of 1,500 families")],
        ),
        ("About 1,900 refugees returned spontaneously to South Kivu.", [("refugees returned", "About 1,900 refugees")]),
        ("They were moved to a site that was built for 3,000 refugees.", []),
        ("Around 40 people were living in the settlement.", []),
        ("Only 400 people remain at their posts.", []),
        ("The town of 12,000 people was shelled on Monday.", []),
        ("The district has 45,000 residents.", []),
        ("Kenya could receive 50,000 people if the fighting spreads.", []),
        ("The company has received 3,000 orders.", []),
        ("Greece has received 12 fighter jets.", []),
        ("About 500 are in prison in Minsk.", []),
        ("Some 4,000 trucks have crossed into Gaza.", []),
    ],
)
def test_people_are_counted_where_they_are(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "displacement") == found


def test_people_who_are_taken_in_are_no_gift() -> None:
    assert heads("Uganda had taken in 45,000 people from Congo by Friday.", "requests") == []
