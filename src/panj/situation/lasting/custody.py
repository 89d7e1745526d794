"""Who is held by name, and who was let go: a president whom soldiers detain, a leader of the opposition set free."""

import re
from collections.abc import Iterator

from panj.lexicon import rows, words
from panj.records import Event, Role
from panj.situation.case import Report
from panj.situation.lasting.turns import Turn
from panj.situation.said import Said

_CODES = frozenset({"COERCE", "CONCEDE"})
_STATES = {  # by the first word of the act: "his release" may be of any year
    "detained": words("role_words", "word", "detaining"),
    "released": words("role_words", "word", "releasing"),
}
BODIES = frozenset(row["noun"] for row in rows("actor_nouns") if row["type"] not in ("person", "group"))
BODIES |= words("relation_words", "word", "facility")
_SET_FREE = re.compile(r"(?:set|let|letting|setting) (?:[\w'’-]+ ){0,4}?(?:free|go)\b", re.IGNORECASE)
# an arrest of an earlier life, which has no day of its own and not the report's
_LONG_AGO = re.compile(r"\b(?:first|once|twice|previously|formerly|earlier|repeatedly|in the past)(?: been| being)? \Z")
_AS_A_YOUTH = re.compile(
    r"[^.;]{0,60}?\b(?:as a (?:young |teenage )?(?:student|child|teenager|youth|boy|girl|man|woman|activist|soldier)"
    r"|in (?:his|her) (?:youth|twenties|thirties)|(?:once|twice|times) before|years ago|in the past)\b"
)


def persons(report: Report) -> Iterator[Turn]:
    """Yield what became of people who are named, by acts that are put as facts or denied."""
    for said in report.about(_CODES):
        event = said.statement.event
        if event is None or said.statement.modality != "asserted" or _of_old(said, event):
            continue
        state = _state(said, event)
        for role in _named(event) if state else ():
            yield Turn(said, "person", role.called, state or "", role.span.start, role.span.end,
                       role.span.start, max(role.span.end, event.trigger.end))  # fmt: skip


def _of_old(said: Said, event: Event) -> bool:
    """Tell whether somebody was taken at a time of his life that nobody dates: "first arrested as a student"."""
    undated = event.when is None and event.told is None
    ago = undated and _LONG_AGO.search(said.before(event.trigger.start))
    return bool(ago or (undated and _AS_A_YOUTH.match(said.behind(event.trigger.end))))


def _state(said: Said, event: Event) -> str | None:
    """Return what an act makes of whom it befalls, None if it neither takes nor frees anybody."""
    trigger = said.trigger.partition(" ")[0]
    if _SET_FREE.match(said.behind(event.trigger.start)):
        return "released"
    return next((state for state, verbs in _STATES.items() if trigger in verbs), None)


def _named(event: Event) -> Iterator[Role]:
    """Yield those whom an act befell by a person's name: two words or more, each with a capital."""
    for role in event.roles:
        name = role.called
        person = (role.entity or "~").startswith("~") or "/" not in (role.entity or "")
        thing = role.text.startswith("the ") and not role.code
        body = name.rpartition(" ")[2].lower() in BODIES  # "a poll from Acme Law School released on Monday"
        named = not body and " " in name and name.replace("-", " ").istitle() and not any(map(str.isdigit, name))
        if role.role == "recipient" and person and not thing and named:
            yield role
