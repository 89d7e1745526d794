"""The commands by group: each only reads its options here; what it does is imported when it is called."""
