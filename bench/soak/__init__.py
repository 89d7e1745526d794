"""Feeds that fail, for an hour."""
