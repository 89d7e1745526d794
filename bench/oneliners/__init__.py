"""Invented sentences that were coded by hand."""
