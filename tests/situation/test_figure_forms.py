"""Lines of forces, displacement and casualties from the words of short reports."""

import pytest
from tests.situation.short import DAY, heads, lines, reading_of

from panj.english import parse
from panj.records import Document
from panj.understand import understand
from panj.world import load_world


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Venezuela had about 300 troops near Tumeremo, a general said.",
         ("Venezuelan troops in Venezuela", "about 300 troops")),
        ("Wagner has about 1,000 men in the country.", ("men of Wagner Group", "about 1,000 men")),
        ("The ministry said that 120 Austrian soldiers arrived at Camp Butmir.",
         ("Austrian soldiers in Camp Butmir", "120 Austrian soldiers")),
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
    "denial",
    [
        "Caracas denied it.",
        "Caracas denied this.",
        "Venezuela rejected the accusation.",
        'Caracas called the claim "a pure fabrication".',
    ],
)
def test_a_denial_without_content_disputes_what_it_answers(denial: str) -> None:
    text = f"Guyanese officials accuse Venezuela of having moved 6,000 soldiers to the frontier. {denial}"
    assert [f.status for f in lines(text, "forces")] == ["disputed"]
    assert [f.status for f in lines(text.replace(denial, "Caracas denied that war was near."), "forces")] != [
        "disputed"
    ]


def test_a_number_by_itself_counts_those_counted_before_who_did_the_same() -> None:
    text = (
        "Officials said 1,037 soldiers crossed the border. Kabul said that 1,037 crossed. A group of 280 left by plane."
    )
    assert [f.label for f in lines(text, "displacement") if f.value == "280"] == ["soldiers"]


def test_what_came_about_bears_no_day_after_the_report() -> None:
    text = "The army has deployed 5,000 soldiers to Catatumbo and will send two battalions by the end of the month."
    assert [f.when for f in lines(text, "forces")] == [None]


def test_an_addition_to_forces_or_one_under_way_is_no_line_of_its_own() -> None:
    assert heads("Japan is sending two destroyers to the exercise.", "forces") == []
    assert heads("Britain provides an additional 125 soldiers in Iraq.", "forces") == []


def test_who_is_said_to_have_had_soldiers_in_a_place_owns_them() -> None:
    text = "Officials said that Russia had about 4,000 soldiers in South Ossetia."
    assert [label for label, _ in heads(text, "forces")] == ["Russian soldiers in South Ossetia"]


@pytest.mark.parametrize(
    ("text", "topic", "heads_of"),
    [
        ("The death toll has risen to 40.", "casualties", [("people killed", "40")]),
        ("Thailand put its own dead at 20.", "casualties", [("people killed", "20")]),
        (
            "The ministry put the toll at 12 dead and 30 wounded.",
            "casualties",
            [("people killed", "12"), ("people wounded", "30")],
        ),
        (
            "The bombing killed 14 people and wounded 60.",
            "casualties",
            [("people killed", "14 people"), ("people wounded", "60")],
        ),
        ("The UN puts the number of displaced at 6,500.", "displacement", [("people", "6,500")]),
        (
            "Some 35,000 Cambodians have been moved to shelters.",
            "displacement",
            [("Cambodians", "Some 35,000 Cambodians")],
        ),
        ("An accord of 1994 ended a war that killed 50,000.", "casualties", [("people killed", "50,000")]),
        ("The death toll could rise to 100.", "casualties", []),
        ("Police denied that the death toll was 40.", "casualties", []),
        ("The number of refugees is expected to reach 50,000.", "displacement", []),
    ],
)
def test_a_number_behind_the_noun_of_a_count(text: str, topic: str, heads_of: list[tuple[str, str]]) -> None:
    assert heads(text, topic) == heads_of


