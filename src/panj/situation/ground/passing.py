"""Which places were only held in passing, or long ago, or entered and left: who did so does not hold them."""

import re
from collections.abc import Sequence

from panj.situation.case import Report
from panj.situation.said import Said, any_of

_TAKING, _RETREAT = frozenset({"TAKE"}), frozenset({"RETREAT"})
_SOON_GONE = re.compile(r"\b(?:after|within) (?:(?:about|some|a few|several|[\w-]+) ){1,2}hours?\b|\bhours? later\b")
SOON = 200  # characters from the words for an entry to those for the leaving
_BRIEFLY = re.compile(
    r"\b(?:(?:briefly|temporarily|momentarily) \w+"
    r"|(?:that|which|who) (?:[\w-]+ ){0,5}had (?:held|occupied|controlled))\Z"
)
# who held it "for five hours before leaving" has gone, not who has held it "for two years"
_FOR_A_WHILE = re.compile(
    r"\bfor (?:about |nearly |almost |some |a few |several )?[\w-]{1,12} (?:minutes?|hours?|days?)\b"
    r"(?= (?:before|until|and then)\b)"
)
# who took it and "lost it again the next day"
_LOST_AGAIN = re.compile(
    r"\b(?:but|and|before|then|only to)(?: that)?(?: (?:they|it|(?:its|their) [a-z]+))?"
    r"(?: (?:later|then|soon|had|has|have|\w+ly)){0,2}"
    r" (?:(?:los(?:t|e|ing)|gave up|abandon(?:ed|ing)|le(?:ft|aving)|quit(?:ting)?|vacat(?:ed|ing)"
    r"|withdr(?:ew|awn|awing) from|pull(?:ed|ing) (?:out of|back from))"
    r" (?:it|them|the (?:town|camp|base|village|post|city|area|site)(?! of))"
    r"|lost again"
    r"|(?:withdr(?:ew|awn|awing)|pull(?:ed|ing) (?:out|back))(?=[,.;]|\Z"
    r"| (?:again|after|hours|later|the next|at|on|before|overnight)))\b"
)
_HELD_BEFORE = re.compile(r"\bago\b[^.;]*\Z")
_LOSING = ("los", "gave up", "abandon", "left", "leaving", "quit", "vacat", "withdr", "pull")
_HAD = re.compile(r"\b(?:had|having) (?:been )?(?:\w+ly )?\Z")
_HOLDING = ("held", "hold", "control", "occup")


def passing(said: Said) -> bool:
    """Tell whether what a statement tells of is no more, by its own words."""
    quote = said.statement.quote
    if (" for " in quote and _for_a_while(said)) or ("ago" in quote and _long_ago(said)):
        return True
    return _briefly(said) or (any_of(_LOSING, quote) and _LOST_AGAIN.search(said.words) is not None)


def _briefly(said: Said) -> bool:
    """Tell whether a place was "briefly held", or somebody "had held" it before: he may hold it no more."""
    event = said.statement.event
    if event is None or event.code != "TAKE":
        return False
    return _BRIEFLY.search(said.before(event.trigger.end)) is not None


def _for_a_while(said: Said) -> bool:
    """Tell whether a place was only held for hours or days until something ended that."""
    span = said.statement.span
    return _FOR_A_WHILE.search(said.between(span.start, span.end)) is not None


def _long_ago(said: Said) -> bool:
    """Tell whether somebody held a place only in the past: "a month ago the army held three hills"."""
    start, at = said.statement.span.start, said.at
    if not said.between(at, at + 8).lower().startswith(_HOLDING) and said.statement.event:
        return False
    return _HELD_BEFORE.search(said.between(start, at)) is not None


def told_before(said: Said) -> bool:
    """Tell whether a report tells of an act of no day as what was before ("had taken"): anything else goes before it.

    Not of what somebody says: "the army said it had taken the town" is news.
    """
    event = said.statement.event
    if event is None or event.when is not None or len(said.statement.chain) > 1:
        return False
    return _HAD.search(said.before(event.trigger.start)) is not None


def raids(report: Report) -> Sequence[str]:
    """Return the statements of a report about a place that was only entered: "withdrew after two hours", it goes on."""
    left = (s for s in report.about(_RETREAT) if s.statement.happened and "hour" in s.statement.quote)
    gone = [s for s in left if _SOON_GONE.search(s.words)]
    if not gone:
        return ()
    entered = [s for s in report.about(_TAKING) if s.trigger.startswith("enter")]
    return [
        said.id for said in entered if any(0 <= o.statement.span.start - said.statement.span.end <= SOON for o in gone)
    ]
