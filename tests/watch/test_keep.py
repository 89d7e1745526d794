"""What becomes of a report that a watch has read."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from panj.ledger import failures, open_ledger
from panj.records import Document, Reading
from panj.scale.outcomes import Failed, Passed, Read
from panj.scale.workers import Crash, Crew
from panj.watch.keep import Keeper
from panj.watch.state import KnownItem

ITEM = KnownItem(
    key="k", feed="https://a.example/rss", url="https://a.example/1", state="held", due=0.0, tries=0, held=None
)


class Ready(Crew):
    """A crew whose one answer is there already."""

    def __init__(self, answer: bytes | Crash) -> None:
        self._answer = answer

    def run(self, items: Iterable[bytes]) -> Iterator[tuple[bytes, bytes | Crash]]:
        yield from ((item, self._answer) for item in items)


def _report(text: str) -> Read:
    return Read(at=0, document=Document(id="one", text=text, language="en"), reading=Reading(document="one"))


@pytest.mark.parametrize(
    ("answer", "added", "why"),
    [
        ([_report("Said.")], True, None),
        ([_report("Said otherwise, under the same id.")], False, "one"),
        ([Failed(at=0, source="x", why="no text")], False, "no text"),
        ([Passed(at=0, why="language")], False, None),
        ([], False, "it has no text"),
        (Crash("it hung"), False, "set aside: it hung"),
    ],
)
def test_what_is_not_added_is_told_in_the_ledger_and_in_the_log(
    tmp_path: Path, answer: list[object] | Crash, added: bool, why: str | None
) -> None:
    ledger, told = open_ledger(tmp_path / "panj.db"), list[dict[str, object]]()

    def keep(got: bytes | Crash) -> list[tuple[str, bool]]:
        keeper = Keeper(ledger, Ready(got), log=lambda _, **fields: told.append(fields), now=lambda: datetime.now(UTC))
        return list(keeper([(ITEM, b"raw")]))

    if not added:
        assert keep(msgspec.json.encode([_report("Said.")])) == [("k", True)]
        told.clear()
    assert keep(answer if isinstance(answer, Crash) else msgspec.json.encode(answer)) == [("k", added)]
    noted = [(f.source, f.why) for f in failures(ledger)]
    ledger.close()
    if why is None:
        assert noted == []
    else:
        assert [(source, why in reason) for source, reason in noted] == [(ITEM.url, True)]
        assert why in str(told[-1]["failed"])
