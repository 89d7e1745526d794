"""Tolls that grow and are corrected over several days: what replaces what, and what stays in dispute."""

from datetime import date

from panj.english import parse
from panj.records import Document, Finding
from panj.situation import assess, changes, gather
from panj.understand import understand
from panj.world import load_world

Told = tuple[str, str, str]  # a day, an outlet and its words


def tolls(*reports: Told, as_of: str = "") -> list[Finding]:
    """Return the lines of casualties by reports of several days, up to a day."""
    return [f for f in findings(*reports, as_of=as_of) if f.topic == "casualties"]


def findings(*reports: Told, as_of: str = "") -> list[Finding]:
    """Return all lines by reports of several days, up to a day."""
    documents = [
        Document(id=str(n), text=text, outlet=outlet, published=date.fromisoformat(day))
        for n, (day, outlet, text) in enumerate(reports)
        if not as_of or day <= as_of
    ]
    world, last = load_world(), max(date.fromisoformat(day) for day, _, _ in reports if not as_of or day <= as_of)
    readings = [understand(d, parse(d.text), world) for d in documents]
    said = [s for reading in readings for s in reading.statements]
    case = gather(documents, readings, said, [], as_of=last, world=world)
    return list(assess(case, world))


BOMB = (
    ("2016-07-02", "AFP", "A bomb killed 125 people in Karrada in Baghdad, the interior ministry said."),
    ("2016-07-04", "AP", "The death toll in Karrada rose to 165, the health ministry said."),
    ("2016-07-06", "Reuters", "The toll of the Karrada bombing was lowered to 157 from 165, officials said."),
)


def test_a_toll_that_grows_replaces_the_one_before_and_is_no_dispute() -> None:
    (line,) = tolls(*BOMB[:2])
    assert (line.value, line.low, line.status) == ("165", 165, "single source")
    assert line.facts[-1] == "replaces “125 people” of 2016-07-02"
    assert len(line.statements) == len(BOMB[:2])


def test_a_toll_that_is_corrected_downward_replaces_the_one_before() -> None:
    (line,) = tolls(*BOMB)
    assert (line.value, line.high, line.status) == ("157", 157, "single source")
    assert line.facts[-1] == "replaces “125 people” of 2016-07-02, “165” of 2016-07-04"


def test_a_grown_toll_has_changed_and_is_not_contradicted() -> None:
    (changed,) = changes(tolls(*BOMB, as_of="2016-07-02"), tolls(*BOMB[:2]))
    assert changed.change == "changed"


def test_a_toll_without_a_place_takes_up_the_only_one_of_its_land() -> None:
    found = tolls(*BOMB[:1], ("2016-07-05", "AP", "Iraqi authorities revised the death toll up again, to 250."))
    assert [f.value for f in found] == ["250"]


def test_a_toll_of_another_place_replaces_nothing() -> None:
    found = tolls(BOMB[0], ("2016-07-04", "AP", "The death toll in Istanbul rose to 44, Turkey's government said."))
    assert sorted(f.value or "" for f in found) == ["125 people", "44"]


def test_the_wounded_beside_the_killed_grow_with_them() -> None:
    found = tolls(
        ("2012-11-15", "AFP", "At least 19 people were killed and 90 wounded in Gaza, medics said."),
        ("2012-11-18", "AFP", "Some 72 people were killed in Gaza and 660 wounded, medics said."),
    )
    assert "660" in {f.value for f in found if "wounded" in f.label}


def test_nobody_s_own_dead_are_those_he_killed() -> None:
    found = tolls(
        ("2020-09-27", "TASS", "Armenia's defence ministry said 16 of its soldiers were killed near Fizuli."),
        (
            "2020-09-29",
            "TASS",
            "Armenia's defence ministry said that it had killed 200 Azerbaijani soldiers near Fizuli.",
        ),
    )
    assert all(f.status == "single source" for f in found)


def test_the_dead_whom_another_puts_otherwise_on_one_day_are_in_dispute() -> None:
    text = "Soldiers killed 10 civilians in Mahbere Dego, a priest said. A second witness put the dead at 14."
    (line,) = tolls(("2021-04-02", "AFP", text))
    assert line.status == "disputed"
