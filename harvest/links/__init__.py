"""Resolve names to cards and pages, and find the edges between them and the rings of edges."""
