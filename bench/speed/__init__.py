"""How fast reports are read, start to end."""
