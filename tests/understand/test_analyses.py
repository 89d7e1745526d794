"""Sentences of long analyses: many voices through many outlets, conditions, denials, days of other clauses."""

from datetime import date

import pytest
from tests.understand.conftest import Understood

from panj.records import Modality, Statement

DAY = date(2022, 3, 10)


def chains(statements: tuple[Statement, ...], quote: str) -> set[tuple[str | None, ...]]:
    """Return who says these words through whom, the report's own outlet left out."""
    return {tuple(link.source.name for link in s.chain[1:]) for s in statements if quote in s.quote}


@pytest.mark.parametrize(
    ("text", "said", "chain"),
    [
        (
            "The Anadolu news agency, citing an officer in Ankara, reported that the convoy had left.",
            "the convoy had left",
            ("Anadolu Agency", "officer"),
        ),
        (
            "Traders told Radio Okapi that soldiers had burned their stalls.",
            "soldiers had burned",
            ("Radio Okapi", "Traders"),
        ),
        (
            "Traders told RFI's Hausa Service that soldiers had left.",
            "soldiers had left",
            ("Radio France Internationale", "Traders"),
        ),
        (
            "Olaf Scholz said in an interview with Der Spiegel that the tanks had left.",
            "the tanks had left",
            ("Der Spiegel", "Olaf Scholz"),
        ),
        ("Kofi Annan made it clear that the talks had failed.", "the talks had failed", ("Kofi Annan",)),
    ],
)
def test_chain_of_those_who_pass_it_on(understood: Understood, text: str, said: str, chain: tuple[str, ...]) -> None:
    assert chains(understood(text, published=DAY).statements, said) == {chain}


def test_who_is_cited_is_said_by_nobody(understood: Understood) -> None:
    text = "The Interfax news agency, citing an official in Minsk, reported that the army had left."
    assert not any(s.quote == "an official in Minsk" for s in understood(text, published=DAY).statements)


@pytest.mark.parametrize("who", ["Few", "Few analysts", "Nobody"])
def test_what_few_expect_is_not_expected(understood: Understood, who: str) -> None:
    found = understood(f"{who} expect the bloc to send troops.", published=DAY).statements
    sent = [s for s in found if s.event and s.event.code == "MOBILIZE"]
    assert sent
    assert all(s.denied and len(s.chain) == 1 for s in sent)


def test_what_a_few_expect_is_a_forecast(understood: Understood) -> None:
    found = understood("A few analysts expect the bloc to send troops.", published=DAY).statements
    sent = [s for s in found if s.event and s.event.code == "MOBILIZE"]
    assert [(s.modality, s.denied) for s in sent] == [(Modality.FORECAST, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Were Russia to attack Estonia, the alliance would respond.",
        "Were Egypt to bomb the dam, said Jan Abbink, an analyst in Leiden, Sudan would suffer first.",
        "But were the rebels to seize Goma, the government would fall.",
    ],
)
def test_were_before_a_subject_opens_a_condition(understood: Understood, text: str) -> None:
    found = [s for s in understood(text, published=DAY).statements if s.event]
    assert found
    assert {s.modality for s in found} == {Modality.CONDITIONAL}


def test_consequence_stays_with_its_condition_around_the_speaker(understood: Understood) -> None:
    text = "Were Egypt to bomb the dam, said Jan Abbink, an analyst in Leiden, Sudan would suffer first."
    assert any("Sudan would suffer" in s.quote for s in understood(text, published=DAY).statements)


def test_two_speakers_the_second_without_a_verb(understood: Understood) -> None:
    text = "Kyiv said the bridge had been hit by missiles, Moscow that it had been struck by drones."
    found = understood(text, published=DAY).statements
    assert chains(found, "missiles") == {("Ukraine",)}
    assert chains(found, "drones") == {("Russia",)}


