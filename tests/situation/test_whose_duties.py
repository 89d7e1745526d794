"""Whose duties a report calls for: of those who are asked for help, by a text that a state names."""

from tests.situation.short import lines


def towards(text: str) -> set[str]:
    return {f.subject.partition("|")[0] for f in lines(text, "obligations")}


def test_who_asks_for_talks_under_an_article_is_owed_what_the_treaty_says() -> None:
    text = "Latvia is considering calling for consultations under Article 4 of the North Atlantic Treaty, she said."
    assert "lv" in towards(text)


def test_a_call_on_a_fellow_member_to_stop_concerns_no_duty_of_help() -> None:
    assert not towards("Ethiopia demanded that Somalia stop working with external actors.")
    assert "ml" in towards("Mali asked Niger for military help.")


def test_what_sources_foretell_of_another_is_no_pledge_of_help() -> None:
    text = "Japanese forces would mainly provide logistical support, including fuel, two officials in Manila said."
    assert not lines(text, "requests")


def test_who_threatens_to_recall_its_own_envoys_is_not_threatened() -> None:
    assert not towards("France threatened to recall its ambassadors, two French officials said.")
