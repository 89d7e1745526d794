"""Readings to links: same, supports, contradicts."""
