"""Clauses without a subject of their own: what opens them, what they hang on, and whose act that makes them."""

from panj.english.parsed import Sentence, Token
from panj.lexicon import acts, reporting, words
from panj.understand.trees import phrases
from panj.understand.trees.rehung import asked_by, asks
from panj.understand.trees.tellers import ACTING

GIVING = frozenset({"give", "set", "grant", "allow", "leave", "hand", "lend"})  # whose receiver does what follows
BESIDE = frozenset({"after", "before", "by", "while", "when", "since", "upon", "without", "despite"})
SUFFERING = frozenset({"die", "perish", "kill", "wound", "injure"})
SHUNNING = frozenset({"flee", "escape", "survive", "witness"})
IDLE = frozenset({"abstract", "time", "event"})  # what the model calls those who cannot
# Nouns that an infinitive right behind them says the aim of, whatever the parse hangs it on.
AIMED = words("role_words", "word", "aimed")
# What opens a participle whose subject is the object before it: "stopped them from", "praised them for leaving".
OF_OBJECT = frozenset({"from", "of", "with", "into", "for", "against"})


def is_subjectless(sentence: Sentence, token: Token) -> bool:
    """Tell whether a clause takes its subject from above: a gerund, "whether to leave", "do all it can to press"."""
    if token.relation == "ccomp" and token.xpos == "VBG" and not sentence.children(token.i, "aux"):
        return True
    opened = any(t.text.lower() == "to" and t.i < token.i for t in sentence.children(token.i, "mark"))
    return opened and (token.relation == "ccomp" or (token.relation == "csubj" and token.head < token.i))


def marked(sentence: Sentence, i: int) -> bool:
    """Tell whether a preposition opens the clause ("the policy of turning boats away")."""
    return bool(sentence.children(i, "mark", "case"))


def is_absolute(sentence: Sentence, i: int) -> bool:
    """Tell whether a clause is "with soldiers fleeing": its noun, which is no argument above, is its subject."""
    marks = sentence.children(i, "mark", "case")
    return len(marks) == 1 and marks[0].text.lower() in {"with", "without"} and marks[0].i < sentence.tokens[i].head


def says_charge(sentence: Sentence, token: Token) -> bool:
    """Tell whether a clause hung on an object says what they are charged with ("accused the army of working with")."""
    head = sentence.tokens[token.head]
    opened = {t.text.lower() for t in sentence.children(token.i, "mark", "case")}
    verb = sentence.tokens[head.head] if head.relation in {"obj", "iobj"} else None
    return verb is not None and verb.upos == "VERB" and head.type in ACTING and bool(opened & OF_OBJECT)


def loose_on(sentence: Sentence, token: Token) -> int | None:
    """Return the verb that a participle behind a comma goes with, hung on a sum ("to £59 million, helping")."""
    head = sentence.tokens[token.head]
    if token.relation != "acl" or token.xpos != "VBG" or sentence.tokens[token.i - 1].text != ",":
        return None
    if head.type in ACTING or head.upos not in {"SYM", "NUM"}:
        return None
    return next((above.i for above in sentence.above(head.i) if above.upos == "VERB"), None)


def clause_at_comma(sentence: Sentence, act: Token) -> int | None:
    """Return the verb of the clause that a participle behind a comma follows, hung on who asks or tells of it.

    "Chad asked for help after rebels stormed the town, killing nine": not who asks has killed them.
    """
    if (
        act.xpos != "VBG"
        or act.relation != "advcl"
        or not 0 <= act.head < act.i
        or sentence.tokens[act.i - 1].text != ","
    ):
        return None
    governor, told = sentence.tokens[act.head], reporting.verbs()
    if not (asks(governor) or governor.lemma.lower() in told) or act.lemma.lower() in told:
        return None
    between = reversed(sentence.tokens[governor.i + 1 : act.i])
    verb = next((t for t in between if t.xpos in phrases.FINITE and t.upos == "VERB"), None)
    return verb.i if verb is not None and sentence.children(verb.i, "nsubj") else None


def aim_of(sentence: Sentence, i: int) -> int | None:
    """Return the undertaking whose aim an infinitive says ("the operation to isolate the town"), None for none."""
    opening = next((t.i for t in sentence.children(i, "mark") if t.text.lower() == "to"), 0)
    before = sentence.tokens[opening - 1] if opening > 0 else None
    return before.i if before is not None and before.lemma.lower() in AIMED else None


def is_of_others(sentence: Sentence, governor: Token, i: int) -> bool:
    """Tell whether a participle is what others do: "fled fighting", "died in fighting"."""
    verb = governor.lemma.lower()
    return (verb in SHUNNING and not marked(sentence, i)) or (verb in SUFFERING and _in(sentence, i))


def _in(sentence: Sentence, i: int) -> bool:
    return any(t.text.lower() == "in" for t in sentence.children(i, "mark", "case"))


def helped_by_it(sentence: Sentence, head: int, i: int) -> int | None:
    """Return who is helped with what "in doing" says ("support the government in defeating it"), None for nobody."""
    marks = {t.text.lower() for t in sentence.children(i, "mark")}
    helps = any(r.code in {"AID", "SUPPORT"} for r in acts.verbs().get(sentence.tokens[head].lemma.lower(), ()))
    helped = (t.i for t in sentence.children(head, "obj") if t.type in ACTING)
    return next(helped, None) if "in" in marks and helps else None


def given_means(sentence: Sentence, governor: Token) -> Token | None:
    """Return who is given what he needs for it: "gave both sides 48 hours to leave", "set the army a deadline to"."""
    verb = sentence.tokens[governor.head] if governor.relation == "obj" and governor.head >= 0 else governor
    if verb.lemma.lower() not in GIVING:
        return None
    return next((t for t in sentence.children(verb.i, "iobj") if _can_act(t)), None)


def meant_object(sentence: Sentence, governor: Token, token: Token) -> int | None:
    """Return who does what a verb's object is made, asked or accused to do: "asked them to leave"."""
    if (charged := _charged_object(sentence, governor.i, token.i)) is not None:
        return charged
    able = next((t for t in sentence.children(governor.i, "obj", "iobj") if _can_act(t)), None)
    opened = {t.text.lower() for t in sentence.children(token.i, "mark", "case")}
    if able is not None and (token.relation != "advcl" or opened & OF_OBJECT):
        return able.i
    beside = token.xpos == "VBG" and not opened  # "told Bild that they left, warning that"
    if able is not None and asks(governor) and not opened & BESIDE and not beside:
        return able.i
    asked = asked_by(sentence, governor)
    return asked.i if asked is not None else None


def _charged_object(sentence: Sentence, head: int, i: int) -> int | None:
    """Return the object that a participle right behind it tells of ("arrested two men, accused of plotting")."""
    token = sentence.tokens[i]
    if token.xpos != "VBN" or token.relation != "advcl" or sentence.children(i, "aux", "nsubj", "mark"):
        return None
    objects = (t.i for t in sentence.children(head, "obj") if _can_act(t) and t.i < i and t.type in ACTING)
    return next(objects, None)


def _can_act(thing: Token) -> bool:
    """Tell whether an object may do what a clause behind it says ("pressed the regime to", not "do all it can to")."""
    idle = (
        thing.type in IDLE
        and thing.name == "O"
        and thing.lemma.lower() not in acts.any_of("people", "force", "government")
    )
    return not idle and thing.upos != "DET"
