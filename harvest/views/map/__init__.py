"""The map: what is part of what, in sections, and the drawing of each."""
