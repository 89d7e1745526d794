"""Standing facts: a sentence and the relations that it states."""

from collections.abc import Callable

import pytest

from panj.records import Document, Part, Reading, Span
from panj.understand.relations.notices import find_notices
from panj.world import load_world

Understood = Callable[..., Reading]
Fact = tuple[str, str, str]


def facts(reading: Reading) -> set[Fact]:
    found = [s.relation for s in reading.statements if s.relation]
    return {(r.relation, r.subject, r.object) for r in found}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Turkey is a member of NATO.", ("member_of", "Turkey", "NATO")),
        ("Polish Foreign Minister Jan Nowak resigned.", ("holds_office", "Jan Nowak", "Foreign Minister of Poland")),
        (
            "Lena Fischer, a spokeswoman for the Red Cross, declined to comment.",
            ("holds_office", "Lena Fischer", "spokeswoman for the Red Cross"),
        ),
        ("Rebels entered territory controlled by Hezbollah.", ("controls", "Hezbollah", "territory")),
        (
            "About 900 American troops are stationed in Syria.",
            ("deployed_in", "American troops", "Syria"),
        ),
        ("The group is banned in Germany as Hamas is designated by Canada.", ("designated_by", "Hamas", "Canada")),
    ],
)
def test_fact_is_stated(understood: Understood, text: str, fact: Fact) -> None:
    assert fact in facts(understood(text))


def test_post_of_a_body_is_not_the_post_of_its_holders_state(understood: Understood) -> None:
    reading = understood("Secretary General Ban Ki-moon condemned the attack.")
    assert [fact for fact in facts(reading) if fact[0] == "holds_office"] == [
        ("holds_office", "Ban Ki-moon", "Secretary General of United Nations")
    ]


def test_former_holder_of_a_bodys_post_holds_none(understood: Understood) -> None:
    reading = understood("The commission was overseen by former U.N. secretary general Kofi Annan.")
    assert not [fact for fact in facts(reading) if fact[0] == "holds_office"]


def test_members_that_an_alliance_includes_belong_to_it(understood: Understood) -> None:
    reading = understood("NATO includes Norway, Spain and Italy.")
    assert {("member_of", name, "NATO") for name in ("Norway", "Spain", "Italy")} <= facts(reading)


def test_town_and_country_set_side_by_side(understood: Understood) -> None:
    reading = understood("The delegates met in Gdansk, Poland.")
    assert any(kind == "located_in" and whole == "Poland" for kind, _, whole in facts(reading))


def test_deployment_that_is_only_planned_is_no_fact(understood: Understood) -> None:
    reading = understood("American troops will be deployed in Syria.")
    assert not [fact for fact in facts(reading) if fact[0] == "deployed_in"]


def test_control_that_is_denied_by_the_verb_is_no_fact(understood: Understood) -> None:
    reading = understood("The rebels do not control the city of Aleppo.")
    assert not [fact for fact in facts(reading) if fact[0] == "controls"]


def test_relation_inside_reported_speech_has_the_speaker_in_its_chain(understood: Understood) -> None:
    reading = understood("Mayor Ana Ruiz said the port was controlled by Hezbollah.")
    chains = {
        tuple(link.source.name for link in s.chain)
        for s in reading.statements
        if s.relation and s.relation.relation == "controls"
    }
    assert chains == {("Example Wire", "Ana Ruiz")}


def test_nothing_is_related_to_itself(understood: Understood) -> None:
    reading = understood("Germany and its ally Germany signed. The German president of Germany spoke.")
    assert not [fact for fact in facts(reading) if fact[1] == fact[2]]


