"""What is forecast and what is due: who says so, through whom, by when, and what starts the clock.

Nothing here says that a forecast came true: a person does, or confirms the report that a rule proposes.
"""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

import msgspec

from panj.lexicon import words
from panj.lexicon.counted import singular
from panj.records import Event, Finding, Interval, Modality, Span
from panj.situation.case import Case, Report
from panj.situation.due import changes, due_day, hangs, not_until, own_time
from panj.situation.finding import finding_id, is_bygone
from panj.situation.help.terms import with_condition
from panj.situation.said import Said, any_of
from panj.world import World

_AHEAD = {
    modality: modality.value
    for modality in (Modality.FORECAST, Modality.PLANNED, Modality.CONDITIONAL, Modality.POSSIBLE, Modality.DEMANDED)
}
_DEEDS = ("AID", "MOBILIZE", "TAKE", "ASSAULT", "SUPPORT", "RETREAT")  # what somebody who is ready would do
LEAST_WORDS = 4  # "to help" by itself tells nobody what is to come
_GIVEN = re.compile(r"\b(?:during|since|throughout|after) (?:the|its|their|this|that)(?: \w+)? $", re.IGNORECASE)
_COMES_AFTER = re.compile(r"\bcomes? [^.;]{0,40}?\bafter\b")  # news, no plan: "the pact comes a month after a blow"
_SOON = re.compile(r"\b(?:within|in the (?:coming|next)(?: few)?) (?:hours|days|weeks|months)\b|\b(?:soon|shortly)\b")
# why somebody did something: "had acted to protect them", "intervened to help it"
_DONE_TO = re.compile(r"\b(?:acted|intervened|came|went|gone|come|stepped in|moved in|entered|fought|struggled) to \Z")
_CALLINGS = ("mission", "role", "job", "task", "purpose")
_STANDING = re.compile(rf"\b(?:{'|'.join(_CALLINGS)})(?: of [^,;]{{1,60}})? (?:is|was|are) to\b")  # no plan
# who prepares a blow: "are preparing to counterattack", "plans an offensive", "threatened to storm the town"
_PREPARING = re.compile(
    r"\b(?:(?:will|would)(?: (?:carry out|launch|conduct|mount))?"
    r"|prepar\w+ (?:to|for|its|their|an?)|(?:plan|intend|threaten|vow)\w* (?:to|an?)|(?:about|ready|poised) to)"
    r"(?: [\w-]+){0,2} ?\Z"
)
# what those who went are there for: "have sent a third of the army to reinforce the border"
_SENT_TO = re.compile(r"(?<!be )\b(?:sent|deployed|dispatched|moved|rushed|brought) [^,;.]{1,70} to \Z")
# a condition alone says nothing of what would come of it: "Should the talks fail"
_BARE_IF = re.compile(r"(?:if|unless|should|had|provided)\b[^,;]*[,;]?\Z", re.IGNORECASE)
# what can no longer come: "it would have been better", but not "would have to leave"
_UNREAL = re.compile(r"\b(?:would|could|might)(?: not|n['’]t)? have (?!to\b|an?\b|the\b|no\b)\w+")
_PULLS_OUT = re.compile(r"\b(?:withdr|pull|pull-?out|drawdown|exit|leav|evacuat|quit|vacat)\w*")
# one thing is to be and another is not: "would guard the port and would not fight"
_MIXED = re.compile(
    r"\b(?:will|would|can|could|may|might|is|are|was|were|has|had)\b(?! not\b|n['’]t)[^.;]*?,? (?:and|but)\b"
    r"[^.;]{0,80}?\b(?:not|no|never|nobody|none)\b"
    r"|\b(?:not|never) rul\w+ out\b"
)
# what words deny by themselves: "would fail to take it" is foretold as it stands
_FAILING = re.compile(r"\b(?:fail|refus|declin|avoid|refrain|stop)\w*")
_NEGATIVE = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|unlikely)\b|n['’]t\b|\bcannot\b", re.IGNORECASE
)
_GRIM = re.compile(r"(?:the |a )?(?:\w+ )?(?:consequences|repercussions|dangers?)\b", re.IGNORECASE)
_ORDERS = re.compile(r"\b(?:order|command|instruct|direct|decree|mobili[sz]|call[- ]?up)\w*")
_TRIED = re.compile(r"\b(?:attempted|tried) to (?:\w+ )?\Z")  # who tried plans nothing
_COMMANDS = re.compile(r"\b(?:order|command|instruct|direct|decree)\w*")
_LEAVE_TO = re.compile(r"\b(?:permission|leave|consent|approval|allowed) to\b")  # "would ask for permission to send"
_IN_CASE = re.compile(r"\b(?:event|case|face) of(?: [\w-]+){0,3} \Z")
_WEIGHED = re.compile(r"\b(?:weigh|consider|mull|contemplat|study|studied|discuss|debat|review|explor)\w*")
_NOT_SO = re.compile(
    r"\bhad (?:been )?(?:\w+ly )?(?:expected|forecast|feared|predicted|planned|intended|scheduled|due|meant|hoped)\b"
)  # it came otherwise
# "the attacks came hours before it was due to vote": by now it has
_WAS_DUE = re.compile(r"\A(?:before [^,;]{0,80}\b)?(?:was|were) (?:due|set|scheduled|supposed|to)\b")
_OBLIGED = re.compile(r"\b(?:would|will|may|might|could) have to\b")  # "warned that it would have to cut rations"
_SUFFERS = re.compile(
    r"\b(?:will|would) (?:\w+ly )?(?:face|suffer|experience|starve|die|flee|go hungry)\b"
)  # nobody plans it
# what a speaker will do himself is his plan: "announced that it would move 500 officers to the border"
_OWN_PLAN = re.compile(
    r"(?:that )?(?:it|he|she|they|we|(?:its|his|her|their|our) \w+) (?:will|would) (?:also |soon )?"
    r"(?:send|move|deploy|host|give|provide|withdraw|open|close|take|reinforce|build|accept|resettle|release|free|pull)\b"
)
_WARNED_OFF = re.compile(r"[a-z]{3,20}ing (?:to|the|a|an|any|its|their)\b")
_ENTITLED = re.compile(r"[A-Z]\w+ (?:Plan|Programme|Program|Strategy|Appeal)\b")  # "the 2022 Response Plan": a name
_TEXTS = words("terms", "word", "instrument")
BLOWS = words("terms", "word", "blow")
# what somebody holds possible is an outlook only if it would change who holds what
_GRAVE = ("TAKE", "FALL", "FLEE", "MOBILIZE")


