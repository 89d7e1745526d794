"""Whom Panj takes the pronouns of the third person for, on GUM dev.

python -m bench.coreference.run [--wrong] [--pin] [--on TREEBANK]
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.coreference.gold import Gold, documents
from panj import pipeline
from panj.records import Document, Mention, Reading
from panj.understand.mentions.pronouns import NEUTRAL, ONE, PERSONAL, PRONOUNS

FLOOR = Path(__file__).parent / "floor.json"
SLACK = 0.002
NOBODY = frozenset({"place", "other"})  # types of mention that are no actor
GROUPS = ("he/she", "it", "they", "all")
REPORTS = frozenset({"news", "interview", "speech", "bio", "voyage"})
RIGHT, ANOTHER, OPEN = "right", "another", "open"  # the antecedent is somebody whom Panj has seen
GIVEN, LEFT = "given", "left"  # it is a thing, an event, nothing, or somebody whom Panj has not seen
Counts = Counter[str]


class Naming(NamedTuple):
    """A phrase that names somebody by itself, as Panj has it, and the chain of the treebank that it belongs to."""

    start: int
    mention: Mention
    chain: str | None
    plural: bool


class Case(NamedTuple):
    """A pronoun, whom Panj and the last named that fits make of it, and what becomes of each answer."""

    gold: Gold
    start: int
    word: str
    chain: str | None
    answer: Mention | None
    outcome: str
    baseline: str


def group(word: str) -> str:
    """Return which of the three groups a pronoun belongs to."""
    return "he/she" if word in PERSONAL else "it" if word in NEUTRAL else "they"


def read(golds: Sequence[Gold]) -> Iterator[Reading]:
    """Yield what Panj reads in the documents, each as a report of its day."""
    reports = [Document(id=gold.name, text=gold.text, published=gold.written) for gold in golds]
    return (reading for _, reading in pipeline.understand_all(reports))


def namings(gold: Gold, mentions: Iterable[Mention]) -> list[Naming]:
    """Return the mentions that name somebody by themselves, in order; what takes up another is no name."""
    found = []
    for mention in mentions:
        if mention.entity and not mention.rule.startswith("coreference") and mention.text.lower() not in PRONOUNS:
            phrase = gold.at(mention.span.start, mention.span.end)
            plural = phrase is not None and gold.words[phrase.head].xpos in {"NNS", "NNPS"}
            found.append(Naming(mention.span.start, mention, phrase.chain if phrase else None, plural))
    return sorted(found, key=lambda naming: naming.start)


def cases(gold: Gold, reading: Reading) -> Iterator[Case]:
    """Yield every pronoun of the third person and what became of it."""
    named = namings(gold, reading.mentions)
    answers = {m.span.start: m for m in reading.mentions if m.entity and m.text.lower() in PRONOUNS}
    for i, word in enumerate(gold.words):
        said = word.form.lower()
        if said not in PRONOUNS or not word.xpos.startswith("PRP"):
            continue
        chain = next((phrase.chain for phrase in gold.headed.get(i, ()) if phrase.pronoun), None)
        before = [naming for naming in named if naming.start < word.start]
        answer = answers.get(word.start)
        last = next((naming for naming in reversed(before) if fits(said, naming)), None)
        yield Case(
            gold, word.start, said, chain, answer,
            outcome(chain, answer.entity if answer else None, named, before),
            outcome(chain, last.mention.entity if last else None, named, before),
        )  # fmt: skip


def fits(word: str, naming: Naming) -> bool:
    """Tell whether a pronoun can mean somebody by kind and number; of gender nothing is known."""
    kind = naming.mention.type
    if word in PERSONAL:
        return kind == "person" and not naming.plural
    if word in NEUTRAL:
        return kind in ONE and not naming.plural
    return naming.plural or kind in {"group", "organization"}


def outcome(chain: str | None, answer: str | None, named: Sequence[Naming], before: Sequence[Naming]) -> str:
    """Return what becomes of an answer: the antecedent is somebody if Panj has named him before as an actor."""
    seen = any(n.chain == chain and n.mention.type not in NOBODY for n in before) and chain is not None
    agrees = chain is not None and any(n.chain == chain and n.mention.entity == answer for n in named)
    if seen:
        return OPEN if answer is None else RIGHT if agrees else ANOTHER
    return LEFT if answer is None or agrees else GIVEN


def counted(found: Iterable[Case], *, baseline: bool = False) -> dict[str, Counts]:
    """Return how many of each outcome there are, by group of words."""
    out: dict[str, Counts] = {name: Counter() for name in GROUPS}
    for case in found:
        end = case.baseline if baseline else case.outcome
        out[group(case.word)][end] += 1
        out["all"][end] += 1
    return out


def figures(counts: Counts) -> dict[str, float]:
    """Return precision, recall and F1 of the choices: what is open costs recall, what is given wrongly precision."""
    right = counts[RIGHT]
    precision = right / max(1, right + counts[ANOTHER] + counts[GIVEN])
    recall = right / max(1, right + counts[ANOTHER] + counts[OPEN])
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def table(counts: dict[str, Counts]) -> Iterator[str]:
    """Yield the lines of a table."""
    columns = (RIGHT, ANOTHER, OPEN, GIVEN, LEFT)
    yield f"{'':8s}{'somebody':>10s}" + "".join(f"{name:>9s}" for name in columns) + "        P      R     F1"
    for name in GROUPS:
        some = counts[name]
        shares = figures(some)
        of = some[RIGHT] + some[ANOTHER] + some[OPEN]
        cells = "".join(f"{some[column]:9d}" for column in columns)
        yield f"{name:8s}{of:10d}{cells}   " + "".join(f"{value:7.3f}" for value in shares.values())


def wrong(found: Iterable[Case]) -> Iterator[str]:
    """Yield what is not right, with the words before."""
    for case in found:
        if case.outcome in {ANOTHER, OPEN, GIVEN}:
            words = next((p for p in case.gold.phrases if p.chain == case.chain and not p.pronoun), None)
            meant = (
                case.gold.text[case.gold.words[words.first].start : case.gold.words[words.last].end] if words else "-"
            )
            around = case.gold.text[max(0, case.start - 150) : case.start + 40].replace("\n", " ")
            name = case.answer.name if case.answer else None
            yield f"{case.outcome:8s}{case.word:6s}{case.gold.name}: means {meant[:50]!r}, taken for {name!r}: {around}"


def main(arguments: Sequence[str]) -> int:
    treebank = arguments[arguments.index("--on") + 1] if "--on" in arguments else "gum-dev"
    golds = list(documents(treebank))
    if not golds:
        print("../shared is not here: nothing measured", file=sys.stderr)
        return 0
    found = [case for gold, reading in zip(golds, read(golds), strict=True) for case in cases(gold, reading)]
    written = [case for case in found if case.gold.genre in REPORTS]
    for name, some in ("all ten genres", found), (", ".join(sorted(REPORTS)), written):
        print(f"{name}: {len({case.gold.name for case in some})} documents", *table(counted(some)), sep="\n")
        print("the last named that fits:", *table(counted(some, baseline=True)), "", sep="\n")
    if "--wrong" in arguments:
        print(*wrong(found), sep="\n")
    if treebank != "gum-dev":
        return 0
    reached = {name: figures(counts)["f1"] for name, counts in counted(found).items()}
    if "--pin" in arguments:
        FLOOR.write_text(json.dumps(reached, indent=1) + "\n", encoding="utf-8")
        return 0
    floor = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {}
    fallen = [name for name, least in floor.items() if reached[name] < least - SLACK]
    for name in fallen:
        print(f"{name}: F1 {reached[name]} is below {floor[name]}", file=sys.stderr)
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
