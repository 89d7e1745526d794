"""The loop: ask what is due, hold what comes, read it in workers, add it to the ledger."""

import math
import random
import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from panj.errors import ReadError
from panj.read import Given
from panj.read.fetch import Fetched
from panj.read.listing import Item, listing
from panj.watch.feeds import Feed, Feeds, seconds
from panj.watch.held import Held, pack, unpack
from panj.watch.hosts import DAY, Ask, Host, RefusedError
from panj.watch.state import KnownFeed, KnownItem, State

Keep = Callable[[list[tuple[KnownItem, bytes]]], Iterable[tuple[str, bool]]]
"""Reads what is held and adds it to the ledger; gives each report's key, and whether anything came of it."""
Log = Callable[..., None]

_AT_ONCE = 16  # reports held that are read together
_HELD = 64  # reports held at most before pages wait
_LISTED = 1_000  # new reports that one answer may bring; the rest come with the next
_FURTHER = 50  # sitemaps of an index
_SLOWER = 4  # a feed that fails is asked at least so many times more seldom than one that answers
_LATEST = 1.25  # days, or times the longest `every`, that anything is put off at most
_END = re.compile(rb"</(?:\w{1,20}:)?(?:rss|feed|RDF|urlset|sitemapindex)\s{0,5}>|\}\s{0,5}\Z")
_OLDEST = timedelta(days=7)  # of what a sitemap lists; a feed lists what is new anyway
_BREATH = 0.05  # seconds between two looks while every host rests
_WAIT = 0.5  # seconds at most until a stop is seen


class Counts(NamedTuple):
    """What a watch has done so far."""

    feeds: int = 0
    feeds_failed: int = 0
    listed: int = 0
    read: int = 0
    failed: int = 0


class World(NamedTuple):
    """What a watch reaches outside itself, given so that tests can hold it."""

    ask: Ask
    keep: Keep
    log: Log
    now: Callable[[], float] = time.time
    chance: Callable[[], float] = random.random


