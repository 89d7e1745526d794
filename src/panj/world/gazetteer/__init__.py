"""Places by name: what may bear a name, and which one a text means."""

from panj.world.gazetteer.choose import Choice, Named, choose, contains
from panj.world.gazetteer.find import Found, best_known, find
from panj.world.gazetteer.names import fold
from panj.world.gazetteer.store import Kind, Site

__all__ = ["Choice", "Found", "Kind", "Named", "Site", "best_known", "choose", "contains", "find", "fold"]
