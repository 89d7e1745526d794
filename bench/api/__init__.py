"""How fast the API answers many at once."""
