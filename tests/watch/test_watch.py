"""A watch asks politely, gives up on nothing too soon, and reads every report once."""

import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.watch.paper import Paper, cut, in_turn, json_feed, page, rss, sitemap, sitemap_index, status

from panj.errors import FetchError, LedgerError
from panj.ledger import failures, open_ledger
from panj.read.fetch import Fetched, Rules, fetch
from panj.watch import Feed, Feeds, State, Watcher, World
from panj.watch.held import unpack
from panj.watch.state import KnownItem

PANJ = str(Path(sys.executable).with_name("panj"))
FRIDAY = datetime(2021, 7, 9, 12, tzinfo=UTC).timestamp()


@pytest.fixture
def paper() -> Iterator[Paper]:
    found = Paper()
    yield found
    found.close()


class Desk:
    """A watch whose clock stands until it is moved, and which only notes what it would read."""

    def __init__(self, folder: Path, paper: Paper, *paths: str, **more: Any) -> None:  # noqa: ANN401
        self.now = FRIDAY
        self.lines: list[dict[str, object]] = []
        self.read: list[tuple[str, str]] = []
        self.hopeless: list[bytes] = []
        feeds = tuple(Feed(url=paper.url(path)) for path in paths or ("/rss",))
        settings = {"pause": "0s", "allow_private": (paper.at,), **more}
        self.feeds = Feeds(feed=feeds, **settings)
        self.state = State(folder / "a.state")
        self.watcher = Watcher(
            self.feeds, self.state, World(self.ask, self.keep, self.log, lambda: self.now, lambda: 0.5)
        )

    def ask(self, url: str, headers: Mapping[str, str], own: bool) -> Fetched:
        servers = self.feeds.servers if own else frozenset()
        return fetch(url, rules=Rules(seconds=3, servers=servers), headers=headers)

    def keep(self, taken: list[tuple[KnownItem, bytes]]) -> Iterator[tuple[str, bool]]:
        for item, raw in taken:
            held = None if item.state == "hopeless" else unpack(raw)
            how = "page" if held and held.page else "feed" if held and held.document else "nothing"
            self.read.append((item.key.rpartition("/")[2], how))
            self.hopeless += [raw] * (held is None)
            yield item.key, how != "nothing"

    def log(self, what: str, **said: object) -> None:
        self.lines.append({"what": what, **said})

    def once(self, later: float = 0.0) -> list[tuple[str, str]]:
        self.now += later
        self.read.clear()
        self.watcher.run(once=True)
        return sorted(self.read)


@pytest.fixture
def desk(tmp_path: Path, paper: Paper) -> Iterator[Callable[..., Desk]]:
    opened: list[Desk] = []

    def make(*paths: str, **more: Any) -> Desk:  # noqa: ANN401
        opened.append(Desk(tmp_path, paper, *paths, **more))
        return opened[-1]

    yield make
    for each in opened:
        each.state.close()


Make = Callable[..., Desk]


def test_pages_behind_summaries_are_read_once(desk: Make, paper: Paper) -> None:
    paper.prints([1, 2])
    watch = desk()
    assert watch.once() == [("1", "page"), ("2", "page")]
    paper.prints([2, 3])
    assert watch.once(later=3600) == [("3", "page")]
    assert {path: n for path, n in paper.asked.items() if path != "/rss"} == {
        "/1": 1,
        "/2": 1,
        "/3": 1,
        "/robots.txt": 1,
    }


def test_each_kind_of_list_is_read(desk: Make, paper: Paper) -> None:
    paper.says("/atom", b'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>T</title>'
               b'<link href="' + paper.url("/7").encode() + b'"/><summary>Short.</summary></entry></feed>')  # fmt: skip
    paper.says("/json", json_feed(paper.url("/8"), 8), "application/feed+json")
    paper.says("/map", sitemap({paper.url("/9"): "2021-07-08", paper.url("/old"): "2020-01-01"}), "application/xml")
    paper.says("/index", sitemap_index([paper.url("/map"), "http://other.example/map"]), "application/xml")
    for number in (7, 9):
        paper.says(f"/{number}", page(number))
    watch = desk("/atom", "/json", "/index")
    assert watch.once() == [("7", "page"), ("8", "feed"), ("9", "page")]
    assert "/old" not in paper.asked


