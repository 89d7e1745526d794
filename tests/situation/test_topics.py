from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from panj.english import parse
from panj.errors import UsageError
from panj.records import (
    Attribution,
    Document,
    Interval,
    Judgement,
    Link,
    Modality,
    Quantity,
    Reading,
    Source,
    Span,
    Statement,
)
from panj.situation import Case, assess, changes, control, gather, numbers, obligations, outlook, requests, tension
from panj.understand import understand
from panj.world import World, load_world

Make = Callable[..., tuple[Document, Reading]]
Cases = Callable[..., Case]

OVER_1000 = ("over 1,000", 1000, None, "Afghan soldiers", None)
COUNTED = ("1,037", 1037, 1037, "Afghan soldiers", None)
FEWER = ("300", 300, 300, "Afghan soldiers", None)


def test_the_last_claim_holds_a_place(make: Make, case: Cases, world: World) -> None:
    reports = [
        make("TAKE", day=2, actor="taliban", place="Shir Khan Bandar"),
        make("TAKE", day=20, actor="af", place="Shir Khan Bandar", words="recaptured"),
    ]
    (line,) = control.assess(case(reports, day=21), world)
    assert (line.subject, line.value, line.status) == ("Shir Khan Bandar", "Afghanistan", "claimed")


def test_a_rival_claim_within_a_week_contests_a_place(make: Make, case: Cases, world: World) -> None:
    reports = [
        make("TAKE", day=5, actor="taliban", place="Imam Sahib"),
        make("TAKE", day=7, actor="af", place="Imam Sahib", words="recaptured"),
    ]
    (line,) = control.assess(case(reports), world)
    assert (line.value, line.status, len(line.against)) == ("Afghanistan", "contested", 1)


def test_a_denied_capture_alone_is_no_control(make: Make, case: Cases, world: World) -> None:
    assert control.assess(case([make("TAKE", actor="taliban", place="Khorog", denied=True)]), world) == ()


@pytest.mark.parametrize("modality", [m for m in Modality if m is not Modality.ASSERTED])
def test_what_did_not_happen_is_neither_control_nor_figure_nor_tension(
    make: Make, case: Cases, world: World, modality: Modality
) -> None:
    reports = [
        make("TAKE", actor="taliban", recipient="af", place="Kunduz", figure=COUNTED, modality=modality),
        make("FLEE", actor="af", place="Tajikistan", figure=COUNTED, modality=modality),
    ]
    lines = [f for topic in (control, numbers, tension) for f in topic.assess(case(reports), world)]
    assert lines == []


def test_a_claim_that_nobody_repeats_goes_stale(make: Make, case: Cases, world: World) -> None:
    reports = [make("TAKE", day=1, actor="taliban", place="Ishkashim")]
    assert [f.status for f in control.assess(case(reports, day=10), world)] == ["claimed"]
    assert [f.status for f in control.assess(case(reports, day=45), world)] == ["stale"]


def test_a_share_keeps_its_bound_and_is_not_drawn(make: Make, case: Cases, world: World) -> None:
    figure = ("up to 70%", None, 70, "the 1,400-kilometer border", "%")
    (line,) = control.assess(case([make("TAKE", actor="taliban", place="Panj", figure=figure)]), world)
    assert (line.low, line.high, line.unit, line.place) == (None, 70, "%", None)


def test_figures_that_agree_stand_together_and_others_against(make: Make, case: Cases, world: World) -> None:
    reports = [
        make("FLEE", outlet=outlet, actor="af", place="Tajikistan", figure=figure)
        for outlet, figure in (("Wire", OVER_1000), ("Herald", FEWER), ("Agency", COUNTED))
    ]
    ids = sorted(r.statements[0].id for _, r in reports)
    links = tuple(Link(kind="event", left=ids[0], right=x, judgement=Judgement.SAME) for x in ids[1:])
    (line,) = numbers.assess(case(reports, links=links), world)
    assert (line.topic, line.status, line.low, line.high) == ("displacement", "disputed", 300, 1037)
    assert len(line.statements) + len(line.against) == 3
    assert set(line.statements).isdisjoint(line.against)


def test_two_crossings_are_not_one_figure(make: Make, case: Cases, world: World) -> None:
    reports = [
        make("FLEE", day=3, actor="af", place="Tajikistan", figure=FEWER),
        make("FLEE", day=5, actor="af", place="Tajikistan", figure=COUNTED),
    ]
    assert [f.status for f in numbers.assess(case(reports), world)] == ["single source", "single source"]


