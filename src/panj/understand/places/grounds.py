"""Names that the model of English takes for people or overlooks, where what is taken, held or besieged is named.

"Soldiers retook Mushaki": nobody retakes a person. After verbs that people may be the object of too ("captured",
"hold"), fighting men must be the subject and the gazetteer must have a place of the name; so it must where a name is
coordinated with places, says whose residents somebody is, or stands with its figure in a list of places.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from panj.english.parsed import Parsed, Sentence, Token
from panj.lexicon import acts, words
from panj.understand.places.chunks import chunks_of
from panj.understand.places.toponyms import KNOWN_SIZE, surnames
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
FEWEST = 3  # names in a list with figures
# A name with its figure: "Mayom 96, Renk 61", "Meluco: 905".
COUNTED = re.compile(
    r"(?:(?<=\n)|(?<=[,;:] ))([^\W\d_][\w'’-]{1,30}(?: [^\W\d_][\w'’-]{0,30}){0,3}):? \d[\d,.]{0,12}(?=[,;.\s])"
)
BY_AREA = re.compile(r"\bby ([a-z]{1,20}(?: [a-z]{1,20}){0,2}):?\s*\Z")  # "by local government area:"
BEFORE_LIST = 70  # characters
BETWEEN_COUNTED = 2  # characters
UNDER = frozenset({"under", "in", "into"})
OF = frozenset({"of", "on"})  # "the blockade on Kayes"
MISTAKEN = frozenset({"", "PER", "ORG"})


def with_grounds(parsed: Parsed, day: date | None, world: World) -> Parsed:
    """Return the parse with such names tagged as places, wherever the text has them."""
    taking = frozenset().union(*(words("places", "word", kind) for kind in ("taken", "won", "passes", "holding")))
    found = {
        name
        for sentence in parsed.sentences
        if not sentence.lexicon.isdisjoint(taking)
        for name in _taken(parsed.text, sentence, day, world)
    }
    found |= _hyphened(parsed) | _listed(parsed)
    found |= {name for sentence in parsed.sentences for name in _among_places(parsed.text, sentence, day, world)}
    found -= surnames(parsed)
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


def _listed(parsed: Parsed) -> set[str]:
    """Return the names of lists with figures that are mostly places'."""
    runs: list[list[re.Match[str]]] = []
    for match in COUNTED.finditer(parsed.text):
        if runs and match.start() - runs[-1][-1].end() <= BETWEEN_COUNTED:
            runs[-1].append(match)
        else:
            runs.append([match])
    long = (run for run in runs if len(run) >= FEWEST)
    return {match[1] for run in long if _are_places(run, parsed) for match in run if match[1][0].isupper()}


def _are_places(run: Sequence[re.Match[str]], parsed: Parsed) -> bool:
    """Tell whether half of a list's names are in the gazetteer, and one is tagged as a place or a heading says so."""
    names = [match[1] for match in run]
    if 2 * sum(_bears(name) for name in names) < len(names):
        return False
    heading = BY_AREA.search(parsed.text, max(0, run[0].start() - BEFORE_LIST), run[0].start())
    if heading and not words("places", "word", "part").isdisjoint(heading[1].split()):
        return True
    tagged = {
        parsed.text[s.tokens[c.first].start : s.tokens[c.last].end]
        for s in parsed.sentences
        for c in chunks_of(s)
        if c.kind == "LOC"
    }
    return not tagged.isdisjoint(names)


def _bears(name: str) -> bool:
    """Tell whether the gazetteer has a place of just this name."""
    return any(not f.rough and not f.part for f in find(name))


