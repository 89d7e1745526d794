"""Cases of who did it to whom, and what is read of them."""

from typing import NamedTuple

from tests.understand.conftest import Understood

from panj.records import Event, Reading


class Case(NamedTuple):
    """A text, a word of the trigger, and whom it should name."""

    text: str
    trigger: str
    actors: set[str]
    recipients: set[str]


def event_at(reading: Reading, text: str, word: str) -> Event:
    found = (s.event for s in reading.statements if s.event and word in s.event.trigger.of(text))
    return next(event for event in found if event is not None)


def parties(event: Event, part: str) -> set[str]:
    return {role.name or role.text for role in event.roles if role.role == part}


def named(understood: Understood, case: Case) -> tuple[set[str], set[str]]:
    """Return who does the act of a case, and to whom."""
    event = event_at(understood(case.text), case.text, case.trigger)
    return parties(event, "actor"), parties(event, "recipient")
