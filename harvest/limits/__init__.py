"""Watch over the time that files take, so that no file can hold a command up."""
