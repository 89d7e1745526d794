"""People and tenures from extracts of Wikidata (CC0): `python tools/world/holders.py HOLDERS_DIR LEADERS_CSV`.

HOLDERS_DIR holds one CSV a state (position, person, personID, start, end), LEADERS_CSV heads of state and government by
year; both are extracts by every-politician-scrapers of July and August 2022 (leaders: October 2022). Tenures that reach
into 2000 are kept, of lesser offices those that reach into 2019. Rows of tenures.csv that have another source stay as
they are, and take the place of a derived row of the same person and office; people who are already listed keep their id
and spelling.
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

TABLES = Path(__file__).resolve().parents[2] / "src/panj/world/tables"
SOURCE, LEADERS_SOURCE = "wikidata-2022-08", "wikidata-2022-10"
SINCE, SINCE_OF_MANY = "2000", "2019"
MANY = {"ambassador", "deputy-prime-minister", "governor", "justice-minister", "minister"}  # kept for fewer years

STATES = {
    "armenia": "am", "belarus": "by", "china": "cn", "france": "fr", "georgia": "ge", "india": "in", "iran": "ir",
    "israel": "il", "japan": "jp", "kazakhstan": "kz", "kyrgyzstan": "kg", "pakistan": "pk", "russia": "ru",
    "south-korea": "kr", "tajikistan": "tj", "turkey": "tr", "ukraine": "ua", "united-kingdom": "gb", "us": "us",
    "uzbekistan": "uz",
}  # fmt: skip

UNLIKE = re.compile(r"Lieutenant Governor|Under.?[Ss]ecretary|Secretary of State of|Azad Kashmir|Crimea|Sevastopol")
LEADER_OFFICES = (
    (r"^(Vice|Deputy|First)", ""),
    (r"(?i)^president|^Chairman of the Presid", "president"),
    (r"(?i)^prime minister|^Premier|Chancellor|^Taoiseach|^Minister of State", "prime-minister"),
    (r"(?i)monarch|^king|emir|sultan|emperor|prince|Druk|Ngwenyama|Yang di|O le Ao|pope", "monarch"),
)
LEADER_STATES = {
    "Republic of Abkhazia": "ge-ab", "Republic of Artsakh": "az-nk", "South Ossetia": "ge-os", "Transnistria": "md-tr",
    "Turkish Republic of Northern Cyprus": "cy-nc", "Somaliland": "so-sl", "Kosovo": "xk",
    "Federated States of Micronesia": "fm", "State of Palestine": "ps", "United States of America": "us",
    "São Tomé and Príncipe": "st", "Republic of Ireland": "ie", "People's Republic of China": "cn",
    "Kingdom of Denmark": "dk", "Kingdom of the Netherlands": "nl", "The Bahamas": "bs", "The Gambia": "gm",
}  # fmt: skip
COLLECTIVE = {"ad", "ba", "ch", "sm"}  # several heads of state at once
LEADER_ERRORS = {"am", "ir"}  # a re-appointment and an inauguration are given as the first year


def slug(name: str) -> str:
    """Return a readable ASCII id for a person's name."""
    letters = name.translate(str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ə": "a", "ß": "ss", "ð": "d"}))
    ascii_name = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.replace("'", "").replace("`", "")).strip("-")


@cache
def positions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return kinds of office, each with how the extracts word it; the first that fits counts."""
    with Path(__file__).with_name("positions.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["office"], re.compile(row["position"])) for row in csv.DictReader(file))


def office_of(position: str) -> str | None:
    """Return the kind of office that a position is, None if it is not one of ours."""
    if UNLIKE.search(position):
        return None
    return next((office for office, pattern in positions() if pattern.fullmatch(position)), None)


def holders(folder: Path) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Yield person, QID, state, office, start, end."""
    for path in sorted(folder.glob("*.csv")):
        state = STATES[path.stem]
        for row in csv.DictReader(path.open(encoding="utf-8")):
            office = office_of(row["position"])
            if (state, row["position"]) == ("in", "Minister of Foreign Affairs"):
                continue  # the Foreign Secretaries, who are officials
            since = SINCE_OF_MANY if office in MANY else SINCE
            if office and slug(row["person"]) and row["start"] and (not row["end"] or row["end"] >= since):
                yield row["person"], row["personID"], state, office, row["start"], row["end"]


