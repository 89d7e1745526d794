"""Where words say that what lasts was changed: a truce agreed or broken, a crossing closed, a siege lifted."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from panj.lexicon import rows
from panj.records import Place, Span
from panj.situation.case import Report
from panj.situation.finding import is_bygone
from panj.situation.hints import BESIEGING, GATES, SHIPS, THINGS, beginnings, hints, told
from panj.situation.lasting.since import Since, since
from panj.situation.listed import list_of
from panj.situation.said import Said

_BACK, _AHEAD = 90, 130  # characters before and behind a thing in which its verb stands
_CLAUSE = re.compile(
    r"[;:]|\. |, (?:but|and|while|which|who|as)\b"
    r"|\b(?:but|while|because|although|despite|amid|after|before|when|where)\b"
)
# between a verb and its thing stand only words of the same noun phrase
_GAP = re.compile(
    r"(?:(?!(?:near|at|in|on|from|to|by|for|along|across|over|that|which|who|if|as|with|between|than|during)\b)"
    r"[\w.,'’-]+ ){0,8}\Z"
)
_GAP_TO = re.compile(r"(?:[\w.,'’-]+ ){0,8}\Z")  # "suspended operations at its embassy"
# what nobody says to have come about: "to close", "would lift", "denied closing", "calls for lifting"
_NOT_DONE = re.compile(
    r"\b(?:to|not|never|no|cannot|will|would|could|can|may|might|should|must|shall|if|unless|without|against|for"
    r"|before|until"
    r"|den(?:y|ied|ies|ying)|rejected|demand(?:s|ed)?|urged|propos(?:es?|ed|ing)|threaten(?:s|ed|ing)?|consider(?:s|ed|ing)?"
    r"|discuss(?:es|ed|ing)?|n[’']t)(?: be| have| been| \w+ly| the)? \Z"
)
_RESOLVED = re.compile(r"\b(?:agreed|agree|voted|decided|resolved)(?: \w+ly| on \w+)? to \Z")
_OF = re.compile(r"\bof \Z")
_OPEN = re.compile(
    r"\b(?:if|unless|whether|until|once|should|would|could|might|may|will|no(?!-)|den(?:y|ied|ies|ying))\b",
    re.IGNORECASE,
)
_BEHIND = (
    r"(?:(?:, [\w-]{1,20}){0,3} and (?:the |all )?[\w-]{1,20})?"  # "schools, markets and all banks"
    r"(?: (?:with|at|in|of|between|near|to|from|on|into|for|around|that|which|brokered|mediated|declared|agreed"
    r"|announced|signed|reached)\b(?:[^,;:.]|(?<=[ap])\.m\.|,(?= [\w-]{1,20}(?:,| and ))){1,70}?)?"
    r"(?:(?:, [^,;:.]{1,60}){1,2},)?"
)
_IS = (
    r"(?:(?:was|were|is|are|has been|have been|had been|remain(?:s|ed)?|stay(?:s|ed)|being)"
    r"(?: (?:[a-z]+ed and (?:then|later))"
    r"| (?:still|again|now|also|once|fully|partly|partially|largely|temporarily|briefly|finally|indefinitely))?)"
)
_PASSIVE = re.compile(rf"\b{_IS} \Z")
_HAS = r"(?:(?:has|have|had|later|then|also|again|finally|formally|officially|soon|briefly)(?: now| already| also)? )?"


# "was closed for six hours and reopened", "was lifted in September, then reimposed": the second is how it stands
_AGAIN = (
    r"(?:(?! (?:that|which|who|while|when|where|after|if|by|and|but|then|before)\b)[^.;:,]){0,50}"
    r"(?:,? (?:and|but|before being|only to be|then|and then|but then|before))"
    r"(?: (?:then|later|again|soon|partly|partially))?"
)
_SHUT = re.compile(rf" {_IS} (closed|shut|sealed|reopened)(?! by\b)")
_SHUT_AND_OPEN = re.compile(
    r"[^.;]{0,40}?\b(?:before|and then|but) (?:(?:it|they|was|were|had) ){0,2}re-?open(?:ed|ing)\b"
)
_SETTLED = frozenset({"agreed", "declared", "extended", "postponed"})  # which is done, be it of what is to come
_YEAR = re.compile(r"[^,;.]{0,30}?\bin (?:[a-z]+ )?((?:19|20)\d\d)\b")
_IT_BROKEN = re.compile(r"\b(?:violat|breach|break)(?:ing|ed) (?P<it>it)\b")
# "released the Grace 1": a ship that is only called by its name
_BY_NAME = re.compile(
    r"\b(seized|seizing|hijacked|impounded|boarded|released|releasing|freed|freeing) the "
    r"([A-Z][\w'’-]{1,25}(?: [A-Z0-9][\w'’-]{0,25}){0,3})"
    r"(?=[,.;]|\Z| (?:on|in|from|after|last|at|near|off|and|that|which|with|for|early|late|this)\b)"
)
_KEPT = re.compile(r"\b(?:keep|keeps|keeping|kept) (?:\S+ ){1,6}\Z")  # "is keeping the Bobrowniki crossing closed"
_WHERE_IT_IS = re.compile(r"\b(?:[Ii]n|[Aa]cross|[Nn]ear|[Ff]rom|[Oo]utside)(?: the)? \Z")
_BEFORE_BESIEGED = re.compile(rf"(?:,? (?:and )?[A-Z][\w'’-]{{1,25}}){{0,4}}(?:,| {_IS})(?: \w+ly)? (?:\w+ed and )?")
_BEHIND_BESIEGING = re.compile(
    r"(?: and \w+ed)?(?: parts of| most of)?(?: the)?(?: \w{3,12}){0,2}?(?: of)? (?:the )?"
    r"(?:(?:town|city|village|base|camp|garrison) (?:of|in|at) )?"
)
_WITHIN = re.compile(r"\b(?:in|at|of|near|outside)(?: the)? \Z")
_WAY = 1  # of the kinds, in the order of the table
_FAR = 10_000  # from an act that is none
NEAR = 20  # characters between words that are of one thing


class Turn(NamedTuple):
    """How something stands by a statement: its kind and noun, the noun's place, and the words in which it is named."""

    said: Said
    kind: str
    thing: str
    state: str
    start: int
    end: int
    first: int
    last: int

    @property
    def happened(self) -> date:
        """The day of the change: of its statement, else one behind it: "reopened on Friday", "since 19 December"."""
        told = self._told
        return told.day if told else self.said.day if self._carried else self.said.happened_on

    @property
    def since(self) -> str:
        """The day of the change as its words have it: of "since February" the month."""
        told = self._told
        return told.shown if told else str(self.happened) if self._carried else self.said.shown_day

    @property
    def _carried(self) -> bool:
        """Whether the day of the act is another's, told by a sentence before, or an hour: "a curfew from 7 p.m."."""
        event = self.said.statement.event
        when = event.when if event else None
        if when is None or when.span is None:
            return False
        hour = when.timex is not None and when.timex.type == "TIME"
        return hour or not when.span.overlaps(self.said.statement.span)

    @property
    def _told(self) -> "Since | None":
        said, end = self.said, self.said.statement.span.end
        undated = said.happened_on == said.day or self._carried
        if self.state == "postponed":
            return None  # the day behind is the new one
        told = since(said.between(self.last, end), said.day)
        return told or (since(said.between(self.end, end), said.day) if undated else None)