def _among_places(text: str, sentence: Sentence, day: date | None, world: World) -> Iterator[str]:
    """Yield the names coordinated with as many names of towns, and those whose residents somebody is."""
    for token in sentence.tokens:
        if token.upos != "PROPN" or token.deprel == "conj":
            continue
        chain = phrases.conjuncts(sentence, token.i)
        peopled = token.head >= 0 and sentence.tokens[token.head].lemma.lower() in words("places", "word", "populace")
        if not peopled and len(chain) == 1:
            continue
        towns = sum(other.name[2:] == "LOC" for other in chain)
        if not (peopled and phrases.case(sentence, token.i)) and 2 * towns < len(chain):
            continue
        for tokens in filter(None, (_name(sentence, noun) for noun in chain)):
            name = text[tokens[0].start : tokens[-1].end]
            if _bears(name) and not world.called(name, day):
                yield name


def _taken(text: str, sentence: Sentence, day: date | None, world: World) -> Iterator[str]:
    """Yield the names of what is taken in a sentence that are not tagged as places."""
    taken, won, passes = (words("places", "word", kind) for kind in ("taken", "won", "passes"))
    for token in sentence.tokens:
        if token.upos not in {"VERB", "NOUN"}:
            continue
        said = {token.lemma.lower(), token.text.lower()}
        sure, falls = not said.isdisjoint(taken), not said.isdisjoint(passes)
        if not sure and not falls and said.isdisjoint(won | words("places", "word", "holding")):
            continue
        for noun in _passing(sentence, token) if falls else _objects(sentence, token):
            tokens = _name(sentence, noun)
            if tokens is None:
                continue
            name = text[tokens[0].start : tokens[-1].end]
            known = _bears(name) and not world.called(name, day)
            if (sure and tokens[0].name[2:] != "ORG") or (known and (falls or _by_force(sentence, token))):
                yield name


def _passing(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield what falls to fighting men: "El Fasher fell to the force", not "the task fell to Ahmad"."""
    to = (t for t in sentence.children(token.i, "obl") if phrases.case(sentence, t.i) == "to")
    if any(_is_force(t) for t in to):
        yield from sentence.children(token.i, "nsubj")


def _objects(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield what a verb takes, or is taken in the passive, and what "the siege of" is of, with what is coordinated."""
    if token.upos == "NOUN":
        first = [t for t in sentence.children(token.i, "nmod") if phrases.case(sentence, t.i) in OF]
        first += _under_it(sentence, token)
    else:
        first = [*sentence.children(token.i, "obj"), *sentence.children(token.i, "nsubj:pass")]
        first += sentence.children(token.head, "nsubj") if token.deprel == "xcomp" and token.xpos == "VBN" else ()
        first += [sentence.tokens[token.head]] if token.relation == "acl" and token.xpos == "VBN" else ()
    for noun in first:
        yield noun
        yield from (t for t in sentence.children(noun.i, "conj") if t.upos == "PROPN")


def _under_it(sentence: Sentence, token: Token) -> Sequence[Token]:
    """Return what is said to be under or in something: "Dilling remains under siege", "Sake is in rebel hands"."""
    holding = token.text.lower() in words("places", "word", "holding")
    before = sentence.children(token.i, "compound", "amod", "nmod")
    whose = any(_is_force(t) or t.xpos == "NNS" or (t.upos in {"PROPN", "ADJ"} and t.text[0].isupper()) for t in before)
    if phrases.case(sentence, token.i) not in UNDER or (holding and not whose):
        return ()
    if sentence.children(token.i, "cop"):
        return sentence.children(token.i, "nsubj")
    return sentence.children(token.head, "nsubj") if token.relation == "obl" else ()


def _by_force(sentence: Sentence, token: Token) -> bool:
    """Tell whether fighting men do it, or a noun tells it of nobody."""
    doers = (phrases.agent(sentence, token.i),) if phrases.passive(sentence, token.i) else ()
    found = [*(t for t in doers if t), *(sentence.tokens[i] for i in surface_subjects(sentence, token.i) if not doers)]
    return token.upos == "NOUN" or any(t.text.lower() in {"it", "they"} or _is_force(t) for t in found)


def _is_force(token: Token) -> bool:
    """Tell whether a word is for fighting men, or a body's name."""
    named = token.type == "organization" and token.upos == "PROPN"
    return named or token.lemma.lower() in acts.any_of("force") - POLICE


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
