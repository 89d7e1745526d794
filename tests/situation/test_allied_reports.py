"""Reports on alliances: who asks by his office, what is done at a request, how far ahead a forecast reaches."""

from datetime import timedelta

import pytest
from tests.situation.short import DAY, heads, lines, reading_of


def test_who_is_known_by_his_office_alone_asks_for_his_country() -> None:
    text = "Malian Foreign Minister Seydou Kanouté asked Russia for weapons."
    assert [f.label for f in lines(text, "requests")] == ["Mali asks Russia"]
    rebels = "Houthi Foreign Minister Hamid Sarraf asked Iran for weapons."
    assert "Yemen asks Iran" not in [f.label for f in lines(rebels, "requests")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya sent 400 police officers to Haiti at Washington's request.", "delivered"),
        ("At the request of the Solomon Islands, Australia deployed soldiers to Honiara.", "delivered"),
        ("Kenya will send 400 police officers to Haiti at Washington's request.", "pledged"),
    ],
)
def test_what_is_done_at_a_request_answers_it(text: str, status: str) -> None:
    assert [f.status for f in lines(text, "requests") if " asks " in f.label] == [status]


def test_troops_that_come_at_an_invitation_attack_nobody() -> None:
    invited = "About 300 troops from Rwanda pushed into Mozambique on Monday at the invitation of Maputo."
    assert not [value for _, value in heads(invited, "tension") if "ASSAULT" in str(value) or "TAKE" in str(value)]
    uninvited = invited.replace(" at the invitation of Maputo", "")
    assert [value for _, value in heads(uninvited, "tension") if "ASSAULT" in str(value) or "TAKE" in str(value)]


def test_forces_sent_to_an_ally_are_no_hostile_act() -> None:
    assert not heads("Nigeria sent 200 airmen to Senegal.", "tension")
    assert heads("Nigeria moved 200 soldiers against Senegal.", "tension")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The garrison could fall in 90 days, a general said.", 90),
        ("The capital is likely to fall over the next six months.", 182),
        ("Analysts said the town could be overrun over the next year.", 365),
        ("The peacekeepers will begin withdrawing from Bangui in two days.", 2),
    ],
)
def test_how_far_ahead_a_forecast_or_a_plan_reaches(text: str, days: int) -> None:
    assert [f.due for f in lines(text, "outlook")] == [DAY + timedelta(days)]


def test_in_so_many_days_of_what_was_done_is_no_day_ahead() -> None:
    assert not lines("They took the town in two days.", "outlook")


@pytest.mark.parametrize("text", ["It would seem that the ceasefire holds.", "We are less certain of that, she said."])
def test_care_and_certainty_foretell_nothing(text: str) -> None:
    assert not lines(text, "outlook")


def test_a_part_that_is_not_to_be_does_not_deny_the_other() -> None:
    mixed = "The force would guard the ports and would not confront protesters, he said."
    assert "not expected" not in {f.status for f in lines(mixed, "outlook")}
    plain = "The force would not confront protesters, he said."
    assert {f.status for f in lines(plain, "outlook")} == {"not expected"}


def test_what_others_are_urged_to_order_is_no_order() -> None:
    text = "Congolese Foreign Minister Aline Mbuyi urged the UN Security Council to order Rwandan troops off its soil."
    assert not [f for f in lines(text, "outlook") if f.status == "ordered"]


def test_who_asks_the_world_body_about_others_is_owed_no_help() -> None:
    assert not lines("Ghana asked the UN Security Council to back the mediation in Togo.", "obligations")


def test_who_is_said_to_pull_out_by_a_day_is_due_and_who_weighs_it_is_not() -> None:
    assert lines("Malawi will pull its troops out of eastern Congo.", "outlook")
    assert not lines("Malawi is weighing a withdrawal from Congo, an official said.", "outlook")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Eurasia Group puts the chance of a coup in Chad over the next year at 5%.", "Eurasia Group"),
        ("A U.S. assessment seen by the paper put at 60 percent the likelihood that the town would fall.", ""),
    ],
)  # fmt: skip
def test_how_likely_something_is_put_is_foretold_by_who_puts_it(text: str, who: str) -> None:
    (line, *_) = lines(text, "outlook")
    assert line.status == "forecast"
    assert line.subject == who if who else line.subject not in ("Wire", "paper")


