"""A document to its reading: functions from values to values."""
