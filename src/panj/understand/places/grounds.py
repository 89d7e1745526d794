"""Names that the model of English takes for people or overlooks, where what is taken, held or besieged is named.

"Soldiers retook Mushaki": nobody retakes a person. After verbs that people may be the object of too ("captured",
"hold"), fighting men must be the subject and the gazetteer must have a place of the name.
"""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import acts, words
from panj.understand.places.toponyms import KNOWN_SIZE, chunks_of, surnames
from panj.understand.trees import phrases
from panj.understand.trees.offsets import Offsets
from panj.understand.trees.predicates import surface_subjects
from panj.world import World
from panj.world.gazetteer import find

LONGEST = 7  # tokens of a name
HYPHENED = re.compile(r"\b([A-Z][^\W\d_]{0,20})(?:-[^\W\d_]{1,20}){0,3}-[A-Z][^\W\d_]{0,20}")
PREFIXES = frozenset({"Pro", "Non", "Ex", "Pre", "Mid", "Co", "Re", "Un"})
ARTICLE = 3  # letters of what opens a name: "Al-", "In-"
POLICE = frozenset({"police", "policeman", "officer", "guard", "patrol"})  # who captures somebody rather than a town
MISTAKEN = frozenset({"", "PER", "ORG"})


def with_grounds(parsed: Parsed, day: date | None, world: World) -> Parsed:
    """Return the parse with such names tagged as places, wherever the text has them."""
    taking = words("places", "word", "taken") | words("places", "word", "won")
    found = {
        name
        for sentence in parsed.sentences
        if not sentence.lexicon.isdisjoint(taking)
        for name in _taken(parsed.text, sentence, day, world)
    }
    found = (found | _hyphened(parsed)) - surnames(parsed)
    if not found:
        return parsed
    sentences = tuple(_retagged(parsed.text, sentence, found) for sentence in parsed.sentences)
    return msgspec.structs.replace(parsed, sentences=sentences)


def _hyphened(parsed: Parsed) -> set[str]:
    """Return the names of places with a hyphen of which only a part is tagged: "Port-[au-Prince]"."""
    found = set()
    offsets = Offsets(parsed.sentences)
    for match in HYPHENED.finditer(parsed.text):
        name, number = match[0], offsets.sentence(match.start())
        tokens = parsed.sentences[number].over(match.start(), match.end()) if number >= 0 else ()
        tagged = [t for t in tokens if t.name[2:] == "LOC"]
        if [t.name[0] for t in tokens] == ["B"] + ["I"] * (len(tokens) - 1) or any(t.name[2:] == "PER" for t in tokens):
            continue
        short = len(tagged) == 1 and match[1] not in PREFIXES and len(match[1]) <= ARTICLE
        least = 0 if tagged else KNOWN_SIZE
        if short or any(not f.rough and f.site.population >= least for f in find(name)):
            found.add(name)
    return found


def _taken(text: str, sentence: Sentence, day: date | None, world: World) -> Iterator[str]:
    """Yield the names of what is taken in a sentence that are not tagged as places."""
    for token in sentence.tokens:
        sure = _says(token, "taken")
        if not sure and not _says(token, "won"):
            continue
        for noun in _objects(sentence, token):
            tokens = _name(sentence, noun)
            if tokens is None:
                continue
            name = text[tokens[0].start : tokens[-1].end]
            known = any(not f.rough and not f.part for f in find(name)) and not world.called(name, day)
            if (sure and tokens[0].name[2:] != "ORG") or (known and _by_force(sentence, token)):
                yield name


def _says(token: Token, kind: str) -> bool:
    return token.upos in {"VERB", "NOUN"} and not {token.lemma.lower(), token.text.lower()}.isdisjoint(
        words("places", "word", kind)
    )


def _objects(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield what a verb takes, or is taken in the passive, and what "the siege of" is of, with what is coordinated."""
    if token.upos == "NOUN":
        first = tuple(t for t in sentence.children(token.i, "nmod") if phrases.case(sentence, t.i) == "of")
    else:
        first = (*sentence.children(token.i, "obj"), *sentence.children(token.i, "nsubj:pass"))
    for noun in first:
        yield noun
        yield from (t for t in sentence.children(noun.i, "conj") if t.upos == "PROPN")


def _by_force(sentence: Sentence, token: Token) -> bool:
    """Tell whether fighting men do it, or a noun tells it of nobody."""
    doers = (phrases.agent(sentence, token.i),) if phrases.passive(sentence, token.i) else ()
    found = [*(t for t in doers if t), *(sentence.tokens[i] for i in surface_subjects(sentence, token.i) if not doers)]
    force = acts.any_of("force") - POLICE
    named = any(
        t.text.lower() in {"it", "they"} or t.lemma.lower() in force or (t.type == "organization" and t.upos == "PROPN")
        for t in found
    )
    return token.upos == "NOUN" or named


def _name(sentence: Sentence, noun: Token) -> tuple[Token, ...] | None:
    """Return the tokens of a name that is no place's yet; None for a common noun, or a name with a title."""
    if noun.upos != "PROPN" or noun.name[2:] not in MISTAKEN:
        return None
    chunk = next((c for c in chunks_of(sentence) if c.first <= noun.i <= c.last), None)
    first, last = (chunk.first, chunk.last) if chunk else (noun.i, noun.i)
    outside = [t for t in sentence.children(noun.i, "compound", "flat", "det", "amod") if not first <= t.i <= last]
    return None if outside or last - first >= LONGEST else sentence.tokens[first : last + 1]


def _retagged(text: str, sentence: Sentence, names: set[str]) -> Sentence:
    """Return a sentence with these names, by themselves, tagged as places."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        for last in range(token.i, min(token.i + LONGEST, len(tokens))):
            if text[token.start : tokens[last].end] in names and _whole(sentence, token.i, last):
                for i in range(token.i, last + 1):
                    tag = "B-LOC" if i == token.i else "I-LOC"
                    tokens[i] = msgspec.structs.replace(tokens[i], name=tag, type="place")
    return sentence if tokens == list(sentence.tokens) else msgspec.structs.replace(sentence, tokens=tuple(tokens))


def _whole(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether no name goes on before or behind these tokens."""
    before = sentence.tokens[first - 1].name if first else "O"
    after = sentence.tokens[last + 1].name if last + 1 < len(sentence.tokens) else "O"
    return (before == "O" or sentence.tokens[first].name[0] == "B") and after[0] != "I"
