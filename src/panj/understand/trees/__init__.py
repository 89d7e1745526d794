"""The trees of sentences: their phrases, verbs and what these govern."""
