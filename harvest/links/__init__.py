"""Which card or page a name means; the edges between them, and the rings that these make."""
