"""Names in a sentence: those of the world's tables, those that the model of English sees, and new abbreviations."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from operator import attrgetter

from panj.english.parsed import Parsed, Sentence
from panj.lexicon import words
from panj.records import EntityType
from panj.understand.mentions.drafts import TYPE_OF_NAME, Draft, actor_nouns, type_of
from panj.understand.mentions.namesakes import meant
from panj.world import Candidate, Hit, World

FORMS = {"adjective": "adjective", "person-singular": "people", "person-plural": "people"}
ERAS = words("role_words", "word", "era")  # "Nazi Germany" is Germany
QUOTES = frozenset("\"“”'‘’") | {"``", "''"}
HYPHENS = frozenset("-‐‑")
SHAPES: dict[EntityType, frozenset[str]] = {
    "person": frozenset({"person"}),
    "organization": frozenset({"organisation", "body", "state"}),
    "place": frozenset({"state", "organisation"}),
}


def find_names(parsed: Parsed, world: World, day: date | None) -> list[list[Draft]]:
    """Return the drafts of each sentence in order, none inside another, names that the world knows resolved."""
    hits = [world.match([token.text for token in sentence.tokens], day) for sentence in parsed.sentences]
    return [
        _names_of(number, sentence, found, world)
        for number, (sentence, found) in enumerate(zip(parsed.sentences, meant(parsed, hits, world), strict=True))
    ]


def _names_of(number: int, sentence: Sentence, hits: Sequence[Hit], world: World) -> list[Draft]:
    tagged = list(_tagged(sentence))
    found: list[Draft] = []
    for hit in hits:
        first, last = hit.first, hit.last - 1
        around = next((t for t in tagged if t[0] <= first and last <= t[1]), None)
        branch = _branch(sentence, around, hits, world) if around is not None else None
        if branch is not None and first == branch:
            continue  # "UNICEF Chad" is no Chad
        if branch is not None and around is not None and (first, last) == (around[0], branch - 1):
            last = around[1]
        elif around is not None and _is_other(sentence, around, (first, last), hit.candidates):
            continue
        draft = _known(number, sentence, (first, last), hit.candidates, world, around[2] if around else None)
        if draft is not None:
            found.append(draft)
    for first, last, kind in tagged:
        if kind == "person":
            first = _after_title(sentence, first, last, world)
        if _is_post(sentence, first, last):
            continue
        if first <= last and not any(draft.first <= last and first <= draft.last for draft in found):
            found.append(_unknown(number, sentence, (first, last), kind))
    return sorted(found, key=attrgetter("first"))


def _branch(sentence: Sentence, around: tuple[int, int, EntityType], hits: Sequence[Hit], world: World) -> int | None:
    """Return where the state begins in whose name the name of an organisation ends: "UNICEF Chad", "Amnesty Kenya"."""
    first, end, kind = around
    land = next((h for h in hits if first < h.first and h.last - 1 == end), None) if kind == "organization" else None
    before = [sentence.tokens[i].text for i in range(first, land.first)] if land is not None else []
    if land is None or before[0].lower() in ERAS or not all(word[:1].isupper() for word in before):
        return None
    named = [c for c in land.candidates if c.kind not in FORMS]
    shapes = {entity.shape for c in named if (entity := world.find_entity(c.entity)) is not None}
    return land.first if shapes == {"state"} else None


def _tagged(sentence: Sentence) -> Iterator[tuple[int, int, EntityType]]:
    """Yield the names that the model sees, a nickname or a hyphen in it ("John 'J.D.' Dorrian")."""
    names, k = list(_seen(sentence)), 0
    while k < len(names):
        first, last, kind = names[k]
        near = names[k + 1 : k + 3] if kind == "person" else []
        quoted = len(near) == 2 and all(near[n][2] == "person" for n in (0, 1))
        if quoted and all(_quote_between(sentence, a[1], b[0]) for a, b in ((names[k], near[0]), near)):
            last, k = near[1][1], k + 2
        elif (
            near and near[0][2] == "person" and _glued(sentence, last, near[0][0], surname=_surname(names[k], near[0]))
        ):
            last, k = near[0][1], k + 1
        start = first if kind == "place" else _with_letters(sentence, first)  # but "FARC-Colombia talks"
        yield start, last, kind if start == first else "organization"
        k += 1


def _with_letters(sentence: Sentence, first: int) -> int:
    """Return where a name begins that a hyphen joins to letters before it: "RED-Tabara"."""
    before = sentence.tokens[max(0, first - 2) : first + 1]
    if len(before) < 3 or before[1].text not in HYPHENS or before[0].name != "O":
        return first
    letters = len(before[0].text) > 1 and before[0].text.isupper() and before[0].text.isalpha()
    return first - 2 if letters and all(a.end == b.start for a, b in pairwise(before)) else first


def _surname(name: tuple[int, int, EntityType], behind: tuple[int, int, EntityType]) -> bool:
    """Tell whether one word behind a whole name can be the rest of its surname: "Nosiviwe Mapisa" and "Nqakula"."""
    return name[0] < name[1] and behind[0] == behind[1]


def _glued(sentence: Sentence, last: int, first: int, *, surname: bool) -> bool:
    """Tell whether hyphens join two parts of a name, of a given one in small letters: "Won-sik", "Anwaar-ul-Haq"."""
    parts = sentence.tokens[last : first + 1]
    apart = any(a.end != b.start for a, b in pairwise(parts)) or not any(t.text in HYPHENS for t in parts)
    return not apart and (surname or any(t.text.islower() for t in parts[1:]))


def _quote_between(sentence: Sentence, last: int, first: int) -> bool:
    return first == last + 2 and sentence.tokens[last + 1].text in QUOTES


def _seen(sentence: Sentence) -> Iterator[tuple[int, int, EntityType]]:
    """Yield the names that the model sees, as first and last position and type."""
    start: int | None = None
    kind = ""
    for token in sentence.tokens:
        begins = token.name.startswith("B-") or (token.name.startswith("I-") and token.name[2:] != kind)
        if start is not None and (begins or token.name == "O"):
            yield start, _whole(sentence, start, token.i - 1, kind), TYPE_OF_NAME.get(kind, "other")
            start = None
        if begins:
            start, kind = token.i, token.name[2:]
    if start is not None:
        yield start, len(sentence.tokens) - 1, TYPE_OF_NAME.get(kind, "other")


def _whole(sentence: Sentence, first: int, last: int, kind: str) -> int:
    """Return where a person's name ends whose last part is hyphenated: "Lai Ching" "-te", "Paul Quinn" "-Judge"."""
    rest = sentence.tokens[last : last + 3]
    if kind != "PER" or first == last or len(rest) < 3:
        return last
    name, hyphen, part = rest
    glued = hyphen.text in HYPHENS and name.end == hyphen.start and hyphen.end == part.start
    given = part.relation == "flat" or part.upos == "PROPN" or part.text[:1].isupper()
    return part.i if glued and given and part.name == "O" else last


