"""Which sentence and which word stand at these characters?"""

from bisect import bisect_right
from collections.abc import Sequence

from panj.english.parsed import Sentence, Token, head_of


class Offsets:
    """Finds sentences and their words by offsets into the text."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence around this character; -1 for none."""
        number = bisect_right(self._starts, offset) - 1
        return number if number >= 0 and offset < self._sentences[number].end else -1

    def head(self, start: int, end: int) -> tuple[Sentence, Token] | None:
        """Return the word between these characters that hangs on a word outside of them, with its sentence."""
        number = self.sentence(start)
        if number < 0:
            return None
        sentence = self._sentences[number]
        found = head_of(sentence.over(start, end))
        return (sentence, found) if found else None
