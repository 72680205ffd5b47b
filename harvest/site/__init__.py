"""Make the website: its pages and its data, and put a finished edition in place."""
