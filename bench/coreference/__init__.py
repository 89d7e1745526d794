"""Whom the pronouns of the third person mean, on a treebank with coreference."""