def test_legal_notice_is_a_fact_of_its_own_and_no_event() -> None:
    text = "Troops left.\n\nHamas is a terrorist organization banned in the United States."
    part = Part(kind="notice", span=Span(14, len(text)))
    document = Document(id="d", text=text, parts=(part,))
    (found,) = find_notices(document, load_world())
    assert (found[0].relation, found[0].subject, found[0].object) == ("designated_by", "Hamas", "United States")
    assert found[1].of(text).startswith("Hamas is")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Lviv, a city in the west of Ukraine, was hit.", ("located_in", "Lviv", "Ukraine")),
        ("Berlin is not the capital of France.", None),
        (
            "Fatah denounced the Qassam Brigades, the armed wing of Hamas.",
            ("part_of", "Izz ad-Din al-Qassam Brigades", "Hamas"),
        ),
        ("Turkey, which backs Baku, recalled its envoy.", ("allied_with", "Turkey", "Azerbaijan")),
        ("Militants linked to Hezbollah crossed the road.", ("allied_with", "Militants", "Hezbollah")),
        ("Norway, which belongs to NATO, voted.", ("member_of", "Norway", "NATO")),
        ("Norway and Qatar, which co-chair the OSCE Minsk Group, met.", ("member_of", "Qatar", "OSCE Minsk Group")),
        ("Poland keeps 900 troops in Iraq.", ("deployed_in", "Polish troops", "Iraq")),
        ("Poland may keep 900 troops in Iraq.", None),
        ("Hezbollah has full control of the town of Homs.", ("controls", "Hezbollah", "Homs")),
        ("Hezbollah does not have control of the town of Homs.", None),
        ("Norway voted. The country's ombudsman, Ann Lee, left.", ("holds_office", "Ann Lee", "Norway's ombudsman")),
        (
            "British Foreign Secretary Boris Johnson left.",
            ("holds_office", "Boris Johnson", "Foreign Secretary of United Kingdom"),
        ),
        ("ROME/PARIS, Oct 5 (Meridian) - Spain and Italy met.", None),
        ("The UN Security Council voted.", None),
    ],
)
def test_description_beside_a_name_is_a_fact(understood: Understood, text: str, fact: Fact | None) -> None:
    found = facts(understood(text))
    assert fact in found if fact is not None else not found


def test_forces_that_a_state_keeps_are_its_own_once_and_in_words_that_name_it(understood: Understood) -> None:
    found = understood("Russia, which has about 3,000 peacekeepers in Mali, said so.").statements
    (kept,) = [s for s in found if s.relation and s.relation.relation == "deployed_in"]
    assert kept.relation is not None
    assert (kept.relation.subject, kept.relation.subject_entity) == ("Russian peacekeepers", "ru/armed-forces")
    assert kept.quote == "Russia, which has about 3,000 peacekeepers in Mali"


@pytest.mark.parametrize(
    "text",
    [
        "The army no longer controls the town of Marib.",
        "At no point did the army control the town of Marib.",
        "If the army controls the town of Marib, the road is open.",
        "The army denied that it controls the town of Marib.",
        "The rebels falsely claim that they control the town of Marib.",
        "Reports that the army controls the town of Marib are false.",
        "It is unclear whether the army controls the town of Marib.",
        "About 500 Russian troops are no longer stationed in Gyumri.",
    ],
)
def test_what_is_not_so_is_no_fact(understood: Understood, text: str) -> None:
    assert not facts(understood(text))


def test_who_will_stay_is_there(understood: Understood) -> None:
    text = "The minister said Russian troops would remain in Gyumri."
    assert ("deployed_in", "Russian troops", "Gyumri") in facts(understood(text))


@pytest.mark.parametrize(
    ("text", "holder", "office"),
    [
        ("He met Xi Jinping on 1 August and President Donald Trump on 15 August.", "Donald Trump",
         "President of United States"),
        ("The ceasefire of 3 March and Prime Minister Nikol Pashinyan's visit were welcomed.", "Nikol Pashinyan",
         "Prime Minister of Armenia"),
        ("Talks between Iran and Foreign Minister Wang Yi ended.", "Wang Yi", "Foreign Minister of China"),
        ("Commander-in-Chief General Ruslan Petrenko stated it.", "Ruslan Petrenko", "Commander-in-Chief"),
    ],
)  # fmt: skip
def test_a_day_or_a_state_before_and_is_no_part_of_a_title(
    understood: Understood, text: str, holder: str, office: str
) -> None:
    found = [s.relation for s in understood(text).statements if s.relation and s.relation.relation == "holds_office"]
    assert [(r.subject, r.object) for r in found] == [(holder, office)]
