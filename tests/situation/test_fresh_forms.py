"""Lines of the picture from the words of short reports: what stands on them, and what must not."""

import pytest
from tests.situation.short import DAY, lines

from panj.english import parse
from panj.records import Document
from panj.understand import understand
from panj.world import load_world


@pytest.mark.parametrize(
    ("text", "label", "status", "amount"),
    [
        ("Poland has pledged 14 tanks.", "help of Poland", "pledged", "14 tanks"),
        ("Germany has pledged 40 million euros for refugees.", "help of Germany", "pledged", "40 million euros"),
        ("Norway has delivered eight tanks.", "help of Norway", "delivered", "eight tanks"),
        ("Uganda pledged 1,000 soldiers.", "help of Uganda", "pledged", "1,000 soldiers"),
        ("Kenya waited, while Ghana has delivered 80 trucks.", "help of Ghana", "delivered", "80 trucks"),
    ],
)  # fmt: skip
def test_so_much_of_something_promised_or_given_is_a_line_without_whoever_gets_it(
    text: str, label: str, status: str, amount: str
) -> None:
    (line,) = lines(text, "requests")
    assert (line.label, line.status) == (label, status)
    assert amount in (line.value or "")


def test_an_offer_of_help_is_a_pledge_and_an_offer_to_mediate_is_none() -> None:
    assert [(f.label, f.status) for f in lines("Ouagadougou offered troops.", "requests")] == [
        ("help of Burkina Faso", "pledged")
    ]
    assert lines("The Caribbean Community offered to mediate.", "requests") == []


def test_help_under_way_is_not_delivered() -> None:
    (line,) = lines("Turkey is sending aid to Syria.", "requests")
    assert (line.label, line.status) == ("help of Turkey for Syria", "allocated")


def test_who_denies_an_accusation_refuses_no_request() -> None:
    text = (
        "Congo asked the East African Community for help. Kinshasa accuses Rwanda of backing rebels. Kigali denied it."
    )
    assert [f.status for f in lines(text, "requests")] == ["asked"]
    text = "Congo asked Rwanda for talks. Rwanda rejected the request."
    assert [f.status for f in lines(text, "requests")] == ["refused"]


def test_one_member_of_the_united_nations_does_not_answer_for_all() -> None:
    text = "Guyana asked the UN Security Council for help. The United States will support Guyana with aircraft."
    assert ("asked", "Guyana asks United Nations") in [(f.status, f.label) for f in lines(text, "requests")]


def test_who_would_have_the_forces_of_another_sent_orders_nothing() -> None:
    text = "The Congolese government has asked the East African Community to send more troops."
    assert [f.status for f in lines(text, "outlook")] == []


def test_a_mere_candidate_is_bound_by_no_treaty_of_the_body() -> None:
    bound = {f.subject for f in lines("Russian forces attacked Ukraine on Monday.", "obligations")}
    assert "ua|eu" not in bound
    assert "de|eu" in {f.subject for f in lines("Russian forces attacked Germany on Monday.", "obligations")}


def test_a_request_under_a_decision_keeps_its_legal_basis() -> None:
    text = (
        "Tajikistan asked the CSTO for help under the decision of the Collective Security Council of 23 September 2013."
    )
    (line,) = [f for f in lines(text, "requests") if f.label.startswith("Tajikistan asks")]
    assert "the decision of the Collective Security Council" in {t.text for t in line.terms if t.kind == "basis"}


@pytest.mark.parametrize(
    ("text", "label", "status"),
    [
        ("Should the attacks go on, Armenia will turn to the Security Council.", "Armenia will turn", "conditional"),
        ("The Houthis warned that they would attack ships if the strikes continue.", "would attack", "conditional"),
        ("Officials said that 400 police had arrived, and 600 more are to follow by June 30.", "600 more", "planned"),
        ("The army said it held the bazaar and would clear the road within days.", "would clear", "planned"),
    ],
)
def test_what_lies_ahead_hangs_on_its_condition_and_stands_apart_from_what_is_done(
    text: str, label: str, status: str
) -> None:
    assert status in [f.status for f in lines(text, "outlook") if label in f.label]
    assert not [f for f in lines(text, "outlook") if f.status == "planned" and "arrived" in f.label]


def test_two_are_asked_by_one_sentence() -> None:
    text = "The European Union urged Serbia to calm down and asked Kosovo to withdraw its police."
    assert {f.label for f in lines(text, "requests")} == {
        "European Union asks Serbia", "European Union asks Kosovo",
    }  # fmt: skip


def test_a_standing_mission_is_no_plan() -> None:
    assert lines("The mission of the force is to deploy troops to the border.", "outlook") == []