def leaders(path: Path, states: dict[str, str]) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Yield the same of heads of state and government, to the year."""
    for row in csv.DictReader(path.open(encoding="utf-8")):
        state = LEADER_STATES.get(row["country"]) or states.get(row["country"])
        label = row["positionLabel"]
        office = next((o for pattern, o in LEADER_OFFICES if re.search(pattern, label)), "")
        if (
            state
            and office
            and row["start_year"]
            and state not in STATES.values()
            and state not in LEADER_ERRORS | COLLECTIVE
        ):
            end = row["end_year"]
            if not end or end >= SINCE:
                yield row["officeholderLabel"], row["officeholder"], state, office, row["start_year"], end


def settled(tenures: list[dict[str, str]], single: set[str]) -> list[dict[str, str]]:
    """Make one holder at a time of an office for one: who is never said to have left, left when the next came.

    One whose days all lie within another's was acting; of two others that overlap, the earlier ends when the later
    begins.
    """
    by_office: dict[str, list[dict[str, str]]] = {}
    for row in sorted(tenures, key=lambda row: (row["start"], row["end"] or "9999")):
        by_office.setdefault(row["office"], []).append(row)
    for office, rows in by_office.items():
        if office.partition("/")[2] not in single:
            continue
        for before, row in combinations([r for r in rows if r["status"] == "full"], 2):
            if "acting" in (before["status"], row["status"]) or before["person"] == row["person"]:
                continue
            if before["end"] and before["end"] <= row["start"]:
                continue
            if row["end"] and (before["end"] or "9999") > row["end"]:
                row["status"] = "acting"
            elif before["source"] in (SOURCE, LEADERS_SOURCE):
                before["end"] = row["start"]
    return [row for row in tenures if not row["end"] or row["end"] > row["start"] or len(row["end"]) == 4]


def rows_of(table: str) -> list[dict[str, str]]:
    """Return the rows of one of our tables."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(table: str, columns: list[str], rows: list[dict[str, str]], key: tuple[str, ...]) -> None:
    """Write one of our tables, sorted."""
    with (TABLES / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: tuple(row[c] for c in key)))


def main(folder: Path, leaders_csv: Path) -> None:
    """Replace the derived rows of people.csv and tenures.csv."""
    states = {row["name"]: row["id"] for row in rows_of("states")}
    by_hand = [row for row in rows_of("tenures") if row["source"] not in (SOURCE, LEADERS_SOURCE)]
    people = {row["id"]: row for row in rows_of("people")}
    qids = {row["qid"]: row["id"] for row in people.values() if row["qid"]}
    covered = {(row["office"], row["person"]) for row in by_hand}
    tenures, seen = list(by_hand), set[tuple[str, ...]]()
    for source, found in ((SOURCE, holders(folder)), (LEADERS_SOURCE, leaders(leaders_csv, states))):
        for name, qid, state, office, start, end in found:
            person = qids.get(qid)
            if person is None:
                person = slug(name) if slug(name) not in people else f"{slug(name)}-{qid.lower()}"
                qids[qid] = person
                people[person] = {"id": person, "name": name, "country": state, "qid": qid}
            key = (person, f"{state}/{office}", start, end)
            if (key[1], person) in covered or key in seen or (end and end <= start and len(end) > 4):
                continue
            seen.add(key)
            checked = "2022-08" if source == SOURCE else "2022-10"
            tenures.append(
                {"person": person, "office": key[1], "start": start, "end": end, "status": "full", "source": source,
                 "checked": checked}
            )  # fmt: skip
    tenures = settled(tenures, {row["id"] for row in rows_of("offices") if row["single"] == "true"})
    used = {row["person"] for row in tenures}
    write("people", ["id", "name", "country", "qid"], [p for p in people.values() if p["id"] in used], ("id",))
    columns = ["person", "office", "start", "end", "status", "source", "checked"]
    write("tenures", columns, tenures, ("office", "start", "person"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
