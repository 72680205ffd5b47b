"""List the files that cards and pages name, each with where it is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harvest.cards.card import Card
from harvest.links.directory import Directory, Node
from harvest.links.resolve import by_address, led_to
from harvest.problems.problem import Place, Position


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file by its path in the content folder, and where a card or page names it.

    `shown` tells that it is to be seen there; else a link leads to it. `end` is just past what names it, if known.
    """

    path: str
    place: Place
    shown: bool
    end: Position | None = None


def named_files(directory: Directory, node: Node) -> Iterator[NamedFile]:
    """Yield the files that a node names where its page shows it: the picture above a card, then those of its text."""
    if isinstance(node, Card) and (written := node.text("image")):
        lead = by_address(directory, node, written)
        if lead.way == "file":
            yield NamedFile(lead.path, node.value_place("image"), shown=True)
    markdown = node.source.markdown
    for mark in markdown.marks:
        # Most links lead to cards, and finding out which takes long.
        if directory.may_be_file(mark.target) and markdown.shows(mark):
            lead = led_to(directory, node, mark)
            if lead.way == "file":
                end = node.source.place(mark.end).position
                yield NamedFile(lead.path, node.source.place(mark.start), mark.form in ("image", "embed"), end)
