"""Know what of a text somebody has to read for names, and what was read."""
