"""Trees hung or tagged as grammar does not allow, and what is read of them once they are mended."""

from collections.abc import Callable
from datetime import date
from itertools import product

import pytest

from panj.english import parse
from panj.records import Modality, Reading, Statement
from panj.understand.trees.finite import active

Understood = Callable[..., Reading]
FIGHTS = ("fighting", "clashes", "a firefight", "a gun battle", "a skirmish", "a shootout")
FOES = ("Boko Haram", "the Sudanese army", "separatists", "Cambodian troops", "the M23")


def acts(reading: Reading, code: str) -> list[Statement]:
    return [s for s in reading.statements if s.event and s.event.code == code]


def parts(statement: Statement, part: str) -> list[str]:
    assert statement.event
    return [role.name or role.text for role in statement.event.roles if role.role == part]


@pytest.mark.parametrize("told", ["Two soldiers were killed in {} with {}", "Five policemen died in {} with {}"])
def test_who_falls_in_fighting_with_somebody_is_a_party_to_it(understood: Understood, told: str) -> None:
    for fight, foe in product(FIGHTS, FOES):
        text = told.format(fight, foe) + " on Tuesday."
        fought = [s for s in acts(understood(text), "ASSAULT") if parts(s, "actor")]
        assert fought, text
        assert all(parts(s, "actor")[0].split()[-1] in told for s in fought), text
        assert any(parts(s, "recipient") for s in fought), text
        assert all("soldiers" not in name and "police" not in name for s in fought for name in parts(s, "recipient"))


@pytest.mark.parametrize("asking", ["insisted", "suggested", "demanded", "recommended", "urged"])
@pytest.mark.parametrize("what", ["hold talks", "resume talks", "sign a truce", "exchange prisoners"])
def test_what_somebody_insists_that_others_do_is_asked_for(understood: Understood, asking: str, what: str) -> None:
    found = understood(f"Egypt {asking} that Mali and the rebels {what}.").statements
    done = [s for s in found if s.event and s.event.code not in {"REQUEST"}]
    assert done
    assert not [s for s in done if s.modality is Modality.ASSERTED]


@pytest.mark.parametrize("chance", ["odds", "risk", "chance", "prospect", "likelihood", "probability", "danger"])
@pytest.mark.parametrize("act", ["Ethiopia invades Eritrea", "rebels seize Goma", "the militia leaves Bunia"])
def test_how_likely_an_act_is_is_no_act(understood: Understood, chance: str, act: str) -> None:
    for text in (f"The {chance} that {act} is growing.", f"There is little {chance} that {act}."):
        assert not [s for s in understood(text).statements if s.event and s.happened], text


@pytest.mark.parametrize("answer", ["rejected", "rebuffed", "refused", "turned down", "dismissed", "ignored"])
def test_who_turns_a_demand_down_has_not_made_it(understood: Understood, answer: str) -> None:
    for text in (
        f"Rwanda {answer} a demand that it withdraw.",
        f"Rwanda {answer} a demand that M23 fighters leave Goma.",
    ):
        found = understood(text).statements
        assert all("Rwanda" not in parts(s, "actor") for s in found if s.event and s.event.code == "REQUEST"), text
        asked = [s for s in found if s.event and s.event.code == "RETREAT"]
        assert asked
        assert {s.modality for s in asked} == {Modality.DEMANDED}, text
        assert all(s.chain[-1].source.name != "Rwanda" for s in asked), text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The two sides agreed on Thursday on a seven-day truce from Friday.", 9),
        ("Ethiopia and the TPLF agreed on a three-day ceasefire starting Saturday.", 10),
        ("Israel and Hamas reached a deal on a truce from Monday, Qatar said.", 12),
        ("The army announced a week-long truce beginning on Saturday.", 10),
        ("The two armies announced a ceasefire from midnight on Friday.", 9),
        ("The junta decreed a curfew as of Monday.", 12),
        ("Pakistan decided to close the crossing from Saturday.", 10),
        ("Troops have patrolled the border starting Monday.", 5),
        ("The army had been under fire from Monday.", 5),
        ("Rebels held the town from Friday.", 2),
    ],
)
def test_what_is_laid_down_from_a_weekday_starts_on_the_next_one(understood: Understood, text: str, day: int) -> None:
    reading = understood(text, published=date(2021, 7, 8))
    named = [time for time in reading.times if time.timex and time.timex.type != "DURATION"][-1]
    assert named.earliest == date(2021, 7, day)
    assert not [
        s
        for s in reading.statements
        if s.happened and s.days and s.days.earliest == date(2021, 7, day) > date(2021, 7, 8)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Speaking to Reuters, the minister said the border was closed and accused Rwanda of arming the M23.",
            "minister",
            "arming the M23",
        ),
        (
            "A rebel spokesman told AFP the fighters had left Kidal and warned the government of new attacks.",
            "rebel spokesman",
            "new attacks",
        ),
        (
            "Zelensky told Bild that Russia was massing troops, warning that it could attack Kharkiv.",
            "Zelensky",
            "it could attack Kharkiv",
        ),
        (
            "Mayor Petro Lys told CNN that Russia has shelled the hospital and denied that soldiers were hiding there.",
            "Petro Lys",
            "soldiers were hiding there",
        ),
    ],
)
def test_what_a_teller_does_next_is_his(understood: Understood, text: str, speaker: str, content: str) -> None:
    found = [s for s in understood(text).statements if s.quote == content]
    assert found
    assert {s.chain[-1].source.name for s in found} == {speaker}


