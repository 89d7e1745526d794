"""Who asks whom by a statement: no order to one's own, no poll, no plea of years ago, nobody who is only spoken of."""

import re
from collections.abc import Sequence
from itertools import product

from panj.lexicon import words
from panj.lexicon.counted import singular
from panj.records import Event, Role
from panj.situation.finding import is_bygone
from panj.situation.help.fellows import owing_help
from panj.situation.said import Said, any_of
from panj.world import World
from panj.world.sides import Side

ASKING = frozenset({"REQUEST", "CONSULT"})
_OWN_FORCES = re.compile(
    r"(?:his|her|its|their|our|the)(?: [\w-]+)? (?:army|armies|military|troops|soldiers|forces|police|navy|air force"
    r"|commanders|generals|government|ministers?|cabinet|officials)\Z"
)
_BEFALLS = words("terms", "word", "befalls")
_DONE_TO = re.compile(rf"\b(?:{'|'.join(sorted(_BEFALLS))})s? of(?: [\w-]+){{0,2}} ?\Z")
_ONLY_AT = re.compile(r"\b(?:only|except|unless) at (?:[\w.’'-]+ ){0,4}\Z")
_ARTICLE = re.compile(r"\b[Aa]rticles? (\d[\d.]*\d|\d)")
_WISHES = ("want", "wish", "lik")
_CROWD = words("terms", "word", "crowd")
_TO = re.compile(r"[^.;]{0,40}?\bto (?:\w+ly |also |not )?(\w+)")
_CALLS = ("call", "conven", "request", "seek", "sought", "summon")
_MORE = re.compile(r"(?:[\d,.]{1,12} )?(?:more|additional|further|extra|fresh)\b", re.IGNORECASE)
# who is asked why is asked for no help: "was asked by a caller why they were coming"
_QUESTION = re.compile(r"(?: by)?(?: (?!to\b|for\b)[\w.’'-]{1,20}){0,5} (?:why|whether|what|how)\b")
_SHARES = ("percent", "per cent", "%")


def asking(said: Said, world: World) -> Sequence[tuple[Side, Side]]:
    """Return who asks whom by a statement about a request, or by one that calls a meeting under an article."""
    event, asked = said.statement.event, said.recipients
    if event is None or not said.statement.happened:
        return ()
    if event.code != "REQUEST" or not asked:
        asked = _by_article(said, event, world) if any_of(("Article", "article"), said.statement.quote) else ()
    asked = tuple(side for side in asked if side.known or not (_wanted(side, said, event) or _anybody(side, said)))
    if not asked or _of_a_thing(said) or is_bygone(said) or _polled(said) or _only_then(said, event):
        return ()
    if said.trigger.startswith("ask") and _QUESTION.match(said.behind(event.trigger.end)):
        return ()
    if said.trigger.startswith(_WISHES) and _only_wished(said, event):
        return ()
    pairs = product([_speaking(side, said) for side in said.actors], [_speaking(side, said) for side in asked])
    return [
        (who, whom) for who, whom in pairs if who.id != whom.id and not _written(who) and not _under_orders(said, whom)
    ]


def _wanted(side: Side, said: Said, event: Event) -> bool:
    """Tell whether one is among what is asked for: the police in "asked Fiji and Tonga for troops and police"."""
    if len(said.recipients) < 2:
        return False
    role = next((r for r in recipients(said) if r.called == side.name), None)
    behind = said.between(event.trigger.end, role.span.start) if role is not None else ""
    return " for " in behind and any(other.known and other.name != side.name for other in said.recipients)


def _anybody(side: Side, said: Said) -> bool:
    """Tell whether it is no party that somebody wants to do it: "wants others to succeed", "want you to know"."""
    return side.name.lower() in _CROWD and said.trigger.startswith(_WISHES)


def _only_wished(said: Said, event: Event) -> bool:
    """Tell whether what somebody wants is nothing that one does: "wants Sweden to succeed"."""
    last = max([role.span.end for role in recipients(said)], default=event.trigger.end)
    what = _TO.match(said.behind(max(last, event.trigger.end)))
    return what is not None and what[1].lower() in words("terms", "word", "attained")


def _under_orders(said: Said, whom: Side) -> bool:
    """Tell whether somebody is only ordered to do it by whose he is: "instructed his army to be ready"."""
    event = said.statement.event
    if whom.known or event is None:
        return False
    asked = (role.text for role in event.roles if role.role == "recipient" and role.called == whom.name)
    return any(_OWN_FORCES.match(text) for text in asked)


def _only_then(said: Said, event: Event) -> bool:
    """Tell whether a request is still to come: "would act only at the request of Chisinau"."""
    return any_of(("only at", "except at", "unless at"), said.statement.quote) and bool(
        _ONLY_AT.search(said.before(event.trigger.start))
    )


def _by_article(said: Said, event: Event, world: World) -> tuple[Side, ...]:
    """Return the one body whose treaty has the article by which somebody asks: "invoked Article 4"."""
    trigger = said.trigger
    article = _ARTICLE.search(said.words)
    if article is None or (event.code != "REQUEST" and not trigger.startswith(_CALLS)):
        return ()
    owing = {body for who in said.actors if who.known for body, _ in owing_help(who.id, said.day, world)}
    having = [b for b in sorted(owing) if any(d.article == article[1] for d in world.duties(b, said.day))]
    return (Side(id=having[0], name=world.name(having[0]), known=True),) if len(having) == 1 else ()


def _polled(said: Said) -> bool:
    """Tell whether it is only what so many of a people want: "56 percent of Armenians wanted closer ties"."""
    return any([quantity.unit == "%" for quantity in said.figures]) and any_of(_SHARES, said.words)


def _speaking(side: Side, said: Said) -> Side:
    """Return for whom "we" and "me" stand: who speaks, or the outlet itself."""
    if side.known or side.name.lower() not in ("we", "i", "us", "me"):
        return side
    return said.by or Side(id=said.outlet.lower(), name=said.outlet, known=False)


def _of_a_thing(said: Said) -> bool:
    """Tell whether who would be asked is whom what is asked for befalls: "demanded the release of all prisoners"."""
    event = said.statement.event
    if event is None:
        return False
    asked = sorted(recipients(said), key=lambda role: role.span.start)
    if asked and _DONE_TO.search(said.between(event.trigger.end, asked[0].span.start)):
        return True  # "demanded the release of the president and his minister"
    if asked and all(_MORE.match(role.text) for role in asked):
        return True  # "asked for more soldiers", "asked 3,000 additional troops"
    return bool(asked) and all(singular(role.text.rpartition(" ")[2].lower()) in _BEFALLS for role in asked)


def recipients(said: Said) -> Sequence[Role]:
    """Return the parties to whom the act of a statement is done."""
    event = said.statement.event
    return [role for role in event.roles if role.role == "recipient"] if event else ()


def _written(side: Side) -> bool:
    """Tell whether what asks is only a letter or a statement, whose writer the words do not tell."""
    return not side.known and side.name.lower().rpartition(" ")[2] in words("reporting_words", "word", "document")
