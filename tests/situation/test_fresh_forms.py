"""Lines of the picture from the words of short reports: what stands on them, and what must not."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Finding
from panj.situation import assess, gather
from panj.understand import understand
from panj.world import load_world

DAY = date(2023, 5, 10)


def lines(text: str, topic: str) -> list[Finding]:
    """Return a topic's lines of a report of one text."""
    document = Document(id="d", text=text, outlet="Wire", published=DAY)
    reading = understand(document, parse(text), load_world())
    case = gather([document], [reading], reading.statements, [], as_of=DAY, world=load_world())
    return [f for f in assess(case, load_world()) if f.topic == topic]


def heads(text: str, topic: str) -> list[tuple[str, str | None]]:
    return [(f.label, f.value) for f in lines(text, topic)]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Venezuela had about 300 troops near Tumeremo, a general said.", ("Venezuelan troops", "about 300 troops")),
        ("Wagner has about 1,000 men in the country.", ("men of Wagner Group", "about 1,000 men")),
        ("The ministry said that 120 Austrian soldiers arrived at Camp Butmir.",
         ("Austrian soldiers", "120 Austrian soldiers")),
    ],
)  # fmt: skip
def test_who_has_forces_somewhere_makes_a_line_of_forces(text: str, head: tuple[str, str]) -> None:
    assert heads(text, "forces") == [head]
    assert heads(text, "displacement") == []


@pytest.mark.parametrize(
    "text",
    [
        "NATO is sending 700 more troops to Kosovo.",  # an addition is no strength
        "The mission is to have 2,500 soldiers in Haiti.",
        "Norway has delivered eight tanks.",  # a gift is nobody's force
        "Kenya would have 900 soldiers in Congo.",
        "Uganda has pledged 1,000 soldiers for the force in Congo.",
    ],
)
def test_what_is_added_planned_or_given_is_no_force_that_stands_somewhere(text: str) -> None:
    assert heads(text, "forces") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Twelve aid workers have been killed since April.", [("aid workers killed", "Twelve aid workers")]),
        ("Two crew members were hurt, the captain said.", [("crew members wounded", "Two crew members")]),
        ("If war comes, 40 crew members would be hurt.", []),
    ],
)
def test_whoever_is_killed_or_hurt_is_counted_by_whatever_noun(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "casualties") == found


@pytest.mark.parametrize(
    ("text", "label", "status", "amount"),
    [
        ("Poland has pledged 14 tanks.", "help of Poland", "pledged", "14 tanks"),
        ("Germany has pledged 40 million euros for refugees.", "help of Germany", "pledged", "40 million euros"),
        ("Norway has delivered eight tanks.", "help of Norway", "delivered", "eight tanks"),
        ("Uganda pledged 1,000 soldiers.", "help of Uganda", "pledged", "1,000 soldiers"),
        ("Kenya waited, while Ghana has delivered 80 trucks.", "help of Ghana", "delivered", "80 trucks"),
    ],
)  # fmt: skip
def test_so_much_of_something_promised_or_given_is_a_line_without_whoever_gets_it(
    text: str, label: str, status: str, amount: str
) -> None:
    (line,) = lines(text, "requests")
    assert (line.label, line.status) == (label, status)
    assert amount in (line.value or "")


def test_help_under_way_is_not_delivered() -> None:
    (line,) = lines("Turkey is sending aid to Syria.", "requests")
    assert (line.label, line.status) == ("help of Turkey for Syria", "allocated")


def test_who_denies_an_accusation_refuses_no_request() -> None:
    text = (
        "Congo asked the East African Community for help. Kinshasa accuses Rwanda of backing rebels. Kigali denied it."
    )
    assert [f.status for f in lines(text, "requests")] == ["asked"]
    text = "Congo asked Rwanda for talks. Rwanda rejected the request."
    assert [f.status for f in lines(text, "requests")] == ["refused"]


def test_one_member_of_the_united_nations_does_not_answer_for_all() -> None:
    text = "Guyana asked the UN Security Council for help. The United States will support Guyana with aircraft."
    assert ("asked", "Guyana asks United Nations") in [(f.status, f.label) for f in lines(text, "requests")]


@pytest.mark.parametrize("denial", ["Caracas denied it.", "Caracas denied this.", "Venezuela rejected the accusation."])
def test_a_denial_without_content_disputes_what_it_answers(denial: str) -> None:
    text = f"Guyanese officials accuse Venezuela of having moved 6,000 soldiers to the frontier. {denial}"
    assert [f.status for f in lines(text, "forces")] == ["disputed"]
    assert [f.status for f in lines(text.replace(denial, "Caracas denied that war was near."), "forces")] != [
        "disputed"
    ]


def test_a_place_held_by_an_army_that_two_clauses_name_contradicts_nobody() -> None:
    (line,) = lines("SAF still holds El Fasher, where some 4,000 soldiers are stationed.", "control")
    assert (line.label, line.status, line.against) == ("El Fasher", "claimed", ())


def test_who_would_have_the_forces_of_another_sent_orders_nothing() -> None:
    text = "The Congolese government has asked the East African Community to send more troops."
    assert [f.status for f in lines(text, "outlook")] == []
