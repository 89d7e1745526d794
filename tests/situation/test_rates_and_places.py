"""Counts a day are no totals; the dead of illness, of two countries, and of peoples whom no table knows."""

import pytest
from tests.situation.short import heads, lines, reading_of


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("About 1,500 people cross the border every day.", ("people a day", "About 1,500 people")),
        ("Some 300 families a week are fleeing Laro.", ("families a week", "Some 300 families a week")),
        ("At least 900 people have fled in a week of fighting.", ("people", "At least 900 people")),
        ("Some 40 people flee across the river at night every hour.", ("people an hour", "Some 40 people")),
        ("At least 900 people have fled Laro every week of the siege.", ("people", "At least 900 people")),
    ],
)
def test_so_many_a_day_is_no_total(text: str, head: tuple[str, str]) -> None:
    assert heads(text, "displacement") == [head]


def test_a_daily_count_and_a_total_are_no_dispute() -> None:
    text = "More than 40,000 people have fled to Uganda. Some 600 people flee to Uganda every day."
    assert {f.status for f in lines(text, "displacement")} == {"single source"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("At least 12 people have died of cholera.", "people dead of illness"),
        ("Forty children died of hunger.", "children dead of illness"),
        ("At least 12 people have died in the raid.", "people killed"),
    ],
)
def test_who_dies_of_illness_or_hunger_is_not_killed(text: str, label: str) -> None:
    assert [f.label.removesuffix(" in the raid") for f in lines(text, "casualties")] == [label]


def test_tolls_of_two_countries_in_one_sentence_are_two_counts() -> None:
    text = "The toll in Lebanon has risen to 1,974 and in Jordan to 58."
    assert heads(text, "casualties") == [("people killed in Jordan", "58"), ("people killed in Lebanon", "1,974")]
    text = "The death toll passed 900 on Sunday, with 616 dead in Nepal and 162 in India."
    found = dict(heads(text, "casualties"))
    assert found["people killed"] == "900"
    assert found["people killed in Nepal"] == "616"


@pytest.mark.parametrize(
    "text",
    ["More than 15,000 Malians have sought safety in Niger.", "An estimated 7,000 Karen have fled into Thailand."],
)
def test_a_people_is_counted_whether_or_not_a_table_knows_it(text: str) -> None:
    assert len(lines(text, "displacement")) == 1


def test_the_number_of_those_who_fled_is_a_count_of_the_displaced() -> None:
    assert heads("The number of Malians who have fled the country has passed 9,000.", "displacement")[0][1] == "9,000"


def test_a_currency_is_no_country() -> None:
    _, reading = reading_of("Norway has pledged US$3 million each and A$5 million.")
    assert [m.text for m in reading.mentions] == ["Norway"]
    assert [f.label for f in lines("Norway has pledged US$3 million.", "requests")] == ["help of Norway"]


def test_who_receives_money_gives_none() -> None:
    assert lines("The UN has received $12 million so far.", "requests") == []


def test_who_takes_people_in_holds_no_talks() -> None:
    assert lines("Uganda has received 70,000 people from Rwanda.", "tension") == []


def test_money_that_is_announced_in_aid_is_promised() -> None:
    assert {f.status for f in lines("Canada announced $85 million in aid.", "requests")} == {"pledged"}


def test_each_of_a_row_of_givers_gives_his_own() -> None:
    text = "Norway pledged $430 million, Germany 20 million euros and the United Arab Emirates $2 million."
    found = {f.label: f.value for f in lines(text, "requests")}
    assert {label.removeprefix("help of ") for label in found} == {"Norway", "Germany", "United Arab Emirates"}
    assert "20 million euros" in str(found["help of Germany"])
    text = "The European Union allocated 5 million euros and Norway announced $11 million."
    found = {f.label: f.value for f in lines(text, "requests")}
    assert "11 million" not in str(found["help of European Union"])
    assert "11 million" in str(found["help of Norway"])


def test_money_that_somebody_hopes_to_raise_is_no_gift_of_his() -> None:
    assert lines("The United Nations hopes to raise $3 billion for Yemen.", "requests") == []


