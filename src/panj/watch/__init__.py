"""Feeds that never stop: what is asked when, what is known already, and how to go on after a crash."""

from panj.watch.feeds import Feed, Feeds, load_feeds
from panj.watch.state import State
from panj.watch.watcher import Watcher, World

__all__ = ["Feed", "Feeds", "State", "Watcher", "World", "load_feeds"]
