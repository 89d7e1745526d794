"""Which of the statements that a search found a filter asks for."""

from panj.ledger import Filter
from panj.records import Statement


def matches(statement: Statement, which: Filter) -> bool:
    """Tell whether a statement has the code and the party or speaker asked for."""
    if which.code and (statement.event is None or statement.event.code != which.code):
        return False
    return which.entity is None or which.entity in _parties(statement)


def _parties(statement: Statement) -> set[str | None]:
    roles = statement.event.roles if statement.event else ()
    relation = statement.relation
    stand = {relation.subject_entity, relation.object_entity} if relation else set()
    return {x.source.entity for x in statement.chain} | {r.entity for r in roles} | stand
