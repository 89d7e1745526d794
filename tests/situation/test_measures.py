"""What is in force, open or closed: truces, crossings, embassies, sieges, sanctions, mandates, ships."""

from datetime import date

import pytest
from tests.situation.short import lines

from panj.english import parse
from panj.records import Document
from panj.situation import assess, gather
from panj.understand import understand
from panj.world import load_world


def told(text: str) -> dict[str, str]:
    """Return how each thing stands by a report, without its day."""
    return {f.label: (f.value or "").partition(",")[0] for f in lines(text, "measures")}


@pytest.mark.parametrize(
    ("text", "label", "state"),
    [
        ("Eritrea and Ethiopia agreed to a truce on Monday.", "ceasefire, Eritrea and Ethiopia", "agreed"),
        ("Israel and Hamas extended the truce by a day.", "ceasefire, Israel and Palestine", "extended"),
        ("Chad closed the Adre crossing with Sudan.", "Adre crossing", "closed"),
        ("The crossing at Rafah reopened after two weeks.", "Rafah crossing", "open"),
        ("Lithuania closed its border with Belarus.", "border, Belarus and Lithuania", "closed"),
        ("Iran reopened its airspace on Tuesday.", "airspace, Iran", "open"),
        ("Hungary closed its embassy in Kyiv.", "embassy of Hungary in Ukraine", "closed"),
        ("The siege of Kobani was lifted.", "siege of Kobani", "lifted"),
        ("Canada imposed sanctions on Belarus.", "sanctions by Canada on Belarus", "imposed"),
        ("Peru declared a state of emergency.", "state of emergency, Peru", "in force"),
        ("The Security Council voted to renew the mandate of UNIFIL.", "mandate of UNIFIL", "extended"),
        ("The African Union extended the mandate of its mission in Somalia.", "mandate of African Union's mission",
         "extended"),
        ("Poland keeps the Kuznica crossing closed, its government said.", "Kuznica crossing", "closed"),
        ("Burundi closed all its land crossings with Rwanda.", "crossing, Burundi and Rwanda", "closed"),
        ("The border between Gambia and Senegal, shut in March, was reopened.", "border, Gambia and Senegal", "open"),
        ("A curfew from 7 p.m. to 6 a.m. remains in force in Honiara.", "curfew, Honiara", "in force"),
        ("Rebels cut off electricity from the dam.", "electricity cut by Rebels", "suspended"),
        ("The Adriatic port of Rijeka was closed to tankers.", "Rijeka port", "closed"),
        ("Yemen's coast guard released the tanker Sounion.", "ship Sounion", "released"),
        ("The World Food Programme resumed deliveries to Tigray.", "deliveries of World Food Programme", "resumed"),
        ("Gabon's army dissolved the national assembly.", "national assembly in Gabon", "dissolved"),
        ("Senegal postponed the presidential election.", "presidential election in Senegal", "postponed"),
        ("Russia and Georgia agreed to a ceasefire to begin on Friday.", "ceasefire, Georgia and Russia", "agreed"),
        ("The African Union imposed a no-fly zone over Comoros and closed all ports.",
         "no-fly zone by African Union on Comoros", "imposed"),
        ("Sudan and South Sudan agreed on Friday to cease hostilities.", "ceasefire, South Sudan and Sudan", "agreed"),
        ("Soldiers detained President Alpha Conde.", "Alpha Conde", "detained"),
        ("Activists Juan Galvis and Diego Solis, detained in Laro on 1 June and set free on 3 July, reported beatings.",
         "Diego Solis", "released"),
        ("Rebels seized Bishop Elias Haddad and let him go on Tuesday.", "Elias Haddad", "released"),
        ("Police detained Amin Rahimov and set him free later.", "Amin Rahimov", "released"),
        ("Iran released the researcher Fariba Adelkhah on Friday.", "Fariba Adelkhah", "released"),
        ("A second tanker, the Mesdar, was boarded and then released.", "ship Mesdar", "released"),
        ("Rebels closed the road from Bambari at Grimari.", "Bambari and Grimari road", "closed"),
        ("Flights to Aden resumed on Monday, an airline said.", "flights, Aden", "resumed"),
        ("Qatar and Oman condemned violations of the ceasefire in Sudan.", "ceasefire, Sudan", "said to be broken"),
        ("Soldiers turned back an aid convoy at Mek'ele.", "aid convoy, Mek'ele", "blocked"),
    ],
)  # fmt: skip
def test_a_change_of_what_lasts_is_a_line(text: str, label: str, state: str) -> None:
    assert told(text) == {label: state}


