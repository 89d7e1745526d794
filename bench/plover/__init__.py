"""PLOVER roots: five folds over plv-train, actors given and from the text alone."""
