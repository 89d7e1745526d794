"""People and bodies named by what they are: "two unnamed officials", "Afghan soldiers", "Russian Foreign Minister"."""

from collections.abc import Sequence

import msgspec

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reporting, words
from panj.records import EntityType
from panj.understand.mentions.drafts import Draft, actor_nouns
from panj.understand.mentions.wording import is_ordinal, name_of, number_of, text_of, title_of
from panj.understand.trees import phrases
from panj.world import World

OF = frozenset({"of", "for", "from", "to"})
GOVERNING = words("role_words", "word", "governing")
JOINING = frozenset({"'s", "’s", "'", "’", "-"})
ANAPHORIC = frozenset({"the", "this", "that", "its", "their", "his", "her", "our", "these", "those", "both"})
MINOR = frozenset({"for", "of", "to", "and", "the"})
OF_ORIGIN = words("role_words", "word", "of-origin")
GOVERNED = frozenset({"GOV", "LEG", "OPP", "PTY", "JUD", "ELI"})  # sectors of those who lead some land
VAGUE = words("numerals", "word", "vague")
DIVISIONS = words("role_words", "word", "division")
Known = tuple[str, str | None, str | None]


class Role(msgspec.Struct, frozen=True):
    """What the words of a title say, whose it is, and what the tables make of it."""

    words: str
    first: int
    owner: Draft | None
    sector: str | None


def find_roles(number: int, sentence: Sentence, names: Sequence[Draft], world: World) -> list[Draft]:
    """Return drafts for the role phrases of a sentence; names of people are widened to their titles in place."""
    for person in (draft for draft in names if draft.type == "person"):
        _widen(sentence, person, names, world)
    for body in (draft for draft in names if draft.type == "organization" and draft.rule == "model"):
        _own(sentence, body, names, world)
    named = {i for draft in names for i in range(draft.first, draft.last + 1)}
    found: list[Draft] = []
    for token in sentence.tokens:
        if token.upos not in {"NOUN", "PROPN", "ADJ"} or token.i in named:
            continue
        draft = _document_at(number, sentence, token, names) if token.upos == "NOUN" else None
        draft = draft or _role_at(number, sentence, token, names, world)
        if draft is not None and not any(draft.first >= other.first and draft.last <= other.last for other in found):
            found.append(draft)
    return found


# -- people ------------------------------------------------------------------------------------------------------


def _widen(sentence: Sentence, person: Draft, names: Sequence[Draft], world: World) -> None:
    """Take the title before a person's name into the mention: "Russian Foreign Minister" Sergei Lavrov."""
    first = person.first
    while first > 0 and _titular(sentence, first - 1, names):
        first -= 1
    role = _title_of(sentence, first, person.first - 1, names, world) if first < person.first else None
    if role is None:
        return
    person.first, person.role = role.first, role.words
    person.sector = role.sector or person.sector
    if role.owner is not None:
        person.country = person.country or role.owner.country


def _own(sentence: Sentence, body: Draft, names: Sequence[Draft], world: World) -> None:
    """Take the owner before a body's name into the mention: "Armenia's Defense Ministry", "Russian Navy"."""
    first = body.first
    while first > 0 and (sentence.tokens[first - 1].text in JOINING or is_ordinal(sentence, first - 1)):
        first -= 1
    owner = next((d for d in names if d.last == first - 1 and d.type == "state"), None)
    if owner is None or owner.entity is None:
        _own_after(sentence, body, names, world)
        return
    listed = _listed(sentence, body.last, world)
    words = text_of(sentence, range(body.first, body.last + 1))
    body.entity = _composed(owner, listed[2] if listed else None, words, world)
    office = world.find_entity(body.entity) if body.entity else None
    if office is not None and office.shape == "office":  # "the Philippines' National Security Adviser, Eduardo Año"
        body.form, body.type, body.role = "role", "person", words
    body.first, body.country, body.sector = owner.first, owner.country, listed[1] if listed else None
    body.name, body.rule, body.confidence = text_of(sentence, range(owner.first, body.last + 1)), "role", 0.8


def _own_after(sentence: Sentence, body: Draft, names: Sequence[Draft], world: World) -> None:
    """Take the state behind a body's plain noun into the mention: "the Government of Iraq"."""
    words = text_of(sentence, range(body.first, body.last + 1)).lower()
    listed = _listed(sentence, body.last, world)
    inside = range(body.first, body.last + 1)
    owners = (_owner(sentence, sentence.tokens[i], i, names, world) for i in inside)
    owner = next((o for o in owners if o is not None and o.type == "state" and o.first > body.last), None)
    if owner is None or listed is None or listed[0] != words:
        return
    body.entity = _composed(owner, listed[2], listed[0], world)
    body.country, body.sector, body.rule, body.confidence = owner.country, listed[1], "role", 0.8
    body.last, body.name = owner.last, text_of(sentence, range(body.first, owner.last + 1))