@pytest.mark.parametrize("forces", ["Senegalese troops", "Rwandan soldiers", "Kenyan marines"])
@pytest.mark.parametrize("state", ["Gambia", "Congo", "Somalia", "Chad"])
def test_a_state_s_troops_that_cross_into_another_act_on_it(understood: Understood, forces: str, state: str) -> None:
    reading = understood(f"{forces} crossed into {state} on Thursday.")
    (moved,) = acts(reading, "MOBILIZE")
    assert state in parts(moved, "recipient")[0]
    assert not acts(reading, "FLEE")


@pytest.mark.parametrize(
    "text",
    [
        "Some 600 Afghan soldiers crossed into Uzbekistan.",
        "Dozens of soldiers crossed into Chad.",
        "Sudanese soldiers crossed into Chad to flee the fighting.",
        "Refugees crossed into Chad.",
    ],
)
def test_who_is_counted_or_seeks_safety_flees_across_a_border(understood: Understood, text: str) -> None:
    assert acts(understood(text), "FLEE")
    assert not acts(understood(text), "MOBILIZE")


@pytest.mark.parametrize("goers", ["Ethiopian", "Azerbaijani", "Houthi", "Separatist"])
@pytest.mark.parametrize("going", ["crossed", "pushed", "marched", "advanced"])
def test_who_goes_into_a_land_is_moved_by_nobody(understood: Understood, goers: str, going: str) -> None:
    reading = understood(f"{goers} forces {going} into Sudan.")
    (event,) = [s.event for s in reading.statements if s.event]
    assert [role.text for role in event.roles if role.role == "actor"] == [f"{goers} forces"]


def test_who_is_forced_somewhere_does_not_go(understood: Understood) -> None:
    (forced,) = acts(understood("Civilians forced into Chad."), "COERCE")
    assert parts(forced, "recipient") == ["Civilians"]


@pytest.mark.parametrize(
    ("who", "where", "since"),
    [("Ethiopia", "Tigray", "November"), ("Saudi Arabia", "Yemen", "2015"), ("Israel", "Gaza", "2007")],
)
def test_what_somebody_has_done_is_nothing_that_he_owns(
    understood: Understood, who: str, where: str, since: str
) -> None:
    (blockade,) = acts(understood(f"{who} has blockaded {where} since {since}."), "COERCE")
    assert parts(blockade, "actor") == [who]
    assert blockade.days is not None
    assert blockade.days.earliest is not None


def test_wounded_soldiers_that_a_land_has_are_wounded_by_nobody(understood: Understood) -> None:
    assert [parts(s, "actor") for s in acts(understood("The country has wounded soldiers."), "ASSAULT")] == [[]]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The African Union invited the warring parties to talks in Pretoria on Sunday.", date(2021, 7, 11)),
        ("Turkey invited Russia and Ukraine to talks in Istanbul on 15 July.", date(2021, 7, 15)),
        ("Egypt invited Hamas to talks in Cairo tomorrow.", date(2021, 7, 9)),
        ("Qatar invited the Taliban to negotiations in Doha on Saturday.", date(2021, 7, 10)),
    ],
)
def test_the_day_behind_talks_that_some_are_asked_to_is_theirs(understood: Understood, text: str, day: date) -> None:
    reading = understood(text)
    (talks,), (asked,) = acts(reading, "CONSULT"), acts(reading, "REQUEST")
    assert talks.days is not None
    assert talks.days.earliest == day
    assert asked.days is None


def test_a_day_before_the_talks_is_that_of_the_asking(understood: Understood) -> None:
    reading = understood("Qatar invited the Taliban on Thursday to negotiations in Doha.")
    (talks,), (asked,) = acts(reading, "CONSULT"), acts(reading, "REQUEST")
    assert talks.days is None
    assert asked.days is not None
    assert asked.days.earliest == date(2021, 7, 8)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Three children were killed, Save the Children reported.", "Save the Children"),
        ("Hospitals were bombed in Idlib, Save the Children said on Monday.", "Save the Children"),
        ("Save the Children said that Israel had bombed a school in Gaza.", "Save the Children"),
        ("Save the Children on Tuesday accused the army of shelling a school.", "Save the Children"),
        ("Two doctors were abducted in Haiti, Doctors of the World said.", "Médecins du Monde"),
        ("Five nurses were killed in Gaza, Physicians for Human Rights said.", "Physicians for Human Rights"),
        ("Twelve women were wounded in Khartoum, Doctors Without Borders said.", "Médecins Sans Frontières"),
    ],
)
def test_a_name_that_holds_a_common_plural_speaks(understood: Understood, text: str, speaker: str) -> None:
    reading = understood(text)
    assert acts(reading, "AID") == []
    assert {s.chain[-1].source.name for s in acts(reading, "ASSAULT")} == {speaker}


