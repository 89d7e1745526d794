from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from panj.reconcile import Occurrence, link_events, meet, traits
from panj.reconcile.acts import kinds
from panj.reconcile.events import SAME_EVENT, alike, hopeless, same_event
from panj.reconcile.figures import agree, comparable
from panj.records import (
    Attribution,
    Event,
    Interval,
    Judgement,
    Modality,
    Place,
    Quantity,
    Role,
    Source,
    Span,
    Statement,
    Told,
)
from panj.world.sides import Side


def _quantity(
    text: str, low: float | None, high: float | None, of: str = "soldiers", *, about: bool = False
) -> Quantity:
    return Quantity(span=Span(0, len(text)), text=text, low=low, high=high, of=of, approximate=about)


def _occurrence(
    name: str,
    code: str = "FLEE",
    *,
    actor: str = "af/military",
    place: str | None = "Tajikistan",
    day: int = 5,
    figure: Quantity | None = None,
    denied: bool = False,
) -> Occurrence:
    span = Span(0, 5)
    event = Event(
        id=name,
        code=code,
        trigger=Span(0, 1 + len(name)),
        roles=(Role(role="actor", span=span, text=actor, entity=actor),),
        place=Place(span=span, text=place) if place else None,
        when=Interval(earliest=date(2021, 7, day), latest=date(2021, 7, day)),
    )
    statement = Statement(
        id=name,
        document=f"doc-{name}",
        span=span,
        quote=f"words of {name}",
        chain=(Attribution(source=Source(name="Wire")),),
        event=event,
        denied=denied,
    )
    side = Side(id=actor, name=actor, known=True)
    return Occurrence(statement=statement, day=date(2021, 7, day), figures=(figure,) if figure else (), actors=(side,))


def test_one_crossing_in_two_reports_is_one_event_whose_figures_support_each_other() -> None:
    left = _occurrence("a", figure=_quantity("over 1,000", 1000, None))
    right = _occurrence("b", figure=_quantity("1,037", 1037, 1037))
    assert [(x.kind, x.judgement) for x in link_events([left], [right])] == [
        ("event", Judgement.SAME),
        ("figure", Judgement.SUPPORTS),
    ]


def test_figures_that_cannot_both_be_meant_contradict() -> None:
    left = _occurrence("a", figure=_quantity("300", 300, 300))
    right = _occurrence("b", figure=_quantity("1,037", 1037, 1037))
    assert Judgement.CONTRADICTS in [x.judgement for x in link_events([left], [right])]


@pytest.mark.parametrize(
    "other",
    [{"day": 20}, {"actor": "tj"}, {"place": "Uzbekistan"}],
    ids=lambda x: next(iter(x)),
)
def test_another_day_actor_or_place_is_another_event(other: dict[str, str]) -> None:
    kinds = [x.kind for x in link_events([_occurrence("a")], [_occurrence("b", **other)])]  # type: ignore[arg-type]
    assert kinds == []


def _said(occurrence: Occurrence, trigger: str) -> Occurrence:
    event, statement = occurrence.event, occurrence.statement
    words = f"They {trigger} there on Monday"
    event = replace(event, trigger=Span(5, 5 + len(trigger)))
    return replace(occurrence, statement=replace(statement, event=event, quote=words, span=Span(0, len(words))))


@pytest.mark.parametrize(("other", "same"), [("moved in", False), ("left", True), ("withdrew", True)])
def test_one_act_may_be_read_under_two_codes_if_its_words_are_of_one_kind(other: str, same: bool) -> None:
    left, right = _said(_occurrence("a", "RETREAT"), "left"), _said(_occurrence("b", "CONCEDE"), other)
    assert [x.kind for x in link_events([left], [right])] == ["event"] * same


def _shelling(name: str, first: int, last: int) -> Occurrence:
    """Return an occurrence of a shelling on one of some days of July 2021, told of on the 15th, and no more."""
    found = _said(_occurrence(name, "ASSAULT"), "shelled" if name == "a" else "bombarded")
    when = Interval(earliest=date(2021, 7, first), latest=date(2021, 7, last))
    event = replace(found.event, place=None, when=when, roles=())
    return replace(found, actors=(), day=date(2021, 7, 15), statement=replace(found.statement, event=event))


