"""Who is said, as a fact, to act on whom or stand how to whom: edges by kind, each with its statements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from panj.records import Record, Relation, Span
from panj.serve.words import act, joint
from panj.situation import Case, Said
from panj.situation.judged import names_by_person
from panj.world import World
from panj.world.sides import Called, Side, side

AGAINST = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "ASSAULT", "TAKE"})
ASKING = frozenset({"REQUEST"})
STANDING = frozenset({"member_of", "allied_with", "part_of", "controls", "deployed_in"})


class Party(Record, frozen=True, kw_only=True):
    """An end of an edge: of the world, of a name, or, where only common words tell it, of one report."""

    id: str
    name: str


class Edge(Record, frozen=True, kw_only=True):
    """That one acts on another, or stands to it in some way; `kind` is with, asks, against or standing."""

    id: str
    who: Party
    act: str
    code: str
    whom: Party
    kind: str
    statements: tuple[str, ...]


def edges(case: Case, world: World) -> tuple[Edge, ...]:
    """Return who does what to whom and who stands how to whom, the most said first."""
    called, known = names_by_person(case.links), _known_ends(case.said, world)
    found: dict[tuple[Party, str, Party], list[str]] = {}
    for said in case.said:
        if said.statement.happened:
            for who, code, whom in _acts(said) if said.statement.event else _standing(said, known, world, called):
                if who.id != whom.id:
                    found.setdefault((who, code, whom), []).append(said.id)
    order = sorted(found.items(), key=lambda item: (-len(item[1]), item[0][0].name, item[0][1], item[0][2].name))
    return tuple(_edge(n, key, tuple(dict.fromkeys(ids))) for n, (key, ids) in enumerate(order))


def _acts(said: Said) -> Iterator[tuple[Party, str, Party]]:
    if event := said.statement.event:
        for who, whom in product(said.actors, said.recipients):
            yield _party(who, said), event.code, _party(whom, said)


def _standing(
    said: Said, known: Mapping[tuple[str, int], Mapping[Span, Party]], world: World, called: Called
) -> Iterator[tuple[Party, str, Party]]:
    """Yield the two ends of a standing fact; what ends as one that the world knows does in its report is that one."""
    relation = said.statement.relation
    if relation is None or relation.relation not in STANDING:
        return
    ends = []
    for span, entity, name in _ends(relation):
        held = known.get((said.statement.document, span.end), {})
        party = held.get(span) or next((p for k, p in held.items() if k.holds(span)), None)
        ends.append(party or _party(side(entity, name, said.day, world, called), said))
    yield ends[0], relation.relation, ends[1]


def _known_ends(said: Iterable[Said], world: World) -> Mapping[tuple[str, int], Mapping[Span, Party]]:
    """Return the ends of standing facts that the world knows, by their report and where their words end."""
    found: dict[tuple[str, int], dict[Span, Party]] = defaultdict(dict)
    for one in said:
        if relation := one.statement.relation:
            for span, entity, _ in _ends(relation):
                if entity and (held := world.find_entity(entity)):
                    found[one.statement.document, span.end][span] = Party(id=held.id, name=held.name)
    return found


def _ends(relation: Relation) -> tuple[tuple[Span, str | None, str], ...]:
    return (
        (relation.subject_span, relation.subject_entity, relation.subject),
        (relation.object_span, relation.object_entity, relation.object),
    )


def _party(of: Side, said: Said) -> Party:
    """Return a side as an end: a commander of one report is not the commander of another."""
    named = of.known or any(letter.isupper() for letter in of.name)
    return Party(id=of.id if named else f"{said.witness} {of.id}", name=of.name)


def _edge(number: int, key: tuple[Party, str, Party], statements: tuple[str, ...]) -> Edge:
    who, code, whom = key
    standing = code in STANDING
    kind = "standing" if standing else "against" if code in AGAINST else "asks" if code in ASKING else "with"
    words = code.replace("_", " ") if standing else f"{act(code)} {joint(code)}".strip()
    return Edge(id=f"e{number}", who=who, act=words, code=code, whom=whom, kind=kind, statements=statements)
