"""Make the editor's desk: what a harvest still needs before it can be published. No edition holds any of it."""
