"""Panj reads reports and keeps a sourced picture of the situation."""
