"""What a kind may say, the files that say it, and names as they are compared."""
