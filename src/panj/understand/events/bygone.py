"""The day of what a sentence tells beside its main verb: of a clause behind it, and of bygone times as background."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from panj.english.parsed import Sentence, Token
from panj.records import Interval
from panj.understand.modality.climb import VERBAL
from panj.understand.trees import verbs

ORDERED = frozenset({"since", "after", "before", "until", "when", "as", "while", "because"})
ORDERING = frozenset({"since", "after", "before", "until"})
APART = ORDERING | {"that", "because", "although", "though"}  # what the tree takes for a purpose tells of a thing
AGAINST = frozenset({"up", "down", "compared"})
NEAR = 8  # words before a time in which a count is held against an older one
NO_VERB = -1
LONG = timedelta(days=365)
SLACK = ((365, 90), (28, 10), (2, 1))  # days that a delay of so many or more may be off
LONGEST_SLACK = 91
Times = Sequence[tuple[Interval, Token]]


def of_what_it_tells_of(sentence: Sentence, i: int, times: Times) -> Interval | None:
    """Return the day of the noun that a clause tells of: "the truce of 2015, which ended a war in which 6,000 died"."""
    tokens = (sentence.tokens[i], *sentence.above(i))
    for clause in tokens:
        if clause.deprel == "acl:relcl" and _is_past(sentence, clause):
            found = next((time for time, token in times if token.head == clause.head and time.latest), None)
            if found is not None:  # what the clause's own verb brings about is of that day, all else of it by then
                return found if clause.i == i else msgspec.structs.replace(found, earliest=None)
    return None


def of_its_time(sentence: Sentence, i: int, times: Times, reported: date | None) -> Interval | None:
    """Return the bygone day or year that the main verb has: "In 1999 Manila grounded it to stop the advance"."""
    top = next((t for t in (sentence.tokens[i], *sentence.above(i)) if t.head < 0), None)
    own = sentence.tokens[i].head == (top.i if top else -1)
    would = "would" in sentence.words_below(i, "aux")  # "were sure that it would not fight"
    if sentence.tokens[i].upos in VERBAL and not (own or would or _is_past(sentence, sentence.tokens[i])):
        return None  # "wanted to leave to take it", whenever that was to be; but "sent police to seize it" then
    if top is None or reported is None or not _is_past(sentence, top):
        return None
    own_times = (one for one in times if one[1].head == top.i and clause_before(sentence, one[1].i) is None)
    told = [time for time, _ in own_times if time.latest]
    if len(told) != 1 or told[0].latest is None or told[0].latest > reported - LONG:
        return None
    return told[0]


def of_own_time(sentence: Sentence, clause: Token) -> bool:
    """Tell whether what a clause tells of its time is no other's: "since it began Oct. 17", ", and they left in May".

    Nor is what is demanded: "demanded that they leave by June".
    Who are only counted beside others share their day: "12 were killed, and 30 were hurt on Tuesday". What opens with
    a "that" of its own shares none: "said that it would help and that they left on Friday".
    """
    if clause.relation == "advcl":
        return bool(sentence.words_below(clause.i, "mark") & APART)
    if clause.relation == "ccomp":
        return verbs.subjunctive(sentence, clause)
    if clause.relation != "conj" or clause.upos not in VERBAL:
        return False
    joined = sentence.children(clause.i, "cc")
    apart = bool(joined) and joined[0].i > 0 and sentence.tokens[joined[0].i - 1].text == ","
    subjects = sentence.children(clause.i, "nsubj")
    if "that" in sentence.words_below(clause.i, "mark"):
        return bool(subjects)
    return apart and bool(subjects) and not any(t.upos == "NUM" or sentence.children(t.i, "nummod") for t in subjects)


def clause_before(sentence: Sentence, token: int) -> int | None:
    """Return the verb of the clause that a time stands in, where the tree hangs the time on a verb before.

    "Armenia asked it for help after soldiers crossed its border last week": then they crossed it; "rejected the accord
    it signed in 2015": then it signed. The day of an older count is of no verb: `NO_VERB`.
    """
    if _of_an_older_count(sentence, token):
        return NO_VERB
    head = sentence.tokens[token].head
    if head < 0 or head > token or sentence.tokens[token].relation != "obl":
        return None
    between = sentence.tokens[head + 1 : token]
    verb = next((t for t in reversed(between) if t.xpos == "VBD"), None)
    if verb is None or any(t.text in {",", ";"} for t in sentence.tokens[verb.i : token]):
        return None
    if verb.deprel == "acl:relcl" and sentence.children(verb.i, "nsubj"):
        return verb.i if all(t.upos == "ADP" for t in sentence.tokens[verb.i + 1 : token]) else None
    if sentence.lexicon.isdisjoint(ORDERED):
        return None
    marks = sentence.words_below(verb.i, "mark", "advmod")
    return verb.i if marks & ORDERED and sentence.children(verb.i, "nsubj") else None


def _of_an_older_count(sentence: Sentence, token: int) -> bool:
    """Tell whether a time is of the count that another is held against: "up from 30,000 a year ago"."""
    if sentence.lexicon.isdisjoint(AGAINST):
        return False
    near = sentence.tokens[max(0, token - NEAR) : token]
    words = [t.text.lower() for t in near]
    held = [n for n in range(1, len(words)) if words[n - 1] in AGAINST and words[n] in ("from", "with", "to")]
    return bool(held) and any(t.upos == "NUM" for t in near[held[-1] :]) and not {",", ";"} & {*words[held[-1] :]}


def _is_past(sentence: Sentence, verb: Token) -> bool:
    helpers = sentence.children(verb.i, "aux", "cop")
    return (helpers[0] if helpers else verb).xpos == "VBD"


def days_before(
    time: Interval, first: date | None, last: date | None, delay: tuple[int | None, int | None]
) -> Interval | None:
    """Return the days that lie a delay before others, as nearly as its unit tells; None if they are not known."""
    least, most = delay
    if first is None or last is None or least is None or most is None or most > first.toordinal() - LONGEST_SLACK:
        return None
    about = next((slack for days, slack in SLACK if least >= days), 0)
    return Interval(
        earliest=first - timedelta(most + about),
        latest=last - timedelta(max(0, least - about)),
        span=time.span,
        text=time.text,
    )