def test_a_feed_is_asked_only_for_what_has_changed(desk: Make, paper: Paper) -> None:
    seen = '"v1"'
    answer = status(200, rss([paper.url("/1")]), Etag=seen, Last_Modified="Thu, 08 Jul 2021 10:00:00 GMT")
    paper.pages["/rss"] = in_turn(answer, status(304))
    paper.says("/1", page(1))
    watch = desk()
    assert watch.once() == [("1", "page")]
    assert watch.once(later=3600) == []
    assert paper.headers["/rss"]["If-None-Match"] == seen
    assert paper.headers["/rss"]["If-Modified-Since"] == "Thu, 08 Jul 2021 10:00:00 GMT"
    assert watch.lines[-1]["unchanged"] == "yes"


def test_a_feed_is_left_alone_until_it_is_due_and_longer_after_each_failure(desk: Make, paper: Paper) -> None:
    paper.pages["/rss"] = in_turn(status(500), status(500), status(200, rss([])))
    watch = desk(every="10m")
    for later, asked in ((0, 1), (599, 1), (1, 2), (1199, 2), (1, 3), (599, 3), (1, 4)):
        watch.once(later=later)
        assert paper.asked["/rss"] == asked, later


def test_a_feed_that_was_down_for_long_is_asked_soon_after_it_is_back(desk: Make, paper: Paper) -> None:
    """Else what it lists after that may be gone before it is asked."""
    paper.pages["/rss"] = status(500)
    watch = desk(every="10m")
    for _ in range(300):
        watch.once(later=600)
    assert paper.asked["/rss"] > 300 / 5
    paper.prints([1])
    assert [("1", "page")] in [watch.once(later=600) for _ in range(4)]


def test_a_feed_that_is_gone_for_an_hour_is_not_left_alone_for_a_day(desk: Make, paper: Paper) -> None:
    paper.prints([1])
    listed = paper.pages["/rss"]
    paper.pages["/rss"] = in_turn(status(404), listed)
    watch = desk(every="10m")
    assert watch.once() == []
    assert watch.once(later=660) == [("1", "page")]


def test_what_may_have_been_missed_is_said(desk: Make, paper: Paper) -> None:
    paper.prints([1, 2])
    watch = desk(every="10m")
    watch.once()
    paper.prints([2, 3])
    assert watch.once(later=900) == [("3", "page")]
    paper.prints([7, 8])
    assert {("7", "page"), ("8", "page")} < set(watch.once(later=900))
    assert [raw.decode() for raw in watch.hopeless] == [
        "reports that it listed between 2021-07-09T12:15Z and 2021-07-09T12:30Z may have been missed"
    ]
    assert watch.once(later=900) == []