@pytest.mark.parametrize(
    "text",
    [
        "Norway called for a ceasefire in Yemen.",
        "Egypt is expected to reopen the Rafah crossing.",
        "Latvia will close its border with Russia.",
        "Colombia denied closing the Cucuta crossing.",
        "If the truce collapsed, Ethiopia would send troops.",
        "Niger has not reopened its airspace.",
        "The crossing, about 40 kilometers from Kunduz, opened in 2007.",
        "The general was moved to Riyadh before the release of Ali Hassan.",
        "Regional officials denied that the road to Gondar was blocked.",
        "Border guards opened fire near Agadez.",
        "Turkey threatened to close its airspace.",
        "Kenya and Somalia discussed a ceasefire agreement.",
        "The curfew would be lifted once the mayor returned.",
        "The blockade of Taiz should be lifted, the envoy said.",
    ],
)
def test_what_is_planned_asked_for_denied_or_hangs_on_an_if_changes_nothing(text: str) -> None:
    assert told(text) == {}


def test_a_mandate_lasts_up_to_its_day_and_is_past_due_after_it() -> None:
    text = "The Security Council voted to extend the mandate of UNMISS until 15 March 2024."
    (line,) = lines(text, "measures")
    assert (line.due, line.status) == (date(2024, 3, 15), "single source")
    short = text.replace("15 March 2024", "30 April 2023")
    later = _later(("2023-03-15", "AFP", short), ("2023-05-05", "AFP", "Rain fell in Juba on Friday."))
    assert later["mandate of UNMISS"][1] == "past due"


def test_the_truce_that_a_report_named_is_the_one_that_each_side_says_the_other_broke() -> None:
    text = "A truce between Sudan and South Sudan took effect on Monday. Each side accused the other of violating it."
    assert list(told(text).values()) == ["said to be broken"]


def test_each_border_that_is_named_is_a_line() -> None:
    found = told("Guinea reopened its borders with Mali, Senegal and Liberia.")
    assert found == {
        f"border, {names}": "open" for names in ("Guinea and Mali", "Guinea and Senegal", "Guinea and Liberia")
    }


def test_a_place_by_itself_is_its_crossing_where_crossings_are_spoken_of() -> None:
    text = "Mali reopened the Diboli crossing on Friday, but Kidira was still shut to lorries, customs officials said."
    assert told(text) == {"Diboli crossing": "open", "Kidira crossing": "closed"}
    assert told("The market in Kidira was still shut.") == {}


def test_operations_at_an_embassy_are_the_embassy_s() -> None:
    assert list(told("Austria suspended operations at its embassy in Tripoli.")) == ["embassy of Austria in Libya"]


def _later(*reports: tuple[str, str, str]) -> dict[str, tuple[str, str]]:
    """Return how each thing stands by reports of several days, with its status."""
    documents = [
        Document(id=str(n), text=text, outlet=outlet, published=date.fromisoformat(day))
        for n, (day, outlet, text) in enumerate(reports)
    ]
    world, last = load_world(), max(date.fromisoformat(day) for day, _, _ in reports)
    readings = [understand(d, parse(d.text), world) for d in documents]
    said = [s for reading in readings for s in reading.statements]
    case = gather(documents, readings, said, [], as_of=last, world=world)
    return {f.label: (f.value or "", f.status) for f in assess(case, world) if f.topic == "measures"}


def test_the_last_change_decides_and_earlier_ones_are_told() -> None:
    found = _later(
        ("2020-10-10", "TASS", "Armenia and Azerbaijan agreed to a ceasefire in Moscow."),
        ("2020-10-12", "AFP", "Armenia accused Azerbaijan of violating the ceasefire."),
        ("2020-10-17", "Reuters", "Armenia and Azerbaijan agreed to a new truce, France said."),
    )
    value = "agreed, 2020-10-17; before: agreed 2020-10-10, said to be broken 2020-10-12"
    assert found == {"ceasefire, Armenia and Azerbaijan": (value, "single source")}


def test_who_says_that_a_truce_holds_contests_that_it_is_broken() -> None:
    found = _later(
        ("2020-10-12", "AFP", "Armenia accused Azerbaijan of violating the ceasefire."),
        ("2020-10-12", "TASS", "Russia said that the ceasefire between Armenia and Azerbaijan was holding."),
    )
    assert {status for _, status in found.values()} == {"contested"}


def test_a_crossing_that_remains_closed_has_two_witnesses() -> None:
    found = _later(
        ("2021-08-02", "AFP", "Colombia closed the Cucuta crossing."),
        ("2021-08-04", "EFE", "The Cucuta crossing remained closed on Wednesday."),
    )
    assert found == {"Cucuta crossing": ("closed, 2021-08-02", "corroborated")}


