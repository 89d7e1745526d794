"""Phrases for actors and the country and sector that they should be coded as."""

import json
from datetime import date
from pathlib import Path

from panj.world import World
from panj.world.phrases import read_phrase


def score(world: World, path: Path) -> tuple[dict[str, float], list[str]]:
    """Return the share of right countries and sectors (first sector only), and what is wrong."""
    right = {"country": 0, "sector": 0}
    asked = {"country": 0, "sector": 0}
    wrong = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["xfail"]:
            continue
        day = date.fromisoformat(row["query_date"]) if row["query_date"] else None
        coded = read_phrase(world, row["phrase"], day)
        said = {"country": coded.country, "sector": coded.sector.partition("+")[0]}
        for field, key in (("country", "country"), ("sector", "code_1")):
            if (gold := row["expect"].get(key)) is not None:
                asked[field] += 1
                right[field] += said[field] == gold
                if said[field] != gold:
                    wrong.append(f"{row['phrase']!r} ({row['query_date']}): {field} {said[field]!r}, not {gold!r}")
    return {field: right[field] / asked[field] for field in right}, wrong