def turns(report: Report) -> Sequence[Turn]:
    """Return what a report says to have been changed, each thing at its place once, by its innermost speaker."""
    besieging = report.has(BESIEGING)
    if not besieging and not report.has(THINGS):
        return ()
    found: dict[tuple[int, bool], Turn] = {}
    gated, afloat = report.has(GATES), report.has(SHIPS)
    told_in: dict[tuple[Span, str], Sequence[Turn]] = {}  # several statements are of the same words
    for said in report.said:
        if not _may_turn(said):
            continue
        words = said.statement.span, said.statement.quote
        if words not in told_in:
            told_in[words] = _of(said)
        things = told_in[words]
        gates = [gate for gate in said.once(_of_places) if not _is_named(gate, things)] if gated else ()
        ships = said.once(_of_ships) if afloat else ()
        besieged = said.once(_besieged) if besieging else ()
        settled = said.statement.modality == "planned"
        for turn in (*things, *gates, *ships, *besieged):
            known = found.get((turn.start, said.statement.denied))
            if (not settled or turn.state in _SETTLED) and (known is None or _nearer(said, known)):
                found[turn.start, said.statement.denied] = turn._replace(said=said)
    found |= {(turn.start, False): turn for turn in _broken(report, found.values())}
    return [found[key] for key in sorted(found) if not _still_ahead(found[key], report)]


