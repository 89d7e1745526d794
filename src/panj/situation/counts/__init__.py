"""Counts: which figures a statement gives, of whom, and which of them are told apart."""