def test_copies_of_one_report_do_not_corroborate(make: Make, case: Cases, world: World) -> None:
    wire = make("FLEE", outlet="Wire", actor="af", place="Tajikistan", figure=COUNTED)
    copy = make("FLEE", outlet="Herald", actor="af", place="Tajikistan", figure=COUNTED)
    left, right = sorted((wire[0].id, copy[0].id))
    statements = sorted((wire[1].statements[0].id, copy[1].statements[0].id))
    same = Link(kind="event", left=statements[0], right=statements[1], judgement=Judgement.SAME)
    copied = Link(kind="document", left=left, right=right, judgement=Judgement.SAME)
    assert [f.status for f in numbers.assess(case([wire, copy], links=(same,)), world)] == ["corroborated"]
    assert [f.status for f in numbers.assess(case([wire, copy], links=(same, copied)), world)] == ["single source"]


def test_a_request_goes_from_asked_to_pledged_and_a_pledge_is_no_delivery(
    make: Make, case: Cases, world: World
) -> None:
    asked = make("REQUEST", day=7, actor="tj", recipient="csto")
    pledge = make("AID", day=8, actor="ru", recipient="tj", modality=Modality.PLANNED)
    assert [f.status for f in requests.assess(case([asked], day=9), world)] == ["asked"]
    assert [f.status for f in requests.assess(case([asked, pledge], day=9), world)] == ["pledged"]
    delivered = make("AID", day=20, actor="ru", recipient="tj")
    assert [f.status for f in requests.assess(case([asked, pledge, delivered], day=21), world)] == ["delivered"]


def test_a_demand_that_nobody_has_made_is_no_request(make: Make, case: Cases, world: World) -> None:
    assert requests.assess(case([make("REQUEST", actor="tj", recipient="csto", denied=True)]), world) == ()


def test_a_forecast_is_registered_and_never_counted_as_having_happened(make: Make, case: Cases, world: World) -> None:
    due = Interval(latest=date(2021, 9, 11))
    reports = [make("FALL", actor="af", modality=Modality.FORECAST, when=due)]
    (line,) = outlook.assess(case(reports), world)
    assert (line.status, line.due) == ("forecast", date(2021, 9, 11))
    assert [f.topic for f in assess(case(reports), world)] == ["outlook"]
    assert [f.status for f in outlook.assess(case(reports, day=90), world)] == ["past due"]


def test_an_alliance_owes_what_its_treaty_says(make: Make, case: Cases, world: World) -> None:
    lines = obligations.assess(case([make("REQUEST", actor="tj", recipient="csto")]), world)
    csto = [f for f in lines if f.subject == "tj|csto"]
    assert csto
    assert all(f.facts[-1] for f in csto), "a duty without its source"
    assert not any("triggered" in (f.value or "") for f in lines)


def test_a_call_on_others_is_no_call_on_allies(make: Make, case: Cases, world: World) -> None:
    urged = case([make("REQUEST", actor="us", recipient="taliban")])
    assert obligations.assess(urged, world) == ()
    asked = case([make("REQUEST", actor="tj", recipient="ru", words="asked to help it")])
    assert {line.subject.split("|")[0] for line in obligations.assess(asked, world)} == {"tj"}


def test_what_if_names_duties_whose_trigger_speaks_of_an_attack(case: Cases, world: World) -> None:
    lines = obligations.speaks_of("attack on TJ", case([]), world)
    assert any(f.subject == "tj|csto" for f in lines)
    with pytest.raises(UsageError, match="name an act and a state"):
        obligations.speaks_of("rain on Mars", case([]), world)


def test_tension_says_so_where_reports_are_too_few(make: Make, case: Cases, world: World) -> None:
    (line,) = tension.assess(case([make("ASSAULT", actor="taliban", recipient="af")]), world)
    assert (line.status, line.value) == ("too few reports", "1 ASSAULT")


def test_what_is_new_and_what_lapsed_is_told_apart(make: Make, case: Cases, world: World) -> None:
    reports = [
        make("TAKE", day=1, actor="taliban", place="Ishkashim"),
        make("TAKE", day=35, actor="taliban", place="Kunduz"),
    ]
    then, now = (control.assess(case(reports, day=d), world) for d in (20, 40))
    assert sorted((c.change, c.finding.subject) for c in changes(then, now)) == [
        ("lapsed", "Ishkashim"),
        ("new", "Kunduz"),
    ]


