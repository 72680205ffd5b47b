"""The adapter of MkDocs: nothing outside this folder imports it."""
