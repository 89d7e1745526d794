"""Help: what is asked, promised and given, in which words, and how far it has come."""