def _is_post(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether what the model takes for a name is a post with an article: "the Permanent Representative"."""
    noun = actor_nouns().get(sentence.tokens[last].lemma.lower(), ("", None))[0]
    return noun == "person" and 0 < first <= last and sentence.tokens[first - 1].upos == "DET"


def _after_title(sentence: Sentence, first: int, last: int, world: World) -> int:
    """Return where a person's own name begins in "Ambassador Mohib"; after `last` where all is title."""
    while first <= last and (
        world.role(sentence.tokens[first].text) is not None
        or sentence.tokens[first].lemma.lower() in words("relation_words", "word", "office")
        or sentence.tokens[first].text.lower().rstrip(".") in words("relation_words", "word", "title")
    ):
        first += 1
    return first


def _is_other(
    sentence: Sentence, around: tuple[int, int, EntityType], place: tuple[int, int], candidates: Sequence[Candidate]
) -> bool:
    """Tell whether the model sees a longer name here than the world does ("Michael Jordan", "Syria Direct").

    Common words make no other name ("RIA Novosti news agency").
    """
    more = [sentence.tokens[i].text for i in range(around[0], around[1] + 1) if not place[0] <= i <= place[1]]
    if not any([word[:1].isupper() for word in more]):
        return False
    kinds = {candidate.kind for candidate in candidates}
    if around[2] == "person":
        return (not kinds & {"adjective"} and place[0] != around[0]) or place[1] == around[1]
    return place[0] == around[0] and not kinds & {"adjective", "person-plural"} and around[2] == "organization"


def _known(
    number: int,
    sentence: Sentence,
    place: tuple[int, int],
    candidates: Sequence[Candidate],
    world: World,
    seen: EntityType | None,
) -> Draft | None:
    chosen = next((c for c in candidates if _agrees(world, c, seen)), candidates[0])
    entity = world.find_entity(chosen.entity)
    if entity is None:
        return None
    return Draft(
        sentence=number,
        first=place[0],
        last=place[1],
        head=head_of(sentence, *place),
        form=FORMS.get(chosen.kind, "name"),
        entity=entity.id,
        name=entity.name,
        type=type_of(entity),
        country=entity.country,
        sector=entity.sector,
        kinds=frozenset({entity.kind}),
        plural=chosen.kind == "person-plural",
        confidence=0.95 if len({c.entity for c in candidates}) == 1 else 0.6,
        rule=f"world:{chosen.kind}",
    )


def _agrees(world: World, candidate: Candidate, seen: EntityType | None) -> bool:
    entity = world.find_entity(candidate.entity)
    return entity is not None and (seen is None or entity.shape in SHAPES.get(seen, frozenset()))


def _unknown(number: int, sentence: Sentence, place: tuple[int, int], kind: EntityType) -> Draft:
    first, last = place
    name = sentence.tokens[first].text
    for left, right in zip(sentence.tokens[first:last], sentence.tokens[first + 1 : last + 1], strict=True):
        name += (" " if right.start > left.end else "") + right.text
    return Draft(
        sentence=number,
        first=first,
        last=last,
        head=head_of(sentence, first, last),
        form="person" if kind == "person" else "name",
        name=name,
        type=kind,
        confidence=0.7,
        rule="model",
    )


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """Return the position among `first` to `last` whose own head lies outside; the last of several."""
    for i in range(last, first, -1):
        if not first <= sentence.tokens[i].head <= last:
            return i
    return first if not first <= sentence.tokens[first].head <= last else last


ABBREVIATION = re.compile(r"[A-Za-z][A-Za-z0-9.&-]{1,9}")


def short_forms(text: str, sentences: Sequence[Sentence]) -> dict[str, tuple[int, int]]:
    """Return the abbreviations that the text defines in brackets, in capitals, with the spans of their long forms.

    Schwartz & Hearst (2003): the letters of the short form, read backwards, are found in the words before the bracket,
    the first of them at the start of a word.
    """
    found: dict[str, tuple[int, int]] = {}
    for sentence in sentences:
        for token in sentence.tokens[1:-1] if "(" in sentence.lexicon else ():
            if token.text != "(":
                continue
            short, after = sentence.tokens[token.i + 1], sentence.tokens[min(token.i + 2, len(sentence.tokens) - 1)]
            capitals = sum(letter.isupper() for letter in short.text)
            if after.text == ")" and capitals >= 2 and ABBREVIATION.fullmatch(short.text):
                start = _long_form(text, short.text, sentence.start, token.start)
                if start is not None:
                    found[short.text.upper()] = (start, token.start)
    return found


def _long_form(text: str, short: str, begin: int, end: int) -> int | None:
    letters = [letter.lower() for letter in short if letter.isalnum()]
    floor = max(begin, end - 15 * (len(letters) + 5))
    i = end - 1
    for k in range(len(letters) - 1, -1, -1):
        while i >= floor and not (text[i].lower() == letters[k] and (k or i == begin or not text[i - 1].isalnum())):
            i -= 1
        if i < floor:
            return None
        i -= 1
    return i + 1