def _still_ahead(turn: Turn, report: Report) -> bool:
    """Tell whether the verb of a change is only foretold, wished or the like: "before the sanctions are lifted"."""
    if turn.state in _SETTLED or turn.said.statement.denied:
        return False
    acts = [s.statement for s in report.unreal if s.statement.event and s.statement.span == turn.said.statement.span]
    told = [told.event.trigger for told in acts if told.event]
    return any(turn.last <= at.start < turn.last + NEAR or at.end == turn.first for at in told)


def _may_turn(said: Said) -> bool:
    """Tell whether a statement may change what is in force: as a fact, or settled ("a truce to begin soon")."""
    told = said.statement
    put = told.modality == "asserted" or (told.modality == "planned" and not told.denied)
    return put and not is_bygone(said) and not told.quote.isupper()  # "THE CLOSED BORDER" heads a section


def _broken(report: Report, found: Iterable[Turn]) -> Sequence[Turn]:
    """Return the truces that a report says to be broken after it has told of one."""
    truces = [turn.start for turn in found if turn.kind == "truce"]
    broken = (_broke_it(said) for said in report.facts) if truces else ()
    return [turn for turn in broken if turn and turn.start > min(truces)]


def _broke_it(said: Said) -> Turn | None:
    """Return that a truce is said to be broken which a report has named before: "accused the other of violating it"."""
    it = _IT_BROKEN.search(said.statement.quote)
    if it is None or not _done(said.statement.quote[max(0, it.start() - _BACK) : it.start()], "said to be broken"):
        return None
    first, end = said.statement.span.start + it.start("it"), said.statement.span.start + it.end()
    return Turn(said, "truce", "ceasefire", "said to be broken", first, end, first, end)


def _nearer(said: Said, known: Turn) -> bool:
    """Tell whether a statement tells a change better: by a speaker further within, more parties, a nearer act."""
    return _standing(said, known) > _standing(known.said, known)


def _standing(said: Said, turn: Turn) -> tuple[int, int, int]:
    event = said.statement.event if turn.kind != "siege" else None  # whose place may stand before "which"
    return len(said.statement.chain), len(said.actors), -abs(event.trigger.start - turn.start) if event else -_FAR


def _of(said: Said) -> Sequence[Turn]:
    hinted = hints(said.statement.quote)
    if not told(hinted, THINGS):
        return ()
    small = said.statement.quote.lower()
    found = [
        turn
        for kind in _kinds()
        if not kind.words.isdisjoint(hinted)
        for noun in kind.things.finditer(small)
        if (turn := _turn(said, kind, noun, small))
    ]
    return _apart(found)


def _apart(found: Sequence[Turn]) -> Sequence[Turn]:
    """Return what was found but operations "at the embassy", which tells them, and the agreement of a truce."""
    embassies, truces = [t for t in found if t.kind == "embassy"], [t for t in found if t.kind == "truce"]
    kept = [t for t in found if t.kind != "service" or not any(0 < e.start - t.end < NEAR for e in embassies)]
    return [t for t in kept if t.kind != "treaty" or not any(o.start <= t.start < o.end for o in truces)]