def test_how_something_stood_years_ago_is_no_news() -> None:
    assert not told("The Torkham crossing opened in 2007 for 40 trucks.")
    assert told("The Torkham crossing, west of Landi Kotal, was closed.") == {"Torkham crossing": "closed"}


def test_each_of_two_crossings_in_one_text_has_its_own_name() -> None:
    text = "Malawi closed the Mwanza crossing. The Dedza Bridge border crossing with Mozambique remained open."
    assert told(text) == {"Mwanza crossing": "closed", "Dedza Bridge crossing": "open"}


def test_a_change_is_of_the_weekday_behind_it() -> None:
    (line,) = lines("The Milange crossing reopened on Friday, an officer said.", "measures")
    assert line.value == "open, 2023-05-05"


def test_a_siege_that_goes_on_is_in_force() -> None:
    assert told("Aleppo is still under siege.") == {"siege of Aleppo": "in force"}
    assert told("The siege of Mariupol continues.") == {"siege of Mariupol": "in force"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Poland closed the Polish border on Monday.", "border, Poland"),
        ("The Kenyan border was closed on Friday.", "border, Kenya"),
        ("Lithuania shut the Belarusian border.", "border, Belarus and Lithuania"),
        ("Sudan closed the Chaman border.", "Chaman crossing"),
    ],
)
def test_a_border_by_whose_it_is_is_no_crossing_of_that_name(text: str, label: str) -> None:
    assert told(text) == {label: "closed"}


def test_what_was_reopened_is_not_the_border_named_behind_it() -> None:
    text = "The Polish border was reopened and the Ukrainian border closed."
    assert told(text) == {"border, Poland": "open", "border, Poland and Ukraine": "closed"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Tienditas bridge has been closed to vehicles since February.", "closed, 2023-02"),
        ("The Adre crossing has been shut since 2016.", "closed, 2016"),
        ("The Massenya road, the main route from the coast, has been blocked since 19 December.", "closed, 2022-12-19"),
        ("Chile shut its embassy in Niger on March 2.", "closed, 2023-03-02"),
        ("The truce signed in Nyala on 27 March entered into force on 30 March, Sudan said.", "in force, 2023-03-30"),
        ("The army left on 2 March. Chad reopened the Adre crossing.", "open, 2023-05-10"),
        ("A curfew from 7 p.m. remains in force in Honiara.", "in force, 2023-05-10"),
    ],
)
def test_the_day_of_a_change_is_the_one_told_behind_it_and_no_more_of_it_than_is_told(text: str, value: str) -> None:
    assert [f.value for f in lines(text, "measures")] == [value]


def test_a_bridge_at_a_place_is_no_crossing_of_that_name_too() -> None:
    assert told("The international bridge at Aguas Verdes has been closed.") == {"Aguas Verdes bridge": "closed"}


@pytest.mark.parametrize(
    ("text", "label", "state"),
    [
        ("Rebels have besieged Dilling since May.", "siege of Dilling", "in force"),
        ("The army has surrounded Kadugli since last year.", "siege of Kadugli", "in force"),
        ("Dilling has been besieged by the SPLM-N for a year.", "siege of Dilling", "in force"),
        ("Russian forces are encircling Pokrovsk.", "siege of Pokrovsk", "in force"),
        ("Flights to Khartoum have been suspended since April.", "flights, Khartoum", "suspended"),
        ("Flights between Algeria and Mali were suspended on Monday.", "flights, Algeria and Mali", "suspended"),
        ("Rail links between India and Pakistan were severed.", "rail links, India and Pakistan", "suspended"),
        (
            "Russia froze its participation in the New START treaty in February.",
            "participation of Russia in the New START treaty",
            "suspended",
        ),
        ("Mali suspended its membership in ECOWAS.", "membership of Mali in ECOWAS", "suspended"),
    ],
)
def test_what_a_verb_tells_to_last_is_in_force(text: str, label: str, state: str) -> None:
    assert told(text) == {label: state}


@pytest.mark.parametrize("text", ["Rebels will besiege Dilling.", "The army denied it had besieged Dilling."])
def test_a_siege_that_is_planned_or_denied_is_not_in_force(text: str) -> None:
    assert told(text) == {}