def _titular(sentence: Sentence, i: int, names: Sequence[Draft]) -> bool:
    token = sentence.tokens[i]
    covering = [draft for draft in names if draft.covers(i)]
    if covering:
        return all(draft.type != "person" for draft in covering)
    if token.text in JOINING or _hyphened(sentence, i):
        return True
    if token.text.lower() == "and" and any(draft.covers(i - 1) for draft in names):
        return False  # "between Iran and Foreign Minister Wang Yi"
    if token.text.lower() in MINOR:
        return _inside_title(sentence, i) or token.text.lower() == "the"
    return token.upos in {"NOUN", "PROPN", "ADJ"} and token.type != "time"


def _hyphened(sentence: Sentence, i: int) -> bool:
    """Tell whether a word stands between hyphens: "Commander-in-Chief"."""
    beside = sentence.tokens[max(0, i - 1) : i + 2]
    return len(beside) == 3 and beside[0].text == beside[2].text == "-"


def _inside_title(sentence: Sentence, i: int) -> bool:
    """Tell whether a small word stands inside a title ("Minister of Defence", "Ambassador to the United States")."""
    before, after = i - 1, i + 1
    while after < len(sentence.tokens) and sentence.tokens[after].text.lower() in MINOR:
        after += 1
    while before >= 0 and sentence.tokens[before].text.lower() in MINOR:
        before -= 1
    near = [sentence.tokens[j] for j in (before, after) if 0 <= j < len(sentence.tokens)]
    return len(near) == 2 and all(token.text[:1].isupper() and token.type != "time" for token in near)


def _title_of(sentence: Sentence, first: int, last: int, names: Sequence[Draft], world: World) -> Role | None:
    """Read the words from `first` to `last` as a title; None if no noun among them is one."""
    bare = [i for i in range(first, last + 1) if not any(draft.covers(i) for draft in names)]
    noun = next((i for i in reversed(bare) if _is_role(sentence, i, world)), None)
    if noun is None:
        return None
    first = _chunk_start(sentence, first, noun)
    inside = [draft for draft in names if first <= draft.first and draft.last <= last and draft.type != "person"]
    owner = min(inside, key=lambda draft: draft.first, default=None)
    while first < noun and (sentence.tokens[first].upos in {"PUNCT", "ADP", "CCONJ"} or _joining(sentence, first)):
        first += 1
    start = owner.last + 1 if owner and owner.last < noun else first
    while start < noun and (_joining(sentence, start) or sentence.tokens[start].upos == "DET"):
        start += 1
    row = _listed(sentence, noun, world)
    return Role(text_of(sentence, range(start, last + 1)), first, owner, row[1] if row else None)


def _chunk_start(sentence: Sentence, first: int, noun: int) -> int:
    """Return where a title begins: after the last "and" or determiner that opens a phrase of its own."""
    for i in range(noun, first, -1):
        if sentence.tokens[i - 1].text.lower() == "and" and not _inside_title(sentence, i - 1):
            return i
        if sentence.tokens[i].upos == "DET":
            return i
    return first


def _joining(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].text in JOINING


def _is_role(sentence: Sentence, i: int, world: World) -> bool:
    token = sentence.tokens[i]
    nominal = token.upos in {"NOUN", "PROPN"} or token.text[:1].isupper()
    return nominal and _listed(sentence, i, world) is not None


def _listed(sentence: Sentence, i: int, world: World) -> Known | None:
    """Return (words, sector, body) for the longest listed role that ends at `i`; None for "state", "country"."""
    lemma = sentence.lemmas[i]
    if actor_nouns().get(lemma, ("",))[0] == "state":
        return None
    for length in (3, 2, 1) if sentence.words[i] in world.role_endings else ():
        if i - length + 1 >= 0:
            words = text_of(sentence, range(i - length + 1, i + 1)).lower()
            if (row := world.role(words)) is not None:
                return words, row.sector or None, row.body or None
    return (lemma, None, None) if lemma in actor_nouns() else None


# -- other actors ------------------------------------------------------------------------------------------------


