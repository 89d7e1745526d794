import random
from datetime import date

import pytest
from msgspec.structs import replace

from panj import pipeline
from panj.reconcile import take_up, traits
from panj.records import Document, Event, Interval, Place, Span, Told
from panj.world import World, load_world


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def _events(text: str, world: World) -> dict[str, Event]:
    document = Document(id="report", text=text, published=date(2021, 8, 30))
    [(_, reading)] = pipeline.understand_all([document], world=world)
    return {x.event.trigger.of(text): x.event for x in reading.statements if x.event}


def _told(text: str, trigger: str, world: World) -> Told:
    return _events(text, world)[trigger].told or Told()


BOMBED = "A bomb exploded in Kabul on Thursday, killing 13 U.S. soldiers. "


@pytest.mark.parametrize(
    ("after", "trigger"),
    [("The minister condemned the attack.", "attack"), ("Since the bombing, nobody has left the city.", "bombing")],
)
def test_a_noun_that_takes_an_act_as_known_is_where_and_when_that_act_was(
    after: str, trigger: str, world: World
) -> None:
    told = _told(BOMBED + after, trigger, world)
    assert (told.place or Place(span=Span(0, 1), text="")).name == "Kabul"
    assert (told.when or Interval()).earliest == date(2021, 8, 26)


@pytest.mark.parametrize(
    "after",
    [
        "An attack is feared in the north.",
        "The minister condemned his attacks on the budget.",
        "The minister condemned the attack on Herat.",
        "The minister spoke of the 1998 attack.",
    ],
    ids=["a new act", "somebody's own", "another place", "another time"],
)
def test_what_is_new_somebodys_or_of_another_place_or_time_takes_up_nothing(after: str, world: World) -> None:
    event = next(e for t, e in _events(BOMBED + after, world).items() if t.startswith("attack"))
    assert event.told is None or event.told.place is None


def test_of_two_acts_that_which_the_words_behind_a_noun_tell_of_is_taken_up(world: World) -> None:
    text = "Shells hit the market of Kharkiv on Thursday. Drones struck a sawmill in Poltava on Friday. "
    for after, where in (("the strike on the market", "Kharkiv"), ("the strike on the sawmill", "Poltava")):
        assert (
            _told(f"{text}The mayor condemned {after}.", "strike", world).place or Place(span=Span(0, 1), text="")
        ).name == where


def test_no_two_acts_that_one_sentence_tells_apart_are_one(world: World) -> None:
    text = "After the carnage in the market of Kharkiv and the bombing of the sawmill, people left."
    assert _told(text, "bombing", world).place is None


def test_the_strikes_are_theirs_who_bombed(world: World) -> None:
    text = "Russia bombed Aleppo on Thursday. Ministers met after the strikes."
    assert [(r.role, r.entity) for r in _told(text, "strikes", world).roles] == [("actor", "ru")]


def test_an_act_that_is_denied_is_not_taken_up(world: World) -> None:
    text = "The ministry denied that a bomb had exploded in Kabul. The attack shook the north."
    assert _told(text, "attack", world).place is None


def test_a_year_named_beside_a_known_act_is_its_own(world: World) -> None:
    text = "He spoke of the attack on a U.S. facility in Benghazi, Libya, on Sept. 11, 2012."
    event = _events(text, world)["attack"]
    assert (event.when or _told(text, "attack", world).when or Interval()).earliest == date(2012, 9, 11)


def test_an_act_of_one_month_is_none_of_another(world: World) -> None:
    text = "It was behind the truck bombing of the bridge last October. It admitted the attack in July with drones."
    assert _told(text, "attack", world).when is None


def test_a_massacre_three_days_before_is_not_where_a_sentence_is(world: World) -> None:
    text = "Two people were killed on Friday when gunmen at Djibo opened fire, three days after the market massacre."
    assert _told(text, "massacre", world).place is None


