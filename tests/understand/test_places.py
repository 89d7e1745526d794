"""Which words are places, and where they are."""

import re
import time
from datetime import date

import pytest

from panj.english import parse
from panj.records import Document, Mention, Place, Span
from panj.understand.places import containers, find_places, resolve_toponyms
from panj.world import load_world

WORLD = load_world()


def places(text: str, outlet: str | None = None) -> list[Place]:
    document = Document(id="d", text=text, outlet=outlet, published=date(2021, 7, 8))
    return list(find_places(document, parse(text), (), WORLD))


def words(text: str) -> list[str]:
    return [place.text for place in places(text)]


def resolved(text: str, *names: str, outlet_country: str | None = None) -> list[Place]:
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    return resolve_toponyms(text, spans, outlet_country=outlet_country)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Burkina Faso a convoy was ambushed.", ["Burkina Faso"]),
        ("The men were seized in the southwest of Colombia.", ["Colombia"]),
        ("More than 1,000 Afghan soldiers fled into Tajikistan this week.", ["Tajikistan"]),
        ("Russian troops are deployed in Armenia and Tajikistan.", ["Armenia", "Tajikistan"]),
        ("Rebels entered Ethiopia on Monday.", ["Ethiopia"]),
        ("The attack on Kuwait was condemned by Japan.", ["Kuwait"]),
        ("Two people were killed in Homs, Syria.", ["Homs", "Syria"]),
        ("The convoy went from Mosul to Baghdad.", ["Mosul", "Baghdad"]),
        ("They were found off the coast of Libya.", ["Libya"]),
        ("The army withdrew from northern Syria.", ["Syria"]),
    ],
)
def test_where_something_goes_on_is_a_place(text: str, expected: list[str]) -> None:
    assert [w.removeprefix("northern ") for w in words(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russia said that it was ready to help.",
        "Officials rejected a proposal by France.",
        "Turkish and Iranian ministers met on Monday.",
        "Germany's foreign minister spoke to reporters.",
        "An agreement with Uzbekistan was signed.",
    ],
)
def test_a_country_that_acts_is_no_place(text: str) -> None:
    assert words(text) == []


def test_a_capital_that_speaks_is_no_place() -> None:
    assert words("Moscow warned that it would respond.") == []
    assert words("Thousands protested in Moscow.") == ["Moscow"]


def test_who_holds_an_office_is_no_place_of_another_spelling() -> None:
    assert WORLD.called("Assad", date(2021, 7, 8)) == ("bashar-al-assad",)
    assert words("Thousands have been killed at the hands of Assad and ISIL, millions have been displaced.") == []
    assert words("Rockets fell at Asad on Monday.") == ["Asad"]


def test_a_border_is_a_line_between_two_countries() -> None:
    (border,) = [p for p in places("Fighting broke out on the Afghan-Tajik border.") if p.feature == "border"]
    assert border.precision == "line"
    assert border.entity == "border:af-tj"
    assert border.lat == pytest.approx(37.4, abs=1)


def test_a_border_that_nobody_has_placed_is_listed_without_a_point() -> None:
    (border,) = [p for p in places("Troops massed on the Bolivian border.") if p.feature == "border"]
    assert border.lat is None
    assert border.precision is None


def test_a_site_lies_where_the_name_beside_it_does() -> None:
    found = {p.feature: p for p in places("A bomb exploded at a market in Baghdad.")}
    assert found["site"].text == "market"
    assert found["site"].name == "market in Baghdad"
    assert found["site"].lat == found["capital"].lat
    assert found["site"].precision == "city"


def test_a_building_is_found_by_its_town() -> None:
    (hall, town) = places("The minister spoke at Far Eastern Federal University in Vladivostok.")
    assert (hall.text, town.name) == ("Far Eastern Federal University", "Vladivostok")
    assert hall.lat == town.lat


def test_a_group_that_the_world_knows_is_no_place() -> None:
    text = "Strikes were carried out against Daesh in Raqqa."
    document = Document(id="d", text=text, published=date(2016, 7, 8))
    daesh = Mention(span=Span(33, 38), text="Daesh", entity=WORLD.named("Daesh")[0], type="organization")
    assert [place.text for place in find_places(document, parse(text), (daesh,), WORLD)] == ["Raqqa"]


def test_somebody_named_in_full_is_no_place_later() -> None:
    assert words("Scott Dayton was killed in Syria. Dayton was 42.") == ["Syria"]


