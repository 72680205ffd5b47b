"""Find the pictures that cards and pages name, each with the place where they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from harvest.cards.card import Card
from harvest.links.directory import Directory, Node
from harvest.links.resolve import by_address, led_to
from harvest.problems.problem import Place, Position
from harvest.source.pictures import PHOTOGRAPHS

_PHOTOGRAPH = re.compile("|".join(map(re.escape, PHOTOGRAPHS)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """A file by its path in the content folder, and where a card or page names it.

    `shown` tells that it is to be seen there; else a link leads to it. `end` is just past what names it, if known.
    """

    path: str
    place: Place
    shown: bool
    end: Position | None = None


def named_pictures(directory: Directory, node: Node) -> Iterator[NamedPicture]:
    """Yield the files that a node shows as a picture, and the photographs it leads to, in the order of its text."""
    if isinstance(node, Card) and (written := node.text("image")):
        lead = by_address(directory, node, written)
        if lead.way == "file":
            yield NamedPicture(lead.path, node.value_place("image"), shown=True)
    markdown = node.source.markdown
    for mark in markdown.marks:
        if mark.form == "link" and not _PHOTOGRAPH.search(unquote(mark.target)):
            continue  # most links lead to cards, and finding out which takes long
        if mark.form in ("image", "embed", "link") and markdown.shows(mark):
            lead = led_to(directory, node, mark)
            if lead.way == "file":
                end = node.source.place(mark.end).position
                yield NamedPicture(lead.path, node.source.place(mark.start), mark.form != "link", end)
