"""Reads texts with the model: windows of many documents side by side, their answers back in order."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import msgspec

from panj.english.acts import joined
from panj.english.answers import Answer, answers
from panj.english.model import Model
from panj.english.parsed import Parsed, Sentence
from panj.english.speech import segments
from panj.english.tokens import Offsets
from panj.english.windows import WINDOW, Window, pack

BATCH = 2_048
"""Padded word pieces of a batch, at most."""
HELD = 384
"""Windows that are gathered, sorted by length and read together."""
PATIENCE = 0.001
"""Seconds that a thread waits for the interpreter after each call of the network, which takes some 25 ms.

With Python's own 5 ms the second of two threads stood still for 2.3 of 12 seconds, with 1 ms for .5; less is no better.
"""

Job = tuple[str, Iterable[Sequence[Sequence[Offsets]]]]
"""A text and the words of its paragraphs' sentences."""
Ask = Callable[[list[Window]], list[Answer]]
Spread = Callable[[Ask, list[list[Window]]], Iterable[list[Answer]]]


class _Draft(msgspec.Struct):
    """A document whose answers come back in any order, `asked` in all once it is `whole`."""

    text: str
    answers: list[Answer] = []
    asked: int = 0
    whole: bool = False


def read(model: Model, jobs: Iterable[Job], threads: int = 1, room: int = WINDOW) -> Iterator[Parsed]:
    """Yield each job's text as parsed, in order; only some `HELD` windows and their documents are in memory.

    `room` is as in `pack`. With several threads the next windows are read while the caller is busy with the last.
    """
    drafts: dict[int, _Draft] = {}
    held: list[Window] = []
    asked: deque[Iterable[list[Answer]]] = deque()
    with _spread(threads) as spread:

        def ask(batch: list[Window]) -> list[Answer]:
            return list(answers(model, batch))

        for number, (text, paragraphs) in enumerate(jobs):
            draft = drafts[number] = _Draft(text)
            for window in pack(text, number, paragraphs, model.pieces, room):
                draft.asked += 1
                held.append(window)
                if len(held) >= HELD:
                    asked.append(spread(ask, batches(held, threads)))
                    held.clear()
                    if len(asked) > (threads > 1):
                        _take(asked.popleft(), drafts)
                        yield from _finished(drafts)
            draft.whole = True
        for group in (*asked, spread(ask, batches(held, threads))):
            _take(group, drafts)
            yield from _finished(drafts)


@contextmanager
def _spread(threads: int) -> Iterator[Spread]:
    """Give a `map` over batches: plain with one thread, else with others (the network lets go of the interpreter).

    The caller's is one of the threads: there are never more at work than asked for, and none waits for another.
    """
    if threads <= 1:
        yield map
        return
    patience = sys.getswitchinterval()
    sys.setswitchinterval(min(patience, PATIENCE))
    try:
        with ThreadPoolExecutor(threads - 1, "panj-english") as pool:
            yield lambda ask, found: _shared(ask, found, [pool.submit(ask, batch) for batch in found])
    finally:
        sys.setswitchinterval(patience)


def _shared(ask: Ask, found: Sequence[list[Window]], asked: Sequence[Future[list[Answer]]]) -> Iterator[list[Answer]]:
    """Yield the answers to batches, the last first; the caller asks itself what no other thread has begun."""
    for batch, future in zip(reversed(found), reversed(asked), strict=True):
        yield ask(batch) if future.cancel() else future.result()


def _take(group: Iterable[list[Answer]], drafts: dict[int, _Draft]) -> None:
    """Hand the answers of some batches to their documents."""
    for batch in group:
        for answer in batch:
            drafts[answer.document].answers.append(answer)


def batches(windows: Sequence[Window], threads: int = 1) -> list[list[Window]]:
    """Return batches of windows of like length, the longest first, of so many pieces that every thread has work."""
    ordered = sorted(windows, key=lambda window: -window.length)
    room = min(BATCH, max(256, -(-sum(window.length for window in windows) // threads)))
    found: list[list[Window]] = []
    for window in ordered:
        if found and (len(found[-1]) + 1) * found[-1][0].length <= room:
            found[-1].append(window)
        else:
            found.append([window])
    return found


def _finished(drafts: dict[int, _Draft]) -> Iterator[Parsed]:
    """Yield the documents that are ready, as long as none before them is missing."""
    for number in list(drafts):
        draft = drafts[number]
        if not draft.whole or len(draft.answers) < draft.asked:
            return
        del drafts[number]
        ordered = sorted(draft.answers, key=lambda answer: answer.number)
        yield Parsed(draft.text, tuple(_joined(ordered)), tuple(segments(ordered)))


def _joined(ordered: Sequence[Answer]) -> Iterator[Sentence]:
    """Yield the sentences of a document, those whole again that were cut for their length."""
    last: Sentence | None = None
    for answer in ordered:
        for sentence, cut in zip(answer.sentences, answer.cuts, strict=True):
            if cut and last is not None:
                last = _whole(last, sentence)
                continue
            if last is not None:
                yield last
            last = sentence
    if last is not None:
        yield last


def _whole(left: Sentence, right: Sentence) -> Sentence:
    """Join two parts of a sentence: the root of the second stands beside that of the first."""
    by = len(left.tokens)
    moved = [
        msgspec.structs.replace(token, i=token.i + by, head=token.head + by)
        if token.head >= 0
        else msgspec.structs.replace(token, i=token.i + by, head=left.root.i, deprel="parataxis")
        for token in right.tokens
    ]
    return Sentence(left.start, right.end, (*left.tokens, *moved), left.paragraph, joined(left.sense, right.sense))
