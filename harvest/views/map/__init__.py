"""Make the map: divide the cards that are part of each other into sections, and draw each section."""
