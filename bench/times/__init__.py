"""Times against WikiWars and AQUAINT."""
