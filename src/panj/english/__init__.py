"""The model of English: sentences, tokens, parts of speech, dependencies, spans."""
