"""How the ledger and the picture of a day behave as the ledger grows."""
