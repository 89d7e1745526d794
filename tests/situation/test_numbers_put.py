"""Forces whose number somebody puts, speaks of, or estimates."""

import pytest
from tests.situation.short import heads, lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Analysts put the number of Wagner fighters in Mali at 1,000.", ("Wagner fighters in Mali", "1,000")),
        (
            "Juba puts the number of Ugandan soldiers in Yei at over 600.",
            ("Ugandan soldiers in South Sudan", "over 600"),
        ),
        ("Official data speak of 4,200 soldiers on the island.", ("soldiers", "4,200 soldiers")),
    ],
)
def test_a_number_that_is_put_to_forces_is_of_them(text: str, line: tuple[str, str]) -> None:
    assert heads(text, "forces") == [line]


def test_two_who_count_the_same_forces_otherwise_are_in_dispute() -> None:
    text = "The militia put the number of its fighters in the city at 3,000; the government spoke of 8,000."
    assert [f.status for f in lines(text, "forces")] == ["disputed"]


@pytest.mark.parametrize(
    "text",
    [
        "Juba put the number of soldiers killed in Bor at 70.",
        "The ministry said 4,200 soldiers on the island may leave.",
        "The plan would put the number of soldiers in the force at 5,000.",
    ],
)
def test_who_was_killed_or_may_come_stands_nowhere(text: str) -> None:
    assert heads(text, "forces") == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The U.N. said 74,000 people have been displaced. Regional authorities speak of 110,000.", 74000, 110000),
        ("UNHCR said 58,000 people are displaced. The government put that number at 40,000.", 40000, 58000),
        ("Some 800 relatives fled the camp, officials said; an aid group spoke of about 100.", 100, 800),
        (
            "The U.N. said 160,000 people fled, among them 70,000 children. The Kurds put the displaced at 275,000.",
            160000,
            275000,
        ),
        ("OCHA said 576,000 people fled; the Coordination Group counts 966,140.", 576000, 966140),
        ("As of 5 April, 5,877 people have arrived in Arauquita. The Ombudsman registered 4,741.", 4741, 5877),
    ],
)
def test_who_counts_the_same_people_otherwise_by_a_number_alone_disputes_it(text: str, low: int, high: int) -> None:
    (line,) = [f for f in lines(text, "displacement") if f.status == "disputed"]
    assert (line.low, line.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The monitor counts eleven dead civilians; the mayor counts seven.", 7, 11),
        ("The brigade lost 1,091 men, an officer said; Peking radio claimed 2,000.", 1091, 2000),
        ("A raid killed 14 people, doctors said. Tigray's television reported seven dead.", 7, 14),
    ],
)
def test_who_counts_the_same_dead_otherwise_disputes_it(text: str, low: int, high: int) -> None:
    (line,) = lines(text, "casualties")
    assert (line.low, line.high, line.status) == (low, high, "disputed")


@pytest.mark.parametrize(
    "text",
    [
        "The army said a raid killed 14 soldiers. The rebels reported three dead.",
        "The U.N. said 74,000 people have been displaced. The mayor counts three bridges.",
        "UNHCR said 58,000 people are displaced. The government gave 12.",
    ],
)
def test_a_number_of_something_else_disputes_nothing(text: str) -> None:
    found = [*lines(text, "displacement"), *lines(text, "casualties")]
    assert found
    assert "disputed" not in [f.status for f in found]


@pytest.mark.parametrize(
    ("text", "heads_of_all"),
    [
        ("74,000 people have been displaced in Wello, of whom 41,000 are sheltering in Dessie and 12,000 in Woldiya.",
         [("displaced: people", "74,000 people"), ("displaced: people to Dessie", "41,000"),
          ("displaced: people to Woldiya", "12,000")]),
        ("UNHCR said 60,000 people had fled. Some 9,000 reached Cameroon and about 5,000 Chad.",
         [("displaced: people", "60,000 people"), ("displaced: people to Cameroon", "Some 9,000"),
          ("displaced: people to Chad", "about 5,000")]),
        ("62,263 people fled El Fasher. Only about 5,000 of them have reached Tawila.",
         [("displaced: people", "62,263 people"), ("displaced: people to Tawila", "about 5,000")]),
        ("62,263 people fled El Fasher. Some 5,000 of them may reach Tawila.",
         [("displaced: people", "62,263 people")]),
    ],
)  # fmt: skip
def test_some_of_those_who_fled_are_told_by_where_they_went(text: str, heads_of_all: list[tuple[str, str]]) -> None:
    assert sorted((f"displaced: {label}", value) for label, value in heads(text, "displacement")) == sorted(
        heads_of_all
    )


def test_those_among_the_dead_who_are_of_one_kind_are_no_other_count() -> None:
    found = lines("A nurse had counted 17 dead, 11 of them civilians.", "casualties")
    assert [f.best for f in found] == [17]
    assert "disputed" not in [f.status for f in found]


def test_who_escapes_from_custody_is_not_displaced() -> None:
    text = "Five detained fighters escaped from a prison in Qamishli; two of them were caught."
    assert heads(text, "displacement") == []


def test_the_number_of_the_dead_is_put_to_the_dead_counted_before_the_wounded() -> None:
    text = "The doctors said 112 people had been killed and 200 injured. Rescuers put the number of dead at 150."
    (killed,) = [f for f in lines(text, "casualties") if f.label == "people killed"]
    assert (killed.low, killed.high, killed.status) == (112, 150, "disputed")


@pytest.mark.parametrize(
    ("text", "topic", "found"),
    [
        (
            "Officials met. Jamaica sent 150 soldiers and Barbados 50 to Haiti.",
            "forces",
            {("Jamaican soldiers in Haiti", "150 soldiers"), ("Barbadian soldiers in Haiti", "50")},
        ),
        (
            "Kenya has 1,000 police officers in Haiti, Jamaica 150 and Barbados 50.",
            "forces",
            {
                ("Kenyan police officers in Haiti", "1,000 police officers"),
                ("Jamaican police officers in Haiti", "150"),
                ("Barbadian police officers in Haiti", "50"),
            },
        ),
        (
            "Russia released 12 prisoners and Ukraine nine on Monday.",
            "captives",
            {("prisoners freed", "12 prisoners"), ("prisoners freed", "nine")},
        ),
        ("They killed 12 people and Highway 9 was closed.", "casualties", {("people killed", "12 people")}),
    ],
)
def test_a_second_number_behind_a_name_counts_the_same(text: str, topic: str, found: set[tuple[str, str]]) -> None:
    assert set(heads(text, topic)) == found


def test_the_toll_is_of_the_people_and_not_of_one_side_s_fighters() -> None:
    text = (
        "An airstrike hit a hospital in Nyala, killing 30 people, a doctors' group said. "
        "The army said eight fighters were killed. The mayor put the toll at 52."
    )
    found = {f.label.partition(" killed")[0]: (f.low, f.high) for f in lines(text, "casualties")}
    assert found == {"people": (30, 52), "fighters": (8, 8)}