def test_who_was_killed_was_killed_where_the_bomb_exploded(world: World) -> None:
    killed = _events(BOMBED, world)["killing"]
    assert (killed.place or (killed.told or Told()).place or Place(span=Span(0, 1), text="")).name == "Kabul"


def test_the_order_of_the_statements_changes_nothing(world: World) -> None:
    text = BOMBED + "The minister condemned the attack. Two days after the bombing the Taliban attacked Herat."
    document = Document(id="report", text=text, published=date(2021, 8, 30))
    [(_, reading)] = pipeline.understand_all([document], world=world)
    bare = [replace(x, event=replace(x.event, told=None)) if x.event else x for x in reading.statements]
    for seed in range(5):
        random.Random(seed).shuffle(bare)
        told = take_up(replace(reading, statements=tuple(bare)), text, date(2021, 8, 30)).statements
        assert {x.id: x for x in told} == {x.id: x for x in reading.statements}


SHELLED = "Shells hit the port of Hodeidah on Thursday, killing four dockers. "


@pytest.mark.parametrize(
    "after",
    ["Two boats were burned.", "Nine others were wounded.", "They fired for an hour."],
)
def test_a_deed_goes_on_with_the_one_told_of_right_before_it(after: str, world: World) -> None:
    deed = list(_events(SHELLED + after, world).values())[-1]
    told = deed.told or Told()
    assert (deed.place or told.place or Place(span=Span(0, 1), text="")).name == "Hodeidah"
    assert (deed.when or told.when or Interval()).earliest == date(2021, 8, 26)


@pytest.mark.parametrize(
    "after",
    [
        "Nine people were wounded in another village.",
        "Gunmen wounded nine people in Taiz.",
        "Nine people had been wounded a week earlier.",
        "The army will shell the hills.",
        "\n\nNine people were wounded.",
    ],
    ids=["another", "elsewhere", "another time", "to come", "another paragraph"],
)
def test_what_is_told_of_another_place_or_time_goes_on_with_nothing(after: str, world: World) -> None:
    deed = list(_events(SHELLED + after, world).values())[-1]
    told = deed.told or Told()
    assert told.place is None
    assert told.when is None


def test_a_deed_of_a_day_is_where_its_sentence_says(world: World) -> None:
    text = "In Mekelle, rescuers left a street that was bombed on Sunday."
    assert (_told(text, "bombed", world).place or Place(span=Span(0, 1), text="")).name == "Mekelle"


def test_a_capital_that_speaks_is_not_where_a_deed_was(world: World) -> None:
    text = "Khartoum said that militiamen had shot nine men on Sunday."
    assert _told(text, "shot", world).place is None


@pytest.mark.parametrize(
    "after",
    ["Boko Haram claimed the attack.", "The governor condemned this cowardly act."],
    ids=["claimed by name", "called by a word for any"],
)
def test_fighters_without_a_name_may_be_those_who_claim_it(after: str, world: World) -> None:
    text = f"Gunmen stormed a barracks in Maiduguri on Thursday. {after}"
    told = list(_events(text, world).values())[-1].told or Told()
    assert (told.place or Place(span=Span(0, 1), text="")).name == "Maiduguri"


def test_named_fighters_are_not_others_by_name(world: World) -> None:
    text = "Russia bombed Aleppo on Thursday. Ministers met after the Turkish strikes."
    assert _told(text, "strikes", world).when is None


@pytest.mark.parametrize(("day", "said"), [("Monday", True), ("", False)])
def test_the_day_of_its_report_is_an_acts_own_where_another_act_tells_it(day: str, said: bool, world: World) -> None:
    text = f"A bomb exploded in Kabul{f' on {day}' if day else ''}, killing two. The minister condemned the attack."
    document = Document(id="report", text=text, published=date(2021, 8, 30))
    [(_, reading)] = pipeline.understand_all([document], world=world)
    found = pipeline.occurrences(reading.statements, reading.quantities, date(2021, 8, 30), world)
    attack = next(traits(x) for x in found if x.trigger == "attack")
    assert (attack.when.said is not None) is said
