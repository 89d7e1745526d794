"""Where readings leave: commands, page and API, exports."""
