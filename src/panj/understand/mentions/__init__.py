"""Who is named in a text: every mention of an actor with the entity that it is taken for."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter

from panj.english.parsed import Parsed, Sentence
from panj.records import Document, Mention
from panj.understand.mentions import antecedents, coreference, drafts, jointly, pronouns
from panj.understand.mentions.appositions import has_name, join_appositions
from panj.understand.mentions.bases import name_bases
from panj.understand.mentions.bodies import inner_bodies, share_bodies
from panj.understand.mentions.borders import find_borders, resolve_border
from panj.understand.mentions.decisions import find_decisions
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.foreground import note
from panj.understand.mentions.governments import name_governments
from panj.understand.mentions.incumbents import resolve_office
from panj.understand.mentions.names import find_names, short_forms
from panj.understand.mentions.referents import Referent, Referents
from panj.understand.mentions.roles import find_roles
from panj.world import World
from panj.world.codes import written

_TITLED = re.compile(r"\b(Mrs?|Ms|Miss|Sir|Lord|Dame|Lady)\b\.?\s(\w[\w'’-]{1,40})")
_WORD = re.compile(r"[\w.'’-]+")


def find_mentions(document: Document, parsed: Parsed, world: World) -> tuple[Mention, ...]:
    """Return the mentions of actors in the order of the text, pronouns and "the country" with their antecedent's name.

    Mentions may nest: "Tajikistan" stands inside "Tajikistan's representative Hasan Sultonov".
    """
    day = document.published
    known = Referents(_topic(document.title or "", world, day), _genders(parsed.text))
    done: list[tuple[Sentence, list[Draft]]] = []
    known.titled = tuple(_state_of(entity, world) for entity in sorted(known.topic) if _is_state(entity, world))
    known.done = done
    shorts = short_forms(parsed.text, parsed.sentences)
    for number, (sentence, names) in enumerate(zip(parsed.sentences, find_names(parsed, world, day), strict=True)):
        antecedents.note_quotations(known, sentence)
        names.extend(_unseen(number, sentence, names, shorts))
        _abbreviated(parsed, sentence, names, known, shorts)
        borders = find_borders(number, sentence, names, world)
        found = names + borders + find_roles(number, sentence, names, world)
        found += pronouns.find_pronouns(number, sentence) + inner_bodies(number, sentence, found, world)
        share_bodies(sentence, found, world)
        found.sort(key=attrgetter("first", "last"))
        _resolve_all(sentence, found, known, world, day)
        name_bases(sentence, found, known, world, day)
        found += find_decisions(number, sentence, found, world, day)
        join_appositions(sentence, found, known)
        jointly.note(sentence, number, found, known)
        known.note_company(d.country or d.entity for d in found if d.entity and (d.type == "state" or "/" in d.entity))
        done.append((sentence, found))
    _describe(done, known, world)
    name_governments(done, known, world)
    _settle(done, known)
    return tuple(_finished(done, parsed.text, world, day))


def _topic(title: str, world: World, day: date | None) -> frozenset[str]:
    """Return the entities that a title names, each word by itself or with its neighbours."""
    words = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(title)]
    return frozenset(entity for hit in world.match(words, day) for entity, *_ in hit.candidates[:1])


def _is_state(entity_id: str, world: World) -> bool:
    entity = world.find_entity(entity_id)
    return entity is not None and entity.shape == "state"


def _state_of(entity_id: str, world: World) -> Referent:
    """Return a state that only the title names, for "the country"."""
    entity = world.entity(entity_id)
    kinds = frozenset({entity.kind})
    return Referent(entity=entity.id, name=entity.name, type="state", country=entity.id, kinds=kinds)


def _genders(text: str) -> dict[str, str]:
    """Return the gender of each surname by the "Mr." or "Ms." before it, none where both stand."""
    found: dict[str, set[str]] = defaultdict(set)
    for title, surname in _TITLED.findall(text):
        found[surname].add(COURTESY[title.lower()])
    return {surname: next(iter(genders)) for surname, genders in found.items() if len(genders) == 1}


def _settle(done: Sequence[tuple[Sentence, list[Draft]]], known: Referents) -> None:
    """Give every mention of one referent its last identity, and the name that was found best for a local one."""
    for _, found in done:
        for draft in found:
            if draft.parts:
                draft.name, draft.rule = jointly.joined([str(part.name) for part in draft.parts]), jointly.TOGETHER
            if draft.entity is None or not draft.entity.startswith("~"):
                continue
            referent = known.by_id.get(known.final(draft.entity))
            if referent is not None:
                draft.entity, draft.name = referent.entity, referent.name
                draft.country, draft.sector = draft.country or referent.country, draft.sector or referent.sector


def _finished(
    done: Sequence[tuple[Sentence, list[Draft]]], text: str, world: World, day: date | None
) -> Iterator[Mention]:
    for sentence, found in done:
        for draft in sorted(found, key=lambda draft: (draft.first, -draft.last)):
            if draft.entity is None and draft.form in {"border", "document", "noun", "role"}:
                continue
            yield drafts.mention(draft, sentence, text, code_of(draft, world, day))


def code_of(draft: Draft, world: World, day: date | None) -> str | None:
    """Return the PLOVER actor code of a draft: its entity's, else its country's with its sector."""
    entity = draft.entity if draft.entity and not draft.entity.startswith("~") else draft.country
    if entity and world.find_entity(entity) is not None:
        return world.code(entity, day, sector=draft.sector)
    return written("", draft.sector) if draft.sector else None


# -- one by one --------------------------------------------------------------------------------------------------


def _resolve_all(sentence: Sentence, found: list[Draft], known: Referents, world: World, day: date | None) -> None:
    for draft in found:
        choice, own = None, draft.name
        _inherit(draft, found, world)
        _as_person(draft, known)
        if draft.form == "pronoun":
            choice = pronouns.resolve_pronoun(draft, sentence, known, found, world)
        elif draft.form in {"noun", "document"} and not has_name(sentence, draft, found):
            choice = coreference.resolve_noun(draft, sentence, known, found)
        elif draft.form == "border":
            choice = resolve_border(draft, known, world)
        elif draft.form == "role" and draft.entity is None:
            choice = coreference.resolve_role(draft, sentence, known)
        elif draft.form == "person" or draft.type == "person":
            _resolve_person(draft, sentence, known, world, day)
        if draft.form in {"noun", "role"}:
            choice = coreference.resolve_members(draft, sentence, known, found) or choice
        if draft.form == "role" and choice is None and not has_name(sentence, draft, found):
            choice = resolve_office(draft, known, world, day)
        if choice is not None:
            _take(draft, *choice, sentence)
        elif draft.form in {"border", "document", "pronoun"} or (draft.type == "state" and draft.entity is None):
            continue
        _remember(draft, sentence, known)
        if choice is not None and draft.form == "role":
            known.rename(choice[0], own)


def _inherit(draft: Draft, found: Sequence[Draft], world: World) -> None:
    """Give "its interior minister" the country of whoever "its" is, and "its forces" to their state."""
    if draft.form not in {"role", "noun"} or draft.country is not None or draft.type == "state":
        return
    owner = next((d for d in found if d.form == "pronoun" and d.first == draft.first and d.last < draft.last), None)
    if owner is None or owner.country is None or owner.type not in {"state", "organization"}:
        return
    draft.country = owner.country
    role = world.role(draft.role or "") if owner.type == "state" else None
    adjective = world.adjective(owner.country)
    if role is not None and adjective and draft.type != "person":
        body = world.find_entity(f"{owner.country}/{role.body}")
        draft.form, draft.name = "role", f"{adjective} {draft.role}"
        draft.entity = body.id if body is not None else None


def _as_person(draft: Draft, known: Referents) -> None:
    """Take a name that no table has for the person who was called so in full ("Brunson", seen as a place)."""
    unknown = draft.form == "name" and draft.rule == "model" and draft.entity is None and draft.first == draft.last
    name = draft.name or ""
    if unknown and draft.type != "person" and not known.named(name) and known.surnamed(name) is not None:
        draft.form, draft.type = "person", "person"


def _take(draft: Draft, referent: Referent, confidence: float, sentence: Sentence) -> None:
    """Give an anaphor the identity of its antecedent."""
    draft.entity, draft.name, draft.type = referent.entity, referent.name, referent.type
    draft.country, draft.sector = referent.country, referent.sector
    draft.kinds, draft.confidence = referent.kinds, round(confidence, 2)
    draft.rule = f"coreference:{draft.form}"
    gender = pronouns.PERSONAL.get(sentence.tokens[draft.head].text.lower())
    if gender and referent.type == "person":
        referent.gender = gender


def _remember(draft: Draft, sentence: Sentence, known: Referents) -> None:
    if draft.entity is None:
        capital = draft.form == "noun" and sentence.tokens[draft.first].text == draft.name  # "Coalition forces"
        named = draft.form in {"name", "person"} or capital or (draft.form == "role" and draft.country is not None)
        before = known.named(draft.name) if draft.name and named else None
        draft.entity = before.entity if before else known.new_id()
        if named and draft.form in {"noun", "role"} and draft.name and before is None:
            known.alias(draft.name, draft.entity)
    head = sentence.tokens[draft.head]
    common = head.lemma.lower() if draft.form in {"role", "noun"} else ""
    note(sentence, draft, known, noun=common)


def _resolve_person(draft: Draft, sentence: Sentence, known: Referents, world: World, day: date | None) -> None:
    """Find the person of a name: earlier in the text by full name or surname, else by surname and office."""
    if draft.form == "role" or draft.entity is not None or not draft.name:
        return
    gender = _courtesy(sentence, draft)
    before = known.named(draft.name) or known.surnamed(draft.name, role=draft.role, gender=gender)
    if before is not None:
        before.gender = before.gender or gender
        draft.entity, draft.name, draft.type = before.entity, before.name, before.type
        draft.country, draft.sector = draft.country or before.country, draft.sector or before.sector
        draft.confidence, draft.rule = 0.9, "surname"
        return
    officials = [p for p in world.called(draft.name, day) if _holds(p, draft, world, day)]
    if len(officials) == 1:
        entity = world.entity(officials[0])
        draft.entity, draft.name, draft.country = entity.id, entity.name, entity.country
        draft.confidence, draft.rule = 0.8, "surname and office"


COURTESY = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f", "lady": "f"}


def _courtesy(sentence: Sentence, draft: Draft) -> str:
    """Return the gender that "Mr." or "Mrs." before a name says, "" for none."""
    words = [token.text.lower().rstrip(".") for token in sentence.tokens[max(0, draft.head - 1) : draft.head]]
    words += [token.text.lower().rstrip(".") for token in sentence.tokens[max(0, draft.first - 1) : draft.first + 1]]
    return next((COURTESY[word] for word in words if word in COURTESY), "")


def _holds(person: str, draft: Draft, world: World, day: date | None) -> bool:
    """Tell whether the tables have this person in the office that the text gives, in the country that it gives."""
    country = world.entity(person).country
    if not draft.role or not country or (draft.country and draft.country != country):
        return False
    office = world.office(country, draft.role)
    return office is not None and any(row.office == office for row in world.offices_held(person, day))


def _abbreviated(
    parsed: Parsed, sentence: Sentence, names: list[Draft], known: Referents, shorts: dict[str, tuple[int, int]]
) -> None:
    """Give an abbreviation that the text defined the identity of its long form."""
    for draft in names:
        short = (draft.name or "").upper()
        if draft.rule != "model" or short not in shorts:
            continue
        start, end = shorts[short]
        long = parsed.text[start:end].strip()
        before = known.named(short) or known.named(long)
        inside = next((d for d in names if d is not draft and _within(sentence, d, start, end)), None)
        if before is not None:
            draft.entity, draft.name, draft.type = before.entity, before.name, before.type
        elif inside is not None and inside.name:
            inside.entity = inside.entity or known.new_id()
            known.alias(short, inside.entity)
            draft.entity, draft.name, draft.type = inside.entity, inside.name, inside.type
            draft.rule = "abbreviation"


def _unseen(
    number: int, sentence: Sentence, names: Sequence[Draft], shorts: dict[str, tuple[int, int]]
) -> Iterator[Draft]:
    """Yield drafts for abbreviations of the text's own that neither the tables nor the model take for names."""
    for token in sentence.tokens if shorts else ():
        if token.text.upper() in shorts and token.text[:1].isupper() and not any(d.covers(token.i) for d in names):
            yield Draft(
                sentence=number,
                first=token.i,
                last=token.i,
                head=token.i,
                form="name",
                name=token.text,
                type="organization",
                confidence=0.7,
                rule="model",
            )


