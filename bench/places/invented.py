"""Where the toponyms of articles are that we invented and read once: found, right, wrong, without a point.

python -m bench.places.invented [first|last] [--wrong]

In the articles "<Sake@-1.57,29.04>" is a place, "<Tillia@?16.1,4.8>" one that no gazetteer need have, for which no
point is right as well as one near, and "{Kyiv}" a name that is no place there: a state that acts, or an adjective.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from bench.places.corpora import NEAR_KM, km
from panj.english import parse_all
from panj.records import Document, Place, Span
from panj.understand.places import find_places, resolve_toponyms
from panj.understand.places.grounds import with_grounds
from panj.world import load_world

ARTICLES = Path(__file__).parent / "invented"
HEAD = re.compile(r"^= (\S+) (\S+)\n", re.MULTILINE)
MARK = re.compile(r"<([^<>@]{1,60})@(\??)(-?[\d.]{1,8}),(-?[\d.]{1,8})>|\{([^{}]{1,60})\}")
UNNAMED = ("site", "part", "line", "border", "base")


class Expected(msgspec.Struct, frozen=True):
    """A name, with its point; without one it is no place. `unknown`: having no point for it is right too."""

    span: Span
    lat: float | None = None
    lon: float | None = None
    unknown: bool = False


class Article(msgspec.Struct, frozen=True):
    """An article with the names expected in it, in order."""

    id: str
    day: date
    text: str
    names: tuple[Expected, ...]


def articles(half: str) -> Iterator[Article]:
    """Yield the articles of one half, those of each sort in order."""
    for path in sorted(ARTICLES.glob(f"{half}-*.txt")):
        parts = HEAD.split(path.read_text(encoding="utf-8"))
        for name, day, marked in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            yield article(name, day, marked)


def article(name: str, day: str, marked: str) -> Article:
    """Return an article without its marks."""
    text, names, end = "", [], 0
    for match in MARK.finditer(marked):
        words = match[1] or match[5]
        text += marked[end : match.start()] + words
        span, end = Span(len(text) - len(words), len(text)), match.end()
        known = Expected(span, float(match[3]), float(match[4]), bool(match[2])) if match[1] else Expected(span)
        names.append(known)
    return Article(name, date.fromisoformat(day), text + marked[end:], tuple(names))


def verdict(gold: Expected, place: Place) -> str:
    """Return right, wrong or none for the point of a place."""
    if place.lat is None or place.lon is None:
        return "right" if gold.unknown else "none"
    assert gold.lat is not None
    assert gold.lon is not None
    return "right" if km(gold.lat, gold.lon, place.lat, place.lon) <= NEAR_KM else "wrong"


def score(found: Sequence[Article], show: bool) -> Counter[str]:
    """Return the counts of one sort of articles."""
    count: Counter[str] = Counter()
    world = load_world()
    for one, parsed in zip(found, parse_all((a.text, None) for a in found), strict=True):
        golds = [name for name in one.names if name.lat is not None]
        for gold, place in zip(golds, resolve_toponyms(one.text, [g.span for g in golds]), strict=True):
            count[f"given {verdict(gold, place)}"] += 1
            if show and verdict(gold, place) != "right":
                print(one.id, "given", verdict(gold, place), place.text, _said(place), sep="\t")
        document = Document(id=one.id, text=one.text, published=one.day)
        places = find_places(document, with_grounds(parsed, one.day, world), (), world)
        sites = [g.span for g in golds]
        left = [p for p in places if p.feature not in UNNAMED or any(p.span.holds(span) for span in sites)]
        count["names"] += len(golds)
        count["found"] += len(left)
        for gold in golds:
            own = next((p for p in left if p.span.overlaps(gold.span)), None)
            if own is None:
                count["missed"] += 1
                if show:
                    print(one.id, "missed", _around(one.text, gold.span), sep="\t")
                continue
            left.remove(own)
            count["own"] += 1
            count[f"own {verdict(gold, own)}"] += 1
            if show and verdict(gold, own) != "right":
                print(one.id, "own", verdict(gold, own), own.text, _said(own), sep="\t")
        for place in left if show else ():
            print(one.id, "false", _around(one.text, place.span), _said(place), sep="\t")
    return count


def _said(place: Place) -> str:
    return f"{place.name} {place.country} {place.feature} {place.confidence}" if place.lat is not None else ""


def _around(text: str, span: Span) -> str:
    return f"{text[max(0, span.start - 30) : span.start]}[{span.of(text)}]{text[span.end : span.end + 20]}".replace(
        "\n", " "
    )


def main() -> None:
    """Print a line for each sort of articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", nargs="?", default="first", choices=("first", "last"))
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    sorts: dict[str, list[Article]] = {}
    for one in articles(options.half):
        sorts.setdefault(one.id.partition("-")[0], []).append(one)
    total: Counter[str] = Counter()
    counts = {sort: score(found, options.wrong) for sort, found in sorts.items()}
    for sort, count in counts.items():
        total += count
        print(line(sort, count))
    print(line("all", total))


def line(sort: str, count: Counter[str]) -> str:
    """Return the row of one sort: precision, recall, F1; spans given and of those found: right, wrong, without."""
    own, found, names = count["own"], count["found"], count["names"]
    shares = [own / found, own / names, 2 * own / (found + names), count["given right"] / names]
    shares += [count["own right"] / own, 2 * count["own right"] / (found + names)]
    wrong = f"wrong given {count['given wrong']}, own {count['own wrong']}"
    return f"{sort:<10}{names:>5}" + "".join(f"{share:>7.3f}" for share in shares) + "  " + wrong


if __name__ == "__main__":
    main()