def test_denial_in_a_relative_clause_is_beside_the_claim(understood: Understood) -> None:
    text = "The spokesman Tal Inbar said the convoy had carried rockets, which Damascus denies."
    found = [s for s in understood(text, published=DAY).statements if s.quote.endswith("carried rockets")]
    assert {(s.chain[-1].source.name, s.denied, len(s.chain)) for s in found} == {
        ("Tal Inbar", False, 2),
        ("Syria", True, 2),
    }


def test_according_to_one_and_counted_by_another(understood: Understood) -> None:
    text = (
        "According to the UN, Rwanda keeps 4,000 soldiers in Kivu, and the Congo Research Group counts 11 posts there."
    )
    found = understood(text, published=DAY).statements
    assert not any("posts" in s.quote for s in found if s.chain[-1].source.name == "United Nations")


def test_he_is_the_subject_of_the_sentence_before(understood: Understood) -> None:
    text = (
        "Former president Joseph Kabila warned of war.\n\nIn Kigali, President Paul Kagame has tied the matter to "
        "a road. “We will open the road,” he told state television on April 20."
    )
    assert chains(understood(text, published=DAY).statements, "open the road") == {("state television", "Paul Kagame")}


def test_day_behind_a_clause_is_that_clause_s(understood: Understood) -> None:
    text = (
        "Niger has formally asked the Collective Security Treaty Organization for help after Malian soldiers crossed "
        "its western border last week, a request that nobody had expected."
    )
    found = [s.event for s in understood(text, published=DAY).statements if s.event]
    days = {e.code: e.when.earliest if e.when else None for e in found if e.trigger.of(text) in {"asked", "crossed"}}
    assert date(2022, 2, 28) in days.values()
    assert days["REQUEST"] is None


def test_past_clause_under_what_is_asked_for_is_a_fact(understood: Understood) -> None:
    text = (
        "Niger has formally asked the Collective Security Treaty Organization for help after Malian soldiers crossed "
        "its western border last week, a request that nobody had expected."
    )
    crossed = [
        s for s in understood(text, published=DAY).statements if s.event and s.event.trigger.of(text) == "crossed"
    ]
    assert {s.modality for s in crossed} == {Modality.ASSERTED}


def test_days_after_a_month_are_no_single_day(understood: Understood) -> None:
    text = "In June rebels took the town. Two days later the army returned."
    found = {t.text: (t.earliest, t.latest) for t in understood(text, published=date(2024, 7, 5)).times}
    assert found["Two days later"] == (date(2024, 6, 3), date(2024, 7, 2))


def test_what_one_defines_is_no_act(understood: Understood) -> None:
    text = "He said that would be close to what we define as an act of war."
    acts = [s for s in understood(text, published=DAY).statements if s.event and s.event.code == "ASSAULT"]
    assert all(s.modality is Modality.HYPOTHETICAL for s in acts)


@pytest.mark.parametrize(
    ("text", "trigger", "days"),
    [
        (
            "In 1987 Chad sent its army north to stop the Libyan advance.",
            "advance",
            (date(1987, 1, 1), date(1987, 12, 31)),
        ),
        (
            "They have been there since the truce of May 5, 2015, which ended a war in which 6,000 soldiers died.",
            "died",
            (None, date(2015, 5, 5)),
        ),
    ],
)
def test_background_has_its_own_day(
    understood: Understood, text: str, trigger: str, days: tuple[date | None, date]
) -> None:
    found = [s.event for s in understood(text, published=DAY).statements if s.event]
    when = {e.trigger.of(text): e.when for e in found}[trigger]
    assert when is not None
    assert (when.earliest, when.latest) == days


def test_day_before_that_is_the_day_of_the_saying(understood: Understood) -> None:
    text = "General Moussa told reporters in Gao on March 3 that the rebels had attacked the camp."
    (said,) = [s for s in understood(text, published=DAY).statements if s.event]
    assert said.event is not None
    assert said.event.when is None
    assert said.chain[-1].said is not None
    assert said.chain[-1].said.latest == date(2022, 3, 3)