def test_what_another_says_after_a_semicolon_is_not_the_first_ones() -> None:
    text = "Cambodia's defence ministry said 13 people had been killed; Thailand said 20 of its soldiers had died."
    found = {f.value: f.statements for f in lines(text, "casualties")}
    document = Document(id="d", text=text, outlet="Wire", published=DAY)
    said = {s.id: s.chain[-1].source.name for s in understand(document, parse(text), load_world()).statements}
    assert said[found["13 people"][0]] == "Cambodia's defence ministry"
    assert said[next(ids for value, ids in found.items() if value and value.startswith("20"))[0]] == "Thailand"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 12,000 people crossed into Chad, the agency said. A further 400 fled to Libya.",
         [("people to Chad", "Some 12,000 people"), ("people to Libya", "400")]),
        ("Some 80,000 people have left Rafah. Another 15,000 are stranded along the road.",
         [("people", "15,000"), ("people", "Some 80,000 people")]),
        ("Some 6,500 people have reached the regional capital.", [("people", "Some 6,500 people")]),
        ("A first batch of 500 fighters left Daraa, and a further 250 left on Saturday.",
         [("fighters", "250"), ("fighters", "500 fighters")]),
        ("About 200 students left Oxford for the holidays.", []),
        ("More than 3,000 people would leave Sumy if the front moved. Another 200 may follow.", []),
        ("Three people have left Rafah.", []),
    ],
)  # fmt: skip
def test_who_left_a_place_and_how_many_more_are_counted_apart(text: str, found: list[tuple[str, str]]) -> None:
    assert sorted(heads(text, "displacement")) == sorted(found)
    assert {f.status for f in lines(text, "displacement")} <= {"single source"}


@pytest.mark.parametrize(
    ("text", "topic", "found"),
    [
        ("More than 48,500 had been uprooted, over half of them children.", "displacement",
         [("people", "More than 48,500")]),
        ("Some 9,000 refugees remain in the camps. Around 1,400 left the camps in May.", "displacement",
         [("refugees", "Around 1,400"), ("refugees", "Some 9,000 refugees")]),
        ("Two nuns were among the dead.", "casualties", [("nuns killed", "Two nuns")]),
        ("The United States, which keeps 900 soldiers in the northeast, said nothing.", "forces",
         [("American soldiers", "900 soldiers")]),
        ("The coast guard counted 146 Chinese vessels around the shoal.", "forces",
         [("Chinese vessels", "146 Chinese vessels")]),
    ],
)  # fmt: skip
def test_figures_without_a_noun_or_told_by_who_keeps_and_counts(
    text: str, topic: str, found: list[tuple[str, str]]
) -> None:
    assert sorted(heads(text, topic)) == sorted(found)


def test_figures_beside_each_other_do_not_dispute_each_other() -> None:
    text = "Thailand put its dead at 20, of whom 13 were civilians. Seven monks and five soldiers had been killed."
    assert {f.status for f in lines(text, "casualties")} == {"single source"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Soldiers destroyed two trucks and killed dozens of terrorists near Mocha, the army said.",
         [("terrorists killed in Yemen", "dozens of terrorists")]),
        ("A shell hit a market, killing one trader and injuring six people.",
         [("people wounded", "six people"), ("trader killed", "one trader")]),
        ("The ministry said the enemy had lost 60 soldiers in a week.",
         [("soldiers killed or wounded", "60 soldiers")]),
        ("Mali said two soldiers had died, bringing to 19 the number of peacekeepers killed this year.",
         [("people killed", "19"), ("soldiers killed", "two soldiers")]),
        ("The party lost 60 seats.", []),
        ("The junta put its losses at nine.", [("people killed or wounded", "nine")]),
        ("Enemy losses amounted to 130 troops and two tanks.", [("troops killed or wounded", "130 troops")]),
    ],
)  # fmt: skip
def test_what_was_done_to_people_stands_in_the_verb_before_their_number(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert sorted((f.label, f.value or "") for f in lines(text, "casualties")) == found


def test_who_is_evacuated_somewhere_is_not_said_to_have_fled_there() -> None:
    text = "More than 130,000 residents of Batken province were evacuated, the Emergency Situations Ministry said."
    assert heads(text, "displacement") == [("residents in Kyrgyzstan", "More than 130,000 residents")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Niger: at least 17 soldiers killed in ambush\n\nNIAMEY (AFP) - At least 17 soldiers and eight guards were "
         "killed in an ambush near Koutougou, the army said on Tuesday.",
         [("guards killed in Koutougou", "eight guards"), ("soldiers killed in Koutougou", "At least 17 soldiers")]),
        ("Five people were killed in Gao on Monday. Five people were killed in Kidal on Tuesday.",
         [("people killed in Mali", "Five people"), ("people killed in Mali", "Five people")]),
        ("The army said 64 soldiers were killed in the raid, revising an initial figure of 51 dead.",
         [("soldiers killed", "64 soldiers")]),
        ("Earlier, 31 soldiers were killed near Gao.", [("soldiers killed in Mali", "31 soldiers")]),
    ],
)  # fmt: skip
def test_what_a_headline_tells_and_an_earlier_count_are_no_lines_of_their_own(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert sorted((f.label, f.value or "") for f in lines(text, "casualties")) == found


def test_another_number_for_those_who_fled_disputes_the_first_by_their_own_name() -> None:
    text = "About 900 villagers have fled Ouallam, the mayor said, while the governor put the number at 300."
    (line,) = lines(text, "displacement")
    assert (line.label.split()[0], line.status) == ("villagers", "disputed")
    assert (line.low, line.high) == (300, 900)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gunmen shot dead nine miners at a camp.", [("miners killed", "nine miners")]),
        ("Nine miners were shot dead at a camp.", [("miners killed", "Nine miners")]),
        ("Gunmen shot at nine miners.", []),
    ],
)  # fmt: skip
def test_who_is_shot_dead_is_killed(text: str, found: list[tuple[str, str]]) -> None:
    assert heads(text, "casualties") == found


