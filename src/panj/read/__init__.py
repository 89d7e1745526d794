"""Bytes to documents: one door a format."""