def test_a_rejected_statement_counts_no_more_and_an_undone_rejection_counts_again(
    make: Make, case: Cases, world: World
) -> None:
    taken = make("TAKE", actor="taliban", place="Kunduz")
    identity = taken[1].statements[0].id

    def by_person(judgement: Judgement) -> Link:
        return Link(kind="statement", left=identity, right=identity, judgement=judgement, decided_by="person:ada")

    rejected = (by_person(Judgement.DIFFERENT),)
    assert control.assess(case([taken], links=rejected), world) == ()
    undone = (*rejected, by_person(Judgement.UNDONE))
    assert len(control.assess(case([taken], links=undone), world)) == 1


def test_a_corrected_report_counts_no_more(make: Make, case: Cases, world: World) -> None:
    old = make("TAKE", day=5, actor="taliban", place="Kunduz")
    new = make("CONSULT", day=6, actor="taliban", recipient="af", words="Correction: Kunduz was not taken")
    link = Link(kind="document", left=new[0].id, right=old[0].id, judgement=Judgement.SUPERSEDES)
    assert control.assess(case([old, new], links=(link,)), world) == ()


@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_picture_does_not_depend_on_the_order_of_reading(
    data: st.DataObject, make: Make, case: Cases, world: World
) -> None:
    reports = [
        make(code, day=day, actor=actor, recipient="af", place=place, figure=COUNTED)
        for day, (code, actor, place) in enumerate(
            [
                ("TAKE", "taliban", "Kunduz"),
                ("TAKE", "af", "Kunduz"),
                ("ASSAULT", "taliban", None),
                ("FLEE", "af", "Tajikistan"),
            ],
            start=3,
        )
    ]
    shuffled = data.draw(st.permutations(reports))
    assert assess(case(shuffled), world) == assess(case(reports), world)


def test_a_report_dated_in_the_future_waits_for_its_day(make: Make, case: Cases, world: World) -> None:
    reports = [make("TAKE", day=30, actor="taliban", place="Kunduz")]
    assert control.assess(case(reports, day=8), world) == ()
    assert len(control.assess(case(reports, day=30), world)) == 1


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("Russia keeps 6,000 troops at its base", ["forces"]),
        ("some 6,000 troops had crossed the border", ["displacement"]),
        ("6,000 troops are to take part", []),
        ("6,000 troops could cross the border", []),
        ("6,000 troops have not crossed", []),
        ("6,000 troops arrived", []),
        ("6,000 people arrived at the fair", []),
        ("6,000 people were left without power", []),
    ],
)
def test_a_figure_without_an_act_is_told_by_plain_words_beside_it(
    case: Cases, world: World, words: str, topics: list[str]
) -> None:
    start, noun = words.index("6,000"), words.split("6,000 ")[1].split()[0]
    text = f"6,000 {noun}"
    quantity = Quantity(span=Span(start, start + len(text)), text=text, low=6000, high=6000, of=noun)
    document = Document(id="d", text=words, outlet="Wire", published=date(2021, 7, 8))
    statement = Statement(
        id="s",
        document="d",
        span=Span(0, len(words)),
        quote=words,
        chain=(Attribution(source=Source(name="Wire")),),
        quantities=(quantity.span,),
    )
    reading = Reading(document="d", quantities=(quantity,), statements=(statement,))
    assert [f.topic for f in numbers.assess(case([(document, reading)]), world)] == topics


def test_forces_are_named_by_whose_they_are(make: Make, case: Cases, world: World) -> None:
    few = ("600 troops", 600.0, 600.0, "troops", None)
    (line,) = numbers.assess(case([make("MOBILIZE", actor="ru", place="Kulob", figure=few)]), world)
    assert line.label == "Russian troops in Kulob"


def test_whose_they_are_is_a_name_and_no_pronoun(make: Make, case: Cases, world: World) -> None:
    dead = ("105 of its servicemen", 105.0, 105.0, "its servicemen", None)
    (line,) = numbers.assess(case([make("ASSAULT", words="kills many", recipient="tj", figure=dead)]), world)
    assert line.label == "Tajik servicemen killed"


def test_a_part_of_a_forecast_is_no_second_forecast(make: Make, case: Cases, world: World) -> None:
    words = "the town will fall and its people will flee"
    document, reading = make("FALL", words=words, modality=Modality.FORECAST)
    (whole,) = reading.statements
    part = replace(whole, id="part", span=Span(0, 18), quote=words[:18])
    lines = outlook.assess(case([(document, replace(reading, statements=(whole, part)))]), world)
    assert [line.label for line in lines] == [words]


