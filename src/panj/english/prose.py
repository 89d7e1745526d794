"""Which stretches of a report are read: so many characters of it, and no stretch that is hardly words at all.

A report has some thousand characters and a long inquiry a hundred thousand. What is longer is no report, and what is
made of brackets costs the network a word for each of them.
"""

from collections.abc import Iterable

from panj.records import Span

MOST = 400_000  # characters of one report
SHORT = 200  # characters; a shorter stretch is read whatever it is made of
LEAST = 3  # a longer one of which not one character in so many is a letter or a digit is no prose


def parted(text: str, spans: Iterable[Span]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the stretches that are read and those that are left out, both in order."""
    read: list[Span] = []
    left: list[Span] = []
    room = MOST
    for span in spans:
        length = span.end - span.start
        if length > SHORT and LEAST * sum(map(str.isalnum, span.of(text))) < length:
            left.append(span)
            continue
        if length > room:
            cut = text.rfind(" ", span.start, span.start + room) if room else -1
            cut = cut if cut > span.start else span.start + room
            left.append(Span(cut, span.end))
            length = cut - span.start
        if length:
            read.append(Span(span.start, span.start + length))
        room -= length
    return tuple(read), tuple(left)


def blanked(text: str, left: Iterable[Span]) -> str:
    """Return a text with blanks for what is left out of it, and without what is left out at its end."""
    pieces, at = [], 0
    for span in left:
        pieces += [text[at : span.start], " " * (span.end - span.start)]
        at = span.end
    return "".join((*pieces, text[at:])).rstrip(" ")