def test_days_after_what_was_done_start_no_clock() -> None:
    text = "Ruto vowed on Monday that Kenya would stay, three days after al-Shabab attacked a camp at Fafadun."
    assert not [f for f in lines(text, "outlook") if "attacked" in f.label]


def test_a_pledge_not_to_help_is_no_help() -> None:
    assert not heads("Sweden pledged not to support the Kurdish YPG with weapons.", "requests")


def test_what_fails_to_be_is_not_negated_once_more() -> None:
    assert {f.status for f in lines("He predicted that the rebels would fail to take Bria.", "outlook")} == {"forecast"}


def test_whom_somebody_warns_not_to_do_it_is_not_foretold_to_do_it() -> None:
    text = "The coast guard warned the Philippine side not to send vessels to the shoal by Friday."
    assert "forecast" not in {f.status for f in lines(text, "outlook")}


def test_calls_to_bring_troops_home_are_no_order() -> None:
    assert not lines("He has turned down calls from the opposition to bring the troops home.", "outlook")


def test_a_demand_that_a_body_does_not_take_up_was_made() -> None:
    text = "The council did not take up Iraq's demand that the treaty be activated."
    _, reading = reading_of(text)
    assert not [s for s in reading.statements if s.event and s.event.code == "REQUEST" and s.denied]


def test_what_befalls_people_of_a_state_abroad_or_may_only_befall_it_calls_for_no_duty() -> None:
    assert not lines("He demands the release of three Egyptian nationals recently abducted.", "obligations")
    assert not lines("If aggression is launched against Egypt, we will defend it, he said.", "obligations")
    assert lines("Sudan attacked Egypt.", "obligations")


def test_who_instructs_his_own_army_asks_nobody() -> None:
    assert not lines("Kim Jong Un instructed his army to be ready by 2027.", "requests")


def test_what_a_law_commits_somebody_to_give_is_no_pledge() -> None:
    text = "The Taiwan Relations Act commits the United States to provide the island with arms."
    assert not [f for f in heads(text, "requests") if f[0].startswith("help")]


def test_who_leaves_a_force_does_it_no_kindness() -> None:
    assert not heads("Niger has withdrawn from the Multinational Joint Task Force.", "tension")


def test_what_is_to_be_within_a_time_of_a_condition_has_no_day() -> None:
    text = "The batteries could be back within a week if they were needed, an officer said."
    assert [f.due for f in lines(text, "outlook")] == [None]


@pytest.mark.parametrize(
    "text",
    ["A commander said that the army was losing ground.", "A commander warned that the army was losing ground."],
)
def test_a_warning_of_what_is_tells_it(text: str) -> None:
    assert not lines(text, "outlook")


def test_who_turns_to_somebody_for_something_asks_for_it() -> None:
    text = "Mali's military government has turned to Niger and Burkina Faso for fuel and escorts."
    assert {f.label for f in lines(text, "requests")} == {"Mali asks Niger", "Mali asks Burkina Faso"}


def test_no_choice_but_to_do_it_denies_nothing() -> None:
    text = "The minister said the army would have no choice but to withdraw from the valley by Friday."
    assert "not expected" not in {f.status for f in lines(text, "outlook")}


def test_what_there_is_no_sign_of_is_said_not_to_be() -> None:
    _, reading = reading_of("There is no evidence that Rwanda attacked the camp.")
    assert [s.denied for s in reading.statements if s.event] == [True]


def test_who_invokes_an_article_or_calls_a_meeting_by_it_asks_the_body_whose_article_it_is() -> None:
    assert [f.label for f in lines("Poland invoked Article 4 on Tuesday.", "requests")] == ["Poland asks NATO"]
    called = "Turkey has called a meeting of NATO ambassadors under Article 4 of the Washington Treaty."
    assert [f.label for f in lines(called, "requests")] == ["Turkey asks NATO"]
    assert not lines("Poland has not invoked Article 4.", "requests")
    assert not lines("Poland called a meeting of its commanders.", "requests")


def test_what_would_be_done_only_at_a_request_is_not_asked_for() -> None:
    assert not lines("He said Kyiv would act only at the request of Chisinau.", "requests")


def test_who_wants_somebody_equipped_does_not_ask_him() -> None:
    assert not lines("She said that she wanted Moldova equipped to NATO standard.", "requests")


def test_the_day_of_the_saying_behind_it_is_no_day_of_the_act() -> None:
    text = "Portugal will send soldiers to Mozambique in the first half of June, the minister told Lusa on Tuesday."
    assert [str(f.due)[:7] for f in lines(text, "outlook")] == ["2023-06"]