def _role_at(number: int, sentence: Sentence, token: Token, names: Sequence[Draft], world: World) -> Draft | None:
    listed, noun = _listed(sentence, token.i, world), actor_nouns().get(token.lemma.lower())
    kind = _type(token, listed is not None, noun)
    named = noun is not None and noun[0] == "organization" and token.text[:1].isupper() and token.deprel == "compound"
    if kind is None or (_inside_compound(token) and not named) or _bare_force(sentence, token):
        return None
    if token.text.lower() in VAGUE and any(t.upos == "NOUN" for t in sentence.children(token.i, "nmod")):
        return None  # "thousands of students": the students
    first = token.i if named else phrases.chunk(sentence, token.i)[0]
    owner = _owner(sentence, token, first, names, world)
    unlisted = _unlisted_owner(sentence, token, names) if owner is None and kind == "person" else None
    title = title_of(sentence, first, token.i, names)
    return Draft(
        sentence=number,
        first=first,
        last=token.i,
        head=token.i,
        form="noun"
        if named or (owner is None and unlisted is None and _anaphoric(sentence, first, token.i, names))
        else "role",
        entity=_composed(
            None if _ethnic(sentence, owner) else owner,
            listed[2] if listed and kind != "person" else None,
            title,
            world,
        )
        or _fighting_for(sentence, owner, token),
        name=name_of(sentence, first, owner.last if owner and owner.first > token.i else token.i),
        type=kind,
        role=title,
        country=owner.country if owner and not _ethnic(sentence, owner) else None,
        sector=listed[1] if listed else None,
        kinds=noun[1] if noun else frozenset(),
        plural=token.xpos in {"NNS", "NNPS"},
        number=number_of(sentence, token),
        confidence=0.85 if owner else 0.6,
        rule="role" if owner else "noun",
    )


def _unlisted_owner(sentence: Sentence, token: Token, names: Sequence[Draft]) -> Draft | None:
    """Return whose officer somebody is if no table has that name: "the representative of Lower Sarat"."""
    of = [t.i for t in sentence.children(token.i, "nmod") if phrases.case(sentence, t.i) == "of"]
    return next((d for d in names for i in of if d.covers(i) and d.entity is None), None)


def _bare_force(sentence: Sentence, token: Token) -> bool:
    """Tell whether "force" or "division" is no troop: "agreed not to use force", "tribal division"."""
    if token.text == "force":
        return not sentence.children(token.i, "det", "amod", "compound", "nmod")
    if token.text != "division":
        return False
    words = sentence.words_below(token.i, "compound", "amod", "nummod", "nmod:poss")
    return not any(word[:1].isdigit() or word in DIVISIONS for word in words)


def _anaphoric(sentence: Sentence, first: int, last: int, names: Sequence[Draft]) -> bool:
    """Tell whether a role takes up somebody named before: it is definite, and no name in it says who."""
    return sentence.words[first] in ANAPHORIC and not any(first <= draft.first <= last for draft in names)


def _document_at(number: int, sentence: Sentence, token: Token, names: Sequence[Draft]) -> Draft | None:
    """Take a report, statement or assessment for whoever made it; None if nobody is said to have."""
    if sentence.lemmas[token.i] not in reporting.documents() or _inside_compound(token):
        return None
    first, _ = phrases.chunk(sentence, token.i)
    maker = _maker(sentence, token, first, names)
    anaphoric = sentence.tokens[first].text.lower() in {"the", "this", "that"} and token.xpos == "NN"
    if maker is None and not anaphoric:
        return None
    return Draft(
        sentence=number,
        first=first,
        last=token.i,
        head=token.i,
        form="role" if maker else "document",
        entity=maker.entity if maker else None,
        name=maker.name if maker else None,
        type=maker.type if maker else "other",
        country=maker.country if maker else None,
        sector=maker.sector if maker else None,
        confidence=0.6,
        rule="document",
    )


def _maker(sentence: Sentence, token: Token, first: int, names: Sequence[Draft]) -> Draft | None:
    """Return who made a document: "the CJTF releases", "a report by the UN", who "has published a report"."""
    makers = [draft for draft in names if draft.type not in {"place", "other"} and draft.form != "adjective"]
    inside = [draft for draft in makers if first <= draft.first and draft.last < token.i]
    if inside:
        return inside[-1]
    for child in sentence.children(token.i, "nmod"):
        if phrases.case(sentence, child.i) in {"by", "from"}:
            return next((draft for draft in makers if draft.covers(child.i)), None)
    for clause in sentence.children(token.i, "acl"):
        agent = phrases.agent(sentence, clause.i) if clause.xpos == "VBN" else None
        if agent is not None and clause.lemma.lower() not in reporting.seen():  # "an assessment seen by Reuters"
            return next((draft for draft in makers if draft.covers(agent.i)), None)
    verb = sentence.tokens[token.head] if token.relation == "obj" and token.head >= 0 else None
    if verb is None or verb.lemma.lower() not in reporting.relaying():
        return None
    subject = phrases.subject(sentence, verb.i)
    return next((draft for draft in makers if subject is not None and draft.covers(subject.i)), None)