def test_the_day_of_a_saying_is_no_deadline() -> None:
    text = "South Africa, which has 1,500 troops in Goma, said on Friday it would withdraw them by the end of June."
    assert [str(f.due) for f in lines(text, "outlook")] == ["2023-06-30"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ukrainian forces are preparing to counterattack.", ["planned"]),
        ("Russian forces will likely attempt to seize Pokrovsk before winter.", ["forecast"]),
        ("The ministry plans to fight poverty.", []),
    ],
)
def test_a_blow_that_is_prepared_or_likely_lies_ahead(text: str, found: list[str]) -> None:
    assert [f.status for f in lines(text, "outlook")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Netherlands announced a package of 90 million euros for drones.", [("help of Netherlands", "pledged")]),
        ("Sweden approved a grant of 50 million euros for Moldova.", [("help of Sweden", "pledged")]),
        ("Estonia has transferred 10,000 artillery shells since August.", [("help of Estonia", "delivered")]),
        ("Israel has transferred 30 residents since August.", []),
        ("Mali has demanded that the mission leave Gao; the mission has rejected that.",
         [("Mali asks the mission", "refused")]),
        ("Mali has demanded that the mission leave Gao; the army has rejected that.",
         [("Mali asks the mission", "asked")]),
    ],
)  # fmt: skip
def test_packages_and_refusals_are_told(text: str, found: list[tuple[str, str]]) -> None:
    assert [(f.label, f.status) for f in lines(text, "requests")] == found


def test_weapons_that_are_being_delivered_are_help_of_no_told_amount() -> None:
    (line,) = lines("India is delivering rocket launchers under a contract signed last year.", "requests")
    assert (line.label, line.status) == ("help of India", "allocated")
    (line,) = lines("Norway, which has provided the mission with $620 million, froze its aid.", "requests")
    assert (line.label, line.status) == ("help of Norway", "delivered")


def test_a_meeting_that_may_be_on_a_day_lies_ahead() -> None:
    assert [(f.status, str(f.due)) for f in lines("The leaders may meet in Granada on 5 June.", "outlook")] == [
        ("possible", "2023-06-05")
    ]


def test_who_crossed_to_help_somebody_plans_nothing() -> None:
    text = "Some 300 Iraqi militiamen crossed at Al-Bukamal to help Syria, a Syrian officer said."
    assert lines(text, "outlook") == []


@pytest.mark.parametrize(
    ("text", "topic", "found"),
    [
        ("The RSF continues to hold Khartoum, Giad and Bahri.", "control", ["Bahri", "Giad", "Khartoum"]),
        ("The militants briefly held the town of Kaya.", "control", []),
        ("MSF has suspended its work and evacuated six staff to Bangassou.", "requests", []),
        ("The prefect has requested a permanent military presence.", "outlook", []),
        ("India accused Pakistan of sending 300 drones into its airspace.", "requests", []),
        ("Germany will hand over two Patriot launchers.", "requests", ["help of Germany"]),
        ("Sweden pledged a further 30 million kronor.", "requests", ["help of Sweden"]),
        ("Five civilians were shot dead in the market.", "casualties", ["civilians killed"]),
        ("A clinic received the bodies of 12 soldiers.", "casualties", ["soldiers killed"]),
        ("The hospital received nine people with wounds; two of them died. MINUSCA sent 40 peacekeepers to Mboki.",
         "casualties", []),
        ("The fighting has forced some 1,900 people to seek shelter in a mission.", "displacement", ["people"]),
        ("In Tokmak, they have forced out 200 families.", "displacement", ["families"]),
        ("Fighting has driven 38,000 people from Balcad and Warsheikh.", "displacement", ["people"]),
        ("Last week Ukrainian forces liberated about 12 square kilometres in the south.", "control",
         ["about 12 square kilometres"]),
    ],
)  # fmt: skip
def test_lines_of_fresh_forms(text: str, topic: str, found: list[str]) -> None:
    assert sorted(f.label for f in lines(text, topic)) == found


def test_the_country_of_a_title_needs_no_other_name() -> None:
    document = Document(
        id="d",
        title="Central African Republic: flash update",
        text="Some 480 people crossed into Congo. MINUSCA, which has 14,400 soldiers in the country, sent a patrol.",
        outlet="Wire",
        published=DAY,
    )
    found = understand(document, parse(document.text), load_world())
    assert [m.name for m in found.mentions if m.text == "the country"] == ["Central African Republic"]


def test_strikes_that_somebody_will_carry_out_lie_ahead() -> None:
    text = "The coalition would carry out air strikes, its spokesman, General Turki al-Malki, announced."
    assert [f.status for f in lines(text, "outlook")] == ["planned"]


@pytest.mark.parametrize(
    ("text", "topic", "found"),
    [
        ("The Arakan Army, which holds 14 of Rakhine's 17 townships, said nothing.", "control",
         ["14 of Rakhine's 17 townships"]),
        ("In North Kordofan, the RSF took Bara on 25 October.", "control", ["Bara"]),
        ("Rebels seized Kaya. The army may isolate Djibo, but it is unlikely to take it quickly.", "control", ["Kaya"]),
        ("The Libyan National Army has sent 1,500 fighters to Sirte, according to two officers.", "forces",
         ["fighters of Libyan National Army in Libya"]),
        ("The UK announced £5 million in additional aid.", "requests", ["help of United Kingdom"]),
        ("Sweden promised long-term support.", "requests", ["help of Sweden"]),
        ("Oman promised to host talks.", "requests", []),
    ],
)  # fmt: skip
def test_more_lines_of_fresh_forms(text: str, topic: str, found: list[str]) -> None:
    shown = lines(text, topic)
    assert sorted(f.label for f in shown) == found
    assert not {f.status for f in shown} & {"contested", "disputed"}


def test_what_comes_so_long_after_something_is_news_and_no_plan() -> None:
    text = "The pact comes less than a month after a drone hit the port and two weeks after crews left it."
    assert lines(text, "outlook") == []
    assert [f.status for f in lines("The talks come ahead of a summit due on 20 May.", "outlook")] == ["planned"]
