"""Lines of the picture from the words of short reports: what stands on them, and what must not."""

from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Finding
from panj.situation import assess, gather
from panj.understand import understand
from panj.world import load_world

DAY = date(2023, 5, 10)


def lines(text: str, topic: str) -> list[Finding]:
    """Return a topic's lines of a report of one text."""
    document = Document(id="d", text=text, outlet="Wire", published=DAY)
    reading = understand(document, parse(text), load_world())
    case = gather([document], [reading], reading.statements, [], as_of=DAY, world=load_world())
    return [f for f in assess(case, load_world()) if f.topic == topic]


def heads(text: str, topic: str) -> list[tuple[str, str | None]]:
    return [(f.label, f.value) for f in lines(text, topic)]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Venezuela had about 300 troops near Tumeremo, a general said.", ("Venezuelan troops", "about 300 troops")),
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


def test_a_place_held_by_an_army_that_two_clauses_name_contradicts_nobody() -> None:
    (line,) = lines("SAF still holds El Fasher, where some 4,000 soldiers are stationed.", "control")
    assert (line.label, line.status, line.against) == ("El Fasher", "claimed", ())


def test_who_would_have_the_forces_of_another_sent_orders_nothing() -> None:
    text = "The Congolese government has asked the East African Community to send more troops."
    assert [f.status for f in lines(text, "outlook")] == []


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Fighting broke out in Kidal on Monday. On Tuesday the army seized the town.", ("Kidal", "Mali")),
        ("Israeli troops shelled Maroun al-Ras. Hezbollah fighters still hold the center of the village.",
         ("the center of Maroun al-Ras", "Hezbollah")),
    ],
)  # fmt: skip
def test_ground_taken_by_a_common_noun_is_what_the_report_named_before(text: str, head: tuple[str, str]) -> None:
    assert head[0] in [label for label, _ in heads(text, "control")]


def test_ground_by_a_common_noun_that_nothing_named_before_is_no_line() -> None:
    assert heads("On Tuesday the army seized the town.", "control") == []


def test_places_named_behind_what_is_said_belong_to_it() -> None:
    text = "The Taliban captured two provincial capitals on Sunday, including Kunduz, officials said."
    assert "Kunduz" in [label for label, _ in heads(text, "control")]


def test_a_denied_loss_answers_who_took_the_post_not_that_it_changed_hands() -> None:
    text = (
        "The Taliban took Kunduz on Sunday. The city has changed hands often. Kabul denied that the city had been lost."
    )
    (line,) = [f for f in lines(text, "control") if f.label == "Kunduz"]
    assert line.status == "contested"


def test_a_number_by_itself_counts_those_counted_before_who_did_the_same() -> None:
    text = (
        "Officials said 1,037 soldiers crossed the border. Kabul said that 1,037 crossed. A group of 280 left by plane."
    )
    assert [f.label for f in lines(text, "displacement") if f.value == "280"] == ["soldiers"]


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


def test_who_holds_the_heights_above_a_city_does_not_hold_the_city() -> None:
    found = [label for label, _ in heads("Azerbaijan's forces hold the heights above Stepanakert.", "control")]
    assert "Stepanakert" not in found


def test_a_proposal_that_is_rejected_disputes_no_claim() -> None:
    text = "Israel has held the Rafah crossing since Tuesday. Hamas has accepted the proposal; Israel has rejected it."
    assert not [f for f in lines(text, "control") if f.against]


def test_what_came_about_bears_no_day_after_the_report() -> None:
    text = "The army has deployed 5,000 soldiers to Catatumbo and will send two battalions by the end of the month."
    assert [f.when for f in lines(text, "forces")] == [None]


def test_an_addition_to_forces_or_one_under_way_is_no_line_of_its_own() -> None:
    assert heads("Japan is sending two destroyers to the exercise.", "forces") == []
    assert heads("Britain provides an additional 125 soldiers in Iraq.", "forces") == []


def test_who_is_said_to_have_had_soldiers_in_a_place_owns_them() -> None:
    text = "Officials said that Russia had about 4,000 soldiers in South Ossetia."
    assert [label for label, _ in heads(text, "forces")] == ["Russian soldiers in South Ossetia"]


def test_a_standing_mission_is_no_plan() -> None:
    assert lines("The mission of the force is to deploy troops to the border.", "outlook") == []