def look(report: Report, world: World) -> None:
    """Ask a report what is to come."""
    report.once(_lines)


def assess(case: Case, world: World) -> tuple[Finding, ...]:
    """Return a line for each forecast, plan, order and conditional act; the soonest due first."""
    spoken: dict[tuple[str, str], list[Finding]] = {}  # copies say it in the same words
    told, so_far = case.of_all(_facts), len(case.reports)
    for found in case.all(_lines):
        for line, said in _whole(found, told, so_far) if found.undated else found.lines:
            spoken.setdefault((said.witness, said.statement.quote), []).append(line)
    lines = [_on(case.as_of, group) for group in spoken.values()]
    lines.sort(key=attrgetter("id"))  # two keys one after the other are several times as quick as both at once
    return tuple(sorted(lines, key=lambda f: f.due or date.max))


_Wording = tuple[str, str]  # a witness and words of it


class _Ahead(NamedTuple):
    """What is to come by one report: its lines, of no day yet; some are `doubtful`, some have no day or clock."""

    lines: Sequence[tuple[Finding, Said]]
    undated: bool
    doubtful: Sequence[Said]


def _doubtful(line: Finding) -> bool:
    """Tell whether a line is left out where the same words tell a fact: a plan or a possibility without a day."""
    unsure = line.status in ("planned", "possible") and line.rule != "outlook/in-force"
    return unsure and not _dated(line) and not _SOON.search(line.label)


