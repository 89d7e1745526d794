"""What is known of the world: states, organisations, people, offices, duties, borders, outlets, on a given day."""

from panj.world.entities import Entity, border_id
from panj.world.facts import World
from panj.world.load import load_world
from panj.world.names import Candidate, Hit
from panj.world.rows import DutyRow

__all__ = ["Candidate", "DutyRow", "Entity", "Hit", "World", "border_id", "load_world"]
