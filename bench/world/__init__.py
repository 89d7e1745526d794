"""The tables of the world, measured."""