def test_what_had_been_planned_is_planned_no_more() -> None:
    text = "Kyrgyzstan has called off the drills that the bloc had planned to hold on its territory until May 20."
    assert not lines(text, "outlook")


def test_the_words_shown_of_a_condition_are_its_own_sentence() -> None:
    text = '"Images are a serious thing. If there are images, they reflect something," he said in Kazan.'
    assert [f.label for f in lines(text, "outlook")] == ["If there are images, they reflect something,"]


def test_what_a_speaker_adds_beside_a_request_is_no_condition_of_it() -> None:
    text = "Putin urged Tajikistan to refrain from further escalation and said Russia was ready to assist if asked."
    (line,) = lines(text, "requests")
    assert not [term for term in line.terms if term.kind == "condition"]


def test_a_surname_of_two_parts_is_whole() -> None:
    text = "South African Defence Minister Nosiviwe Mapisa-Nqakula said the troops had left."
    _, reading = reading_of(text)
    assert {s.chain[-1].source.name for s in reading.statements if len(s.chain) > 1} == {"Nosiviwe Mapisa-Nqakula"}


def test_what_somebody_is_given_days_to_do_is_one_line() -> None:
    text = "The rebels gave Ethiopian forces seven days to leave the country or face attacks, an elder said."
    assert len(lines(text, "outlook")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Analysts say that the neighbourhoods could be cut off within weeks.",
        "The hardliners may well regroup inside six months along the border.",
    ],
)
def test_what_may_be_within_a_time_is_an_outlook(text: str) -> None:
    assert [f.status for f in lines(text, "outlook")] == ["possible"]


def test_a_border_is_no_side() -> None:
    assert not heads("Kenya has closed the Kenyan-Somali border.", "tension")


def test_what_one_is_accused_of_seeking_at_a_request_is_not_done() -> None:
    text = "The junta accused France of seeking to intervene at the request of Niger's foreign minister."
    assert "delivered" not in {f.status for f in lines(text, "requests")}


def test_a_warning_of_consequences_foretells_nothing() -> None:
    assert not lines("Iran and Russia warned of the consequences of any aggression.", "outlook")


def test_who_responds_to_a_request_was_asked() -> None:
    text = "Hollande said France was responding to a request from Malian President Ibrahim Touré."
    assert [f.label for f in lines(text, "requests")] == ["Mali asks France"]


def test_a_treaty_that_something_is_done_under_is_no_act() -> None:
    assert not heads("Lukashenko said that under the Union State treaty Russia would come to his aid.", "tension")


def test_a_treaty_is_no_condition_s_act() -> None:
    text = "Under a treaty that both signed in June, if either is attacked, the other shall provide military help."
    assert [f.value for f in lines(text, "outlook")] == ["AID"]


def test_help_at_the_request_of_whom_a_treaty_names_is_neither_asked_for_nor_given() -> None:
    text = (
        "Kyrgyzstan is a member of the CSTO. Article 4 of the treaty says that an aggression against one member is an "
        "aggression against all, and the other members provide the necessary help at its request."
    )
    assert not lines(text, "requests")


def test_what_is_asked_of_others_is_no_plan_and_who_was_sent_to_reinforce_is_there() -> None:
    asked = "The envoy asked the member states of the CSTO to render assistance under its decision on aid to Armenia."
    assert not lines(asked, "outlook")
    assert not lines('"We have sent nearly a third of the army to reinforce the border," the minister said.', "outlook")


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the exercises in Apure would run until September 28.",
        "The institute predicted that the war would cost each country a point of growth this year.",
    ],
)
def test_what_will_last_or_cost_by_past_words_hangs_on_no_condition(text: str) -> None:
    assert {f.status for f in lines(text, "outlook")} <= {"forecast", "planned"}


def test_more_soldiers_are_asked_for_and_asked_for_nothing() -> None:
    assert "more soldiers" not in " ".join(f.label for f in lines("Chad asked more soldiers to come.", "requests"))


def test_a_condition_alone_is_no_line_of_what_is_ahead() -> None:
    text = "Should the talks fail, Brazil would ask the OAS to call a meeting of foreign ministers, a diplomat said."
    assert not [f.label for f in lines(text, "outlook") if f.label.startswith("Should") and "," not in f.label]
