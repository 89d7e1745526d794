"""Segments of reported speech over a whole document, from the runs in its windows."""

from collections.abc import Iterator, Sequence

import msgspec

from panj.english.answers import ROLES, Answer, Run
from panj.english.parsed import Segment

CONTENT = ROLES.index("content")


class _Draft(msgspec.Struct):
    """A segment that may still grow; `cue` is a position among the drafts."""

    role: int
    start: int
    end: int
    score: float
    words: int
    cue: int | None


def segments(answers: Sequence[Answer]) -> list[Segment]:
    """Return the segments of a document's answers, in order; contents that go on in the next window are one."""
    drafts: list[_Draft] = []
    growing: int | None = None
    for answer in answers:
        if answer.runs:
            growing = _add(drafts, answer, growing)
        elif answer.sentences:
            growing = None
    return list(_sorted(drafts))


def _add(drafts: list[_Draft], answer: Answer, growing: int | None) -> int | None:
    """Add a window's runs to the drafts; return the content that reaches its end."""
    tokens = [token for sentence in answer.sentences for token in sentence.tokens]
    places: list[int] = []
    for run in answer.runs:
        start, end = tokens[run.first].start, tokens[run.end - 1].end
        if run.role == CONTENT and run.first == 0 and not run.begun and growing is not None:
            _grow(drafts[growing], run, end)
            places.append(growing)
        else:
            places.append(len(drafts))
            drafts.append(_Draft(run.role, start, end, run.score, run.end - run.first, None))
    for run, place in zip(answer.runs, places, strict=True):
        if run.cue is not None and drafts[place].cue is None:
            drafts[place].cue = places[run.cue]
    for run, place in zip(answer.runs, places, strict=True):
        if run.role == CONTENT and run.end == len(tokens):
            return place
    return None


def _grow(draft: _Draft, run: Run, end: int) -> None:
    """Let a content go on to `end`."""
    words = run.end - run.first
    draft.score = (draft.score * draft.words + run.score * words) / (draft.words + words)
    draft.end, draft.words = end, draft.words + words


def _sorted(drafts: Sequence[_Draft]) -> Iterator[Segment]:
    """Yield the segments in the order of the text, their cues' positions with them."""
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].start, drafts[i].role))
    place = {i: at for at, i in enumerate(order)}
    for i in order:
        draft = drafts[i]
        cue = None if draft.cue is None else place[draft.cue]
        yield Segment(ROLES[draft.role], draft.start, draft.end, round(draft.score, 4), cue)
