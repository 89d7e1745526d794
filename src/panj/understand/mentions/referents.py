"""Whom a text has spoken of so far, and how fresh each is in mind."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec

from panj.english.parsed import Sentence
from panj.records import EntityType
from panj.understand.mentions.drafts import Draft

MOST = 150  # referents that come into question; a report has fewer, a list without end must not cost its square
_UNIT = re.compile(r"\b\d{1,4}(?:st|nd|rd|th) .*")  # of "Russia's 90th Tank Division", which acts for all of them


class Referent(msgspec.Struct, kw_only=True):
    """Somebody or something that the text has named, and where it did so last."""

    entity: str
    name: str
    type: EntityType
    country: str | None = None
    sector: str | None = None
    kinds: frozenset[str] = frozenset()
    roles: set[str] = msgspec.field(default_factory=set)
    nouns: set[str] = msgspec.field(default_factory=set)
    called: set[str] = msgspec.field(default_factory=set)  # common words before its name ("the rebel M23")
    words: set[str] = msgspec.field(default_factory=set)
    in_office: bool = True  # False for who is called a former or future holder of his title
    plural: bool = False
    gender: str = ""
    first: int = 0  # the sentence that named it first
    sentence: int = -1
    position: int = -1
    role: str = ""  # what its latest mention is: subject, object, owner or other
    subject: float = 0.0  # 1 for the subject of a main clause, half for one of a clause within
    count: int = 0
    spoke: int = -9  # the sentence in which it last said something

    def displaced(self, since: "Referent | None") -> bool:
        """Tell whether somebody else has been the subject of a sentence since one last spoke."""
        return since is not None and since is not self and since.sentence > max(self.spoke, self.sentence)


def _by_role(role: str) -> str:
    """Return the gender that a post tells: "spokeswoman"; "" for most."""
    last = role.lower().rpartition(" ")[2]
    return "f" if last.endswith("woman") else "m" if last == "spokesman" else ""


class Referents:
    """All referents of one document, in the order of their latest mention; local ones are numbered `~1`, `~2` ..."""

    def __init__(self, topic: frozenset[str] = frozenset(), genders: Mapping[str, str] | None = None) -> None:
        self.topic = topic  # whom the title names
        self.titled: tuple[Referent, ...] = ()  # the states among them
        self._genders = genders or {}  # surname -> gender, where "Mr." or "Ms." stands before it anywhere
        self.by_id: dict[str, Referent] = {}
        self.done: Sequence[tuple[Sentence, list[Draft]]] = ()  # the sentences before, with their mentions
        self.sentences: list[Sentence] = []  # those so far, the present one included
        self.marks: list[tuple[int, ...]] = []  # where the quotation marks of each stand
        self.opens: list[bool] = []  # whether each begins within a quotation
        self.things: dict[int, tuple[Any, ...]] = {}  # the nouns of a sentence that name no actor, once asked for
        self.meant: dict[str, tuple[int, str | None]] = {}  # whom a pronoun of each group meant last, and where
        self.dealing: tuple[int, tuple[Draft, ...]] = (-1, ())  # who dealt with each other last, and where
        self.beside: tuple[int, tuple[Draft, ...]] = (-1, ())  # the subjects side by side of the last sentence
        self._surnames: dict[str, dict[str, None]] = defaultdict(dict)
        self._names: dict[str, str] = {}
        self._locals = 0
        self._merged: dict[str, str] = {}
        self._bare: dict[str, str] = {}  # surname -> who was last called by it alone
        self.together: dict[str, dict[str, int]] = defaultdict(dict)
        self.bodies: dict[str, dict[str, Referent]] = defaultdict(dict)
        self._alike: dict[tuple[str, str | None], Referent] = {}

    def new_id(self) -> str:
        """Return the next local id."""
        self._locals += 1
        return f"~{self._locals}"

    def add(self, draft: Draft, *, subject: float, noun: str = "", role: str = "") -> Referent:
        """Note one mention of a draft that has an entity and a name."""
        assert draft.entity is not None
        found = self.by_id.get(draft.entity)
        if found is None:
            found = Referent(
                entity=draft.entity,
                name=_whole(draft.entity, draft.name or draft.entity),
                type=draft.type,
                plural=draft.plural,
                first=draft.sentence,
            )
        self.by_id.pop(draft.entity, None)
        self.by_id[draft.entity] = found
        if found.type == "person" and not found.gender:
            found.gender = self._genders.get(found.name.rpartition(" ")[2], "")
        found.kinds |= draft.kinds
        for kind in found.kinds:
            self.bodies[kind][found.entity] = found
        found.words.update(f"{draft.name or ''} {draft.role or ''}".lower().split())
        found.country, found.sector = found.country or draft.country, found.sector or draft.sector
        if draft.role:
            found.roles.add(draft.role.lower())
            found.gender = found.gender or _by_role(draft.role)
        if noun:
            found.nouns.add(noun)
            if not found.plural:
                self._alike[noun, found.country] = found
        if draft.form in {"name", "person"} and draft.name:
            self._learn(draft.name, found)
        if draft.sentence != found.sentence:
            found.subject = 0.0
        found.sentence, found.position = draft.sentence, draft.head
        found.subject, found.role = max(found.subject, float(subject)), role
        found.count += 1
        return found

    def merge(self, local: str | None, into: str) -> None:
        """Take a local referent for another one that it turned out to be."""
        if local is None or local == into:
            return
        if local.startswith("~") and self.by_id.pop(local, None) is not None:
            self._merged[local] = into
        elif (office := self.by_id.get(local)) is not None and office.type == "person" and "/" in local:
            del self.by_id[local]  # an office whose holder is now named is nobody else

    def final(self, entity: str) -> str:
        """Return whom a referent turned out to be."""
        seen = set()
        while entity in self._merged and entity not in seen:
            seen.add(entity)
            entity = self._merged[entity]
        return entity

    def recent(self, sentence: int, within: int) -> list[Referent]:
        """Return those named at most `within` sentences before `sentence`, the latest first and so many at most."""
        found = []
        for referent in islice(reversed(self.by_id.values()), MOST):
            if sentence - referent.sentence > within:
                break
            found.append(referent)
        return found

    def alike(self, noun: str, country: str) -> Referent | None:
        """Return the latest of this noun and country ("the Afghan team")."""
        return self._alike.get((noun, country))

    def rename(self, referent: Referent, name: str | None) -> None:
        """Call a local referent by a plainer name of it, if this is one."""
        if name and referent.entity.startswith("~") and _plainer(name, referent.name):
            referent.name = name

    def _learn(self, name: str, referent: Referent) -> None:
        self._names[name.lower()] = referent.entity
        if referent.type == "person":
            parts = name.lower().split()
            for last in {*parts[1:], " ".join(parts[1:])} - {""}:
                self._surnames[last][referent.entity] = None

    def named(self, name: str) -> Referent | None:
        """Return who has been called exactly so."""
        found = self._names.get(name.lower())
        return self.by_id.get(self.final(found)) if found else None

    def surnamed(self, name: str, *, role: str | None = None, gender: str = "") -> Referent | None:
        """Return the person whose full name ended so: of several the one of that title, else the latest named."""
        ids = {self.final(entity) for entity in self._surnames.get(name.lower(), ())}
        people = [self.by_id[i] for i in ids if i in self.by_id]
        people = [r for r in people if not gender or r.gender in ("", gender)]
        words = set((role or "").lower().split())
        titled = [r for r in people if words & {word for held in r.roles for word in held.split()}]
        bare = self.final(self._bare.get(name.lower(), ""))
        ranked = titled or [r for r in people if r.entity == bare] or people
        found = max(ranked, key=lambda r: (r.sentence, r.subject, r.position, r.entity), default=None)
        if found is not None and not words:
            self._bare[name.lower()] = found.entity
        return found

    def alias(self, name: str, entity: str) -> None:
        """Note a further name ("CSTO" after the long form)."""
        self._names[name.lower()] = entity

    def note_company(self, entities: Iterable[str]) -> None:
        """Note that these were named in one sentence."""
        present = sorted(set(entities))
        for a in present:
            beside = self.together[a]
            for b in present:
                if b != a:
                    beside[b] = beside.get(b, 0) + 1


def _plainer(name: str, than: str) -> bool:
    """Tell whether a name is the other one less some words, two kept at least ("Afghan team" of a longer one)."""
    words, others = name.lower().split(), than.lower().split()
    return 2 <= len(words) < len(others) and set(words) <= set(others)


def _whole(entity: str, name: str) -> str:
    """Return what a state's forces are called of which a numbered unit is named first."""
    return _UNIT.sub("armed forces", name) if entity.endswith("/armed-forces") else name
