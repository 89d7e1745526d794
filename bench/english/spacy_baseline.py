"""spaCy's efficiency pipeline on the same data; runs in an environment of its own (requirements-spacy.txt).

python bench/english/spacy_baseline.py train FOLDER [STEPS]     tagger, morphologizer, parser, ner on EWT and GUM train
python bench/english/spacy_baseline.py accuracy FOLDER          EWT and GUM dev, words and sentences given
python bench/english/spacy_baseline.py speed FOLDER PROCESSES   texts as JSON lines on standard input
"""

import gzip
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

SYNTAX = Path(__file__).resolve().parents[3] / "shared" / "data" / "syntax"
PIPES = "tagger,morphologizer,parser,ner"

Rows = list[list[str]]
Tags = list[str | None]


def sentences(name: str) -> Iterator[tuple[str, Rows]]:
    """Yield the id and the rows of words of each sentence of a treebank file."""
    key, rows = "", Rows()
    with gzip.open(SYNTAX / f"{name}.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id"):
                key = line.partition("= ")[2].strip()
            elif line.strip() and not line.startswith("#"):
                row = line.rstrip("\n").split("\t")
                rows += [row] if row[0].isdigit() else []
            elif rows:
                yield key, rows
                rows = []


def names(name: str) -> dict[str, list[str]]:
    """Return gold BIO tags (PER, ORG, LOC) by sentence id; none for GUM."""
    found: dict[str, list[str]] = {}
    path = SYNTAX / f"uner-{name}.iob2.gz"
    if not path.exists():
        return found
    key = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id"):
                key = line.partition("= ")[2].strip()
            elif line.strip() and not line.startswith("#"):
                tag = line.split("\t")[2]
                found.setdefault(key, []).append(tag if tag[2:] in {"PER", "ORG", "LOC"} else "O")
    return found


def docs(vocab: Vocab, name: str, together: int = 1) -> Iterator[Doc]:
    """Yield gold documents of so many sentences each."""
    tags, group = names(name), list[tuple[Rows, Tags]]()
    for key, rows in sentences(name):
        known: Tags = [*tags.get(key, [])]
        group.append((rows, known if len(known) == len(rows) else [None] * len(rows)))
        if len(group) == together:
            yield _doc(vocab, group)
            group = []
    if group:
        yield _doc(vocab, group)


def _doc(vocab: Vocab, group: list[tuple[Rows, Tags]]) -> Doc:
    """Return one document of some sentences."""
    heads, starts, ents = list[int](), list[bool](), Tags()
    for rows, tags in group:
        base = len(heads)
        heads += [base + (int(row[6]) - 1 if row[6] != "0" else i) for i, row in enumerate(rows)]
        starts += [i == 0 for i in range(len(rows))]
        ents += tags
    flat = [row for rows, _ in group for row in rows]
    doc = Doc(
        vocab,
        words=[row[1] for row in flat],
        spaces=["SpaceAfter=No" not in row[9].split("|") for row in flat],
        tags=[row[4] for row in flat],
        pos=[row[3] for row in flat],
        heads=heads,
        deps=["ROOT" if row[6] == "0" else row[7] for row in flat],
        sent_starts=starts,
    )
    if None not in ents:
        doc.set_ents(_ents(doc, ents), default="outside")
    else:
        doc.set_ents([], default="missing")
    return doc


def _ents(doc: Doc, tags: Tags) -> list[spacy.tokens.Span]:
    """Return the names that BIO tags mark."""
    found, start, kind = [], 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            found.append(spacy.tokens.Span(doc, start, i, label=kind))
            kind = ""
        if tag and tag.startswith("B-"):
            start, kind = i, tag[2:]
    return found


def train(folder: Path, steps: int) -> None:
    """Write training data and train the efficiency configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("en").vocab
    for split in ("train", "dev"):
        DocBin(docs=[doc for name in ("ewt", "gum") for doc in docs(vocab, f"{name}-{split}", 5)]).to_disk(
            folder / f"{split}.spacy"
        )
    python = [sys.executable, "-m", "spacy"]
    config = str(folder / "config.cfg")
    subprocess.run([*python, "init", "config", config, "-p", PIPES, "-o", "efficiency", "--force"], check=True)
    paths = ["--paths.train", str(folder / "train.spacy"), "--paths.dev", str(folder / "dev.spacy")]
    limits = ["--training.max_steps", str(steps), "--training.eval_frequency", str(max(1, steps // 3))]
    subprocess.run([*python, "train", config, "--output", str(folder), *paths, *limits], check=True)


def accuracy(folder: Path) -> None:
    """Print LAS on universal relations, UAS, tags and names, given words and sentences."""
    nlp = spacy.load(folder / "model-best")
    for name in ("ewt", "gum"):
        counts: Counter[str] = Counter()
        gold = list(docs(nlp.vocab, f"{name}-dev"))
        plain = (Doc(nlp.vocab, words=[t.text for t in d], spaces=[bool(t.whitespace_) for t in d]) for d in gold)
        for theirs, found in zip(gold, nlp.pipe(plain), strict=True):
            counts += _compare(theirs, found)
        shown = {kind: 100 * counts[kind] / counts["words"] for kind in ("las", "uas", "upos", "xpos")}
        if counts["names"]:
            shown["names F1"] = 200 * counts["names right"] / (counts["names"] + counts["names found"])
        print(json.dumps({"set": f"{name}-dev", **{kind: round(value, 2) for kind, value in shown.items()}}))


def _compare(gold: Doc, found: Doc) -> Counter[str]:
    """Count what agrees in one sentence."""
    counts: Counter[str] = Counter(words=len(gold))
    for one, other in zip(gold, found, strict=True):
        same = one.head.i == other.head.i
        counts["uas"] += same
        counts["las"] += same and one.dep_.partition(":")[0] == other.dep_.partition(":")[0]
        counts["upos"] += one.pos_ == other.pos_
        counts["xpos"] += one.tag_ == other.tag_
    if not any(token.ent_iob == 0 for token in gold):
        ours, theirs = ({(e.start, e.end, e.label_) for e in doc.ents} for doc in (found, gold))
        counts += Counter({"names": len(theirs), "names found": len(ours), "names right": len(ours & theirs)})
    return counts


def speed(folder: Path, processes: int) -> None:
    """Print words a second, text to trees and names, of the texts on standard input, without loading."""
    nlp = spacy.load(folder / "model-best")
    texts = [json.loads(line) for line in sys.stdin]
    sum(map(len, nlp.pipe(texts[:3])))
    began, spent = time.perf_counter(), time.process_time()
    words = sum(map(len, nlp.pipe(texts, n_process=processes)))
    wall, cpu = time.perf_counter() - began, time.process_time() - spent
    print(json.dumps({"words/s": words / wall, "words a second of processor time": words / cpu}))


if __name__ == "__main__":
    what, where, *rest = sys.argv[1:]
    if what == "train":
        train(Path(where), int(rest[0]) if rest else 3000)
    elif what == "accuracy":
        accuracy(Path(where))
    else:
        speed(Path(where), int(rest[0]))
