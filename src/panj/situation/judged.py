"""What links and people's acts say of a case: what is the same, what is replaced, who bears which name."""

from collections.abc import Container, Iterable, Mapping, Sequence

import msgspec

from panj.records import Judgement, Link, Statement
from panj.world.sides import ITSELF, NAME, spelled


class Least(dict[str, str]):
    """The least of those that are the same; who is not in it is alone."""

    def __missing__(self, key: str) -> str:
        return key


def joined(
    ids: Iterable[str], links: Sequence[Link], kind: str, *, also: Iterable[tuple[str, str]] = ()
) -> Mapping[str, str]:
    """Return for each id the least id of those that links of this kind, or `also`, call the same.

    A person's last word about a pair goes before any rule's; where it is undone, the rule's holds again.
    """
    verdicts = _verdicts(links, kind)
    apart = {pair for pair, judgement in verdicts.items() if judgement is Judgement.DIFFERENT}
    parent: dict[str, str] = {}  # of those that are not alone

    def root(x: str) -> str:
        while (up := parent.setdefault(x, x)) != x:
            parent[x] = parent[up]
            x = up
        return x

    same = [pair for pair, judgement in verdicts.items() if judgement is Judgement.SAME]
    pairs = (*same, *also)
    there = {end for pair in pairs for end in pair}.intersection(ids)
    for left, right in pairs:
        if tuple(sorted((left, right))) not in apart and left in there and right in there:
            first, second = sorted((root(left), root(right)))
            parent[second] = first
    return Least((x, root(x)) for x in list(parent))


def _verdicts(links: Iterable[Link], kind: str) -> dict[tuple[str, ...], Judgement]:
    """Return what holds of each pair of this kind, its ends in order."""
    judged = (Judgement.SAME, Judgement.DIFFERENT, Judgement.UNDONE)
    rules: dict[tuple[str, ...], Judgement] = {}
    people: dict[tuple[str, ...], Judgement] = {}
    for link in links:
        if link.kind == kind and link.judgement in judged:
            by_person = link.decided_by.startswith("person:")
            (people if by_person else rules)[tuple(sorted((link.left, link.right)))] = link.judgement
    return rules | {pair: j for pair, j in people.items() if j is not Judgement.UNDONE}


def superseded(documents: Container[str], links: Sequence[Link]) -> set[str]:
    """Return the documents that a published correction replaces; a correction of a correction replaces both."""
    return {
        x.right
        for x in links
        if x.kind == "document" and x.judgement is Judgement.SUPERSEDES and x.left in documents and x.right in documents
    }


def last_acts(links: Sequence[Link]) -> dict[str, Link]:
    """Return the last thing that a person said of each statement; a remark leaves what was said before."""
    return {
        x.left: x
        for x in links
        if x.kind == "statement"
        and x.left == x.right
        and x.decided_by.startswith("person:")
        and x.judgement is not Judgement.NOTED
    }


def names_by_person(links: Sequence[Link]) -> dict[str, str]:
    """Return whom people have said each name to be; the last word about a name holds, whoever said it.

    A name is said by its words and by what its spellings share; `different` from a name that is spelled alike keeps it
    to itself.
    """
    called: dict[str, str] = {}
    for link in links:
        if link.kind != "actor":
            continue
        keys = (link.left, spelled(link.left))
        if link.judgement is Judgement.SAME:
            called |= dict.fromkeys(keys, link.right)
        elif link.judgement is Judgement.DIFFERENT and keys[1] == spelled(link.right.removeprefix(NAME)):
            called[link.left] = f"{ITSELF}{link.left}"
        else:
            for key in keys:
                if called.get(key) in (link.right, f"{ITSELF}{link.left}"):
                    del called[key]
    return called


def corrected(statement: Statement, act: Link | None) -> Statement | None:
    """Return the statement as a person left it; None if it was rejected."""
    if act is None or act.judgement in (Judgement.SAME, Judgement.UNDONE):
        return statement
    if act.judgement is Judgement.DIFFERENT:
        return None
    if act.judgement is Judgement.SUPERSEDES and act.after:
        return msgspec.json.decode(act.after, type=Statement)
    return statement
