"""What is known about words, as tables."""