def test_whose_a_counted_part_of_some_ground_is_stands_in_the_same_words() -> None:
    text = "The Houthis advanced on Monday. Officials put the share of the coast that the group controls at 30%."
    assert heads(text, "control") == [("30%", "Houthis")]


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
    ("text", "label", "value", "status"),
    [
        ("Rebels seized Kaya on Tuesday. The army claimed to have recaptured it on Wednesday.",
         "Kaya", "army", "contested"),
        ("M23 fighters took Walikale last week. The army said it had retaken it.", "Walikale", "army", "contested"),
        ("Rebels seized Loikaw on Monday. Resistance fighters said they still held the town.",
         "Loikaw", "Resistance fighters", "contested"),
        ("The Houthis seized Hays on Monday. The government said the town remained under its control.",
         "Hays", "government", "contested"),
        ("Gunmen overran Djibo. The army denied that Djibo had changed hands.", "Djibo", "Gunmen", "contested"),
        ("Rebels took Lyman on Monday. Ukraine's general staff rejected the claim.", "Lyman", "Rebels", "contested"),
        ("Rebels took Lyman on Monday. The rebels rejected the claim.", "Lyman", "Rebels", "claimed"),
    ],
)  # fmt: skip
def test_who_answers_with_it_or_the_town_contests_what_was_claimed(
    text: str, label: str, value: str, status: str
) -> None:
    assert [(f.label, f.value, f.status) for f in lines(text, "control")] == [(label, value, status)]


def test_the_city_that_did_not_fall_is_that_of_the_main_clause() -> None:
    text = (
        "M23 rebels entered the center of Bukavu after seizing its airport at Kavumu. "
        "An adviser denied that the city had fallen."
    )
    assert {f.label: f.status for f in lines(text, "control")} == {
        "airport at Kavumu": "claimed",
        "the center of Bukavu": "contested",
    }


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
         [("Mali asks mission", "refused")]),
        ("Mali has demanded that the mission leave Gao; the army has rejected that.", [("Mali asks mission", "asked")]),
    ],
)  # fmt: skip
def test_packages_and_refusals_are_told(text: str, found: list[tuple[str, str]]) -> None:
    assert [(f.label, f.status) for f in lines(text, "requests")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The army handed Manbij over to Kurdish fighters.", [("Manbij", "Kurdish fighters", "claimed")]),
        ("The militia ceded control of Manbij to the government.", [("Manbij", "government", "claimed")]),
        ("Kurdish fighters took over Aleppo airport, then handed it to the rebels, two sources said.",
         [("Aleppo airport", "rebels", "claimed")]),
        ("The army retook the road between Dessie and Woldia.",
         [("road between Dessie and Woldia", "army", "claimed")]),
        ("Rebels seized the highway linking Goma to Sake.", [("highway linking Goma to Sake", "Rebels", "claimed")]),
        ("Chinese sailors seized seven rifles. Rebels seized 14 trucks.", []),
        ("Rebels stormed the town of Kaya. The gangs were in control of most of the town.",
         [("Kaya", "gangs", "claimed")]),
    ],
)  # fmt: skip
def test_what_is_handed_over_and_ways_are_held_and_things_are_not(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(f.label, f.value, f.status) for f in lines(text, "control")] == found


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The president said Ukrainian troops had pushed Russian forces out of Andriivka in the Sumy region.",
         [("Andriivka", "Ukraine")]),
        ("Rebels pushed soldiers out of the outskirts of Goma.", []),
        ("An Israeli force entered the village of Blida before dawn. The soldiers withdrew after two hours.", []),
        ("An Israeli force entered the village of Blida. Hezbollah fighters withdrew.", [("Blida", "Israeli force")]),
        ('Minister Tobias Ellwood said: "We have supported our allies and pushed ISIL out of Kobane."', []),
        ("Thailand said that its forces had recaptured a hill near the Ta Muen Thom temple.",
         [("a hill near the Ta Muen Thom temple", "Thailand")]),
        ("STC units raised the southern flag over Nishtun port.", [("Nishtun port", "STC units")]),
        ("Troops left two towns that the militia had occupied since January.", []),
    ],
)  # fmt: skip
def test_who_drove_others_out_holds_a_place_and_who_had_held_it_does_not(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert heads(text, "control") == found


def test_figures_beside_each_other_do_not_dispute_each_other() -> None:
    text = "Thailand put its dead at 20, of whom 13 were civilians. Seven monks and five soldiers had been killed."
    assert {f.status for f in lines(text, "casualties")} == {"single source"}


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
