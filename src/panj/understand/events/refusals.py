"""Whom a request is put to, where the text only tells who turns it down: "Berlin turned down Kyiv's request"."""

from collections.abc import Sequence

from msgspec.structs import replace

from panj.english.parsed import Parsed
from panj.understand.events.context import Found


def with_those_asked(parsed: Parsed, found: Sequence[Found]) -> tuple[Found, ...]:
    """Return the acts, requests of which no recipient is told with those who refuse them in the same sentence."""
    refusals = [item for item in found if item.event.code == "REJECT"]
    return tuple(_asked(parsed, item, refusals) if item.event.code == "REQUEST" else item for item in found)


def _asked(parsed: Parsed, request: Found, refusals: Sequence[Found]) -> Found:
    roles = request.event.roles
    if any(role.role == "recipient" for role in roles):
        return request
    refusal = next((item for item in refusals if _refuses(parsed, item, request)), None)
    own = {role.name for role in roles}
    asked = [role for role in refusal.event.roles if role.role == "actor" and role.name not in own] if refusal else []
    if not asked:
        return request
    added = tuple(replace(role, role="recipient") for role in asked)
    return replace(request, event=replace(request.event, roles=(*roles, *added)))


def _refuses(parsed: Parsed, refusal: Found, request: Found) -> bool:
    """Tell whether a request is what is refused: the object or the passive subject of its verb, or within its words."""
    if refusal.sentence != request.sentence:
        return False
    noun = parsed.sentences[request.sentence].tokens[request.token]
    governed = noun.head == refusal.token and noun.deprel in {"obj", "nsubj:pass"}
    return governed or refusal.event.trigger.holds(request.event.trigger)