def _within(sentence: Sentence, draft: Draft, start: int, end: int) -> bool:
    return draft.last >= draft.first and start < sentence.tokens[draft.last].end <= end


# -- over several ------------------------------------------------------------------------------------------------


def _in_title_case(sentence: Sentence) -> bool:
    """Tell whether all nouns, verbs and adjectives have capitals, as in a headline, so that capitals name nobody."""
    return not any(t.text[:1].islower() and t.upos in {"NOUN", "VERB", "ADJ"} for t in sentence.tokens)


def _describe(done: Sequence[tuple[Sentence, list[Draft]]], known: Referents, world: World) -> None:
    """Resolve descriptions by what the whole text names ("a Russia-led alliance", named only later)."""
    for sentence, found in done:
        for draft in found:
            if draft.form != "role" or draft.type != "organization" or not (draft.entity or "").startswith("~"):
                continue
            if sentence.tokens[draft.head].text[:1].isupper() and not _in_title_case(sentence):
                continue  # "the U.S. Naturalization Service" is a name of its own, no description
            before = {d.entity for d in found if d.type == "state" and draft.first <= d.first <= draft.last}
            owner = next(iter(before), None) if len(before) == 1 else None
            meant = coreference.describes(draft, known, owner, world)
            if meant is not None:
                _take(draft, meant, 0.7, sentence)
                draft.rule = "description"