@pytest.mark.parametrize(
    ("text", "label", "state"),
    [
        ("Nicaragua broke off diplomatic relations with Taiwan on Sunday and thanked China.",
         "relations, Nicaragua and Taiwan", "broken off"),
        ("Sudan and Iran restored diplomatic relations in March.", "relations, Iran and Sudan", "restored"),
        ("Relations between Kenya and Somalia were restored in May.", "relations, Kenya and Somalia", "restored"),
        ("Bolivia severed ties with Israel on Tuesday; Chile recalled its ambassador from Tel Aviv.",
         "ambassador of Chile in Israel", "recalled"),
        ("Taiwan recalled its ambassador on Thursday.", "ambassador of Taiwan", "recalled"),
        ("Belgium expelled 21 Russian diplomats on Tuesday.", "diplomats of Russia in Belgium", "expelled"),
        ("The Rwandan ambassador was expelled from Belgium in March.", "ambassador of Rwanda in Belgium", "expelled"),
        ("Mali suspended the defence pact with France on Monday.", "defence pact, France and Mali", "suspended"),
        ("Swedish lawmakers ratified a defence pact with Norway.", "defence pact, Norway and Sweden", "ratified"),
        ("The treaty between Finland and Sweden entered into force on May 1.", "treaty, Finland and Sweden",
         "in force"),
        ("The African Union suspended Gabon on Thursday.", "membership of Gabon in African Union", "suspended"),
        ("The Arab League agreed on Sunday to readmit Syria.", "membership of Syria in Arab League", "readmitted"),
        ("Markets, schools and banks were closed in Bamako on Monday.", "markets, Bamako", "closed"),
        ("Airports in Kazan, Ufa and Perm were closed for hours before they reopened.", "Ufa airport", "open"),
    ],
)  # fmt: skip
def test_what_states_make_and_break_with_each_other_lasts(text: str, label: str, state: str) -> None:
    assert told(text).get(label) == state


@pytest.mark.parametrize(
    "text",
    [
        "Latvia would cut ties with Belarus if the balloons kept coming.",
        "The minister denied that Chad had broken off relations with Sudan.",
        "The bloc threatened to suspend Guinea.",
        "Sudan and Iran agreed to restore diplomatic relations.",
        "The two leaders discussed the agreement signed in Doha.",
        "He does not expect investments before American sanctions are lifted.",
    ],
)
def test_ties_that_may_be_cut_or_restored_stand_as_they_did(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Dilling and Kadugli remain besieged by the RSF.",
         {"siege of Dilling": "in force", "siege of Kadugli": "in force"}),
        ("Dilling has been under siege for two years.", {"siege of Dilling": "in force"}),
        ("In South Kordofan, Dilling and Kadugli remain besieged by the RSF.",
         {"siege of Dilling": "in force", "siege of Kadugli": "in force"}),
        ("JNIM reimposed its blockade on Kayes.", {"blockade of Kayes": "in force"}),
        ("Djibo has been under a JNIM blockade since August. The blockade was lifted in September.",
         {"blockade of Djibo": "lifted"}),
        ("The blockade of Djibo was lifted in September, then reimposed in October.",
         {"blockade of Djibo": "in force"}),
        ("The Torkham crossing was closed for six hours and reopened on Monday.", {"Torkham crossing": "open"}),
        ("The airport in Goma remains closed.", {"Goma airport": "closed"}),
        ("Azerbaijan unblocked the Lachin corridor.", {"Lachin corridor": "open"}),
        ("Rebels cut the road between Goma and Sake.", {"Goma and Sake road": "closed"}),
        ("Land borders were closed and a curfew imposed in Niger.", {"border, Niger": "closed"}),
        ("Soldiers in Gabon detained President Jean Mba. Portugal urged calm. All borders were closed.",
         {"Jean Mba": "detained", "border, Gabon": "closed"}),
        ("Ukrainian forces encircled Russian troops in Kupyansk.", {}),
        ("The army failed to break the siege of Dilling.", {}),
        ("Malian soldiers reached the garrison on Monday, lifting a 40-day siege. The blockade goes on.", {}),
    ],
)  # fmt: skip
def test_the_last_of_what_is_told_of_a_siege_or_a_way_stands(text: str, stands: dict[str, str]) -> None:
    assert {label: state.partition(";")[0] for label, state in told(text).items()} == stands


def test_a_truce_is_no_brokers_and_an_aside_of_two_parts_hides_nothing() -> None:
    text = (
        "Azerbaijan shelled Armenia on Tuesday. A ceasefire brokered by Moscow collapsed within minutes. "
        "A second truce, announced by Armen Grigoryan, secretary of the Security Council, took effect on Wednesday."
    )
    (told,) = lines(text, "measures")
    assert told.label == "ceasefire, Armenia and Azerbaijan"
    assert told.value is not None
    assert told.value.startswith("in force, ")
    assert "before: ended" in told.value