class Watcher:
    """One watch over feeds."""

    def __init__(self, feeds: Feeds, state: State, world: World) -> None:
        self._feeds, self._state = feeds, state
        self._ask, self._keep, self._log, self._now, self._chance = world
        self._by_url = {feed.url: feed for feed in feeds.feed}
        self._hosts: dict[str, Host] = {}
        self._flying: dict[Future[Fetched], KnownFeed | KnownItem] = {}
        self.counts = Counts()
        self.stopped = False
        self._last = self._now()
        state.follow([feed.url for feed in feeds.feed])
        state.latest(self._last + _LATEST * max(DAY, *map(feeds.every_seconds, feeds.feed)))

    def stop(self, *_: object) -> None:
        """End after what is under way; what is not done is taken up by the next watch."""
        self.stopped = True

    def run(self, *, once: bool = False) -> Counts:
        """Watch until stopped; `once`: until every feed was asked and every page that it led to was tried."""
        with ThreadPoolExecutor(self._feeds.connections, "panj-watch") as pool:
            while not self.stopped:
                ready = self._due()
                self._send(pool, ready)
                if once and not ready and not self._flying and not self._read():
                    break
                self._land()
                self._read()
        return self.counts

    def _due(self) -> list[KnownFeed | KnownItem]:
        now = self._clock()
        flying = {x.url for x in self._flying.values()}
        room = _HELD - self._state.counts().get("held", 0)
        pages = self._state.waiting(now) if room > 0 else []
        ready: list[KnownFeed | KnownItem] = [*self._state.feeds(now), *pages]
        return [x for x in ready if x.url not in flying]

    def _clock(self) -> float:
        """Return the time; if the clock has gone back, what is put off goes back with it."""
        now, before = self._now(), self._last
        self._last = now
        if now < before:
            self._state.bring_forward(before - now)
            for host in self._hosts.values():
                host.bring_forward(before - now)
        return now

    def _send(self, pool: ThreadPoolExecutor, ready: list[KnownFeed | KnownItem]) -> None:
        """Send for what may be asked now: one request at a time to a host."""
        now = self._now()
        for known in ready:
            host = self._host(known)
            if len(self._flying) >= self._feeds.connections:
                return
            if host.busy or host.free > now:
                continue
            host.busy = True
            own = self._feeds.is_own(self._of(known))
            headers = _conditions(known) if isinstance(known, KnownFeed) else {}
            self._flying[pool.submit(host.fetch, self._ask, known.url or "", headers, own, now)] = known

    def _host(self, known: KnownFeed | KnownItem) -> Host:
        name = urlsplit(known.url or "").netloc.lower()
        return self._hosts.setdefault(name, Host(seconds(self._feeds.pause)))

    def _of(self, known: KnownFeed | KnownItem) -> Feed:
        return self._by_url[known.parent if isinstance(known, KnownFeed) else known.feed]

    def _land(self) -> None:
        """Take in what has come, or wait a moment for it."""
        if not self._flying:
            due = self._state.next_due()
            time.sleep(min(_WAIT, max(_BREATH, (due or math.inf) - self._now())))
            return
        for future in wait(self._flying, timeout=_WAIT, return_when=FIRST_COMPLETED).done:
            known = self._flying.pop(future)
            host = self._host(known)
            try:
                answer = future.result()
            except ReadError as error:
                host.asked(self._now(), getattr(error, "later", None))
                self._refused(known, error)
                continue
            host.asked(self._now())
            if isinstance(known, KnownItem):
                held = unpack(self._state.held_of(known.key))
                self._move(known, "held", Held(held.given, answer, held.document))
            else:
                self._listed(known, answer)

    # Feeds

    def _listed(self, feed: KnownFeed, answer: Fetched) -> None:
        now, every = self._now(), self._feeds.every_seconds(self._of(feed))
        fresh = feed._replace(due=now + every * (0.9 + 0.2 * self._chance()), failures=0)
        if answer.status == 304:
            self._state.asked(fresh)
            self._log("feed", url=feed.url, new=0, unchanged="yes")
            self._count(feeds=1)
            return
        outlet = self._of(feed).outlet
        try:
            found = listing(answer, Given(outlet=outlet))
        except ReadError as error:
            self._refused(feed, error)
            return
        headers = answer.headers
        whole = _END.search(answer.body[-2_000:]) is not None
        items = found.items if whole else found.items[:-1]  # the last may be cut in the middle of its address
        if whole:  # of a list that was cut short the rest is asked for again
            fresh = fresh._replace(etag=headers.get("etag", ""), modified=headers.get("last-modified", ""))
        rows = (self._row(item, feed) for item in items if self._is_wanted(item, now))
        self._state.also_follow(feed.parent, self._further(feed, found.further))
        new = self._state.listed(fresh, rows, now, most=_LISTED, whole=whole)
        self._log("feed", url=feed.url, listed=len(items), new=new)
        self._count(feeds=1, listed=new)

    def _further(self, feed: KnownFeed, addresses: Iterable[str]) -> list[str]:
        """Return those of an index's sitemaps that are on its own site, as the protocol asks."""
        site = urlsplit(feed.url).netloc
        return [url for url in addresses if urlsplit(url).netloc == site][:_FURTHER]

    def _is_wanted(self, item: Item, now: float) -> bool:
        old = datetime.fromtimestamp(now, UTC).date() - _OLDEST
        return item.document is not None or item.published is None or item.published >= old

    def _row(self, item: Item, feed: KnownFeed) -> tuple[str, str | None, str, bytes]:
        config = self._of(feed)
        wanted = item.url and not item.whole and self._feeds.wants_pages(config)
        given = Given(outlet=config.outlet, published=item.published)
        held = pack(Held(given, None, item.document))
        return item.key, item.url, "waiting" if wanted else "held", held

    # What goes wrong

    def _refused(self, known: KnownFeed | KnownItem, error: ReadError) -> None:
        status = getattr(error, "status", None)
        final = isinstance(error, RefusedError) or (
            isinstance(status, int) and 400 <= status < 500 and status not in (408, 425, 429)
        )
        later = min(getattr(error, "later", None) or 0.0, DAY)
        if isinstance(known, KnownFeed):
            self._feed_failed(known, error, final=final, later=later)
        else:
            self._page_failed(known, error, final=final, later=later)

    def _feed_failed(self, feed: KnownFeed, error: ReadError, *, final: bool, later: float) -> None:
        failures = feed.failures + 1
        every = self._feeds.every_seconds(self._of(feed))
        longest = DAY if final else min(DAY, _SLOWER * every)
        pause = max(later, self._shaken(min(every * 2 ** min(failures - 1, 12), longest)))
        self._state.asked(feed._replace(due=self._now() + pause, failures=failures))
        self._log("feed", url=feed.url, failed=error.why, times=failures, again_in=f"{pause:.0f}s")
        self._count(feeds_failed=1)

    def _page_failed(self, page: KnownItem, error: ReadError, *, final: bool, later: float) -> None:
        tries = page.tries + 1
        page = page._replace(held=self._state.held_of(page.key))
        held = unpack(page.held or b"")
        if not final and tries < self._feeds.tries:
            pause = max(later, self._shaken(min(seconds(self._feeds.retry) * 2 ** (tries - 1), DAY)))
            self._state.move(page._replace(tries=tries, due=self._now() + pause))
            self._log("page", url=page.url, failed=error.why, times=tries, again_in=f"{pause:.0f}s")
        elif held.document:
            self._move(page, "held", held)
            self._log("page", url=page.url, failed=error.why, instead="its summary")
        else:
            self._log("page", url=page.url, failed=error.why, given_up="yes")
            self._move(page, "held", Held(held.given, None, None), why=error.why)

    def _shaken(self, pause: float) -> float:
        return pause * (0.75 + 0.5 * self._chance())

    # Reports

    def _move(self, item: KnownItem, state: str, held: Held | None = None, why: str = "") -> None:
        raw = why.encode() if why else pack(held) if held else None
        self._state.move(item._replace(state="hopeless" if why else state, held=raw, due=self._now()))

    def _read(self) -> int:
        """Read some of what is held and note what came of it; return how much was taken up."""
        taken = self._state.held(_AT_ONCE)
        by_key = {item.key: item for item in taken}
        for key, good in self._keep([(item, item.held or b"") for item in taken]) if taken else ():
            self._state.move(by_key[key]._replace(state="done" if good else "failed", held=None))
            self._count(read=int(good), failed=int(not good))
        return len(taken)

    def _count(self, **more: int) -> None:
        self.counts = Counts(*(getattr(self.counts, x) + more.get(x, 0) for x in Counts._fields))


def _conditions(feed: KnownFeed) -> dict[str, str]:
    """Return the headers that ask for a feed only if it has changed (RFC 9110 13)."""
    asked = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    return {name: value for name, value in asked.items() if value and value.isprintable() and value.isascii()}
