"""How a line of figures is headed: what is counted, what became of it, and where."""

import re

from panj.lexicon import words
from panj.situation.counts.figures import Figure
from panj.situation.counts.rates import rate
from panj.situation.counts.tolls import HARMS, harm
from panj.situation.said import Said
from panj.world import World

WHOSE = words("terms", "word", "whose")
SUFFIXES = {
    "killed": " killed",
    "wounded": " wounded",
    "missing": " missing",
    "casualties": " killed or wounded",
    "died": " dead of illness",
    "mishap": " dead of accident or disaster",
    "lost": " dead or missing",
    "held": " held",
    "freed": " freed",
    "hungry": " facing hunger",
    "needy": " in need of help",
    "launched": " launched",
    "intercepted": " shot down",
    "hosted": " hosted",
    "sheltered": " in shelters",
    "returned": " returned",
    "remaining": " remaining",
}
_SUCH = re.compile(r"\b(?:dead|killed|wounded|injured|missing|displaced)\b ?|\A(?:an)?other ")


def label(kind: str, where: str, figure: Figure, world: World) -> str:
    """Return the line's heading: what is counted, and in or to which country."""
    entity = None if where == "?" else world.find_entity(where)
    place = f" in {entity.name if entity else where.title() if where.islower() else where}" if where != "?" else ""
    first, _, rest = (figure.quantity.of or figure.noun).partition(" ")
    what = rest if rest and first.lower() in (*WHOSE, "them") else figure.quantity.of or figure.noun or "people"
    what = what.partition(", ")[0]
    if kind in HARMS or kind == "displaced":
        what = _SUCH.sub("", what).strip() or "people"  # "seven dead children", "eleven other people"
    if harm(figure.quantity) or (kind in HARMS and figure.noun == "body"):
        what = "people"
    elif kind == "force" or what == rest:
        what = _owned(what, figure.owner if kind == "force" else _befallen(figure.said), world)
    suffix = SUFFIXES.get(kind, "")
    event = figure.said.statement.event
    fled = kind == "displaced" and (event is None or event.code == "FLEE")  # who is evacuated or received is there
    each = rate(figure.said, figure.quantity)
    often = f"{'an' if each == 'hour' else 'a'} {each}" if each else ""
    what = re.sub(rf" (?:a|an|per|each|every) {each}\Z", "", what) if each else what
    towards = " to " if fled else " at " if kind == "launched" else " in "
    return f"{what}{suffix}{place.replace(' in ', towards, 1)} {often}".strip()


def _befallen(said: Said) -> str | None:
    """Return for whom those stand that an act befell, if it befell one side's."""
    sides = {side.id for side in said.recipients if side.known}
    return next(iter(sides)) if len(sides) == 1 else None


def _owned(what: str, owner: str | None, world: World) -> str:
    """Return forces with whose they are: "Russian troops", "troops of M23" where the words do not say it."""
    entity = world.find_entity(owner) if owner else None
    if entity is None or world.match(what.split()):
        return what
    national = entity.country if entity.shape in ("state", "body", "office") else None
    adjective = world.adjective(national) if national else None
    return f"{adjective} {what}" if adjective else f"{what} of {entity.name}"