def test_a_day_that_both_say_tells_more_than_a_week_and_days_said_apart_tell_against() -> None:
    one_day, that_week, two_days_on = (same_event(_shelling("a", 7, 7), x)[0] for x in (
        _shelling("b", 7, 7), _shelling("c", 5, 11), _shelling("d", 9, 9),
    ))  # fmt: skip
    assert one_day > that_week > two_days_on


def _worded(occurrence: Occurrence, words: str, trigger: str) -> Occurrence:
    first = words.index(trigger)
    event = replace(occurrence.event, trigger=Span(first, first + len(trigger)))
    said = replace(occurrence.statement, event=event, quote=words, span=Span(0, len(words)))
    return replace(occurrence, statement=said)


def test_names_beside_two_acts_of_one_day_tell_that_they_are_one() -> None:
    left = _worded(_shelling("a", 13, 13), "They shelled the hills above Bakhmut", "shelled")
    near, far = (_worded(_shelling("b", 13, 13), f"Guns struck {x}", "struck") for x in ("Bakhmut", "Donetsk"))
    another_day = _worded(_shelling("c", 11, 11), "Guns struck Bakhmut", "struck")
    assert same_event(left, near)[0] > same_event(left, far)[0]
    assert ["beside the same names" in same_event(left, x)[1] for x in (near, far, another_day)] == [True, False, False]


def test_what_a_report_says_no_day_of_may_be_of_the_day_before() -> None:
    left = _said(_occurrence("a", "COERCE", place=None), "arrested")
    right = _said(_occurrence("b", "COERCE", place=None, day=6), "detained")
    told = replace(right, statement=replace(right.statement, event=replace(right.event, when=None)))
    assert "told a day later" in same_event(left, told)[1]
    assert same_event(left, told)[0] > same_event(left, right)[0]


def test_a_deed_and_whom_it_killed_are_more_alike_than_two_other_acts() -> None:
    shelled, killed = _said(_shelling("a", 13, 13), "shelled"), _said(_shelling("b", 13, 13), "killed")
    assert "a deed and whom it killed" in same_event(shelled, killed)[1]


def test_what_is_said_of_a_month_may_be_of_a_day_in_it() -> None:
    day, july, june = _shelling("a", 7, 7), _shelling("b", 1, 31), _shelling("c", 7, 7)
    june = replace(june, statement=replace(june.statement, event=replace(
        june.event, when=Interval(earliest=date(2021, 6, 1), latest=date(2021, 6, 30)))))  # fmt: skip
    assert "in the same month" in same_event(day, july)[1]
    assert "in the same month" not in same_event(day, june)[1]


def test_what_is_planned_for_a_month_may_be_of_a_day_in_it() -> None:
    done, month = _shelling("a", 7, 7), _shelling("b", 1, 31)
    planned = replace(
        month, day=date(2021, 6, 20), statement=replace(month.statement, modality=Modality.PLANNED)
    )  # a month after its report's day
    assert "in the same month" in same_event(done, planned)[1]


def test_two_places_taken_on_one_day_in_like_words_are_two_events() -> None:
    towns = {"Kunduz": (36.7, 68.9), "Herat": (34.3, 62.2)}
    found = [_occurrence(n, "TAKE", place=town) for n, town in zip("ab", towns, strict=True)]
    for i, (town, (lat, lon)) in enumerate(towns.items()):
        statement = found[i].statement
        assert statement.event is not None
        place = Place(span=Span(0, 5), text=town, lat=lat, lon=lon, precision="city")
        words = f"Taliban fighters captured the city of {town} on Sunday"
        event = replace(statement.event, place=place, trigger=Span(17, 25))
        found[i] = replace(found[i], statement=replace(statement, event=event, quote=words, span=Span(0, len(words))))
    assert link_events(found[:1], found[1:]) == ()


def test_a_denial_contradicts_the_event() -> None:
    links = link_events([_occurrence("a")], [_occurrence("b", denied=True)])
    assert [x.judgement for x in links] == [Judgement.SAME, Judgement.CONTRADICTS]


def test_links_do_not_depend_on_which_report_came_first() -> None:
    a, b = (
        _occurrence("a", figure=_quantity("300", 300, 300)),
        _occurrence("b", figure=_quantity("over 200", 200, None)),
    )
    assert link_events([a], [b]) == link_events([b], [a]) != ()


