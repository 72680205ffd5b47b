"""Remark the addresses that are defined apart from the text, and that nothing in it uses."""

from __future__ import annotations

import re

import comrak
from comrak import AstNode

from harvest.source.markdown.reading import Reading

_DEFINITION = re.compile(r"(?<![^\s>])\[([^\[\]\n^][^\[\]\n]*)\]:[ \t]*(\S*)")


def between_blocks(blocks: list[AstNode], start: int, end: int, reading: Reading) -> None:
    """Remark what stands between these blocks, or above the text of a paragraph, and is in none of them."""
    for block in blocks:
        first, last = reading.span(block)
        if type(block.node_value) is comrak.Paragraph and (lines := reading.defining(block, first)):
            first = reading.places.starts[block.sourcepos.start.line - 1 + lines]
        definitions(start, first, reading)
        start = last
    definitions(start, end, reading)


def definitions(start: int, end: int, reading: Reading) -> None:
    """Remark the addresses between two blocks that nothing in the text uses."""
    for match in _DEFINITION.finditer(reading.text, start, end):
        label, target = match.groups()
        if label.casefold() not in reading.labels and target != "#":  # `[//]: # (…)` is how some write a comment
            reading.remark("unused definition", match.start(), match.end(), label)