def test_who_was_evacuated_is_displaced(make: Make, case: Cases, world: World) -> None:
    people = ("2,700 civilians", 2700.0, 2700.0, "civilians", None)
    (line,) = numbers.assess(case([make("AID", words="evacuated 2,700 civilians", figure=people, trigger=9)]), world)
    assert (line.topic, line.best) == ("displacement", 2700)


def test_copies_forecast_in_one_line(make: Make, case: Cases, world: World) -> None:
    due = Interval(latest=date(2021, 9, 11))
    reports = [
        make("FALL", outlet=outlet, actor="af", modality=Modality.FORECAST, when=due) for outlet in ("Wire", "Herald")
    ]
    left, right = sorted(d.id for d, _ in reports)
    copied = Link(kind="document", left=left, right=right, judgement=Judgement.SAME)
    assert len(outlook.assess(case(reports), world)) == 2
    (line,) = outlook.assess(case(reports, links=(copied,)), world)
    assert len(line.statements) == 2


def said_in_one(understood_text: str, day: int = 8) -> Case:
    document = Document(id="d", text=understood_text, outlet="Wire", published=date(2021, 7, day))
    reading = understand(document, parse(understood_text), load_world())
    return gather([document], [reading], reading.statements, [], as_of=date(2021, 7, day), world=load_world())


def test_a_figure_called_exaggerated_in_the_same_report_is_disputed(world: World) -> None:
    case = said_in_one(
        "Ivanov said that more than 300 Afghan soldiers had fled into Tajikistan on Monday. "
        "The Afghan ambassador called the figure exaggerated."
    )
    (line,) = [f for f in assess(case, world) if f.topic == "displacement"]
    assert line.status == "disputed"
    assert len(line.against) == 1


def test_a_share_that_a_group_holds_is_no_claim_to_the_whole(world: World) -> None:
    case = said_in_one("The ministry said that the Taliban held about two-thirds of the Tajik-Afghan border.")
    lines = [f for f in assess(case, world) if f.topic == "control"]
    assert [(f.label, f.value) for f in lines] == [("about two-thirds of the Tajik-Afghan border", "Taliban")]


def test_a_place_that_fell_is_shown_though_nobody_says_to_whom(world: World) -> None:
    case = said_in_one("Taloqan, the capital of Takhar province, fell on Monday.")
    assert [(f.label, f.value) for f in assess(case, world) if f.topic == "control"] == [
        ("Taloqan", "it is not said who")
    ]


def test_a_town_s_people_are_not_displaced(world: World) -> None:
    case = said_in_one("Kunduz, a city of about 270,000 people, lies close to the Shir Khan crossing.")
    assert [f for f in assess(case, world) if f.topic == "displacement"] == []


def test_six_and_seven_thousand_at_one_base_contradict_each_other(make: Make, world: World, case: Cases) -> None:
    reports = [
        make("MOBILIZE", day=5, actor="ru", place="tj", figure=("about 6,000", 6000, 6000, "Russian troops", None)),
        make("MOBILIZE", day=8, actor="ru", figure=("some 7,000", 7000, 7000, "Russian troops", None)),
    ]
    (line,) = [f for f in assess(case(reports), world) if f.topic == "forces"]
    assert (line.low, line.high, line.status) == (6000, 7000, "disputed")


def person(kind: str, left: str, right: str, judgement: Judgement, who: str) -> Link:
    return Link(kind=kind, left=left, right=right, judgement=judgement, decided_by=f"person:{who}")  # type: ignore[arg-type]


def test_a_report_that_contradicts_itself_keeps_both_figures_in_dispute(world: World) -> None:
    case = said_in_one(
        "Some 300 Afghan soldiers fled into Tajikistan on Monday, the border service said. "
        "Some 900 Afghan soldiers fled into Tajikistan on Monday, the governor said."
    )
    lines = [f for f in assess(case, world) if f.topic == "displacement"]
    assert {text for f in lines for text in f.facts} == {"Some 300 Afghan soldiers", "Some 900 Afghan soldiers"}


def test_a_correction_of_a_correction_leaves_only_the_last(make: Make, case: Cases, world: World) -> None:
    reports = [
        make("TAKE", day=d, actor="taliban", place=p) for d, p in ((2, "Rustaq"), (3, "Khwahan"), (4, "Shuroabad"))
    ]
    ids = [d.id for d, _ in reports]
    links = tuple(
        Link(kind="document", left=new, right=old, judgement=Judgement.SUPERSEDES)
        for new, old in ((ids[1], ids[0]), (ids[2], ids[1]))
    )
    assert [f.label for f in control.assess(case(reports, links=links), world)] == ["Shuroabad"]


