"""What the network says of one batch of windows, put into words: tokens in trees, and runs of reported speech."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec
import numpy as np

from panj.english.acts import Sense, senses
from panj.english.decode import broken, label_scores, runs, tree, viterbi
from panj.english.lemmas import lemma, verbal
from panj.english.model import Floats, Ints, Model, Scores
from panj.english.parsed import Sentence, Token
from panj.english.windows import Window

ROLES: tuple[Literal["source"], Literal["cue"], Literal["content"]] = ("source", "cue", "content")


class Run(msgspec.Struct, gc=False):
    """A run of words of one role of reported speech, in one window.

    `first` and `end` are positions of words in the window, `begun` is False where it goes on from before;
    `cue` is a position in the window's runs.
    """

    role: int
    first: int
    end: int
    begun: bool
    score: float
    cue: int | None = None


class Answer(msgspec.Struct, gc=False):
    """The sentences and runs of one window, which has this number in this document; `cuts` as in the window."""

    document: int
    number: int
    cuts: list[bool]
    sentences: list[Sentence]
    runs: list[Run]


def answers(model: Model, windows: Sequence[Window]) -> Iterator[Answer]:
    """Ask the model about a batch and yield what it says of each window."""
    scores = model.answer(windows)
    lengths = np.array([len(window.words) for window in windows], dtype=np.int64)
    _mend(model, scores, _numbers(windows, scores["heads"].shape[1]))
    names = _tags(model, ["names"], scores["names"], lengths)[0].tolist()
    plain = {name: scores[name].tolist() for name in _PLAIN}
    acts = senses(scores["acts"]) if "acts" in scores else None  # a network without the branch has none
    says = _tags(model, ROLES, scores["says"], lengths).transpose(1, 0, 2).tolist()
    inside = _inside(scores["says"]).tolist()
    for row, window in enumerate(windows):
        size = len(window.words)
        yield Answer(
            window.document,
            window.number,
            window.cuts,
            _sentences(
                model,
                window,
                {name: tags[row] for name, tags in plain.items()},
                names[row],
                (acts[0][row], acts[1][row]) if acts is not None else None,
            ),
            _runs([tags[:size] for tags in says[row]], inside[row], scores["points"][row, :size, :size]),
        )


_PAST = frozenset({"VBD", "VBN"})
_PLAIN = ("upos", "xpos", "types", "heads", "labels")


def _tags(model: Model, chains: Sequence[str], scores: Floats, lengths: Ints) -> Ints:
    """Return the best BIO tags [chain, row, word] of chains that have as many tags each, side by side in `scores`."""
    known = [model.card.decode[chain] for chain in chains]
    size, width, tags = len(scores), scores.shape[1], scores.shape[2] // len(chains)
    apart = scores.reshape(size, width, len(chains), tags).transpose(2, 0, 1, 3).reshape(-1, width, tags)
    moves = np.repeat(np.array([chain.moves for chain in known], dtype=np.float32), size, axis=0)
    starts = np.repeat(np.array([chain.starts for chain in known], dtype=np.float32), size, axis=0)
    found = viterbi(apart, np.tile(lengths, len(chains)), moves, starts)
    return found.reshape(len(chains), size, width)


def _numbers(windows: Sequence[Window], width: int) -> Ints:
    """Return the sentence number of each slot: 0 the root's, -1 past the end."""
    found = np.full((len(windows), width + 1), -1, dtype=np.int64)
    for row, window in enumerate(windows):
        counts = [len(spans) for spans in window.sentences]
        found[row, : sum(counts) + 1] = np.repeat(np.arange(len(counts) + 1), [1, *counts])
    return found


def _mend(model: Model, scores: Scores, sentence: Ints) -> None:
    """Make trees of the sentences that are none, and keep the label of the root for the root, in place."""
    heads, labels = scores["heads"], scores["labels"]
    root = model.card.labels.index("root")
    changed = (labels == root) != (heads == 0)
    changed &= sentence[:, 1:] > 0
    for row, number in broken(heads, sentence):
        slots = np.flatnonzero(sentence[row] == number)
        local = tree(scores["arcs"][row][np.ix_(slots - 1, np.concatenate([[0], slots]))])
        new = np.where(local == 0, 0, slots[local - 1])
        changed[row, slots - 1] |= heads[row, slots - 1] != new
        heads[row, slots - 1] = new
    rows, words = np.nonzero(changed)
    if len(rows):
        above = heads[rows, words]
        found = label_scores(scores["label_dep"][rows, words], scores["label_head"][rows, above], model.label_out)
        found[:, root] = np.where(above == 0, np.inf, -np.inf)
        labels[rows, words] = found.argmax(1)


def _sentences(
    model: Model, window: Window, plain: Mapping[str, list[int]], tags: list[int], acts: tuple[Floats, Floats] | None
) -> list[Sentence]:
    """Return the sentences of a window as trees of tokens."""
    card = model.card
    upos, xpos, types, heads, labels = (plain[name] for name in _PLAIN)
    found, at = [], 0
    for spans in window.sentences:
        tokens = []
        for i, (start, end) in enumerate(spans):
            j = at + i
            word, kind, tag = window.words[j], card.upos[upos[j]], card.xpos[xpos[j]]
            if kind == "PART" and tag in _PAST:
                kind = "VERB"  # "refused", "failed": near "not" in meaning, verbs by their tag
            if kind == "VERB":
                tag = verbal(word, tag)
            head = heads[j] - 1 - at if heads[j] else -1
            thing = card.types[types[j]] if types[j] else ""
            tokens.append(
                Token(
                    i, start, end, word, lemma(word, kind, tag), kind, tag,
                    head, card.labels[labels[j]], card.names[tags[j]], thing,
                )
            )  # fmt: skip
        part = slice(at, at + len(spans))
        sense = Sense(acts[0][part], acts[1][part]) if acts is not None else None
        found.append(Sentence(spans[0][0], spans[-1][1], tuple(tokens), window.paragraph, sense))
        at += len(spans)
    return found


def _inside(scores: Floats) -> Floats:
    """Return the probability [row, role, word] of being inside a source, a cue, a content."""
    apart = scores.reshape(*scores.shape[:2], len(ROLES), -1).transpose(0, 2, 1, 3)
    parts = np.exp(apart - apart.max(3, keepdims=True))
    return np.asarray(1 - parts[..., 0] / parts.sum(3))


def _runs(tags: Sequence[Sequence[int]], inside: Sequence[Sequence[float]], points: Floats) -> list[Run]:
    """Return the runs of source, cue and content in a window, in order, each with its cue."""
    found = [
        Run(role, first, end, begun, sum(inside[role][first:end]) / (end - first))
        for role in range(len(ROLES))
        if any(tags[role])
        for _, first, end, begun in runs(tags[role])
    ]
    found.sort(key=lambda run: (run.first, run.role))
    cues = [i for i, run in enumerate(found) if run.role == 1]
    if not cues:
        return found
    shares = _softmax(points) if len(cues) > 1 else points
    for run in found:
        if run.role != 1:
            run.cue = _cue(run, found, cues, shares) if len(cues) > 1 else cues[0]
    return found


def _softmax(points: Floats) -> Floats:
    parts = np.exp(points - points.max(1, keepdims=True))
    return np.asarray(parts / parts.sum(1, keepdims=True))


def _cue(run: Run, found: Sequence[Run], cues: Sequence[int], shares: Floats) -> int:
    """Return which of the cues the words of a run point to, by the share of each word in what every word points to."""
    share = shares[run.first : run.end].mean(0)
    return max(cues, key=lambda i: float(share[found[i].first : found[i].end].sum()))
