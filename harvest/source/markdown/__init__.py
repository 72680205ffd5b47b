"""Read the Markdown of a file once, into plain values from which checks, views and data all take what they
need. Only this folder imports the parser, and no node of its tree leaves it.
"""

from harvest.source.markdown.above import never_closed, seen
from harvest.source.markdown.read import read_markdown
from harvest.source.markdown.values import (
    SCHEME,
    Block,
    Footnote,
    Form,
    Heading,
    Item,
    Mark,
    Markdown,
    Remark,
    words_of,
)

__all__ = [
    "SCHEME",
    "Block",
    "Footnote",
    "Form",
    "Heading",
    "Item",
    "Mark",
    "Markdown",
    "Remark",
    "never_closed",
    "read_markdown",
    "seen",
    "words_of",
]
