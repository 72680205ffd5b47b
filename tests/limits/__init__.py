"""The limit on the time that one file takes."""