def _facts(case: Case) -> Mapping[_Wording, int]:
    """Return which words of those that may be left out tell a fact, each with the number of the first report that does.

    So it is known of each day which are facts by then.
    """
    doubtful = {_of(said) for found in case.all(_lines) for said in found.doubtful}
    witnesses = {witness for witness, _ in doubtful}
    first: dict[_Wording, int] = {}
    for number, report in enumerate(case.reports):
        if report.witness in witnesses:
            for fact in doubtful.intersection(report.once(_told_as_facts)):
                first.setdefault(fact, number)
    return first


def _of(said: Said) -> _Wording:
    """Return whose words a statement has, and which: "they met and discussed the campaign to liberate Mosul"."""
    return said.witness, said.words


def _told_as_facts(report: Report) -> Sequence[_Wording]:
    return [_of(said) for said in report.facts if said.statement.event]


def _lines(report: Report) -> Sequence[_Ahead]:
    """Return what is to come by a report, without what starts the clock of another line; nothing if it has no lines."""
    found = [(said, line) for said in report.unreal if not is_bygone(said) and (line := _line(said))]
    asked = {said.statement.span for said in report.unreal if said.statement.modality is Modality.DEMANDED}
    found = [(said, line) for said, line in found if not _beside_demand(said, line, asked)]
    if not found:
        return ()
    about = [said.statement for said in report.said]
    if clocks := [w.after for x in about if (w := x.event.when if x.event else x.when) and w.after]:
        found = [(said, line) for said, line in found if not _starts(said, clocks)]
    if not found:
        return ()
    undated = any(not _stands_alone(line) for _, line in found)
    lines = [(with_condition(line, said, report.said), said) for said, line in found]
    return (_Ahead(lines, undated, [said for said, line in found if _doubtful(line)]),)


def _beside_demand(said: Said, line: Finding, asked: Container[Span]) -> bool:
    """Tell whether a plan without a day stands in what is asked of others: "to help under its decision on aid"."""
    return line.status == "planned" and not _dated(line) and said.statement.span in asked


def _starts(said: Said, clocks: Sequence[Span]) -> bool:
    event = said.statement.event
    return event is not None and any(clock.holds(event.trigger) for clock in clocks)


def _on(day: date, group: Sequence[Finding]) -> Finding:
    """Return one line for the same words, as it stands on a day: that with a day or a clock if one has, all codes."""
    alone = len(group) == 1
    first = group[0] if alone else min(group, key=lambda f: (f.due is None, not (f.when and f.when.after)))
    over = first.due is not None and first.due < day and first.status != "not expected"
    if alone and not over:
        return msgspec.structs.replace(first, as_of=day)
    status = "past due" if over else _least_sure(first, group)
    if alone:
        return msgspec.structs.replace(first, as_of=day, status=status)
    codes = ", ".join(dict.fromkeys(f.value for f in group if f.value))
    told = tuple(i for f in group for i in f.statements)
    return msgspec.structs.replace(first, as_of=day, status=status, value=codes, statements=told)


def _least_sure(first: Finding, group: Sequence[Finding]) -> str:
    """Return how words stand of which one reading is a plan or forecast and another hangs on an "if" or is foretold."""
    told = {f.status for f in group}
    if first.status in ("planned", "forecast") and "conditional" in told:
        return "conditional"
    return "forecast" if first.status == "planned" and "forecast" in told else first.status


def _dated(line: Finding) -> bool:
    """Tell whether a line has a day, or a clock that something starts."""
    return line.due is not None or _has_clock(line.when)


def _whole(found: _Ahead, facts: Mapping[_Wording, int], so_far: int) -> Sequence[tuple[Finding, Said]]:
    """Return the lines that no fact of so many reports tells, but none that says a part of another without its day."""
    over = {said.id for said in found.doubtful if facts.get(_of(said), so_far) < so_far}
    kept = [one for one in found.lines if one[1].id not in over] if over else found.lines
    if len(kept) < 2:
        return kept
    spans = [said.statement.span for _, said in kept]
    return [one for one in kept if _stands_alone(one[0]) or not _within_another(one[1].statement.span, spans)]


def _stands_alone(line: Finding) -> bool:
    """Tell whether a line has a day and is no mere "to leave the town" of another's words."""
    return _dated(line) and not line.label.startswith("to ")


