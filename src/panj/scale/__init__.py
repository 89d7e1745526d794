"""Reading in several processes or on several machines, each report within its bounds."""

from panj.scale.engines import in_processes, in_ray
from panj.scale.load import Loaded, load
from panj.scale.pieces import Piece, divided
from panj.scale.shard import Bounds, read_shard, shard_path
from panj.scale.sieve import Keep
from panj.scale.workers import Crash, Limits, read_apart, spread

__all__ = [
    "Bounds",
    "Crash",
    "Keep",
    "Limits",
    "Loaded",
    "Piece",
    "divided",
    "in_processes",
    "in_ray",
    "load",
    "read_apart",
    "read_shard",
    "shard_path",
    "spread",
]