def test_a_name_that_no_gazetteer_has_is_listed_without_a_point() -> None:
    (place,) = [p for p in places("Clashes were reported in the village of Qwyxabad.") if "Qwyx" in p.text]
    assert place.lat is None


def test_a_part_of_a_country_says_that_it_is_only_a_region() -> None:
    (place,) = resolved("Shelling in northern Syria went on.", "northern Syria")
    assert (place.country, place.precision) == ("SY", "region")


def test_a_place_and_the_area_named_after_it_fit() -> None:
    athens, georgia = resolved("A fire in Athens, Georgia, killed two.", "Athens", "Georgia")
    assert (athens.country, georgia.feature) == ("US", "province")


def test_countries_in_a_list_do_not_lie_in_each_other() -> None:
    text = "Teams from Jordan, Lebanon, and Georgia came."
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in ("Jordan", "Lebanon", "Georgia")]
    assert containers(text, spans) == [None, None, None]
    assert [p.feature for p in resolve_toponyms(text, spans)] == ["country", "country", "country"]


def test_a_name_means_the_same_later_in_the_text() -> None:
    text = "A crash in London, Ontario, hurt two. Police in London said so. Hamilton is near by."
    first, state, later = (Span(11, 17), Span(19, 26), Span(text.rindex("London"), text.rindex("London") + 6))
    one, area, two = resolve_toponyms(text, [first, state, later])
    assert (one.lat, one.lon, one.country) == (two.lat, two.lon, "CA")
    assert area.feature == "province"


def test_spans_are_answered_in_their_own_order() -> None:
    assert [p.text for p in resolved("From Kabul to Herat and Kunduz.", "Kunduz", "Kabul", "Herat")] == [
        "Kunduz",
        "Kabul",
        "Herat",
    ]


def test_the_outlets_country_settles_what_the_text_does_not() -> None:
    (place,) = resolved("Police in Newcastle said so.", "Newcastle", outlet_country="GB")
    assert place.country == "GB"


def test_ten_thousand_names_take_no_longer_than_their_number() -> None:
    text = "Paris, Springfield, Georgia, " * 400
    spans = [Span(m, m + 5) for m in range(0, len(text) - 30, 7)]
    start = time.process_time()
    assert len(resolve_toponyms(text, spans)) == len(spans)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("Rebels took Maungdaw in Myanmar on Sunday.", "Maungdaw", "Maungdaw"),
        ("Iraqi troops reached Rabiyah in northern Iraq.", "Rabiyah", "Rabia"),
        ("Fighting went on in Kiwanja in eastern Congo.", "Kiwanja", "Kiwanja"),
        ("Ukrainian troops entered Robotyne in June.", "Robotyne", "Robotyne"),
        ("Kurdish fighters held Kobane in northern Syria.", "Kobane", "Kobani"),
        ("Fighters fled to Deir al-Balah in the Gaza Strip.", "Deir al-Balah", "Deir al-Balah"),
        ("Soldiers crossed the Naf River in January.", "Naf River", "Naf River"),
    ],
)
def test_a_town_of_the_wars_of_the_day_is_found_under_its_usual_name(text: str, place: str, name: str) -> None:
    found = next(p for p in places(text) if place in p.text)
    assert found.name == name
    assert found.lat is not None


def test_a_name_that_no_gazetteer_has_is_listed_by_its_words() -> None:
    found = next(p for p in places("Gunmen attacked the village of Zorbendak in Mali.") if "Zor" in p.text)
    assert (found.name, found.lat) == ("Zorbendak", None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Beijing has pressed both sides to hold talks.", "Beijing"),
        ("A rapporteur has urged Dhaka to let them in.", "Dhaka"),
        ("The envoy spoke of Tripoli's reintegration into the union.", "Tripoli"),
        ("Patients in the NICU were moved.", "NICU"),
    ],
)
def test_a_government_or_initials_are_no_place(text: str, name: str) -> None:
    assert name not in {place.text for place in places(text)}


def test_a_capital_where_something_is_seen_is_a_place() -> None:
    assert "Kabul" in {place.text for place in places("Kabul saw three attacks last week.")}


def test_a_village_is_no_great_city_of_its_name() -> None:
    text = "Rebels entered the village of Paris near Nyala. Troops left Paris. The hamlet of Khartoum burned."
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"Paris|Khartoum", text)]
    first, second, third = resolve_toponyms(text, spans)
    assert first.lat is None
    assert second.lat is not None
    assert third.lat is None