def test_some_of_those_just_counted_who_are_sent_are_a_figure_of_their_own() -> None:
    text = "Some 900 troops from Kenya and Uganda began a drill at Isiolo. Kenya sent 600 of them."
    assert ("Kenyan troops in Kenya", "600") in heads(text, "forces")


@pytest.mark.parametrize(
    "text",
    [
        "Some 2.1 million people are displaced in Chad, up from 1.6 million a year ago.",
        "Some 40,000 people are displaced in Mindanao, compared with 90,000 in 2020.",
    ],
)
def test_the_day_of_an_older_count_is_not_the_new_one_s(text: str) -> None:
    (line,) = lines(text, "displacement")
    assert line.when is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Nearly half of Sudan's 50 million people face acute hunger.", "need"),
        ("Most of the 600 soldiers were killed.", "casualties"),
        ("Two of the five hostages were freed.", "captives"),
        ("A third of the 9,000 refugees crossed into Chad.", "displacement"),
    ],
)
def test_a_whole_of_which_only_a_part_is_meant_is_no_figure(text: str, topic: str) -> None:
    wholes = ("50 million", "600", "five", "9,000")
    assert not [value for _, value in heads(text, topic) if str(value).startswith(wholes)]


def test_who_drowned_on_the_way_has_not_fled() -> None:
    text = "Some 900 people drowned crossing to Italy this year."
    assert not heads(text, "displacement")
    assert heads(text, "casualties") == [("people dead of accident or disaster", "Some 900 people")]


def test_who_is_counted_behind_a_part_is_counted() -> None:
    text = "Most of them saw 20 soldiers killed in Goma, he said."
    assert [value for _, value in heads(text, "casualties")] in ([], ["20 soldiers"])
    assert heads("Some of the villagers fled and 12 people were killed.", "casualties") == [
        ("people killed", "12 people")
    ]


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("The UN puts the number of displaced people at 2.1 million.", "people", "2.1 million"),
        ("The UN puts the number of displaced at 2.1 million, a fifth of the population.", "people", "2.1 million"),
        ("IOM put the number of refugees in Chad at 1.2 million.", "refugees", "1.2 million"),
    ],
)
def test_a_number_that_somebody_puts_is_his_to_its_end(text: str, label: str, value: str) -> None:
    (line,) = lines(text, "displacement")
    assert (line.label, line.value) == (label, value)
    (told,) = {tuple(link.source.name for link in s.chain) for s in reading_of(text)[1].statements if s.quantities}
    assert told[-1] in {"United Nations", "International Organization for Migration"}