def test_what_may_be_the_same_event_is_found_through_its_keys() -> None:
    a, b, far = map(traits, (_occurrence("a"), _occurrence("b", day=7), _occurrence("c", day=20)))
    assert meet(a, b)
    assert not meet(a, far)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (_quantity("over 1,000", 1000, None), _quantity("1,037", 1037, 1037), True),
        (_quantity("6,000", 6000, 6000), _quantity("7,000", 7000, 7000), False),
        (_quantity("about 6,000", 6000, 6000, about=True), _quantity("6,400", 6400, 6400), True),
        (_quantity("up to 70", None, 70), _quantity("64", 64, 64), True),
        (_quantity("up to 70", None, 70), _quantity("85", 85, 85), False),
    ],
)
def test_figures_agree_if_one_number_can_be_meant_by_both(left: Quantity, right: Quantity, same: bool) -> None:
    assert agree(left, right) is agree(right, left) is same


def test_soldiers_are_not_compared_with_districts() -> None:
    assert not comparable(_quantity("1,037", 1037, 1037), _quantity("dozens", 24, None, of="districts"))
    assert comparable(_quantity("1,037", 1037, 1037, of="Afghan soldiers"), _quantity("300", 300, 300, of="soldiers"))


def _attack(name: str, words: str, day: date, trigger: str = "attack", told: Told | None = None) -> Occurrence:
    start = words.index(trigger)
    at = words.find("Benghazi")
    place = None
    if at >= 0:
        place = Place(span=Span(at, at + 8), text="Benghazi", lat=32.1, lon=20.1, precision="city", country="LY")
    event = Event(id=name, code="ASSAULT", trigger=Span(start, start + len(trigger)), place=place, told=told)
    statement = Statement(
        id=name,
        document=f"doc-{name}",
        span=Span(0, len(words)),
        quote=words,
        chain=(Attribution(source=Source(name=name)),),
        event=event,
    )
    return Occurrence(statement=statement, day=day)


def test_an_attack_named_after_its_place_is_known_again_months_later() -> None:
    one = _attack("a", "He was silent after the Benghazi attack", date(2016, 1, 16))
    other = _attack("b", "Four died in the Benghazi massacre", date(2016, 4, 26), "massacre")
    new = _attack("c", "Gunmen launched an attack in Benghazi", date(2016, 4, 26))
    assert [x.kind for x in link_events([one], [other])] == ["event"]
    assert link_events([one], [new]) == ()


def test_an_attack_is_where_and_when_its_report_tells_elsewhere() -> None:
    day = date(2012, 9, 11)
    place = Place(span=Span(0, 8), text="Benghazi", lat=32.1, lon=20.1, precision="city", country="LY")
    told = Told(place=place, when=Interval(earliest=day, latest=day))
    one = _attack("a", "He spoke of the attack", date(2016, 6, 30), told=told)
    other = _attack("b", "Four Americans died in the Benghazi attack", date(2012, 9, 13))
    assert [x.kind for x in link_events([one], [other])] == ["event"] == [x.kind for x in link_events([other], [one])]


@pytest.mark.parametrize(("town", "same"), [("Benghazi", True), ("Tripoli", False)])
def test_a_place_may_stand_beside_the_words_for_the_act(town: str, same: bool) -> None:
    one = _attack("a", "He spoke of the Benghazi attack", date(2016, 6, 30))
    other = _attack("b", f"Families in {town} wept over the attack", date(2016, 5, 30))
    other = replace(other, statement=replace(other.statement, event=replace(other.event, place=None)))
    assert [x.kind for x in link_events([one], [other])] == ["event"] * same


@pytest.mark.parametrize(("name", "elsewhere"), [("Crimean Bridge", False), ("Anapa", True)])
def test_a_spot_named_after_a_land_is_not_elsewhere_whosever_it_is(name: str, elsewhere: bool) -> None:
    land = Place(span=Span(0, 5), text="Crimea", lat=45.3, lon=34.4, precision="region", country="UA")
    spot = Place(span=Span(0, 5), text=name, lat=45.3, lon=36.5, precision="site", country="RU")
    one, other = _shelling("a", 13, 13), _shelling("b", 13, 13)
    one, other = (
        replace(x, statement=replace(x.statement, event=replace(x.event, place=place)))
        for x, place in ((one, land), (other, spot))
    )
    assert ("elsewhere" in same_event(one, other)[1]) is elsewhere


