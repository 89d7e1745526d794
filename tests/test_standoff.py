"""Annotations that stand apart from their texts: whose text they find again, and what is said when they do not."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from bench.articles import standoff

TEXT = "Rebels took Goma, the army said."
LINE = {
    "id": "one",
    "round": 3,
    "published": "2021-07-01",
    "outlet": "Wire",
    "file": "corpus.jsonl",
    "row": "7",
    "start": 2,
    "length": len(TEXT),
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    "without": ["places", "relations"],
    "attributions": [{"content": [0, 16], "cue": [27, 31], "source": [18, 26], "source_name": "army"}],
    "events": [{"trigger": [7, 11], "codes": ["TAKE"], "actors": ["rebels"], "modality": "asserted", "also": [[0, 6]]}],
}


def corpus(folder: Path, text: str) -> Path:
    row = {"id": "7", "title": "Goma falls", "text": text}
    (folder / "corpus.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def test_an_article_is_joined_with_its_text_and_says_what_was_left_out(tmp_path: Path) -> None:
    (gold,), missing = standoff.join([LINE], corpus(tmp_path, f"\n\n{TEXT} More."))
    assert not missing
    assert (gold["title"], gold["text"]) == ("Goma falls", TEXT)
    assert gold["attributions"][0]["source"] == {"start": 18, "end": 26, "quote": "the army"}
    assert gold["attributions"][0]["via"] == []
    (event,) = gold["events"]
    assert (event["trigger"]["quote"], event["also"][0]["quote"]) == ("took", "Rebels")
    assert (event["recipients"], event["denied"], event["when"]) == ([], False, None)


def test_a_text_that_changed_or_is_absent_is_left_out_and_named(tmp_path: Path) -> None:
    golds, (said,) = standoff.join([LINE], tmp_path)
    assert not golds
    assert "corpus.jsonl is not here or has no row 7" in said
    golds, (said,) = standoff.join([LINE], corpus(tmp_path, f"\n\n{TEXT.replace('Goma', 'Bukavu')}"))
    assert not golds
    assert "is not the one that was annotated" in said


def test_a_span_outside_its_text_is_refused(tmp_path: Path) -> None:
    beyond = {**LINE, "events": [{"trigger": [30, 40], "codes": ["TAKE"], "modality": "asserted"}]}
    with pytest.raises(ValueError, match="outside its text"):
        standoff.join([beyond], corpus(tmp_path, f"\n\n{TEXT}"))


def test_what_was_not_annotated_is_not_counted() -> None:
    told: dict[str, Any] = {"kind": "statement", "document": "one", "relation": {"relation": "capital"}, "chain": [{}]}
    said: dict[str, Any] = {**told, "chain": [{}, {}]}
    reading = {"kind": "reading", "document": "one", "places": [{"span": [0, 4]}], "times": [1]}
    document = {"kind": "document", "id": "one"}
    read: list[dict[str, Any]] = [document, reading, told, said]
    assert standoff.counted([{"id": "one", "without": ["places", "relations"]}], read) == [
        document,
        {**reading, "places": []},
        {**said, "relation": None},
    ]
    assert standoff.counted([{"id": "one"}], read) == read


def test_a_treebank_gives_sentences_and_paragraphs() -> None:
    conllu = [
        "# newdoc id = a",
        "# newpar",
        "# text = One.",
        "1\tOne",
        "",
        "# text = Two.",
        "# newpar",
        "# text = B.",
    ]
    assert list(standoff.treebank(conllu)) == [{"id": "a", "text": "One. Two.\n\nB."}]


@pytest.mark.parametrize("name", [*standoff.SETS, standoff.SECOND, standoff.LEARNT])
def test_every_article_of_a_set_is_found_and_every_span_lies_in_its_text(name: str, shared: Path) -> None:
    kept = standoff.lines(name)
    golds, missing = standoff.join(kept, shared / "data")  # raises for a span outside
    assert not missing
    assert [gold["id"] for gold in golds] == [line["id"] for line in kept]
    assert all((gold["title"] or name == standoff.LEARNT) and gold["events"] for gold in golds)


def test_no_article_is_in_both_sets_and_no_text_of_others_is_kept() -> None:
    kept = [line for name in standoff.SETS for line in standoff.lines(name)]
    assert len({line["id"] for line in kept}) == len(kept)
    assert all(("text" in line) is line["id"].startswith("own-") for line in kept)
    others = [json.dumps(line) for line in kept if "text" not in line]
    assert not any('"quote":' in line for line in others)


def test_what_is_learnt_from_is_never_counted_and_only_free_texts_are_kept() -> None:
    learnt = standoff.lines(standoff.LEARNT)
    counted = [line for name in standoff.SETS for line in standoff.lines(name)]
    assert not {line["sha256"] for line in learnt} & {line["sha256"] for line in counted}
    assert all(line["id"].startswith(("world-", "wikiwars-")) for line in learnt if "text" in line)
    assert {line["file"] for line in learnt if "text" not in line} <= {
        "attribution/polnear-train.jsonl.gz",
        "events/ngec-synthetic.jsonl.gz",
        "times/wikiwars.jsonl",
    }
