"""What another counts otherwise by a number alone: "; the army spoke of 900", "a diplomat puts them at 12,000"."""

import re
from collections.abc import Sequence

import msgspec

from panj.lexicon.counted import head_noun, kind_of
from panj.situation.counts.contexts import clause_of, unsure
from panj.situation.counts.figures import Figure
from panj.situation.said import Said

NEAR = 300  # characters from a count to the one that puts it otherwise
ALIKE = 25  # times as many, or as few: further apart two counts are hardly of the same
_THAT = re.compile(
    r"(?:(?:them|it|(?:that|this|the|their|its) (?:number|figure|total|toll|strength|count|displaced|dead)"
    r"(?: of (?:the |those )?(?:dead|deaths|killed|casualties|victims|fatalities|displaced|wounded|injured))?)"
    r" (?:at|to be|was|is) )?"
    r"(?:(?:only|just|no more than|fewer than|about|more than|at least|some|over|nearly|around|up to) ){0,2}\Z"
)
_BEHIND = re.compile(r"(?:\W*| dead| deaths| in all| people)\Z")


def put_otherwise(said: Said, last: Figure | None, given: Sequence[Figure]) -> Figure | None:
    """Return the last figure of a report as another speaker counts it, by a number without a noun of its own.

    `given` is what the words by themselves tell of: "the displaced at 275,000".
    """
    if (
        last is None
        or last.kind == "share"
        or len(said.figures) != 1
        or any(f.kind != last.kind for f in given)
        or said.speaker == last.said.speaker
        or len(said.statement.chain) < 2
    ):
        return None
    quantity = said.figures[0]
    apart = said.statement.span.start - last.said.statement.span.end
    if quantity.unit is not None or apart > NEAR or not _alike(last.quantity.low, quantity.low):
        return None
    before = said.before(quantity.span.start)
    behind = said.behind(quantity.span.end)
    if not _THAT.match(before) or not _BEHIND.match(behind) or unsure(clause_of(said, quantity)):
        return None
    if behind.strip(" .") and (last.kind != "killed" or kind_of(last.noun) not in ("people", None)):
        return None  # "reported seven dead" of its own men
    if quantity.of and quantity.of in quantity.text and head_noun(quantity.of) != last.noun:
        return None  # families and people
    of = quantity.of or last.quantity.of or last.noun
    return msgspec.structs.replace(last, said=said, quantity=msgspec.structs.replace(quantity, of=of))


def such_before(told: Sequence[Figure], given: Sequence[Figure], last: Figure | None) -> Figure | None:
    """Return the last figure of what a single one counts too: the dead, where the wounded were counted between.

    "The toll" is of the people killed, not of one side's fighters.
    """
    if len(given) != 1 or last is None:
        return last
    of_fighters = given[0].noun == "" and kind_of(last.noun) == "force"
    if last.kind == given[0].kind and not of_fighters:
        return last
    like = [f for f in told if f.kind == given[0].kind and not (of_fighters and kind_of(f.noun) == "force")]
    return like[-1] if like else last


def _alike(one: float | None, other: float | None) -> bool:
    return bool(one and other) and 1 / ALIKE <= (one or 1) / (other or 1) <= ALIKE