def test_who_is_named_beside_other_actors_is_no_other_actor() -> None:
    left, hosts, strangers = (_occurrence(n, actor=a) for n, a in (("a", "Armenia"), ("b", "Russia"), ("c", "Japan")))
    quote = hosts.statement.quote + " between Armenians"
    hosts = replace(hosts, statement=replace(hosts.statement, quote=quote, span=Span(0, len(quote))))
    assert [x.kind for x in link_events([left], [hosts])] == ["event"]
    assert link_events([left], [strangers]) == ()


def test_that_attack_at_the_head_of_a_sentence_is_a_known_one() -> None:
    first = date(2016, 4, 26)
    before = _attack("b", "Gunmen attacked the port of Benghazi", first, "attacked")
    known = _attack("a", "That attack in Benghazi cost the port a year", date(2016, 6, 1))
    new = _attack("c", "They fear that attack helicopters will fly over Benghazi", date(2016, 6, 1))
    assert [x.kind for x in link_events([known], [before])] == ["event"]
    assert link_events([new], [before]) == ()


_WORDS = ("Gunmen shelled the market", "the siege of Benghazi", "Armenian troops", "in March", "forty wounded guards")
_FIGURES = (_quantity("1,037", 1037, 1037), _quantity("over 1,000", 1000, None), _quantity("300", 300, 300))
_SIDES = tuple(
    Side(id=n.lower(), name=n, known=known) for n, known in (("Armenia", True), ("Oman", True), ("Gulo", False))
)


@st.composite
def _any_occurrence(draw: st.DrawFn) -> Occurrence:
    words = " ".join([draw(st.sampled_from(["The", "An", "That"])), "attack", *draw(st.lists(st.sampled_from(_WORDS)))])
    trigger = draw(st.sampled_from([t for t in ("attack", "shelled", "siege", "wounded") if t in words]))
    made = _attack(draw(st.sampled_from("abc")), words, date(2016, 3, draw(st.integers(1, 12))), trigger)
    when = st.none() | st.integers(1, 12).map(
        lambda n: Interval(earliest=date(2016, 3, n), latest=date(2016, 3, n + 3))
    )
    event = replace(made.event, code=draw(st.sampled_from(["ASSAULT", "TAKE", "THREATEN"])), when=draw(when))
    modality = draw(st.sampled_from([Modality.ASSERTED, Modality.PLANNED]))
    return replace(
        made,
        statement=replace(made.statement, event=event, modality=modality),
        figures=tuple(draw(st.lists(st.sampled_from(_FIGURES), max_size=2))),
        actors=tuple(draw(st.lists(st.sampled_from(_SIDES), max_size=2))),
        recipients=tuple(draw(st.lists(st.sampled_from(_SIDES), max_size=1))),
    )


@given(_any_occurrence(), _any_occurrence())
def test_what_is_passed_over_as_hopeless_is_not_one_event(left: Occurrence, right: Occurrence) -> None:
    a, b = traits(left), traits(right)
    assert not hopeless(a, b) or alike(a, b)[0] < SAME_EVENT


@pytest.mark.parametrize(
    ("before", "open_"),
    [("aid groups had ", True), ("the wounded, who had already been ", True), ("the families of those ", True),
     ("rebels ", False), ("the army had to be ", False)],
)  # fmt: skip
def test_what_had_been_done_before_is_of_no_day_of_its_report(before: str, open_: bool) -> None:
    one = _occurrence("killed")
    first = len(before)
    event = replace(one.event, trigger=Span(first, first + 6), when=None)
    seen = replace(one, statement=replace(one.statement, event=event, quote=f"{before}killed", span=Span(0, first + 6)))
    assert traits(seen).when.open is open_


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("died", "killed"),
        ("ceasefire", "truce"),
        ("negotiations", "talks"),
        ("bargain", "deal"),
        ("assailed", "attacked"),
    ],
)
def test_words_for_one_kind_of_act_are_akin(one: str, other: str) -> None:
    assert kinds(one) & kinds(other)


def test_troops_that_advanced_are_no_clash_and_those_who_left_have_not_fled() -> None:
    assert not kinds("advanced") & kinds("clashes")
    assert not kinds("left") & kinds("fled")