def test_a_list_that_was_cut_short_is_asked_for_whole_again(desk: Make, paper: Paper) -> None:
    """Its end is shut with the connection and no length was given: nothing tells it from a whole one but its end."""
    whole = rss([paper.url("/1"), paper.url("/2")])
    for number in (1, 2):
        paper.says(f"/{number}", page(number))

    def shut_early(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("ETag", '"v"')
        to.end_headers()
        to.wfile.write(whole[: whole.index(paper.url("/2").encode()) + len(paper.url("/"))])

    paper.pages["/rss"] = in_turn(shut_early, status(200, whole, Etag='"v"'), status(304))
    watch = desk()
    assert watch.once() == [("1", "page")]
    assert watch.once(later=3600) == [("2", "page")]
    assert watch.hopeless == []
    assert "If-None-Match" not in paper.headers["/rss"]
    watch.once(later=3600)
    assert paper.headers["/rss"]["If-None-Match"] == '"v"'


def test_a_list_that_was_cut_short_is_no_reason_to_say_that_reports_were_missed(desk: Make, paper: Paper) -> None:
    paper.prints([1])
    watch = desk()
    watch.once()
    paper.prints([2, 1])
    whole = rss([paper.url("/2"), paper.url("/1")])
    paper.says("/rss", whole[: whole.index(paper.url("/1").encode()) + len(paper.url("/"))])
    assert watch.once(later=3600) == [("2", "page")]
    assert watch.hopeless == []


def test_a_clock_that_goes_back_puts_nothing_off(desk: Make, paper: Paper) -> None:
    paper.prints([1])
    watch = desk(every="10m")
    watch.once()
    paper.prints([1, 2])
    assert watch.once(later=-50_000) == []
    assert watch.once(later=660) == [("2", "page")]


def test_a_clock_that_ran_years_ahead_puts_a_feed_off_by_a_day_at_most(tmp_path: Path, paper: Paper) -> None:
    paper.prints([1])
    ahead = Desk(tmp_path, paper)
    ahead.once(later=3e8)
    ahead.state.close()
    paper.prints([1, 2])
    watch = Desk(tmp_path, paper)
    assert watch.once(later=1.3 * 86_400) == [("2", "page")]
    watch.state.close()


def test_a_site_that_asks_to_be_left_alone_is(desk: Make, paper: Paper) -> None:
    paper.prints([1])
    paper.pages["/1"] = in_turn(status(503, Retry_After="7200"), status(200, page(1)))
    watch = desk(every="1d")
    assert watch.once() == []
    assert watch.once(later=7100) == []
    assert paper.asked["/1"] == 1
    assert watch.once(later=200) == [("1", "page")]


@pytest.mark.parametrize("fault", [status(500), status(429), cut(page(1))])
def test_a_page_that_fails_is_tried_again_and_at_last_its_summary_is_read(desk: Make, paper: Paper, fault: Any) -> None:  # noqa: ANN401
    paper.prints([1])
    paper.pages["/1"] = fault
    watch = desk(tries=3, every="1d")
    assert [watch.once(later=3600) for _ in range(4)] == [[], [], [("1", "feed")], []]
    assert paper.asked["/1"] == 3


def test_a_page_that_is_gone_is_not_asked_for_again(desk: Make, paper: Paper) -> None:
    paper.says("/map", sitemap({paper.url("/gone"): "2021-07-08"}), "application/xml")
    paper.pages["/gone"] = status(410)
    watch = desk("/map")
    assert watch.once() == [("gone", "nothing")]
    assert watch.once(later=90_000) == []
    assert paper.asked["/gone"] == 1
    assert watch.watcher.counts.failed == 1


def test_what_robots_txt_asks_is_kept(desk: Make, paper: Paper) -> None:
    paper.prints([1, 2])
    paper.says("/robots.txt", b"User-agent: *\nDisallow: /1\nCrawl-delay: 1\n", "text/plain")
    watch = desk()
    begun = time.monotonic()

    watch.watcher._now = time.time  # the pause is of real time
    assert watch.once() == [("1", "feed"), ("2", "page")]
    assert time.monotonic() - begun > 1
    assert "/1" not in paper.asked


def test_a_site_whose_robots_txt_fails_is_not_asked_yet(desk: Make, paper: Paper) -> None:
    paper.prints([1])
    paper.pages["/robots.txt"] = in_turn(status(500), status(404))
    watch = desk()
    assert watch.once() == []
    assert "/rss" not in paper.asked
    assert watch.once(later=3600) == [("1", "page")]


def test_a_public_feed_leads_to_no_server_of_the_desk(tmp_path: Path, paper: Paper) -> None:
    other = Paper()
    try:
        paper.prints([1])
        paper.says("/rss", rss([other.url("/secret")]))
        desk = Desk(tmp_path, paper, tries=1)
        assert desk.once() == [("secret", "feed")]
        assert not other.asked
        public = Feed(url="https://news.example/rss")
        assert not Feeds(feed=(public,), allow_private=(paper.at,)).is_own(public)
        with pytest.raises(FetchError):
            desk.ask(paper.url("/rss"), {}, False)
        desk.state.close()
    finally:
        other.close()


def test_one_report_in_two_feeds_and_under_two_addresses_is_one(desk: Make, paper: Paper) -> None:
    paper.prints([1])
    paper.says("/second", rss([paper.url("/1?utm_source=x#top"), paper.url("/1")]))
    assert len(desk("/rss", "/second").once()) == 1


def test_two_watches_do_not_share_a_memory(tmp_path: Path) -> None:
    first = State(tmp_path / "a.state")
    with pytest.raises(LedgerError, match="another watch"):
        State(tmp_path / "a.state")
    first.close()


def test_a_damaged_memory_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.state").write_bytes(b"no database at all" * 100)
    with pytest.raises(LedgerError, match=r"a\.state: the memory of the watch cannot be opened"):
        State(tmp_path / "a.state")


# The command as it is, with workers and a ledger


def feeds_file(folder: Path, paper: Paper, paths: tuple[str, ...] = ("/rss",)) -> Path:
    rows = "".join(f'[[feed]]\nurl = "{paper.url(path)}"\n' for path in paths)
    (folder / "feeds.toml").write_text(f'pause = "0s"\nretry = "1s"\ntries = 2\nallow_private = ["{paper.at}"]\n{rows}')
    return folder / "feeds.toml"


def command(folder: Path, *more: str) -> list[str]:
    return [PANJ, "watch", str(folder / "feeds.toml"), "--ledger", str(folder / "panj.db"), *more]


def test_a_killed_watch_goes_on_and_reads_nothing_twice(tmp_path: Path, paper: Paper) -> None:
    paper.prints(list(range(30)))
    feeds_file(tmp_path, paper)
    with subprocess.Popen(command(tmp_path), stderr=subprocess.PIPE, text=True) as watch:
        assert watch.stderr
        for line in watch.stderr:
            if " report " in line and "/7" in line:
                break
        watch.kill()
    done = subprocess.run(command(tmp_path, "--once"), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    ledger = open_ledger(tmp_path / "panj.db")
    urls = [d.url for d in ledger.documents()]
    ledger.close()
    assert sorted(map(str, urls)) == sorted(paper.url(f"/{n}") for n in range(30))
    twice = {path: n for path, n in paper.asked.items() if n > 1 and path not in ("/rss", "/robots.txt")}
    assert len(twice) <= 8  # those under way when it was killed


@pytest.mark.parametrize("most", [60_000, 1 << 20], ids=["for its memory", "for the ledger"])
def test_a_watch_whose_disk_fills_says_so_and_loses_nothing(tmp_path: Path, paper: Paper, most: int) -> None:
    """A file may not grow past a size: of the two, the watch's own memory is small and the ledger large."""
    paper.prints(list(range(40)))
    feeds_file(tmp_path, paper)
    open_ledger(tmp_path / "panj.db").close()

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    filled = subprocess.run(
        command(tmp_path, "--once"), capture_output=True, text=True, timeout=120, check=False, preexec_fn=bound
    )
    assert "Traceback" not in filled.stderr
    assert filled.returncode not in (0, 3), filled.stderr
    assert re.search(r"\.state: .* make room|\.db: the disk .*", filled.stderr)
    done = subprocess.run(command(tmp_path, "--once"), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    ledger = open_ledger(tmp_path / "panj.db")
    assert sorted(str(d.url) for d in ledger.documents()) == sorted(paper.url(f"/{n}") for n in range(40))
    ledger.close()


def test_the_command_tells_what_failed_and_ends_when_asked(tmp_path: Path, paper: Paper) -> None:
    paper.prints([1])
    paper.says("/map", sitemap({paper.url("/gone"): datetime.now(UTC).date().isoformat()}), "application/xml")
    feeds_file(tmp_path, paper, ("/rss", "/map", "/none"))
    done = subprocess.run(command(tmp_path, "--once"), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 3
    assert msgspec.json.decode(done.stdout) == {"feeds": 2, "feeds_failed": 1, "listed": 2, "read": 1, "failed": 1}
    assert f'feed url={paper.url("/none")} failed="the server answers 404 Not Found"' in done.stderr
    ledger = open_ledger(tmp_path / "panj.db")
    assert [(x.source, x.why) for x in failures(ledger)] == [(paper.url("/gone"), "the server answers 404 Not Found")]
    ledger.close()
    with subprocess.Popen(command(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watch:
        assert watch.stderr
        assert " watch feeds=3 " in watch.stderr.readline()
        watch.send_signal(signal.SIGTERM)
        out, err = watch.communicate(timeout=60)
    assert watch.returncode == 0, err
    assert '"read":0' in out


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "feed"),
        ("feed = 1", "array"),
        ("[[feed]]\nurl = 'ftp://a'", "url"),
        ("[[feed]]\nurl = 'http://a'\nevry = '1m'", "evry"),
        ("every = '1 minute'\n[[feed]]\nurl = 'http://a'", "every"),
        ("allow_private = ['localhost']\n[[feed]]\nurl = 'http://a'", "allow_private"),
        ("[[feed]]\nurl = 'http://a'\n[[feed]]\nurl = 'http://a'", "twice"),
        ("[[feed", "not TOML"),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path: Path, text: str, why: str) -> None:
    from panj.errors import UsageError
    from panj.watch import load_feeds

    (tmp_path / "feeds.toml").write_text(text)
    with pytest.raises(UsageError, match=why):
        load_feeds(tmp_path / "feeds.toml")


def test_a_flood_of_entries_comes_in_portions(desk: Make, paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("panj.watch.watcher._LISTED", 3)
    paper.pages["/rss"] = status(200, rss([paper.url(f"/{n}") for n in range(5)]), Etag='"v"')
    watch = desk(pages=False)
    assert len(watch.once()) == 3
    assert len(watch.once(later=3600)) == 2
    assert "If-None-Match" not in paper.headers["/rss"]
