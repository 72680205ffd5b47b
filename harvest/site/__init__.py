"""The website: its pages and data, and how an edition comes in its place."""
