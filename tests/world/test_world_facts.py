"""What held of whom on a day."""

from datetime import date

import pytest

from panj.errors import NotFoundError
from panj.world import load_world
from panj.world.days import may_hold, surely_overlap

WORLD = load_world()
DAY = date(2021, 7, 8)


@pytest.mark.parametrize(
    ("entity", "plover", "cameo"),
    [
        ("tj", "TJK", "TJK"),
        ("csto", "IGO", "IGOCAS"),
        ("csto/permanent-council", "IGO", "IGO"),
        ("nato", "IGO", "IGOWSTNAT"),
        ("ru/foreign-minister", "RUS/GOV", "RUSGOV"),
        ("ru/defence-minister", "RUS/GOV+MIL", "RUSGOVMIL"),
        ("us/armed-forces", "USA/MIL", "USAMIL"),
        ("us/intelligence-community", "USA/SPY", "USASPY"),
        ("us/experts", "USA/EDU", "USAEDU"),
        ("ru/201st-base", "RUS/MIL", "RUSMIL"),
        ("ria-novosti", "RUS/GOV+JRN", "RUSGOVMED"),
        ("politico", "USA/JRN", "USAMED"),
        ("hasan-sultonov", "TJK/GOV", "TJKGOV"),
        ("joe-biden", "USA/GOV", "USAGOV"),
        ("ge-ab", "GEO/PRE", "GEOSEP"),
        ("eu", "EUR", "IGOEUREEC"),
        ("al-qaida", "IMG/REB", "IMGMOSALQ"),
    ],
)
def test_a_code_follows_from_kind_country_and_sector(entity: str, plover: str, cameo: str) -> None:
    assert WORLD.code(entity, DAY) == plover
    assert WORLD.code(entity, DAY, "cameo") == cameo


def test_the_taliban_govern_from_15_august_2021() -> None:
    assert WORLD.code("taliban", date(2021, 8, 14), "cameo") == "AFGREBTAL"
    assert WORLD.code("taliban", date(2021, 8, 15), "cameo") == "AFGGOVTAL"


def test_one_who_has_left_office_is_of_the_elite() -> None:
    assert WORLD.code("donald-trump", date(2019, 4, 1)) == "USA/GOV"
    assert WORLD.code("donald-trump", date(2022, 4, 1)) == "USA/ELI"


@pytest.mark.parametrize("entity", ["border:af-tj", "csto/decision-2013-09-23", "csto-treaty-1992", "aq", "no-such"])
def test_what_acts_for_nobody_has_no_code(entity: str) -> None:
    assert WORLD.code(entity, DAY) is None


def test_the_holder_of_an_office_is_the_day_s() -> None:
    assert WORLD.holder("us/president", date(2021, 1, 19)) is not WORLD.holder("us/president", date(2021, 1, 20))
    holder = WORLD.holder("us/president", date(2021, 1, 20))
    assert holder is not None
    assert holder.person == "joe-biden"


def test_the_csto_has_six_members_in_2021() -> None:
    assert {row.party for row in WORLD.members("csto", DAY)} == {"am", "by", "kg", "kz", "ru", "tj"}


def test_contradicting_accounts_of_a_membership_stand_side_by_side() -> None:
    rows = [row for row in WORLD.members("csto", date(2024, 3, 1)) if row.party == "am"]
    assert {(row.status, row.said_by) for row in rows} == {("frozen", "am"), ("member", "csto/secretariat")}
    assert all(row.disputed for row in rows)


def test_a_duty_is_that_of_the_treaty_s_version_of_the_day() -> None:
    before, after = WORLD.duties("csto", date(2005, 1, 1)), WORLD.duties("csto", DAY)
    assert ("csto-treaty-1992", "4") in {(row.treaty, row.article) for row in before}
    assert ("csto-treaty-1992", "4") not in {(row.treaty, row.article) for row in after}
    assert ("csto-protocol-2010", "4") in {(row.treaty, row.article) for row in after}


def test_a_pledge_has_its_term() -> None:
    (decision,) = WORLD.decisions("csto", DAY)
    assert (decision.adopted, decision.due, decision.beneficiary) == ("2013-09-23", "2013-12-23", "tj")


def test_the_published_lengths_of_a_border_stand_side_by_side() -> None:
    lengths = {row.km for row in WORLD.borders("tj", "af") if row.part == "total"}
    assert lengths == {1400, 1357, 1344.15, 1206}


def test_a_designation_binds_under_its_own_authority_and_until_its_end() -> None:
    def status(day: date) -> set[str]:
        return {row.status for row in WORLD.designations("taliban", day) if row.by == "ru"}

    assert status(DAY) == {"in-force"}
    assert status(date(2025, 4, 17)) == {"suspended"}


def test_the_base_in_a_host_state_is_found_by_owner() -> None:
    assert WORLD.base_in("tj", "ru", DAY) == "ru/201st-base"
    assert WORLD.base_in("tj", "us", DAY) is None


@pytest.mark.parametrize("name", ["www.themoscowtimes.com", "themoscowtimes.com", "The Moscow Times", "moscow-times"])
def test_an_outlet_is_found_by_domain_or_name(name: str) -> None:
    outlet = WORLD.outlet(name)
    assert outlet is not None
    assert outlet.org == "moscow-times"


def test_a_title_means_an_office_of_its_state() -> None:
    assert WORLD.office("us", "Secretary of State") == "us/foreign-minister"
    assert WORLD.office("gb", "Secretary of State") is None
    assert WORLD.office("ru", "Minister of Foreign Affairs") == "ru/foreign-minister"


def test_a_fact_is_stale_after_the_day_it_was_last_checked() -> None:
    holder = WORLD.holder("ru/foreign-minister", DAY)
    assert holder is not None
    assert WORLD.is_stale(holder.checked, date(2023, 1, 1))
    assert not WORLD.is_stale(holder.checked, DAY)


def test_an_unknown_id_is_said_to_be_unknown() -> None:
    with pytest.raises(NotFoundError, match="no-such"):
        WORLD.entity("no-such")


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        ("2021", "", date(2020, 12, 31), False),
        ("2021", "", date(2021, 1, 1), True),
        ("", "2021-07-08", date(2021, 7, 8), False),
        ("", "2021-07", date(2021, 7, 31), True),
        ("", "2021-07", date(2021, 8, 1), False),
        ("", "2021-02", date(2021, 2, 28), True),
        ("", "2021-02", date(2021, 3, 1), False),
        ("", "2021-12", date(2021, 12, 31), True),
        ("", "2020", date(2021, 1, 1), False),
        ("2021", "2021", None, True),
    ],
)
def test_a_date_cut_short_is_read_generously(start: str, end: str, day: date | None, holds: bool) -> None:
    assert may_hold(start, end, day) is holds


def test_intervals_of_years_overlap_only_if_they_must() -> None:
    assert not surely_overlap(("2019", "2021"), ("2021", ""))
    assert surely_overlap(("2019", "2021"), ("2020", ""))
