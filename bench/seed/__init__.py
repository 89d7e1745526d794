"""Which claims of the model case are reached."""
