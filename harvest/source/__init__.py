"""From bytes to text, data and body, each with its place; and what a file of the content may hold."""