def _within_another(span: Span, spans: Sequence[Span]) -> bool:
    return any(other != span and other.holds(span) for other in spans)


def _line(said: Said) -> Finding | None:
    statement = said.statement
    kind, event = _AHEAD.get(statement.modality), statement.event
    if kind is not None and kind != "demanded" and hangs(said):
        when = own_time(said, event.when if event else statement.when, event)
        return _ahead(said, "outlook/words", "conditional", when, due_day(when, said.day))
    if kind is None or (statement.denied and kind != "forecast" and not _says_not(said, kind)):
        return None
    if kind == "forecast" and _WARNED_OFF.match(statement.quote):
        return None  # "warned it against trying to seize the ship": nobody foretells that
    line = _of_act(said, event, kind) if event else _in_words(said, kind)
    if line is None or (kind == "conditional" and (_BARE_IF.match(line.label) or _UNREAL.search(line.label))):
        return None
    return line if len(line.label.split(None, LEAST_WORDS)) >= LEAST_WORDS else None


def _says_not(said: Said, kind: str) -> bool:
    """Tell whether words themselves say what will not be: before a day, or as long as something else is not."""
    held_back = kind == "conditional" and said.statement.condition is not None and _NEGATIVE.search(said.words)
    return bool(held_back or not_until(said))


def _of_act(said: Said, event: Event, kind: str) -> Finding | None:
    """Return a line for an act that is to come, if it is worth one."""
    if _ENTITLED.match(said.behind(event.trigger.start)):
        return None
    when = own_time(said, event.when, event)
    due = due_day(when, said.day)
    kind = _kind_of_act(said, event, kind, due)
    if not kind:
        return None
    status = "not expected" if said.statement.denied and kind != "conditional" and not _fails(said) else kind
    rule = "in-force" if kind == "planned" and changes(said, event) else kind
    return _ahead(said, f"outlook/{rule}", status, when, due)


def _ahead(said: Said, rule: str, status: str, when: Interval | None, due: date | None) -> Finding:
    event = said.statement.event
    return Finding(
        id=finding_id("outlook", said.id),
        topic="outlook",
        subject=said.speaker,
        label=said.words,
        as_of=said.day,
        rule=rule,
        status=status,
        value=event.code if event else "",
        when=when,
        due=due,
        statements=(said.id,),
    )


def _kind_of_act(said: Said, event: Event, kind: str, due: date | None) -> str:
    """Return how an act is shown that is put in such a way; "" if it is not worth a line."""
    dated = due is not None or _has_clock(event.when)
    if kind == "planned":
        return kind if _is_plan(said, event, due) and (dated or _weighty(said, event)) else ""
    if kind == "possible":
        return kind if (event.code in _GRAVE and said.by) or _soon(said, due) else ""
    if kind == "demanded":
        kind = "forecast" if _OBLIGED.search(said.words) else _demanded(said, dated=dated)
    return _conditional(said, event) if kind == "conditional" else kind


def _has_clock(when: Interval | None) -> bool:
    return when is not None and when.after is not None


def _is_plan(said: Said, event: Event, due: date | None) -> bool:
    """Tell whether an act is planned, not an attempt of a day that is over or what somebody is there for."""
    if due is not None:
        return True
    when = event.when
    over = when is not None and when.latest is not None and when.latest < said.day
    over = over or bool(_TRIED.search(said.before(event.trigger.start)))
    return not over and (_has_clock(when) or not (_calls(said) or _WAS_DUE.match(said.words)))


def _conditional(said: Said, event: Event) -> str:
    """Return how an act is shown that hangs on something: on a condition, or on who is ready for it."""
    if said.trigger in _TEXTS:
        return ""  # "under a treaty signed in June, if one is attacked": the treaty is there
    if said.statement.condition is not None:
        return "conditional"
    if event.code not in _DEEDS or not (said.by or any(a.known for a in said.actors)):
        return ""
    # "would help in the event of an attack": nobody is ready to attack
    return "" if _IN_CASE.search(said.before(event.trigger.start)) else "ready"


def _calls(said: Said) -> bool:
    """Tell whether words say what somebody is there for: "its mission is to protect the road"."""
    return any_of(_CALLINGS, said.statement.quote) and bool(_STANDING.search(said.words))


