"""What the topics ask of one report alone, to bytes that are kept beside its reading, and back.

A statement in an answer is kept as its number among the report's; all else as the functions that are asked declare it.
What is kept is good for a report about which no person decided anything, in the world it was asked in.
"""

import inspect
from collections.abc import Hashable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, get_args, get_type_hints

import msgspec

from panj.situation import look
from panj.situation.case import BY_THE_WAY, Report
from panj.situation.said import Said
from panj.world import World

NOTHING = type(None)


def packed(report: Report, world: World) -> bytes:
    """Ask a report all that the topics ask of it alone, and return it as it is kept: the same bytes at any time."""
    look(report, world)
    numbers = {id(said): number for number, said in enumerate(report.said)}

    def numbered(said: object) -> int:
        return numbers[id(said)]

    encoder = msgspec.msgpack.Encoder(enc_hook=numbered, order="deterministic")
    return encoder.encode([report.answers[question] for question in _questions(world)])


class Kept:
    """Takes what was kept of reports. Not safe to use from several threads at once."""

    def __init__(self, world: World) -> None:
        self._questions = _questions(world)
        self._said: Sequence[Said] = ()
        answers: Any = tuple.__class_getitem__(tuple(map(_answer, self._questions)))
        self._decoder = msgspec.msgpack.Decoder(answers, dec_hook=self._of)

    def take(self, record: bytes, report: Report) -> bool:
        """Answer a report by what was kept of it; False if that cannot be read."""
        self._said = report.said
        try:
            found = self._decoder.decode(record)
        except (msgspec.MsgspecError, IndexError):
            return False
        report.answers.update(zip(self._questions, found, strict=True))
        return True

    def _of(self, _: object, number: int) -> Said:
        return self._said[number]


@lru_cache(1 << 2)
def _questions(world: World) -> tuple[Hashable, ...]:
    """Return all that is asked of a report, as its answers are found under."""
    report = Report("", date.min, ())
    look(report, world)
    return tuple(question for question in report.answers if question not in BY_THE_WAY)


@lru_cache(1 << 6)
def _answer(question: Hashable) -> object:
    """Return of what type an answer is: of what is asked of each statement, pairs of a statement and what it is."""
    ask: Any = question[0] if isinstance(question, tuple) else question
    told = get_type_hints(ask)
    of, answer = told[next(iter(inspect.signature(ask).parameters))], told["return"]
    if of is not Said:
        return answer
    [found] = [kind for kind in get_args(answer) if kind is not NOTHING] if NOTHING in get_args(answer) else [answer]
    return list[tuple[Said, found]]  # type: ignore[valid-type]
