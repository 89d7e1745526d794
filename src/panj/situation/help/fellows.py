"""Who owe each other help by the treaties in force on a day."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from panj.situation.said import Said
from panj.world import World

OF_HELP = ("consult", "assist", "defend")
DEFEND = ("defend",)
BOUND = frozenset({"member", "party", "frozen", "suspended"})  # whom a treaty binds: no candidate or observer
WORLD_BODY = "un"  # all are members: that two are ties nobody
_AGAINST = re.compile(
    r"\b(?:against|into|invad\w*|coup|oust\w*|annex\w*|border|frontier|warn\w*|respon[ds]\w*)\b", re.IGNORECASE
)


@lru_cache(1 << 12)
def owing_help(
    asker: str, day: date, world: World, duties: tuple[str, ...] = OF_HELP
) -> Sequence[tuple[str, frozenset[str]]]:
    """Return the bodies that owe a member these duties by treaty, each with its members; the world's with none."""
    return [
        (own.org, members(own.org, day, world))
        for own in world.memberships(asker, day)
        if own.status in BOUND and any(duty.duty in duties for duty in world.duties(own.org, day))
    ]


@lru_cache(1 << 12)
def members(body: str, day: date, world: World) -> frozenset[str]:
    """Return the members of a body on a day; of the world's, of which all are, none."""
    return frozenset(m.party for m in world.members(body, day)) if body != WORLD_BODY else frozenset()


def sent_to_fellow(said: Said, first: str, second: str, world: World) -> bool:
    """Tell whether forces go to or from one who is owed help, with no word against him: "sent airmen to Senegal"."""
    owed = any(second == body or second in among for body, among in owing_help(first, said.day, world, DEFEND))
    owed = owed or any(first == body for body, _ in owing_help(second, said.day, world, DEFEND))
    return owed and not _AGAINST.search(said.words)
