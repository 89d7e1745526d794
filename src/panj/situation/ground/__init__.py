"""Ground: which places a statement claims for whom, which are left, and which were only passed."""
