"""National societies of the Red Cross and Red Crescent: each of a state, none is the International Committee."""

from collections.abc import Iterable

from panj.world.entities import Entity
from panj.world.rows import NameRow, StateRow

SOCIETIES = {"red-cross": "Red Cross", "red-crescent": "Red Crescent"}


def society(owner: Entity, part: str, adjective: str | None) -> Entity | None:
    """Return the society of a state: `sd/red-crescent` is the Sudanese Red Crescent."""
    if part not in SOCIETIES or owner.shape != "state":
        return None
    name = f"{adjective or owner.name} {SOCIETIES[part]}"
    return Entity(
        id=f"{owner.id}/{part}", name=name, shape="organisation", kind="ngo", country=owner.id, parent=owner.id,
        sector="NGO",
    )  # fmt: skip


def names(states: Iterable[StateRow]) -> Iterable[NameRow]:
    """Yield what they are called: "Chadian Red Cross", "Syrian Arab Red Crescent", "Red Cross Society of China"."""
    for state in states:
        for part, title in SOCIETIES.items():
            called = dict.fromkeys(word for word in (state.adjective, state.name) if word)
            titles = (title, f"Arab {title}") if part == "red-crescent" else (title,)
            forms = [f"{word} {form}" for word in called for form in titles]
            whole = (
                *forms,
                *(f"{form} Society" for form in forms),
                f"{title} Society of {state.name}",
                f"{title} of {state.name}",
            )
            yield from (NameRow(entity=f"{state.id}/{part}", name=name, kind="name") for name in whole)
