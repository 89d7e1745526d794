"""What lasts until somebody changes it: words that say it was changed, and who is held or was let go."""