def test_a_person_may_undo_another_s_merge_and_the_last_word_holds(make: Make, case: Cases, world: World) -> None:
    reports = [make("FLEE", day=d, figure=COUNTED, recipient="tj", words=f"crossed {d}") for d in (5, 6)]
    left, right = sorted(s.id for _, r in reports for s in r.statements)
    merged = person("event", left, right, Judgement.SAME, "ada")
    undone = person("event", left, right, Judgement.UNDONE, "bo")
    assert len(numbers.assess(case(reports, links=(merged,)), world)) == 1
    assert len(numbers.assess(case(reports, links=(merged, undone)), world)) == 2
    assert len(numbers.assess(case(reports, links=(merged, undone, merged)), world)) == 1


def test_a_person_s_different_is_remembered_against_every_rule_that_joins(
    make: Make, case: Cases, world: World
) -> None:
    reports = [make("FLEE", day=d, figure=COUNTED, recipient="tj", words=f"crossed {d}") for d in (5, 6)]
    left, right = sorted(s.id for _, r in reports for s in r.statements)
    apart = person("event", left, right, Judgement.DIFFERENT, "ada")
    rule = Link(kind="event", left=left, right=right, judgement=Judgement.SAME, decided_by="rule:event")
    for order in ((apart, rule), (rule, apart), (rule, apart, rule)):
        assert len(numbers.assess(case(reports, links=order), world)) == 2


def test_a_source_that_is_gone_is_kept_out_and_what_rests_on_it_too(make: Make, world: World) -> None:
    document, reading = make("TAKE", day=2, actor="taliban", place="Rustaq")
    gone = gather([], [reading], reading.statements, [], as_of=date(2021, 7, 8), world=world)
    kept = gather([document], [reading], reading.statements, [], as_of=date(2021, 7, 8), world=world)
    assert (control.assess(gone, world), len(control.assess(kept, world))) == ((), 1)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Taliban fighters captured Kunduz, about 60 km north of the city.", ["control/last-claim"]),
        ("Taliban fighters captured Kunduz, 60 km away from the border, on Monday.", ["control/last-claim"]),
        ("Taliban fighters seized 60 percent of Kunduz province on Monday.", ["control/share"]),
        ("The convoy drove about 40 miles (65 km) from Goma through territory controlled by the M23.", []),
    ],
)
def test_a_distance_is_no_land(world: World, words: str, rule: list[str]) -> None:
    assert [f.rule for f in control.assess(told(words, world), world)] == rule


def told(words: str, world: World) -> Case:
    """Return the case of one report of these words."""
    document = Document(id="d", text=words, outlet="Wire", published=date(2021, 7, 8))
    reading = understand(document, parse(words), world)
    return gather([document], [reading], reading.statements, [], as_of=date(2021, 7, 8), world=world)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Some 3,200 people fled villages around Bara on Friday.", "people"),
        ("Some 3,200 people fled to the town of Bara on Friday.", "people to Bara"),
        ("The fighting drove 3,200 people from their homes in Bara.", "people"),
        ("Some 3,200 people fled from Afghanistan.", "people"),
        ("Some 3,200 people fled into Tajikistan.", "people to Tajikistan"),
    ],
)
def test_displacement_names_where_people_went_and_not_what_they_fled(world: World, words: str, label: str) -> None:
    (line,) = numbers.assess(told(words, world), world)
    assert line.label == label


def test_those_who_live_in_a_place_did_not_flee(world: World) -> None:
    words = "Nearly 500,000 people live there, a third of them displaced, according to the United Nations."
    lines = numbers.assess(told(words, world), world)
    assert [f.value for f in lines if "500,000" in (f.value or "")] == []


def test_what_is_not_expected_is_shown_as_that(make: Make, case: Cases, world: World) -> None:
    reports = [
        make("ASSAULT", actor="cn", words="few analysts expect an invasion this year", modality="forecast", denied=True)
    ]
    assert [f.status for f in outlook.assess(case(reports), world)] == ["not expected"]


@pytest.mark.parametrize(("words", "asks"), [("Tajikistan asked", True), ("A letter asked", False)])
def test_a_letter_by_itself_asks_for_nothing(world: World, words: str, asks: bool) -> None:
    lines = requests.assess(told(f"{words} Russia for help on Monday.", world), world)
    assert [f.label.endswith("asks Russia") for f in lines] == [True] * asks
