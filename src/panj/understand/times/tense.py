"""The tense of the clause that a time stands in: past, present, future, or none that tells."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import reality, reporting, rows, words
from panj.understand.trees import phrases, rehung, verbs

WILL = frozenset({"will", "shall", "'ll", "wo", "ll", "’ll"})
MAY = frozenset({"may", "can", "might", "must", "should", "ca", "would", "'d"})
AHEAD = frozenset(row["lemma"] for row in rows("ahead"))
SCHEDULED = frozenset(row["lemma"] for row in rows("ahead") if row["kind"] == "schedule")
FORWARD = frozenset({"deadline", "cutoff", "expiry", "upcoming", "forthcoming"})
STATES = frozenset({"be", "have", "do", "know", "remember", "recall", "mark", "date", "follow"})
UNCHANGED = words("role_words", "word", "unchanged")
GRANTING = words("role_words", "word", "granting")  # "gave them until Sunday"
CLOSING = words("role_words", "word", "closing")  # "shut the road until Friday", "the truce holds until Friday"
TRYING = frozenset({"try", "attempt"})  # what is tried is of the day of the trial
OCCASION = frozenset({"at", "during", "for"})
UNTIL = frozenset({"until", "till", "by"})
SETTING = words("role_words", "word", "setting")  # "agreed on a truce from Friday"
FROM = frozenset({"from", "as of", "starting", "beginning"})
STARTING = frozenset({"start", "begin", "commence"})


def tense_at(sentence: Sentence, i: int) -> str | None:
    """Return the tense around token `i`."""
    token = sentence.tokens[i]
    if told := _of_words_beside(sentence, token):
        return told
    for above in (token, *sentence.above(i)):
        if above.lemma.lower() in FORWARD or (above.i != token.i and above.lemma == "date"):
            return "future"
        if above.upos in {"VERB", "AUX"} or sentence.children(above.i, "cop"):
            tense = _of_predicate(sentence, above)
            ahead = _is_ahead_by(sentence, above, token) or (tense == "present" and _is_listed(sentence, above, token))
            return "future" if ahead else tense
    return None


def _of_words_beside(sentence: Sentence, token: Token) -> str | None:
    """Return the tense that the words right beside a time tell, whatever its clause does: "Tuesday's talks"."""
    i, before = token.i, sentence.tokens[token.i - 1] if token.i > 0 else None
    if any(child.xpos == "POS" for child in sentence.children(i, "case")):
        return "future" if _in_clause_ahead(sentence, token) else "past"
    if starts_ahead(sentence, token) or rehung.asked_to(sentence, token) is not None:
        return "future"
    if before is not None and before.xpos == "VBN" and before.relation in {"acl", "amod"}:
        return "future" if before.lemma in AHEAD else "past"
    if _of_those(sentence, i) or "since" in sentence.words_below(i, "case", "mark"):
        return "past"
    forward = any(t.lemma in FORWARD for t in sentence.children(i, "nsubj"))
    return "future" if forward or _leads_to_deadline(sentence, token) else None


def _is_ahead_by(sentence: Sentence, verb: Token, token: Token) -> bool:
    """Tell whether a verb sets what it governs for a time: "scheduled for Monday", "hope to leave on Monday"."""
    if verb.lemma not in AHEAD:
        return False
    dated = verb.lemma in SCHEDULED or "for" in sentence.words_below(token.i, "case")
    return (dated and verb.i < token.i) or _follows_complement(sentence, verb, token)


def _is_listed(sentence: Sentence, verb: Token, token: Token) -> bool:
    """Tell whether a present tells what a timetable or a list of what is next does."""
    return (token.head == verb.i and _of_the_timetable(sentence, verb)) or _of_the_next(sentence, verb)


def starts_ahead(sentence: Sentence, token: Token) -> bool:
    """Tell whether a day is when something that was laid down is to start: "agreed on a truce starting Saturday"."""
    above = [token, *sentence.above(token.i)]
    start = next((t for t in above[1:3] if t.lemma in STARTING and t.xpos == "VBG"), None)
    told = start is not None and not sentence.children(start.i, "aux", "nsubj")
    if not told and not any(phrases.case(sentence, t.i) in FROM for t in above[:2] if t.type == "time"):
        return False
    verbs = (t for t in above if t.upos == "VERB" and t != start and t.deprel != "acl")
    laid = next((t for t in verbs if "to" not in sentence.words_below(t.i, "mark")), None)
    if laid is None or laid.i > token.i:
        return False
    what = sentence.children(laid.i, "obj", "obl", "nsubj:pass")
    return laid.lemma in SETTING or any(t.lemma in SETTING and t.upos == "NOUN" for t in what)


def _of_those(sentence: Sentence, i: int) -> bool:
    """Tell whether a day is of what befell some: "they still treat those wounded on Tuesday"."""
    before = sentence.tokens[max(0, i - 3) : i]
    while before and before[-1].xpos == "IN":
        before = before[:-1]
    return len(before) > 1 and before[-1].xpos in {"VBN", "VBD"} and before[-2].text.lower() == "those"


def _in_clause_ahead(sentence: Sentence, token: Token) -> bool:
    """Tell whether a day's noun is where something lies ahead: "will be raised at Tuesday's talks"."""
    at = token.head >= 0 and bool(sentence.words_below(token.head, "case") & OCCASION)
    verb = next((t for t in sentence.above(token.i) if t.upos in {"VERB", "AUX"}), None)
    return at and verb is not None and verb.i < token.i and _of_predicate(sentence, verb) == "future"


