"""Speak with the program in which somebody types, by the language server protocol."""
