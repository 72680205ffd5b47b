"""Declare kinds of cards, read their declarations, and compare names."""
