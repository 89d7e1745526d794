"""Whether what is the same is found to be the same."""
