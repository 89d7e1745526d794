"""`panj review --names`: names that the world does not know, and who comes nearest; a person decides."""

import difflib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from panj import pipeline
from panj.errors import UsageError
from panj.ledger import EVERYTHING, Ledger, Scope
from panj.records import Judgement, Link, Mention
from panj.world import World
from panj.world.sides import NAME

TYPES = ("person", "organization", "group")
NEAREST = 3
ALIKE = 0.75  # of difflib's ratio: it only proposes, a person decides
JUDGEMENTS = {"same": Judgement.SAME, "different": Judgement.DIFFERENT, "undo": Judgement.UNDONE}


def candidates(ledger: Ledger, world: World, scope: Scope = EVERYTHING) -> Iterator[dict[str, Any]]:
    """Yield each name that is nobody's, the most frequent first, with a place where it stands and whom it is like."""
    found: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
    for reading in ledger.readings(scope):
        for mention in reading.mentions:
            if _unknown(mention) and mention.name:
                found[mention.name].append((reading.document, mention))
    decided = {(x.left, x.right) for x in ledger.links_of_kind("actor", scope=scope)}
    names = {e.name: e.id for e in world.entities() if e.shape in ("person", "organisation")}
    for name, mentions in sorted(found.items(), key=lambda x: (-len(x[1]), x[0])):
        document, mention = mentions[0]
        near = difflib.get_close_matches(name, names, NEAREST, ALIKE)
        yield {
            "kind": "candidate",
            "name": name,
            "type": mention.type,
            "country": mention.country,
            "mentions": len(mentions),
            "document": document,
            "span": mention.span,
            "like": [
                *(names[n] for n in near if (name.lower(), names[n]) not in decided),
                *(n for n in found if _stands_for(name, n) and (name.lower(), f"{NAME}{n}") not in decided),
            ],
        }


def _stands_for(short: str, name: str) -> bool:
    """Tell whether a name is made of the first letters of another: PFN of Popular Front for Nuristan."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return 1 < len(short) == len(initials) and short == initials


def _unknown(mention: Mention) -> bool:
    local = mention.entity is None or mention.entity.startswith("~")
    return local and mention.type in TYPES and mention.text[:1].isupper()


@dataclass(frozen=True, kw_only=True)
class Naming:
    """That a name is (`same`) or is not (`different`) an entity of the world, or that this is taken back (`undo`)."""

    name: str
    entity: str
    act: str
    who: str
    why: str = ""


def judge_name(ledger: Ledger, world: World, naming: Naming) -> Link:
    """Keep what a person says of a name; NotFoundError if neither the world nor a report has such an entity."""
    if naming.act not in JUDGEMENTS:
        raise UsageError(f"{naming.act}: say --act same, different or undo")
    link = Link(
        kind="actor",
        left=naming.name.lower(),
        right=_whom(ledger, world, naming.entity),
        judgement=JUDGEMENTS[naming.act],
        reason=naming.why,
        decided_by=f"person:{naming.who}",
        at=datetime.now(UTC),
    )
    ledger.judge([link], version=pipeline.version(), at=datetime.now(UTC))
    return link


def _whom(ledger: Ledger, world: World, entity: str) -> str:
    """Return the id of an entity of the world, or a name that reports use and the world does not know."""
    held = world.find_entity(entity)
    if held is None and any(_unknown(m) and m.name == entity for r in ledger.readings() for m in r.mentions):
        return f"{NAME}{entity}"
    return world.entity(entity).id
