"""What reports of a state that asks its allies for help say: pledges, refusals, duties, roads, what is in force."""

import pytest
from tests.situation.short import heads, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poland has agreed to send 300 soldiers.", ("Poland", "pledged")),
        ("Ghana had undertaken in May to contribute a battalion.", ("Ghana", "pledged")),
        ("Norway has offered a frigate and two transport planes.", ("Norway", "pledged")),
        ("Hungary has ruled out sending weapons.", ("Hungary", "refused")),
        ("Peru has ruled out contributing troops to the force.", ("Peru", "refused")),
        ("Ghana offered in May to lead the force and to contribute 400 police officers.", ("Ghana", "pledged")),
        ("Djibouti pledged 850 in August.", ("Djibouti", "pledged")),
        ("Saudi Arabia, busy in Yemen since March, promised $180 million for the guards.", ("Saudi Arabia", "pledged")),
        ("Jamaica has offered soldiers.", ("Jamaica", "pledged")),
        ("Peru turned down a request for helicopters.", ("Peru", "refused")),
        ("Peru turned down a request for an interview.", None),
        ("Peru has ruled out extending the talks.", None),
        ("Poland has agreed to send a letter.", None),
    ],
)
def test_who_agrees_to_give_pledges_and_who_rules_it_out_refuses(text: str, expected: tuple[str, str] | None) -> None:
    found = [(f.label.removeprefix("help of "), f.status) for f in lines(text, "requests")]
    assert found == ([expected] if expected else [])


def test_those_of_a_row_of_bare_numbers_pledge_each_their_own() -> None:
    text = "It is to be ready in March. Nigeria undertook to contribute 3,500, Chad 3,000 and Niger 750; Benin waits."
    told = {
        label.removeprefix("help of "): (value or "").partition("; ")[2] for label, value in heads(text, "requests")
    }
    assert told == {"Nigeria": "“3,500”", "Chad": "“3,000”", "Niger": "“750”"}


def test_an_army_that_sends_its_own_to_help_guards_at_home_gives_nobody_help() -> None:
    text = "The armed forces of Lithuania have deployed 1,000 soldiers to assist the border guards."
    assert [f.best for f in lines(text, "forces")] == [1000]
    assert not heads(text, "requests")


def test_who_calls_on_others_to_lay_down_their_arms_asks_for_no_help_that_is_owed() -> None:
    assert not heads("Belarus called on Armenia to lay down its arms.", "obligations")
    assert heads("Belarus called on Armenia to send it arms.", "obligations")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The rebels control the Ring Road between Kawkareik and the Dawna range.", "Ring Road"),
        ("The rebels seized the M5 highway linking Damascus and Aleppo.", "M5 highway"),
    ],
)
def test_a_road_with_a_name_is_held_and_not_the_towns_at_its_ends(text: str, held: str) -> None:
    [(label, _)] = heads(text, "control")
    assert label.startswith(held)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Schools in Goma are closed until further notice.", "schools, Goma"),
        ("A curfew has been in effect in Goma since Friday.", "curfew, Goma"),
        ("Schools in three communes of Benin have shut.", "schools, Benin"),
        ("The consulate of the Republic of Togo in Bawku has been closed since 3 May.", "consulate of Togo in Ghana"),
        ("State of emergency in force in Goma since 3 March, for 15 days.", "state of emergency, Goma"),
    ],
)
def test_schools_that_are_shut_and_a_state_of_emergency_told_without_a_verb_are_in_force(text: str, label: str) -> None:
    assert [told for told, _ in heads(text, "measures")] == [label]


def test_a_lake_behind_a_semicolon_makes_no_border_closed() -> None:
    told = heads("Border with Nigeria closed in Niger; access to Lake Chad islands restricted.", "measures")
    assert all("Chad" not in label for label, _ in told)


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("If the bridge stays shut, partners anticipate that 9,000 people will need food.", ["conditional"]),
        ("Partners anticipate that 9,000 people will need food by October.", ["forecast"]),
        ("The rebels would not leave the port until the new force was there, their leader said.", ["conditional"]),
        ("Diplomats in Cairo were less certain.", []),
        ("Total has said it will not return before the end of 2024.", ["not expected"]),
        ("All but 600 had gone home by the end of the month, the province said.", []),
        ("The attacks came hours before the assembly was due to vote on the dispatch of 700 troops.", []),
    ],
)
def test_what_hangs_on_a_condition_or_a_day_is_told_so_and_what_is_over_is_no_plan(
    text: str, statuses: list[str]
) -> None:
    assert [f.status for f in lines(text, "outlook")] == statuses


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("KFOR has 3,760 soldiers from 27 countries.", [3760]),
        ("Some 2,200 American soldiers have been in the kingdom since 2013.", [2200]),
        ("The number of special forces had been increased from 1,500 to 5,000.", [5000]),
        ("The council has 60 soldiers to thank.", []),
    ],
)
def test_what_a_force_has_or_has_grown_to_is_its_strength(text: str, best: list[float]) -> None:
    assert [f.best for f in lines(text, "forces")] == best


def test_what_was_held_a_year_ago_is_not_held_now() -> None:
    text = "Gangs hold 80% of Port-au-Prince, up from 60% a year ago."
    assert [label for label, _ in heads(text, "control")] == ["80% of Port-au-Prince"]


def test_who_would_ask_for_leave_to_send_his_soldiers_has_not_ordered_it() -> None:
    text = "Belgrade would ask KFOR for permission to send up to 1,000 of its soldiers, President Vucic said."
    assert "ordered" not in [f.status for f in lines(text, "outlook")]
