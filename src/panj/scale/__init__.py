"""Reading in several processes, each within its bounds."""

from panj.scale.workers import Crash, Limits, read_apart, spread

__all__ = ["Crash", "Limits", "read_apart", "spread"]