def _is_named(gate: Turn, things: Sequence[Turn]) -> bool:
    """Tell whether a crossing called by its place alone is named with its noun: "the bridge at Aguas Verdes"."""
    return any(thing.kind == gate.kind and thing.start < gate.start <= thing.last for thing in things)


def _of_places(said: Said) -> Sequence[Turn]:
    """Return how crossings stand that are only called by their places: "Torkham was still shut"."""
    start, way, quote = said.statement.span.start, _kinds()[_WAY], said.statement.quote.lower()
    stand: list[Turn] = []
    for place in said.places:
        if place.precision == "country" or place.span.start < start or way.things.search(place.text):
            continue
        found = _SHUT.match(quote, place.span.end - start)
        if _WITHIN.search(quote, max(0, place.span.start - start - NEAR), place.span.start - start):
            continue  # "the consulate in Grodno has been closed"
        if found and not _OPEN.search(quote, max(0, place.span.start - start - NEAR), place.span.start - start):
            state = way.states["passive", found[1]]
            first, end = place.span.start, place.span.end
            stand.append(Turn(said, "way", "crossing", state, first, end, first, end))
    return stand


def _besieged(said: Said) -> Sequence[Turn]:
    """Return the sieges that a verb tells: "rebels have besieged Dilling since May", "Dilling remains besieged"."""
    event = said.statement.event
    verb = said.trigger
    if event is None or event.mode != "blockade" or not verb.startswith(BESIEGING) or verb in ("blockade", "blockades"):
        return ()
    named = (p for p in said.places if p.precision != "country" and p.text[:1].isupper())
    first = next((p for p in named if _is_besieged(said, p, event.trigger)), None)
    if first is None or not said.statement.span.holds(first.span):
        return ()
    spans, told = [p.span for p in (first, *list_of(said, first))], event.trigger.end
    return [Turn(said, "siege", "siege", "in force", s.start, s.end, s.start, max(s.end, told)) for s in spans]


def _is_besieged(said: Said, place: Place, verb: Span) -> bool:
    """Tell whether a place is what is besieged: the verb's object, or by the words between its passive subject."""
    if place.span < verb and _WHERE_IT_IS.search(said.before(place.span.start)):
        return False  # "In South Kordofan, Dilling remains besieged"
    if place.span < verb:
        return bool(_BEFORE_BESIEGED.fullmatch(said.between(place.span.end, verb.start)))
    return bool(_BEHIND_BESIEGING.fullmatch(said.between(verb.end, place.span.start)))


def _of_ships(said: Said) -> Sequence[Turn]:
    """Return what became of ships that are only called by their names, where ships are spoken of."""
    start, quote = said.statement.span.start, said.statement.quote
    kind = next(k for k in _kinds() if k.name == "ship")
    found: list[Turn] = []
    for named in _BY_NAME.finditer(quote):
        first, end = start + named.start(2), start + named.end(2)
        place = any(p.span.start < end and first < p.span.end for p in said.places)
        if not place and _done(quote[max(0, named.start() - _BACK) : named.start()], ""):
            found.append(Turn(said, "ship", "ship", kind.states["before", named[1]], first, end, first, end))
    return found


