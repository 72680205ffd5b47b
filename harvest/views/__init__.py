"""From the corpus to what a template needs, and the templates."""
