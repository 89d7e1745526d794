"""What is claimed: statements of events, relations, figures and words, each with its chain and how surely."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panj.records import Modality, Reading, Statement

Understood = Callable[..., Reading]


def test_reading_twice_gives_the_same_ids(understood: Understood) -> None:
    text = "Ukraine said its forces had left the town. Seven soldiers were wounded."
    once, twice = understood(text), understood(text)
    assert [s.id for s in once.statements] == [s.id for s in twice.statements]
    assert len({s.id for s in once.statements}) == len(once.statements)


def test_claim_without_an_event_is_still_a_statement(understood: Understood) -> None:
    text = "Economists said the harvest was good."
    (claim,) = [s for s in understood(text).statements if len(s.chain) == 2]
    assert (claim.quote, claim.event) == ("the harvest was good", None)


def test_figure_in_a_claim_is_carried_by_it(understood: Understood) -> None:
    text = "The Red Cross said 40 villages had no water."
    figures = [span.of(text) for s in understood(text).statements for span in s.quantities if len(s.chain) == 2]
    assert any("40" in figure for figure in figures)


def test_standing_fact_carries_the_figure_that_counts_it(understood: Understood) -> None:
    text = "About 2,500 American troops are stationed in Iraq."
    (standing,) = [s for s in understood(text).statements if s.relation and s.relation.relation == "deployed_in"]
    assert [span.of(text) for span in standing.quantities] == ["About 2,500 American troops"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Chile asked Bolivia to withdraw its troops.", Modality.DEMANDED),
        ("Analysts predicted that the army would attack the port.", Modality.FORECAST),
        ("Asked if Sweden would send troops, the minister declined to comment.", Modality.ASKED),
    ],
)
def test_what_the_speaker_does_decides_how_surely(understood: Understood, text: str, modality: Modality) -> None:
    inside = [s for s in understood(text).statements if len(s.chain) > 1]
    assert inside
    assert {s.modality for s in inside} <= {modality, Modality.HYPOTHETICAL}


def test_sentence_that_yields_nothing_is_unread(understood: Understood) -> None:
    text = "It was a long and quiet evening. Police said two men had been arrested."
    assert [span.of(text) for span in understood(text).unread] == ["It was a long and quiet evening."]


def test_statement_of_the_outlet_has_a_chain_of_one(understood: Understood) -> None:
    reading = understood("Troops from Chad attacked the camp on Monday.")
    assert reading.statements
    assert {len(s.chain) for s in reading.statements} == {1}


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120))
@settings(max_examples=25, deadline=None)
def test_any_text_is_read_with_valid_spans(understood: Understood, text: str) -> None:
    reading = understood(text)
    spans = [s.span for s in reading.statements] + [m.span for m in reading.mentions] + list(reading.unread)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_shouted_headline_and_list_are_read_in_bounds(understood: Understood) -> None:
    text = "MINISTER SAYS WAR OVER\n\n- one strike\n- two strikes; three tanks\n\t| a | b |\n" * 20
    reading = understood(text)
    assert all(span.end <= len(text) for span in reading.unread)


def test_an_aside_in_a_retold_sentence_is_the_reporters(understood: Understood) -> None:
    text = (
        "Ivanov said Chad was ready to use its base in Mali, where about 4,000 Chadian troops are deployed, in a week."
    )
    standing = [s for s in understood(text).statements if s.relation and s.relation.relation == "deployed_in"]
    assert [len(s.chain) for s in standing] == [1]
    assert [q.of(text) for s in standing for q in s.quantities] == ["about 4,000 Chadian troops"]


@pytest.mark.parametrize(
    ("told", "speakers"),
    [
        ("Okoye said the 900-kilometre pipeline would be shut in a week.", 1),
        ("Okoye said a third of the 300-mile-long coast was mined.", 1),
        ("Okoye said a 30-kilometre zone was cleared.", 2),
        ('"The 900-kilometre pipeline will be shut in a week," Okoye said.', 2),
    ],
)
def test_the_size_of_a_known_thing_is_the_reporters_who_retells(
    understood: Understood, told: str, speakers: int
) -> None:
    figures = [s for s in understood(told).statements if s.quantities and not s.event]
    assert min(len(s.chain) for s in figures) == speakers


def test_who_flees_with_a_with_is_whoever_the_participle_hangs_on(understood: Understood) -> None:
    text = "The fighting grew worse last week, with over 2,000 Chadian soldiers fleeing into Niger."
    reading = understood(text)
    (fled,) = [s for s in reading.statements if s.event and s.event.code == "FLEE"]
    assert fled.event is not None
    assert [r.text for r in fled.event.roles if r.role == "actor"] == ["over 2,000 Chadian soldiers"]
    assert [q.of(text) for q in fled.quantities] == ["over 2,000 Chadian soldiers"]


def test_the_day_of_a_deadline_is_that_of_what_it_is_set_for(understood: Understood) -> None:
    reading = understood("The minister has set an Aug. 11 deadline for a withdrawal of French troops from Mali.")
    (left,) = [s.event for s in reading.statements if s.event and s.event.code == "RETREAT"]
    assert left.when is not None
    assert str(left.when.latest) == "2021-08-11"


def test_a_retold_forecast_without_an_act_is_kept_as_a_forecast(understood: Understood) -> None:
    reading = understood("Ivanov said that the price of flour would only grow.")
    assert Modality.FORECAST in {s.modality for s in reading.statements if s.event is None}


def test_what_is_denied_of_one_verb_is_not_denied_of_the_next(understood: Understood) -> None:
    reading = understood("Chad does not interfere in the affairs of Niger and calls on all parties to hold talks.")
    asked = [s for s in reading.statements if s.event and s.event.code == "REQUEST"]
    assert [s.denied for s in asked] == [False]


def test_who_tells_of_an_act_after_it_is_no_party_of_it(understood: Understood) -> None:
    text = (
        "Tajik troops retook the villages of Andarob, Garmchashma and Sist on Saturday evening, state television said; "
        "the gunmen still hold a bridge over the Panj."
    )
    for statement in understood(text).statements:
        told = statement.chain[-1].source.span
        for role in statement.event.roles if statement.event else ():
            assert told is None or told.start < statement.span.end or not role.span.overlaps(told)
    parties = [r.name for s in understood(text).statements if s.event for r in s.event.roles]
    assert "state television" not in parties


def _acts(reading: Reading, code: str) -> list[Statement]:
    return [s for s in reading.statements if s.event and s.event.code == code]


def test_what_was_stopped_while_it_was_tried_is_of_a_day_that_is_over(understood: Understood) -> None:
    reading = understood("Nine smugglers were arrested trying to cross the river on Monday.")
    assert [str(t.latest) for t in reading.times] == ["2021-07-05"]


def test_what_has_happened_has_no_day_ahead(understood: Understood) -> None:
    (killed,) = _acts(understood("Two men were killed while planning to attack the base on Saturday."), "ASSAULT")[:1]
    assert killed.modality is Modality.ASSERTED
    assert killed.event is not None
    assert killed.event.when is None or str(killed.event.when.earliest) <= "2021-07-08"


def test_a_question_in_its_own_words_asserts_nothing(understood: Understood) -> None:
    (attack,) = _acts(understood('"Did Russia attack the base?" the minister asked.'), "ASSAULT")
    assert attack.modality is Modality.ASKED


def test_what_will_be_done_even_if_another_objects_hangs_on_nothing(understood: Understood) -> None:
    (sent,) = _acts(understood("NATO will send troops even if Russia objects."), "MOBILIZE")
    assert sent.modality is Modality.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "The chairman called her remarks on the strike a new low.",
        "When they gave way, the senator called them on it.",
        '"Does that fly?" the adviser asked on Twitter.',
        "The governor joined the bid to block Syrian refugees.",
    ],
)
def test_to_name_or_to_wonder_is_no_request(understood: Understood, text: str) -> None:
    assert not _acts(understood(text), "REQUEST")


def test_what_is_to_be_lifted_is_in_force(understood: Understood) -> None:
    (sanctions,) = _acts(
        understood("The EU decided to lift the sanctions against Zimbabwe from 1 October."), "SANCTION"
    )
    assert sanctions.modality is Modality.ASSERTED
    assert sanctions.event is not None
    assert sanctions.event.when is None


def test_who_rumours_of_an_attack_did_not_do_it(understood: Understood) -> None:
    (attack,) = _acts(understood("The attack rumoured by residents caused panic in Gondar."), "ASSAULT")
    assert attack.modality is Modality.POSSIBLE
    assert attack.event is not None
    assert not attack.event.roles


def test_what_somebody_sees_coming_is_foretold(understood: Understood) -> None:
    (attack,) = _acts(understood("Analysts see Ethiopia attacking Eritrea within months."), "ASSAULT")
    assert attack.modality is Modality.FORECAST


def test_who_expects_people_to_flee_asks_nobody(understood: Understood) -> None:
    statements = understood(
        "The UNHCR expects up to 50,000 people to cross into Chad. Officials expect more to go."
    ).statements
    assert not _acts(understood("The UNHCR expects up to 50,000 people to cross into Chad."), "REQUEST")
    assert {s.modality for s in statements if len(s.chain) > 1} == {Modality.FORECAST}
