"""Hold the list of people: read it, and change its text."""