def _turn(said: Said, kind: "_Kind", noun: re.Match[str], quote: str) -> Turn | None:
    """Return how a thing stands by the verb before it, else by that behind it."""
    clause = max((m.end() for m in _CLAUSE.finditer(quote, max(0, noun.start() - _BACK), noun.start())), default=0)
    clause = max(clause, noun.start() - _BACK)
    before, start = quote[clause : noun.start()], said.statement.span.start
    gap = _GAP_TO if kind.name == "embassy" else _GAP
    for verb in reversed(list(kind.before.finditer(before))):
        if not gap.match(before[verb.end() :].lstrip(" ") if verb.end() < len(before) else ""):
            continue
        if verb[1].endswith("ed") and _PASSIVE.search(before[: verb.start(1)]):
            continue  # "one border was reopened and the other one closed"
        state = kind.states["before", verb[1]]
        if not _done(before[: verb.start(1)], state) or _long_ago(said, quote[noun.end() : noun.end() + _BACK]):
            return None
        end = noun.end() + _named_behind(quote[noun.end() : noun.end() + _AHEAD])
        return Turn(said, kind.name, noun["thing"], state, noun.start() + start, noun.end() + start,
                    clause + verb.end() + start, end + start)  # fmt: skip
    behind = (kind.kept if _KEPT.search(before) else kind.behind).match(quote, noun.end(), noun.end() + _AHEAD)
    if behind is None or _OPEN.search(before) or _OPEN.search(behind[0]):
        return None
    if _long_ago(said, quote[behind.end() : behind.end() + _BACK]):
        return None
    behind = kind.again.match(quote, behind.end(), behind.end() + _AHEAD) or behind
    role = "passive" if behind["passive"] else "after"
    state = kind.states[role, behind["passive"] or behind["after"]]
    if state == "closed" and _SHUT_AND_OPEN.match(quote, behind.end()):
        state = "open"
    return Turn(said, kind.name, noun["thing"], state, noun.start() + start, noun.end() + start,
                clause + start, behind.start("verb") + start)  # fmt: skip


def _long_ago(said: Said, behind: str) -> bool:
    """Tell whether something was changed in a year that is over: "the crossing opened in 2007"."""
    year = _YEAR.match(behind)
    return year is not None and int(year[1]) < said.day.year


def _done(before: str, state: str) -> bool:
    """Tell whether the words before a verb leave it said to have come about."""
    if _RESOLVED.search(before):
        return True
    if _OPEN.search(before) or _NOT_DONE.search(before):
        return False
    return state == "said to be broken" or not _OF.search(before)


_WHERE = re.compile(
    r" (?:with|at|in|of|between|near|to|from|on|over|into|for|against)\b(?:(?! and \w+ed\b)[^,;:.]){0,60}"
)


def _named_behind(behind: str) -> int:
    found = _WHERE.match(behind)
    return found.end() if found else 0


class _Kind(NamedTuple):
    name: str
    words: frozenset[bytes]  # as hints
    things: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    kept: re.Pattern[str]
    again: re.Pattern[str]
    states: Mapping[tuple[str, str], str]


@cache
def _kinds() -> Sequence[_Kind]:
    return tuple(_kind(name) for name in dict.fromkeys(row["kind"] for row in rows("measures")))


def _kind(name: str) -> _Kind:
    told = [
        (row["role"], word, row["state"]) for row in rows("measures") if row["kind"] == name for word in _words(row)
    ]
    of = {
        role: _any(word for r, word, _ in told if r == role) for role in ("thing", "tail", "before", "passive", "after")
    }
    plural = "s?" if name not in ("emergency", "rule") else ""
    return _Kind(
        name=name,
        words=beginnings(tuple(word for role, word, _ in told if role == "thing")),
        things=re.compile(rf"\b(?P<thing>{of['thing']}){plural}\b(?: (?:{of['tail']})\b)?"),
        before=re.compile(rf"(?<![\w-])({of['before']})(?![\w-])"),
        behind=re.compile(
            rf"{_BEHIND} (?P<verb>{_IS} (?P<passive>{of['passive']})|{_HAS}(?P<after>{of['after']}))(?![\w-])"
        ),
        kept=re.compile(rf"(?P<verb> )(?P<passive>{of['passive']})(?P<after>)(?![\w-])"),
        again=re.compile(
            rf"{_AGAIN} (?P<verb>(?:{_IS} )?(?:(?P<passive>{of['passive']})|(?P<after>{of['after']})))(?![\w-])"
        ),
        states={(role, word): state for role, word, state in told},
    )


def _words(row: Mapping[str, str]) -> Iterator[str]:
    return iter(row["words"].split("|"))


def _any(found: Iterator[str]) -> str:
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True)) or "(?!)"
