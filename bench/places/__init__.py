"""Where the places of a report are: gold toponyms with given spans, and names found by ourselves."""
