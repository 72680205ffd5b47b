"""Read files into data and text, each with its place, and judge which files may be published."""
