"""What somebody asks of somebody else: who is asked would do it, and nobody has, wherever a tree hangs the clause."""

from collections.abc import Callable
from itertools import product

import pytest

from panj.records import Modality, Reading

Understood = Callable[..., Reading]
ASKING = (
    "urged {} to {}",
    "called on {} to {}",
    "called for {} to {}",
    "appealed to {} to {}",
    "pleaded with {} to {}",
    "pushed {} to {}",
    "requested {} to {}",
    "would like {} to {}",
    "demanded that {} {}",
    "set {} a deadline to {}",
)
ASKED = ("both sides", "the two governments", "Eritrea", "its neighbours")
ACTS = {"RETREAT": "withdraw from the island", "CONCEDE": "release the hostages", "CONSULT": "hold talks"}


@pytest.mark.parametrize("asking", ASKING)
def test_who_is_asked_would_do_it_and_has_not(understood: Understood, asking: str) -> None:
    for whom, (code, act) in product(ASKED, ACTS.items()):
        text = f"Kenya {asking.format(whom, act)}."
        found = [s for s in understood(text).statements if s.event and s.event.code == code]
        assert found, text
        assert {s.modality for s in found} <= {Modality.DEMANDED, Modality.PLANNED}, text
        doers = {r.name or r.text for s in found if s.event for r in s.event.roles if r.role == "actor"}
        assert doers, text
        assert all(whom.split()[-1] in name for name in doers), (text, doers)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Hunger pushed hundreds of families to flee the city.", True),
        ("Oslo pushed the government to withdraw from the city.", False),
        ("Ghana insisted that the two armies withdraw from the city.", False),
        ("Ghana insisted that the two armies withdrew from the city.", True),
        ("Ghana gave the rebels weapons to attack the city.", False),
    ],
)
def test_what_drives_people_has_come_about_and_what_somebody_insists_on_has_not(
    understood: Understood, text: str, fact: bool
) -> None:
    codes = {"FLEE", "RETREAT", "ASSAULT"}
    found = [s for s in understood(text).statements if s.event and s.event.code in codes]
    assert found
    assert {s.modality is Modality.ASSERTED for s in found} == {fact}
