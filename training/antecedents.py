"""Fit the choice of antecedents on GUM: `python -m training.antecedents [--folds] [--write]`.

Panj reads the training documents with its own trees and mentions. In the first reading each pronoun is given to whom
the treebank gives it, in the second to whom the weights of the first give it; both are learnt from, so that the choice
knows the company that it will meet. Of the articles whose acts were marked to be learnt from, pronouns that act or are
acted on are given to whom the act names. `--folds` tells what documents are chosen right that were not learnt from.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from bench.articles import standoff
from bench.coreference.gold import Gold, documents

from panj.english import parse_all
from panj.english.parsed import Parsed, Sentence
from panj.records import Document
from panj.understand.mentions import antecedents, find_mentions
from panj.understand.mentions.antecedents import GROUPS, Features, Option, Pronoun
from panj.understand.mentions.drafts import Draft
from panj.understand.mentions.referents import Referent, Referents
from panj.understand.places.grounds import with_grounds
from panj.understand.trees import phrases
from panj.world import World, load_world

TABLE = Path(antecedents.__file__).parents[2] / "lexicon" / "antecedents.csv"
HEADER = """\
# What speaks for each antecedent of a pronoun, as weights of a log-linear choice.
# Features are named in understand/mentions/antecedents.py.
# Fitted by training/antecedents.py on GUM train and on the acts of learnt.jsonl.gz.
"""
SEEN = 4  # examples in which a feature occurs at least
PENALTY = 1.0  # half the inverse variance of a weight; not swept
STEPS = 400
FOLDS = 5
NOBODY = frozenset({"place", "other"})
LITTLE = frozenset({"the", "of", "a", "an", "and", "mr.", "mrs.", "ms.", "president", "minister"})
SHARED = Path(__file__).parents[2] / "shared" / "data"

Weights = Mapping[str, Mapping[str, float]]
Choice = tuple[Referent, float] | None


class Example(NamedTuple):
    """A pronoun: what speaks for each candidate and for nothing, which are right, and which are actors."""

    document: int
    group: str
    features: tuple[Features, ...]
    right: tuple[bool, ...]
    actors: tuple[bool, ...]


class Treebank:
    """What a treebank tells of a document: `chains` has what everybody named so far is about."""

    def __init__(self, gold: Gold) -> None:
        self.gold = gold
        self.chains: dict[str, set[str]] = defaultdict(set)

    def note(self, entity: str, start: int, end: int) -> None:
        """Note that these characters name somebody."""
        phrase = self.gold.at(start, end)
        if phrase is not None:
            self.chains[entity].add(phrase.chain)

    def merge(self, local: str, into: str) -> None:
        """Note that two are one."""
        self.chains[into] |= self.chains[local]

    def right(self, it: Pronoun, candidates: Sequence[Option]) -> list[bool] | None:
        """Tell which candidates are meant, None if nothing is known of the pronoun."""
        at = self.gold.starts.get(it.token.start)
        if at is None:
            return None
        chain = next((phrase.chain for phrase in self.gold.headed.get(at, ()) if phrase.pronoun), None)
        return [chain is not None and chain in self._of(candidate) for candidate, _ in candidates]

    def _of(self, candidate: antecedents.Candidate) -> set[str]:
        if isinstance(candidate, Referent):
            return self.chains[candidate.entity]
        at = self.gold.starts.get(candidate.start)
        return {phrase.chain for phrase in self.gold.headed.get(at, ())} if at is not None else set()


class Told:
    """What the marked acts of an article tell: who its pronouns are that act or are acted on, by name."""

    def __init__(self, events: Sequence[Mapping[str, Any]], parsed: Parsed) -> None:
        self.named: dict[int, frozenset[str]] = {}
        for sentence in parsed.sentences:
            for event in events:
                start, end = event["trigger"]["start"], event["trigger"]["end"]
                inside = {t.i for t in sentence.over(start, end)}
                top = next((i for i in sorted(inside) if sentence.tokens[i].head not in inside), None)
                if top is not None:
                    self._learn(sentence, top, event)

    def _learn(self, sentence: Sentence, top: int, event: Mapping[str, Any]) -> None:
        passive = phrases.passive(sentence, top)
        for token in sentence.children(top, "nsubj", "obj", "nmod:poss"):
            acts = token.relation != "obj" and not passive
            names = frozenset(name.lower() for name in event["actors" if acts else "recipients"])
            if names:
                self.named[token.start] = names

    def note(self, entity: str, start: int, end: int) -> None:
        """Note nothing: names tell who is meant."""

    def merge(self, local: str, into: str) -> None:
        """Note nothing."""

    def right(self, it: Pronoun, candidates: Sequence[Option]) -> list[bool] | None:
        """Tell which candidates are meant, None if the acts do not tell, or name somebody who is none of them."""
        names = self.named.get(it.token.start)
        if names is None or (it.group != "they" and len(names) > 1):
            return None
        found = [any(_alike(name, candidate) for name in names) for candidate, _ in candidates]
        return found if any(found) else None


def _alike(name: str, candidate: antecedents.Candidate) -> bool:
    """Tell whether a name is that of a candidate: one has all words of the other."""
    words = set(name.split()) - LITTLE
    if isinstance(candidate, Referent):
        own = set(candidate.name.lower().split()) - LITTLE
        return bool(own and words) and (own <= words or words <= own)
    return candidate.kind in {"person", "organization"} and candidate.lemma in {w.removesuffix("s") for w in words}


class Reader:
    """Reads documents and notes what each pronoun could have meant."""

    def __init__(self, gold: Treebank | Told, number: int, weights: Weights | None) -> None:
        self.gold, self.number, self.weights = gold, number, weights
        self.examples: list[Example] = []
        self.parsed: Parsed | None = None

    def read(self, document: Document, parsed: Parsed, world: World) -> list[Example]:
        """Return the examples of a document."""
        self.parsed = parsed
        add, merge = Referents.add, Referents.merge

        def noted(known: Referents, draft: Draft, **rest: object) -> Referent:
            self._note(draft)
            return add(known, draft, **rest)  # type: ignore[arg-type]

        def merged(known: Referents, local: str | None, into: str) -> None:
            if local is not None:
                self.gold.merge(local, into)
            merge(known, local, into)

        with (
            patch.object(antecedents, "choose", self._choose),
            patch.object(Referents, "add", noted),
            patch.object(Referents, "merge", merged),
        ):
            find_mentions(document, parsed, world)
        return self.examples

    def _note(self, draft: Draft) -> None:
        assert self.parsed is not None
        if draft.entity and draft.form != "pronoun" and not draft.rule.startswith("coreference"):
            span = draft.span(self.parsed.sentences[draft.sentence])
            self.gold.note(draft.entity, span.start, span.end)

    def _choose(self, it: Pronoun, candidates: Sequence[Option], nothing: Features) -> Choice:
        right = self.gold.right(it, candidates)
        actors = [isinstance(c, Referent) and c.type not in NOBODY for c, _ in candidates]
        rows = (*(features for _, features in candidates), nothing)
        if right is not None:
            outcome = (*right, not any(right))
            self.examples.append(Example(self.number, it.group, rows, outcome, (*actors, False)))
        if (weights := self.weights) is not None:
            with patch.object(antecedents, "weights", lambda: weights):
                return CHOOSE(it, candidates, nothing)
        sure = right or [False] * len(candidates)
        found = (c for (c, _), yes, actor in zip(candidates, sure, actors, strict=True) if yes and actor)
        best = next(found, None)
        return (best, 0.9) if isinstance(best, Referent) else None


CHOOSE: Callable[..., Choice] = antecedents.choose


def read_all(golds: Sequence[Gold], parses: Sequence[Parsed], world: World, weights: Weights | None) -> list[Example]:
    """Return the examples of all documents, chosen by the treebank or by weights."""
    out = []
    for number, (gold, parsed) in enumerate(zip(golds, parses, strict=True)):
        document = Document(id=gold.name, text=gold.text, published=gold.written)
        out += Reader(Treebank(gold), number, weights).read(document, parsed, world)
    return out


def told(world: World, weights: Weights) -> list[Example]:
    """Return the examples of the articles whose acts were marked to be learnt from."""
    golds, _ = standoff.join(standoff.lines(standoff.LEARNT), SHARED)
    out = []
    for number, (gold, parsed) in enumerate(zip(golds, parse_all((g["text"], None) for g in golds), strict=True)):
        day = date.fromisoformat(gold["published"]) if gold["published"] else None
        document = Document(id=gold["id"], text=gold["text"], published=day, title=gold["title"])
        trees = with_grounds(parsed, day, world)
        out += Reader(Told(gold["events"], trees), -1 - number, weights).read(document, trees, world)
    return out


def parsed_all(golds: Sequence[Gold], world: World) -> list[Parsed]:
    """Return the trees of documents as `understand` has them."""
    parses = parse_all((gold.text, None) for gold in golds)
    return [with_grounds(parsed, gold.written, world) for gold, parsed in zip(golds, parses, strict=True)]


def fitted(examples: Sequence[Example]) -> Weights:
    """Return the weights for each group of pronouns."""
    return {group: _fit([e for e in examples if e.group == group]) for group in GROUPS}


def _fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights that make the right candidates likeliest, none far from 0 (Adam on the whole)."""
    seen: dict[str, int] = defaultdict(int)
    for example in examples:
        for name in {name for features in example.features for name in features}:
            seen[name] += 1
    names = sorted(name for name, times in seen.items() if times >= SEEN)
    number = {name: k for k, name in enumerate(names)}
    pairs = [
        (row, number[name])
        for row, features in enumerate(f for e in examples for f in e.features)
        for name in features
        if name in number
    ]
    rows, columns = np.array(pairs).T
    owner = np.repeat(np.arange(len(examples)), [len(e.features) for e in examples])
    right = np.array([yes for e in examples for yes in e.right])
    weights = _ascended(rows, columns, owner, right, len(names))
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _ascended(rows: np.ndarray, columns: np.ndarray, owner: np.ndarray, right: np.ndarray, size: int) -> np.ndarray:
    weights, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    examples = owner[-1] + 1
    for step in range(1, STEPS + 1):
        scores = np.exp(np.clip(np.bincount(rows, weights[columns], len(owner)), -30, 30))
        share = scores / np.bincount(owner, scores, examples)[owner]
        of_right = np.bincount(owner, share * right, examples)[owner]
        pull = np.where(right, share / of_right, 0.0) - share
        slope = np.bincount(columns, pull[rows], size) - PENALTY * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        rate = 0.1 * (1 - step / STEPS)
        weights = weights + rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return np.asarray(weights)


