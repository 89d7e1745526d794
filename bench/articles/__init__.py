"""Whole articles, read as `panj read` reads them and scored against a careful reader's."""
