"""What the model of English reaches on EWT and GUM, and how fast it is."""
