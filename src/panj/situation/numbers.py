"""Figures side by side: forces where they stand, people displaced, people killed and wounded.

Each line gives the best (the latest), the lowest and the highest that anybody says, in UCDP's idiom. Nothing is
averaged. What cannot be true together with the best stands against it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from panj.records import Finding
from panj.situation.case import Case, Said
from panj.situation.figures import Figure, figures
from panj.situation.finding import finding_id, ids, independent, place_of
from panj.world import World

TOPICS = {
    "force": "forces",
    "displaced": "displacement",
    "killed": "casualties",
    "wounded": "casualties",
    "casualties": "casualties",
}
FLOWS = ("displacement", "casualties")  # counted by event; forces are a stock, counted by owner and country


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return the lines of forces, displacement and casualties."""
    events = case.events
    groups: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for said in case.said:
        if not counts(said):
            continue
        given = list(figures(said, world))
        for figure in given:
            topic = TOPICS.get(figure.kind)
            if topic in FLOWS:
                apart = figure.noun if sum(f.kind == figure.kind for f in given) > 1 else ""
                groups[(topic, figure.kind, events[said.id], apart)].append(figure)
            elif topic and standing(said):
                groups[(topic, figure.kind, figure.owner or f"?{figure.noun}", figure.where or "?")].append(figure)
    lines = (_line(key, found, world, case) for key, found in groups.items())
    return tuple(sorted(lines, key=lambda f: (f.topic, f.label, f.id)))


def counts(said: Said) -> bool:
    """Tell whether a statement's figures are of what is so: asserted, not denied, and no plan or condition."""
    return said.statement.happened


def standing(said: Said) -> bool:
    """Tell whether a statement is about forces where they stand or are sent, not about those who left or fought."""
    relation, event = said.statement.relation, said.statement.event
    return event.code == "MOBILIZE" if event else relation is None or relation.relation == "deployed_in"


def _line(key: Sequence[str], found: list[Figure], world: World, case: Case) -> Finding:
    topic, kind = key[:2]
    latest = max(found, key=lambda f: (f.said.day, f.said.happened_on, f.said.id))
    where = next((f.where for f in reversed(found) if f.where), "?")
    against = [f for f in found if not compatible(f, latest)]
    agreeing = [f for f in found if f not in against]
    evidence = [f.said for f in agreeing]
    return Finding(
        id=finding_id(topic, *key),
        topic=topic,
        subject="|".join(key[1:]),
        label=label(kind, where, latest, world),
        as_of=case.as_of,
        rule=f"numbers/{kind}",
        status="disputed" if against else "corroborated" if independent(evidence) > 1 else "single source",
        value=latest.quantity.text,
        low=least(found),
        best=latest.best,
        high=most(found),
        unit=latest.noun,
        place=place_of(evidence),
        when=latest.said.statement.event.when if latest.said.statement.event else None,
        statements=ids(evidence),
        against=ids(f.said for f in against),
    )


def compatible(left: Figure, right: Figure) -> bool:
    """Tell whether one number can be meant by both; "about" reaches a tenth to either side."""
    (a, b), (c, d) = _bounds(left), _bounds(right)
    return max(a, c) <= min(b, d)


def _bounds(figure: Figure) -> tuple[float, float]:
    q = figure.quantity
    low, high = q.low if q.low is not None else 0.0, q.high if q.high is not None else float("inf")
    return (low * 0.9, high * 1.1) if q.approximate else (low, high)


def least(found: Iterable[Figure]) -> float | None:
    """Return the lowest bound that is said, None if some words leave it open."""
    return min((f.quantity.low for f in found if f.quantity.low is not None), default=None)


def most(found: Iterable[Figure]) -> float | None:
    """Return the highest bound that is said, or the highest figure where the words leave it open."""
    stated = [b for f in found for b in (f.quantity.high, f.quantity.low) if b is not None]
    return max(stated, default=None)


def label(kind: str, where: str, figure: Figure, world: World) -> str:
    """Return the line's heading: what is counted, and in or to which country."""
    entity = None if where == "?" else world.find_entity(where)
    place = f" in {entity.name if entity else where.title()}" if where != "?" else ""
    what = _owned(figure.quantity.of or figure.noun, figure.owner, world) if kind == "force" else figure.quantity.of
    what = what or figure.noun
    suffix = {"killed": " killed", "wounded": " wounded", "casualties": " killed or wounded"}.get(kind, "")
    moved = place.replace(" in ", " to ", 1) if kind == "displaced" else place
    return f"{what}{suffix}{moved}"


def _owned(what: str, owner: str | None, world: World) -> str:
    """Return forces with whose they are: "Russian troops", "troops of M23" where the words do not say it."""
    entity = world.find_entity(owner) if owner else None
    if entity is None or world.match(what.split()):
        return what
    adjective = world.adjective(entity.country) if entity.country else None
    return f"{adjective} {what}" if adjective else f"{what} of {entity.name}"
