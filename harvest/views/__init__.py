"""Turn the corpus into the values that templates need, and set the templates up."""
