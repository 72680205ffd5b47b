"""Look for people of the list in all files that are about to go out."""