def _of_the_next(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a present tells when the next of something is: "the next round is on Monday"."""
    subjects = sentence.children(verb.i, "nsubj")
    return any(t.text.lower() == "next" for subject in subjects for t in sentence.children(subject.i, "amod"))


def _follows_complement(sentence: Sentence, verb: Token, token: Token) -> bool:
    return any(verb.i < child.i < token.i for child in sentence.children(verb.i, "xcomp"))


def _leads_to_deadline(sentence: Sentence, token: Token) -> bool:
    cases = sentence.words_below(token.i, "case", "mark")
    head = sentence.tokens[token.head] if token.head >= 0 else None
    if not cases & UNTIL or head is None:
        return False
    put_off = head.lemma in {"put", "push"} and bool(sentence.words_below(head.i, "compound:prt") & {"off", "back"})
    lasting = "by" not in cases and (head.lemma in CLOSING or put_off or _of_predicate(sentence, head) == "present")
    return lasting or head.lemma in SCHEDULED | GRANTING or _of_predicate(sentence, head) in {"future", None}


def _of_predicate(sentence: Sentence, verb: Token, depth: int = 0) -> str | None:
    helpers = sentence.children(verb.i, "aux", "cop")
    words = {helper.text.lower() for helper in helpers}
    if words & WILL or verb.text.lower() in WILL:
        return "future"
    if words & MAY and "have" not in {helper.lemma for helper in helpers}:
        return "future"
    before = [t.text.lower() for t in sentence.tokens[max(0, verb.i - 2) : verb.i]]
    if before == ["due", "to"] and words & {"is", "are", "'s"}:
        return "future"  # where the tree takes "due to" for a preposition
    if verb.lemma in AHEAD and verb.xpos in {"VBN", "JJ", "VBG", "VBZ", "VBP"} and words & {"is", "are", "'s", "be"}:
        return "future"
    finite = next((helper for helper in helpers if helper.xpos in {"VBD", "VBZ", "VBP"}), verb)
    if finite.xpos == "VBD" or (finite.lemma == "have" and verb.xpos == "VBN"):
        return "past"
    infinitive = "to" in sentence.words_below(verb.i, "mark")
    if infinitive and finite is not verb and finite.lemma == "be":
        return "future"  # "are to begin in May"
    if finite.xpos in {"VBZ", "VBP"}:
        going = verb.xpos == "VBG" and verb.lemma == "go" and sentence.children(verb.i, "xcomp")
        return "future" if going else "present"
    return _of_unfinished(sentence, verb, depth)


def _is_of_plans(verb: Token) -> bool:
    """Tell whether what a verb governs is still to come when it is said: "decided to", "agreed to"."""
    effect = reality.selectors().get(("to", verb.lemma.lower()))
    return effect is not None and effect.becomes in {"planned", "demanded", "forecast"}


def _of_the_timetable(sentence: Sentence, verb: Token) -> bool:
    """Tell whether a present tells of what lies ahead: "talks resume Monday", "they are leaving Monday"."""
    if verb.xpos in {"VBZ", "VBP"}:
        past_alike = verb.xpos == "VBP" and verb.text.lower() in UNCHANGED
        return not past_alike and verb.lemma not in STATES and verb.lemma not in reporting.verbs()
    going_on = verb.xpos == "VBG" and verb.lemma != "miss"  # "are still missing after the raid on Monday"
    return going_on and any(helper.lemma == "be" for helper in sentence.children(verb.i, "aux"))


def _of_unfinished(sentence: Sentence, verb: Token, depth: int) -> str | None:
    """Return the tense of an infinitive or participle, from what governs it."""
    infinitive = "to" in sentence.words_below(verb.i, "mark")
    head = sentence.tokens[verb.head] if verb.head >= 0 else None
    if verbs.subjunctive(sentence, verb):
        return "future"
    if infinitive and head is not None and head.lemma in TRYING:
        return _of_predicate(sentence, head, depth + 1)  # "was seized trying to cross on Monday"
    if infinitive and (head is None or head.lemma in AHEAD or head.lemma == "be" or head.upos in {"NOUN", "ADJ"}):
        return "future"
    if verb.xpos == "VBN" and verb.relation in {"acl", "amod"}:
        return "past"
    if infinitive and head is not None and _is_of_plans(head):
        return None if head.xpos == "VBD" else "future"  # "has decided to admit them in March"
    while head is not None and depth < 8:
        if head.upos in {"VERB", "AUX"} or sentence.children(head.i, "cop"):
            return _of_predicate(sentence, head, depth + 1)
        head = sentence.tokens[head.head] if head.head >= 0 else None
        depth += 1
    return "past" if verb.xpos == "VBN" else None
