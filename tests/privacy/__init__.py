"""Tests of what is known of the people of the circle, and of the words around their names."""
