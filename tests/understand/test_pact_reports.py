"""Reports on alliances: who speaks beside whom, what is not said, whose name has a hyphen."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Modality, Statement
from panj.understand import understand
from panj.world import load_world


def statements(text: str) -> tuple[Statement, ...]:
    document = Document(id="d", text=text, outlet="Wire", published=date(2023, 5, 10))
    return understand(document, parse(text), load_world()).statements


def speakers(text: str, words: str) -> set[tuple[str | None, ...]]:
    return {tuple(a.source.name for a in s.chain[1:]) for s in statements(text) if s.quote.startswith(words)}


def test_who_spoke_just_before_adds_and_not_the_subject_of_what_he_said() -> None:
    text = "Militiamen had stormed the barracks on Friday, the mayor said, adding that nine recruits had been wounded."
    assert speakers(text, "nine recruits") == {("mayor",)}


@pytest.mark.parametrize("verb", ["declined to say whether", "refused to say if"])
def test_what_one_would_not_say_is_in_nobodys_mouth(verb: str) -> None:
    told = statements(f"Defence Minister Boris Pistorius {verb} Germany would send a brigade to Mali.")
    assert not [s for s in told if s.event and s.event.code == "MOBILIZE" and len(s.chain) > 1]


def test_a_given_name_with_a_hyphen_is_one_name() -> None:
    text = "The North had fired two rockets, South Korean Defence Minister Shin Won-sik said in an interview."
    assert {s.chain[-1].source.name for s in statements(text) if s.event} == {"Shin Won-sik"}
    (act,) = [s.event for s in statements("Anwaar-ul-Haq Kakar met Wang Yi in Beijing.") if s.event]
    assert act.roles[0].name == "Anwaar-ul-Haq Kakar"


def test_what_is_unlikely_is_foretold_not_denied() -> None:
    (act,) = [s for s in statements("Brazil is unlikely to send troops to Haiti.") if s.event]
    assert (act.modality, act.denied) == (Modality.FORECAST, True)


def test_a_position_on_giving_is_no_promise_to_give() -> None:
    told = statements("Ankara would review its stance on supplying drones to Ukraine.")
    assert {s.modality for s in told if s.event and s.event.code == "AID"} <= {Modality.POSSIBLE, Modality.FORECAST}


def test_a_country_set_off_by_a_long_relative_clause_is_still_who_says_it() -> None:
    text = (
        "Angola, which has mediated three rounds of talks between Rwanda and Congo, said a fourth round would be held "
        "in Luanda on June 12."
    )
    assert speakers(text, "a fourth round") == {("Angola",)}


def test_what_a_pact_demands_of_whoever_leaves_has_no_day() -> None:
    text = "Under the charter, a member that wants to quit must give six months' notice in writing."
    assert not [s for s in statements(text) if s.when]


def test_until_a_day_to_do_something_is_a_deadline() -> None:
    text = "The coup leaders gave the French ambassador until Friday to leave the country."
    assert [s.modality for s in statements(text) if s.when] == [Modality.DEMANDED]


def test_its_men_are_of_the_body_that_it_means() -> None:
    text = (
        "Rwandan soldiers died in Goma, Rwanda's army said. Rwandan soldiers were also hurt at Sake. The Congolese "
        "Defense Ministry said that Rwanda had shelled a camp. It said two of its soldiers were wounded."
    )
    hurt = [s for s in statements(text) if s.event and s.quote.startswith("two of its")]
    assert [r.name for s in hurt if s.event for r in s.event.roles] == ["Congolese Defense Ministry's soldiers"]


def test_one_and_his_counterparts_are_not_both_leaders() -> None:
    text = "Lavrov held talks with his counterparts in Moscow. Guterres urged both leaders to keep the ceasefire."
    asked = [s.event for s in statements(text) if s.event and s.event.code == "REQUEST"]
    assert [r.name for event in asked for r in event.roles if r.role == "recipient"] == ["leaders"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Turkey will send 80 trainers to Libya, Bloomberg reported, citing two diplomats.", "Bloomberg|two diplomats"),
        (
            "Interfax reported, citing the interior ministry, that 40 gunmen had been killed.",
            "Interfax|interior ministry",
        ),
        (
            "Qatar told Egypt it would stop paying the fighters, the Financial Times reported, citing Gulf officials.",
            "Financial Times|Gulf officials|Qatar",
        ),
    ],
)
def test_who_is_cited_stands_behind_who_passes_it_on(text: str, chain: str) -> None:
    told = max((tuple(str(a.source.name) for a in s.chain[1:]) for s in statements(text)), key=len)
    assert "|".join(told) == chain
    assert not [s for s in statements(text) if s.quote.endswith(("diplomats", "officials")) and "," not in s.quote]


def test_who_tells_goes_on_telling_where_what_he_tells_of_cannot() -> None:
    text = "Moldova said two Russian drones violated its airspace on Monday, and asked NATO allies for radars."
    asked = [s.event for s in statements(text) if s.event and s.event.code == "REQUEST"]
    assert [r.name for event in asked for r in event.roles if r.role == "actor"] == ["Moldova"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The governor said trade would resume and denied that any were hurt.", "trade would resume"),
        ("The envoy said talks would begin and called on both armies to stop.", "talks would begin"),
        ("Oslo said the troops had left and urged the council to act.", "the troops had left"),
        ("The mayor said the rebels shelled the town and claimed they had won.", None),
        ("The mayor said the rebels were tired and would leave.", None),
    ],
)
def test_what_a_speaker_does_next_is_not_what_he_said(text: str, said: str | None) -> None:
    quotes = {s.quote for s in statements(text) if len(s.chain) > 1}
    assert said in quotes if said else all(" and " in quote or "rebels" not in quote for quote in quotes)


def test_who_adds_something_is_who_has_spoken() -> None:
    text = "The minister told reporters the army had retaken the town, adding that ten rebels were killed."
    assert {who[-1] for who in speakers(text, "ten rebels")} == {"minister"}


def test_it_says_is_who_spoke_last() -> None:
    text = (
        "NATO sent jets to Latvia. NATO spokesperson Allison Hart said NATO would meet. Jets under NATO command took "
        "off, the alliance said. Belarus's Defence Ministry denied that a balloon had crossed the border. It said it "
        "had drifted back."
    )
    assert {who[-1] for who in speakers(text, "it had drifted")} == {"Belarus's Defence Ministry"}


def test_a_spokeswoman_is_not_he() -> None:
    text = (
        "Chinese Foreign Ministry spokeswoman Mao Ning said Beijing opposed it. Chief Cabinet Secretary Yoshimasa "
        'Hayashi declined to confirm the report. "Japan has not decided anything," he told a press conference.'
    )
    assert speakers(text, "Japan has") == {("Yoshimasa Hayashi",)}


@pytest.mark.parametrize("whom", ["CSTO leaders", "the leaders of the CSTO countries", "the CSTO allies"])
def test_the_leaders_of_a_body_are_asked_for_it(whom: str) -> None:
    asked = [s.event for s in statements(f"Kyrgyzstan appealed to {whom} for help.") if s.event]
    names = {r.name for event in asked if event.code == "REQUEST" for r in event.roles if r.role == "recipient"}
    assert names == {"Collective Security Treaty Organization"}


def test_what_will_have_to_be_is_demanded() -> None:
    text = '"The date of the vote will have to be kept," the final communique said.'
    assert {s.modality for s in statements(text) if s.quote.startswith("The date")} == {Modality.DEMANDED}


def test_a_chance_of_something_by_a_day_is_foretold_not_planned() -> None:
    told = statements("Brokers put the odds of a Kenyan default before June 30 at 20%.")
    assert Modality.PLANNED not in {s.modality for s in told}


def test_due_to_do_something_on_a_day_lies_ahead_however_it_is_parsed() -> None:
    told = statements("Ministers from the EU are due to discuss it in New York on Monday.")  # published on a Wednesday
    assert {s.event.when.earliest for s in told if s.event and s.event.when} == {date(2023, 5, 15)}
