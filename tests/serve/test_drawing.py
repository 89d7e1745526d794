"""Maps, networks and the strip of days as drawings."""

from datetime import date

import pytest
from tests.situation.short import DAY, reading_of

from panj.errors import UsageError
from panj.ledger.listing import Day
from panj.records import Finding, Place, Span
from panj.serve.web.chart import chart, fitting, moved, placed, where
from panj.serve.web.forms import box_of
from panj.serve.web.graph import NARROW, WIDE, Sheet, graph
from panj.serve.web.network import Edge, Party, edges
from panj.serve.web.outlines import Box, View, countries, country_at
from panj.serve.web.room import LETTER, LINE
from panj.serve.web.strip import MOST_DAYS, strip
from panj.situation import gather
from panj.world import load_world

DUSHANBE = (68.78, 38.54)


def _finding(
    name: str, lon: float | None, lat: float | None, precision: str | None = "city", status: str = ""
) -> Finding:
    place = Place(span=Span(0, 1), text=name, lon=lon, lat=lat, precision=precision)  # type: ignore[arg-type]
    return Finding(
        id=f"F{name}", topic="control", subject=name, label=name, as_of=date(2021, 7, 8), rule="r", status=status,
        place=place,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [(*DUSHANBE, "Tajikistan"), (69.17, 34.53, "Afghanistan"), (28.04, -26.2, "South Africa"), (0.0, 0.0, None),
     (-175.0, 66.5, "Russia"), (175.0, 66.5, "Russia")],
)  # fmt: skip
def test_a_point_lies_in_its_country(lon: float, lat: float, country: str | None) -> None:
    assert country_at(lon, lat) == country


def test_no_land_reaches_across_the_map_because_it_passes_180_degrees() -> None:
    view = View(Box(west=-60, east=150, south=-40, north=60), 720, 465)
    assert "Fiji" not in [c.name for c in countries(view)]


def test_a_place_without_a_point_is_listed_and_never_drawn() -> None:
    can, cannot = placed([_finding("Dushanbe", *DUSHANBE), _finding("Nowhere", None, None, None)])
    assert ([f.label for f in can], [f.label for f in cannot]) == (["Dushanbe"], ["Nowhere"])


def test_what_is_known_to_the_country_only_is_hatched_and_its_mark_vague() -> None:
    found = [_finding("Dushanbe", *DUSHANBE), _finding("Tajikistan", 71.0, 38.9, "country")]
    drawn = chart(found, fitting(found))
    assert [c.name for c in drawn.countries if c.hatched] == ["Tajikistan"]
    assert [m.vague for m in drawn.marks] == [False, True]
    assert where(found[1].place) == "somewhere in Tajikistan"  # type: ignore[arg-type]


def test_a_ring_has_the_size_of_what_the_place_is_known_to() -> None:
    view = View(Box(west=66, south=36, east=72, north=40), 960, 620)
    drawn = chart([_finding("Khatlon", 69.0, 37.9, "province")], view.box)
    assert drawn.marks[0].radius == pytest.approx(view.units(80, 37.9), abs=0.1)


def test_marks_at_one_place_stand_beside_each_other() -> None:
    found = [_finding("a", *DUSHANBE, "site"), _finding("b", *DUSHANBE, "site")]
    first, second = chart(found, fitting(found)).marks
    assert second.x > first.x


def test_labels_do_not_lie_on_each_other() -> None:
    found = [_finding(f"a rather long name {i}", 68.78 + i / 50, 38.54, "site") for i in range(12)]
    labels = [x for x in chart(found, fitting(found)).labels if x.kind == "mark"]
    assert labels
    for i, a in enumerate(labels):
        assert all(abs(a.y - b.y) >= 14 or abs(a.x - b.x) > 60 for b in labels[:i])


def test_no_label_lies_on_a_mark_beside_its_own() -> None:
    found = [_finding("a", *DUSHANBE, "site"), _finding("rather long name", *DUSHANBE, "site")]
    drawn = chart(found, fitting(found))
    assert drawn.marks[0].x < drawn.marks[1].x
    for label in (x for x in drawn.labels if x.kind == "mark"):
        for mark in drawn.marks:
            beside = label.x >= mark.x + 8 or label.x + len(label.text) * LETTER <= mark.x - 8
            assert beside or label.y - LINE >= mark.y or label.y + 4 <= mark.y


@pytest.mark.parametrize("status", ["contested", "stale", "corroborated", "claimed"])
def test_each_state_has_a_shape_of_its_own(status: str) -> None:
    shapes = {s: chart([f := _finding("x", *DUSHANBE, status=s)], fitting([f])).marks[0].shape
              for s in ("contested", "stale", "corroborated", "claimed")}  # fmt: skip
    assert sum(shapes[status] == s for s in shapes.values()) == 1


