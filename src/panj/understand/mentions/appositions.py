"""A name and the role beside it that are one: "Gareth Bayley, the UK Special Representative for Syria"."""

from collections.abc import Sequence

from panj.english.parsed import Sentence
from panj.lexicon import reporting
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.foreground import note
from panj.understand.mentions.referents import Referents

FIRST = 6  # words before a name: at the head of a sentence it may be the subject, whatever the commas say
STOPS = frozenset({",", ";", ":", "(", '"', "”", "who", "that", "which", "whose"})
SUBJECTS = frozenset({"nsubj", "csubj"})


def join_appositions(sentence: Sentence, found: Sequence[Draft], known: Referents) -> None:
    """Make one of a name and the role set beside it ("Gareth Bayley, the UK Special Representative for Syria")."""
    roles = [draft for draft in found if draft.form in {"role", "noun"}]
    for named in (draft for draft in found if draft.form in {"name", "person"}):
        for role in roles:
            if named.entity and _alike(named, role) and _joined(sentence, named, role):
                _unite(sentence, named, role, known)
                break


def has_name(sentence: Sentence, role: Draft, found: Sequence[Draft]) -> bool:
    """Tell whether a name is set beside a title, which then takes up nobody else ("The president of France, X")."""
    people = (d for d in found if d.form in {"name", "person"} and d.type == "person")
    return role.type == "person" and any(_joined(sentence, named, role) for named in people)


def _joined(sentence: Sentence, named: Draft, role: Draft) -> bool:
    return (
        _beside(sentence, named, role)
        and not _tells_it(sentence, named, role)
        and not _is_setting(sentence, named, role)
    )


def _tells_it(sentence: Sentence, named: Draft, role: Draft) -> bool:
    """Tell whether a role behind a name's comma says what stands before it: "at Mr. Sy's request, an aide said"."""
    tokens, at = sentence.tokens, role.last + 1
    if role.first < named.last or named.first < FIRST or tokens[role.first].text.lower() not in {"a", "an", "one"}:
        return False
    while at < len(tokens) and tokens[at].text not in STOPS and tokens[at].upos != "VERB":
        at += 1
    said = at < len(tokens) and tokens[at].lemma.lower() in reporting.verbs() and tokens[at].xpos in {"VBD", "VBZ"}
    return said and tokens[named.head].relation not in SUBJECTS


def _is_setting(sentence: Sentence, named: Draft, role: Draft) -> bool:
    """Tell whether a name only ends what opens a sentence: "Cross-examined by Stolz, the witness admitted it"."""
    tokens, name, subject = sentence.tokens, sentence.tokens[named.head], sentence.tokens[role.head]
    if name.relation not in {"obl", "obj", "nmod"} or subject.relation not in SUBJECTS or role.first < named.last:
        return False
    end = sentence.subtree(subject.i)[-1] + 1
    above = {t.i for t in sentence.above(name.i)}
    apart = subject.i not in above and subject.head in above and name.i not in sentence.subtree(subject.i)
    return apart and end < len(tokens) and tokens[end].text != ","


def _beside(sentence: Sentence, named: Draft, role: Draft) -> bool:
    """Tell whether a role stands in apposition to a name, by the tree or by the commas."""
    tokens = sentence.tokens
    if tokens[role.head].relation == "appos" and tokens[role.head].head == named.head:
        return not _follows_another(sentence, named, role)
    if tokens[named.head].relation == "appos" and tokens[named.head].head == role.head:
        return True
    if role.last + 1 == named.first or (role.last + 2 == named.first and tokens[role.last + 1].text == ","):
        if named.country and named.role and tokens[role.first].upos == "PRON":
            return False  # "killed its prime minister, Dominica's Prime Minister Charles said"
        return role.first != named.first and tokens[role.first].text.lower() not in {"a", "an"}
    if _after_complement(sentence, named, role) or _of_two_titles(sentence, named, role):
        return True
    last = named.last
    if last + 3 < len(tokens) and tokens[last + 1].text == "(" and tokens[last + 3].text == ")":
        last += 3
    return last + 2 == role.first and tokens[last + 1].text == "," and tokens[role.first].upos == "DET"


def _follows_another(sentence: Sentence, named: Draft, role: Draft) -> bool:
    """Tell whether another name stands right before a role and its comma: "X, and Y, President of Z" is about Y."""
    tokens, i = sentence.tokens, role.first - 2
    between = i > named.last and tokens[i + 1].text == "," and tokens[i].upos == "PROPN"
    return between and any(t.text == "," or t.text.lower() == "and" for t in tokens[named.last + 1 : i])


def _of_two_titles(sentence: Sentence, named: Draft, role: Draft) -> bool:
    """Tell whether a bare title is the first of two that one person has: "Former president and party leader X"."""
    if role.plural or named.role is None or role.type != "person" or role.last + 2 != named.first:
        return False
    first = sentence.tokens[role.first]
    bare = first.upos != "DET" and (role.first == 0 or sentence.tokens[role.first - 1].upos not in {"DET", "PRON"})
    return bare and role.country is None and sentence.tokens[role.last + 1].text == "and"


def _after_complement(sentence: Sentence, named: Draft, role: Draft) -> bool:
    """Tell whether a name follows the whole phrase of a role and a comma ("Head of the department, Michael Dunn")."""
    if not named.type == role.type == "person" or role.last >= named.first:
        return False
    end, below = role.last, set(sentence.subtree(role.head))
    while end + 1 in below and end + 1 < named.first and sentence.tokens[end + 1].text != ",":
        end += 1
    return end + 2 == named.first and sentence.tokens[end + 1].text == ","


def _unite(sentence: Sentence, named: Draft, role: Draft, known: Referents) -> None:
    if named.type == "person":
        named.role, named.country = named.role or role.role, named.country or role.country
        named.sector = named.sector or role.sector
    if named.entity is not None and not role.rule.startswith("coreference"):
        known.merge(role.entity, named.entity)  # a role that took up another person is no new name of that one
    role.entity, role.name, role.type = named.entity, named.name, named.type
    role.country, role.sector = named.country, named.sector
    role.rule, role.kinds = "apposition", role.kinds | named.kinds
    note(sentence, role, known)


def _alike(named: Draft, role: Draft) -> bool:
    if named.type == "person" or role.type == "person":
        return named.type == role.type
    if role.plural:
        return named.plural
    return bool(named.kinds & role.kinds) or (not named.kinds and named.type == role.type)
