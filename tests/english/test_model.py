import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from panj.english import model
from panj.english.acts import CODES, senses
from panj.english.model import AT_ONCE, Model, load_model
from panj.english.sentences import sentences
from panj.english.windows import pack
from panj.errors import ModelError

TEXT = "Russia said it was ready. " * 30 + "It fell."


def test_a_missing_model_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        Model(tmp_path)


def test_a_model_that_is_loaded_beside_is_one_and_its_fault_shows_where_it_is_asked_for(tmp_path: Path) -> None:
    call = "from panj.english import model, prepare; prepare(2); print(model.load_model() is model.load_model())"
    loaded = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=True)
    assert (loaded.stdout, loaded.stderr) == ("True\n", "")
    (tmp_path / "report.txt").write_text("Rebels took the town of Tora on Monday.")
    call = "from panj.serve.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", call, "read", str(tmp_path / "report.txt"), "--json"],
        capture_output=True, text=True, env=os.environ | {"PANJ_MODEL": str(tmp_path), "PANJ_THREADS": "2"},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(f"panj: the model of English in {tmp_path} cannot be loaded")
    assert "Traceback" not in done.stderr


def test_a_model_made_for_other_code_is_refused(tmp_path: Path) -> None:
    shipped = Path(model.__file__).parent / "model"
    for name in ("panj.onnx", "tokenizer.json"):
        (tmp_path / name).symlink_to(shipped / name)
    (tmp_path / "model.json").write_text((shipped / "model.json").read_text().replace('"format": 1', '"format": 9'))
    with pytest.raises(ModelError, match="format 9"):
        Model(tmp_path)


def test_windows_become_padded_arrays() -> None:
    loaded = load_model()
    windows = list(pack(TEXT, 0, [sentences(TEXT)], loaded.pieces))
    arrays = loaded.inputs(windows)
    assert arrays["mask"].sum(1).tolist() == [window.length for window in windows]
    assert (arrays["sentence"] >= 0).sum(1).tolist() == [len(window.words) + 1 for window in windows]
    assert arrays["first"][0, :3].tolist() == [0, 1, 2]


def test_more_windows_than_fit_one_call_are_answered_as_one_batch() -> None:
    loaded = load_model()
    windows = list(pack(TEXT, 0, [sentences(TEXT)], loaded.pieces, 0))
    assert sum(window.length for window in windows) > AT_ONCE / 2
    together = loaded.answer(windows * 3, ["heads"])["heads"]
    alone = loaded.answer(windows[-1:], ["heads"])["heads"]
    assert len(together) == 3 * len(windows)
    assert np.array_equal(together[len(windows) - 1, : alone.shape[1]], alone[0])


def test_only_verbs_and_nouns_are_asked_about_as_acts_whatever_stands_beside() -> None:
    loaded = load_model()
    text = "Rebels attacked the small town of Tora on Monday and shelled it."
    long = "Troops, guards, police, rebels, miners, farmers and drivers met, argued, fought, ran, hid and wept."
    windows = [window for one in (text, long) for window in pack(one, 0, [sentences(one)], loaded.pieces)]
    together, alone = (loaded.answer(some, ["upos", "acts"]) for some in (windows, windows[:1]))
    codes, _ = senses(together["acts"][0, : len(windows[0].words)])
    kinds = [loaded.card.upos[i] for i in together["upos"][0, : len(codes)]]
    seen = {word: CODES[row[:-1].argmax()] for word, row in zip(windows[0].words, codes, strict=True) if row[-1] < 0.5}
    assert seen == {"attacked": "ASSAULT", "shelled": "ASSAULT"}
    assert all((row[-1] > 0.999) for kind, row in zip(kinds, codes, strict=True) if kind not in {"NOUN", "VERB"})
    assert any((row[-1] < 0.999) for kind, row in zip(kinds, codes, strict=True) if kind == "NOUN")
    np.testing.assert_allclose(together["acts"][0, : len(codes)], alone["acts"][0], atol=1e-3)


def test_the_runtime_of_the_network_keeps_nothing_and_calls_nobody(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    call = [sys.executable, "-c", "from panj.english.model import load_model; load_model()"]
    subprocess.run(call, check=True, env=home)
    assert list(tmp_path.rglob("*")) == []