def test_clause_about_a_town_s_country_is_no_second_speaker(understood: Understood) -> None:
    text = "She said the raid on the mission in Bangui, Chad that left two soldiers dead was no accident."
    assert not any(link.source.name == "Chad" for s in understood(text).statements for link in s.chain)


@pytest.mark.parametrize(
    ("text", "said", "chain"),
    [
        (
            "Le Monde, quoting an unpublished report by the African Union, wrote that the militia had bought drones.",
            "had bought drones",
            ("Le Monde", "African Union"),
        ),
        (
            "Paul Kagame told the Kenyan newspaper Daily Trust that the rebels had left.",
            "the rebels had left",
            ("Daily Trust", "Paul Kagame"),
        ),
        (
            "In an interview with Der Spiegel he compared it to Bosnia and said that the army had left.",
            "the army had left",
            ("Der Spiegel", "he"),
        ),
        (
            "Aster Tadesse told Human Rights Watch that soldiers had burned the church.",
            "soldiers had burned the church",
            ("Human Rights Watch", "Aster Tadesse"),
        ),
        (
            "The Channel 12 television station reported that the convoy had left.",
            "the convoy had left",
            ("Channel 12 television station",),
        ),
    ],
)
def test_outlets_and_witnesses_by_their_names(
    understood: Understood, text: str, said: str, chain: tuple[str, ...]
) -> None:
    assert chains(understood(text, published=DAY).statements, said) == {chain}


def test_what_is_believed_instead_is_not_denied(understood: Understood) -> None:
    text = "He said that Paris did not believe Kigali had planned the raid, but that Kigali would profit from it."
    said = [s for s in understood(text, published=DAY).statements if s.quote.endswith("would profit from it")]
    assert [s.denied for s in said if s.quote.startswith("that")] == [False]


def test_years_of_history_do_not_date_the_days_of_today(understood: Understood) -> None:
    text = (
        "This week's talks failed. It joined in 1949, left in 1966, came back in 2009, voted in 2011 and in 2013. "
        "Last month it paid. The minister said on November 5 that it would stay."
    )
    found = {t.text: t.earliest for t in understood(text, published=date(2022, 11, 26)).times}
    assert found["November 5"] == date(2022, 11, 5)


@pytest.mark.parametrize(
    "text",
    [
        "Had London said so, Argentina might not have attacked the islands.",
        "Had the UN sent troops, Rwanda would not have attacked Goma.",
    ],
)
def test_what_never_was_denies_nothing(understood: Understood, text: str) -> None:
    found = [s for s in understood(text, published=DAY).statements if s.event]
    assert found
    assert {s.modality for s in found} <= {Modality.HYPOTHETICAL, Modality.CONDITIONAL}


def test_magazine_by_its_name_is_not_the_outlet_before(understood: Understood) -> None:
    text = "Reuters published a report. President Paul Kagame told the magazine Jeune Afrique that the army had left."
    assert chains(understood(text, published=DAY).statements, "the army had left") == {("Jeune Afrique", "Paul Kagame")}


def test_days_of_late_are_of_late_beside_history(understood: Understood) -> None:
    text = (
        "It was founded in 1899, split in 1962, made peace in 1966 and left in 2013. The case began in 2018. On "
        "December 1 the court ruled. On December 7 flights began, on December 9 they ended. They met on December 14."
    )
    found = {t.text: t.earliest for t in understood(text, published=date(2023, 12, 30)).times}
    assert found["December 14"] == date(2023, 12, 14)
    assert found["December 1"] == date(2023, 12, 1)


def test_the_odds_that_somebody_puts_on_an_act_leave_it_open(understood: Understood) -> None:
    found = understood("Analysts put the odds of a coup at one in three.", published=DAY).statements
    assert {s.modality for s in found if s.event} == {Modality.POSSIBLE}
