"""harvest: from Markdown cards to the website and the booklet of a Community of Practice."""

__version__ = "0.1.0"
