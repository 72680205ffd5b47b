"""Plant names of people of the circle where they really end up, and look who finds them."""
