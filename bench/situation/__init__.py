"""How much of a hand-written picture of the examples Panj meets."""
