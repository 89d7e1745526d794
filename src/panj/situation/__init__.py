"""Statements, links, the world and a day to findings."""
