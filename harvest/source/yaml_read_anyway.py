"""Read data above a card that YAML refuses although it is plain what they mean."""

from __future__ import annotations

import re
from dataclasses import replace

from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, read_yaml

_WIDE_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_LINKS = re.compile(
    r"((?:[^:\[\n\"]*:|-)[ \t]+)(\[\[[^\[\]\n\"]+\]\](?:[ \t,;&+]*(?:en |and )?\[\[[^\[\]\n\"]+\]\])+)[ \t]*"
)
"""A name or a dash, and several links between double brackets with hardly anything in between."""


def read_data(text: str, first_line: int) -> Entries:
    """Return what stands above a card. `first_line` is the line of the file on which `text` begins.

    Raises `YamlProblem`. The places are those of the text as it was written.
    """
    try:
        return read_yaml(text, first_line)
    except YamlProblem:
        lines = text.split("\n")
        plain = [_understood(line) for line in lines]
        if plain == lines:
            raise
        data = read_yaml("\n".join(plain), first_line)
    longer = {first_line + index for index, line in enumerate(plain) if len(line) != len(lines[index])}
    return replace(data, entries=tuple((key, _in_place(value, longer)) for key, value in data.entries))


def _understood(line: str) -> str:
    """Return a line with plain spaces for others, and marks around several links."""
    line = _WIDE_SPACES.sub(" ", line)
    links = _LINKS.fullmatch(line) if "]]" in line else None
    return f'{links[1]}"{links[2]}"' if links else line


def _in_place(node: Node, longer: set[int]) -> Node:
    """Return a node without the two marks that we put around links on these lines."""
    if isinstance(node, Scalar):
        return node._replace(end_column=node.end_column - 2) if node.line in longer and not node.plain else node
    if isinstance(node, Items):
        return replace(node, items=tuple(_in_place(item, longer) for item in node.items))
    return node
