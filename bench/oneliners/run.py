"""PLOVER root of 43 invented sentences that PETRARCH's authors coded by hand.

python -m bench.oneliners.run [--wrong]
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from panj.english import parse_all
from panj.english.parsed import Parsed, Sentence
from panj.records import Modality, Span
from panj.understand.events.coding import folded, found_in
from panj.understand.events.context import Found
from panj.understand.modality import modality_of
from panj.understand.trees.predicates import surface_subjects
from panj.world import World, load_world

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared" / "data" / "events" / "one-liners.jsonl"
FLOOR = HERE / "floor.json"
# CAMEO's first two digits as PLOVER roots (Open Event Data Alliance 2018). A statement (01) has no root: 013 and 018
# are kind words, 015 owns up to an act, which is then the code.
ROOTS = {
    "02": {"REQUEST"},
    "09": {"ACCUSE"},
    "10": {"REQUEST"},
    "11": {"ACCUSE"},
    "18": {"ASSAULT"},
    "19": {"ASSAULT"},
    "20": {"ASSAULT"},
    "013": {"SUPPORT"},
    "018": {"SUPPORT"},
    "015": {"ASSAULT", "THREATEN"},
    "101": {"REQUEST", "ACCUSE"},
    "03": {"AGREE"},
    "04": {"CONSULT"},
    "05": {"SUPPORT"},
    "06": {"COOPERATE"},
    "07": {"AID"},
    "08": {"CONCEDE", "RETREAT"},
    "12": {"REJECT"},
    "13": {"THREATEN"},
    "14": {"PROTEST"},
    "15": {"MOBILIZE"},
    "16": {"SANCTION"},
    "17": {"COERCE"},
}


def wanted(code: str) -> set[str]:
    """Return the roots that stand for a CAMEO code, the longest prefix known."""
    return next(ROOTS[code[:n]] for n in (3, 2) if code[:n] in ROOTS)


def main_act(parsed: Parsed, found: Sequence[Found]) -> Found | None:
    """Return the act nearest to the top of its sentence, the earlier of two alike."""
    return min(found, key=lambda item: (_depth(parsed.sentences[item.sentence], item.token), item.token), default=None)


def answers(parsed: Parsed, found: Sequence[Found]) -> set[str]:
    """Return the code of the main act, and the one that CAMEO gives it for how it is put; nothing if none is found."""
    item = main_act(parsed, found)
    if item is None:
        return set()
    sentence = parsed.sentences[item.sentence]
    speaker = _speaker(sentence)
    own = any(role.role == "actor" and role.span.overlaps(speaker) for role in item.event.roles)
    return {item.event.code, folded(sentence, item, modality_of(sentence, item.token), speaker, own=own)}


def right(case: dict[str, Any], parsed: Parsed, found: Sequence[Found]) -> bool:
    """Tell whether the main act has a right code; where none is wanted, whether nobody is said to act on another."""
    if not case["events"]:
        return not any(_is_dyad(parsed, item) for item in found)
    return any(answers(parsed, found) & wanted(event["code"]) for event in case["events"])


def _is_dyad(parsed: Parsed, item: Found) -> bool:
    judged = modality_of(parsed.sentences[item.sentence], item.token)
    happened = judged.modality is Modality.ASSERTED and not judged.denied
    return happened and {role.role for role in item.event.roles} >= {"actor", "recipient"}


def _depth(sentence: Sentence, i: int) -> int:
    return sum(1 for _ in sentence.above(i))


def _speaker(sentence: Sentence) -> Span:
    subjects = surface_subjects(sentence, sentence.root.i)
    token = sentence.tokens[subjects[0]] if subjects else sentence.root
    return Span(token.start, token.end)


def measured(world: World) -> tuple[int, list[tuple[dict[str, Any], set[str]]]]:
    """Return how many are right, and the cases that are wrong with what was answered."""
    cases = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    wrong = []
    for case, parsed in zip(cases, parse_all((case["text"], None) for case in cases), strict=True):
        found = found_in(case["text"], parsed, world)
        if not right(case, parsed, found):
            wrong.append((case, answers(parsed, found)))
    return len(cases) - len(wrong), wrong


def main(arguments: Sequence[str]) -> int:
    hits, wrong = measured(load_world())
    least = json.loads(FLOOR.read_text(encoding="utf-8"))["right"] if FLOOR.exists() else 0
    print(f"right code: {hits} of {hits + len(wrong)} (floor {least})")
    if "--wrong" in arguments:
        for case, answer in wrong:
            print(f"  {case['text']}  {[event['code'] for event in case['events']]} not {sorted(answer)}")
    if "--pin" in arguments:
        FLOOR.write_text(json.dumps({"right": hits}) + "\n", encoding="utf-8")
        return 0
    return int(hits < least)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