def test_a_deployment_that_is_suspended_is_no_force_that_stands() -> None:
    assert heads("Kenya suspended the deployment of 1,000 police officers.", "forces") == []


def test_the_last_amount_of_a_revised_appeal_stands() -> None:
    (line,) = lines("OCHA has revised its appeal from $60 million to $81 million.", "requests")
    assert "$81 million" in str(line.value)


def test_who_speaks_behind_a_semicolon_is_not_quoted_by_who_spoke_before() -> None:
    text = (
        "KINSHASA (Reuters) - Two soldiers were killed. Burundi denied that its soldiers were fighting; "
        "U.N. experts have estimated that 300 to 400 Burundian soldiers are in Congo."
    )
    (line,) = lines(text, "forces")
    _, reading = reading_of(text)
    chains = {s.id: [link.source.name or link.source.text for link in s.chain] for s in reading.statements}
    assert not any("Burundi" in chains[i] for i in line.statements)


def test_what_is_asked_ends_at_a_semicolon() -> None:
    text = "The UN asked donors for $46 million for Haiti; Canada has given $9 million to Kenya."
    _, reading = reading_of(text)
    giving = [s for s in reading.statements if s.event and s.event.code == "AID" and s.event.roles]
    assert giving
    assert not any(link.source.entity == "un" for s in giving for link in s.chain)


def test_a_crowd_that_a_state_hosts_meets_nobody() -> None:
    assert lines("Peru, which hosts 400,000 Venezuelans, began on Saturday to ask for passports.", "tension") == []


def test_children_in_need_are_not_the_displaced_before_them() -> None:
    text = "Drought has displaced 760,000 people. The number of children in need of treatment has climbed to 386,400."
    assert heads(text, "displacement") == [("people", "760,000 people")]


def test_who_gave_what_is_told_by_dollars_and_past_a_relative_clause() -> None:
    text = "Canada gave $85 million and Norway $7 million. Finland, which borders Russia, pledged 27 million kronor."
    found = {f.label: (f.status, f.value) for f in lines(text, "requests")}
    assert {label: status for label, (status, _) in found.items()} == {
        "help of Canada": "delivered",
        "help of Norway": "delivered",
        "help of Finland": "pledged",
    }
    assert "$7 million" in str(found["help of Norway"][1])


def test_a_conference_is_not_who_gives_at_it() -> None:
    text = "A U.N. conference raised less than the $4 billion that was sought: 36 donors promised $1.3 billion."
    assert "help of United Nations" not in dict(heads(text, "requests"))


def test_where_some_of_them_went_is_not_where_all_did() -> None:
    (line,) = lines("Some 900,000 people have fled the country, half of them to Uganda.", "displacement")
    assert "Uganda" not in line.label


def test_what_had_been_expected_is_no_forecast() -> None:
    assert lines("Some 400 villagers came; 800 had been expected.", "outlook") == []


def test_what_befell_the_counted_belongs_to_what_is_said() -> None:
    (line,) = lines("Moscow puts them at 5,000 killed or wounded.", "casualties")
    assert line.label == "people killed or wounded"


def test_who_of_the_displaced_has_gone_home_is_not_counted_as_displaced() -> None:
    assert heads("About 3,000 of those uprooted have gone home.", "displacement") == []


def test_who_denies_a_charge_turns_nobody_down() -> None:
    assert heads("Kenya said that rebels had fled. Somalia denied Kenya's claim.", "tension") == []


def test_what_somebody_would_have_to_do_is_foretold_not_demanded() -> None:
    text = "UNICEF warned that without new money it would have to cut food rations in January."
    assert "demanded" not in {f.status for f in lines(text, "outlook")}


def test_camps_that_are_ready_are_no_offer() -> None:
    assert "ready" not in {f.status for f in lines("Only 6 camps with room for 60,000 people are ready.", "outlook")}


def test_what_a_speaker_will_do_himself_is_his_plan() -> None:
    text = (
        "Latvia announced that it would move 300 police officers to the border with Belarus to reinforce 2,000 guards."
    )
    assert "forecast" not in {f.status for f in lines(text, "outlook")}