def _soon(said: Said, due: date | None) -> bool:
    return due is not None or bool(_SOON.search(said.words))


def _demanded(said: Said, *, dated: bool) -> str:
    """Return how what somebody is to do is shown; "" for a mere wish: without a day, a condition or an order.

    Nobody gives orders to another's forces: who would have them sent asks for it.
    """
    if said.statement.condition is not None:
        return "conditional"
    by = said.by if said.by and (said.by.known or not _COMMANDS.search(said.words)) else None
    others = by is not None and any(side.known and side.id != by.id for side in said.actors)
    sides = (*((said.by,) if said.by else ()), *said.actors)
    if not sides and not _ORDERS.search(said.words):
        return "demanded" if dated else ""  # "he rejected calls to bring the troops home"
    by_side = not sides or any(side.known for side in sides)  # a prefect who wants troops orders none
    if said.statement.event and said.statement.event.code == "MOBILIZE" and by_side and not others:
        return "planned" if _LEAVE_TO.search(said.words) else "ordered"
    return "demanded" if dated else ""


def _in_words(said: Said, kind: str) -> Finding | None:
    """Return a line for what is to come in words that name no act: foretold, or with a day, a clock or an if."""
    statement, when = said.statement, own_time(said, said.statement.when)
    due = due_day(when, said.day)
    kind = _put_in_words(said, kind)
    if not kind or statement.relation:
        return None
    if kind in ("forecast", "planned") and (_NOT_SO.search(said.words) or _foretells_nothing(said)):
        return None
    if kind == "planned" and due is None and _COMES_AFTER.search(said.words):
        return None
    if kind in ("planned", "demanded", "possible") and not (_has_clock(when) or _soon(said, due)):
        return None
    denied = kind in ("forecast", "planned") and statement.denied and not _fails(said) and not _MIXED.search(said.words)
    return _ahead(said, "outlook/words", "not expected" if denied else kind, when, due)


def _put_in_words(said: Said, kind: str) -> str:
    """Return how words put what is to come, whatever their verb: who suffers plans nothing; "" if nobody is ready."""
    if said.statement.condition is not None:
        return "conditional"
    if kind == "conditional":
        return "ready" if said.by is not None else ""  # "only six camps are ready"
    if (kind == "demanded" and _OBLIGED.search(said.words)) or (kind == "planned" and _SUFFERS.search(said.words)):
        kind = "forecast"
    return "planned" if kind == "forecast" and said.by is not None and _OWN_PLAN.match(said.words) else kind


def _foretells_nothing(said: Said) -> bool:
    """Tell whether it is only what people think ("66 percent would oppose it"), or what a warning calls grave."""
    return said.speaker.lower().endswith(("poll", "survey")) or bool(_GRIM.match(said.words))


def _weighty(said: Said, event: Event) -> bool:
    """Tell whether a plan without a day is worth a line: of force, or of help that somebody promises somebody known."""
    before = said.before(event.trigger.start)
    if _GIVEN.search(before):
        return False  # "during the deployment": it is taken for granted, not planned
    if event.code == "MOBILIZE" and _SENT_TO.search(before):
        return False
    if event.code == "ASSAULT" and _PREPARING.search(before):
        words_of = said.trigger.split()
        return any(singular(word) in BLOWS for word in words_of)
    own = said.by is not None and all(actor.id == said.by.id for actor in said.actors)
    helped = event.code == "AID" and own and not _DONE_TO.search(before) and any(r.known for r in said.recipients)
    return (
        helped
        or changes(said, event)
        or event.code in ("TAKE", "MOBILIZE")
        or (event.code == "RETREAT" and _pulls_out(said))
    )


def _fails(said: Said) -> bool:
    """Tell whether the words themselves say what is not to be, by a verb alone."""
    return bool(_FAILING.search(said.words)) and not _NEGATIVE.search(said.words)


def _pulls_out(said: Said) -> bool:
    """Tell whether forces are to leave, and nobody only weighs it."""
    return bool(_PULLS_OUT.search(said.words)) and not _WEIGHED.search(said.words)
