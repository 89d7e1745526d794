"""How the model of English was made."""