def learnt(
    golds: Sequence[Gold], parses: Sequence[Parsed], world: World, without: set[int], more: Sequence[Example]
) -> Weights:
    """Return the weights fitted on two readings of the documents but for some, and on what acts tell."""
    kept = [n for n in range(len(golds)) if n not in without]
    some, trees = [golds[n] for n in kept], [parses[n] for n in kept]
    first = read_all(some, trees, world, None)
    second = read_all(some, trees, world, fitted([*first, *more]))
    return fitted([*first, *second, *more])


def outcomes(examples: Sequence[Example], weights: Weights, lenient: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """Yield the group and outcome of each choice, as the bench names them; nobody is first by hand here."""
    for e in examples:
        of = weights[e.group]
        scores = np.exp([sum(of.get(name, 0.0) for name in features) for features in e.features])
        actors = np.array(e.actors)
        wanted = any(yes and actor for yes, actor in zip(e.right, e.actors, strict=True))
        best = int(np.argmax(np.where(actors, scores, -1.0)))
        if scores[actors].sum() <= scores[~actors].sum() * lenient[e.group]:
            yield e.group, "open" if wanted else "left"
        else:
            yield e.group, "right" if e.right[best] else "another" if wanted else "given"


def tell(found: Sequence[tuple[str, str]]) -> None:
    """Print precision, recall and F1 by group."""
    for group in (*GROUPS, ""):
        ends = [end for name, end in found if name.startswith(group)]
        n = {end: ends.count(end) for end in ("right", "another", "open", "given", "left")}
        p = n["right"] / max(1, n["right"] + n["another"] + n["given"])
        r = n["right"] / max(1, n["right"] + n["another"] + n["open"])
        print(f"{group or 'all':5s} {n} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}", flush=True)


def write(weights: Weights) -> None:
    """Write the table that the choice reads."""
    names = sorted({name for of in weights.values() for name in of})
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["feature", *GROUPS])
        out.writerows([name, *(weights[group].get(name, "") for group in GROUPS)] for name in names)


def main(arguments: Sequence[str]) -> None:
    """Read, fit, and tell or write."""
    world, golds = load_world(), list(documents("gum-train"))
    parses = parsed_all(golds, world)
    more = told(world, antecedents.weights()) if "--alone" not in arguments else []
    if "--folds" in arguments:
        found: dict[float, list[tuple[str, str]]] = defaultdict(list)
        for fold in range(FOLDS):
            held = set(range(fold, len(golds), FOLDS))
            weights = learnt(golds, parses, world, held, more)
            some = [golds[n] for n in sorted(held)], [parses[n] for n in sorted(held)]
            examples = read_all(*some, world, weights)
            for factor in (0.1, 0.2, 0.3, 0.5, 0.7, 1.0):
                found[factor] += outcomes(examples, weights, dict.fromkeys(GROUPS, factor))
        for factor, ends in found.items():
            print(f"an actor must be {factor} times as likely as nobody")
            tell(ends)
    if "--write" in arguments:
        write(learnt(golds, parses, world, set(), more))


if __name__ == "__main__":
    main(sys.argv[1:])