def test_what_somebody_bids_in_small_letters_is_no_name(understood: Understood) -> None:
    assert acts(understood("Help the refugees, the minister said."), "AID")


@pytest.mark.parametrize(
    ("text", "code", "speaker"),
    [
        ("Mali said it would send 50 troops, and Uganda, according to Yoweri Museveni, attacked the rebels.", "ASSAULT",
         "Yoweri Museveni"),
        ("Turkey said it would withdraw, while Syria, according to officials in Damascus, shelled Idlib.", "ASSAULT",
         "officials in Damascus"),
        ("Peru said it had arrested two men, and Chile, according to Gabriel Boric, will send aid.", "AID",
         "Gabriel Boric"),
        ("Iran closed the strait, but Israel, according to Benjamin Netanyahu, bombed the site.", "ASSAULT",
         "Benjamin Netanyahu"),
    ],
)  # fmt: skip
def test_a_clause_that_says_in_its_midst_whose_it_is_is_no_other_s(
    understood: Understood, text: str, code: str, speaker: str
) -> None:
    (found,) = acts(understood(text), code)
    assert [link.source.name for link in found.chain[1:]] == [speaker]


@pytest.mark.parametrize("told", ["Footage indicates that", "The monitor said that", "The ministry confirmed that"])
@pytest.mark.parametrize("part", ["elements of", "units of", "members of"])
@pytest.mark.parametrize("deed", ["seized Yurivka", "shelled Zolote", "attacked Bakhmut"])
def test_a_clause_that_lacks_its_verb_has_it_in_a_participle_with_an_object(
    understood: Understood, told: str, part: str, deed: str
) -> None:
    reading = understood(f"{told} {part} the Russian 90th Tank Division {deed}.")
    (event,) = [s.event for s in reading.statements if s.event and s.event.code in {"TAKE", "ASSAULT"}]
    assert {r.entity for r in event.roles if r.role == "actor"} == {"ru/armed-forces"}


@pytest.mark.parametrize("text", ["Troops given medals.", "Men called heroes.", "A city named Yurivka."])
def test_who_is_given_something_gives_nothing(text: str) -> None:
    (sentence,) = parse(text).sentences
    assert not list(active(sentence))


@pytest.mark.parametrize("asked", ["troops", "the rebels", "Kenya"])
@pytest.mark.parametrize("helper", ["will", "might", "would", "may"])
def test_a_finite_verb_behind_what_is_asked_for_is_of_who_asks(understood: Understood, asked: str, helper: str) -> None:
    text = f"The Ugandan government ordered {asked} to leave the town and {helper} send police to Goma."
    (sent,) = acts(understood(text), "MOBILIZE")
    assert "Ugandan government" in parts(sent, "actor"), text


def test_what_goes_on_behind_its_teller_is_his(understood: Understood) -> None:
    text = "Repairs could take until July, operator Fingrid said, and will cost between 50 and 60 million euros."
    (cost,) = [s for s in understood(text).statements if s.modality is Modality.FORECAST]
    assert [link.source.name for link in cost.chain][-1] == "Fingrid"


@pytest.mark.parametrize("who", ["The army", "Rebels", "M23", "The RSF"])
@pytest.mark.parametrize("took", ["retook", "seized", "captured", "overran"])
def test_a_bare_report_of_a_taking_names_who_took_what(understood: Understood, who: str, took: str) -> None:
    for rest in (".", " on Monday.", " from the militia."):
        (taken,) = acts(understood(f"{who} {took} Kunduz{rest}"), "TAKE")
        assert parts(taken, "actor"), (who, took, rest)


@pytest.mark.parametrize("whose", ["NATO's", "The CSTO's", "The U.N."])
def test_a_title_of_two_nouns_is_one(understood: Understood, whose: str) -> None:
    found = understood(f"{whose} secretary general, Ann Sund, said that a mission would travel to Armenia.").statements
    (said,) = {s.chain[-1].source.name for s in found if s.modality is Modality.FORECAST}
    assert said == "Ann Sund"


def test_those_who_are_only_counted_were_displaced_by_nobody(understood: Understood) -> None:
    found = understood("The UN puts the number of displaced at 2.1 million.").statements
    assert not [s for s in found if s.event and parts(s, "actor")]


def test_who_does_what_is_said_before_its_teller_is_no_second_teller(understood: Understood) -> None:
    text = (
        "South Sudan asked the Intergovernmental Authority on Development on Monday to send ceasefire monitors to "
        "Upper Nile state after a week of fighting around the town of Nasir, Foreign Minister Ramadan Goc told "
        "reporters in Juba."
    )
    (asked,) = acts(understood(text), "REQUEST")
    assert parts(asked, "actor") == ["South Sudan"]
    assert asked.chain[-1].source.name == "Ramadan Goc"
