"""Hold to whom cards were shown, and what they answered."""
