"""What somebody tells point by point behind a colon: "The minister made two points: the dam was full, and ..."."""

from collections.abc import Iterator

from panj.english.parsed import Sentence, Token
from panj.lexicon import words
from panj.records import Span
from panj.understand.attribution.reports import Report, can_speak, content_span, nobody, source_span
from panj.understand.trees import phrases
from panj.understand.trees.verbs import phrasal

LISTING = words("reporting_words", "word", "listing")
GIVING = words("reporting_words", "word", "giving")
POINTS = words("reporting_words", "word", "point")


def listed(number: int, sentence: Sentence, verb: Token) -> Iterator[Report]:
    """Find at the verb of a sentence what its subject lists behind the colon."""
    what = sentence.children(verb.i, "obj")
    lists = phrasal(sentence, verb) in LISTING and bool(what)
    gives = phrasal(sentence, verb) in GIVING and any(t.lemma.lower() in POINTS for t in what)
    who = phrases.subject(sentence, verb.i) if lists or gives else None
    colon = next((t for t in sentence.tokens[verb.i + 1 :] if t.text == ":"), None)
    if who is None or colon is None or not can_speak(who) or nobody(sentence, who) or who.i > verb.i:
        return
    content = content_span(sentence, tuple(range(colon.i + 1, len(sentence.tokens))))
    none = phrases.negated(sentence, verb.i) or "no" in sentence.words_below(what[0].i, "det")
    if content is not None and what[0].i < colon.i and not none:
        yield Report(
            content=content,
            cue=Span(verb.start, what[0].end),
            source=source_span(sentence, who),
            speaker=who.start,
            sentence=number,
            score=0.8,
            rule="headed",
        )
