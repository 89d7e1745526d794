"""What became of those counted, by the word of an act or the words beside them: killed, wounded, held, displaced."""

import re
from functools import cache, lru_cache

from panj.lexicon import rows, words
from panj.lexicon.counted import head_noun, kind_of, singular
from panj.records import Quantity
from panj.situation.counts.contexts import ESCAPED
from panj.situation.counts.strengths import THINGS
from panj.situation.said import Said

_BY_OR_IN = (" in ", " by ", " during ", " with ", " from ")
NEXT_TO = 15  # characters from a verb to whom it befalls
_BEFALLEN = re.compile(
    r"\W{0,3}(?:(?:more|others?) )?(?:(?:who|that) )?(?:(?:were|was|are|is|have been|had been|has been|being) )?"
    r"(?:among (?:the|those) (?:\d+ )?)?(?:(?:shot|found|stabbed|burned) (?=dead\b))?"
    r"(?:(?:still|now|also) )?(?:(?:reported|declared|listed|went|gone|remain|remained) (?:as )?(?=missing\b))?([a-z]+)"
)
_SOME_OF = re.compile(r"[\w-]+ of (?:the|those|these) [\w-]+ [a-z]")
_WERE = re.compile(r"\W{0,3}(?:was|were|had been|have been|died|perished)\b")
_TAKEN = words("role_words", "word", "detaining") | {"captured"}
BODIES = re.compile(r"\b[Bb]od(?:ies|y) of (?:the |about |some |at least )?\Z")
_HELD = re.compile(
    r"(?: (?:who|that))? (?:(?:are|were|remain) )?(?:(?:still|now|also) )?(?:being )?held"
    r" (?:(?:captive|hostage|prisoner)\b|by\b|in (?:\w+ )?(?:captivity|custody|detention|prison|jail)s?\b)"
)
_LET_GO = frozenset({"freed", "released"})
_GIVEN = ("hand", "return")  # what is handed over or returned may be a thing


@cache
def _befell() -> dict[tuple[str, str], str]:
    return {(row["code"], row["word"]): row["kind"] for row in rows("befell")}


def befallen(said: Said, quantity: Quantity, counted: str | None) -> str | None:
    """Return what an act made of those counted, if it is told of them and of so many."""
    event, after, by = said.statement.event, befallen_behind(said, quantity), befell_by(said)
    befell = by if by == "freed" else after or by  # "23 men who had been detained were released"
    if befell is None or _does_it(said, quantity):
        return None
    if befell in ("held", "freed") and BODIES.search(said.before(quantity.span.start)):
        return None  # "the bodies of 19 hostages were returned"
    if befell in ("held", "freed") and (ESCAPED.search(said.words) or (counted is None and _handed(said))):
        return None
    some = _SOME_OF.match(quantity.text)
    told_before = event is not None and event.trigger < quantity.span  # "freed 23 of the 35 pupils"
    if some and not told_before and not _WERE.match(said.behind(quantity.span.end)):
        return None  # "two of the four people killed there": four were
    return befell


def _handed(said: Said) -> bool:
    """Tell whether an act hands over or returns, which may be things."""
    return said.trigger.startswith(_GIVEN)


def _does_it(said: Said, quantity: Quantity) -> bool:
    """Tell whether what is counted does the harm: "two explosions killed 11 people", "killed in two incidents"."""
    event = said.statement.event
    if event is None:
        return False
    if said.between(event.trigger.end, quantity.span.start).endswith(_BY_OR_IN):
        return True
    if quantity.span > event.trigger or said.between(quantity.span.end, event.trigger.start).strip():
        return False
    behind = [*(r.span for r in event.roles if r.role == "recipient"), *(q.span for q in said.figures)]
    return any(0 < span.start - event.trigger.end <= NEXT_TO for span in behind)


def befallen_behind(said: Said, quantity: Quantity) -> str | None:
    """Return what became of those counted by the words behind ("and more than 30 wounded", "two men were hurt")."""
    following = _BEFALLEN.match(said.between(quantity.span.end, quantity.span.end + 40).lower())
    told = became("ASSAULT", following[1]) or _seized(following[1]) if following else None
    return told or _is_held(said, quantity)


def _seized(word: str) -> str | None:
    """Return that those were taken, or let go, of whom a word behind them says so: "and 33 people arrested"."""
    return "held" if word in _TAKEN else "freed" if word in _LET_GO else None


def _is_held(said: Said, quantity: Quantity) -> str | None:
    """Return that those are held of whom words behind them say so: "2,900 people are still held by the parties"."""
    return "held" if _HELD.match(said.behind(quantity.span.end)) else None


def done_to(said: Said, quantity: Quantity) -> str | None:
    """Return what was done to those counted by the verb before them: "wounded 60", "lost 40 soldiers"."""
    if quantity.unit is not None:
        return None
    verb = "".join(said.before(quantity.span.start).rsplit(None, 1)[-1:]).lower()
    if not verb.endswith(("ed", "ing", "lost")):
        return None
    noun = head_noun(quantity.of or "other")
    counted = "people" if noun == "other" else kind_of(noun)
    if counted not in ("force", "people", "displaced") or (verb == "lost" and counted != "force"):
        return None
    taken = "held" if verb in _TAKEN else None
    return (became("ASSAULT", verb) or taken) if head_noun(quantity.of or "") not in THINGS else None


def befell_by(said: Said) -> str | None:
    """Return what the words of an act say became of those whom it befell: killed, wounded, displaced."""
    event = said.statement.event
    if event is None:
        return None
    at, dead = event.trigger, " dead"  # "shot dead two workers"
    behind = dead if said.between(at.end, at.end + len(dead)) == dead else ""
    return _any_became(event.code, said.between(at.start, at.end) + behind)


@lru_cache(1 << 14)
def _any_became(code: str, words: str) -> str | None:
    """Return what the first of some words for an act that says so says became of those whom it befell."""
    return next(filter(None, (became(code, word) for word in words.lower().split())), None)


@lru_cache(1 << 14)
def became(code: str, word: str) -> str | None:
    """Return what a word for an act, in any form, says became of those whom it befell."""
    stems = (
        word,
        word.removesuffix("ed"),
        word.removesuffix("d"),
        bare := word.removesuffix("ing"),
        f"{bare}e",
        singular(word),
    )
    return next((_befell()[code, stem] for stem in stems if (code, stem) in _befell()), None)
