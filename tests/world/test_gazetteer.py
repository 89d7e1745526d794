"""What places a name may mean, and which one a text means."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panj.errors import WorldError
from panj.world.gazetteer import Named, best_known, choose, find, fold
from panj.world.gazetteer.store import FILE, Store, shipped

STATES = Path(FILE).parent.parent / "tables" / "states.csv"
NAMES = Path(FILE).parent.parent / "tables" / "names.csv"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def places(*names: str, country: str = "") -> list[tuple[str, str] | None]:
    """The name and country that each of the names is taken for, all of them together."""
    return [(c.site.name, c.site.country) if c else None for c in choose([Named(n) for n in names], country=country)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ar-Raqqah", "ar raqqah"),
        ("Dayr az Zawr", "dayr az zawr"),
        ("St. Petersburg", "saint petersburg"),
        ("Mazār-e Sharīf", "mazar e sharif"),
        ("Qal'eh-ye Now", "qaleh ye now"),
        ("Łódź", "lodz"),
        ("Tórshavn", "torshavn"),
        ("Fort Hood", "ft. hood"),
        ("U.S.", "us"),
        ("St", "st"),
    ],
)
def test_names_are_equal_without_case_marks_and_short_forms(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=300))
def test_no_name_breaks_the_search(name: str) -> None:
    assert fold(fold(name)) == fold(fold(fold(name)))
    assert all(-90 <= found.site.lat <= 90 and -180 <= found.site.lon <= 180 for found in find(name))


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Dushanbe", "capital", "TJ"),
        ("Khorog", "city", "TJ"),
        ("Panj River", "river", ""),
        ("Pyanj", "city", "TJ"),
        ("Sher Khan Bandar", "crossing", "AF"),
        ("Imam Sahib", "city", "AF"),
        ("Diyala Province", "province", "IQ"),
        ("Granville County", "district", "US"),
        ("N.C.", "province", "US"),
        ("Hmeimim", "base", "SY"),
        ("Khyber Pass", "pass", "PK"),
        ("Strait of Hormuz", "sea", ""),
        ("Tajik-Afghan border", "border", ""),
        ("Kasai Occidental", "province", "CD"),
        ("Middle East", "region", ""),
        ("Europe", "continent", ""),
    ],
)
def test_places_of_every_kind_are_found(name: str, kind: str, country: str) -> None:
    assert (kind, country) in {(found.site.kind, found.site.country) for found in find(name)}


def test_a_part_is_found_by_its_whole_and_says_so() -> None:
    assert ("Syria", "country", True) in {(f.site.name, f.site.kind, f.part) for f in find("northern Syria")}
    assert all(f.part for f in find("northern Syria"))
    assert not any(f.part for f in find("North Korea"))


def test_a_word_for_a_kind_leaves_only_places_of_that_kind() -> None:
    assert {f.site.kind for f in find("the city of Mosul")} <= {"city", "capital", "district", "quarter"}


@pytest.mark.parametrize("state", [r for r in rows(STATES) if len(r["id"]) == 2], ids=lambda r: r["id"])
def test_every_state_is_found_by_name_and_adjective(state: dict[str, str]) -> None:
    said = [r["name"] for r in rows(NAMES) if r["entity"] == state["id"] and r["kind"] == "adjective" and not r["end"]]
    for name in (state["name"], *said):
        assert state["id"].upper() in {f.site.country for f in find(name) if f.site.kind == "country"}, name


def test_context_tells_places_of_one_name_apart() -> None:
    assert places("Paris", "Lyon", "France")[0] == ("Paris", "FR")
    assert places("Paris", "Dallas", "Texas", "Powderly")[0] == ("Paris", "US")
    assert places("Tripoli", "Misrata", "Benghazi")[0] == ("Tripoli", "LY")
    assert places("Tripoli", "Beirut", "Sidon", "Lebanon")[0] == ("Tripoli", "LB")
    assert places("Georgia", "Tbilisi", "Abkhazia")[0] == ("Georgia", "GE")
    assert places("Georgia", "Alabama", "Atlanta")[0] == ("Georgia", "US")


def test_the_area_named_with_a_place_settles_it() -> None:
    chosen = choose([Named("Moscow", inside=1), Named("Idaho")])[0]
    assert chosen is not None
    assert (chosen.site.country, chosen.site.province) == ("US", "US.ID")


def test_the_outlets_country_counts() -> None:
    assert places("Newcastle", country="AU") == [("Newcastle", "AU")]
    assert places("Newcastle", country="GB")[0] != ("Newcastle", "AU")


def test_a_dateline_is_a_town() -> None:
    chosen = choose([Named("NEW YORK", town=True)])[0]
    assert chosen is not None
    assert chosen.site.kind == "city"


def test_an_arabic_name_is_found_in_another_romanisation() -> None:
    assert {(f.site.country, f.rough) for f in find("Al Shadaddi")} == {("SY", True)}
    assert "SY" in {f.site.country for f in find("Khan Shaykhoun")}
    assert not any(f.rough for f in find("Aleppo"))


def test_the_best_known_places_of_a_name_come_first() -> None:
    assert [(site.kind, site.country) for site in best_known("Georgia", 2)] == [("province", "US"), ("country", "GE")]
    assert best_known("Paris", 1)[0].country == "FR"


def test_one_name_means_one_place_in_a_text() -> None:
    assert len(set(places("Springfield", "Chicago", "Springfield", "Illinois", "Springfield")[::2])) == 1


def test_a_small_town_in_a_country_that_nothing_else_speaks_of_stands_alone() -> None:
    names = [Named(n) for n in ("Mosul", "Baghdad", "Tikrit", "Kirkuk", "Powderly")]
    assert [c and c.alone for c in choose(names)] == [False, False, False, False, True]


def test_a_town_far_from_all_others_is_no_witness_for_its_namesake() -> None:
    names = [Named(name) for name in ("Lalibela", "Gondar", "Dessie", "Woldia", "Dawa", "Guji")]
    assert [c.alone for c in choose(names) if c] == [False, False, False, False, True, True]


def test_two_strays_do_not_bear_each_other_out() -> None:
    names = ("Baidoa", "Kismayo", "Afgooye", "Bardhere", "Jamame", "Bosaso", "Erigavo", "Buhoodle", "Mogadishu")
    choices = choose([Named(name) for name in (*names, "Hiran", "Balad")])
    assert [c and c.alone for c in choices[-2:]] == [True, True]


def test_a_town_over_the_border_is_near_enough() -> None:
    names = [Named(name) for name in ("Nampula", "Mueda", "Montepuez", "Nacala", "Mtwara")]
    assert not any(c.alone for c in choose(names) if c)


def test_a_province_or_river_that_nothing_else_speaks_of_stands_alone() -> None:
    names = [Named(name) for name in ("Onitsha", "Nnewi", "Awka", "Asaba", "Victoria", "Thames River")]
    assert [c.alone for c in choose(names) if c] == [False, False, False, False, True, True]


@pytest.mark.parametrize(
    ("name", "others", "own"),
    [("Quebec", ("Gorham", "Lancaster", "Manchester"), "qu"), ("Kufra", ("Benghazi",), "kufra")],
)
def test_a_borrowed_name_is_seldom_meant(name: str, others: tuple[str, ...], own: str) -> None:
    choice = choose([Named(n) for n in (name, *others)])[0]
    assert choice
    assert choice.site.name.lower().startswith(own)


def test_what_nobody_knows_stays_open() -> None:
    assert choose([Named("Qwyxburg"), Named("Kabul")])[0] is None


def test_a_place_of_our_own_has_no_geonames_id() -> None:
    assert {f.site.geonameid for f in find("Amu Darya") if f.site.kind == "river"} == {None}


def test_the_file_is_read_in_place_and_whole() -> None:
    store = shipped()
    assert len(store) > 250_000
    assert store.site(len(store) - 1).name
    assert FILE.stat().st_size < 20_000_000


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.bin"
    path.write_bytes(b"PANJGAZ0" + bytes(64))
    with pytest.raises(WorldError, match="not a gazetteer"):
        Store(path)


@given(
    st.lists(st.sampled_from(["Paris", "Georgia", "Springfield", "Kabul", "Texas", "Nowhere", "San José"]), max_size=8)
)
def test_every_name_gets_one_answer_with_a_share_of_belief(names: list[str]) -> None:
    chosen = choose([Named(name) for name in names])
    assert len(chosen) == len(names)
    assert all(c is None or 0 < c.confidence <= 1 for c in chosen)


@pytest.mark.parametrize("name", ["Balkh", "Luhansk", "Batken"])
def test_a_name_of_a_province_and_its_seat_means_the_town(name: str) -> None:
    (found,) = choose([Named(name)])
    assert found is not None
    assert found.site.kind == "city"