def test_closer_and_wider_are_each_others_inverse() -> None:
    box = Box(west=66, south=35, east=72, north=40)
    again = moved(moved(box, closer=2.0), closer=0.5)
    assert (again.west, again.north) == pytest.approx((box.west, box.north))


@pytest.mark.parametrize(
    "text", ["1,2,3", "a,b,c,d", "72,35,66,40", "nan,1,2,3", "0,0,0.001,1", "inf,0,1,2", "-999,0,1,1"]
)
def test_what_is_no_view_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="view"):
        box_of(text)


def test_the_strip_shows_the_days_around_the_one_asked_for() -> None:
    days = [Day(date.fromordinal(738000 + n), 1 + n % 3) for n in range(400)]
    made = strip(days, days[200].day)
    assert made
    assert made.length <= MOST_DAYS
    assert made.first <= made.shown <= made.last
    assert (made.before, made.after) == (days[199].day, days[201].day)
    assert all(made.first <= b.day <= made.last for b in made.bars)


@pytest.mark.parametrize("shown", [0, 1, 200, 398, 399])
def test_the_strip_of_a_long_ledger_is_as_long_at_its_ends(shown: int) -> None:
    days = [Day(date.fromordinal(738000 + n), 1) for n in range(400)]
    made = strip(days, days[shown].day)
    assert made
    assert (made.length, len(made.bars)) == (MOST_DAYS, MOST_DAYS)


@pytest.mark.parametrize("shown", [date(2000, 1, 1), date(2030, 1, 1)])
def test_a_day_far_from_any_report_is_still_on_the_strip(shown: date) -> None:
    made = strip([Day(date(2021, 7, 5), 2), Day(date(2021, 7, 8), 1)], shown)
    assert made
    assert made.first <= shown <= made.last


def _edge(number: int, who: str, whom: str) -> Edge:
    first, second = Party(id=who, name=who), Party(id=whom, name=whom)
    return Edge(id=f"e{number}", who=first, act="asks", code="REQUEST", whom=second, kind="asks", statements=("s",))


@pytest.mark.parametrize("sheet", [WIDE, NARROW])
def test_the_network_is_drawn_alike_each_time_and_within_its_frame(sheet: Sheet) -> None:
    found = [_edge(n, f"Actor {n % 7}", f"Actor {n % 5 + 3}") for n in range(12) if n % 7 != n % 5 + 3]
    first, second = graph(found, sheet), graph(found, sheet)
    assert first == second
    assert all(0 < n.x < sheet.width and 0 < n.y < sheet.height for n in first.nodes)
    assert len({(n.x, n.y) for n in first.nodes}) == len(first.nodes)


@pytest.mark.parametrize("sheet", [WIDE, NARROW])
def test_a_name_in_the_network_is_written_whole_within_its_frame(sheet: Sheet) -> None:
    long = [f"Permanent Council of the {n}th Treaty Organization" for n in range(30)]
    drawn = graph([_edge(n, long[n], long[n - 1]) for n in range(30)], sheet)
    assert len(drawn.nodes) <= sheet.nodes
    assert len(drawn.nodes) + drawn.left_out == 30
    for node in drawn.nodes:
        half = max(map(len, node.label)) * LETTER / 2
        assert node.at - half >= 0
        assert node.at + half <= sheet.width
        assert 0 <= node.top <= sheet.height


def test_one_base_under_three_names_is_one_actor_in_the_network() -> None:
    keeps = "Russia keeps about 6,000 troops at its 201st military base in Tajikistan."
    uses = "Russia will use its military base in Tajikistan to protect its ally."
    names = {p.name for e in _network(keeps, uses) for p in (e.who, e.whom)}
    assert [n for n in names if "base" in n] == ["201st Russian military base"]


def test_the_commander_of_one_report_is_not_the_commander_of_another() -> None:
    first = "A commander attacked the Taliban in Kunduz on Monday."
    ends = {p.id for e in _network(first, "On Tuesday a commander attacked Russia.") for p in (e.who, e.whom)}
    assert len([x for x in ends if x.endswith(" commander")]) == 2


def _network(*texts: str) -> tuple[Edge, ...]:
    documents, read = zip(*(reading_of(text, f"d{n}") for n, text in enumerate(texts)), strict=True)
    said = [s for r in read for s in r.statements]
    return edges(gather(documents, read, said, (), as_of=DAY, world=load_world()), load_world())


def test_a_network_of_nobody_is_empty() -> None:
    assert graph([]).nodes == ()