def _composed(owner: Draft | None, body: str | None, title: str, world: World) -> str | None:
    """Return the id of a state's office or body ("Afghan soldiers" are of `af/armed-forces`), if the tables have it."""
    if owner is None or owner.entity is None or owner.entity.startswith("~"):
        return None
    office = world.office(owner.entity, title)
    if office is not None:
        return office
    body_id = f"{owner.entity}/{body}" if body and owner.type == "state" else None
    return body_id if body_id and world.find_entity(body_id) is not None else None


def _fighting_for(sentence: Sentence, owner: Draft | None, token: Token) -> str | None:
    """Return the armed group or alliance that troops are named after: "Taliban fighters", "rebels of the M23"."""
    if owner is None or owner.type not in {"group", "organization"}:
        return None
    if owner.last > token.i and phrases.case(sentence, owner.head) not in {"of", "from"}:
        return None
    theirs = owner.entity is not None and not owner.entity.startswith("~")
    return owner.entity if theirs and token.lemma.lower().removesuffix("s") in acts.words_of("force") else None


def _type(token: Token, listed: bool, noun: tuple[EntityType, frozenset[str]] | None) -> EntityType | None:
    if noun is not None:
        return "group" if noun[0] == "person" and token.xpos == "NNS" else noun[0]
    if token.upos == "ADJ":
        return None
    if token.type == "organization" and token.xpos in {"NN", "NNP"}:
        return "organization"  # "China's coast guard", which no person is
    if listed or token.type == "person":
        return "group" if token.xpos == "NNS" else "person"
    return "organization" if token.type == "organization" else None


def _inside_compound(token: Token) -> bool:
    return token.deprel in {"compound", "amod", "flat", "nmod:desc"} and token.head > token.i


def _in_compound(sentence: Sentence, draft: Draft, token: Token) -> bool:
    """Tell whether a name is part of an adjective for whom it does not own: "Russian-speaking", "Turkish-backed"."""
    behind = sentence.tokens[draft.last + 1 : token.i][:2]
    return len(behind) == 2 and behind[0].text == "-" and behind[1].text.lower() in OF_ORIGIN


def _possessor(sentence: Sentence, token: Token, inside: Sequence[Draft], world: World) -> Draft | None:
    """Return whose officials they are where a people's name stands between: "Kosovo's Serb leaders"."""
    listed = _listed(sentence, token.i, world)
    if listed is None or listed[1] not in GOVERNED:
        return None
    return next((d for d in inside if d.type != "person" and sentence.tokens[d.last + 1].xpos == "POS"), None)


def _ethnic(sentence: Sentence, owner: Draft | None) -> bool:
    """Tell whether a people's name says what somebody is, not for which state he acts: "ethnic Armenian forces"."""
    return owner is not None and sentence.words[max(owner.first - 1, 0)] == "ethnic" and owner.first > 0


def _owner(sentence: Sentence, token: Token, first: int, names: Sequence[Draft], world: World) -> Draft | None:
    """Return whose role it is: a possessor or adjective before the noun, else the name after "of"."""
    inside = [draft for draft in names if first <= draft.first and draft.last < token.i]
    before = [draft for draft in inside if draft.entity and not _in_compound(sentence, draft, token)]
    possessor = _possessor(sentence, token, inside, world) if before else None
    if possessor is not None and any(draft.first > possessor.last for draft in before):
        return possessor if possessor.entity else None
    if before:
        return min(before, key=lambda draft: (draft.type not in {"state", "organization"}, -draft.first))
    for child in sentence.children(token.i, "nmod"):
        case = phrases.case(sentence, child.i)
        if case not in OF and not (case == "in" and token.lemma.lower() in GOVERNING):
            continue
        found = next((draft for draft in names if draft.covers(child.i) and draft.entity), None)
        listed = any(draft.covers(t.i) for t in sentence.children(child.i, "conj") for draft in names)
        if found is not None and not listed:
            return found
    return None
